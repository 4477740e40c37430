"""Submitting, confirming and reopening a month's report, and words about its findings."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from infogo.accounts.models import NoticeKind
from infogo.accounts.names import officer_in
from infogo.accounts.notices import notify, settle
from infogo.accounts.perms import Rights
from infogo.agencies.models import Agency
from infogo.core import audit
from infogo.core.dates import bangkok_now
from infogo.volumes.addresses import month_page
from infogo.volumes.definition import FormDefinition
from infogo.volumes.errors import ClosedError, RowProblem, RowsError, VolumeError
from infogo.volumes.expected import Key, Reach, count_expected
from infogo.volumes.models import MonthlyReport, ReportState, VolumeExplanation
from infogo.volumes.months import first_of, month_label
from infogo.volumes.selectors import all_lines, filled_lines, reporters_of, told_rows
from infogo.volumes.services.common import (
    LONGEST_NOTE,
    LONGEST_WORDS,
    REPORT,
    begun,
    closed,
    form_for,
    locked_report,
    not_this_row,
    record,
    reporting,
    require_administers,
    require_whole,
    some_words,
)

REOPEN = "reopen_volumes"
"""How the audit trail calls opening a report for correction."""
MOST_TOLD = 20
"""Missing rows that are named one by one."""


@transaction.atomic
def submit(*, rights: Rights, agency: Agency, month: date, via: str = "") -> MonthlyReport:
    """Say that a month's report is complete; nobody changes it afterwards unless it is reopened.

    Raises:
        NotYoursError: she does not report for the whole agency.
        ClosedError: it was submitted already, or the month is not over.
        RowsError: rows are missing, impossible, or unexplained where a word is needed.
    """
    form = form_for(month)
    hers = reporting(rights, agency)
    require_whole(hers)
    today = bangkok_now().date()
    if month >= first_of(today):
        raise ClosedError(
            f"ยังไม่สิ้นเดือน{month_label(month)} ส่งได้ตั้งแต่วันแรกของเดือนถัดไป",
            "The month is not over; submit from the first day of the next month on",
        )
    report = locked_report(agency, month, form)
    if not report.is_open:
        raise closed(report)
    if problems := obstacles(hers, month, form):
        raise RowsError(problems)
    now = timezone.now()
    if report.first_submitted_at is None:
        report.first_submitted_at, report.late = now, today > report.due_on
    report.state = ReportState.SUBMITTED
    report.submitted_at, report.submitted_by = now, rights.officer.audit_name
    report.expected = count_expected(agency.pk)
    report.filled = told_rows(report, form).count()
    report.is_simulated = False
    report.save()
    settle([month_page(agency.pk, month)])
    record(rights, "submit_volumes", report, late=report.late, told=report.filled, via=via)
    return report


@transaction.atomic
def lock(*, rights: Rights, agency: Agency, month: date) -> MonthlyReport:
    """Confirm a submitted report for the agency.

    Raises:
        NotYoursError: she does not administer the agency.
        ClosedError: it is not submitted.
    """
    require_administers(rights, agency)
    report = begun(agency, month)
    if report.state != ReportState.SUBMITTED:
        raise ClosedError("รับรองได้เฉพาะรายงานที่ส่งแล้ว", "Only a submitted report can be confirmed")
    _lock(report, rights.officer.audit_name)
    return report


@transaction.atomic
def reopen(*, rights: Rights, agency: Agency, month: date, reason: str) -> MonthlyReport:
    """Open a report that was submitted, so that numbers can be corrected; the trail keeps why.

    Whoever reports for the whole agency may, and once it was confirmed whoever administers it.
    Whoever submitted it is told, unless it is she who opens it or she reports no longer.

    Raises:
        NotYoursError: she may not.
        ClosedError: it is open.
        VolumeError: no reason.
    """
    report = begun(agency, month)
    if report.is_open:
        raise ClosedError("รายงานนี้เปิดให้แก้อยู่แล้ว", "The report is open already")
    if report.state == ReportState.LOCKED:
        require_administers(rights, agency)
    else:
        require_whole(reporting(rights, agency))
    words = some_words(reason, LONGEST_NOTE)
    was, report.state = report.state, ReportState.REOPENED
    report.locked_at, report.locked_by = None, ""
    report.save()
    record(rights, REOPEN, report, reason=words, state=was)
    sent_by = officer_in(report.submitted_by)
    waits = [] if sent_by == rights.officer.pk else reporters_of(agency.pk, rights.on)
    notify(
        officers=[one for one in waits if one.pk == sent_by],
        kind=NoticeKind.RETURNED,
        text=(
            f"{rights.officer.name_th} เปิดรายงานธุรกรรมเดือน{month_label(month)}"
            f"ของ{agency.name_th} ให้แก้: {words}"
        ),
        path=month_page(agency.pk, month),
    )
    return report


@transaction.atomic
def explain(
    *, rights: Rights, agency: Agency, month: date, key: Key, kind: str, text: str
) -> VolumeExplanation:
    """Keep a reporter's words about a finding; they replace earlier ones.

    Raises:
        NotYoursError: the row is not hers.
        ClosedError: the report was confirmed.
        VolumeError: no such finding, or no words.
    """
    hers = reporting(rights, agency)
    form = form_for(month)
    report = begun(agency, month)
    if report.state == ReportState.LOCKED:
        raise closed(report)
    lines = hers.known([key])
    if key not in lines:
        raise not_this_row(key)
    (filled,) = filled_lines(agency.pk, month, form, [lines[key]])
    if filled.row is None or kind not in {finding.kind for finding in filled.findings}:
        raise VolumeError("แถวนี้ไม่มีข้อสังเกตนี้แล้ว เปิดหน้าใหม่เพื่อดูล่าสุด", "The row has no such finding")
    words = some_words(text, LONGEST_WORDS)
    said, _made = VolumeExplanation.objects.update_or_create(
        row=filled.row,
        kind=kind,
        defaults={"text": words, "by": rights.officer.audit_name, "at": timezone.now()},
    )
    record(rights, "explain_volumes", report, row=str(key), kind=kind, reason=words)
    return said


def lock_report(report_id: int, *, actor: str) -> bool:
    """Confirm a submitted report that nobody confirmed in time; whether it was one still."""
    with transaction.atomic():
        report = MonthlyReport.objects.select_for_update().get(pk=report_id)
        if report.state != ReportState.SUBMITTED:
            return False
        _lock(report, actor)
        return True


def obstacles(hers: Reach, month: date, form: FormDefinition) -> list[RowProblem]:
    """Return why a month cannot be submitted yet: the first rows that need something."""
    problems: list[RowProblem] = []
    missing = 0
    for filled in filled_lines(hers.agency.pk, month, form, all_lines(hers)):
        name = f"{filled.line.title} · {filled.line.place}"
        if filled.row is None:
            missing += 1
            if missing <= MOST_TOLD:
                thai, english = f"{name}: ยังไม่ได้ใส่จำนวน", f"{filled.line.key}: not told"
                problems.append(RowProblem(str(filled.line.key), "", thai, english))
            continue
        for finding in filled.findings:
            if finding.stops and len(problems) < 2 * MOST_TOLD:
                key, english = str(filled.line.key), f"{filled.line.key}: {finding.english}"
                thai = f"{name}: {finding.what} {finding.todo}"
                title = filled.line.title
                problems.append(RowProblem(key, finding.field, thai, english, title))
    if missing > MOST_TOLD:
        rest = missing - MOST_TOLD
        problems.append(
            RowProblem("", "", f"อีก {rest:,} แถวยังไม่ได้ใส่จำนวน", f"{rest} more rows are not told")
        )
    return problems


def _lock(report: MonthlyReport, actor: str) -> None:
    report.state = ReportState.LOCKED
    report.locked_at, report.locked_by = timezone.now(), actor
    report.save(update_fields=["state", "locked_at", "locked_by"])
    audit.record(actor=actor, verb="lock_volumes", target=REPORT, target_id=report.pk)
