"""The law's parameters as typed data: what a rule set may say, and which set is in force.

A change of law is a new row of ``RuleSet`` with its own severities, references and numbers; no
code changes. A row that does not fit this shape is refused when it is loaded.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from infogo.core.editions import in_force
from infogo.manuals.models import RuleSet


class Severity(StrEnum):
    """How much a finding weighs; only ``BLOCKING`` ones stop a submission."""

    OFF = "off"
    ADVICE = "advice"
    WARNING = "warning"
    BLOCKING = "blocking"

    @property
    def rank(self) -> int:
        """Return 0 for off up to 3 for blocking."""
        return list(Severity).index(self)


SEVERITY_NAMES: Mapping[Severity, str] = {
    Severity.OFF: "ไม่ใช้",
    Severity.ADVICE: "แนะนำ",
    Severity.WARNING: "เตือน",
    Severity.BLOCKING: "ห้ามส่ง",
}
KEY_NAMES: Mapping[str, str] = {
    "document_check": "ตรวจสอบเอกสาร",
    "consideration_documents": "พิจารณาจากเอกสาร",
    "consideration_place": "ตรวจสถานที่",
    "consideration_equipment": "ตรวจเครื่องมือ อุปกรณ์ เครื่องจักร",
    "consideration_organisation": "ตรวจองค์กรโดยเจ้าหน้าที่",
    "consideration_committee": "พิจารณาโดยคณะกรรมการ",
    "signing": "ลงนามหรือคณะกรรมการมีมติ",
    "missing-content": "เนื้อหาที่กฎหมายให้มี",
    "steps-total": "ผลรวมขั้นตอนกับเวลารวม",
    "step-over-standard": "ขั้นตอนนานเกินเวลามาตรฐาน",
    "over-law-deadline": "เวลารวมเกินที่กฎหมายกำหนด",
    "copy-of-state-document": "ขอสำเนาเอกสารที่รัฐออก",
    "own-document": "ขอเอกสารที่หน่วยงานออกเอง",
    "more-than-one-set": "ขอเอกสารเกินหนึ่งชุด",
    "proxy-unsaid": "ไม่บอกว่าให้คนอื่นทำแทนได้ไหม",
    "fees-unsaid": "ไม่บอกค่าธรรมเนียม",
    "empty-statistics": "สถิติว่างหรือเป็นศูนย์",
    "broken-cases": "ตารางกรณีไม่ครบหรือขัดกัน",
    "no-point": "ไม่มีจุดให้บริการ",
    "hours-unread": "อ่านเวลาทำการไม่ได้",
    "law-review-due": "ถึงเวลาทบทวนกฎหมาย",
    "no-e-filing": "ไม่มีการยื่นออนไลน์",
    "renewal-by-fee": "ต่ออายุด้วยการชำระค่าธรรมเนียม",
    "no-complaint-channel": "ไม่มีช่องทางร้องเรียน",
    "no-tag": "ไม่มีป้ายคำ",
    "dead-link": "ลิงก์เปิดไม่ได้",
    "older-than-standard": "เก่ากว่าคู่มือมาตรฐาน",
    "long-sentence": "ประโยคยาว",
    "official-word": "คำราชการ",
}
"""What standard steps and rules are called where people read or edit a rule set."""


MOST_DAYS = 3660
MOST_MONTHS = 1200
"""More than any law means. A turn of notices that goes backwards, or to a day that no calendar
has, would never end."""
_Days = Annotated[int, Field(ge=0, le=MOST_DAYS)]


class _Parameters(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class RuleSetting(_Parameters):
    """What a rule set makes of one rule of the lint: its weight and the law behind it."""

    severity: Severity = Field(title="ระดับ")
    law: str = Field(title="กฎหมายหรือที่มา")


class StepSort(_Parameters):
    """Words that tell a sort of consideration; its key names the standard time."""

    key: str = Field(title="ขั้นมาตรฐาน (รหัส)")
    words: tuple[str, ...] = Field(title="คำที่บอกว่าเป็นขั้นนี้")


class PlainLanguage(_Parameters):
    """Limits of the plain-language hints, in words as ICU cuts them."""

    longest_run_words: int = Field(gt=0, title="ประโยคยาวได้ไม่เกิน (คำ)")
    longest_item_words: int = Field(gt=0, title="ข้อความหนึ่งข้อยาวได้ไม่เกิน (คำ)")


class CentralReview(_Parameters):
    """Which manuals pass the central agency before they are published.

    ``sections`` are the sections whose change in a *standard* manual needs it, and
    ``local_sections`` the same for an adopting agency's manual.
    """

    first_edition: bool = Field(default=False, title="ฉบับแรกต้องผ่านส่วนกลาง")
    sections: tuple[str, ...] = Field(default=(), title="ส่วนของคู่มือมาตรฐานที่แก้แล้วต้องผ่านส่วนกลาง (รหัส)")
    local_sections: tuple[str, ...] = Field(
        default=(), title="ส่วนของคู่มือหน่วยงานที่แก้แล้วต้องผ่านส่วนกลาง (รหัส)"
    )


class DelayReason(_Parameters):
    """A cause of delay that a notice can name."""

    code: str = Field(title="รหัส")
    label: str = Field(title="เหตุที่ประชาชนอ่าน")


class RatingBand(_Parameters):
    """What a mean of at least ``from_mean`` is called, in both languages."""

    from_mean: float = Field(ge=1, le=5, title="ตั้งแต่คะแนนเฉลี่ย (1–5)")
    name_th: str = Field(title="เรียกว่า")
    name_en: str = Field(title="เรียกว่า (อังกฤษ)")


class RatingParameters(_Parameters):
    """How ratings of citizens are shown and watched; docs/figures/ratings.md has the formulas.

    ``minimum_count`` is the fewest ratings of which anything is published, ``prior_weight`` how
    many average ratings every mean is mixed with. A network is an address of the internet, or a
    /64 of version 6. A burst is a day whose count is less likely than ``burst_chance`` against the
    days before, and not below ``burst_least``.
    """

    minimum_count: int = Field(default=5, title="จำนวนคะแนนน้อยสุดที่เผยแพร่ (คน)", ge=1)
    prior_weight: float = Field(default=10, title="น้ำหนักคะแนนเฉลี่ยที่ผสม (คน)", ge=0)
    months_shown: int = Field(default=24, title="แสดงย้อนหลัง (เดือน)", ge=1, le=MOST_MONTHS)
    bands: tuple[RatingBand, ...] = Field(
        title="ระดับความพึงพอใจ",
        default=(
            RatingBand(from_mean=4.21, name_th="มากที่สุด", name_en="very satisfied"),
            RatingBand(from_mean=3.41, name_th="มาก", name_en="satisfied"),
            RatingBand(from_mean=2.61, name_th="ปานกลาง", name_en="neither"),
            RatingBand(from_mean=1.81, name_th="น้อย", name_en="dissatisfied"),
            RatingBand(from_mean=1.0, name_th="น้อยที่สุด", name_en="very dissatisfied"),
        ),
    )
    shortest_fill_seconds: int = Field(default=5, title="กรอกเร็วสุดที่เชื่อได้ (วินาที)", ge=0, le=3600)
    form_hours: int = Field(default=6, title="แบบประเมินใช้ได้นาน (ชั่วโมง)", ge=1, le=24 * MOST_DAYS)
    network_per_hour: int = Field(default=60, title="เครือข่ายหนึ่งส่งได้ต่อชั่วโมง (ครั้ง)", ge=1)
    network_per_hour_at_one: int = Field(
        default=20, title="เครือข่ายหนึ่งส่งให้จุดเดียวได้ต่อชั่วโมง (ครั้ง)", ge=1
    )
    network_held_after: int = Field(default=5, title="รอตรวจเมื่อเครือข่ายเดียวกันส่งเกิน (ครั้ง)", ge=1)
    burst_least: int = Field(default=10, title="ผิดปกติเมื่อวันหนึ่งมีอย่างน้อย (คะแนน)", ge=1)
    burst_chance: float = Field(default=0.0001, title="ผิดปกติเมื่อโอกาสต่ำกว่า (0–1)", gt=0, lt=1)
    burst_days: int = Field(default=90, title="เทียบกับย้อนหลัง (วัน)", ge=7, le=MOST_DAYS)
    same_comment_days: int = Field(default=30, title="ข้อความซ้ำภายใน (วัน)", ge=1, le=MOST_DAYS)
    same_comment_letters: int = Field(default=12, title="นับข้อความซ้ำเมื่อยาวตั้งแต่ (ตัวอักษร)", ge=1)


class PageReportParameters(_Parameters):
    """How what readers report of pages is taken in and answered.

    ``answer_working_days`` after the day of the report an answer is due. The numbers are this
    project's proposals and not from a law.
    """

    answer_working_days: int = Field(default=7, title="ตอบผู้แจ้งภายใน (วันทำการ)", ge=1, le=MOST_DAYS)
    shortest_fill_seconds: int = Field(default=5, title="พิมพ์เร็วสุดที่เชื่อได้ (วินาที)", ge=0, le=3600)
    form_hours: int = Field(default=6, title="แบบแจ้งใช้ได้นาน (ชั่วโมง)", ge=1, le=24 * MOST_DAYS)
    network_per_hour: int = Field(default=30, title="เครือข่ายหนึ่งแจ้งได้ต่อชั่วโมง (ครั้ง)", ge=1)
    network_doubted_after: int = Field(default=5, title="น่าสงสัยเมื่อเครือข่ายเดียวกันแจ้งเกิน (ครั้ง)", ge=1)
    same_text_days: int = Field(default=7, title="ข้อความซ้ำภายใน (วัน)", ge=1, le=MOST_DAYS)


class BurdenRates(_Parameters):
    """What one request costs a citizen, as the radar of simplification reckons.

    ``sources`` tells of each number where it comes from; those that begin with "ข้อเสนอ" are this
    project's proposals and were not checked against an official document. ``fetching_share`` is
    the share of citizens who go to another office for a paper that they do not have at hand.
    """

    wage_satang_per_hour: int = Field(title="ค่าเวลาของประชาชนต่อชั่วโมง (สตางค์)", default=5000, ge=0)
    visit_minutes: int = Field(title="เวลาไปติดต่อหนึ่งครั้ง (นาที)", default=180, ge=0)
    visit_satang: int = Field(title="ค่าเดินทางหนึ่งครั้ง (สตางค์)", default=10_000, ge=0)
    document_minutes: int = Field(title="เวลาเตรียมเอกสารหนึ่งอย่าง (นาที)", default=20, ge=0)
    copy_minutes: int = Field(title="เวลาถ่ายสำเนาหนึ่งชุด (นาที)", default=5, ge=0)
    copy_satang: int = Field(title="ค่าถ่ายสำเนาหนึ่งชุด (สตางค์)", default=200, ge=0)
    step_minutes: int = Field(title="เวลาต่อหนึ่งขั้นตอน (นาที)", default=15, ge=0)
    follow_up_days: int = Field(title="ติดตามเรื่องทุก (วัน)", default=15, ge=1, le=MOST_DAYS)
    follow_up_minutes: int = Field(title="เวลาติดตามเรื่องหนึ่งครั้ง (นาที)", default=30, ge=0)
    fetching_share: float = Field(
        title="สัดส่วนคนที่ต้องไปขอเอกสารจากที่อื่น (0–1)", default=0.2, ge=0, le=1
    )
    sources: Mapping[str, str] = Field(title="ที่มาของแต่ละค่า", default_factory=dict)


class SimplifyParameters(_Parameters):
    """When the radar of simplification speaks up; docs/figures/simplify.md has the formulas.

    ``least_differences`` are by measure ("steps", "documents", "fee" in satang) or, for promised
    times, by unit. ``carried_documents`` are papers that people have with them anyway; a document
    that more than ``common_share`` of all services ask for makes no path.
    """

    fewest_peers: int = Field(title="ต้องมีหน่วยงานเทียบอย่างน้อย (แห่ง)", default=5, ge=3)
    deviations: float = Field(
        title="ถือว่าผิดปกติเมื่อห่างจากค่ากลาง (เท่าของส่วนเบี่ยงเบน)", default=3.0, gt=0
    )
    least_differences: Mapping[str, Annotated[int, Field(ge=0)]] = Field(
        title="แจ้งเมื่อต่างกันอย่างน้อย",
        default_factory=lambda: {
            "steps": 2,
            "documents": 3,
            "fee": 20_000,
            "minute": 30,
            "hour": 2,
            "day": 7,
            "working_day": 5,
            "month": 1,
            "year": 1,
        },
    )
    carried_documents: tuple[str, ...] = Field(
        default=("บัตรประจำตัวประชาชน",), title="เอกสารที่คนพกอยู่แล้ว"
    )
    unused_days: int = Field(title="ไม่มีผู้เปิดดูนาน (วัน)", default=120, ge=30, le=MOST_DAYS)
    unused_months: int = Field(title="ไม่มีผู้มาติดต่อนาน (เดือน)", default=6, ge=1, le=MOST_MONTHS)
    same_title_at: float = Field(title="ชื่อคล้ายกันตั้งแต่ (0–1)", default=0.8, gt=0, le=1)
    shortest_path: int = Field(title="แจ้งสายเอกสารที่ยาวอย่างน้อย (ทอด)", default=2, ge=1)
    common_share: float = Field(title="ไม่นับเอกสารที่บริการใช้เกินสัดส่วน (0–1)", default=0.1, gt=0, le=1)
    sweep_hours: int = Field(title="ตรวจใหม่ทุก (ชั่วโมง)", default=24, ge=1, le=24 * MOST_DAYS)
    rates: BurdenRates = Field(default=BurdenRates(), title="อัตราที่ใช้คิดภาระ")


class RuleParameters(_Parameters):
    """All that a rule set says. Numbers carry their unit; laws are cited in Thai."""

    required_sections: tuple[str, ...] = Field(default=(), title="ส่วนที่คู่มือต้องมี (รหัส)")
    deficiency_records_per_request: int | None = Field(
        default=None, ge=0, le=MOST_DAYS, title="บันทึกความบกพร่องต่อคำขอ (ครั้ง)"
    )
    result_notice_days: int | None = Field(
        default=None, ge=0, le=MOST_DAYS, title="แจ้งผลภายใน (วัน)"
    )
    delay_notice_interval_days: int | None = Field(
        default=None, ge=0, le=MOST_DAYS, title="แจ้งเหตุล่าช้าทุก (วัน)"
    )
    first_delay_notice_offset_days: int | None = Field(
        default=None, ge=0, le=MOST_DAYS, title="แจ้งเหตุล่าช้าครั้งแรกหลังครบกำหนด (วัน)"
    )
    due_soon_days: int | None = Field(
        default=None, ge=0, le=MOST_DAYS, title="ถือว่าใกล้ครบกำหนดก่อน (วัน)"
    )
    delay_reasons: tuple[DelayReason, ...] = Field(default=(), title="เหตุแห่งความล่าช้า")
    delay_notice_copies: tuple[str, ...] = Field(default=(), title="ส่งสำเนาหนังสือแจ้งเหตุล่าช้าให้")
    delay_notice_law: str = Field(default="", title="กฎหมายที่อ้างในหนังสือแจ้งเหตุล่าช้า")
    appeal_days: int | None = Field(default=None, ge=0, le=MOST_DAYS, title="อุทธรณ์ได้ภายใน (วัน)")
    law_review_months: int | None = Field(
        default=None, ge=1, le=MOST_MONTHS, title="ทบทวนกฎหมายทุก (เดือน)"
    )
    standard_step_working_days: Mapping[str, _Days] = Field(
        default_factory=dict, title="เวลามาตรฐานของขั้นตอน (วันทำการ)"
    )
    step_sorts: tuple[StepSort, ...] = Field(default=(), title="คำที่ใช้จำแนกขั้นการพิจารณา")
    e_filing_excluded_words: tuple[str, ...] = Field(default=(), title="คำของเรื่องที่ไม่ต้องยื่นออนไลน์")
    renewal_by_fee_words: tuple[str, ...] = Field(
        default=(), title="คำของเรื่องที่ต่ออายุด้วยการชำระค่าธรรมเนียม"
    )
    lint: Mapping[str, RuleSetting] = Field(default_factory=dict, title="กฎตรวจคู่มือ")
    plain_language: PlainLanguage | None = Field(default=None, title="ภาษาที่เข้าใจง่าย")
    central_review: CentralReview = Field(default=CentralReview(), title="การตรวจของส่วนกลาง")
    ratings: RatingParameters = Field(default=RatingParameters(), title="คะแนนความพึงพอใจ")
    page_reports: PageReportParameters = Field(default=PageReportParameters(), title="การแจ้งข้อมูลผิด")
    simplify: SimplifyParameters = Field(default=SimplifyParameters(), title="เรดาร์ลดความยุ่งยาก")
    sources: tuple[str, ...] = Field(default=(), title="ที่มาของค่าทั้งหมด")


def rule_set_on(day: date) -> RuleSet | None:
    """Return the rule set in force on a day of Thai time, the newest if several are."""
    return in_force(RuleSet.objects.all(), day)


def parameters_on(day: date) -> RuleParameters:
    """Return the parameters in force on ``day``; none at all when no rule set is.

    Raises:
        pydantic.ValidationError: the row was damaged behind the loader's back.
    """
    found = rule_set_on(day)
    return RuleParameters.model_validate(found.parameters) if found else RuleParameters()
