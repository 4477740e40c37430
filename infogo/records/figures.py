"""Figures that are public: what citizens said of a service, promised and real times.

Small numbers stay silent: below the minimum count everything measured is null.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncMonth

from infogo.delays.clock import length_of
from infogo.delays.models import DelayCase
from infogo.delays.receipts_times import is_late, late_cases, of_manual, receipt_times
from infogo.manuals.models import Manual
from infogo.manuals.selectors import merged_manual
from infogo.ratings.models import DIMENSIONS, FACTS, SCORES, TallyScope
from infogo.ratings.selectors import Figures, figures_of
from infogo.records.base import Record, said
from infogo.records.procedures import DurationRecord
from infogo.volumes.models import VolumeRow
from infogo.volumes.months import later
from infogo.volumes.selectors import TOLD_STATES

MONTHS = 12


class MeanRecord(Record):
    """The mean of one question; null where too few answered it."""

    mean: float | None = said("ค่าเฉลี่ย 1–5", "Mean from 1 to 5")
    count: int | None = said("จำนวนผู้ตอบ", "How many answered")


class AnswersRecord(Record):
    """The answers to a question of fact; null where too few answered it."""

    yes: int | None = said("ตอบว่าใช่", "How many said yes")
    no: int | None = said("ตอบว่าไม่", "How many said no")


class RatingFigures(Record):
    """What citizens said of a manual or a point over the months that are shown."""

    minimum_count: int = said("จำนวนขั้นต่ำที่เผยแพร่", "Below this many nothing is published")
    months: int = said("นับย้อนหลังกี่เดือน", "How many months are counted")
    is_published: bool = said("มีจำนวนพอเผยแพร่", "Whether there are enough to publish")
    is_simulated: bool = said("มีข้อมูลจำลองรวมอยู่", "Whether invented ratings are among them")
    count: int | None = said("จำนวนผู้ให้คะแนน", "How many rated")
    mean: float | None = said("คะแนนที่เผยแพร่ ผสมกับค่ากลาง", "Published mean, mixed with the prior")
    plain_mean: float | None = said("ค่าเฉลี่ยธรรมดา", "Plain mean")
    prior: float | None = said("ค่ากลางที่ผสม", "The mean that it is mixed with")
    prior_weight: float | None = said("น้ำหนักของค่ากลาง", "As how many ratings the prior counts")
    band_th: str | None = said("เรียกว่าอะไร", "What the mean is called, in Thai")
    distribution: dict[str, int] | None = said("จำนวนตามคะแนน", "How many gave each score, 1 to 5")
    dimensions: dict[str, MeanRecord] = said("คะแนนรายด้าน", "Means of the dimensions")
    facts: dict[str, AnswersRecord] = said("คำตอบเรื่องข้อเท็จจริง", "Questions of fact")


class MonthTimes(Record):
    """What agencies reported of one month."""

    month: str = said("เดือน ค.ศ.", "Month, Common Era: 2026-10")
    in_time: int = said("เสร็จทันเวลา", "Finished within the promised time")
    late: int = said("เสร็จช้า", "Finished late")


class TimesRecord(Record):
    """Promised and real times of a manual; null where too little is behind it."""

    promised: DurationRecord | None = said("ระยะเวลาที่สัญญา", "Promised time")
    minimum_count: int = said("จำนวนขั้นต่ำที่เผยแพร่", "Below this many nothing is published")
    reported: list[MonthTimes] | None = said("รายงาน 12 เดือน", "Reports, 12 months")
    receipts_finished: int | None = said(
        "ใบรับที่เสร็จแล้ว ไม่รวมที่คืนคำขอ เว้นแต่นับว่าเกินกำหนด",
        "Receipts that were finished; returned requests only where they count as late",
    )
    receipts_in_time: int | None = said("ใบรับที่เสร็จทันเวลา", "Of them within the promised time")
    median_days: int | None = said("ครึ่งหนึ่งใช้ไม่เกินกี่วัน", "Half of them took no more days than this")
    median_unit: str | None = said("หน่วยของวัน", "day or working_day")
    late_cases: int | None = said("เรื่องล่าช้าใน 1 ปี", "Delayed requests of a year")
    missed_notices: int | None = said("หนังสือแจ้งที่ไม่ได้ส่ง", "Notices of delay that were not sent")
    is_simulated: bool = said("มีข้อมูลจำลองรวมอยู่", "Whether invented figures are among them")


def figures_of_manual(manual: Manual) -> Figures:
    """Return the figures of a manual: of the whole procedure where it is the standard one."""
    if manual.is_standard:
        return figures_of(TallyScope.PROCEDURE, manual.procedure_id)
    return figures_of(TallyScope.MANUAL, manual.pk, within=manual.procedure_id)


def rating_record(figures: Figures) -> RatingFigures:
    """Return what of some figures may be published."""
    sums, rules = figures.sums, figures.rules
    shown = figures.is_shown and sums.mean is not None
    return RatingFigures(
        minimum_count=rules.minimum_count,
        months=rules.months_shown,
        is_published=figures.is_shown,
        is_simulated=sums.has_simulated,
        count=sums.total if shown else None,
        mean=round(figures.mean, 2) if shown else None,
        plain_mean=round(sums.mean, 2) if shown and sums.mean is not None else None,
        prior=round(figures.prior, 2) if shown else None,
        prior_weight=rules.prior_weight if shown else None,
        band_th=figures.band.name_th if shown else None,
        distribution={str(score): sums.counts[score - 1] for score in SCORES} if shown else None,
        dimensions={name: _mean(figures, name) for name in DIMENSIONS},
        facts={name: _answers(figures, name) for name in FACTS},
    )


def _mean(figures: Figures, name: str) -> MeanRecord:
    total, count = figures.sums.dimensions[name]
    if not figures.is_shown or not figures.is_answered(count):
        return MeanRecord(mean=None, count=None)
    return MeanRecord(mean=round(total / count, 2), count=count)


def _answers(figures: Figures, name: str) -> AnswersRecord:
    yes, no = figures.sums.facts[name]
    if not figures.is_shown or not figures.is_answered(yes + no):
        return AnswersRecord(yes=None, no=None)
    return AnswersRecord(yes=yes, no=no)


@dataclass(frozen=True)
class ReportedMonth:
    """What agencies reported of one month of a manual."""

    month: date
    in_time: int
    late: int
    is_simulated: bool


def reported_months(manual: Manual, today: date) -> Sequence[ReportedMonth]:
    """Return the last twelve whole months of reports that are in hand; one query."""
    until = later(today.replace(day=1), -1)
    rows = (
        of_manual(VolumeRow.objects.all(), manual)
        .filter(
            month__gte=later(until, 1 - MONTHS), month__lte=until, report__state__in=TOLD_STATES
        )
        .order_by("month")
        .values_list("month")
        .annotate(
            Sum("completed_in_time"),
            Sum("completed_late"),
            made_up=Count("pk", filter=Q(is_simulated=True)),
        )
    )
    return [
        ReportedMonth(month, kept or 0, late or 0, made_up > 0)
        for month, kept, late, made_up in rows
    ]


def published_months(manual: Manual, today: date) -> Sequence[ReportedMonth]:
    """Return the reported months, or none where too few requests stand behind them."""
    months = reported_months(manual, today)
    finished = sum(month.in_time + month.late for month in months)
    return months if finished >= least_finished() else ()


@dataclass(frozen=True)
class LateMonth:
    """Requests whose promised time ran out in one month before they were decided."""

    month: date
    cases: int
    missed_notices: int
    is_simulated: bool


def published_late_months(manual: Manual, today: date) -> Sequence[LateMonth]:
    """Return the last twelve whole months, or none where too few requests ran late; one query."""
    until = today.replace(day=1)
    rows = (
        of_manual(DelayCase.objects.all(), manual)
        .filter(is_late(today), due_on__gte=later(until, -MONTHS), due_on__lt=until)
        .annotate(month=TruncMonth("due_on"))
        .order_by("month")
        .values_list("month")
        .annotate(
            Count("pk"),
            Sum("missed_count"),
            made_up=Count("pk", filter=Q(is_simulated=True)),
        )
    )
    months = [
        LateMonth(month, cases, missed, made_up > 0) for month, cases, missed, made_up in rows
    ]
    return months if sum(month.cases for month in months) >= least_finished() else ()


def least_finished() -> int:
    """Return below how many finished requests nothing of real times is published."""
    return max(int(settings.INFOGO["TIMES_MINIMUM"]), 1)


def times_record(manual: Manual, today: date) -> TimesRecord:
    """Return promised and real times; a source with too little behind it is left out."""
    minimum = least_finished()
    months, received = published_months(manual, today), receipt_times(manual, today)
    late = late_cases(manual, today)
    length = length_of(merged_manual(manual).content)
    has_receipts = received is not None and received.finished >= minimum
    has_late = late.cases >= minimum
    shown = received if has_receipts else None
    return TimesRecord(
        promised=DurationRecord(value=float(length.value_max), unit=length.unit.value)
        if length
        else None,
        minimum_count=minimum,
        reported=[
            MonthTimes(month=f"{one.month:%Y-%m}", in_time=one.in_time, late=one.late)
            for one in months
        ]
        if months
        else None,
        receipts_finished=shown.finished if shown else None,
        receipts_in_time=shown.in_time if shown else None,
        median_days=shown.median_days if shown else None,
        median_unit=str(shown.unit) if shown else None,
        late_cases=late.cases if has_late else None,
        missed_notices=late.missed_notices if has_late else None,
        is_simulated=any(one.is_simulated for one in months)
        or bool(shown and shown.is_simulated)
        or (has_late and late.is_simulated),
    )
