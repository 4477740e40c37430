"""Figures of delayed requests and kept promises; ``docs/figures/oversight.md`` has the formulas."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from infogo.oversight.events.cells import (
    DelayCell,
    DelayStock,
    Measured,
    NoticeCell,
    ReceiptCell,
)
from infogo.oversight.events.reading import (
    Source,
    days_by,
    days_of,
    median,
    spread_by,
    spread_of,
    sums_by,
    sums_of,
)
from infogo.oversight.figures import Direction, Figure, Unit, percent
from infogo.oversight.grouping import By, Key
from infogo.oversight.measures import Measure, Sums, Told, number, share
from infogo.oversight.slices import Slice
from infogo.oversight.tree import Tree

REQUESTS, RECEIPTS = "เรื่อง", "ใบรับ"
DELAY_SOURCES = (
    Source(DelayStock, ("open", "overdue", "held", "missed"), prefix="now_", is_stock=True),
    Source(DelayCell, ("due", "in_time", "late", "overdue", "waiting")),
    Source(NoticeCell, ("sent", "missed", "uncopied"), prefix="notices_"),
)
RECEIPT_SOURCES = (Source(ReceiptCell, ("finished", "in_time")),)
PROMISES = (
    Measured.PROMISED_WORKING,
    Measured.TAKEN_WORKING,
    Measured.PROMISED_CALENDAR,
    Measured.TAKEN_CALENDAR,
)


def delays_by(part: Slice, by: By, known: Tree, today: date) -> dict[Key, dict[str, Any]]:
    """Return the sums of watched requests by group, their days over among them."""
    found = sums_by(DELAY_SOURCES, part, by, known, today)
    return _with_days(found, {Measured.OVER: days_by(Measured.OVER, part, by, known)})


def delays_of(part: Slice, known: Tree, today: date) -> dict[str, Any]:
    """Return the sums of watched requests over a slice."""
    over = days_of(Measured.OVER, part, known)
    return sums_of(DELAY_SOURCES, part, known, today) | {Measured.OVER.value: over}


def promises_by(part: Slice, by: By, known: Tree, today: date) -> dict[Key, dict[str, Any]]:
    """Return the sums of finished receipts by group, promised and taken days among them."""
    found = sums_by(RECEIPT_SOURCES, part, by, known, today)
    return _with_days(found, {each: days_by(each, part, by, known) for each in PROMISES})


def promises_of(part: Slice, known: Tree, today: date) -> dict[str, Any]:
    """Return the sums of finished receipts over a slice."""
    days = {each.value: days_of(each, part, known) for each in PROMISES}
    return sums_of(RECEIPT_SOURCES, part, known, today) | days


def _with_days(
    found: dict[Key, dict[str, Any]], days: Mapping[Measured, Mapping[Key, Any]]
) -> dict[Key, dict[str, Any]]:
    for measured, groups in days.items():
        for key, counted in groups.items():
            found.setdefault(key, {})[measured.value] = counted
    return found


def _middle(measured: Measured) -> Callable[[Sums], Told]:
    def of(sums: Sums) -> Told:
        days = sums.get(measured.value) or {}
        return median(days), sum(days.values())

    return of


def _middle_figure(code: str, name: str, definition: str, sources: str, good: Direction) -> Figure:
    return Figure(code, name, definition, Unit.DAYS, good, sources, is_sample=True)


def _count(code: str, name: str, definition: str) -> Figure:
    return Figure(code, name, definition, Unit.COUNT, Direction.DOWN)


OVER = Measure(
    _middle_figure(
        "delay_days_over",
        "เกินกี่วัน (ค่ากลาง)",
        "ครึ่งหนึ่งของเรื่องที่เกินกำหนด เกินไม่มากกว่านี้ นับวันปฏิทินถึงวันที่เสร็จหรือวันนี้",
        REQUESTS,
        Direction.DOWN,
    ),
    _middle(Measured.OVER),
    "over",
)
DELAY_MEASURES = (
    Measure(
        _count("delay_open", "ยังไม่เสร็จ", "เรื่องที่หน่วยงานติดตามและยังไม่เสร็จ ณ สิ้นช่วง หรือวันนี้"),
        number("now_open"),
        "open",
    ),
    Measure(
        _count("delay_overdue", "เกินกำหนด", "เรื่องที่ยังไม่เสร็จและเลยวันครบกำหนด ณ สิ้นช่วง หรือวันนี้"),
        number("now_overdue"),
        "overdue",
    ),
    Measure(
        _count(
            "notices_missed",
            "ไม่ได้แจ้ง (งวด)",
            "งวดแจ้งเหตุล่าช้าที่ผ่านไปในช่วงนี้โดยไม่มีหนังสือแจ้ง แม้แจ้งภายหลังก็ยังนับ (มาตรา 10)",
        ),
        number("notices_missed"),
        "missed",
    ),
    Measure(
        Figure(
            "notices_kept_share",
            "แจ้งตามงวด",
            "หนังสือแจ้งที่ส่งในช่วงนี้ ต่อหนังสือที่ส่งรวมกับงวดที่ไม่ได้แจ้ง",
            Unit.PERCENT,
            Direction.UP,
            "งวด",
            is_sample=True,
        ),
        share("notices_sent", "notices_sent", "notices_missed"),
        "missed",
    ),
    Measure(
        Figure("delay_due", "ครบกำหนด", "เรื่องที่หน่วยงานติดตามและครบกำหนดในช่วงนี้"),
        number("due"),
        "due",
    ),
    Measure(
        Figure(
            "delay_late_share",
            "เสร็จเกินกำหนด",
            "เรื่องที่เสร็จหลังวันครบกำหนด ต่อเรื่องที่เสร็จแล้ว ในเรื่องที่ครบกำหนดช่วงนี้ "
            "ไม่รวมเรื่องที่คืนคำขอในกำหนด (มาตรา 9)",
            Unit.PERCENT,
            Direction.DOWN,
            REQUESTS,
            is_sample=True,
        ),
        share("late", "late", "in_time"),
        "late",
    ),
    OVER,
)
PROMISE_MEASURES = (
    Measure(
        Figure(
            "receipts_finished",
            "ใบรับที่เสร็จ",
            "ใบรับเรื่องที่เสร็จในช่วงนี้ ไม่รวมใบที่ยกเลิกและใบที่คืนคำขอ (มาตรา 9) "
            "เว้นแต่คืนหลังกำหนดโดยไม่ได้บันทึกความบกพร่องไว้ก่อนกำหนด",
        ),
        number("finished"),
        "receipts",
    ),
    Measure(
        Figure(
            "receipts_in_time_share",
            "เสร็จในกำหนด",
            "ใบรับที่เสร็จไม่เกินวันที่สัญญา ต่อใบรับที่เสร็จในช่วงนี้ ไม่รวมใบที่คืนคำขอ (มาตรา 9) "
            "เว้นแต่คืนหลังกำหนดโดยไม่ได้บันทึกความบกพร่องไว้ก่อนกำหนด",
            Unit.PERCENT,
            Direction.UP,
            RECEIPTS,
            is_sample=True,
        ),
        share("in_time", "finished"),
        "receipts_late",
    ),
    *(
        Measure(
            _middle_figure(
                f"days_{measured.value}",
                f"{words} (ค่ากลาง)",
                f"ครึ่งหนึ่งของใบรับที่เสร็จและสัญญาเป็น{kind} {said}ไม่มากกว่านี้ ไม่นับวันที่รับ",
                RECEIPTS,
                Direction.NONE,
            ),
            _middle(measured),
            "receipts",
        )
        for measured, words, kind, said in (
            (Measured.PROMISED_WORKING, "สัญญา วันทำการ", "วันทำการ", "สัญญาไว้"),
            (Measured.TAKEN_WORKING, "ใช้จริง วันทำการ", "วันทำการ", "ใช้จริง"),
            (Measured.PROMISED_CALENDAR, "สัญญา วันปฏิทิน", "วันปฏิทิน", "สัญญาไว้"),
            (Measured.TAKEN_CALENDAR, "ใช้จริง วันปฏิทิน", "วันปฏิทิน", "ใช้จริง"),
        )
    ),
)

# ---------------------------------------------------------------- reasons

REASONS, BECAUSE = "reasons", "because_"
_SENT = Source(NoticeCell, ("sent",), Q(sent__gt=0))


def reasons_by(part: Slice, by: By, known: Tree, _today: date) -> dict[Key, dict[str, Any]]:
    """Return how many notices named each reason, by group; two or three queries."""
    found = spread_by(_SENT, "reason", part, by, known)
    return {key: {REASONS: counts} for key, counts in found.items()}


def reasons_of(part: Slice, known: Tree, _today: date) -> dict[str, Any]:
    """Return how many notices of a slice named each reason; two queries."""
    return {REASONS: spread_of(_SENT, "reason", part, known)}


def reason_measures(labels: Mapping[str, str]) -> Sequence[Measure]:
    """Return the figures of reasons: all notices, then each reason in percent of them."""
    sent = Measure(
        Figure("notices_sent", "หนังสือแจ้ง", "หนังสือแจ้งเหตุล่าช้าที่ลงวันที่ในช่วงนี้"),
        lambda sums: (sum((sums.get(REASONS) or {}).values()) or None, None),
        "noticed",
    )
    return (sent, *(_reason(code, label) for code, label in labels.items()))


def _reason(code: str, label: str) -> Measure:
    def of(sums: Sums) -> Told:
        counts = sums.get(REASONS) or {}
        whole = sum(counts.values())
        return percent(counts.get(code, 0), whole), whole

    figure = Figure(
        f"reason_{code}",
        label,
        f"หนังสือแจ้งในช่วงนี้ที่บอกเหตุ “{label}” ต่อหนังสือแจ้งทั้งหมด",
        Unit.PERCENT,
        Direction.NONE,
        "หนังสือ",
        is_sample=True,
    )
    return Measure(figure, of, f"{BECAUSE}{code}")
