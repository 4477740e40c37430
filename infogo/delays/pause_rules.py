"""The rules of a manual that stop a request's clock, and until when each of them can.

A request is held to the edition that was in force when it was received. Where that edition names
its rules one by one, a pause names one of them; where it names none, its conditions are told in
free words as before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from infogo.core.calendar import add_working_days, due_date, working_days_between
from infogo.core.dates import long_date
from infogo.core.durations import Duration, DurationUnit
from infogo.delays.editions import in_force
from infogo.delays.errors import DelayError
from infogo.delays.models import ClockPause, DelayCase, PauseKind
from infogo.manuals.pauses import PauseRule

_Spans = Sequence[tuple[date, date]]
_DAY = timedelta(days=1)


def rules_of(case: DelayCase) -> tuple[PauseRule, ...]:
    """Return the rules that the edition names by which a request is promised."""
    found = in_force(case.manual, case.received_at)
    return found.content.pause_rules if found else ()


def rule_named(rules: Sequence[PauseRule], basis: str) -> PauseRule | None:
    """Return the rule that a ground names in its own words; spaces do not matter."""
    named = _bare(basis)
    return next((rule for rule in rules if named in {_bare(rule.text), _bare(rule.what)}), None)


def last_day(rule: PauseRule, begins_on: date, used: _Spans, holidays: Mapping[date, str]) -> date:
    """Return the last day for which a rule can stop a clock that it stops on ``begins_on``.

    ``used`` are the days for which it did so before, first and last included. Where nothing is
    left, the day before ``begins_on``. Days and working days are counted as such; of months and
    years as many calendar days are gone as were used.

    Raises:
        ValueError: the rule has no limit.
    """
    if rule.limit is None:
        raise ValueError("a rule without a limit has no last day")
    before = begins_on - _DAY
    if rule.limit.unit is DurationUnit.WORKING_DAY:
        left = _count(rule.limit) - sum(
            working_days_between(first - _DAY, last, holidays) for first, last in used
        )
        return add_working_days(before, left, holidays).due_on if left > 0 else before
    days = sum((last - first).days + 1 for first, last in used)
    return max(before, due_date(before, rule.limit, holidays).due_on - timedelta(days=days))


def last_day_of(
    case: DelayCase, pause: ClockPause, holidays: Mapping[date, str]
) -> tuple[PauseRule, date] | None:
    """Return the rule of a pause and the last day on which it can stand still.

    ``None`` for a deficiency record, and where the edition sets no limit.
    """
    if pause.kind != PauseKind.MANUAL_RULE:
        return None
    rules = rules_of(case)
    rule = rule_named(rules, pause.basis)
    if rule is None or rule.limit is None:
        return None
    return rule, last_day(rule, pause.begins_on, _used(case, rule, pause), holidays)


def wrong_rule(
    case: DelayCase, basis: str | None, begins_on: date | None, holidays: Mapping[date, str]
) -> Iterator[DelayError]:
    """Yield why a rule of the manual cannot stop the clock of a request; ``None`` is unreadable."""
    rules = rules_of(case)
    if not rules or basis is None:
        return
    rule = rule_named(rules, basis)
    if rule is None:
        named = "; ".join(rule.text for rule in rules)
        yield DelayError(
            f"คู่มือฉบับที่ใช้กับคำขอนี้ไม่มีเงื่อนไขนี้ หยุดนับได้เฉพาะเมื่อ {named} หรือเมื่อมีบันทึกความบกพร่อง (มาตรา 8)",
            "basis",
        )
    elif rule.limit is not None and begins_on is not None:
        used = _used(case, rule, None)
        if last_day(rule, begins_on, used, holidays) < begins_on:
            yield DelayError(
                f"คู่มือให้หยุดนับเพราะ{rule.what} รวมไม่เกิน {rule.limit.text()} และใช้ครบแล้ว", "basis"
            )


def wrong_length(
    case: DelayCase, pause: ClockPause, ends_on: date, holidays: Mapping[date, str]
) -> Iterator[DelayError]:
    """Yield why a pause cannot have lasted until a day: its rule allows less."""
    found = last_day_of(case, pause, holidays)
    if found is not None and found[1] < ends_on:
        rule, last = found
        most = rule.limit.text() if rule.limit else ""
        yield DelayError(
            f"คู่มือให้หยุดนับเพราะ{rule.what} ไม่เกิน {most} คือถึง {long_date(last)} ใส่วันนั้นหรือก่อนนั้น "
            "เวลาหลังจากนั้นเป็นเวลาของหน่วยงาน",
            "ends_on",
        )


def _used(case: DelayCase, rule: PauseRule, besides: ClockPause | None) -> _Spans:
    """Return for which days a rule stopped a clock already, without the pause that is asked for."""
    return [
        (pause.begins_on, pause.ends_on)
        for pause in case.pauses.all()
        if pause != besides
        and pause.kind == PauseKind.MANUAL_RULE
        and pause.ends_on is not None
        and rule_named((rule,), pause.basis)
    ]


def _count(limit: Duration) -> int:
    return int(limit.value_max)


def _bare(text: str) -> str:
    return "".join(text.split())
