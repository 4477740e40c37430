"""Which services some words are most like, also when search found none of them.

Search demands that enough of the words fit; whoever tends tags wants the nearest service even
so. Compared are the same trigrams and words as in the index, without synonyms or weights.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from infogo.search.ranking.names import ServiceNames
from infogo.search.words.lexicon import stop_words
from infogo.thai.grams import grams
from infogo.thai.normalise import normalise
from infogo.thai.segment import Cut, terms

LIKE = 0.4
"""Share of what was typed that a service must have; below it the two are strangers."""
MOST_ALIKE = 5
REMEMBERED = 2000


class Like(NamedTuple):
    """A service and the share of the words, 0 to 1, that it has."""

    procedure_id: int
    share: float


class Likeness:
    """Services by their trigrams and words."""

    def __init__(self, services: Sequence[ServiceNames], cut: Cut = terms) -> None:
        """Take the services that can be found, and what cuts their texts into words."""
        by_gram: dict[str, list[int]] = defaultdict(list)
        by_word: dict[str, list[int]] = defaultdict(list)
        for service in services:
            called = (*service.names, *service.tags)
            for gram in {gram for text in called for gram in grams(text)}:
                by_gram[gram].append(service.id)
            spoken = (*called, service.summary, *service.sayings)
            for word in {word for text in spoken for word in cut(text)}:
                by_word[word].append(service.id)
        self._by_gram: Mapping[str, Sequence[int]] = dict(by_gram)
        self._by_word: Mapping[str, Sequence[int]] = dict(by_word)

    @cached_property
    def nearest(self) -> Callable[[str], tuple[Like, ...]]:
        """What a text is like, remembered; made when asked: nothing on disk can hold it."""
        return lru_cache(maxsize=REMEMBERED)(self._nearest)

    def _nearest(self, text: str) -> tuple[Like, ...]:
        """Return the services that a text is like, the likest first; none if it is like none."""
        normalised = normalise(text)
        content = [word for word in terms(normalised) if word not in stop_words()]
        by_gram = _shares(grams(normalised), self._by_gram)
        by_word = _shares(content, self._by_word)
        found = [
            Like(key, (by_gram.get(key, 0.0) + by_word.get(key, 0.0)) / 2)
            for key in by_gram.keys() | by_word.keys()
        ]
        alike = sorted(
            (like for like in found if like.share >= LIKE),
            key=lambda like: (-like.share, like.procedure_id),
        )
        return tuple(alike[:MOST_ALIKE])


def _shares(pieces: Iterable[str], services: Mapping[str, Sequence[int]]) -> dict[int, float]:
    """Return which share of the distinct pieces each service has."""
    distinct = set(pieces)
    counted = Counter(key for piece in distinct for key in services.get(piece, ()))
    return {key: count / len(distinct) for key, count in counted.items()}
