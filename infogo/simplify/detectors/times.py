"""Steps that take longer than the standard times of the rule set."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from infogo.core.durations import DurationUnit
from infogo.manuals.lint.times import standard_working_days, step_over_standard
from infogo.simplify.detectors.base import Ground, Hit
from infogo.simplify.detectors.reading import Read
from infogo.simplify.estimate import estimate_of, waiting_less
from infogo.simplify.facts import LongStep, OverFacts
from infogo.simplify.models import Kind

RULE = "step-over-standard"


def long_steps(read: Read, ground: Ground) -> Iterator[Hit]:
    """Yield the manual when the lint finds a step over its standard time.

    The standards are working days. Steps in another unit are told for a person to look at and save
    nothing that anybody could reckon: units are never converted.
    """
    if not read.is_own("steps"):
        return
    steps = []
    for hit in step_over_standard(read.subject, ground.rules):
        step = read.content.steps.items[int(hit.path.split(".")[1])]
        standard = standard_working_days(step, ground.rules)
        if step.duration is None or standard is None:
            continue
        is_sure = step.duration.unit is DurationUnit.WORKING_DAY
        steps.append(
            LongStep(
                title=step.title,
                time=step.duration.text(),
                standard=standard,
                over=step.duration.value_max - standard if is_sure else None,
            )
        )
    if not steps:
        return
    over = sum((step.over for step in steps if step.over is not None), Decimal(0))
    setting = ground.rules.lint.get(RULE)
    yield Hit(
        kind=Kind.OVER_STANDARD,
        key=f"over-standard:{read.manual.pk}",
        facts=OverFacts(steps=tuple(steps), law=setting.law if setting else ""),
        estimate=estimate_of(ground.rates, (waiting_less(ground.rates, over),)),
        procedure_id=read.manual.procedure_id,
        agency_id=read.manual.agency_id,
        manual_id=read.manual.pk,
        is_local=not read.manual.is_standard,
    )
