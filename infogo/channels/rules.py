"""What the E-Act (พ.ร.บ.การปฏิบัติราชการทางอิเล็กทรอนิกส์ พ.ศ. 2565) and its methods set, as data.

Which channels there are, at which level the cabinet's methods put them, how agencies are counted
and how often they are reminded and reported are rows with effective dates: another resolution is
another row, not another program. A row that does not fit this shape is refused when it is loaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from infogo.channels.models import EActRuleSet
from infogo.core.editions import in_force
from infogo.manuals.rule_sets import MOST_DAYS


class AddressKind(StrEnum):
    """How the address of a channel is written."""

    EMAIL = "email"
    LINE = "line"
    URL = "url"


ADDRESS_NAMES: Mapping[AddressKind, str] = {
    AddressKind.EMAIL: "อีเมล",
    AddressKind.LINE: "ไอดี LINE",
    AddressKind.URL: "ที่อยู่เว็บ",
}


class _Parameters(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class ChannelLevel(_Parameters):
    """A level of tools in the cabinet's methods, the plainest first."""

    code: str = Field(max_length=20, title="รหัสระดับ")
    label_th: str = Field(max_length=200, title="ชื่อระดับ")
    label_en: str = Field(max_length=200, title="ชื่อระดับ (อังกฤษ)")


class ChannelKind(_Parameters):
    """A kind of channel, with the level it belongs to and how its address is written."""

    code: str = Field(max_length=20, title="รหัสชนิด")
    label_th: str = Field(max_length=200, title="ชื่อชนิด")
    label_en: str = Field(max_length=200, title="ชื่อชนิด (อังกฤษ)")
    level: str = Field(title="รหัสของระดับ")
    address: AddressKind = Field(title="ที่อยู่เขียนอย่างไร")
    hint_th: str = Field(default="", max_length=400, title="คำแนะนำ")


class ReportGroup(_Parameters):
    """One line of the report: the codes of ``agency_kind`` that are counted in it."""

    code: str = Field(max_length=40, title="รหัสบรรทัด")
    label_th: str = Field(max_length=200, title="ชื่อบรรทัด")
    kinds: tuple[str, ...] = Field(default=(), title="รหัสชนิดหน่วยงานที่นับ")


class EActParameters(_Parameters):
    """All that a rule set says; numbers carry their unit, days are calendar days (section 22).

    Reports cover periods of ``report_days`` from ``reports_from``; reminders go out on
    ``reminders_from`` and every ``reminder_days`` after it. Without a first day there are none.
    """

    levels: tuple[ChannelLevel, ...] = Field(default=(), title="ระดับ")
    kinds: tuple[ChannelKind, ...] = Field(default=(), title="ชนิดช่องทาง")
    groups: tuple[ReportGroup, ...] = Field(default=(), title="บรรทัดของรายงาน")
    report_days: int = Field(default=60, gt=0, le=MOST_DAYS, title="รายงานทุกกี่วัน")
    reports_from: date | None = Field(default=None, title="เริ่มนับรายงานตั้งแต่วันที่")
    reminder_days: int = Field(default=15, gt=0, le=MOST_DAYS, title="เตือนทุกกี่วัน")
    reminders_from: date | None = Field(default=None, title="เริ่มเตือนตั้งแต่วันที่")
    sources: tuple[str, ...] = Field(default=(), title="ที่มา")

    @property
    def kind_of(self) -> Mapping[str, ChannelKind]:
        """The kinds of channel by their codes."""
        return {kind.code: kind for kind in self.kinds}

    @property
    def level_of(self) -> Mapping[str, ChannelLevel]:
        """The levels by their codes."""
        return {level.code: level for level in self.levels}

    @property
    def group_of(self) -> Mapping[str, ReportGroup]:
        """The group in which an agency is counted, by the code of its kind; others are not."""
        return {kind: group for group in self.groups for kind in group.kinds}


class Period(_Parameters):
    """The days that one report covers, both included."""

    first: date
    last: date


def rule_set_on(day: date) -> EActRuleSet | None:
    """Return the rule set in force on a day of Thai time, the newest if several are."""
    return in_force(EActRuleSet.objects.all(), day)


def rules_on(day: date) -> EActParameters:
    """Return the parameters in force on ``day``; none at all when no rule set is.

    Raises:
        pydantic.ValidationError: the row was damaged behind the loader's back.
    """
    found = rule_set_on(day)
    return EActParameters.model_validate(found.parameters) if found else EActParameters()


def finished_periods(rules: EActParameters, today: date) -> Iterable[Period]:
    """Yield the periods of the rules that are over before ``today``, the oldest first."""
    if rules.reports_from is None:
        return
    first = rules.reports_from
    while (last := first + timedelta(days=rules.report_days - 1)) < today:
        yield Period(first=first, last=last)
        first = last + timedelta(days=1)


def period_on(rules: EActParameters, today: date) -> Period | None:
    """Return the period that runs on ``today``, if reports have begun."""
    if rules.reports_from is None or today < rules.reports_from:
        return None
    number = (today - rules.reports_from).days // rules.report_days
    first = rules.reports_from + timedelta(days=number * rules.report_days)
    return Period(first=first, last=first + timedelta(days=rules.report_days - 1))


def latest_round(rules: EActParameters, today: date) -> date | None:
    """Return the last day up to ``today`` on which agencies were to be reminded."""
    if rules.reminders_from is None or today < rules.reminders_from:
        return None
    passed = (today - rules.reminders_from).days // rules.reminder_days
    return rules.reminders_from + timedelta(days=passed * rules.reminder_days)
