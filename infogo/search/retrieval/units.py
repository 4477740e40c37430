"""The units of a query as they are asked for: which tell something, and how many are demanded."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from infogo.search.understanding.understand import Unit

MOST_REQUIRED_UNITS = 3
SHARE_OF_UNITS = 0.5


def words_of(units: Iterable[Unit]) -> list[str]:
    """Return the distinct words as they stand in the sentence."""
    return list(dict.fromkeys(word for unit in units for word in unit.cut or unit.tokens))


def tokens_of(units: Iterable[Unit]) -> list[str]:
    """Return the words that are looked for, one after the other."""
    return [token for unit in units for token in unit.tokens]


def content_units(units: Sequence[Unit]) -> list[Unit]:
    """Return the units that are no stop words; all of them where there are no others."""
    return [unit for unit in units if not unit.is_stop] or list(units)


def asks_for_more(units: Sequence[Unit], known: frozenset[str]) -> bool:
    """Return whether a query has more words than any service does, so that few are demanded."""
    content = content_units(units)
    return max(1, known_count(content, known)) < demanded_of(content)


def demanded_of(content: Sequence[Unit]) -> int:
    """Return how many of the telling units a service must have."""
    return min(MOST_REQUIRED_UNITS, math.ceil(len(content) * SHARE_OF_UNITS))


def known_count(content: Sequence[Unit], known: frozenset[str]) -> int:
    """Return how many units any service may have."""
    return sum(not _is_unknown(unit, known) for unit in content)


def _is_unknown(unit: Unit, known: frozenset[str]) -> bool:
    """Return whether no service has the words of a unit, nor what may stand for them."""
    return not unit.expansions and not all(token in known for token in unit.tokens)
