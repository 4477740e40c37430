"""Public holidays: the list of a year, and what one more or one less would move."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse, reverse_lazy

from infogo.central.pages.editing import (
    Cell,
    ChangeLine,
    Fact,
    Grid,
    Listing,
    Preview,
    Words,
    history,
)
from infogo.central.pages.reference import HUB
from infogo.core.dates import SATURDAY, be_year, long_date, short_date, weekday_date
from infogo.core.models import PublicHoliday
from infogo.core.simulation import SIMULATED_TH
from infogo.delays.holidays import HolidayEffect, effect_of, years_without
from infogo.delays.models import Recount
from infogo.delays.services.holidays import FAILED, TARGET, not_recounted, number_of

BACK = ("วันหยุดราชการ", reverse_lazy("central:holidays"))
MOST_NAMED = 20
WORDS = Words(
    {
        "set_holiday": "กำหนดวันหยุด",
        "drop_holiday": "ยกเลิกวันหยุด",
        FAILED: "นับกำหนดใหม่ไม่สำเร็จ",
    },
    {"on": "วันที่", "name_th": "ชื่อ", "name_en": "ชื่ออังกฤษ", "source": "ที่มา"},
)


def holidays_page(year: int, today: date) -> Listing:
    """Return the holidays of a year of the Christian Era; seven queries."""
    years = sorted({day.year for day in PublicHoliday.objects.dates("on", "year")} | {year})
    rows = PublicHoliday.objects.filter(on__year=year)
    table = Grid(
        caption=f"วันหยุดราชการ พ.ศ. {be_year(year)}",
        columns=("วันที่", "ชื่อ", "ที่มา"),
        rows=[_row(holiday, today) for holiday in rows],
        empty="ยังไม่มีวันหยุดของปีนี้ เพิ่มตามมติคณะรัฐมนตรี",
    )
    return Listing(
        title="วันหยุดราชการ",
        lead="ใช้นับวันทำการ กำหนดเสร็จ และเวลาเปิดของจุดให้บริการทั้งประเทศ",
        back=HUB,
        grids=[table],
        exports=f"holidays-{year}",
        actions=[("เพิ่มวันหยุด", reverse("central:holiday_new"))],
        tabs=[
            {"label": f"พ.ศ. {be_year(one)}", "href": f"?year={one}", "current": one == year}
            for one in years
        ],
        changes=changes(),
        notes=[*_missing(today), *_under_way(), *_failed()],
    )


def changes(day: date | None = None) -> list[ChangeLine]:
    """Return the history of one day, or of all."""
    return history(TARGET, WORDS, number_of(day) if day else None)


def facts_now(holiday: PublicHoliday) -> Sequence[Fact]:
    """Return what is written of a holiday."""
    return [
        Fact("วันที่", weekday_date(holiday.on)),
        Fact("ชื่อ", holiday.name_th),
        Fact("ชื่อภาษาอังกฤษ", holiday.name_en or "ไม่มี"),
        Fact("ที่มา", holiday.source),
    ]


def preview(day: date, *, is_holiday: bool, today: date) -> Preview:
    """Return what changes when a day becomes a holiday, or is none any more."""
    effect = effect_of(day, is_holiday=is_holiday, today=today)
    verb = "เป็นวันหยุด" if is_holiday else "เป็นวันทำการตามปกติ"
    warnings = []
    if day.weekday() >= SATURDAY:
        warnings.append("วันนี้เป็นวันเสาร์หรืออาทิตย์ ไม่นับเป็นวันทำการอยู่แล้ว จึงไม่มีกำหนดใดเลื่อน")
    if effect.looked_at < effect.cases_over_it:
        warnings.append(
            f"คำนวณตัวอย่าง {effect.looked_at:,} เรื่องแรกจาก {effect.cases_over_it:,} เรื่อง "
            "เมื่อบันทึกแล้วระบบนับใหม่ให้ครบทุกเรื่อง"
        )
    if effect.has_simulated:
        warnings.append(SIMULATED_TH)
    return Preview(
        lead=f"{weekday_date(day)} จะ{verb}",
        facts=_facts(effect, is_holiday=is_holiday),
        grids=[_moved(effect)],
        warnings=warnings,
    )


def rewording(day: date) -> Preview:
    """Return what changes when a holiday is only called something else: words, no day."""
    return Preview(lead=f"{weekday_date(day)} ยังเป็นวันหยุด เปลี่ยนเฉพาะชื่อและที่มา ไม่มีกำหนดใดเลื่อน")


def _facts(effect: HolidayEffect, *, is_holiday: bool) -> Sequence[Fact]:
    known = f"จากจุดที่ทราบเวลาทำการ {effect.points_known:,} แห่ง ไม่ทราบ {effect.points_unknown:,} แห่ง"
    return [
        Fact(
            "เรื่องล่าช้าที่ยังไม่เสร็จและกำหนดเลื่อน",
            f"{len(effect.moved):,} เรื่อง",
            f"จากเรื่องที่เวลาผ่านวันนี้ {effect.cases_over_it:,} เรื่อง",
        ),
        Fact(
            "ใบรับเรื่องที่ออกไปแล้ว",
            f"{effect.receipts:,} ใบ",
            "คงวันเดิมที่บอกประชาชนไว้ ใบที่ออกหลังบันทึกจึงนับวันใหม่",
        ),
        Fact(
            "บริการที่กำหนดเสร็จจะเลื่อน ถ้ายื่นวันนี้",
            f"{effect.promises:,} เรื่อง",
            f"จากบริการที่สัญญาเป็นวันทำการ {effect.promises_counted:,} เรื่อง",
        ),
        Fact(
            "จุดให้บริการที่จะปิด" if is_holiday else "จุดให้บริการที่จะเปิด",
            f"{effect.points:,} แห่ง",
            known,
        ),
    ]


def _moved(effect: HolidayEffect) -> Grid:
    return Grid(
        caption=f"กำหนดที่เลื่อน {min(MOST_NAMED, len(effect.moved)):,} เรื่องแรก",
        columns=("เลขที่คำขอ", "บริการ", "เดิม", "ใหม่"),
        rows=[
            (
                Cell(case.reference, reverse("office:delay", args=[case.id])),
                Cell(case.service),
                Cell(_day(case.before)),
                Cell(_day(case.after)),
            )
            for case in effect.moved[:MOST_NAMED]
        ],
    )


def _row(holiday: PublicHoliday, today: date) -> Sequence[Cell]:
    is_coming = holiday.on >= today
    href = reverse("central:holiday", args=[holiday.on.isoformat()]) if is_coming else ""
    edited = "แก้ในระบบนี้" if holiday.edited_at else ""
    return (
        Cell(weekday_date(holiday.on), href),
        Cell(holiday.name_th),
        Cell(holiday.source, note=edited),
    )


def _missing(today: date) -> Sequence[str]:
    """Say of which years holidays are missing though days in them are counted already."""
    return [
        f"ยังไม่มีวันหยุดของ พ.ศ. {be_year(year)} กำหนดที่นับข้ามไปปีนั้นจึงเร็วเกินไป เพิ่มตามมติคณะรัฐมนตรี"
        for year in years_without(today)
    ]


def _under_way() -> Sequence[str]:
    """Say which recounts the worker has not finished."""
    return [
        f"กำลังนับกำหนดใหม่เพราะวันที่ {long_date(recount.day)} เปลี่ยน ทำแล้ว {recount.done:,} เรื่อง"
        for recount in Recount.objects.filter(finished_at=None)
    ]


def _failed() -> Sequence[str]:
    """Say which requests keep a day that may be wrong, because a recount could not reckon them."""
    return [
        f"นับกำหนดใหม่ไม่สำเร็จ {len(ids):,} เรื่อง หลังวันที่ {long_date(day)} เปลี่ยน แจ้งผู้ดูแลระบบ "
        f"(เรื่องเลขที่ {', '.join(map(str, ids[:MOST_NAMED]))}{' …' if len(ids) > MOST_NAMED else ''})"
        for day, ids in not_recounted().items()
    ]


def _day(day: date | None) -> str:
    return short_date(day) if day else "หยุดนับเวลาอยู่"
