"""Which item of an old list is which item of a new one."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from infogo.manuals.lines import lines_of
from infogo.manuals.part import Part
from infogo.thai.normalise import normalise
from infogo.thai.segment import words

LEAST_LIKENESS = 0.5
"""Share of common words from which two items are taken for one that was rewritten."""
_NAMING = ("name", "item", "title", "text", "law", "description")


@dataclass(frozen=True)
class Pair:
    """An item's place before and after; ``None`` where it is missing."""

    old_at: int | None
    new_at: int | None
    is_moved: bool = False


def match(old: Sequence[Any], new: Sequence[Any]) -> tuple[Pair, ...]:
    """Pair equal items first, then those of one name, then the most alike.

    Pairs come in the new order; an item that is gone comes where it stood among its neighbours.
    """
    if len(old) == len(new) == 1:  # a single value was rewritten, however much
        return (Pair(0, 0),)
    partner: dict[int, int] = {}
    free = set(range(len(old)))
    for key_of in (_itself, _identity):
        _pair_equal_keys(old, new, partner, free, key_of)
    _pair_alike(old, new, partner, free)
    return _in_order(len(new), partner, sorted(free))


def _itself(item: Any) -> Hashable:
    return (type(item), item)


def _identity(item: Any) -> Hashable:
    """Return what the item is called; two laws differ by their section, two fees by their case."""
    if not isinstance(item, Part) or (name := name_of(item)) is None:
        return None
    rest = (getattr(item, extra, "") for extra in ("section", "condition"))
    return (type(item), normalise(name), *rest)


def name_of(item: Part) -> str | None:
    """Return the words by which readers know an item; ``None`` for one that has no name."""
    named = [name for name in _NAMING if hasattr(item, name)]
    return str(getattr(item, named[0])) if named else None


def _pair_equal_keys(
    old: Sequence[Any],
    new: Sequence[Any],
    partner: dict[int, int],
    free: set[int],
    key_of: Callable[[Any], Hashable],
) -> None:
    waiting: dict[Hashable, list[int]] = {}
    for at in sorted(free):
        key = key_of(old[at])
        if key is not None:
            waiting.setdefault(key, []).append(at)
    for at, item in enumerate(new):
        if at not in partner and (places := waiting.get(key_of(item))):
            partner[at] = places.pop(0)
            free.discard(partner[at])


def _pair_alike(
    old: Sequence[Any], new: Sequence[Any], partner: dict[int, int], free: set[int]
) -> None:
    left = [at for at in range(len(new)) if at not in partner]
    if not left or not free:
        return
    old_words = {at: _words(old[at]) for at in free}
    new_words = {at: _words(new[at]) for at in left}
    likeness = sorted(
        (-_share(old_words[i], new_words[j]), abs(i - j), i, j)
        for i in free
        for j in left
        if type(old[i]) is type(new[j])
    )
    for negative, _distance, i, j in likeness:
        if -negative >= LEAST_LIKENESS and i in free and j not in partner:
            partner[j] = i
            free.discard(i)


def _words(item: Any) -> Counter[str]:
    return Counter(word for line in lines_of(item) for word in words(normalise(line.text)))


def _share(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def _in_order(count: int, partner: dict[int, int], gone: list[int]) -> tuple[Pair, ...]:
    steady = _longest_rising([partner[at] for at in range(count) if at in partner])
    pairs: list[Pair] = []
    for at in range(count):
        old_at = partner.get(at)
        if old_at in steady:
            while gone and gone[0] < old_at:
                pairs.append(Pair(gone.pop(0), None))
        pairs.append(Pair(old_at, at, old_at is not None and old_at not in steady))
    return (*pairs, *(Pair(old_at, None) for old_at in gone))


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """Return a longest subsequence that only rises: the items that kept their order."""
    tails: list[int] = []
    chains: list[list[int]] = []
    for number in numbers:
        at = bisect_left(tails, number)
        chain = [*(chains[at - 1] if at else []), number]
        tails[at : at + 1], chains[at : at + 1] = [number], [chain]
    return set(chains[-1]) if chains else set()
