"""What the index is made of: parts for readers, each of one or more measures with a plain formula.

A measure is ``good`` of ``whole``, in percent. Names and formulas are public in both languages:
``N_`` marks them for translation, and whoever shows them to citizens translates.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_noop

from infogo.oversight.figures import percent
from infogo.oversight.summing import Sums

N_ = gettext_noop


@dataclass(frozen=True)
class Part:
    """Measures that belong together for readers."""

    code: str
    name: str


@dataclass(frozen=True)
class Measure:
    """One measure: ``good`` of ``whole``, or all but ``bad`` of it.

    ``sources`` names what ``whole`` counts. ``is_sample`` tells that it rests on what some people
    said or some cases showed.
    """

    code: str
    part: str
    name: str
    formula: str
    sources: str
    whole: str
    good: str = ""
    bad: str = ""
    is_sample: bool = False

    def count(self, sums: Sums) -> int | None:
        """Return how many sources it has; none are unknown."""
        return sums.get(self.whole) or None

    def good_of(self, sums: Sums) -> int | None:
        """Return how many of them are as they should be."""
        whole, bad = sums.get(self.whole), sums.get(self.bad)
        if self.good:
            return sums.get(self.good)
        return None if whole is None or bad is None else whole - bad

    def score(self, sums: Sums) -> float | None:
        """Return 0 to 100; of nothing it is unknown."""
        return percent(self.good_of(sums), sums.get(self.whole))


PARTS: Sequence[Part] = (
    Part("index_manuals", N_("คุณภาพคู่มือ")),
    Part("index_points", N_("จุดให้บริการ")),
    Part("index_promises", N_("ทำตามที่สัญญา")),
    Part("index_satisfaction", N_("ความพึงพอใจ")),
    Part("index_copies", N_("ไม่ขอสำเนา")),
    Part("index_online", N_("ช่องทางออนไลน์")),
    Part("index_reporting", N_("รายงานครบ")),
)
SATISFACTION = "satisfaction"
"""The one measure that is no share: a mean that is mixed with the country's."""
MEASURES: Sequence[Measure] = (
    Measure(
        "manuals_complete",
        "index_manuals",
        N_("คู่มือบอกค่าธรรมเนียม เวลา และขั้นตอนครบ"),
        N_("คู่มือที่บอกครบทั้งสามอย่าง ÷ คู่มือที่ใช้งานอยู่"),
        "คู่มือ",
        whole="manuals",
        bad="manuals_incomplete",
    ),
    Measure(
        "manuals_current",
        "index_manuals",
        N_("คู่มือปรับปรุงภายในหนึ่งปี"),
        N_("คู่มือที่หน่วยงานเขียนเองและมีฉบับใหม่ภายในหนึ่งปี ÷ คู่มือที่หน่วยงานเขียนเอง"),
        "คู่มือ",
        whole="manuals_with_text",
        bad="manuals_unchecked",
    ),
    Measure(
        "points_exact",
        "index_points",
        N_("ตำแหน่งบนแผนที่ตรงสำนักงาน"),
        N_("จุดที่พิกัดเป็นของสำนักงานเอง ÷ จุดที่ไปได้"),
        "จุด",
        whole="points",
        good="points_exact",
    ),
    Measure(
        "points_complete",
        "index_points",
        N_("จุดมีเบอร์โทร ที่อยู่ เวลาทำการ และตำแหน่งครบ"),
        N_("จุดที่มีครบทั้งสี่อย่าง ÷ จุดที่ไปได้"),
        "จุด",
        whole="points",
        good="points_complete",
    ),
    Measure(
        "points_served",
        "index_points",
        N_("จุดบอกว่าทำเรื่องใดได้"),
        N_("จุดที่มีหมุดคู่มือ ÷ จุดที่ไปได้"),
        "จุด",
        whole="points",
        bad="points_without_manual",
    ),
    Measure(
        "in_time",
        "index_promises",
        N_("เสร็จภายในเวลาที่สัญญา"),
        N_("คำขอที่เสร็จในกำหนด ÷ คำขอที่เสร็จทั้งหมด ในรายงานรายเดือนที่ส่งแล้ว"),
        "คำขอ",
        whole="done",
        good="done_in_time",
        is_sample=True,
    ),
    Measure(
        "notices",
        "index_promises",
        N_("แจ้งเหตุล่าช้าทุกงวด"),
        N_("งวดที่แจ้งตรงเวลา ÷ งวดที่ต้องแจ้ง ของเรื่องที่เกินกำหนด"),
        "งวด",
        whole="turns",
        good="turns_kept",
        is_sample=True,
    ),
    Measure(
        SATISFACTION,
        "index_satisfaction",
        N_("คะแนนจากประชาชน"),
        N_("ค่าเฉลี่ย 1 ถึง 5 ที่ถ่วงด้วยค่าเฉลี่ยทั้งประเทศ แปลงเป็น 0 ถึง 100 โดย (ค่าเฉลี่ย − 1) ÷ 4"),
        "คะแนน",
        whole="ratings",
        good="ratings_score",
        is_sample=True,
    ),
    Measure(
        "no_copies",
        "index_copies",
        N_("คู่มือไม่ขอสำเนาที่ราชการออกให้"),
        N_("คู่มือที่ไม่ขอสำเนาเอกสารที่ทางราชการออกให้ ÷ คู่มือที่ใช้งานอยู่"),
        "คู่มือ",
        whole="manuals",
        bad="manuals_ask_copies",
    ),
    Measure(
        "file_online",
        "index_online",
        N_("ยื่นทางออนไลน์ได้"),
        N_("คู่มือที่มีช่องทางยื่นทางอิเล็กทรอนิกส์ ÷ คู่มือที่ใช้งานอยู่"),
        "คู่มือ",
        whole="manuals",
        good="manuals_online",
    ),
    Measure(
        "announced",
        "index_online",
        N_("ประกาศช่องทางอิเล็กทรอนิกส์ตามกฎหมาย"),
        N_("ประกาศที่ส่วนกลางตรวจว่าถูกต้อง ÷ ประกาศที่ต้องมี (หน่วยงานละสองฉบับ มาตรา 10 และ 16)"),
        "ประกาศ",
        whole="announcements_asked",
        good="announcements_accepted",
    ),
    Measure(
        "reported",
        "index_reporting",
        N_("ส่งรายงานรายเดือนตรงเวลา"),
        N_("รายงานที่ส่งตรงเวลา ÷ รายงานที่ถึงกำหนด"),
        "รายงาน",
        whole="reports_due",
        good="reports_in_time",
    ),
    Measure(
        "filled",
        "index_reporting",
        N_("รายงานบอกครบทุกบริการ"),
        N_("แถวที่บอกครบ ÷ แถวที่ต้องรายงาน ของรายงานที่ถึงกำหนด"),
        "แถว",
        whole="rows_asked",
        good="rows_told",
    ),
)
BY_CODE: Mapping[str, Measure] = {measure.code: measure for measure in MEASURES}
STATE_NUMBERS = tuple(
    dict.fromkeys(
        name
        for measure in MEASURES
        for name in (measure.whole, measure.good, measure.bad)
        if name.startswith(("manuals", "points"))
    )
)
"""Numbers of the state of coverage that measures read."""
