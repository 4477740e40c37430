"""How far what stands in a name is spread over what people say of all services.

The engine takes a word for telling that stands in few names: เกินกำหนด and ข้ามจังหวัด are in the
names of one or two services. But they are circumstances, of which people speak with every other
service, and ตาย or ศพ beside them is the thing that was asked about. So a word or trigram of names
weighs less by how many more services are spoken of with it than are named with it.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from infogo.thai.grams import grams
from infogo.thai.segment import Cut, terms

WORDS_FORGIVEN = 1.6
"""A word may be spread this much wider than names before it weighs less."""
LEAST_OF_A_WORD = 0.4
LEAST_OF_A_GRAM = 0.1
STEPS = 20
"""Weights are whole twentieths, so that few engine queries differ and made ones are kept."""


NamedAndSaid = tuple[Sequence[str], Sequence[str]]
"""What a service is called, tags and all, and what is said of it."""


@dataclass(frozen=True)
class Spread:
    """What words and trigrams of names weigh, from 0 to 1; what is not held weighs 1."""

    words: Mapping[str, float]
    grams: Mapping[str, float]

    def of_words(self, words: Sequence[str]) -> float:
        """Return what some words of a name weigh together, as their mean."""
        return round(sum(self.words.get(word, 1.0) for word in words) / len(words) * STEPS) / STEPS

    def of_gram(self, gram: str) -> float:
        """Return what a trigram of a name weighs."""
        return self.grams.get(gram, 1.0)


EVEN = Spread({}, {})
"""Everything weighs the same."""


def spread_of(services: Sequence[NamedAndSaid], cut: Cut = terms) -> Spread:
    """Read from what services are called and what is said of them what words and trigrams weigh.

    All is normalised. ``cut`` cuts it into words.
    """
    return Spread(
        _weights(services, cut, WORDS_FORGIVEN, LEAST_OF_A_WORD),
        _weights(services, grams, 1.0, LEAST_OF_A_GRAM),
    )


def _weights(
    services: Sequence[NamedAndSaid],
    look: Callable[[str], Iterable[str]],
    forgiven: float,
    least: float,
) -> dict[str, float]:
    """Return the weights below 1 of what is seen in names by ``look``."""
    named: Counter[str] = Counter()
    said: defaultdict[str, list[int]] = defaultdict(list)
    for called, sayings in services:
        named.update({one for text in called for one in look(text)})
        times = Counter(one for saying in sayings for one in {*look(saying)})
        for one, often in times.items():
            said[one].append(often)
    weights: dict[str, float] = {}
    for one, count in named.items():
        wide = max(count, _evenly(said.get(one, ())))
        share = math.log1p(len(services) / wide) / math.log1p(len(services) / count)
        weight = round(max(least, min(1.0, forgiven * share)) * STEPS) / STEPS
        if weight < 1.0:
            weights[one] = weight
    return weights


def _evenly(times: Sequence[int]) -> float:
    """Return of how many services something would be said if of all of them as often.

    The exponential of the entropy: what is said once of many and often of one is hardly spread.
    """
    total = sum(times)
    return math.exp(-sum(often / total * math.log(often / total) for often in times))
