"""From what was typed to what is looked for: the stages before the engine, each a pure function.

layout guard → normalise → names of letters → question words → moments, country, local office →
places and agencies → stray spaces → romanised Thai → spelling → amounts and actions

``units`` cuts what is left for the engine; ``infogo.search.pipeline.rereading`` asks a second time
where the query may be talk about an office or name an agency.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from infogo.search.results import Correction, CorrectionKind
from infogo.search.stages import ALL, Stages, Step, StepName
from infogo.search.understanding.actions import read_actions, read_events
from infogo.search.understanding.gazetteer import Gazetteer, Recognised, without_country
from infogo.search.understanding.office_words import (
    meant_office,
    with_its_rank,
    with_local_office,
    with_office_apart,
)
from infogo.search.words.english import base
from infogo.search.words.lexicon import HEAVIEST_SYNONYM, Expansion, squashed, stop_words
from infogo.thai import intents, layout, spacing
from infogo.thai.intents import Question
from infogo.thai.letter_names import LetterNames
from infogo.thai.moments import without_moments
from infogo.thai.normalise import normalise, written_out
from infogo.thai.quantities import Range, read_quantities
from infogo.thai.romanise import may_be_romanised
from infogo.thai.segment import form_numbers, terms
from infogo.thai.sounds import Sounds
from infogo.thai.spelling import Speller
from infogo.thai.vocabulary import Vocabulary

LONGEST_QUERY = 200
"""Characters of a query that are read; a longer one is a pasted text, not a question."""
LONGEST_PHRASE = 6
"""Words of the longest phrase that has synonyms."""
SHORTEST_FORM = 4
"""Letters of an English word that is looked for in its other forms; shorter ones may be Thai."""
MOST_REPEATS = 3
"""A word said more often than this says no more; asking the engine for it again costs as much."""


class Unit(NamedTuple):
    """One thing said in the query: a word, or a phrase that has synonyms."""

    tokens: tuple[str, ...]
    expansions: tuple[Expansion, ...] = ()
    is_stop: bool = False
    cut: tuple[str, ...] = ()
    """How the cutting into words has these tokens within this sentence, where it tears one."""


@dataclass(frozen=True)
class Readers:
    """What the stages read with: vocabularies, names of places, spellings and sounds."""

    vocabulary: Vocabulary
    """Every word that can be found."""
    everyday: Vocabulary
    """Words of services, without names of places."""
    english: Vocabulary
    """English words of services: what consists of them is no romanised Thai."""
    gazetteer: Gazetteer
    speller: Speller | None = None
    sounds: Sounds | None = None
    letters: LetterNames | None = None


@dataclass(frozen=True)
class Understanding:
    """A query as the engine gets it."""

    typed: str
    used: str
    """Normalised text after corrections, with question words and places."""
    subject: str
    """What an office or place is looked for with: ``used`` without question words."""
    office: str
    """What may be meant where ``subject`` names no office: a kind of offices in the place named, or
    without a place a whole name; or an empty text."""
    service: str
    """What a service is looked for with: ``subject`` without places."""
    correction: Correction | None
    suggestion: str
    """What may have been meant but was not used, or an empty text."""
    romanised: str
    """Thai that the Latin letters typed sound like, or an empty text."""
    intents: tuple[str, ...]
    recognised: Recognised
    quantities: tuple[Range, ...]
    actions: frozenset[str]
    events: frozenset[str]
    """What is told to have happened, where nothing else is said."""
    trace: tuple[Step, ...]


def meant_instead(
    understood: Understanding,
    other: Understanding,
    step: Step,
    *,
    used: str,
    correction: Correction | None = None,
) -> Understanding:
    """Return what is understood of other words, as what was typed means.

    ``used`` is the text that is told to have been searched for.
    """
    return replace(
        other,
        typed=understood.typed,
        used=used,
        intents=understood.intents,
        correction=understood.correction or correction,
        trace=(*understood.trace, step),
    )


def understand(
    typed: str, readers: Readers, *, province: str = "", stages: Stages = ALL
) -> Understanding:
    """Run the stages that are switched on and tell what each did."""
    return _Reading(typed, readers, province, stages).understanding()


class _Reading:
    """One query on its way through the stages."""

    def __init__(self, typed: str, readers: Readers, province: str, stages: Stages) -> None:
        self.typed = tidied(typed)
        self.readers = readers
        self.province = province
        self.stages = stages
        self.trace: list[Step] = []
        self.correction: Correction | None = None
        self.suggestion = ""

    def understanding(self) -> Understanding:
        """Return what is looked for."""
        text = self._layout()
        used = normalise(written_out(text)) if self.stages.normalise else text.lower()
        self._note(StepName.NORMALISE, text, used)
        used = self._letters(used)
        names = self.readers.gazetteer.ending_like_questions if self.stages.places else None
        question = intents.read(used, names) if self.stages.questions else Question((), used)
        self._note(StepName.QUESTIONS, used, question.subject, question.intents)
        question = question._replace(subject=self._without_moments(question.subject))
        if self.stages.places:
            question = question._replace(subject=without_country(question.subject))
        if self.stages.spelling and self.stages.places:
            question = question._replace(subject=self._local_office(question.subject))
        recognised = self._places(question.subject)
        service, romanised = self._repaired(recognised.subject, " " in text)
        quantities = read_quantities(service) if self.stages.quantities else []
        actions = read_actions(romanised or service) if self.stages.actions else frozenset()
        self._note(StepName.QUANTITIES, service, service, [_spoken(one) for one in quantities])
        self._note(StepName.ACTIONS, service, service, sorted(actions))
        return Understanding(
            typed=self.typed,
            used=used,
            subject=question.subject,
            office=self._office(recognised, service, romanised),
            service=service,
            correction=self.correction,
            suggestion=self.suggestion,
            romanised=romanised,
            intents=question.intents,
            recognised=recognised,
            quantities=tuple(quantities),
            actions=actions,
            events=read_events(romanised or service) if self.stages.actions else frozenset(),
            trace=tuple(self.trace),
        )

    def _local_office(self, subject: str) -> str:
        """Repair what stands before ตำบล and the like: names of places are read behind it."""
        gazetteer = self.readers.gazetteer
        repaired = with_its_rank(with_local_office(subject), gazetteer.knows)
        repaired = with_office_apart(repaired, gazetteer.knows, gazetteer.sounding_like)
        if repaired != subject:
            self._note(StepName.SPELLING, subject, repaired, ["office"])
        return repaired

    def _without_moments(self, subject: str) -> str:
        if not self.stages.moments:
            return subject
        left = without_moments(subject)
        self._note(StepName.MOMENTS, subject, left)
        return left

    def _layout(self) -> str:
        if not self.stages.layout:
            return self.typed
        text, done = undo_layout(self.typed, self.readers.vocabulary, self.readers.everyday)
        self.correction = done
        self._note(StepName.LAYOUT, self.typed, text)
        return text

    def _letters(self, used: str) -> str:
        letters = self.readers.letters
        if letters is None or not self.stages.spelling:
            return used
        written = letters.read(used)
        if written != used:
            self.correction = self.correction or Correction(CorrectionKind.SPELLING, used, written)
        self._note(StepName.LETTERS, used, written)
        return written

    def _places(self, subject: str) -> Recognised:
        if not self.stages.places:
            return Recognised(subject)
        recognised = self.readers.gazetteer.recognise(subject, self.province)
        place = recognised.place
        named = [f"{place.level} {place.code} {place.name_th}"] if place else []
        if recognised.agency is not None:
            named.append(f"agency {recognised.agency}")
        self._note(StepName.PLACES, subject, recognised.subject, named)
        return recognised

    def _repaired(self, service: str, has_spaces: bool) -> tuple[str, str]:
        """Return the words for services, repaired, and the Thai that they sound like."""
        if has_spaces and self.stages.spacing:
            before = service
            service, done = close_spaces(service, self.readers.vocabulary)
            self.correction = self.correction or done
            self._note(StepName.SPACING, before, service)
        romanised = self._romanised(service)
        return (service if romanised else self._spelling(service)), romanised

    def _office(self, recognised: Recognised, service: str, romanised: str) -> str:
        """Return how an office is called that was misspelt or written in Latin letters."""
        repaired = self.suggestion or service
        if recognised.place is not None and not recognised.agency:
            rests = (repaired, romanised, recognised.subject)
            return meant_office(rests, recognised.place)
        return repaired if repaired != recognised.subject and not recognised.has_names else ""

    def _romanised(self, service: str) -> str:
        sounds = self.readers.sounds
        if not self.stages.romanised or sounds is None or not may_be_romanised(service):
            return ""
        reading = sounds.read(service, self.readers.english.knows)
        self._note(StepName.ROMANISED, service, reading.text if reading else service)
        return reading.text if reading else ""

    def _spelling(self, service: str) -> str:
        speller = self.readers.speller
        if not self.stages.spelling or speller is None:
            return service
        repair = speller.repaired(service)
        if repair is None:
            return service
        self._note(StepName.SPELLING, service, repair.text, ["sure" if repair.is_sure else "maybe"])
        if not repair.is_sure:
            self.suggestion = repair.text
            return service
        done = Correction(CorrectionKind.SPELLING, service, repair.text)
        self.correction = self.correction or done
        return repair.text

    def _note(self, name: StepName, before: str, after: str, found: Iterable[str] = ()) -> None:
        self.trace.append(Step(name, before, after, tuple(found)))


def _spoken(quantity: Range) -> str:
    return f"{quantity.dimension} {quantity.low:g}…{quantity.high:g}"


def tidied(typed: str) -> str:
    """Return the beginning of what was typed that is read, without invisible characters."""
    spaced = " ".join(typed[:LONGEST_QUERY].split())
    return "".join(char for char in spaced if char.isprintable()).strip()


def undo_layout(
    typed: str, vocabulary: Vocabulary, everyday: Vocabulary
) -> tuple[str, Correction | None]:
    """Undo a forgotten keyboard switch and say so."""
    meant = layout.restored(typed, vocabulary, everyday)
    if meant is None:
        return typed, None
    return meant, Correction(CorrectionKind.LAYOUT, typed, meant)


def close_spaces(normalised: str, vocabulary: Vocabulary) -> tuple[str, Correction | None]:
    """Close stray spaces inside words and say so."""
    joined = spacing.joined(normalised, vocabulary)
    if joined is None:
        return normalised, None
    return joined, Correction(CorrectionKind.SPACING, normalised, joined)


def units(
    normalised: str,
    phrases: Mapping[str, tuple[Expansion, ...]],
    forms: Mapping[str, tuple[str, ...]] | None = None,
    known: frozenset[str] = frozenset(),
) -> tuple[Unit, ...]:
    """Cut a normalised text into units, the longest phrase with synonyms first.

    ``phrases`` are synonyms by squashed phrase; an empty mapping for none. ``forms`` are
    known English words by what their forms have in common: one stands for another. ``known`` are
    words that stay whole though they are torn in this sentence (โดรน in ซื้อโดรนมา). Form numbers
    such as ``สด 9`` are added as units of their own. What is said over and over is heard
    ``MOST_REPEATS`` times.
    """
    stops = stop_words()
    cut = terms(normalised)
    torn = _torn(cut, known, stops) if known else {}
    tokens = _mended(cut, torn) if torn else cut
    found: list[Unit] = []
    at = 0
    while at < len(tokens):
        end, expansions = _longest_phrase(tokens, at, phrases)
        part = tuple(tokens[at:end])
        is_stop = not expansions and part[0] in stops
        if forms and not is_stop and len(part) == 1:
            expansions += _other_forms(part[0], forms)
        pieces = tuple(p for word in part for p in torn.get(word, (word,))) if torn else ()
        found.append(Unit(part, expansions, is_stop, pieces if pieces != part else ()))
        at = end
    found.extend(Unit((number,)) for number in form_numbers(normalised))
    times = Counter(found)
    if max(times.values(), default=0) <= MOST_REPEATS:
        return tuple(found)
    return tuple(unit for at, unit in enumerate(found) if found[:at].count(unit) < MOST_REPEATS)


def _torn(
    cut: list[str], known: frozenset[str], stops: frozenset[str]
) -> dict[str, tuple[str, ...]]:
    """Return known words that two or three pieces make which stand side by side, and the pieces."""
    found: dict[str, tuple[str, ...]] = {}
    for at, first in enumerate(cut):
        if first in stops or first.isascii():
            continue
        for length in (3, 2):
            pieces = tuple(cut[at : at + length])
            word = "".join(pieces)
            if word in known and len(pieces) == length and not pieces[-1].isdecimal():
                found[word] = pieces
                break
    return found


def _mended(cut: list[str], torn: Mapping[str, tuple[str, ...]]) -> list[str]:
    tokens: list[str] = []
    at = 0
    while at < len(cut):
        whole = next((w for w, p in torn.items() if tuple(cut[at : at + len(p)]) == p), cut[at])
        tokens.append(whole)
        at += len(torn.get(whole, (whole,)))
    return tokens


def _longest_phrase(
    tokens: list[str], at: int, known: Mapping[str, tuple[Expansion, ...]]
) -> tuple[int, tuple[Expansion, ...]]:
    for end in range(min(len(tokens), at + LONGEST_PHRASE), at, -1):
        part = tokens[at:end]
        expansions = known.get(squashed("".join(part))) or (
            known.get(squashed("".join(map(base, part)))) if part[0].isascii() else None
        )
        if expansions:
            return end, expansions
    return at + 1, ()


def _other_forms(token: str, forms: Mapping[str, tuple[str, ...]]) -> tuple[Expansion, ...]:
    """Return the known forms of an English word that itself is known in another one only."""
    is_english = token.isascii() and len(token) >= SHORTEST_FORM
    alike = forms.get(base(token), ()) if is_english else ()
    return () if token in alike else tuple(Expansion(word, HEAVIEST_SYNONYM) for word in alike)
