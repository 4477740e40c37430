"""How often Python looks for rings of objects that nobody holds any more."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

YOUNG = 10_000
"""So many new objects make it look through them; Python itself waits for 700."""
ROUNDS = 20
"""So many looks make it look through what survived them; Python itself waits for 10."""


def look_seldom() -> None:
    """Look seldom, for Django's commands: most of what they make stays in use while they work.

    A thousand modules at every start and the states of all migrations are not garbage; looking
    through them again and again took a quarter of the processor time of migrating.
    """
    gc.set_threshold(YOUNG, ROUNDS, ROUNDS)


@contextmanager
def nobody_looking() -> Iterator[None]:
    """Do not look at all, for the start of a web process: what is imported and learnt stays."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
