"""Completions while somebody types, from memory, in microseconds.

Every entry is found from the start of each of its words, so ``ขับ`` finds ใบขับขี่. Entries come
from the database: everyday words of services, their names, and agencies.
"""

from __future__ import annotations

import hashlib
import heapq
import math
import threading
import time
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.db.models import Count, Max, Q

from infogo.agencies.models import Agency, AgencyStatus
from infogo.core import versions
from infogo.core.keys import AGENCY_NAMES, EVERYTHING, PROCEDURE_NAMES
from infogo.core.metrics import SEARCH_SECONDS, timed
from infogo.manuals.models import ManualStatus, Procedure, ProcedureStatus
from infogo.search.background import Background
from infogo.search.documents import CENTRAL_KINDS, short_forms
from infogo.search.index import IndexUnusableError, reader
from infogo.search.knowledge import library
from infogo.search.lexicon import agency_aliases, squashed
from infogo.search.results import Suggestion, SuggestionKind
from infogo.search.understand import tidied, undo_layout
from infogo.taxonomy.models import Tag
from infogo.thai.highlight import Highlighter
from infogo.thai.normalise import normalise
from infogo.thai.segment import raw_words

SHORTEST_QUERY = 2
MOST = 8
MOST_OF_KIND = {SuggestionKind.PHRASE: 4, SuggestionKind.SERVICE: 4, SuggestionKind.AGENCY: 3}
RENEW_SECONDS = 60.0
LAST = "\U0010ffff"
FEW = 200
"""The best of more words than this is chosen beforehand: who types กา must not wait for it."""
FIRST_WORD_BONUS = 1.5
OTHER_SPELLING = 0.5
"""An entry found by a name that is not shown puzzles the reader; it comes later."""
AGENCY_WEIGHT = {"ministry": 40.0, "department": 30.0}
CENTRAL_WEIGHT = 20.0
LOCAL_WEIGHT = 1.0


@dataclass(frozen=True)
class Entry:
    """Something that can be suggested, and how gladly."""

    suggestion: Suggestion
    weight: float


Found = tuple[Entry, tuple[str, ...]]
"""An entry and the spellings under which it is found, the one that is shown first."""


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
        self._keys = [key for key, _, _ in starts]
        self._found = [(weight, number) for _, weight, number in starts]
        self._best_of_many = {span: self._best(*span) for span in self._long_spans()}

    def best(self, beginning: str) -> list[Suggestion]:
        """Return up to ``MOST`` suggestions whose words begin so, grouped by kind."""
        first = bisect_left(self._keys, beginning)
        last = bisect_left(self._keys, beginning + LAST, first)
        known = self._best_of_many.get((first, last))
        return self._best(first, last) if known is None else known

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
        heaviest: dict[int, float] = {}
        for weight, number in self._found[first:last]:
            if weight > heaviest.get(number, 0.0):
                heaviest[number] = weight
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
    """Yield at most ``MOST`` numbers; the longest groups give way first."""
    while sum(map(len, chosen.values())) > MOST:
        max(chosen.values(), key=len).pop()
    for numbers in chosen.values():
        yield from numbers


@timed(SEARCH_SECONDS, "suggest")
def suggest(q: str) -> tuple[Suggestion, ...]:
    """Return completions of ``q``: phrases, then services, then agencies; at most 8.

    Fewer than two characters give none. A forgotten keyboard switch is undone. Works without an
    index. Never raises, whatever the text.
    """
    typed = tidied(q)
    completions = _shelf.completions()
    found = _complete(completions, typed)
    if not found and len(typed.strip()) > SHORTEST_QUERY:
        try:
            known = library.knowledge(reader.snapshot())
            typed, correction = undo_layout(typed, known.vocabulary, known.everyday)
        except IndexUnusableError:
            return ()
        found = _complete(completions, typed) if correction else []
    marker = Highlighter([normalise(typed)])
    return tuple(
        replace(suggestion, segments=marker.segments(suggestion.text)) for suggestion in found
    )


def _complete(completions: Completions, typed: str) -> list[Suggestion]:
    beginning = squashed(normalise(typed))
    return completions.best(beginning) if len(beginning) >= SHORTEST_QUERY else []


def _word_starts(spelling: str) -> Iterator[tuple[str, bool]]:
    """Yield the rest of ``spelling`` from each of its words on, squashed, and which is first."""
    normalised = normalise(spelling)
    starts = [word.start for word in raw_words(normalised)]
    rest, end = "", len(normalised)
    for start in reversed(starts):
        rest = squashed(normalised[start:end]) + rest
        end = start
        yield rest, start == starts[0]


# ---------------------------------------------------------------- entries

NAMED = (EVERYTHING, PROCEDURE_NAMES, AGENCY_NAMES)
"""Version keys of what can be suggested: how things are called, and how much they are used."""


def digest_of(entries: Iterable[Found]) -> bytes:
    """Return a digest that differs when any entry, its weight or its spellings do."""
    digest = hashlib.blake2b(digest_size=16)
    for entry in entries:
        digest.update(repr(entry).encode())
    return digest.digest()


def read_entries() -> Iterator[Found]:
    """Read everything that can be suggested: three queries."""
    yield from _phrases()
    yield from _services()
    yield from _agencies()


def _phrases() -> Iterator[Found]:
    """Everyday words; the more the services behind them are used, the more gladly."""
    is_active = Q(procedures__status=ProcedureStatus.ACTIVE)
    tags = Tag.objects.annotate(
        popularity=Max("procedures__popularity", filter=is_active),
        uses=Count("procedures", filter=is_active),
    ).filter(uses__gt=0)
    for tag in tags:
        suggestion = Suggestion(SuggestionKind.PHRASE, tag.text)
        weight = 1.0 + math.log1p(max(0.0, tag.popularity)) * math.sqrt(tag.uses)
        yield Entry(suggestion, weight), (tag.text,)


def _services() -> Iterator[Found]:
    found = Procedure.objects.filter(
        status=ProcedureStatus.ACTIVE,
        manuals__standard=None,
        manuals__status=ManualStatus.PUBLISHED,
    ).only("pk", "code", "name_th", "official_name_th", "name_en", "popularity")
    for procedure in found:
        suggestion = Suggestion(
            SuggestionKind.SERVICE,
            procedure.name_th,
            code=procedure.code,
            id=procedure.pk,
            path=f"/manual/{procedure.pk}",
        )
        weight = 1.0 + math.log1p(max(0.0, procedure.popularity))
        names = (procedure.name_th, procedure.official_name_th, procedure.name_en)
        yield Entry(suggestion, weight), names


def _agencies() -> Iterator[Found]:
    aliases = agency_aliases()
    found = Agency.objects.filter(status=AgencyStatus.ACTIVE).exclude(kind="group")
    for pk, key, kind, name_th, name_en, abbreviation in found.values_list(
        "pk", "key", "kind", "name_th", "name_en", "abbreviation"
    ):
        suggestion = Suggestion(
            SuggestionKind.AGENCY, name_th, code=key, id=pk, path=f"/agency/{pk}"
        )
        is_central = kind in CENTRAL_KINDS
        weight = AGENCY_WEIGHT.get(kind, CENTRAL_WEIGHT if is_central else LOCAL_WEIGHT)
        others = (name_en, abbreviation, *short_forms(name_th), *aliases.get(key, ()))
        yield Entry(suggestion, weight), (name_th, *others)


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
                renewed = Completions(entries)
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
