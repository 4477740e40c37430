"""What looks wrong or unlikely in a row: worked out anew each time, never mended in silence.

Each finding says what to do. Numbers that cannot be true must be corrected before a report is
submitted; a break in what is carried over needs a correction or a word; a jump asks for a word and
stops nothing. The thresholds are the form's; docs/figures/volumes.md has the formulas.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any

from infogo.volumes.definition import FieldKind, FormDefinition
from infogo.volumes.equations import equation

MISSING, ZERO, CARRY, JUMP, SAME = "missing", "zero", "carry", "jump", "same"
LONGEST, UNIT = "longest", "unit"
PERCENT = 100


class Weight(StrEnum):
    """What a finding asks for."""

    MUST = "must"
    EXPLAIN = "explain"
    ASK = "ask"


WEIGHT_WORDS: Mapping[Weight, str] = {
    Weight.MUST: "ต้องแก้",
    Weight.EXPLAIN: "แก้หรืออธิบาย",
    Weight.ASK: "ควรอธิบาย",
}


@dataclass(frozen=True)
class Finding:
    """One finding of one row; ``words`` are the reporter's explanation, if she gave one."""

    kind: str
    weight: Weight
    what: str
    todo: str
    english: str
    field: str = ""
    words: str = ""

    @property
    def stops(self) -> bool:
        """Whether the report cannot be submitted with it."""
        return self.weight is Weight.MUST or (self.weight is Weight.EXPLAIN and not self.words)


@dataclass(frozen=True)
class Told:
    """What was told about one row in one month."""

    values: Mapping[str, Any]
    is_zero: bool = False


def findings_of(
    form: FormDefinition,
    told: Told,
    before: Sequence[Told | None],
    words: Mapping[str, str] | None = None,
) -> list[Finding]:
    """Return all findings of a row.

    ``before`` are the months before it, newest first, ``None`` where nothing was told. ``words``
    are explanations by kind of finding.
    """
    found = [*_missing(form, told), *_impossible(form, told)]
    found += [*_carry(form, told, before), *_jump(form, told, before), *_same(form, told, before)]
    said = words or {}
    return [replace(each, words=said.get(each.kind, "")) for each in found]


def _missing(form: FormDefinition, told: Told) -> list[Finding]:
    empty = [f for f in form.fields if f.required and told.values.get(f.name) is None]
    if not empty:
        return []
    labels = " ".join(field.label for field in empty)
    return [
        Finding(
            MISSING,
            Weight.MUST,
            f"ยังไม่ได้ใส่ {labels}",
            "ใส่จำนวน ถ้าไม่มีให้ใส่ 0 หรือติ๊ก “ไม่มีผู้มาติดต่อ”",
            f"Not told: {', '.join(field.label_en for field in empty)}",
            empty[0].name,
        )
    ]


def _impossible(form: FormDefinition, told: Told) -> list[Finding]:
    numbers = form.numbers(told.values)
    found = []
    for check in form.checks:
        read = equation(check.equation)
        judged = read.judge(numbers)
        if judged is None or judged.holds:
            continue
        sums = f"{judged.left:,} กับ {judged.right:,}"
        found.append(
            Finding(
                check.code,
                Weight.MUST,
                f"{check.wrong} ({sums})",
                check.todo,
                f"{check.wrong_en} ({judged.left} and {judged.right})",
                next((f.name for f in form.fields if f.name in read.names), ""),
            )
        )
    if told.is_zero and any(numbers.get(f.name) for f in form.fields if f.zero):
        what, todo = "ติ๊กว่าไม่มีผู้มาติดต่อ แต่มีจำนวน", "เอาเครื่องหมายออก หรือแก้จำนวนเป็น 0"
        english = "Marked as nobody came, but there are numbers"
        found.append(Finding(ZERO, Weight.MUST, what, todo, english))
    return found + _durations(form, told)


def _durations(form: FormDefinition, told: Told) -> list[Finding]:
    names = [field.name for field in form.fields if field.kind is FieldKind.DURATION]
    given = {n: Decimal(str(told.values[n])) for n in names if told.values.get(n) is not None}
    found = []
    if given and not told.values.get("duration_unit"):
        what, todo = "มีระยะเวลาแต่ไม่มีหน่วย", "เลือกหน่วยของเวลาให้ตรงกับคู่มือ"
        english = "A duration without its unit"
        found.append(Finding(UNIT, Weight.MUST, what, todo, english, "duration_unit"))
    average, longest = given.get("average_duration"), given.get("longest_duration")
    if average is not None and longest is not None and average > longest:
        what, todo = "เวลาเฉลี่ยมากกว่าเวลานานที่สุด", "แก้เวลาเฉลี่ยหรือเวลานานที่สุด"
        english = "The average duration exceeds the longest"
        found.append(Finding(LONGEST, Weight.MUST, what, todo, english, "average_duration"))
    return found


def _carry(form: FormDefinition, told: Told, before: Sequence[Told | None]) -> list[Finding]:
    last = before[0] if before else None
    left = last.values.get(form.carry.source) if last else None
    begins = told.values.get(form.carry.target)
    if left is None or begins is None or left == begins:
        return []
    label = form.field(form.carry.target).label
    return [
        Finding(
            CARRY,
            Weight.EXPLAIN,
            f"{label} {begins:,} แต่เดือนก่อนคงค้าง {left:,}",
            "แก้ให้เท่ากัน หรือแก้รายงานเดือนก่อน หรืออธิบายว่าต่างเพราะอะไร",
            f"Brought forward is {begins}, but the month before left {left}",
            form.carry.target,
        )
    ]


def _jump(form: FormDefinition, told: Told, before: Sequence[Told | None]) -> list[Finding]:
    rule = form.plausibility
    now = told.values.get(rule.measure)
    past = _known(before[: rule.mean_of_months], rule.measure)
    if now is None or not past:
        return []
    # Whole numbers on both sides: mean = sum / count, so everything is multiplied by count.
    total, count = sum(past), len(past)
    apart = abs(now * count - total)
    if apart < rule.jump_least * count or apart * PERCENT <= rule.jump_percent * total:
        return []
    label, usual = form.field(rule.measure).label, round(total / count)
    way = "มากกว่า" if now * count > total else "น้อยกว่า"
    return [
        Finding(
            JUMP,
            Weight.ASK,
            f"{label} {now:,} {way}ค่าเฉลี่ย {count} เดือนก่อน ({usual:,}) เกิน {rule.jump_percent}%",
            "ตรวจตัวเลข ถ้าถูกแล้วบอกสั้น ๆ ว่าเพราะอะไร",
            f"{now} is over {rule.jump_percent}% away from {usual}, the mean of {count} months",
            rule.measure,
        )
    ]


def _same(form: FormDefinition, told: Told, before: Sequence[Told | None]) -> list[Finding]:
    rule = form.plausibility
    now = told.values.get(rule.measure)
    needed = rule.same_months - 1
    past = _known(before[:needed], rule.measure)
    if not now or len(past) < needed or any(number != now for number in past):
        return []
    label = form.field(rule.measure).label
    return [
        Finding(
            SAME,
            Weight.ASK,
            f"{label} {now:,} เท่ากันทุกเดือนมา {rule.same_months} เดือน",
            "ตรวจว่านับจริงหรือคัดลอกจากเดือนก่อน ถ้าถูกแล้วบอกสั้น ๆ",
            f"The same number, {now}, for {rule.same_months} months",
            rule.measure,
        )
    ]


def _known(before: Sequence[Told | None], name: str) -> list[int]:
    found = (month.values.get(name) for month in before if month is not None)
    return [number for number in found if number is not None]


def months_needed(form: FormDefinition) -> int:
    """Return how many months before a row its findings look at."""
    rule = form.plausibility
    return max(1, rule.mean_of_months, rule.same_months - 1)
