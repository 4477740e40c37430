"""What citizens would be spared, in minutes and satang; docs/figures/simplify.md has the formula.

A year's saving is that of one request times the requests of a year, and an hour costs what the
rates say. Whole minutes and satang are reached at the very end, halves upwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from pydantic import BaseModel, ConfigDict

from infogo.manuals.rule_sets import BurdenRates

MINUTES_PER_HOUR = 60


class Part(BaseModel):
    """``count`` times something that takes so many minutes and costs so much each time.

    Only ``share`` of the citizens have it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    label: str
    count: Decimal
    unit: str
    minutes: int = 0
    satang: int = 0
    share: float = 1.0

    @property
    def times(self) -> Fraction:
        """How often it happens to the average citizen."""
        return Fraction(self.count) * Fraction(str(self.share))


class Estimate(BaseModel):
    """What one request would be spared, part by part; no parts where nobody can tell."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    parts: tuple[Part, ...] = ()
    wage_satang_per_hour: int = 0

    @property
    def minutes(self) -> Fraction:
        """Minutes that one request would be spared."""
        return sum((part.times * part.minutes for part in self.parts), Fraction(0))

    @property
    def satang(self) -> Fraction:
        """Money that one request would be spared, time not counted."""
        return sum((part.times * part.satang for part in self.parts), Fraction(0))

    def a_year(self, citizens: int | None) -> Yearly | None:
        """Return a year's saving; ``None`` when the number of citizens or the parts are unknown."""
        if citizens is None or not self.parts:
            return None
        minutes = self.minutes * citizens
        time = minutes * self.wage_satang_per_hour / MINUTES_PER_HOUR
        return Yearly(rounded(minutes), rounded(self.satang * citizens + time))


@dataclass(frozen=True)
class Yearly:
    """Whole minutes and satang a year; the satang hold what the minutes are worth."""

    minutes: int
    satang: int


def rounded(value: Fraction) -> int:
    """Return the nearest whole number, halves upwards."""
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def estimate_of(rates: BurdenRates, parts: Sequence[Part]) -> Estimate:
    """Return what these parts come to; those that happen no time are left out."""
    kept = tuple(part for part in parts if part.count)
    return Estimate(parts=kept, wage_satang_per_hour=rates.wage_satang_per_hour)


def documents_less(rates: BurdenRates, count: int) -> Part:
    """Return so many documents that need not be found and brought."""
    return Part(label="เอกสารที่ไม่ต้องเตรียม", count=Decimal(count), unit="รายการ",
                minutes=rates.document_minutes)  # fmt: skip


def copies_less(rates: BurdenRates, count: int) -> Part:
    """Return so many copies that need not be made."""
    return Part(label="สำเนาที่ไม่ต้องทำ", count=Decimal(count), unit="ฉบับ",
                minutes=rates.copy_minutes, satang=rates.copy_satang)  # fmt: skip


def steps_less(rates: BurdenRates, count: Decimal) -> Part:
    """Return so many steps that nobody waits for."""
    return Part(label="ขั้นตอนที่ไม่ต้องรอ", count=count, unit="ขั้นตอน",
                minutes=rates.step_minutes)  # fmt: skip


def trips_less(rates: BurdenRates, count: int) -> Part:
    """Return so many offices to which those without the paper at hand need not go before."""
    return Part(label="เที่ยวที่ไม่ต้องไปขอเอกสารก่อน", count=Decimal(count), unit="เที่ยว",
                minutes=rates.visit_minutes, satang=rates.visit_satang,
                share=rates.fetching_share)  # fmt: skip


def waiting_less(rates: BurdenRates, days: Decimal) -> Part:
    """Return the times that nobody asks what became of the request in so many days."""
    times = (days / rates.follow_up_days).quantize(Decimal("0.01"))
    return Part(label="ครั้งที่ไม่ต้องตามเรื่อง", count=times, unit="ครั้ง",
                minutes=rates.follow_up_minutes)  # fmt: skip


def fee_less(satang: int) -> Part:
    """Return a fee that is lower by so much."""
    return Part(label="ค่าธรรมเนียมที่ลดได้", count=Decimal(1), unit="ครั้ง", satang=satang)
