"""Reports of a month: what an officer may do with one, and the list of her agencies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone

from infogo.accounts.names import name_in
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.agencies.models import Agency
from infogo.core.dates import bangkok_now, fiscal_year, short_date
from infogo.core.models import AuditEntry
from infogo.core.simulation import SIMULATED_TH
from infogo.core.written import asked_words
from infogo.pins.perms import may_pin_at_all
from infogo.volumes.definition import FormDefinition, first_covered
from infogo.volumes.expected import (
    reach,
    reported_agencies,
    that_report,
    visible_agencies,
)
from infogo.volumes.models import OPEN_STATES, MonthlyReport, ReportState
from infogo.volumes.months import code_of, due_on, first_of, later, month_label, month_of
from infogo.volumes.selectors import expected_now, report_of
from infogo.volumes.services.common import REPORT
from infogo.volumes.services.states import REOPEN

PAGE_SIZE = 25
MOST_PAGES = 400
STATE_KINDS = {
    ReportState.DRAFT: "neutral",
    ReportState.SUBMITTED: "info",
    ReportState.LOCKED: "success",
    ReportState.REOPENED: "warning",
}
LEFT = "left"


@dataclass(frozen=True)
class Standing:
    """The state of a report in words; ``kind`` colours its tag."""

    words: str
    kind: str
    due: str
    is_overdue: bool


@dataclass(frozen=True)
class MonthHead:
    """What every page of a month shows on top, and what the officer may do.

    ``reopened`` tells who opened it for correction, when and why. ``must_ask`` is set for who
    reports for it, but cannot open it herself any more.
    """

    agency: Agency
    month: date
    label: str
    path: str
    report: MonthlyReport | None
    standing: Standing
    expected: int
    filled: int
    submitted: str
    locked: str
    reopened: str
    before: tuple[str, str] | None
    after: tuple[str, str] | None
    year: int
    is_over: bool
    reports: bool
    may_pin: bool
    can_edit: bool
    can_submit: bool
    can_lock: bool
    can_reopen: bool
    must_ask: bool
    is_narrow: bool
    simulated: str


@dataclass(frozen=True)
class AgencyLine:
    """One agency in a month."""

    name: str
    href: str
    standing: Standing
    filled: int
    expected: int | None


@dataclass(frozen=True)
class HubPage:
    """The agencies of an officer in a month."""

    month: date
    label: str
    before: tuple[str, str] | None
    after: tuple[str, str] | None
    query: str
    show: str
    lines: Sequence[AgencyLine]
    number: int
    first_href: str
    next_href: str
    is_reporter: bool
    simulated: str


def this_month() -> date:
    """Return the month of today in Thai time."""
    return first_of(bangkok_now().date())


def asked_month(text: str) -> date:
    """Return the month that an address names, the last one that ended where it names none.

    One for which there is no form, before the first one or ahead, has no report to lead to: the
    nearest that has is taken. One query.
    """
    month = month_of(text) or later(this_month(), -1)
    return min(max(month, first_covered()), this_month())


def month_before_that(month: date) -> date | None:
    """Return the month before, ``None`` when there was no form yet; one query."""
    preceding = later(month, -1)
    return preceding if preceding >= first_covered() else None


def standing_of(report: MonthlyReport | None, due: date, today: date) -> Standing:
    """Return a report's state in words."""
    state = ReportState(report.state) if report else ReportState.DRAFT
    words, kind = str(state.label), STATE_KINDS[state]
    is_overdue = today > due and (report is None or report.is_overdue(today))
    if is_overdue:
        words, kind = "เลยกำหนดส่ง", "error"
    elif report is not None and report.late:
        words = f"{words} (ส่งช้า)"
    return Standing(words, kind, short_date(due), is_overdue)


def head_of(rights: Rights, agency: Agency, month: date, form: FormDefinition) -> MonthHead:
    """Return the head of a month's pages; a constant number of queries."""
    report = report_of(agency.pk, month)
    today = rights.on
    hers = reach(rights, agency)
    reports = hers.is_whole or reported_agencies(rights).filter(pk=agency.pk).exists()
    administers = rights.agencies(Act.ADMINISTER).filter(pk=agency.pk).exists()
    state = ReportState(report.state) if report else ReportState.DRAFT
    is_open, is_over = state in OPEN_STATES, month < first_of(today)
    due = report.due_on if report else due_on(month, form.due_day)
    preceding, following = month_before_that(month), later(month, 1)
    return MonthHead(
        agency=agency,
        month=month,
        label=month_label(month),
        path=_month_href(agency, month),
        report=report,
        standing=standing_of(report, due, today),
        expected=expected_now(agency.pk, report),
        filled=report.filled if report else 0,
        submitted=_by(report.submitted_by, report.submitted_at) if report else "",
        locked=_by(report.locked_by, report.locked_at) if report else "",
        reopened=_reopened(report) if report and state == ReportState.REOPENED else "",
        before=_step(agency, preceding) if preceding else None,
        after=_step(agency, following) if following <= today else None,
        year=fiscal_year(month),
        is_over=is_over,
        reports=reports,
        may_pin=may_pin_at_all(rights),
        can_edit=is_open and reports,
        can_submit=is_open and is_over and hers.is_whole,
        can_lock=state == ReportState.SUBMITTED and administers,
        can_reopen=(state == ReportState.SUBMITTED and hers.is_whole)
        or (state == ReportState.LOCKED and administers),
        must_ask=state == ReportState.LOCKED and hers.is_whole and not administers,
        is_narrow=reports and not hers.is_whole,
        simulated=SIMULATED_TH if report and report.is_simulated else "",
    )


def hub_page(rights: Rights, asked: dict[str, str]) -> HubPage:
    """Return the list of agencies; seven queries at most."""
    month = asked_month(asked.get("month", ""))
    preceding = month_before_that(month)
    words = asked_words(asked.get("q"))
    show = LEFT if asked.get("show") == LEFT else ""
    number = _number(asked.get("page", ""))
    is_reporter = rights.can(Act.REPORT)
    agencies = reported_agencies(rights) if is_reporter else visible_agencies(rights)
    agencies = _narrowed(agencies, month, words, show)
    start = (number - 1) * PAGE_SIZE
    found = list(agencies.order_by("sort_key", "pk")[start : start + PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    reports = {
        report.agency_id: report
        for report in MonthlyReport.objects.filter(agency__in=shown, month=month)
    }
    given = {"month": code_of(month), "q": words, "show": show}
    base = f"{reverse('office:volumes')}?{urlencode({k: v for k, v in given.items() if v})}"
    return HubPage(
        month=month,
        label=month_label(month),
        before=(month_label(preceding), _hub_href(preceding)) if preceding else None,
        after=(month_label(later(month, 1)), _hub_href(later(month, 1)))
        if month < this_month()
        else None,
        query=words,
        show=show,
        lines=[_line(agency, month, reports.get(agency.pk), rights.on) for agency in shown],
        number=number,
        first_href=base if number > 1 else "",
        next_href=f"{base}&page={number + 1}" if len(found) > PAGE_SIZE else "",
        is_reporter=is_reporter,
        simulated=SIMULATED_TH if any(r.is_simulated for r in reports.values()) else "",
    )


def _narrowed(agencies: QuerySet[Agency], month: date, words: str, show: str) -> QuerySet[Agency]:
    agencies = that_report(agencies)
    if words:
        agencies = agencies.filter(name_th__icontains=words)
    if show == LEFT:
        told = MonthlyReport.objects.filter(
            agency=OuterRef("pk"),
            month=month,
            state__in=(ReportState.SUBMITTED, ReportState.LOCKED),
        )
        agencies = agencies.filter(~Exists(told))
    return agencies


def _line(agency: Agency, month: date, report: MonthlyReport | None, today: date) -> AgencyLine:
    standing = Standing("ยังไม่เริ่ม", "neutral", "", False)
    if report is not None:
        standing = standing_of(report, report.due_on, today)
    return AgencyLine(
        name=agency.name_th,
        href=_month_href(agency, month),
        standing=standing,
        # Rows of services that ended were told, and are asked for no more.
        filled=min(report.filled, report.expected) if report else 0,
        expected=report.expected if report else None,
    )


def _by(who: str, when: datetime | None) -> str:
    if when is None:
        return ""
    moment = timezone.localtime(when)
    return f"{name_in(who)} {short_date(moment)} เวลา {moment:%H:%M} น."


def _reopened(report: MonthlyReport) -> str:
    acts = AuditEntry.objects.filter(target=REPORT, target_id=report.pk, verb=REOPEN)
    last = acts.order_by("-number").first()
    if last is None:
        return ""
    return f"{_by(last.actor, last.at)}: “{last.detail.get('reason', '')}”"


def _month_href(agency: Agency, month: date) -> str:
    return reverse("office:volumes_month", args=[agency.pk, month])


def _step(agency: Agency, month: date) -> tuple[str, str]:
    return month_label(month), _month_href(agency, month)


def _hub_href(month: date) -> str:
    return f"{reverse('office:volumes')}?month={code_of(month)}"


def _number(text: str) -> int:
    if text.isascii() and text.isdecimal() and len(text) <= 6:
        return min(max(int(text), 1), MOST_PAGES)
    return 1
