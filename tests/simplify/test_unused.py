"""Nobody uses it, or nobody said: the two are kept apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from infogo.manuals.models import Manual
from infogo.simplify.detectors.register import DETECTOR_OF
from infogo.simplify.facts import UnusedFacts
from infogo.volumes.models import ReportState
from tests.factories import PinFactory, standard_manual
from tests.simplify.making import GROUND, LIMITS, all_hits, opened, report

pytestmark = pytest.mark.django_db
YEAR = 12


def counting_since(days: int) -> None:
    """Let openings be counted since a day: somebody opened something else then."""
    opened(standard_manual().procedure, days)


def found() -> dict[int, UnusedFacts]:
    return {
        hit.procedure_id: hit.facts
        for hit in all_hits("unused")
        if isinstance(hit.facts, UnusedFacts)
    }


@pytest.fixture
def manual() -> Manual:
    return standard_manual()


def test_zero_in_every_report_is_told_as_zero(manual: Manual) -> None:
    report(manual, [0] * YEAR)
    facts = found()[manual.procedure_id]
    assert (facts.told, facts.months, facts.asked, facts.counted_days) == (YEAR, YEAR, 0, 0)


def test_silence_is_told_as_silence(manual: Manual) -> None:
    report(manual, [None] * YEAR, pin=PinFactory(manual=manual))
    assert found() == {}, "openings are not counted, so that nobody knows"
    counting_since(LIMITS.unused_days + 5)
    facts = found()[manual.procedure_id]
    assert (facts.told, facts.asked, facts.counted_days) == (0, YEAR, LIMITS.unused_days)


def test_without_openings_and_never_asked_nobody_can_tell(manual: Manual) -> None:
    counting_since(LIMITS.unused_days + 5)
    assert manual.procedure_id not in found()


def test_one_request_is_a_use(manual: Manual) -> None:
    report(manual, [0] * 11 + [1])
    assert found() == {}


def test_one_opening_is_a_use(manual: Manual) -> None:
    report(manual, [0] * YEAR)
    opened(manual.procedure, LIMITS.unused_days - 1)
    assert manual.procedure_id not in found()


def test_an_opening_long_ago_is_none(manual: Manual) -> None:
    report(manual, [0] * YEAR)
    opened(manual.procedure, LIMITS.unused_days + 1)
    assert manual.procedure_id in found()


def test_a_few_months_are_too_few(manual: Manual) -> None:
    report(manual, [0] * (LIMITS.unused_months - 1))
    assert found() == {}


def test_reports_that_nobody_stands_by_tell_nothing(manual: Manual) -> None:
    report(manual, [0] * YEAR, state=ReportState.DRAFT)
    assert found() == {}


def test_it_says_that_it_cannot_judge_by_openings() -> None:
    look = DETECTOR_OF["unused"].look
    assert "0 วัน" in look(GROUND, 0).note
    counting_since(LIMITS.unused_days)
    assert look(GROUND, 0).note == ""


def test_procedures_come_in_bites(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("infogo.simplify.detectors.unused.AT_ONCE", 2)
    manuals = [standard_manual() for _number in range(5)]
    for manual in manuals:
        report(manual, [0] * YEAR)
    assert set(found()) == {manual.procedure_id for manual in manuals}
    shorter = replace(GROUND, today=GROUND.today.replace(year=2029))
    assert all_hits("unused", shorter) == [], "reports of years ago tell nothing of today"
