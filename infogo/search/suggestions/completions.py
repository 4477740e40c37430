"""Everything that can be suggested, laid out by how it begins, in memory.

Every entry is found from the start of each of its words, so ``ขับ`` finds ใบขับขี่.
"""

from __future__ import annotations

import heapq
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from infogo.search.results import KIND_OF_SUGGESTION, Kind, Suggestion, SuggestionKind
from infogo.search.suggestions.nearly import Nearly, Start
from infogo.search.suggestions.packed import LAST, SortedTexts
from infogo.search.suggestions.suggestible import Entry, Found, is_local
from infogo.search.words.lexicon import squashed
from infogo.thai.normalise import normalise
from infogo.thai.segment import raw_words

SHORTEST_QUERY = 2
MOST = 8
MOST_OF_KIND = {
    SuggestionKind.PHRASE: 4,
    SuggestionKind.SERVICE: 4,
    SuggestionKind.ARTICLE: 2,
    SuggestionKind.AGENCY: 3,
    SuggestionKind.POINT: 3,
}
TOLD_OF = (SuggestionKind.SERVICE, SuggestionKind.ARTICLE, SuggestionKind.AGENCY)
"""What people say something of."""
FEW = 200
"""The best of more words than this is chosen beforehand: who types กา must not wait for it."""
MOST_OF_A_PIECE = 3000
"""Words that the rarest of several pieces begins; more say too little to choose by."""
MOST_PIECES = 4
FIRST_WORD_BONUS = 1.5
OTHER_SPELLING = 0.5
"""An entry found by a name that is not shown puzzles the reader; it comes later."""


Key = tuple[Kind, int]
"""A record that may be suggested."""


class Completions:
    """A sorted list of word beginnings, each leading to an entry."""

    def __init__(self, entries: Iterable[Found]) -> None:
        """Take entries, each with the spellings under which it is found."""
        found = list(entries)
        starts: list[Start] = []
        self.entries: list[Entry] = []
        for entry, spellings in found:
            number = len(self.entries)
            self.entries.append(entry)
            for place, spelling in enumerate(spellings):
                weight = entry.weight * (OTHER_SPELLING if place else 1.0)
                for start, is_first in _word_starts(spelling):
                    bonus = FIRST_WORD_BONUS if is_first else 1.0
                    starts.append((start, weight * bonus, number))
        starts.sort()
        # Two hundred thousand of each: as objects numbers would take ten times the memory.
        self._keys = SortedTexts(key for key, _, _ in starts)
        self._weights = array("d", (weight for _, weight, _ in starts))
        self._numbers = array("l", (number for _, _, number in starts))
        self._local = {entry.suggestion.code for entry in self.entries if is_local(entry)}
        self._nearly = self._lay_out_slips(starts, found)
        del starts
        self._best_of_many = {span: self._best(*span) for span in self._long_spans()}

    def of(self, typed: str) -> list[Suggestion]:
        """Return what begins as typed, or else what has a word that begins as each piece does."""
        normalised = normalise(typed)
        beginning = squashed(normalised)
        if len(beginning) < SHORTEST_QUERY:
            return []
        found = self.best(beginning)
        pieces = [] if found else list(filter(None, map(squashed, normalised.split())))
        return self.of_pieces(pieces) if 1 < len(pieces) <= MOST_PIECES else found

    def nearest(self, typed: str) -> list[Suggestion]:
        """Return the same for a beginning that is misspelt or in Latin letters."""
        return self._chosen(self._nearly.found(typed))

    def best(self, beginning: str) -> list[Suggestion]:
        """Return up to ``MOST`` suggestions whose words begin so, grouped by kind."""
        first, last = self._keys.span(beginning)
        known = self._best_of_many.get((first, last))
        return self._best(first, last) if known is None else known

    def of_pieces(self, pieces: Sequence[str]) -> list[Suggestion]:
        """Return entries in which some word begins as each piece does: ``build perm``."""
        spans = sorted(map(self._keys.span, pieces), key=lambda span: span[1] - span[0])
        if spans[0][1] - spans[0][0] > MOST_OF_A_PIECE:
            return []
        weights: dict[int, float] = {}
        for at, (first, last) in enumerate(spans):
            here = slice(first, last)
            if at:
                alike = set(self._numbers[here])
                weights = {n: w for n, w in weights.items() if n in alike}
            else:
                weights = dict(zip(self._numbers[here], self._weights[here], strict=True))
            if not weights:
                return []
        return self._chosen((weight, number) for number, weight in weights.items())

    def told_of(self, keys: Iterable[Key]) -> list[Suggestion]:
        """Return as many of these services, guides and agencies as may be suggested."""
        left = {kind: MOST_OF_KIND[kind] for kind in TOLD_OF}
        found: list[Suggestion] = []
        for key in keys:
            suggestion = self._told_of.get(key)
            if suggestion and left[suggestion.kind]:
                left[suggestion.kind] -= 1
                found.append(suggestion)
        return found

    @cached_property
    def _told_of(self) -> dict[Key, Suggestion]:
        found = (entry.suggestion for entry in self.entries)
        return {(KIND_OF_SUGGESTION[one.kind], one.id): one for one in found if one.kind in TOLD_OF}

    def are_local(self, found: Iterable[Suggestion]) -> bool:
        """Return whether these are places only, some of them of the thousands of local agencies.

        Latin letters begin some of those by chance: ``khon song`` is ขนส่ง, not Song Khon.
        """
        kinds = {one.code in self._local or one.kind for one in found}
        return True in kinds and kinds <= {True, SuggestionKind.POINT}

    def are_likelier(self, others: Iterable[Suggestion]) -> bool:
        """Return whether one of these is meant sooner than a local agency: none of them is one."""
        kinds = {one.code in self._local or one.kind for one in others}
        return bool(kinds) and True not in kinds and kinds != {SuggestionKind.POINT}

    def _lay_out_slips(self, starts: Iterable[Start], found: Iterable[Found]) -> Nearly:
        """Lay out the same for what is misspelt.

        Local agencies are left out: thousands of names that are a slip apart from one another.
        """
        told = [not is_local(entry) for entry in self.entries]
        return Nearly(
            ((key, weight, number) for key, weight, number in starts if told[number]),
            (
                (spelling, entry.weight * (OTHER_SPELLING if place else 1.0), number)
                for number, (entry, spellings) in enumerate(found)
                if told[number]
                for place, spelling in enumerate(spellings)
            ),
        )

    def _long_spans(self) -> Iterator[tuple[int, int]]:
        """Yield where beginnings stand that so many words share that choosing takes long."""
        waiting = [(0, len(self._keys), 0)] if self._keys else []
        while waiting:
            first, last, length = waiting.pop()
            if length >= SHORTEST_QUERY:
                yield first, last
            # Words that end here come first and begin nothing longer.
            first = bisect_right(self._keys, self._keys[first][:length], first, last)
            while first < last:
                beginning = self._keys[first][: length + 1]
                end = bisect_left(self._keys, beginning + LAST, first, last)
                if end - first > FEW:
                    waiting.append((first, end, length + 1))
                first = end

    def _best(self, first: int, last: int) -> list[Suggestion]:
        return self._chosen(zip(self._weights[first:last], self._numbers[first:last], strict=True))

    def _chosen(self, found: Iterable[tuple[float, int]]) -> list[Suggestion]:
        heaviest: dict[int, float] = {}
        for weight, number in found:
            if weight > heaviest.get(number, 0.0):
                heaviest[number] = weight
        if not heaviest:
            return []
        of_kind: dict[SuggestionKind, list[tuple[float, int, int]]] = {k: [] for k in MOST_OF_KIND}
        for place, (number, weight) in enumerate(heaviest.items()):
            suggestion = self.entries[number].suggestion
            of_kind[suggestion.kind].append((weight, -len(suggestion.text), -place))
        numbers = list(heaviest)
        chosen = {
            kind: [numbers[-place] for _, _, place in heapq.nlargest(most, of_kind[kind])]
            for kind, most in MOST_OF_KIND.items()
        }
        return [self.entries[number].suggestion for number in _fitting(chosen)]


def _fitting(chosen: dict[SuggestionKind, list[int]]) -> Iterator[int]:
    """Yield at most ``MOST`` numbers; offices give way first, then guides, then the longest groups.

    Offices do only where agencies and they together are more than agencies may be.
    """
    agencies, points = chosen[SuggestionKind.AGENCY], chosen[SuggestionKind.POINT]
    guides = chosen[SuggestionKind.ARTICLE]
    while (
        sum(map(len, chosen.values())) > MOST
        and points
        and len(agencies) + len(points) > MOST_OF_KIND[SuggestionKind.AGENCY]
    ):
        points.pop()
    while sum(map(len, chosen.values())) > MOST and guides:
        guides.pop()
    while sum(map(len, chosen.values())) > MOST:
        max(chosen.values(), key=len).pop()
    for numbers in chosen.values():
        yield from numbers


def _word_starts(spelling: str) -> Iterator[tuple[str, bool]]:
    """Yield the rest of ``spelling`` from each of its words on, squashed, and which is first."""
    normalised = normalise(spelling)
    starts = [word.start for word in raw_words(normalised)]
    rest, end = "", len(normalised)
    for start in reversed(starts):
        rest = squashed(normalised[start:end]) + rest
        end = start
        yield rest, start == starts[0]
