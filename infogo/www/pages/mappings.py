"""Which field of ours is which field of the standards, and our own few terms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from infogo.core.dates import bangkok_now
from infogo.core.language import current_language, in_language
from infogo.linked import uris
from infogo.linked.mapping.datasets import DATASET_ROWS, DCAT
from infogo.linked.mapping.rows import Row, Table, fields_of
from infogo.linked.mapping.tables import STANDARDS, TABLES
from infogo.linked.terms import TERMS
from infogo.linked.words import Words


@dataclass(frozen=True)
class TableLink:
    """One record and how many of its fields have a place in some standard."""

    title: str
    href: str
    fields: int
    mapped: int


@dataclass(frozen=True)
class DatasetLine:
    """One fact of a dataset and what it is in DCAT, or why it is nothing there."""

    field: str
    meaning: str
    dcat: str
    why: str


@dataclass(frozen=True)
class MappingsPage:
    """All records, and what is said of datasets."""

    tables: Sequence[TableLink]
    standards: Sequence[tuple[str, str]]
    datasets: Sequence[DatasetLine]


@dataclass(frozen=True)
class FieldLine:
    """One field: what it means, its paths in the standards that have it, and a remark.

    ``without`` are the standards that have no equivalent.
    """

    field: str
    meaning: str
    paths: Sequence[tuple[str, Sequence[str]]]
    without: str
    why: str


@dataclass(frozen=True)
class MappingPage:
    """One record; ``classes`` are what it becomes in each standard, empty where nothing."""

    title: str
    classes: Sequence[tuple[str, str]]
    lines: Sequence[FieldLine]


@dataclass(frozen=True)
class TermLine:
    """One term of our own; ``anchor`` is the end of its name."""

    anchor: str
    label: str
    about: str
    target: str


@dataclass(frozen=True)
class Scheme:
    """One vocabulary with its terms: the end of a name, what it is called, in which language."""

    anchor: str
    terms: Sequence[tuple[str, str, str | None]]


@dataclass(frozen=True)
class VocabularyPage:
    """Our own terms and the vocabularies."""

    namespace: str
    terms: Sequence[TermLine]
    schemes: Sequence[Scheme]


def mappings_page() -> MappingsPage:
    """Return the list of all records."""
    return MappingsPage(
        tables=[_link(table) for table in TABLES.values()],
        standards=[*STANDARDS.values(), DCAT],
        datasets=[
            DatasetLine(
                row.field,
                in_language(row.thai, row.english)[0],
                row.dcat,
                in_language(*row.why)[0],
            )
            for row in DATASET_ROWS
        ],
    )


def _link(table: Table) -> TableLink:
    return TableLink(
        title=in_language(*table.title)[0],
        href=reverse("www:mapping", args=[table.name]),
        fields=len(table.rows),
        mapped=sum(row.is_mapped for row in table.rows),
    )


def mapping_page(table: Table) -> MappingPage:
    """Return one record with all of its fields."""
    is_english = current_language() == "en"
    return MappingPage(
        title=in_language(*table.title)[0],
        classes=[(name, getattr(table, key)) for key, (name, _address) in STANDARDS.items()],
        lines=[
            _line(row, field.english if is_english else field.thai)
            for row, field in zip(table.rows, fields_of(table), strict=True)
        ],
    )


def _line(row: Row, meaning: str) -> FieldLine:
    targets = [(name, getattr(row, key).split()) for key, (name, _address) in STANDARDS.items()]
    return FieldLine(
        field=row.field,
        meaning=meaning,
        paths=[(name, paths) for name, paths in targets if paths],
        without=", ".join(name for name, paths in targets if not paths),
        why=in_language(*row.why)[0],
    )


def vocabulary_page() -> VocabularyPage:
    """Return our own terms, and every vocabulary with its terms."""
    concepts = Words(bangkok_now().date()).concepts
    return VocabularyPage(
        namespace=uris.vocabulary(),
        terms=[
            TermLine(
                term.name,
                in_language(term.label_th, term.label_en)[0],
                in_language(term.about_th, term.about_en)[0],
                term.target,
            )
            for term in TERMS
        ],
        schemes=[
            Scheme(
                name,
                [
                    (uris.concept(name, code).partition("#")[2], *in_language(*label))
                    for code, label in terms.items()
                ],
            )
            for name, terms in sorted(concepts.items())
        ],
    )


def mapping_data() -> list[dict[str, object]]:
    """Return the whole mapping for programs."""
    return [
        {
            "record": table.name,
            "title_th": table.title[0],
            "title_en": table.title[1],
            "classes": {standard: getattr(table, standard) or None for standard in STANDARDS},
            "fields": [
                {
                    "field": row.field,
                    "meaning_th": field.thai,
                    "meaning_en": field.english,
                    **{name: getattr(row, name).split() for name in STANDARDS},
                    "why_th": row.why[0] or None,
                    "why_en": row.why[1] or None,
                }
                for row, field in zip(table.rows, fields_of(table), strict=True)
            ],
        }
        for table in TABLES.values()
    ]
