"""The law's parameters as typed data: what a rule set may say, and which set is in force.

A change of law is a new row of ``RuleSet`` with its own severities, references and numbers; no
code changes. A row that does not fit this shape is refused when it is loaded.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from django.db.models import Q
from pydantic import BaseModel, ConfigDict, Field

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


class _Parameters(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class RuleSetting(_Parameters):
    """What a rule set makes of one rule of the lint: its weight and the law behind it."""

    severity: Severity
    law: str


class StepSort(_Parameters):
    """Words that tell a sort of consideration; its key names the standard time."""

    key: str
    words: tuple[str, ...]


class PlainLanguage(_Parameters):
    """Limits of the plain-language hints, in words as ICU cuts them."""

    longest_run_words: int = Field(gt=0)
    longest_item_words: int = Field(gt=0)


class CentralReview(_Parameters):
    """Which manuals pass the central agency before they are published.

    ``sections`` are the sections whose change in a *standard* manual needs it, and
    ``local_sections`` the same for an adopting agency's manual.
    """

    first_edition: bool = False
    sections: tuple[str, ...] = ()
    local_sections: tuple[str, ...] = ()


class DelayReason(_Parameters):
    """A cause of delay that a notice can name."""

    code: str
    label: str


class RatingBand(_Parameters):
    """What a mean of at least ``from_mean`` is called, in both languages."""

    from_mean: float = Field(ge=1, le=5)
    name_th: str
    name_en: str


class RatingParameters(_Parameters):
    """How ratings of citizens are shown and watched; docs/figures/ratings.md has the formulas.

    ``minimum_count`` is the fewest ratings of which anything is published, ``prior_weight`` how
    many average ratings every mean is mixed with. A network is an address of the internet, or a
    /64 of version 6. A burst is a day whose count is less likely than ``burst_chance`` against the
    days before, and not below ``burst_least``.
    """

    minimum_count: int = Field(default=5, ge=1)
    prior_weight: float = Field(default=10, ge=0)
    months_shown: int = Field(default=24, ge=1)
    bands: tuple[RatingBand, ...] = (
        RatingBand(from_mean=4.21, name_th="มากที่สุด", name_en="very satisfied"),
        RatingBand(from_mean=3.41, name_th="มาก", name_en="satisfied"),
        RatingBand(from_mean=2.61, name_th="ปานกลาง", name_en="neither"),
        RatingBand(from_mean=1.81, name_th="น้อย", name_en="dissatisfied"),
        RatingBand(from_mean=1.0, name_th="น้อยที่สุด", name_en="very dissatisfied"),
    )
    shortest_fill_seconds: int = Field(default=5, ge=0)
    form_hours: int = Field(default=6, ge=1)
    network_per_hour: int = Field(default=60, ge=1)
    network_per_hour_at_one: int = Field(default=20, ge=1)
    network_held_after: int = Field(default=5, ge=1)
    burst_least: int = Field(default=10, ge=1)
    burst_chance: float = Field(default=0.0001, gt=0, lt=1)
    burst_days: int = Field(default=90, ge=7)
    same_comment_days: int = Field(default=30, ge=1)
    same_comment_letters: int = Field(default=12, ge=1)


class BurdenRates(_Parameters):
    """What one request costs a citizen, as the radar of simplification reckons.

    ``sources`` tells of each number where it comes from; those that begin with "ข้อเสนอ" are this
    project's proposals and were not checked against an official document. ``fetching_share`` is
    the share of citizens who go to another office for a paper that they do not have at hand.
    """

    wage_satang_per_hour: int = Field(default=5000, ge=0)
    visit_minutes: int = Field(default=180, ge=0)
    visit_satang: int = Field(default=10_000, ge=0)
    document_minutes: int = Field(default=20, ge=0)
    copy_minutes: int = Field(default=5, ge=0)
    copy_satang: int = Field(default=200, ge=0)
    step_minutes: int = Field(default=15, ge=0)
    follow_up_days: int = Field(default=15, ge=1)
    follow_up_minutes: int = Field(default=30, ge=0)
    fetching_share: float = Field(default=0.2, ge=0, le=1)
    sources: Mapping[str, str] = Field(default_factory=dict)


class SimplifyParameters(_Parameters):
    """When the radar of simplification speaks up; docs/figures/simplify.md has the formulas.

    ``least_differences`` are by measure ("steps", "documents", "fee" in satang) or, for promised
    times, by unit. ``carried_documents`` are papers that people have with them anyway; a document
    that more than ``common_share`` of all services ask for makes no path.
    """

    fewest_peers: int = Field(default=5, ge=3)
    deviations: float = Field(default=3.0, gt=0)
    least_differences: Mapping[str, int] = Field(
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
        }
    )
    carried_documents: tuple[str, ...] = ("บัตรประจำตัวประชาชน",)
    unused_days: int = Field(default=120, ge=30)
    unused_months: int = Field(default=6, ge=1)
    same_title_at: float = Field(default=0.8, gt=0, le=1)
    shortest_path: int = Field(default=2, ge=1)
    common_share: float = Field(default=0.1, gt=0, le=1)
    sweep_hours: int = Field(default=24, ge=1)
    rates: BurdenRates = BurdenRates()


class RuleParameters(_Parameters):
    """All that a rule set says. Numbers carry their unit; laws are cited in Thai."""

    required_sections: tuple[str, ...] = ()
    deficiency_records_per_request: int | None = None
    result_notice_days: int | None = None
    delay_notice_interval_days: int | None = None
    first_delay_notice_offset_days: int | None = None
    due_soon_days: int | None = None
    delay_reasons: tuple[DelayReason, ...] = ()
    delay_notice_copies: tuple[str, ...] = ()
    delay_notice_law: str = ""
    appeal_days: int | None = None
    law_review_months: int | None = None
    standard_step_working_days: Mapping[str, int] = Field(default_factory=dict)
    step_sorts: tuple[StepSort, ...] = ()
    e_filing_excluded_words: tuple[str, ...] = ()
    renewal_by_fee_words: tuple[str, ...] = ()
    lint: Mapping[str, RuleSetting] = Field(default_factory=dict)
    plain_language: PlainLanguage | None = None
    central_review: CentralReview = CentralReview()
    ratings: RatingParameters = RatingParameters()
    simplify: SimplifyParameters = SimplifyParameters()
    sources: tuple[str, ...] = ()


def rule_set_on(day: date) -> RuleSet | None:
    """Return the rule set in force on a day of Thai time, the newest if several are."""
    in_force = Q(effective_to=None) | Q(effective_to__gte=day)
    return RuleSet.objects.filter(in_force, effective_from__lte=day).last()


def parameters_on(day: date) -> RuleParameters:
    """Return the parameters in force on ``day``; none at all when no rule set is.

    Raises:
        pydantic.ValidationError: the row was damaged behind the loader's back.
    """
    found = rule_set_on(day)
    return RuleParameters.model_validate(found.parameters) if found else RuleParameters()
