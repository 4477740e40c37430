"""The to-do list: what waits for an officer, that which concerns most citizens first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.channels.counting import percent
from infogo.core.simulation import SIMULATED_TH
from infogo.display.filters import DOT
from infogo.insights.selectors import openings_by_procedure
from infogo.insights.tallies import Tally, a_year_ago
from infogo.manuals.models import Manual, Procedure
from infogo.manuals.selectors import checked_manuals, in_use
from infogo.office.pages.points import sees_points
from infogo.office.pages.todo_asked import asked_found
from infogo.office.pages.todo_parts import MOST_LIVE, Found, Row, Scope, all_found
from infogo.office.pages.todo_targets import (
    NUMBER_PAGES,
    TARGETS,
    Work,
    list_address,
    record_address,
)
from infogo.pins.models import Pin
from infogo.pins.perms import may_pin_at_all
from infogo.pins.selectors import that_count
from infogo.points.models import ServicePoint
from infogo.points.selectors import VISITABLE

MOST_NAMED = 3

TITLES: Mapping[Work, tuple[str, str, str]] = {
    Work.RETURNED: ("แก้ร่างที่ส่งกลับมา", "เรื่อง", "อ่านความเห็นแล้วแก้ต่อ"),
    Work.APPROVE: ("อนุมัติหรือส่งกลับร่างที่รอคุณ", "เรื่อง", "ประชาชนเห็นเมื่ออนุมัติแล้ว"),
    Work.REVIEW: ("ตรวจร่างที่รอส่วนกลาง", "เรื่อง", "ประชาชนเห็นเมื่อตรวจแล้ว"),
    Work.INSPECTION: ("ชี้แจงเวลาในคู่มือต่อส่วนกลาง", "เรื่อง", "ส่วนกลางเห็นว่าล่าช้าเกินสมควร และกำหนดวันตอบไว้"),
    Work.CASE: ("พิจารณาเรื่องตรวจสอบ", "เรื่อง", "หน่วยงานชี้แจงแล้ว หรือครบกำหนดแล้วไม่ชี้แจง"),
    Work.DELAY_MISSED: ("แจ้งเหตุล่าช้าที่เลยงวดแล้ว", "เรื่อง", "ผู้ยื่นยังไม่รู้เหตุ และเลยเวลาที่มาตรา 10 ให้แจ้ง"),
    Work.DELAY_NOTICE: ("แจ้งเหตุล่าช้าของงวดนี้", "เรื่อง", "เกินกำหนดแล้ว ต้องแจ้งผู้ยื่นเป็นหนังสือทุกงวด"),
    Work.DELAY_SOON: ("พิจารณาเรื่องที่ใกล้ครบกำหนด", "เรื่อง", "เสร็จทันก็ไม่ต้องแจ้งเหตุล่าช้า"),
    Work.STANDARD: (
        "เลือกว่าจะใช้ตามคู่มือมาตรฐานกลางที่เปลี่ยนหรือไม่",
        "เรื่อง",
        "มาตรฐานเปลี่ยนตรงส่วนที่หน่วยงานเขียนเอง",
    ),
    Work.HANDOVER: ("ตอบรับจุดที่หน่วยงานอื่นเสนอโอน", "จุด", "จุดยังเป็นของหน่วยงานเดิมจนกว่าคุณจะตอบ"),
    Work.MONTH: (
        "ส่งรายงานธุรกรรมของเดือนที่สิ้นสุดแล้ว",
        "หน่วยงาน",
        "บอกว่ารับ เสร็จ และค้างเท่าไร ถ้าไม่มีใครมาติดต่อ ให้ติ๊กบอกไว้",
    ),
    Work.REPORT_LATE: ("ตอบเรื่องที่ประชาชนแจ้งซึ่งเกินกำหนด", "เรื่อง", "ผู้แจ้งเห็นว่าเลยวันที่ควรตอบแล้ว"),
    Work.REPORTED: ("ตอบเรื่องที่ประชาชนแจ้ง", "เรื่อง", "ข้อมูลอาจผิด หรือมีคำถามที่รอคำตอบ"),
    Work.HELD: ("ตรวจความเห็นที่พักไว้", "ความเห็น", "ประชาชนยังไม่เห็น และยังไม่นับในคะแนน"),
    Work.LOW: ("ตอบความเห็นที่ให้คะแนนน้อย", "ความเห็น", "ประชาชนบอกปัญหาไว้และยังไม่มีใครตอบ"),
    Work.BROKEN: ("แก้ลิงก์เสีย", "ลิงก์", "ประชาชนกดแล้วเปิดไม่ได้หลายวัน"),
    Work.FAILED: ("เพิ่มป้ายคำที่ประชาชนค้นไม่พบ", "คำ", "คล้ายคู่มือของคุณแต่ค้นแล้วไม่พบ"),
    Work.UNCHECKED: ("ตรวจคู่มือที่ไม่ได้ตรวจเกิน 12 เดือน", "เรื่อง", "ดูว่าเอกสาร ค่าธรรมเนียม และเวลายังตรง"),
    Work.NO_POINT: ("ปักหมุดคู่มือที่ยังไม่มีจุดให้บริการ", "เรื่อง", "ประชาชนยังไม่รู้ว่าไปทำที่ไหน"),
    Work.NO_MANUAL: ("ปักหมุดจุดที่ยังไม่มีคู่มือ", "จุด", "ประชาชนยังไม่รู้ว่าจุดนี้ทำเรื่องอะไรได้"),
    Work.UNCERTAIN: ("ยืนยันเวลาทำการหรือใส่พิกัดของจุด", "จุด", "ประชาชนอาจไปแล้วปิด หรือหาไม่พบ"),
    Work.UNCONFIRMED: ("ยืนยันหมุดที่ไม่มีใครยืนยันใน 12 เดือน", "หมุด", "ดูว่ายังทำเรื่องนั้นที่จุดนั้นได้"),
    Work.E_ACT: (
        "แจ้งช่องทางอิเล็กทรอนิกส์ตามกฎหมาย",
        "หน่วยงาน",
        "ส่วนกลางเตือนเป็นรอบ และรายงานคณะรัฐมนตรีว่าหน่วยงานใดยังไม่แจ้ง",
    ),
    Work.E_ACT_REVIEW: (
        "ตรวจประกาศช่องทางอิเล็กทรอนิกส์ที่รอตรวจ",
        "รายการ",
        "หน่วยงานส่งไฟล์แล้ว ยังไม่นับว่าดำเนินการแล้ว",
    ),
}
"""What to do, in what it is counted, and why."""


@dataclass(frozen=True)
class Named:
    """One record by name; no ``href`` where it has no page here."""

    label: str
    href: str = ""


@dataclass(frozen=True)
class TodoItem:
    """One line of the list. ``readers`` is told only from real counters."""

    title: str
    count: str
    why: str
    readers: str
    named: Sequence[Named]
    href: str
    counted_at: datetime | None


@dataclass(frozen=True)
class Number:
    """One of the small numbers; ``value`` is ready to be shown."""

    label: str
    value: str
    href: str


@dataclass(frozen=True)
class Todo:
    """The list and the numbers under it; ``has_readers`` whether it is ranked by real counts."""

    items: Sequence[TodoItem]
    numbers: Sequence[Number]
    has_readers: bool


def todo_list(rights: Rights) -> Todo:
    """Return what waits for an officer; what she has no right to is absent."""
    scope = Scope(rights)
    found = [*all_found(scope), *asked_found(scope)]
    openings = openings_by_procedure(rights.on)
    use: Mapping[int, float] = openings
    if not openings:
        use = dict(Procedure.objects.values_list("pk", "popularity"))
    order = list(Work)
    found.sort(key=lambda one: (-_weight(one, use), order.index(one.work)))
    shown = {one.work: _most_used(one.rows, use) for one in found}
    own = rights.officer.agency_id
    names = _names([row for rows in shown.values() for row in rows], own)
    return Todo(
        items=[_item(one, shown[one.work], names, openings) for one in found],
        numbers=_numbers(scope),
        has_readers=bool(openings),
    )


def _weight(found: Found, use: Mapping[int, float]) -> float:
    """Return how much the services concerned are used; failed searches count by their hours."""
    return found.asked + sum(use.get(key, 0.0) for key in found.procedures)


def _most_used(rows: Sequence[Row], use: Mapping[int, float]) -> list[Row]:
    """Return the records of the services used most, each name once: they are told apart by it."""
    best = sorted(rows, key=lambda row: -use.get(row.procedure_id or 0, 0.0))
    return list({_key(row): row for row in reversed(best)}.values())[-1 : -MOST_NAMED - 1 : -1]


def _key(row: Row) -> tuple[str, int]:
    """Return by what a record is named: its point, or else its manual."""
    return ("point", row.point_id) if row.point_id else ("manual", row.manual_id or 0)


def _names(rows: Sequence[Row], own: int | None) -> dict[tuple[str, int], str]:
    """Return the names of the points and manuals in these rows; two queries.

    A manual of her ``own`` agency need not say whose it is: the page does, above.
    """
    points = {row.point_id for row in rows if row.point_id}
    manuals = {row.manual_id for row in rows if row.manual_id and not row.point_id}
    names = {
        ("point", pk): name
        for pk, name in ServicePoint.objects.filter(pk__in=points).values_list("pk", "name_th")
    }
    for pk, title, agency, agency_id in Manual.objects.filter(pk__in=manuals).values_list(
        "pk", "procedure__name_th", "agency__name_th", "agency"
    ):
        names["manual", pk] = title if agency_id == own else f"{title}{DOT}{agency}"
    return names


def _item(
    found: Found,
    rows: Sequence[Row],
    names: Mapping[tuple[str, int], str],
    openings: Mapping[int, int],
) -> TodoItem:
    title, unit, why = TITLES[found.work]
    target = TARGETS[found.work]
    more = "มากกว่า " if found.is_more else ""
    named = [Named(name) for name in found.named]
    for row in rows:
        named.append(Named(names.get(_key(row), ""), record_address(target, row.record_id)))
    return TodoItem(
        title=title,
        count=f"{more}{found.count:,} {unit}",
        why=f"{why}{DOT}{SIMULATED_TH}" if found.has_simulated else why,
        readers=_readers(found, openings),
        named=[one for one in named if one.label],
        href=list_address(target),
        counted_at=timezone.localtime(found.counted_at) if found.counted_at else None,
    )


def _readers(found: Found, openings: Mapping[int, int]) -> str:
    """Say how many citizens it concerns, as far as anybody counted."""
    if found.work is Work.FAILED:
        return f"มีคนค้นแล้วไม่พบใน {found.asked:,} ชั่วโมงที่ต่างกันของเดือนนี้"
    read = sum(openings.get(key, 0) for key in found.procedures)
    return f"กระทบผู้อ่านราว {read:,} ครั้งต่อเดือน (นับทั้งประเทศ)" if read else ""


def _numbers(scope: Scope) -> list[Number]:
    is_wide = any(scope.is_wide(what) for what in MOST_LIVE)
    tally = scope.seen.tally if is_wide else _tally(scope)
    checked = percent(tally.manuals_checked, tally.manuals)
    share = "ยังไม่มีคู่มือ" if checked is None else f"{checked}%"
    shown = (
        ("manuals", "คู่มือที่เผยแพร่", f"{tally.manuals:,}"),
        ("points", "จุดให้บริการ", f"{tally.points:,}"),
        ("pins", "หมุด", f"{tally.pins:,}"),
        ("checked", "คู่มือที่ตรวจใน 12 เดือน", share),
    )
    # A number leads nowhere where its room is closed to her.
    rights = scope.rights
    closed = {"points": not sees_points(rights), "pins": not may_pin_at_all(rights)}
    return [
        Number(label, value, "" if closed.get(name) else list_address(NUMBER_PAGES[name]))
        for name, label, value in shown
    ]


def _tally(scope: Scope) -> Tally:
    """Count what she sees as it is now."""
    manuals, points = scope.manuals(Act.VIEW), scope.points(Act.VIEW)
    return Tally(
        manuals=in_use(manuals).count(),
        manuals_checked=checked_manuals(manuals, a_year_ago(scope.now)).count(),
        points=points.filter(status__in=VISITABLE).count(),
        pins=that_count(Pin.objects.filter(point__in=points.order_by().values("pk"))).count(),
    )
