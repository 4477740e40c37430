"""Errors to mend: rule by rule, with the records behind each number and who mends them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from infogo.agencies.models import Agency
from infogo.care.models import QualityFinding, RecordKind
from infogo.care.rules import QualityRule
from infogo.care.selectors import RuleCount, findings, names_of, rule_counts, tallies
from infogo.central.pages.care_parts import (
    Portion,
    number_in,
    portion,
    words_in,
)
from infogo.workspace.agency_picker import Picker, pick_agency

PAGE_SIZE = 50
_PAGES = {
    RecordKind.AGENCY.value: "central:agency",
    RecordKind.POINT.value: "office:point",
    RecordKind.MANUAL.value: "office:manual",
}
HEADS = ("กฎ", "หน่วยงาน", "ชนิด", "เลขที่", "ชื่อ", "พบ", "จากทั้งหมด", "รายละเอียด", "ผู้แก้")


@dataclass(frozen=True)
class RuleLine:
    """One rule: its number leads to the records behind it."""

    count: RuleCount
    href: str
    share: str


@dataclass(frozen=True)
class QualityPage:
    """Every rule, for the country or one agency with all below it."""

    lines: Sequence[RuleLine]
    agency: Agency | None
    picker: Picker
    counted_at: datetime | None


@dataclass(frozen=True)
class FoundLine:
    """One record, or one agency with a number."""

    agency_id: int
    agency: str
    kind: str
    name: str
    href: str
    note: str
    found: int
    looked_at: int


@dataclass(frozen=True)
class RulePage:
    """The records behind a number."""

    rule: QualityRule
    agency: Agency | None
    part: Portion
    by_agency: bool
    files: Sequence[tuple[str, str]]
    back: str


def chosen_agency(data: QueryDict) -> Agency | None:
    """Return the agency to which a page is narrowed."""
    return Agency.objects.filter(pk=number_in(data, "agency")).first()


def quality_page(data: QueryDict) -> QualityPage:
    """Show every rule with what it found."""
    agency = chosen_agency(data)
    counts = rule_counts(agency)
    known = [count.counted_at for count in counts if count.counted_at]
    return QualityPage(
        lines=[_line(count, agency) for count in counts],
        agency=agency,
        picker=pick_agency(words_in(data), agency.pk if agency else 0),
        counted_at=min(known) if known else None,
    )


def rule_page(rule: QualityRule, data: QueryDict) -> RulePage:
    """Show the records behind one rule's number."""
    agency = chosen_agency(data)
    pairs = [("agency", str(agency.pk))] if agency else []
    path = reverse("central:quality_rule", args=[rule.id])
    rows = tallies(rule, agency) if rule.tally else findings(rule, agency)
    part = portion(rows, data.get("page", ""), PAGE_SIZE, path, pairs)
    lines = _lines(rule, part.rows)
    query = f"?{urlencode(pairs)}" if pairs else ""
    return RulePage(
        rule=rule,
        agency=agency,
        part=Portion(lines, part.total, part.number, part.pages, part.base),
        by_agency=bool(rule.tally),
        files=[
            (label, f"{reverse('central:quality_file', args=[rule.id, kind])}{query}")
            for kind, label in (("csv", "CSV"), ("xlsx", "Excel"))
        ],
        back=f"{reverse('central:quality')}{query}",
    )


def rule_rows(rule: QualityRule, agency: Agency | None) -> Iterator[tuple[str | int, ...]]:
    """Yield everything behind one rule's number as rows of a table, some at a time."""
    rows = tallies(rule, agency) if rule.tally else findings(rule, agency)
    batch: list[object] = []
    for row in rows.iterator(chunk_size=500):
        batch.append(row)
        if len(batch) == 500:
            yield from _cells(rule, batch)
            batch = []
    yield from _cells(rule, batch)


def _cells(rule: QualityRule, rows: Sequence[object]) -> Iterator[tuple[str | int, ...]]:
    for line in _lines(rule, rows):
        yield (
            rule.title, line.agency, line.kind, line.agency_id, line.name, line.found,
            line.looked_at, line.note, rule.mender,
        )  # fmt: skip


def _lines(rule: QualityRule, rows: Sequence[object]) -> list[FoundLine]:
    if rule.tally:
        return [
            FoundLine(row.agency_id, row.agency.name_th, "หน่วยงาน", row.agency.name_th,  # type: ignore[attr-defined]
                      reverse("central:agency", args=[row.agency_id]), "", row.found, row.looked_at)  # type: ignore[attr-defined]
            for row in rows
        ]  # fmt: skip
    found = [row for row in rows if isinstance(row, QualityFinding)]
    names = names_of(found)
    return [
        FoundLine(
            agency_id=row.agency_id,
            agency=row.agency.name_th,
            kind=str(RecordKind(row.kind).label),
            name=names.get((row.kind, row.record_id), ""),
            href=reverse(_PAGES[row.kind], args=[row.record_id]),
            note=row.note,
            found=1,
            looked_at=1,
        )
        for row in found
    ]


def _line(count: RuleCount, agency: Agency | None) -> RuleLine:
    query = f"?{urlencode({'agency': agency.pk})}" if agency else ""
    share = ""
    if count.found is not None and count.looked_at:
        share = f"{100 * count.found / count.looked_at:.1f} %"
    href = f"{reverse('central:quality_rule', args=[count.rule.id])}{query}"
    return RuleLine(count, href, share)
