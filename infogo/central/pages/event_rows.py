"""The raw rows behind numbers of transactions and delays."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from infogo.central.pages.listing import Kind, ListedRow, Spot
from infogo.core.dates import short_date
from infogo.delays.models import DelayCase, Outcome, Receipt
from infogo.delays.selectors import days_over
from infogo.oversight.events.raw import (
    CASE_SHOWS,
    RECEIPT_SHOWS,
    REPORT_SHOWS,
    VOLUME_SHOWS,
    Wanted,
    cases,
    receipts,
    reports,
    volume_rows,
)
from infogo.oversight.transactions import due_part
from infogo.volumes.addresses import month_page
from infogo.volumes.expected import ONLINE_PLACE
from infogo.volumes.models import MonthlyReport, ReportState, VolumeRow
from infogo.volumes.months import short_label


def _number(value: int | None) -> Spot:
    """Return a number; what nobody told stays empty."""
    return Spot("") if value is None else Spot(value, is_number=True)


def _volumes(wanted: Wanted, show: str) -> QuerySet[VolumeRow]:
    return volume_rows(wanted, show).select_related("report__agency", "manual__procedure", "point")


def _volume(row: VolumeRow, _today: date) -> ListedRow:
    report = row.report
    return ListedRow(
        (
            Spot(short_label(report.month), month_page(report.agency_id, report.month)),
            Spot(row.manual.procedure.name_th),
            Spot(row.point.name_th if row.point else ONLINE_PLACE),
            Spot(report.agency.name_th),
            _number(row.received),
            _number(row.completed_in_time),
            _number(row.completed_late),
            _number(row.returned),
            _number(row.carried_forward),
        ),
        row.is_simulated,
    )


VOLUME_ROWS = Kind(
    "central:volume_rows",
    "แถวในรายงานธุรกรรม",
    VOLUME_SHOWS,
    (
        "เดือน",
        "เรื่อง",
        "จุดให้บริการ",
        "หน่วยงาน",
        "รับ",
        "เสร็จในกำหนด",
        "เสร็จเกินกำหนด",
        "คืน",
        "คงค้าง",
    ),
    _volumes,
    _volume,
    note="ช่องว่างคือไม่มีใครบอก ไม่ใช่ 0",
)


def _reports(wanted: Wanted, show: str) -> QuerySet[MonthlyReport]:
    return reports(wanted, show).select_related("agency__parent")


def _report(report: MonthlyReport, today: date) -> ListedRow:
    over = (today - report.due_on).days
    is_missing = report.is_open
    return ListedRow(
        (
            Spot(report.agency.name_th, month_page(report.agency_id, report.month)),
            Spot(report.agency.parent.name_th if report.agency.parent else ""),
            Spot(short_label(report.month)),
            Spot(ReportState(report.state).label, kind="error" if is_missing else "success"),
            Spot(short_date(report.due_on)),
            _number(over if is_missing else None),
            _number(report.filled),
            _number(report.expected),
        ),
        report.is_simulated,
    )


VOLUME_REPORTS = Kind(
    "central:volume_reports",
    "รายงานรายเดือน",
    REPORT_SHOWS,
    (
        "หน่วยงาน",
        "สังกัด",
        "เดือน",
        "สถานะ",
        "ครบกำหนด",
        "เกินมา (วัน)",
        "แถวที่ใส่ครบ",
        "แถวที่ต้องรายงาน",
    ),
    _reports,
    _report,
    narrow=due_part,
)


def _cases(wanted: Wanted, show: str) -> QuerySet[DelayCase]:
    return cases(wanted, show).select_related("manual__procedure", "point", "agency")


def _case(case: Any, today: date) -> ListedRow:
    over = days_over(case, today)
    ended = Outcome(case.outcome).label if case.outcome else "ยังไม่เสร็จ"
    return ListedRow(
        (
            Spot(case.reference, reverse("office:delay", args=[case.pk])),
            Spot(case.manual.procedure.name_th),
            Spot(case.point.name_th),
            Spot(case.agency.name_th),
            Spot(short_date(case.due_on) if case.due_on else "หยุดนับ"),
            Spot(ended, kind="success" if case.outcome else "warning"),
            _number(over or None),
            _number(case.turns_missed or None),
        ),
        case.is_simulated,
    )


CASES = Kind(
    "central:delay_cases",
    "เรื่องล่าช้ารายเรื่อง",
    CASE_SHOWS,
    (
        "เลขที่คำขอ",
        "เรื่อง",
        "จุดให้บริการ",
        "หน่วยงาน",
        "ครบกำหนด",
        "ผล",
        "เกินมา (วัน)",
        "ไม่ได้แจ้งในช่วงนี้ (งวด)",
    ),
    _cases,
    _case,
    note="ไม่มีชื่อหรือข้อมูลของผู้ยื่นในรายการนี้",
)


def _receipts(wanted: Wanted, show: str) -> QuerySet[Receipt]:
    return receipts(wanted, show).select_related("manual__procedure", "point", "agency")


def _receipt(receipt: Receipt, _today: date) -> ListedRow:
    assert receipt.finished_on is not None  # noqa: S101  # nosec B101  (of finished ones alone)
    is_late = receipt.finished_on > receipt.due_on
    return ListedRow(
        (
            Spot(f"ใบที่ {receipt.pk}"),
            Spot(receipt.manual.procedure.name_th),
            Spot(receipt.point.name_th),
            Spot(receipt.agency.name_th),
            Spot(receipt.promised.text()),
            _number(receipt.days_taken),
            Spot(short_date(receipt.due_on)),
            Spot(short_date(receipt.finished_on), kind="error" if is_late else ""),
        ),
        receipt.is_simulated,
    )


RECEIPTS = Kind(
    "central:delay_receipts",
    "ใบรับเรื่องที่เสร็จ",
    RECEIPT_SHOWS,
    (
        "ใบรับ",
        "เรื่อง",
        "จุดให้บริการ",
        "หน่วยงาน",
        "สัญญาไว้",
        "ใช้จริง (วัน)",
        "ครบกำหนด",
        "เสร็จเมื่อ",
    ),
    _receipts,
    _receipt,
    note="รหัสที่ผู้ยื่นถือไม่แสดงที่นี่",
)
