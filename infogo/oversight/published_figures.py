"""Public figures of what there is: what each is, and how it follows from sums of coverage.

``docs/figures/statistics.md`` has them with their formulas. Names and methods are public in both
languages: ``N_`` marks them for translation, and whoever shows them to citizens translates.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_noop

from infogo.oversight.figures import Unit

N_ = gettext_noop
Sums = Mapping[str, Any]


class Source(StrEnum):
    """What a figure is counted from; of the last two, few are never told."""

    RECORDS = "records"
    RATINGS = "ratings"
    REQUESTS = "requests"


@dataclass(frozen=True)
class Reading:
    """A figure read from sums.

    ``part`` of ``whole`` stand behind a share, ``whole`` behind a mean. ``base`` is how many
    ratings or requests the figure rests on. ``None`` is unknown.
    """

    value: float | None
    part: int | None = None
    whole: int | None = None
    base: int | None = None


@dataclass(frozen=True)
class PublicFigure:
    """One figure; ``made_up`` are the sums that tell whether simulated rows are in it."""

    code: str
    name: str
    method: str
    unit: Unit
    of: Callable[[Sums], Reading]
    source: Source = Source.RECORDS
    made_up: Sequence[str] = ()


def honest_percent(part: int, whole: int) -> float:
    """Return a share in percent with one decimal; ``whole`` is not 0.

    Never 100 as long as one is missing, and never 0 when there is one.
    """
    value = round(100 * part / whole, 1)
    return min(max(value, 0.1), 99.9) if 0 < part < whole else value


def _state_count(code: str, name: str, method: str, counted: str = "") -> PublicFigure:
    key = counted or code
    return PublicFigure(code, name, method, Unit.COUNT, lambda sums: Reading(sums.get(key)))


def _state_share(
    code: str, name: str, method: str, *, whole: str, good: str = "", bad: str = ""
) -> PublicFigure:
    def of(sums: Sums) -> Reading:
        total, counted = sums.get(whole), sums.get(good or bad)
        if not total or counted is None:
            return Reading(None, whole=total)
        part = counted if good else total - counted
        return Reading(honest_percent(part, total), part, total)

    return PublicFigure(code, name, method, Unit.PERCENT, of)


COVERS: Sequence[PublicFigure] = (
    _state_count("agencies", N_("หน่วยงาน"), N_("หน่วยงานที่ยังดำเนินงาน ไม่นับชื่อกลุ่มที่ใช้เรียกดูเท่านั้น")),
    _state_share(
        "agencies_with_manual",
        N_("หน่วยงานที่มีคู่มือ"),
        N_("หน่วยงานที่มีคู่มือใช้งานอยู่ ÷ หน่วยงานทั้งหมด"),
        whole="agencies",
        bad="agencies_without_manual",
    ),
    _state_count(
        "manuals", N_("คู่มือที่เผยแพร่"), N_("คู่มือที่เผยแพร่แล้ว ทั้งคู่มือมาตรฐานกลางและของหน่วยงานที่ใช้ตาม")
    ),
    _state_count(
        "manuals_standard",
        N_("คู่มือมาตรฐานกลาง"),
        N_("คู่มือของหน่วยงานเจ้าของเรื่อง เรื่องละหนึ่งฉบับ"),
    ),
    _state_share(
        "manuals_with_point",
        N_("คู่มือที่บอกว่าไปทำที่ไหน"),
        N_("คู่มือที่มีจุดให้บริการ ÷ คู่มือทั้งหมด"),
        whole="manuals",
        bad="manuals_without_point",
    ),
    _state_count("points", N_("จุดให้บริการ"), N_("จุดที่เปิดอยู่หรือปิดชั่วคราว ไม่นับที่ย้ายหรือปิดถาวร")),
    _state_share(
        "points_with_phone",
        N_("จุดที่มีเบอร์โทร"),
        N_("จุดที่มีเบอร์โทรศัพท์ ÷ จุดทั้งหมด"),
        whole="points",
        bad="points_no_phone",
    ),
    _state_share(
        "points_hours_confirmed",
        N_("จุดที่หน่วยงานยืนยันเวลาทำการ"),
        N_("จุดที่หน่วยงานยืนยันเวลาทำการแล้ว ÷ จุดทั้งหมด"),
        whole="points",
        bad="points_hours_unconfirmed",
    ),
    _state_share(
        "points_placed",
        N_("จุดที่มีพิกัด"),
        N_("จุดที่มีพิกัด รวมพิกัดโดยประมาณ ÷ จุดทั้งหมด"),
        whole="points",
        bad="points_unplaced",
    ),
    _state_share(
        "points_exact",
        N_("จุดที่พิกัดตรงสำนักงาน"),
        N_("จุดที่พิกัดเป็นของสำนักงานเอง ÷ จุดทั้งหมด"),
        whole="points",
        good="points_exact",
    ),
    _state_share(
        "points_complete",
        N_("จุดที่ข้อมูลครบทั้งสี่อย่าง"),
        N_("จุดที่มีเบอร์โทร ที่อยู่ เวลาทำการที่ยืนยันแล้ว และพิกัดของสำนักงาน ÷ จุดทั้งหมด"),
        whole="points",
        good="points_complete",
    ),
)
DUTIES: Sequence[PublicFigure] = (
    _state_share(
        "manuals_complete",
        N_("บอกค่าธรรมเนียม เวลา และขั้นตอนครบ"),
        N_("คู่มือที่บอกครบทั้งสามอย่าง ÷ คู่มือทั้งหมด (มาตรา 7 ให้คู่มือบอกขั้นตอนและระยะเวลา)"),
        whole="manuals",
        bad="manuals_incomplete",
    ),
    _state_share(
        "manuals_no_copies",
        N_("ไม่ขอสำเนาเอกสารที่ราชการออกให้"),
        N_("คู่มือที่ไม่ขอสำเนาเอกสารที่หน่วยงานของรัฐออกให้ ÷ คู่มือทั้งหมด"),
        whole="manuals",
        bad="manuals_ask_copies",
    ),
    _state_share(
        "manuals_online",
        N_("ยื่นทางออนไลน์ได้"),
        N_("คู่มือที่ยื่นทางออนไลน์ได้จากทุกจังหวัด ÷ คู่มือที่เผยแพร่ของเรื่องที่ยังให้บริการ รวมที่ยังไม่บอกช่องทาง ไม่นับร่าง"),
        whole="manuals",
        good="manuals_online",
    ),
)
FRESH: Sequence[PublicFigure] = (
    _state_share(
        "manuals_verified",
        N_("คู่มือที่หน่วยงานยืนยันเนื้อหา"),
        N_("คู่มือที่ตรวจเนื้อหากับหน่วยงานแล้ว ÷ คู่มือทั้งหมด ที่เหลือเป็นตัวอย่างหรือยังไม่ตรวจสอบ"),
        whole="manuals",
        bad="manuals_sample",
    ),
    _state_share(
        "manuals_current",
        N_("คู่มือที่ปรับปรุงภายในหนึ่งปี"),
        N_("คู่มือที่หน่วยงานเขียนเองและมีฉบับใหม่ภายในหนึ่งปี ÷ คู่มือที่หน่วยงานเขียนเอง"),
        whole="manuals_with_text",
        bad="manuals_unchecked",
    ),
    _state_share(
        "points_current",
        N_("จุดที่ตรวจหรือแก้ไขภายในหนึ่งปี"),
        N_("จุดที่มีคนตรวจหรือแก้ไขภายในหนึ่งปี ÷ จุดทั้งหมด"),
        whole="points",
        bad="points_unchecked",
    ),
    _state_share(
        "pins_current",
        N_("ยืนยันว่าทำเรื่องนี้ที่จุดนี้ได้ ภายในหนึ่งปี"),
        N_("คู่ของคู่มือกับจุดที่มีคนยืนยันภายในหนึ่งปี ÷ คู่ทั้งหมด"),
        whole="pins",
        bad="pins_unconfirmed",
    ),
)
STATE_NUMBERS: Sequence[str] = (
    "agencies", "agencies_without_manual",
    "manuals", "manuals_standard", "manuals_without_point", "manuals_incomplete",
    "manuals_ask_copies", "manuals_online", "manuals_sample", "manuals_with_text",
    "manuals_unchecked",
    "points", "points_no_phone", "points_hours_unconfirmed", "points_unplaced", "points_exact",
    "points_complete", "points_unchecked",
    "pins", "pins_unconfirmed",
)  # fmt: skip
"""Numbers of the state of coverage that these figures read."""
POINTS_EXACT = next(each for each in COVERS if each.code == "points_exact")
