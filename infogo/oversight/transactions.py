"""Figures of transactions and of reporting them; ``docs/figures/oversight.md`` has the formulas."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from infogo.core.dates import fiscal_year
from infogo.oversight.events.cells import ReportCell, VolumeCell
from infogo.oversight.events.reading import Source
from infogo.oversight.figures import Direction, Figure, Unit, percent
from infogo.oversight.measures import Measure, Sums, Told, added, number, plus, share
from infogo.oversight.slices import Slice
from infogo.volumes.definition import form_of
from infogo.volumes.models import Channel
from infogo.volumes.months import due_on, first_of, later, month_before

ROWS, REPORTS = "แถว", "รายงาน"
VOLUME_SOURCES = (
    Source(
        VolumeCell,
        (
            "rows",
            "received",
            "completed_in_time",
            "completed_late",
            "returned",
            "withdrawn",
            "carried_forward",
            "fee_satang",
        ),
    ),
    Source(VolumeCell, ("received", "rows"), Q(channel=Channel.ONLINE), "online_"),
)
REPORT_SOURCES = (
    Source(
        ReportCell,
        ("reports", "filed_in_time", "filed_late", "unfiled", "expected_rows", "filled_rows"),
    ),
)
RECEIVED_SOURCES = (Source(VolumeCell, ("received", "rows")),)
SATANG = 100


def _fees(sums: Sums) -> Told:
    satang = sums.get("fee_satang")
    return (None if satang is None else satang / SATANG), None


def _online(sums: Sums) -> Told:
    if sums.get("received") is None:
        return None, 0
    return percent(sums.get("online_received") or 0, sums["received"]), sums["received"]


def _filed(sums: Sums) -> Told:
    reports = sums.get("reports")
    filed = added(sums, ("filed_in_time", "filed_late"))
    return percent(filed, reports), reports or 0


VOLUME_MEASURES = (
    Measure(
        Figure(
            "received",
            "รับคำขอ",
            "คำขอที่รับในเดือน ตามรายงานที่ส่งหรือรับรองแล้ว ไม่รวมช่องที่ไม่มีใครบอก",
        ),
        number("received"),
        "rows",
    ),
    Measure(
        Figure("completed", "แล้วเสร็จ", "เสร็จในกำหนดรวมกับเสร็จเกินกำหนด"),
        plus("completed_in_time", "completed_late"),
        "rows",
    ),
    Measure(
        Figure(
            "completed_in_time_share",
            "เสร็จในกำหนด",
            "คำขอที่เสร็จในกำหนด ต่อคำขอที่แล้วเสร็จ",
            Unit.PERCENT,
            Direction.UP,
            "คำขอที่แล้วเสร็จ",
            is_sample=True,
        ),
        share("completed_in_time", "completed_in_time", "completed_late"),
        "rows",
    ),
    Measure(
        Figure("returned", "คืนคำขอ", "คำขอที่คืนให้ผู้ยื่นเพราะเอกสารไม่ครบ (มาตรา 9)"),
        number("returned"),
        "rows",
    ),
    Measure(
        Figure(
            "online_share",
            "ทางออนไลน์",
            "คำขอที่รับทางออนไลน์ ต่อคำขอที่รับทั้งหมด ตามที่หน่วยงานรายงาน",
            Unit.PERCENT,
            Direction.UP,
            "คำขอที่รับ",
            is_sample=True,
        ),
        _online,
        "online",
    ),
    Measure(
        Figure("fees", "ค่าธรรมเนียม", "ค่าธรรมเนียมที่เก็บได้ตามรายงาน หน่วยเป็นบาท", Unit.BAHT),
        _fees,
        "rows",
    ),
    Measure(
        Figure(
            "volume_rows",
            "แถวที่รายงาน",
            "แถวในรายงาน: คู่มือหนึ่งที่จุดหนึ่ง หรือออนไลน์ ในเดือนหนึ่ง",
        ),
        number("rows"),
        "rows",
    ),
)
REPORT_MEASURES = (
    Measure(
        Figure(
            "reports",
            "ต้องส่ง",
            "รายงานรายเดือนที่เปิดและมีแถวให้กรอก ของเดือนที่พ้นวันครบกำหนดแล้ว",
        ),
        number("reports"),
        "reports",
    ),
    Measure(
        Figure("filed_in_time", "ส่งทัน", "รายงานที่ส่งหรือรับรองแล้ว และส่งครั้งแรกไม่เกินวันครบกำหนด"),
        number("filed_in_time"),
        "in_time",
    ),
    Measure(
        Figure(
            "filed_late",
            "ส่งช้า",
            "รายงานที่ส่งหรือรับรองแล้ว แต่ส่งครั้งแรกหลังวันครบกำหนด",
            Unit.COUNT,
            Direction.DOWN,
        ),
        number("filed_late"),
        "late",
    ),
    Measure(
        Figure(
            "unfiled",
            "ยังไม่ส่ง",
            "รายงานที่ยังไม่ส่งหรือเปิดแก้อยู่ ทั้งที่พ้นวันครบกำหนดแล้ว",
            Unit.COUNT,
            Direction.DOWN,
        ),
        number("unfiled"),
        "missing",
    ),
    Measure(
        Figure(
            "filed_share",
            "ส่งแล้ว",
            "รายงานที่ส่งทันและส่งช้า ต่อรายงานที่ต้องส่ง",
            Unit.PERCENT,
            Direction.UP,
            REPORTS,
        ),
        _filed,
        "reports",
    ),
    Measure(
        Figure(
            "rows_filled_share",
            "แถวที่ใส่ครบ",
            "แถวที่ใส่ครบทุกช่องบังคับ ต่อแถวที่ต้องรายงาน ตามที่นับครั้งสุดท้ายของแต่ละรายงาน",
            Unit.PERCENT,
            Direction.UP,
            ROWS,
        ),
        share("filled_rows", "expected_rows"),
        "reports",
    ),
)


def last_due_month(today: date) -> date:
    """Return the newest month whose report should be there: its last day for it has passed."""
    month = month_before(today)
    form = form_of(month)
    if form is not None and due_on(month, form.due_day) >= today:
        return later(month, -1)
    return month


def due_part(part: Slice, today: date) -> Slice:
    """Return a slice without the months whose reports may still come in time."""
    last = min(part.last, last_due_month(today))
    return part.within(first=min(part.first, last), last=last, is_default=part.is_default)


def years_of(part: Slice, today: date, count: int = 3) -> list[int]:
    """Return the fiscal years that are put beside one another, the newest first."""
    newest = fiscal_year(min(part.last, first_of(today)))
    return [newest - back for back in range(count)]
