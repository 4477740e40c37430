"""Failed searches that ask for the same thing, put together: other spellings and other words.

Two searches are one when, stop words left out, they are spelt or sound alike, or say the same in
the curated synonyms. Being like the same service is not enough: many different wishes are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from weakref import WeakKeyDictionary

from infogo.search.curation.unfound import Unfound, unfound_since
from infogo.search.indexing.index import IndexUnusableError, reader
from infogo.search.memory.knowledge import library
from infogo.search.ranking.likeness import Like
from infogo.search.words.lexicon import squashed, stop_words
from infogo.search.words.synonyms import Synonyms, present
from infogo.thai.grams import grams
from infogo.thai.normalise import normalise
from infogo.thai.segment import terms
from infogo.thai.slips import letter_key, neighbours
from infogo.thai.spelling import Speller

SAME_WEIGHT = 0.5
"""Synonyms of less weight are related things, not other words for the same."""
LONGEST_PHRASE = 3
NEAR_SPELLING = 0.72
"""Share of trigrams that two spellings of one thing have in common."""
SHORTEST_SLIP = 8
"""Sounds of a text in which one letter more or less is taken for a slip."""
MOST_ALIKE = 5


@dataclass(frozen=True)
class Cluster:
    """Searches that ask for the same thing: the one of most hours, and the others."""

    head: Unfound
    others: tuple[Unfound, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """Return all their words, those of most hours first."""
        return (self.head.text, *(row.text for row in self.others))

    @property
    def hours(self) -> int:
        """Return in how many hours they failed; an hour in which two did counts twice."""
        return self.head.hours + sum(row.hours for row in self.others)

    @property
    def last_on(self) -> date:
        """Return the day on which one of them failed last."""
        return max((self.head.last_on, *(row.last_on for row in self.others)))

    @property
    def alike(self) -> tuple[Like, ...]:
        """Return the services that any of them is like, each with its largest share."""
        shares: dict[int, float] = {}
        for row in (self.head, *self.others):
            for like in row.alike:
                shares[like.procedure_id] = max(like.share, shares.get(like.procedure_id, 0.0))
        found = (Like(key, share) for key, share in shares.items())
        ranked = sorted(found, key=lambda like: (-like.share, like.procedure_id))
        return tuple(ranked[:MOST_ALIKE])


def clusters_since(today: date) -> list[Cluster]:
    """Return what failed in the last thirty days, put together, most hours first."""
    return clusters_of(unfound_since(today), present())


def clusters_of(rows: Sequence[Unfound], words: Synonyms) -> list[Cluster]:
    """Put searches together; ``rows`` come with most hours first, ``words`` say the same."""
    repaired = _repairs()
    texts = [repaired(normalise(row.text)) for row in rows]
    groups = _Groups(len(rows))
    groups.join_equal(_spelling_key(text) for text in texts)
    groups.join_equal(_meaning_key(text, words) for text in texts)
    groups.join(_near(texts))
    groups.join(_one_slip_apart([_spelling_key(text) for text in texts]))
    members: dict[int, list[Unfound]] = defaultdict(list)
    for place, row in enumerate(rows):
        members[groups.of(place)].append(row)
    found = [Cluster(first, tuple(rest)) for first, *rest in members.values()]
    return sorted(found, key=lambda cluster: (-cluster.hours, cluster.head.text))


class _Groups:
    """Which of many things belong together (union-find)."""

    def __init__(self, count: int) -> None:
        self._parents = list(range(count))

    def of(self, place: int) -> int:
        """Return the first thing of the group."""
        while self._parents[place] != place:
            self._parents[place] = self._parents[self._parents[place]]
            place = self._parents[place]
        return place

    def join(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Put the two of each pair together."""
        for one, other in pairs:
            first, second = sorted((self.of(one), self.of(other)))
            self._parents[second] = first

    def join_equal(self, keys: Iterable[Hashable]) -> None:
        """Put those of one key together; an empty key says nothing."""
        first: dict[Hashable, int] = {}
        for place, key in enumerate(keys):
            if key and first.setdefault(key, place) != place:
                self.join([(first[key], place)])


_repaired: WeakKeyDictionary[Speller, dict[str, str]] = WeakKeyDictionary()
"""What each speller made of a text: reading one anew takes some milliseconds."""


def _repairs() -> Callable[[str], str]:
    """Return what repairs a misspelt text; without an index texts stay as they are."""
    try:
        speller = library.knowledge(reader.snapshot()).readers.speller
    except IndexUnusableError:
        speller = None
    if speller is None:
        return lambda text: text
    known = _repaired.setdefault(speller, {})

    def repaired(text: str) -> str:
        if text not in known:
            repair = speller.repaired(text)
            known[text] = repair.text if repair is not None and repair.is_sure else text
        return known[text]

    return repaired


def _content(text: str) -> list[str]:
    return [word for word in terms(text) if word not in stop_words()]


def _spelling_key(text: str) -> str:
    """Return how a text is spelt, without spaces and words that say nothing."""
    return letter_key(squashed("".join(_content(text))))


def _meaning_key(text: str, synonyms: Synonyms) -> frozenset[str]:
    """Return what a text says, whichever of the synonyms it is said with."""
    words, said, at = _content(text), [], 0
    classes = _classes(synonyms)
    while at < len(words):
        for size in range(min(LONGEST_PHRASE, len(words) - at), 0, -1):
            phrase = squashed("".join(words[at : at + size]))
            if phrase in classes or size == 1:
                said.append(classes.get(phrase, phrase))
                at += size
                break
    return frozenset(said)


@lru_cache(maxsize=1)
def _classes(synonyms: Synonyms) -> dict[str, str]:
    """Return one name for each class of phrases that mean the same, by phrase."""
    pairs = [
        (phrase, squashed(expansion.words))
        for phrase, expansions in synonyms.phrases.items()
        for expansion in expansions[:1]
        if expansion.weight >= SAME_WEIGHT
    ]
    phrases = sorted({phrase for pair in pairs for phrase in pair})
    places = {phrase: place for place, phrase in enumerate(phrases)}
    groups = _Groups(len(phrases))
    groups.join((places[one], places[other]) for one, other in pairs)
    return {phrase: phrases[groups.of(place)] for phrase, place in places.items()}


def _one_slip_apart(keys: Sequence[str]) -> Iterable[tuple[int, int]]:
    """Yield pairs of texts of which one has a sound more than the other, or another one."""
    first: dict[str, int] = {}
    for place, key in enumerate(keys):
        if len(key) < SHORTEST_SLIP:
            continue
        for neighbour in neighbours(key):
            if (other := first.setdefault(neighbour, place)) != place:
                yield other, place


def _near(texts: Sequence[str]) -> Iterable[tuple[int, int]]:
    """Yield pairs of texts that share most of their trigrams."""
    pieces = [frozenset(grams(squashed(text))) for text in texts]
    by_piece: dict[str, list[int]] = defaultdict(list)
    for place, own in enumerate(pieces):
        seen: dict[int, int] = defaultdict(int)
        for piece in own:
            for other in by_piece[piece]:
                seen[other] += 1
            by_piece[piece].append(place)
        for other, common in seen.items():
            all_pieces = len(own) + len(pieces[other]) - common
            if common >= NEAR_SPELLING * all_pieces:
                yield other, place
