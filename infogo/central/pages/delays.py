"""Dashboards of delays: what is open and late, why, and what was promised against what it took."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from infogo.central.pages.rooms import Area, Room, dashboard, look_at
from infogo.central.pages.table import Dashboard
from infogo.delays.rules import RuleBook
from infogo.oversight.delayed import (
    DELAY_MEASURES,
    PROMISE_MEASURES,
    delays_by,
    delays_of,
    promises_by,
    promises_of,
    reason_measures,
    reasons_by,
    reasons_of,
)
from infogo.oversight.events.cells import DelayCell, DelayStock, NoticeCell, ReceiptCell

ONLY_WATCHED = "นับเฉพาะเรื่องที่หน่วยงานบันทึกไว้เพื่อติดตาม ไม่ใช่คำขอทั้งหมด หน่วยงานที่ไม่บันทึกจึงดูเหมือนไม่มีเรื่องล่าช้า"
ONLY_RECEIPTS = "นับเฉพาะคำขอที่หน่วยงานออกใบรับเรื่องในระบบนี้ ไม่ใช่คำขอทั้งหมด"

DELAY_ROOM = Room(
    "central:delays",
    "เรื่องล่าช้า",
    "เรื่องใดค้าง เกินกำหนด หรือถึงงวดแล้วไม่ได้แจ้งเหตุล่าช้า กดหัวคอลัมน์เพื่อเรียงจากมากไปน้อย",
    DELAY_MEASURES,
    delays_by,
    delays_of,
    (DelayCell, DelayStock, NoticeCell),
    ("delays",),
    rows="central:delay_cases",
    headline=("delay_open", "delay_overdue", "notices_missed", "delay_days_over"),
    trend="notices_missed",
    notes=(ONLY_WATCHED,),
)
REASON_ROOM = Room(
    "central:delays_reasons",
    "เหตุที่ล่าช้า",
    "หนังสือแจ้งเหตุล่าช้าบอกเหตุใดมากที่สุด",
    (),
    reasons_by,
    reasons_of,
    (NoticeCell,),
    ("delays",),
    rows="central:delay_cases",
    notes=(ONLY_WATCHED,),
)
PROMISE_ROOM = Room(
    "central:delays_promises",
    "สัญญากับเวลาจริง",
    "เวลาที่คู่มือสัญญาเทียบกับเวลาที่ใช้จริงตามใบรับเรื่อง วันทำการกับวันปฏิทินแยกกันเสมอ",
    PROMISE_MEASURES,
    promises_by,
    promises_of,
    (ReceiptCell,),
    ("receipts",),
    rows="central:delay_receipts",
    headline=("receipts_finished", "receipts_in_time_share"),
    trend="receipts_in_time_share",
    scale=(0, 25, 50, 75, 100),
    notes=(ONLY_RECEIPTS,),
)
AREA = Area("เรื่องล่าช้า", (DELAY_ROOM, REASON_ROOM, PROMISE_ROOM))


def room_page(room: Room, asked: Mapping[str, str], today: date) -> Dashboard:
    """Return the dashboard of a room."""
    if room is REASON_ROOM:
        room = replace(room, measures=reason_measures(reason_labels(today)))
    return dashboard(AREA, look_at(room, asked, today))


def reason_labels(today: date) -> dict[str, str]:
    """Return the causes that a notice up to today could name, in words, by code; one query."""
    return RuleBook.read().labels_until(today)
