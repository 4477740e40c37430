"""The rows that a measure of the index counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from infogo.agencies.models import Agency, AgencyPath
from infogo.central.pages.records import Behind, Record
from infogo.central.pages.table import Link
from infogo.channels.rules import rules_on
from infogo.channels.selectors import answers_of, counted_agencies
from infogo.core.dates import short_date
from infogo.oversight.chosen import choose
from infogo.oversight.quality.counting import due_reports, due_turns, told_volumes
from infogo.oversight.quality.figures import MEASURE_FIGURES
from infogo.oversight.quality.measures import BY_CODE, SATISFACTION
from infogo.oversight.slices import Slice
from infogo.oversight.tree import Tree, tree
from infogo.ratings.models import Rating, RatingState
from infogo.volumes.months import later, short_label

NOTHING = "–"
COVERAGE_CODES = {
    "manuals_complete": "manuals_incomplete",
    "manuals_current": "manuals_unchecked",
    "points_exact": "points_exact",
    "points_complete": "points_complete",
    "points_served": "points_without_manual",
    "no_copies": "manuals_ask_copies",
    "file_online": "manuals_online",
}
"""Measures of the state of coverage: it shows their rows, those that lack something if it can."""


@dataclass(frozen=True)
class Subject:
    """Rows of one kind: which, by which column they belong to an agency, and how they read."""

    rows: Callable[[Slice, date], QuerySet[Any]]
    agency: str
    heads: tuple[str, ...]
    describe: Callable[[Any], Record]


def quality_records(code: str, asked: Mapping[str, str], today: date) -> Behind:
    """Return what a measure counts.

    Raises:
        LookupError: there is no such measure, or coverage shows its rows.
    """
    subject, known, chosen = SUBJECTS[code], tree(), choose(asked, today)
    part = chosen.slice
    rows = _within(subject.rows(part, today), subject.agency, part, known)
    if code == SATISFACTION:
        # Beside a real rating no simulated one counts, see oversight/quality/index.py.
        real = rows.filter(is_simulated=False)
        rows = real if real.exists() else rows
    return Behind(
        figure=MEASURE_FIGURES[code],
        chosen=chosen,
        path=reverse("central:index_records", args=[code]),
        rows=rows.order_by("pk"),
        heads=subject.heads,
        describe=subject.describe,
        back=Link("ดัชนีแต่ละส่วน", part.address(reverse("central:index_parts"))),
        notes=("รายการนี้อ่านจากข้อมูลขณะนี้ จึงอาจต่างจากตัวเลขที่นับไว้ก่อน",),
    )


def coverage_address(code: str, asked: Mapping[str, str], today: date) -> str:
    """Return where coverage shows the rows of a measure, "" if it is none of coverage's.

    Raises:
        LookupError: there is no such measure.
    """
    if code not in BY_CODE:
        raise LookupError(code)
    if code not in COVERAGE_CODES:
        return ""
    path = reverse("central:coverage_records", args=[COVERAGE_CODES[code]])
    return choose(asked, today).slice.address(path)


def _within(rows: QuerySet[Any], agency: str, part: Slice, known: Tree) -> QuerySet[Any]:
    """Keep the rows of an agency and all below it, and of agencies at home in a province."""
    wanted: dict[str, Any] = {}
    if part.agency is not None and known.is_leaf(part.agency):
        wanted[agency or "pk"] = part.agency
    elif part.agency is not None:
        below = AgencyPath.objects.filter(ancestor=part.agency).values("descendant")
        wanted[f"{agency or 'pk'}__in"] = below
    if part.province:
        wanted[f"{agency}__province" if agency else "province"] = part.province
    return rows.filter(**wanted)


def _months(part: Slice, column: str) -> dict[str, date]:
    return {f"{column}__gte": part.first, f"{column}__lt": later(part.last, 1)}


def _reports(part: Slice, today: date) -> QuerySet[Any]:
    rows = due_reports(today).filter(**_months(part, "month"))
    return rows.select_related("agency")


def _volumes(part: Slice, _today: date) -> QuerySet[Any]:
    rows = told_volumes().filter(**_months(part, "month"))
    return rows.select_related("report__agency", "manual__procedure", "point")


def _turns(part: Slice, _today: date) -> QuerySet[Any]:
    rows = due_turns().filter(**_months(part, "due_on"))
    return rows.select_related("case__agency", "case__manual__procedure")


def _ratings(part: Slice, _today: date) -> QuerySet[Any]:
    rows = Rating.objects.filter(state=RatingState.PUBLIC, **_months(part, "month"))
    return rows.select_related("agency", "procedure")


def _announcing(_part: Slice, today: date) -> QuerySet[Any]:
    return counted_agencies(rules_on(today)).select_related("parent")


def _report(report: Any) -> Record:
    sent = report.first_submitted_at
    said = "ยังไม่ส่ง" if sent is None else "ส่งช้า" if report.late else "ส่งตรงเวลา"
    cells = (
        report.agency.name_th,
        short_label(report.month),
        short_date(report.due_on),
        said,
        f"{min(report.filled, report.expected):,} จาก {report.expected:,}",
    )
    return Record(cells, reverse("www:agency", args=[report.agency_id]))


def _volume(row: Any) -> Record:
    cells = (
        row.manual.procedure.name_th,
        row.point.name_th if row.point else "ทางออนไลน์",
        row.report.agency.name_th,
        short_label(row.month),
        f"{row.completed_in_time:,}",
        f"{row.completed_late:,}",
    )
    return Record(cells, office_href=reverse("office:manual", args=[row.manual_id]))


def _turn(turn: Any) -> Record:
    case = turn.case
    cells = (
        case.reference,
        case.manual.procedure.name_th,
        case.agency.name_th,
        short_date(turn.due_on),
        short_date(turn.sent_on) if turn.sent_on else "ไม่ได้แจ้ง",
    )
    return Record(cells, office_href=reverse("office:delay", args=[case.pk]))


def _rating(rating: Any) -> Record:
    cells = (
        rating.procedure.name_th,
        rating.agency.name_th,
        short_label(rating.month),
        str(rating.overall),
    )
    return Record(cells, office_href=reverse("office:rating", args=[rating.pk]))


def _agency(agency: Agency) -> Record:
    answers = answers_of([agency.pk]).get(agency.pk, {})
    accepted = sum(answer == "accepted" for answer in answers.values())
    parent = agency.parent.name_th if agency.parent else NOTHING
    cells = (agency.name_th, parent, f"{accepted} จาก 2 ฉบับ")
    return Record(cells, reverse("www:agency", args=[agency.pk]))


_REPORT_HEADS = ("หน่วยงาน", "เดือน", "ครบกำหนด", "การส่ง", "แถวที่บอกครบ")
_REPORTED = Subject(_reports, "agency", _REPORT_HEADS, _report)
SUBJECTS: Mapping[str, Subject] = {
    "in_time": Subject(
        _volumes,
        "report__agency",
        ("เรื่อง", "จุดให้บริการ", "หน่วยงาน", "เดือน", "เสร็จในกำหนด", "เสร็จช้า"),
        _volume,
    ),
    "notices": Subject(
        _turns,
        "case__agency",
        ("เลขที่คำขอ", "เรื่อง", "หน่วยงาน", "ต้องแจ้งภายใน", "แจ้งเมื่อ"),
        _turn,
    ),
    SATISFACTION: Subject(_ratings, "agency", ("เรื่อง", "หน่วยงาน", "เดือน", "คะแนน (1–5)"), _rating),
    "announced": Subject(_announcing, "", ("หน่วยงาน", "สังกัด", "ประกาศที่ถูกต้อง"), _agency),
    "reported": _REPORTED,
    "filled": _REPORTED,
}
