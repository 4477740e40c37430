"""Completions while somebody types, from memory, in microseconds.

What is laid out is read from the database (``infogo.search.suggestions.suggestible``): everyday
words of services, their names, guides, agencies and their offices.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from infogo.core import versions
from infogo.core.metrics import SEARCH_SECONDS, timed
from infogo.search.indexing.index import IndexUnusableError, reader
from infogo.search.indexing.learnt import Learnt
from infogo.search.memory.background import Background
from infogo.search.memory.knowledge import Knowledge, library
from infogo.search.ranking.sayings import Sayings
from infogo.search.results import Kind, Suggestion
from infogo.search.suggestions.beginnings import matter_of
from infogo.search.suggestions.completions import MOST, SHORTEST_QUERY, Completions, Key
from infogo.search.suggestions.suggestible import NAMED, Found, digest_of, read_entries
from infogo.search.understanding.actions import read_events
from infogo.search.understanding.understand import tidied, undo_layout
from infogo.search.words.lexicon import squashed
from infogo.thai import layout
from infogo.thai.highlight import Highlighter, is_leaning
from infogo.thai.normalise import normalise

SHORTEST_OTHER = 3
SHORTEST_LATIN = 4
"""Letters of the shortest beginning in Thai, and in Latin letters, that the other keyboard is tried
for without a known word."""
SHORTEST_SAID = 5
LONGEST_SAID = 30
"""Letters that are looked for in what people say; fewer stand in too many sentences, and nobody
says more of them in just that way."""
FEW = 3
"""With fewer suggestions there is room for what people say so, though nothing is called so."""
RENEW_SECONDS = 60.0


@timed(SEARCH_SECONDS, "suggest")
def suggest(q: str) -> tuple[Suggestion, ...]:
    """Return completions of ``q``: phrases, services, guides, agencies, points; at most 8.

    Fewer than two characters give none. Where nothing begins so, a forgotten keyboard switch is
    undone, or what is a slip off or Thai in Latin letters is taken for what it is near. Works
    without an index. Never raises, whatever the text.
    """
    typed = tidied(q)
    completions = _shelf.completions()
    found = completions.of(typed)
    if len(typed.strip()) > SHORTEST_QUERY and (
        not found or (typed.isascii() and completions.are_local(found))
    ):
        meant, others = _otherwise(completions, typed)
        if not found or completions.are_likelier(others):
            typed, found = meant, _together(others, found)
    elif found and len(found) < FEW:
        found = _together(found, _also_told(completions, typed))
    marker = Highlighter([normalise(typed)])
    return tuple(
        replace(suggestion, segments=marker.segments(suggestion.text)) for suggestion in found
    )


def _together(first: Sequence[Suggestion], others: Iterable[Suggestion]) -> list[Suggestion]:
    return [*first, *(one for one in others if one not in first)][:MOST]


def _also_told(completions: Completions, typed: str) -> list[Suggestion]:
    """Return those of whom people say what was typed, beside what begins so: พ่อเสีย."""
    try:
        known = library.knowledge(reader.snapshot())
    except IndexUnusableError:
        return []
    begun = _begun(typed, known.of_services.sayings) or ()
    return completions.told_of(_behind_the_event(typed, known, begun))


def _behind_the_event(typed: str, known: Knowledge, others: Iterable[Key]) -> Iterator[Key]:
    """Yield what the event told of asks for, and behind it the others, asked when needed."""
    first = [*_of_the_event(typed, known)]
    yield from first
    yield from (key for key in others if key not in first)


def _otherwise(completions: Completions, typed: str) -> tuple[str, list[Suggestion]]:
    """Return what may have been meant by a beginning that nothing has, and its completions."""
    try:
        known = library.knowledge(reader.snapshot())
    except IndexUnusableError:
        return _otherwise_begun(completions, typed)
    meant, correction = undo_layout(typed, known.vocabulary, known.everyday)
    if correction and (found := completions.of(meant)):
        return meant, found
    said = _behind_the_event(typed, known, _letters_said(typed, known.of_services.sayings))
    other, found = _otherwise_begun(completions, typed, said)
    if found:
        return other, found
    # A word that is not finished is in no vocabulary, but it begins something.
    for text in (typed, layout.other_keys(typed)):
        if found := completions.told_of(_told(normalise(text), known)):
            return text, found
    return typed, []


def _told(normalised: str, known: Knowledge) -> Iterator[Key]:
    """Yield whose matter it is where no service is for it, else for what most speaks."""
    sayings = known.of_services.sayings
    evidence = sayings.evidence(normalised)
    matter = known.duties.whose_matter(normalised, evidence)
    if matter and matter.is_sure:
        yield from ((Kind.AGENCY, agency) for agency in matter.ids)
    else:
        yield from sayings.likeliest_of(evidence)


def _otherwise_begun(
    completions: Completions, typed: str, said: Iterable[Key] = ()
) -> tuple[str, list[Suggestion]]:
    """Return the same by what begins otherwise; ``said`` are those of whom it is said so."""
    other = layout.other_keys(typed)
    shortest = SHORTEST_OTHER if typed.isascii() else SHORTEST_LATIN
    if len(squashed(normalise(other))) >= shortest and (found := completions.of(other)):
        return other, found
    if found := completions.told_of(said) or completions.nearest(typed):
        return typed, found
    matter = matter_of(typed)
    return matter, completions.of(matter) if matter else []


def _of_the_event(typed: str, known: Knowledge) -> Iterator[Key]:
    """Yield what must be done first where somebody tells of an event alone: แม่ตาย."""
    if events := read_events(normalise(typed)):
        for service, profile in known.of_services.profiles.items():
            if not events.isdisjoint(profile.duties):
                yield Kind.PROCEDURE, service


def _letters_said(typed: str, sayings: Sayings[Key]) -> Iterator[Key]:
    """Yield of whom people say what begins so: โดนไล่ออ, ``น้ำท่วมบ้าน``; asked when needed.

    With them come those of whom something like it is said.
    """
    begun = _begun(typed, sayings)
    if begun is not None:
        yield from sayings.likeliest(normalise(typed), begun)


def _begun(typed: str, sayings: Sayings[Key]) -> list[Key] | None:
    """Return of whom people say just these letters; None where nobody does or they are too few."""
    beginning = squashed(normalise(typed))
    is_asked = (
        SHORTEST_SAID <= len(beginning) <= LONGEST_SAID
        and not typed.isascii()
        and not is_leaning(beginning[0])
    )
    return sayings.begun(beginning) if is_asked else None


class _Shelf:
    """Holds the completions of this process and renews them when names or their use changed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._background = Background("search-completions")
        self._held: Completions | None = None
        self._digest = b""
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
                entries = list(read_entries())
                digest = digest_of(entries)
                return self._keep(_laid_out(entries, digest), digest, read_under)
            return self._held

    def forget(self) -> None:
        """Drop what is held; the next call reads it anew."""
        with self._lock:
            self._held = None

    def _renew(self, held: Completions) -> None:
        """Read and lay out anew, which takes seconds, only what changed since it was read."""
        read_under = _present_state()
        renewed, digest = held, self._digest
        if read_under != self._read_under:
            entries = list(read_entries())
            digest = digest_of(entries)
            if digest != self._digest:
                renewed = _laid_out(entries, digest)
        with self._lock:
            if self._held is held:
                self._keep(renewed, digest, read_under)

    def _keep(self, completions: Completions, digest: bytes, read_under: object) -> Completions:
        self._held, self._digest, self._read_under = completions, digest, read_under
        self._made_at = time.monotonic()
        return completions


LEARNT: Learnt[Completions] = Learnt("completions")


def _laid_out(entries: Sequence[Found], digest: bytes) -> Completions:
    return LEARNT.of(digest, lambda: Completions(entries))


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
