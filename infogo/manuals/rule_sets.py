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
