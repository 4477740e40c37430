"""Which field of ours is which field of the standards, and our own few terms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from infogo.core.dates import bangkok_now
from infogo.core.language import current_language, in_language
from infogo.linked import uris
from infogo.linked.mapping.datasets import DATASET_ROWS, DCAT
from infogo.linked.mapping.rows import Table, fields_of
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
    """One field: what it means, the paths in each standard, and a remark."""

    field: str
    meaning: str
    paths: Sequence[Sequence[str]]
    why: str


@dataclass(frozen=True)
class MappingPage:
    """One record. ``classes`` are what it becomes in the standards, in their order."""

    title: str
    standards: Sequence[str]
    classes: Sequence[str]
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
    """One vocabulary with its terms: the ends of their names, and what they are called."""

    anchor: str
    terms: Sequence[tuple[str, str]]


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
    meanings = {one.name: one for one in fields_of(table)}
    is_english = current_language() == "en"
    return MappingPage(
        title=in_language(*table.title)[0],
        standards=[name for name, _address in STANDARDS.values()],
        classes=[getattr(table, standard) for standard in STANDARDS],
        lines=[
            FieldLine(
                field=row.field,
                meaning=meanings[row.field].english if is_english else meanings[row.field].thai,
                paths=[getattr(row, standard).split() for standard in STANDARDS],
                why=in_language(*row.why)[0],
            )
            for row in table.rows
        ],
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
                    (uris.concept(name, code).partition("#")[2], in_language(*label)[0])
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
