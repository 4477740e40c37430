"""What services of reports share: who may, which report, which refusal."""

from __future__ import annotations

from datetime import date
from typing import Any

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.agencies.models import Agency
from infogo.core import audit
from infogo.core.dates import bangkok_now
from infogo.core.written import clean_line
from infogo.volumes.definition import FormDefinition, form_of
from infogo.volumes.errors import ClosedError, NotYoursError, VolumeError
from infogo.volumes.expected import Key, Reach, count_expected, reach, reported_agencies
from infogo.volumes.models import MonthlyReport, ReportState
from infogo.volumes.months import due_on, month_label

REPORT = "volume_report"
"""What the audit trail calls a report."""
LONGEST_NOTE = 300
LONGEST_WORDS = 500
SHORTEST_WORDS = 5


def form_for(month: date) -> FormDefinition:
    """Return the form of a month that has begun.

    Raises:
        ClosedError: the month has not begun, or no form covers it.
    """
    if month > bangkok_now().date():
        raise ClosedError(f"เดือน{month_label(month)}ยังไม่ถึง", "The month has not begun")
    form = form_of(month)
    if form is None:
        raise ClosedError(f"ไม่มีแบบรายงานสำหรับเดือน{month_label(month)}", "No form covers this month")
    return form


def locked_report(agency: Agency, month: date, form: FormDefinition) -> MonthlyReport:
    """Return an agency's report of a month, begun if it was not, locked."""
    MonthlyReport.objects.get_or_create(
        agency=agency,
        month=month,
        defaults={"due_on": due_on(month, form.due_day), "expected": count_expected(agency.pk)},
    )
    return MonthlyReport.objects.select_for_update().get(agency=agency, month=month)


def reporting(rights: Rights, agency: Agency) -> Reach:
    """Return how far she reports for an agency.

    Raises:
        NotYoursError: she reports for no part of it.
    """
    if not reported_agencies(rights).filter(pk=agency.pk).exists():
        raise NotYoursError(
            "คุณไม่มีสิทธิรายงานธุรกรรมของหน่วยงานนี้ ขอสิทธิจากผู้ดูแลของหน่วยงานคุณ",
            "You do not report for this agency",
        )
    return reach(rights, agency)


def require_whole(hers: Reach) -> None:
    """Refuse whoever reports for some points or manuals alone."""
    if not hers.is_whole:
        raise NotYoursError(
            "คุณรายงานเฉพาะบางจุดหรือบางคู่มือ ให้ผู้รายงานของทั้งหน่วยงานเป็นผู้ส่ง",
            "You report for part of the agency; who reports for all of it submits",
        )


def require_administers(rights: Rights, agency: Agency) -> None:
    """Refuse whoever does not administer the agency."""
    if not rights.agencies(Act.ADMINISTER).filter(pk=agency.pk).exists():
        raise NotYoursError(
            "เฉพาะผู้ดูแลหน่วยงานทำได้ ขอให้ผู้ดูแลหน่วยงานทำ",
            "Only who administers the agency may",
        )


def begun(agency: Agency, month: date) -> MonthlyReport:
    """Return an agency's report of a month, locked.

    Raises:
        ClosedError: nobody has begun it.
    """
    # In an order of its own: the usual one joins the agency, whose row would be held as well.
    held = MonthlyReport.objects.select_for_update().order_by("pk")
    report = held.filter(agency=agency, month=month).first()
    if report is None:
        raise ClosedError("ยังไม่ได้เริ่มรายงานเดือนนี้", "The report of this month was not begun")
    return report


def closed(report: MonthlyReport) -> ClosedError:
    """Return the refusal of a change to a report that is not open."""
    state = str(ReportState(report.state).label)
    return ClosedError(
        f"รายงานเดือน{month_label(report.month)}{state} เปิดให้แก้ใหม่ก่อน พร้อมบอกเหตุผล",
        f"The report is {report.state}; reopen it first and say why",
    )


def not_this_row(key: Key) -> VolumeError:
    """Return the refusal of a row that is not asked for, or not hers."""
    return VolumeError(
        f"แถว {key} ไม่อยู่ในรายงานนี้หรือไม่ใช่แถวของคุณ ตรวจรหัสคู่มือและรหัสจุดให้บริการ",
        f"Row {key} is not asked for in this report, or is not yours",
    )


def some_words(text: str, longest: int) -> str:
    """Return a reason on one line.

    Raises:
        VolumeError: it says too little.
    """
    words = clean_line(text)[:longest]
    if len(words) < SHORTEST_WORDS:
        raise VolumeError("เขียนสั้น ๆ ว่าเพราะอะไร", "Say why in a few words")
    return words


def record(rights: Rights, verb: str, report: MonthlyReport, **detail: Any) -> None:
    """Write a line of a report's trail; empty details are left out."""
    audit.record(
        actor=rights.officer.audit_name,
        verb=verb,
        target=REPORT,
        target_id=report.pk,
        detail={name: value for name, value in detail.items() if value != ""},
    )
