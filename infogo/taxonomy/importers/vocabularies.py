"""The enumerations that the law or OPDC owns."""

from __future__ import annotations

from datetime import date

from infogo.core.importing import Job, Row, RowError, convert
from infogo.core.upsert import Table, Tally, Values, load_rows
from infogo.taxonomy.models import VocabularyTerm

TERMS = Table(
    "vocabulary",
    VocabularyTerm,
    key=("vocabulary", "code", "effective_from"),
    fields=("label_th", "label_en", "order", "effective_to", "source"),
)
COLUMNS = (
    "vocabulary", "code", "label_th", "label_en", "order", "effective_from", "effective_to",
    "source",
)  # fmt: skip


def load_vocabularies(job: Job) -> Tally:
    """Load ``vocabularies.csv``."""
    return load_rows(TERMS, convert(job.csv_rows("vocabularies.csv", COLUMNS), _term), job)


def codes_of(vocabulary: str) -> frozenset[str]:
    """Return every code of a vocabulary, past terms included."""
    terms = VocabularyTerm.objects.filter(vocabulary=vocabulary)
    return frozenset(terms.values_list("code", flat=True))


def codes_by_label(vocabulary: str) -> dict[str, str]:
    """Return the codes of a vocabulary by their Thai label."""
    terms = VocabularyTerm.objects.filter(vocabulary=vocabulary)
    return dict(terms.values_list("label_th", "code"))


def _term(row: Row) -> Values:
    begins = _day(row, "effective_from")
    if begins is None:
        raise RowError("effective_from", "", "ว่างเปล่า", "ใส่วันที่เริ่มใช้ เช่น 2015-07-21")
    return {
        "vocabulary": row.text("vocabulary", longest=40, required=True),
        "code": row.text("code", longest=60, required=True),
        "label_th": row.text("label_th", longest=200, required=True),
        "label_en": row.text("label_en", longest=200),
        "order": row.whole_number("order"),
        "effective_from": begins,
        "effective_to": _day(row, "effective_to"),
        "source": row.text("source", longest=200),
    }


def _day(row: Row, column: str) -> date | None:
    text = row.text(column, longest=10)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise RowError(column, text, "ไม่ใช่วันที่", "เขียนแบบ 2015-07-21 (ปี ค.ศ.)") from error
