"""Completions while somebody types, from memory, in microseconds.

Every entry is found from the start of each of its words, so ``ขับ`` finds ใบขับขี่. Entries come
from the database: everyday words of services, their names, agencies and their offices.
"""

from __future__ import annotations

import heapq
import threading
import time
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import islice

from infogo.core import versions
from infogo.core.metrics import SEARCH_SECONDS, timed
from infogo.search.background import Background
from infogo.search.beginnings import matter_of
from infogo.search.index import IndexUnusableError, reader
from infogo.search.knowledge import library
from infogo.search.lexicon import squashed
from infogo.search.nearly import Nearly
from infogo.search.results import Kind, Suggestion, SuggestionKind
from infogo.search.suggestible import NAMED, Entry, Found, digest_of, is_local, read_entries
from infogo.search.understand import tidied, undo_layout
from infogo.thai import layout
from infogo.thai.highlight import Highlighter, is_leaning
from infogo.thai.normalise import normalise
from infogo.thai.segment import raw_words

SHORTEST_QUERY = 2
SHORTEST_OTHER = 3
SHORTEST_LATIN = 4
"""Letters of the shortest beginning in Thai, and in Latin letters, that the other keyboard is tried
for without a known word."""
SHORTEST_SAID = 5
LONGEST_SAID = 30
"""Letters that are looked for in what people say; fewer stand in too many sentences, and nobody
says more of them in just that way."""
MOST = 8
MOST_OF_KIND = {
    SuggestionKind.PHRASE: 4,
    SuggestionKind.SERVICE: 4,
    SuggestionKind.AGENCY: 3,
    SuggestionKind.POINT: 3,
}
RENEW_SECONDS = 60.0
LAST = "\U0010ffff"
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
        self.digest = digest_of(found)
        """By which the same entries are known again."""
        starts: list[tuple[str, float, int]] = []
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
        self._spellings = found
        self._keys = [key for key, _, _ in starts]
        # Two hundred thousand numbers: as objects they would take ten times the memory.
        self._weights = array("d", (weight for _, weight, _ in starts))
        self._numbers = array("l", (number for _, _, number in starts))
        del starts
        self._local = {entry.suggestion.code for entry in self.entries if is_local(entry)}
        self._best_of_many = {span: self._best(*span) for span in self._long_spans()}

    @cached_property
    def _nearly(self) -> Nearly:
        """The same for what is misspelt; laying it out takes a second, so it waits until asked.

        Local agencies are left out: thousands of names that are a slip apart from one another.
        """
        told = [not is_local(entry) for entry in self.entries]
        starts = zip(self._keys, self._weights, self._numbers, strict=True)
        nearly = Nearly(
            ((key, weight, number) for key, weight, number in starts if told[number]),
            (
                (spelling, entry.weight * (OTHER_SPELLING if place else 1.0), number)
                for number, (entry, spellings) in enumerate(self._spellings)
                if told[number]
                for place, spelling in enumerate(spellings)
            ),
        )
        self._spellings = []  # nobody asks for them again
        return nearly

    def nearest(self, typed: str) -> list[Suggestion]:
        """Return the same for a beginning that is misspelt or in Latin letters."""
        return self._chosen(self._nearly.found(typed))

    def ready(self) -> Completions:
        """Lay out everything now, so that nobody who mistypes waits for it."""
        self._nearly  # noqa: B018  # made when first asked for
        return self

    def best(self, beginning: str) -> list[Suggestion]:
        """Return up to ``MOST`` suggestions whose words begin so, grouped by kind."""
        first, last = self._span(beginning)
        known = self._best_of_many.get((first, last))
        return self._best(first, last) if known is None else known

    def of_pieces(self, pieces: Sequence[str]) -> list[Suggestion]:
        """Return entries in which some word begins as each piece does: ``build perm``."""
        spans = sorted(map(self._span, pieces), key=lambda span: span[1] - span[0])
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

    def services(self, keys: Iterable[Key]) -> list[Suggestion]:
        """Return as many of the services among these as may be suggested, in their order."""
        known = (self._of_services.get(key) for kind, key in keys if kind is Kind.PROCEDURE)
        return list(islice(filter(None, known), MOST_OF_KIND[SuggestionKind.SERVICE]))

    @cached_property
    def _of_services(self) -> dict[int, Suggestion]:
        found = (entry.suggestion for entry in self.entries)
        return {one.id: one for one in found if one.kind is SuggestionKind.SERVICE and one.id}

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

    def _span(self, beginning: str) -> tuple[int, int]:
        first = bisect_left(self._keys, beginning)
        return first, bisect_left(self._keys, beginning + LAST, first)

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
    """Yield at most ``MOST`` numbers; offices give way first, then the longest groups.

    Offices do only where agencies and they together are more than agencies may be.
    """
    agencies, points = chosen[SuggestionKind.AGENCY], chosen[SuggestionKind.POINT]
    while (
        sum(map(len, chosen.values())) > MOST
        and points
        and len(agencies) + len(points) > MOST_OF_KIND[SuggestionKind.AGENCY]
    ):
        points.pop()
    while sum(map(len, chosen.values())) > MOST:
        max(chosen.values(), key=len).pop()
    for numbers in chosen.values():
        yield from numbers


@timed(SEARCH_SECONDS, "suggest")
def suggest(q: str) -> tuple[Suggestion, ...]:
    """Return completions of ``q``: phrases, services, agencies, points; at most 8.

    Fewer than two characters give none. Where nothing begins so, a forgotten keyboard switch is
    undone, or what is a slip off or Thai in Latin letters is taken for what it is near. Works
    without an index. Never raises, whatever the text.
    """
    typed = tidied(q)
    completions = _shelf.completions()
    found = _complete(completions, typed)
    if len(typed.strip()) > SHORTEST_QUERY and (
        not found or (typed.isascii() and completions.are_local(found))
    ):
        meant, others = _otherwise(completions, typed)
        if not found or completions.are_likelier(others):
            typed, found = meant, [*others, *(one for one in found if one not in others)][:MOST]
    marker = Highlighter([normalise(typed)])
    return tuple(
        replace(suggestion, segments=marker.segments(suggestion.text)) for suggestion in found
    )


def _otherwise(completions: Completions, typed: str) -> tuple[str, list[Suggestion]]:
    """Return what may have been meant by a beginning that nothing has, and its completions."""
    try:
        known = library.knowledge(reader.snapshot())
    except IndexUnusableError:
        return _otherwise_begun(completions, typed)
    meant, correction = undo_layout(typed, known.vocabulary, known.everyday)
    if correction and (found := _complete(completions, meant)):
        return meant, found
    sayings = known.of_services.sayings
    other, found = _otherwise_begun(completions, typed, _letters_said(typed, sayings.begun))
    if found:
        return other, found
    # A word that is not finished is in no vocabulary, but it begins something.
    for text in (typed, layout.other_keys(typed)):
        if found := completions.services(sayings.likeliest(normalise(text))):
            return text, found
    return typed, []


def _otherwise_begun(
    completions: Completions, typed: str, said: Iterable[Key] = ()
) -> tuple[str, list[Suggestion]]:
    """Return the same by what begins otherwise; ``said`` are those of whom it is said so."""
    other = layout.other_keys(typed)
    shortest = SHORTEST_OTHER if typed.isascii() else SHORTEST_LATIN
    if len(squashed(normalise(other))) >= shortest and (found := _complete(completions, other)):
        return other, found
    if found := completions.services(said) or completions.nearest(typed):
        return typed, found
    matter = matter_of(typed)
    return matter, _complete(completions, matter) if matter else []


def _letters_said(typed: str, begun: Callable[[str], list[Key]]) -> Iterator[Key]:
    """Yield of whom people say what begins so: โดนไล่ออ, ``น้ำท่วมบ้าน``; asked when needed."""
    beginning = squashed(normalise(typed))
    if (
        SHORTEST_SAID <= len(beginning) <= LONGEST_SAID
        and not typed.isascii()
        and not is_leaning(beginning[0])
    ):
        yield from begun(beginning)


def _complete(completions: Completions, typed: str) -> list[Suggestion]:
    normalised = normalise(typed)
    beginning = squashed(normalised)
    if len(beginning) < SHORTEST_QUERY:
        return []
    found = completions.best(beginning)
    pieces = [] if found else list(filter(None, map(squashed, normalised.split())))
    return completions.of_pieces(pieces) if 1 < len(pieces) <= MOST_PIECES else found


def _word_starts(spelling: str) -> Iterator[tuple[str, bool]]:
    """Yield the rest of ``spelling`` from each of its words on, squashed, and which is first."""
    normalised = normalise(spelling)
    starts = [word.start for word in raw_words(normalised)]
    rest, end = "", len(normalised)
    for start in reversed(starts):
        rest = squashed(normalised[start:end]) + rest
        end = start
        yield rest, start == starts[0]


class _Shelf:
    """Holds the completions of this process and renews them when names or their use changed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._background = Background("search-completions")
        self._held: Completions | None = None
        self._read_under: object = None
        self._made_at = 0.0

    def completions(self) -> Completions:
        """Return the completions; the first call reads them, later ones never wait."""
        held = self._held
        if held is not None:
            if time.monotonic() - self._made_at >= RENEW_SECONDS:
                self._background.start(lambda: self._renew(held))
            return held
        with self._lock:
            if self._held is None:
                read_under = _present_state()
                return self._keep(Completions(read_entries()), read_under)
            return self._held

    def forget(self) -> None:
        """Drop what is held; the next call reads it anew."""
        with self._lock:
            self._held = None

    def _renew(self, held: Completions) -> None:
        """Read and lay out anew, which takes seconds, only what changed since it was read."""
        read_under = _present_state()
        renewed = held
        if read_under != self._read_under:
            entries = list(read_entries())
            if digest_of(entries) != held.digest:
                renewed = Completions(entries).ready()
        with self._lock:
            if self._held is held:
                self._keep(renewed, read_under)

    def _keep(self, completions: Completions, read_under: object) -> Completions:
        self._held, self._read_under = completions, read_under
        self._made_at = time.monotonic()
        return completions


def _present_state() -> object:
    """Return what changes before anything else can be suggested.

    Asked before the rows are read: a change in between makes it old, never what is held. A whole
    rebuild of the index may come with other data.
    """
    try:
        build = reader.snapshot().generation[0]
    except IndexUnusableError:
        build = None
    return build, tuple(versions.tokens(NAMED).items())


_shelf = _Shelf()


def forget() -> None:
    """Drop what this process holds in memory; the next call reads it anew."""
    _shelf.forget()


def ready() -> None:
    """Lay out what answers beginnings that are misspelt, before the first one comes."""
    _shelf.completions().ready()
