"""What somebody wants done to a thing: get it, renew it, replace it, change it, end it.

Siblings of one service differ in little else: ต่อใบขับขี่, ใบขับขี่หาย, ทำใบขับขี่ครั้งแรก.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from infogo.search.words.lexicon import action_words, first_duties, squashed

LONGEST_EVENT = 48
"""Letters of a query that may tell of an event alone; a longer one says more."""


def read_actions(normalised: str) -> frozenset[str]:
    """Return the actions that a normalised text speaks of, by the names of ``Lifecycle``."""
    return frozenset(name for name, pattern in _patterns() if pattern.search(normalised))


def read_events(normalised: str) -> frozenset[str]:
    """Return the event that a query tells of and says nothing else of: somebody died."""
    text = squashed(normalised)
    if len(text) > LONGEST_EVENT:
        return frozenset()
    return frozenset(event for event, duty in _duties() if duty.told.fullmatch(text))


def duties_of(names: Iterable[str]) -> frozenset[str]:
    """Return the events after which a service of these normalised names must come first."""
    names = tuple(names)
    return frozenset(event for event, one in _duties() if any(map(one.duty.search, names)))


def events_of(names: Iterable[str]) -> frozenset[str]:
    """Return the events that these normalised names of a service speak of."""
    names = tuple(names)
    return frozenset(event for event, one in _duties() if any(map(one.about.search, names)))


class _Patterns(NamedTuple):
    told: re.Pattern[str]
    duty: re.Pattern[str]
    about: re.Pattern[str]


@lru_cache(maxsize=1)
def _duties() -> tuple[tuple[str, _Patterns], ...]:
    return tuple(
        (event, _Patterns(*map(re.compile, patterns))) for event, patterns in first_duties().items()
    )


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(pattern)) for name, pattern in action_words().items())
