"""What a rule set of the index may say: weights and thresholds are data with effective dates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pydantic import BaseModel, ConfigDict, Field, field_validator

from infogo.core.editions import in_force
from infogo.oversight.quality.measures import BY_CODE
from infogo.oversight.quality.models import IndexRuleSet


class _Parameters(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Band(_Parameters):
    """What an index of at least ``from_index`` is called, in both languages."""

    from_index: float = Field(ge=0, le=100, title="ตั้งแต่ดัชนี")
    name_th: str = Field(max_length=60, title="เรียกว่า")
    name_en: str = Field(max_length=60, title="เรียกว่า (อังกฤษ)")


class IndexParameters(_Parameters):
    """All that a rule set says.

    ``weights`` has every measure; they need not add up to 100. ``known_least`` is the share of
    the weight, in percent, that must be known before an overall number is given. A mean of fewer
    than ``minimum_ratings`` is unknown; every mean is mixed with ``prior_weight`` average ratings.
    """

    weights: Mapping[str, float] = Field(title="น้ำหนัก")
    known_least: float = Field(default=50, ge=0, le=100, title="ต้องรู้อย่างน้อยร้อยละของน้ำหนัก")
    minimum_ratings: int = Field(default=5, ge=1, title="คะแนนจากประชาชนอย่างน้อย (ครั้ง)")
    prior_weight: float = Field(default=10, ge=0, title="ผสมคะแนนเฉลี่ยของประเทศ (เท่ากับกี่ครั้ง)")
    bands: tuple[Band, ...] = Field(default=(), title="ช่วงของดัชนี")
    sources: tuple[str, ...] = Field(default=(), title="ที่มา")

    @field_validator("weights")
    @classmethod
    def _every_measure(cls, weights: Mapping[str, float]) -> Mapping[str, float]:
        if set(weights) != set(BY_CODE):
            wrong = sorted(set(weights) ^ set(BY_CODE))
            raise ValueError(f"ต้องมีน้ำหนักของทุกเรื่องและไม่มีเรื่องอื่น ต่างกันที่ {', '.join(wrong)}")
        if min(weights.values()) < 0 or not sum(weights.values()):
            raise ValueError("น้ำหนักติดลบไม่ได้ และต้องมีอย่างน้อยหนึ่งเรื่องที่ไม่ใช่ 0")
        return weights

    @property
    def whole(self) -> float:
        """Return the sum of all weights."""
        return sum(self.weights.values())

    def band_of(self, index: float) -> Band | None:
        """Return what an index is called; bands may stand in any order."""
        held = [band for band in self.bands if round(index, 1) >= band.from_index]
        return max(held, key=lambda band: band.from_index, default=None)


def index_rules_on(day: date) -> IndexParameters | None:
    """Return the rules in force on a day of Thai time, the newest if several are.

    Raises:
        pydantic.ValidationError: the row was damaged behind the loader's back.
    """
    found = in_force(IndexRuleSet.objects.all(), day)
    return IndexParameters.model_validate(found.parameters) if found else None
