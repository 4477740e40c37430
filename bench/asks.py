"""One judged query in the forms in which other engines are asked it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from infogo.search.indexing.index import reader
from infogo.search.indexing.schema import INDEXES, KIND_CODES, PLACES, SERVICES
from infogo.search.memory.knowledge import library
from infogo.search.results import Kind
from infogo.search.understanding.understand import Unit, tidied, understand, units
from infogo.search.words.lexicon import place_phrases
from infogo.search.words.synonyms import shipped
from infogo.thai.normalise import normalise
from infogo.thai.segment import terms, tokens
from tests.relevance.judging import Row

GRAM = 3
_THAI_GAP = re.compile(r"(?<=[\u0E01-\u0E4E]) +(?=[\u0E01-\u0E4E])")

Alternatives = tuple[tuple[str, ...], ...]
"""Ways to say one thing; each is one or more words that belong together."""


@dataclass(frozen=True)
class Ask:
    """What is looked for, among which kinds; ``province`` 0 is the whole country."""

    kinds: tuple[int, ...]
    province: int
    text: str
    """Normalised, for engines that cut text themselves."""
    things: tuple[Alternatives, ...]
    """All of them should be said; an engine falls back to any of them."""

    def grams(self) -> list[str]:
        """Return every stretch of three characters in the text without spaces inside Thai."""
        pieces = closed(self.text).split()
        found = [piece[at : at + GRAM] for piece in pieces for at in range(len(piece) - GRAM + 1)]
        return list(dict.fromkeys(found))


def closed(words: str) -> str:
    """Return words parted by spaces as Thai is written, without spaces inside a phrase."""
    return _THAI_GAP.sub("", words)


def as_typed(row: Row) -> list[Ask]:
    """Return the query as its words: normalised and cut, and nothing else done to it."""
    text = normalise(tidied(row.query))
    kinds = tuple(KIND_CODES.values()) if row.kind is None else (KIND_CODES[row.kind],)
    things = tuple(((word,),) for word in dict.fromkeys(tokens(text)))
    return [Ask(kinds, int(row.province or 0), text, things)]


def as_understood(row: Row) -> list[Ask]:
    """Return the query after the site's own stages, asks for services and one for places.

    Keyboard, question words, places, spaces and spelling are seen to, Latin letters also read as
    Thai; words that say nothing are gone and synonyms stand beside their phrase. A place named
    picks the province of services, as on the site; offices keep it among the words.
    """
    readers = library.knowledge(reader.snapshot()).readers
    understood = understand(row.query, readers, province=row.province)
    place = understood.recognised.place
    province = int(row.province or (place.province if place else 0))
    wordings = (understood.service or understood.subject, understood.romanised)
    asks = [
        Ask(_kinds(SERVICES, row.kind), province, text, _things(units(text, shipped().phrases)))
        for text in filter(None, wordings)
    ]
    asks.append(
        Ask(
            _kinds(PLACES, row.kind),
            int(row.province or 0),
            understood.subject,
            _things(units(understood.subject, place_phrases())),
        )
    )
    return [ask for ask in asks if ask.kinds]


def _kinds(index: str, chosen: Kind | None) -> tuple[int, ...]:
    return tuple(KIND_CODES[kind] for kind in INDEXES[index] if chosen in (None, kind))


def _things(found: Sequence[Unit]) -> tuple[Alternatives, ...]:
    content = [unit for unit in found if not unit.is_stop] or list(found)
    said = (
        (unit.tokens, *(tuple(terms(more.words)) for more in unit.expansions)) for unit in content
    )
    return tuple(dict.fromkeys(said))
