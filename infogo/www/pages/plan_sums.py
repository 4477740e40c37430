"""What a plan costs and how long it takes, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from infogo.core.durations import totals_by_unit, totals_text
from infogo.core.language import current_language
from infogo.core.money import baht_text, number_text
from infogo.display.calculator import Calculator, calculator_of, questions_of
from infogo.display.fee_sums import fee_sum_text
from infogo.errands.working import Worked
from infogo.manuals.answers import read_answered
from infogo.manuals.content import Fee, FeeKind, ManualContent
from infogo.manuals.wording import fee_formula, limit_text
from infogo.planning.totals import FeeTotal, fee_total
from infogo.www.pages.plan_query import BASE_FIELDS, PlanQuery
from infogo.www.pages.plan_trip import wait_text


@dataclass(frozen=True)
class OpenFee:
    """A fee that is not in the sum. With a ``field`` the reader can tell what it is taken from."""

    errand: str
    item: str
    formula: str
    field: str
    value: str


@dataclass(frozen=True)
class TimeLine:
    """How long one errand takes at the most, and when its result is due if it can be done.

    ``waits`` says what it waits for, where that is closed on its day.
    """

    errand: str
    limit: str
    due_on: date | None
    is_closed: bool
    waits: str


@dataclass(frozen=True)
class ErrandCalculator:
    """The formulas of one errand; ``place`` is where it stands in the plan, from 1."""

    errand: str
    place: int
    calculator: Calculator


@dataclass(frozen=True)
class Sums:
    """All that is added up. ``fee`` is one line; ``fee_notes`` say what it leaves out.

    ``fee_extra`` is the one of them that must stand beside the line wherever it stands alone.
    """

    fee: str
    fee_extra: str
    is_free: bool
    fee_notes: Sequence[str]
    open_fees: Sequence[OpenFee]
    bases: Sequence[OpenFee]
    calculators: Sequence[ErrandCalculator]
    total_time: str
    has_several_units: bool
    lines: Sequence[TimeLine]
    done_on: date | None
    no_time: Sequence[str]


def sums_of(worked: Worked, plan: PlanQuery, titles: Mapping[int, str]) -> Sums:
    """Add up what the services of a plan cost and take."""
    contents, times = worked.contents, worked.times
    lang = current_language()
    answers = {
        errand: read_answered(questions_of(content), (plan.answers or {}).get(errand, "")).given
        for errand, content in contents.items()
        if content.formulas
    }
    total = fee_total({e: c.fees for e, c in contents.items()}, plan.bases, answers)
    lengths = [length for length in worked.lengths.values() if length]
    return Sums(
        fee=fee_sum_text(total),
        fee_extra=_fee_extra(total),
        is_free=total.is_free,
        fee_notes=_fee_notes(total, titles),
        open_fees=[
            OpenFee(titles[errand], fee.item, fee_formula(fee) or fee.condition, "", "")
            for errand, fee in total.open_fees
        ],
        bases=_bases(contents, plan, titles),
        calculators=_calculators(contents, plan, titles),
        total_time=totals_text(lengths, lang),
        has_several_units=len(totals_by_unit(lengths)) > 1,
        lines=[
            TimeLine(
                titles[errand],
                _limit(worked, errand),
                times.results.get(errand),
                errand in times.closed,
                wait_text(times.held[errand], titles) if errand in times.held else "",
            )
            for errand in plan.ids
        ],
        done_on=times.done_on,
        no_time=[titles[errand] for errand in plan.ids if errand in times.unknown],
    )


def _limit(worked: Worked, errand: int) -> str:
    """Return the promised time of an errand; several while its case is open."""
    totals = worked.totals[errand]
    if len(totals) > 1:
        lang = current_language()
        return _(" หรือ ").join(total.text(lang) for total in totals)
    return limit_text(worked.contents[errand])


def _fee_extra(total: FeeTotal) -> str:
    """Return what some cases cost more, where the sum does not say it already."""
    if not total.extra or not (total.high or total.has_more or total.open_fees):
        return ""
    amount = baht_text(total.extra, current_language())
    return _("บางกรณีเพิ่มอีกไม่เกิน %(amount)s") % {"amount": amount}


def _fee_notes(total: FeeTotal, titles: Mapping[int, str]) -> list[str]:
    notes = []
    if total.high or total.extra:
        notes.append(_("คิดอย่างละ 1 หน่วย เช่น 1 ฉบับ 1 คัน หรือ 1 ปี"))
    if extra := _fee_extra(total):
        notes.append(extra)
    if total.unknown:
        names = ", ".join(titles[errand] for errand in total.unknown)
        notes.append(_("ไม่มีข้อมูลค่าธรรมเนียมของ %(errands)s") % {"errands": names})
    return notes


def _bases(
    contents: Mapping[int, ManualContent], plan: PlanQuery, titles: Mapping[int, str]
) -> list[OpenFee]:
    """Return the errands with percentages, each with the field for what they are taken from."""
    found = []
    for field, errand in zip(BASE_FIELDS, plan.ids, strict=False):
        percents = [
            fee
            for fee in contents[errand].fees.items
            if fee.kind is FeeKind.PERCENT and fee.computed is None
        ]
        if percents:
            amount = (plan.bases or {}).get(errand)
            value = number_text(amount) if amount else ""
            found.append(OpenFee(titles[errand], _taken_from(percents), "", field, value))
    return found


def _calculators(
    contents: Mapping[int, ManualContent], plan: PlanQuery, titles: Mapping[int, str]
) -> list[ErrandCalculator]:
    """Return the errands whose manual computes, each with what was answered to it."""
    return [
        ErrandCalculator(
            titles[errand],
            place,
            calculator_of(contents[errand], (plan.answers or {}).get(errand, ""), total=False),
        )
        for place, errand in enumerate(plan.ids, start=1)
        if contents[errand].formulas
    ]


def _taken_from(fees: Sequence[Fee]) -> str:
    named = [fee.percent_base for fee in fees if fee.percent_base]
    return named[0] if named else _("ราคาหรือวงเงินที่ใช้คิด")
