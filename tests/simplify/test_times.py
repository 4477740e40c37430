"""Steps over the standard times of the rule set, in working days."""

from __future__ import annotations

from decimal import Decimal

import pytest

from infogo.core.durations import Duration
from infogo.manuals.content import StepKind
from infogo.simplify.facts import OverFacts
from infogo.simplify.models import Kind
from tests.factories import manual_content, standard_manual
from tests.simplify.making import RATES, all_hits, own_text, papers, steps

pytestmark = pytest.mark.django_db
CHECK, CONSIDER, SIGN = StepKind.DOCUMENT_CHECK, StepKind.CONSIDERATION, StepKind.SIGNING


def days(value: int, unit: str = "working_day") -> Duration:
    return Duration.of(value, unit)


def told(*each: tuple[StepKind, str, Duration]) -> list[OverFacts]:
    standard_manual(content=manual_content(steps=steps(*each), documents=papers("แผนที่")))
    found = [hit for hit in all_hits("contents") if hit.kind == Kind.OVER_STANDARD]
    return [hit.facts for hit in found if isinstance(hit.facts, OverFacts)]


def test_days_over_the_standard_are_counted_in_the_unit_of_the_standard() -> None:
    (facts,) = told((CHECK, "ตรวจเอกสาร", days(1)), (SIGN, "ลงนาม", days(16)))
    ((title, over, standard),) = [(s.title, s.over, s.standard) for s in facts.steps]
    assert (title, over, standard) == ("ลงนาม", Decimal(15), 1)
    (hit,) = all_hits("contents")
    # Fifteen days are one time of asking what became of it.
    assert hit.estimate.minutes == RATES.follow_up_minutes


def test_a_site_inspection_has_a_standard_of_its_own() -> None:
    assert told((CONSIDER, "ตรวจสถานที่", days(15))) == []
    (facts,) = told((CONSIDER, "ตรวจสถานที่", days(16)))
    assert facts.steps[0].over == 1


def test_days_that_may_be_holidays_are_told_and_save_nothing() -> None:
    (facts,) = told((SIGN, "ลงนาม", days(90, "day")))
    assert facts.steps[0].over is None
    (hit,) = all_hits("contents")
    assert hit.estimate.a_year(1000) is None


def test_minutes_are_never_over() -> None:
    assert told((SIGN, "ลงนาม", days(90, "minute"))) == []


def test_an_agencys_own_steps_are_its_own_finding() -> None:
    standard = standard_manual(content=manual_content(documents=papers("แผนที่")))
    own = own_text(standard, steps=steps((SIGN, "ลงนาม", days(5))))
    (hit,) = all_hits("contents")
    assert (hit.manual_id, hit.is_local) == (own.pk, True)
