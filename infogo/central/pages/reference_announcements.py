"""Announcements of the centre: the list, one of them, and what publishing would show where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse, reverse_lazy
from django.utils import timezone

from infogo.agencies.models import Agency, AgencyPath
from infogo.announcements.models import Announcement, Level, Place
from infogo.announcements.selectors import MOST_SHOWN, posted
from infogo.announcements.services import TARGET, Facts
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
from infogo.core.dates import long_moment
from infogo.manuals.models import Procedure

MOST_LISTED = 200
BACK = ("ประกาศ", reverse_lazy("central:announcements"))
WORDS = Words(
    {
        "publish_announcement": "สร้างประกาศ",
        "change_announcement": "แก้ประกาศ",
        "withdraw_announcement": "ถอนประกาศ",
    },
    {
        "text_th": "ข้อความ",
        "text_en": "ข้อความอังกฤษ",
        "level": "ความสำคัญ",
        "place": "แสดงที่ไหน",
        "starts_at": "เริ่ม",
        "ends_at": "สิ้นสุด",
    },
    {code: str(label) for code, label in [*Level.choices, *Place.choices]},
)


@dataclass(frozen=True)
class Shown:
    """How a page shows it, for the component of announcements."""

    text: str
    lang: str | None
    is_urgent: bool


def announcements_page() -> Listing:
    """Return all announcements, the newest first; three queries however many there are."""
    rows = list(Announcement.objects.select_related("province")[:MOST_LISTED])
    names = _names(rows)
    now = timezone.now()
    table = Grid(
        caption="ประกาศ ใหม่สุดก่อน",
        columns=("ข้อความ", "สถานะ", "แสดงที่ไหน", "เริ่ม", "สิ้นสุด"),
        rows=[_row(row, names, now) for row in rows],
        empty="ยังไม่มีประกาศ กดสร้างประกาศเมื่อต้องการบอกประชาชนหรือเจ้าหน้าที่",
    )
    return Listing(
        title="ประกาศ",
        lead="ข้อความสั้นเหนือหน้าเว็บ เริ่มและหยุดแสดงเองตามเวลาที่กำหนด",
        back=HUB,
        grids=[table],
        exports="announcements",
        actions=[("สร้างประกาศ", reverse("central:announcement_new"))],
        changes=changes(),
    )


def changes(announcement_id: int | None = None) -> list[ChangeLine]:
    """Return the history of one announcement, or of all."""
    return history(TARGET, WORDS, announcement_id)


def facts_now(announcement: Announcement) -> Sequence[Fact]:
    """Return what an announcement says now, in words."""
    return [
        Fact("ข้อความ", announcement.text_th),
        Fact("ข้อความภาษาอังกฤษ", announcement.text_en, lang="en")
        if announcement.text_en
        else Fact("ข้อความภาษาอังกฤษ", "ไม่มี หน้าอังกฤษแสดงข้อความไทย"),
        Fact("ความสำคัญ", Level(announcement.level).label),
        Fact("แสดงที่ไหน", place_text(announcement, _names([announcement]))),
        Fact(
            "เวลา", f"{long_moment(announcement.starts_at)} ถึง {long_moment(announcement.ends_at)}"
        ),
        Fact("สถานะ", _state(announcement, timezone.now())),
    ]


def preview(facts: Facts, *, own_id: int = 0) -> Preview:
    """Return how pages would show it, on how many of them, and beside what."""
    now = timezone.now()
    others = [
        one
        for one in posted(now)
        if one.id != own_id and one.starts_at < facts.ends_at and one.ends_at > facts.starts_at
    ]
    beside = [one for one in others if one.place in (facts.place, Place.PUBLIC)]
    is_urgent = facts.level == Level.URGENT
    shown = [Shown(facts.text_th, None, is_urgent)]
    if facts.place != Place.OFFICERS and facts.text_en:
        shown.append(Shown(facts.text_en, "en", is_urgent))
    warnings = []
    if len(beside) >= MOST_SHOWN:
        warnings.append(
            f"มีประกาศอื่นในเวลาเดียวกัน {len(beside):,} เรื่อง หน้าหนึ่งแสดงได้ {MOST_SHOWN} เรื่อง "
            "เรื่องด่วนและเรื่องใหม่มาก่อน"
        )
    begins = "ทันที" if facts.starts_at <= now else long_moment(facts.starts_at)
    return Preview(
        lead="ประกาศจะแสดงอย่างนี้",
        announced=shown,
        facts=[
            Fact("เริ่มแสดง", begins),
            Fact("หยุดแสดงเอง", long_moment(facts.ends_at)),
            Fact("แสดงบน", pages_text(facts)),
            Fact("ประกาศอื่นในเวลาเดียวกัน", f"{len(beside):,} เรื่อง"),
        ],
        warnings=warnings,
    )


def pages_text(facts: Facts) -> str:
    """Return above which pages it would stand, with how many agencies where that matters."""
    match facts.place:
        case Place.PROVINCE:
            return "หน้าของหน่วยงานและจุดให้บริการในจังหวัดนั้น และรายการที่เลือกจังหวัดนั้น"
        case Place.AGENCY:
            below = AgencyPath.objects.filter(ancestor_id=facts.target_id).count()
            return f"หน้าของหน่วยงานนี้และใต้สังกัด รวม {below:,} หน่วยงาน กับจุดให้บริการของหน่วยงานเหล่านั้น"
        case Place.PROCEDURE:
            return "ทุกหน้าของคู่มือบริการนี้ ทั้งฉบับมาตรฐานและของทุกหน่วยงาน"
        case Place.OFFICERS:
            return "ทุกหน้าของเจ้าหน้าที่ที่เข้าระบบแล้ว ไม่แสดงต่อประชาชน"
    return "ทุกหน้าสำหรับประชาชน ทั้งไทยและอังกฤษ"


def place_text(row: Announcement, names: dict[tuple[str, int], str]) -> str:
    """Return above which pages it stands, with the name of what it is about."""
    if row.place == Place.PROVINCE and row.province:
        return f"จังหวัด{row.province.name_th}"
    return names.get((row.place, row.target_id or 0), Place(row.place).label)


def _row(row: Announcement, names: dict[tuple[str, int], str], now: datetime) -> Sequence[Cell]:
    return (
        Cell(row.text_th, reverse("central:announcement", args=[row.pk])),
        Cell(_state(row, now), note="ด่วน" if row.level == Level.URGENT else ""),
        Cell(place_text(row, names)),
        Cell(long_moment(row.starts_at)),
        Cell(long_moment(row.ends_at)),
    )


def _state(row: Announcement, now: datetime) -> str:
    if row.withdrawn_at is not None:
        return "ถอนแล้ว"
    if now < row.starts_at:
        return "ยังไม่ถึงเวลา"
    return "กำลังแสดง" if now < row.ends_at else "พ้นเวลาแล้ว"


def _names(rows: Sequence[Announcement]) -> dict[tuple[str, int], str]:
    """Return the names of what announcements are about; a query for each kind that there is."""
    asked: dict[str, set[int]] = {}
    for row in rows:
        if row.target_id:
            asked.setdefault(row.place, set()).add(row.target_id)
    found: dict[tuple[str, int], str] = {}
    for place, model in ((Place.AGENCY, Agency), (Place.PROCEDURE, Procedure)):
        if ids := asked.get(place):
            named = model.objects.filter(pk__in=ids)
            found |= {(place.value, pk): name for pk, name in named.values_list("pk", "name_th")}
    return found
