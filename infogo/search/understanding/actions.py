"""What somebody wants done to a thing: get it, renew it, replace it, change it, end it.

Siblings of one service differ in little else: ต่อใบขับขี่, ใบขับขี่หาย, ทำใบขับขี่ครั้งแรก.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

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
    return frozenset(event for event, (told, _duty) in _duties() if told.fullmatch(text))


def duties_of(names: Iterable[str]) -> frozenset[str]:
    """Return the events after which a service of these normalised names must come first."""
    return frozenset(event for event, (_told, duty) in _duties() if any(map(duty.search, names)))


@lru_cache(maxsize=1)
def _duties() -> tuple[tuple[str, tuple[re.Pattern[str], re.Pattern[str]]], ...]:
    return tuple(
        (event, (re.compile(told), re.compile(duty)))
        for event, (told, duty) in first_duties().items()
    )


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(pattern)) for name, pattern in action_words().items())
