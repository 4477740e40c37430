"""Rules about time: sums, standard step times, limits of law. Units are never converted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from infogo.core.dates import long_date
from infogo.core.durations import WITHIN_A_DAY, DurationUnit, totals_by_unit
from infogo.manuals.content import Step, StepKind
from infogo.manuals.lint.findings import Hit, Subject
from infogo.manuals.rule_sets import RuleParameters, Severity

CONSIDERATION = "consideration"
"""Units in which a manual promises what is done within a visit."""


def steps_total(subject: Subject, parameters: RuleParameters) -> Iterator[Hit]:
    """Rule 2: steps that all use the unit of the total add up to it.

    Nobody goes through every step where some are for some cases alone: then the total need only
    lie between what everybody goes through and all of it.
    """
    content = subject.content
    durations = [step.duration for step in content.steps.items]
    if content.total is None or not durations or None in durations:
        return
    sums = totals_by_unit(duration for duration in durations if duration)
    if len(sums) > 1 or sums[0].unit is not content.total.unit:
        return
    least = totals_by_unit(step.duration for step in content.steps_of_all if step.duration)
    is_between = (
        len(content.steps_of_all) < len(durations)
        and (least[0].value_max if least else 0) <= content.total.value_max <= sums[0].value_max
    )
    if sums[0] != content.total and not is_between:
        yield Hit(
            section="steps",
            path="total",
            reason=_("ขั้นตอนรวมกันได้ %(sum)s แต่ระยะเวลารวมเขียนว่า %(total)s")
            % {"sum": sums[0].text(), "total": content.total.text()},
            todo=_("แก้ระยะเวลาของขั้นตอนหรือระยะเวลารวมให้ตรงกัน หรือบอกเหตุผลไว้ในหมายเหตุ"),
        )


def step_over_standard(subject: Subject, parameters: RuleParameters) -> Iterator[Hit]:
    """Rule 3: no step takes longer than the standard time of its sort.

    The standards are working days. A step in days may or may not be longer, so it is only shown
    to a person when its number is; minutes and hours are never longer.
    """
    for index, step in enumerate(subject.content.steps.items):
        limit = standard_working_days(step, parameters)
        if limit is None or step.duration is None or step.duration.value_max <= limit:
            continue
        told = {"title": step.title, "time": step.duration.text(), "limit": f"{limit} วันทำการ"}
        if step.duration.unit is DurationUnit.WORKING_DAY:
            yield Hit(
                section="steps",
                path=f"steps.{index}.duration",
                reason=_("ขั้นตอน “%(title)s” ใช้ %(time)s เกินเวลามาตรฐาน %(limit)s") % told,
                todo=_("ลดเวลาของขั้นตอน แยกเป็นขั้นตอนย่อย หรือบอกเหตุผลเมื่อส่งอนุมัติ"),
            )
        elif step.duration.unit not in WITHIN_A_DAY:
            yield Hit(
                section="steps",
                path=f"steps.{index}.duration",
                reason=_(
                    "ขั้นตอน “%(title)s” ใช้ %(time)s ส่วนเวลามาตรฐานคือ %(limit)s หน่วยต่างกันจึงเทียบกันไม่ได้"
                )
                % told,
                todo=_("ตรวจว่าไม่เกินเวลามาตรฐาน และใช้หน่วยวันทำการถ้าทำได้"),
                at_most=Severity.ADVICE,
            )


def standard_working_days(step: Step, parameters: RuleParameters) -> int | None:
    """Return the standard time of a step's sort in working days, ``None`` where there is none."""
    return parameters.standard_step_working_days.get(_sort_of(step, parameters))


def over_law_deadline(subject: Subject, parameters: RuleParameters) -> Iterator[Hit]:
    """Rule 4: the promised total does not exceed the limit that a law sets."""
    total, deadline = subject.content.total, subject.content.deadline
    if total is None or deadline is None:
        return
    told = {
        "total": total.text(),
        "limit": deadline.limit.text(),
        "law": deadline.law or _("กฎหมายที่กำหนดระยะเวลา"),
    }
    if total.unit is not deadline.limit.unit:
        yield Hit(
            section="steps",
            path="total",
            reason=_("ระยะเวลารวม %(total)s กับกำหนด %(limit)s ของ%(law)s ใช้คนละหน่วย จึงเทียบกันไม่ได้")
            % told,
            todo=_("ใช้หน่วยเดียวกับกฎหมาย หรือตรวจเองว่าไม่เกินกำหนด"),
            at_most=Severity.WARNING,
        )
    elif total.value_max > deadline.limit.value_max:
        yield Hit(
            section="steps",
            path="total",
            reason=_("ระยะเวลารวม %(total)s เกินกำหนด %(limit)s ตาม%(law)s") % told,
            todo=_("ลดระยะเวลารวมให้ไม่เกินกำหนด หรือแก้ข้อ 8 ถ้ากฎหมายเปลี่ยนแล้ว"),
        )


def law_review_due(subject: Subject, parameters: RuleParameters) -> Iterator[Hit]:
    """Rule 12: the laws behind a permit are reviewed every so many months (section 6).

    Laws without a date are told in one hit: most manuals begin that way.
    """
    months = parameters.law_review_months
    if months is None:
        return
    never = []
    for index, basis in enumerate(subject.content.legal_bases.items):
        if basis.reviewed_on is None:
            never.append(basis.law)
        elif _is_longer_ago(basis.reviewed_on, subject.today, months):
            yield Hit(
                section="legal_bases",
                path=f"legal_bases.{index}.reviewed_on",
                reason=_("%(law)s ทบทวนครั้งล่าสุด %(date)s เกิน %(months)s เดือนแล้ว")
                % {"law": basis.law, "date": long_date(basis.reviewed_on), "months": months},
                todo=_("ทบทวนความจำเป็นของกฎหมาย แล้วบันทึกวันที่ทบทวน"),
            )
    if never:
        yield Hit(
            section="legal_bases",
            path="legal_bases",
            reason=_("ยังไม่บันทึกวันที่ทบทวนกฎหมาย %(count)s ฉบับ") % {"count": len(set(never))},
            todo=_("บันทึกวันที่ทบทวนล่าสุดของกฎหมายแต่ละฉบับ"),
            at_most=Severity.ADVICE,
        )


def _sort_of(step: Step, parameters: RuleParameters) -> str:
    """Return the key of the step's standard time: its kind, or what a consideration looks at."""
    if step.kind is not StepKind.CONSIDERATION:
        return step.kind.value
    text = f"{step.title} {step.description}"
    for sort in parameters.step_sorts:
        if any(word in text for word in sort.words):
            return sort.key
    return CONSIDERATION


def _is_longer_ago(day: date, today: date, months: int) -> bool:
    """Return whether more than so many months have passed since ``day``."""
    passed = (today.year - day.year) * 12 + today.month - day.month
    return (passed, today.day) > (months, day.day)
