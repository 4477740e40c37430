"""Which titles are nearly the same: cosine of character trigrams weighed by their rarity.

Pure and exact. Instead of comparing every title with every other one, a title is compared with
those that share one of its rarest trigrams: without one of these the cosine cannot reach the limit.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from math import log, sqrt

from infogo.thai.grams import grams
from infogo.thai.normalise import closed, normalise

Vector = Mapping[str, float]
_ROUNDING = 1e-9


@dataclass(frozen=True, order=True)
class Pair:
    """Two titles by their ids, the smaller first, and how alike they are."""

    first: int
    second: int
    similarity: float
    is_equal: bool


def pairs_of(titles: Mapping[int, str], at_least: float) -> list[Pair]:
    """Return the pairs of titles that are at least so alike, by ids; equal titles are 1."""
    keys = {number: closed(title) for number, title in titles.items()}
    vectors = _vectors({key: normalise(titles[number]) for number, key in keys.items()})
    holders: dict[str, list[int]] = defaultdict(list)
    for number, key in sorted(keys.items()):
        holders[key].append(number)
    found = [
        Pair(one, other, 1.0, is_equal=True)
        for same in holders.values()
        for place, one in enumerate(same)
        for other in same[place + 1 :]
    ]
    for (key, other_key), similarity in _near(vectors, at_least).items():
        found += [
            Pair(min(one, other), max(one, other), round(similarity, 4), is_equal=False)
            for one in holders[key]
            for other in holders[other_key]
        ]
    return sorted(found)


def _vectors(texts: Mapping[str, str]) -> dict[str, Vector]:
    """Return each text as trigrams of unit length in all; rare trigrams weigh more."""
    counts = {key: Counter(grams(text)) for key, text in texts.items()}
    spread = Counter(gram for count in counts.values() for gram in count)
    total = len(texts)
    vectors: dict[str, Vector] = {}
    for key, count in counts.items():
        weighed = {
            gram: times * (log((1 + total) / (1 + spread[gram])) + 1)
            for gram, times in count.items()
        }
        length = sqrt(sum(weight * weight for weight in weighed.values()))
        vectors[key] = {gram: weight / length for gram, weight in weighed.items()}
    return vectors


def _near(vectors: Mapping[str, Vector], at_least: float) -> dict[tuple[str, str], float]:
    spread = Counter(gram for vector in vectors.values() for gram in vector)
    held: dict[str, list[str]] = defaultdict(list)
    found: dict[tuple[str, str], float] = {}
    for key in sorted(vectors):
        vector = vectors[key]
        rarest = sorted(vector, key=lambda gram: (spread[gram], gram))
        candidates = {other for gram in _telling(rarest, vector, at_least) for other in held[gram]}
        for other in sorted(candidates):
            similarity = _cosine(vector, vectors[other])
            if similarity >= at_least - _ROUNDING:
                found[other, key] = min(similarity, 1.0)
        for gram in rarest:
            held[gram].append(key)
    return found


def _telling(rarest: list[str], vector: Vector, at_least: float) -> list[str]:
    """Return the rarest trigrams without any of which the rest is too short to reach the limit."""
    rest = 1.0
    for place, gram in enumerate(rarest):
        if rest < (at_least - _ROUNDING) ** 2:
            return rarest[:place]
        rest -= vector[gram] ** 2
    return rarest


def _cosine(one: Vector, other: Vector) -> float:
    small, large = sorted((one, other), key=len)
    return sum(weight * large.get(gram, 0.0) for gram, weight in small.items())
