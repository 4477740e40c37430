"""What readers report of pages: the inbox of an officer, and one report with the way to mend it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.agencies.models import Agency
from infogo.articles.rights import may_write
from infogo.office.page_report_forms import GIVE_BACK, TO_CENTRE
from infogo.page_reports.models import (
    CLOSED_STATES,
    Kind,
    PageReport,
    PageReportStep,
    State,
    Subject,
    Suspicion,
)
from infogo.page_reports.selectors import (
    agency_of_subject,
    answered_by,
    answering_agency,
    in_time,
    overdue,
    reports_for,
    still_open,
    subject_names,
    waiting_for,
    with_subject,
)

PAGE_SIZE = 30
LONGEST_NUMBER = 15
WAITING, LATE, IN_TIME, DOUBTED, CLOSED = "", "late", "in-time", "doubted", "closed"
OPEN, ALL_LATE = "open", "all-late"
TABS = (
    (WAITING, "รอคุณ"),
    (LATE, "เกินกำหนด"),
    (IN_TIME, "ยังไม่ถึงกำหนด"),
    (DOUBTED, "ระบบสงสัย"),
    (CLOSED, "จบแล้ว"),
)
COUNTRY_TABS = ((OPEN, "ทั้งประเทศ"), (ALL_LATE, "ทั้งประเทศที่เกินกำหนด"))
"""For the centre, which may answer for every agency; the others show what falls to itself."""
STATE_KINDS: Mapping[str, str] = {
    State.NEW: "warning",
    State.MENDING: "info",
    State.MENDED: "success",
    State.NOT_ERROR: "neutral",
    State.ANSWERED: "success",
}
CENTRE = "ส่วนกลาง"


@dataclass(frozen=True)
class ReportLine:
    """One report of the list."""

    id: int
    title: str
    kind: str
    state: str
    state_kind: str
    whose: str
    text: str
    at: datetime
    due_on: date
    is_late: bool
    suspicions: Sequence[str]


@dataclass(frozen=True)
class Tab:
    """One part of the list."""

    label: str
    href: str
    current: bool


@dataclass(frozen=True)
class ReportsPage:
    """The list's content; ``agency`` is the one it is narrowed to."""

    lines: Sequence[ReportLine]
    tabs: Sequence[Tab]
    total: int
    number: int
    pages: int
    base: str
    show: str
    agency: str
    all_href: str


@dataclass(frozen=True)
class StepLine:
    """One thing that was done: what became of it, the words for the reader, who and when."""

    words: str
    text: str
    officer: str
    whose: str
    at: datetime


@dataclass(frozen=True)
class Mend:
    """The one press that leads to where it is mended; a POST where it begins a draft."""

    label: str
    href: str
    is_post: bool = False


@dataclass(frozen=True)
class ReportPage:
    """One report as the officer reads it."""

    id: int
    reference: str
    title: str
    subject: str
    public_href: str
    kind: str
    state: str
    state_value: str
    state_kind: str
    whose: str
    text: str
    text_lang: str
    has_masked: bool
    at: datetime
    due_on: date
    is_open: bool
    is_late: bool
    has_contact: bool
    suspicions: Sequence[str]
    steps: Sequence[StepLine]
    mend: Mend | None
    handing: str


def reports_page(rights: Rights, asked: QueryDict) -> ReportsPage:
    """Return one page of the reports that she answers for; those due first, closed ones last."""
    is_central = rights.everywhere(Act.HANDLE_FEEDBACK)
    tabs = (*TABS[:3], *COUNTRY_TABS, *TABS[3:]) if is_central else TABS
    show = asked.get("show", "")
    show = show if show in dict(tabs) else WAITING
    # What waits for the centre is with no agency, so there is nothing to narrow to one.
    unnarrowed = {WAITING, LATE, IN_TIME} if is_central else set()
    agency = None if show in unnarrowed else _agency(rights, asked.get("agency", ""))
    found = _shown(rights, show)
    if agency:
        found = answered_by(found, agency.pk)
    order = ("-closed_at", "-pk") if show == CLOSED else ("due_on", "pk")
    shown = Paginator(with_subject(found).order_by(*order), PAGE_SIZE).get_page(asked.get("page"))
    path = reverse("office:page_reports")
    kept = {"agency": str(agency.pk)} if agency else {}
    base = {**_of(show), **kept, "page": ""}
    return ReportsPage(
        lines=[_line(report, rights.on) for report in shown.object_list],
        tabs=[
            Tab(label, _address(path, name, {} if name in unnarrowed else kept), name == show)
            for name, label in tabs
        ],
        total=shown.paginator.count,
        number=shown.number,
        pages=shown.paginator.num_pages,
        base=f"{path}?{urlencode(base)}",
        show=show,
        agency=agency.name_th if agency else "",
        all_href=_address(path, show, {}),
    )


def report_page(report: PageReport, rights: Rights) -> ReportPage:
    """Return the page of a report of hers, whose subject is at hand."""
    state = State(report.state)
    return ReportPage(
        id=report.pk,
        reference=report.reference,
        title=_title(report),
        subject=str(Subject(report.subject).label),
        public_href=report.path,
        kind=str(Kind(report.kind).label),
        state=str(state.label),
        state_value=state.value,
        state_kind=STATE_KINDS[state],
        whose=_whose(report),
        text=report.text,
        text_lang=report.language,
        has_masked=report.has_masked,
        at=timezone.localtime(report.created_at),
        due_on=report.due_on,
        is_open=report.is_open,
        is_late=_is_late(report, rights.on),
        has_contact=bool(report.contact),
        suspicions=_suspicions(report),
        steps=[_step(step) for step in report.steps.select_related("officer", "agency")],
        mend=mend_of(report, rights),
        handing=handing_of(report, rights),
    )


def mend_of(report: PageReport, rights: Rights) -> Mend | None:
    """Return the press that leads to mending it; none where she may not change that record."""
    if report.manual is not None:
        if not rights.manuals(Act.EDIT_MANUAL).filter(pk=report.manual.pk).exists():
            return None
        return Mend("แก้คู่มือนี้", reverse("office:manual_edit", args=[report.manual.pk]), is_post=True)
    if report.point is not None:
        if not rights.points(Act.EDIT_POINT).filter(pk=report.point.pk).exists():
            return None
        is_hours = report.kind == Kind.HOURS
        page = "office:point_hours" if is_hours else "office:point_edit"
        label = "แก้เวลาทำการของจุดนี้" if is_hours else "แก้ข้อมูลจุดนี้"
        return Mend(label, reverse(page, args=[report.point.pk]))
    if report.article is not None:
        if not may_write(rights, report.article):
            return None
        return Mend("แก้บทความนี้", reverse("office:article", args=[report.article.pk]))
    if report.agency is not None:
        if not rights.agencies(Act.EDIT_AGENCY).filter(pk=report.agency.pk).exists():
            return None
        return Mend("แก้ข้อมูลหน่วยงาน", reverse("office:agency_edit", args=[report.agency.pk]))
    return None


def handing_of(report: PageReport, rights: Rights) -> str:
    """Return how it may be handed on: to the centre, back to the agency, or not at all."""
    if not report.is_open:
        return ""
    if not report.is_with_centre:
        return TO_CENTRE
    is_centres = rights.everywhere(Act.HANDLE_FEEDBACK)
    return GIVE_BACK if is_centres and agency_of_subject(report) is not None else ""


def _shown(rights: Rights, show: str) -> QuerySet[PageReport]:
    waiting, hers = waiting_for(rights), reports_for(rights)
    shown = {
        WAITING: waiting,
        LATE: overdue(waiting, rights.on),
        IN_TIME: in_time(waiting, rights.on),
        OPEN: still_open(hers),
        ALL_LATE: overdue(hers, rights.on),
        DOUBTED: still_open(hers).exclude(suspicion=[]),
        CLOSED: hers.filter(state__in=CLOSED_STATES),
    }
    return shown[show]


def _agency(rights: Rights, number: str) -> Agency | None:
    if not (number.isascii() and number.isdecimal() and len(number) <= LONGEST_NUMBER):
        return None
    return rights.agencies(Act.HANDLE_FEEDBACK).filter(pk=int(number)).first()


def _of(show: str) -> dict[str, str]:
    return {"show": show} if show else {}


def _address(path: str, show: str, kept: Mapping[str, str]) -> str:
    query = urlencode({**_of(show), **kept})
    return f"{path}?{query}" if query else path


def _line(report: PageReport, today: date) -> ReportLine:
    state = State(report.state)
    return ReportLine(
        id=report.pk,
        title=_title(report),
        kind=str(Kind(report.kind).label),
        state=str(state.label),
        state_kind=STATE_KINDS[state],
        whose=_whose(report),
        text=report.text,
        at=timezone.localtime(report.created_at),
        due_on=report.due_on,
        is_late=_is_late(report, today),
        suspicions=_suspicions(report),
    )


def _title(report: PageReport) -> str:
    return subject_names(report)[0] or "ทั้งเว็บไซต์"


def _whose(report: PageReport) -> str:
    agency = answering_agency(report)
    return agency.name_th if agency else CENTRE


def _is_late(report: PageReport, today: date) -> bool:
    return report.is_open and report.due_on < today


def _suspicions(report: PageReport) -> list[str]:
    known = set(Suspicion.values)
    return [str(Suspicion(name).label) for name in report.suspicion if name in known]


def _step(step: PageReportStep) -> StepLine:
    is_handed = step.from_state == step.to_state
    return StepLine(
        words="ส่งต่อ" if is_handed else str(State(step.to_state).label),
        text=step.text,
        officer=step.officer.name_th if step.officer else "",
        whose=step.agency.name_th if step.agency else CENTRE,
        at=timezone.localtime(step.at),
    )
