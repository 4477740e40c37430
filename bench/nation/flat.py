"""A flat index of a nation: one document for each manual, as engines without rows would need.

The site itself keeps one document for each procedure and lets the database choose the manual of
the reader's place; this shows what that spares, and how engines grow.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from bench.corpus import WORD_FIELDS, Entry
from infogo.agencies.models import Agency
from infogo.manuals.models import Manual, ManualStatus
from infogo.search.indexing.documents import Doc, build
from infogo.search.indexing.schema import KIND_CODES, NATIONWIDE
from infogo.search.results import Kind
from infogo.thai.grams import grams
from infogo.thai.normalise import normalise
from infogo.thai.segment import tokens


@dataclass(frozen=True)
class _Office:
    words: list[str]
    grams: list[str]
    around: list[str]


def flat_docs(count: int) -> Iterator[Doc]:
    """Yield a document for each of ``count`` published manuals, spread over all there are.

    It says what its procedure's document says but for the body, and the name and area of its
    agency. Memory: the procedures and agencies, not the manuals.
    """
    procedures = {doc.id: replace(doc, body=[]) for doc in build(Kind.PROCEDURE)}
    names = _names()
    offices: dict[int, _Office] = {}
    for manual, procedure, agency, province in _manuals(count):
        doc = procedures.get(procedure)
        if doc is None:
            continue
        office = offices.get(agency) or offices.setdefault(agency, _office(*names[agency]))
        yield replace(
            doc,
            id=manual,
            words=doc.words + office.words,
            grams=doc.grams + office.grams,
            around=office.around,
            numbers={
                **doc.numbers,
                "province": {int(province)} if province else {NATIONWIDE},
                "owner": {agency},
            },
        )


def entry_of(doc: Doc) -> Entry:
    """Return the same document as the other engines read it; its number is the manual's."""
    return Entry(
        number=doc.id,
        code="",
        kind=KIND_CODES[doc.kind],
        provinces=tuple(sorted(doc.numbers["province"])),
        weight=doc.weight,
        texts=tuple(" ".join(getattr(doc, name)) for name in WORD_FIELDS),
    )


def _manuals(count: int) -> Iterator[tuple[int, int, int, str | None]]:
    """Yield all standard manuals and as many others, evenly spread over all there are."""
    found = Manual.objects.filter(status=ManualStatus.PUBLISHED).order_by("pk")
    columns = ("pk", "procedure_id", "agency_id", "province_id")
    standard = list(found.filter(standard=None).values_list(*columns)[:count])
    yield from standard
    others = found.exclude(standard=None)
    wanted, total = count - len(standard), others.count()
    rows = others.values_list(*columns)
    for place, row in enumerate(rows.iterator(chunk_size=5000)):
        if place * wanted // total != (place + 1) * wanted // total:
            yield row


def _names() -> dict[int, tuple[str, ...]]:
    """Return the name of every agency with those of the areas it lies in."""
    columns = ("name_th", "province__name_th", "district__name_th", "subdistrict__name_th")
    rows = Agency.objects.order_by().values_list("pk", *columns)
    return {pk: tuple(filter(None, names)) for pk, *names in rows}


def _office(name: str, *areas: str) -> _Office:
    said = normalise(name)
    return _Office(tokens(said), grams(said), [word for area in areas for word in _area(area)])


@lru_cache(maxsize=10_000)
def _area(name: str) -> list[str]:
    return tokens(normalise(name))
