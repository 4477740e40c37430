"""From what was typed to what is looked for: the stages before the engine, each a pure function.

layout guard → normalise → question words → places and agencies → stray spaces → units
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from infogo.search.gazetteer import Gazetteer, Recognised
from infogo.search.lexicon import Expansion, squashed, stop_words, synonyms
from infogo.search.results import Correction, CorrectionKind
from infogo.thai import intents, layout, spacing
from infogo.thai.normalise import normalise
from infogo.thai.segment import form_numbers, terms
from infogo.thai.vocabulary import Vocabulary

LONGEST_QUERY = 200
"""Characters of a query that are read; a longer one is a pasted text, not a question."""
LONGEST_PHRASE = 6
"""Words of the longest phrase that has synonyms."""


@dataclass(frozen=True)
class Unit:
    """One thing said in the query: a word, or a phrase that has synonyms."""

    tokens: tuple[str, ...]
    expansions: tuple[Expansion, ...] = ()
    is_stop: bool = False


@dataclass(frozen=True)
class Understanding:
    """A query as the engine gets it."""

    typed: str
    used: str
    """Normalised text after corrections, with question words and places."""
    subject: str
    """What an office or place is looked for with: ``used`` without question words."""
    service: str
    """What a service is looked for with: ``subject`` without places."""
    correction: Correction | None
    intents: tuple[str, ...]
    recognised: Recognised


def understand(
    typed: str,
    *,
    vocabulary: Vocabulary,
    everyday: Vocabulary,
    gazetteer: Gazetteer,
    province: str = "",
    as_typed: bool = False,
) -> Understanding:
    """Run all stages; with ``as_typed`` none that would change the words."""
    typed = tidied(typed)
    text, correction = (typed, None) if as_typed else undo_layout(typed, vocabulary, everyday)
    used = normalise(text)
    question = intents.read(used)
    recognised = gazetteer.recognise(question.subject, province)
    service = recognised.subject
    if " " in text and not as_typed:
        service, spaced = close_spaces(service, vocabulary)
        correction = correction or spaced
    return Understanding(
        typed=typed,
        used=used,
        subject=question.subject,
        service=service,
        correction=correction,
        intents=question.intents,
        recognised=recognised,
    )


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
    normalised: str, phrases: Mapping[str, tuple[Expansion, ...]] | None = None
) -> tuple[Unit, ...]:
    """Cut a normalised text into units, the longest phrase with synonyms first.

    ``phrases`` defaults to the curated synonyms; pass an empty mapping for none. Form numbers
    such as ``สด 9`` are added as units of their own.
    """
    known = synonyms() if phrases is None else phrases
    stops = stop_words()
    tokens = terms(normalised)
    found: list[Unit] = []
    at = 0
    while at < len(tokens):
        end, expansions = _longest_phrase(tokens, at, known)
        part = tuple(tokens[at:end])
        is_stop = not expansions and part[0] in stops
        found.append(Unit(part, expansions, is_stop))
        at = end
    found.extend(Unit((number,)) for number in form_numbers(normalised))
    return tuple(found)


def _longest_phrase(
    tokens: list[str], at: int, known: Mapping[str, tuple[Expansion, ...]]
) -> tuple[int, tuple[Expansion, ...]]:
    for end in range(min(len(tokens), at + LONGEST_PHRASE), at, -1):
        expansions = known.get(squashed("".join(tokens[at:end])))
        if expansions:
            return end, expansions
    return at + 1, ()
