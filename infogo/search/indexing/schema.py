"""The fields of the two indexes and what each is for.

Services (procedures and articles) and places (agencies and points) live in separate indexes: in
one index ten thousand offices named องค์การบริหารส่วนตำบล would make every word of their names
look common and every procedure look too long.
"""

from __future__ import annotations

from typing import NamedTuple

import tantivy

from infogo.search.results import Kind

SCHEMA_VERSION = 9
"""Raise it whenever fields, analysis or document building change: old indexes are rebuilt."""

SERVICES = "services"
PLACES = "places"
INDEXES: dict[str, tuple[Kind, ...]] = {
    SERVICES: (Kind.PROCEDURE, Kind.ARTICLE),
    PLACES: (Kind.AGENCY, Kind.POINT),
}
KIND_CODES = {Kind.PROCEDURE: 1, Kind.ARTICLE: 2, Kind.AGENCY: 3, Kind.POINT: 4}
KINDS_BY_CODE = {code: kind for kind, code in KIND_CODES.items()}
INDEX_OF = {kind: name for name, kinds in INDEXES.items() for kind in kinds}

NATIONWIDE = 0
"""Province code of what is not bound to a province; it matches whichever is chosen."""

# One combined field of words, not separate sparse ones: MRR 0.76 against 0.57 (docs/search.md).
WORDS = "words"
GRAMS = "grams"
SOUND = "sound"
BODY = "body"
AROUND = "around"
SAID = "said"
SAID_GRAMS = "saidgrams"
EXACT = "exact"
KEY = "key"
SPACED_FIELDS = (WORDS, GRAMS, SOUND, BODY, AROUND, SAID, SAID_GRAMS)
NUMBER_FIELDS = ("kind", "province", "district", "topic", "group", "agency", "owner")
FLAG_FIELDS = ("online", "free", "weekend")
WEIGHT = "weight"
PLACES_OFFERING = "places"
ID = "id"
DIGEST = "digest"

_SPACED = "spaced"


class EngineHit(NamedTuple):
    """One hit: its score, the code of its kind, the id of its record, and its number of places."""

    score: float
    kind: int
    id: int
    places: int


def build_schema() -> tantivy.Schema:
    """Return the schema, the same for both indexes.

    ``words``: words of all names, tags and the summary; ``grams``: their trigrams; ``sound``:
    trigrams of their romanised skeleton; ``body``: words of the whole text; ``around``: names of
    the areas an office lies in; ``said`` and ``saidgrams``: words and trigrams of the sentences in
    which people bring a service up; ``exact``: whole names and tags as single terms, and once more
    behind a mark what an office itself is called. The others are filters, the ranking weight, the
    number of places that offer a procedure, the id, and a digest of all the others, by which the
    indexer sees that a record reads as before.
    Nothing is stored: results are read from the database.
    """
    builder = tantivy.SchemaBuilder()
    for name in SPACED_FIELDS:
        builder.add_text_field(name, tokenizer_name=_SPACED, index_option="freq")
    for name in (EXACT, KEY):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in (*NUMBER_FIELDS, *FLAG_FIELDS):
        builder.add_unsigned_field(name, indexed=True, fast=True)
    for name in (ID, PLACES_OFFERING, DIGEST):
        builder.add_unsigned_field(name, fast=True)
    builder.add_float_field(WEIGHT, fast=True)
    return builder.build()


def register_analyzers(index: tantivy.Index) -> None:
    """Give an opened index its analyzer; tantivy does not keep it. Text comes cut by spaces."""
    analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer(_SPACED, analyzer)


def called_term(squashed: str) -> str:
    """Return the term of ``exact`` by which an office is found under a name of its own.

    A squashed text never holds the mark before it, so it is mistaken for no other name.
    """
    return f"={squashed}"


def office_kind(kind: str) -> str:
    """Return what all offices of a kind are called, which nobody can type."""
    return f"={kind}"


def record_key(kind: Kind, object_id: int) -> str:
    """Return the term by which a record's document is replaced."""
    return f"{kind}:{object_id}"
