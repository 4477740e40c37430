"""The deficiency record of section 8: one for each request, with its list and its deadline."""

from __future__ import annotations

from typing import Any

import pytest

from infogo.delays.errors import DelayError
from infogo.delays.models import ClockPause, PauseKind
from infogo.delays.services.cases import pause_clock, resume_clock
from infogo.manuals.models import RuleSet
from tests.accounts.watching import nothing_changes
from tests.delays.making import Made, day, record
from tests.factories import ACTOR
from tests.manuals.lint.law import LAW_OF_2558, enact

pytestmark = pytest.mark.django_db
DEFECT = {
    "kind": PauseKind.DEFECT, "basis": "บันทึก 12/2569", "actor": ACTOR, "record": record(),
}  # fmt: skip
RULE = {"kind": PauseKind.MANUAL_RULE, "basis": "คู่มือข้อ 13", "actor": ACTOR}


@pytest.fixture(autouse=True)
def law() -> None:
    enact()


@pytest.fixture
def made() -> Made:
    return Made()


def test_a_request_has_one_deficiency_record(made: Made) -> None:
    case = made.case(20)
    first = pause_clock(case_id=case.pk, begins_on=day(15), **DEFECT)
    assert (first.missing, first.complete_by) == ("โฉนดที่ดิน\nแบบแปลน", record().complete_by)
    resume_clock(case_id=case.pk, ends_on=day(10), actor=ACTOR)
    with nothing_changes(), pytest.raises(DelayError, match="ครบ 1 ครั้งแล้ว") as refused:
        pause_clock(case_id=case.pk, begins_on=day(5), **DEFECT)
    assert refused.value.field == "kind"
    assert "มาตรา 8" in str(refused.value) and "สิ่งที่ทำได้แทน" in str(refused.value)
    with nothing_changes(), pytest.raises(DelayError, match="มาตรา 8") as refused:
        pause_clock(case_id=case.pk, begins_on=day(5), **RULE, record=record())
    assert refused.value.field == "kind"
    assert pause_clock(case_id=case.pk, begins_on=day(5), **RULE).missing == ""


def test_how_many_records_is_a_number_of_the_rules(made: Made) -> None:
    case = made.case(20)
    RuleSet.objects.update(
        parameters={**LAW_OF_2558["parameters"], "deficiency_records_per_request": 2}
    )
    for begins, ends in ((15, 14), (12, 11)):
        pause_clock(case_id=case.pk, begins_on=day(begins), **DEFECT)
        resume_clock(case_id=case.pk, ends_on=day(ends), actor=ACTOR)
    with nothing_changes(), pytest.raises(DelayError, match="ครบ 2 ครั้งแล้ว"):
        pause_clock(case_id=case.pk, begins_on=day(5), **DEFECT)
    RuleSet.objects.update(parameters={})
    pause_clock(case_id=case.pk, begins_on=day(5), **DEFECT)


def test_a_record_from_before_lists_were_asked_for_is_one_too(made: Made) -> None:
    case = made.case(20)
    ClockPause.objects.create(
        case=case, kind=PauseKind.DEFECT, basis="1/2569", noted_by=ACTOR,
        begins_on=day(18), ends_on=day(17),
    )  # fmt: skip
    with pytest.raises(DelayError, match=r"คือ 1/2569 \("):
        pause_clock(case_id=case.pk, begins_on=day(5), **DEFECT)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"missing": " \n- \n"}, "missing"),
        ({"missing": "สำเนาบัตร 1-2345-67890-12-1"}, "missing"),
        ({"complete_by": day(16)}, "complete_by"),
        ({"complete_by": day(-400)}, "complete_by"),
        ({"complete_by": next(day(-n) for n in range(1, 9) if day(-n).weekday() == 5)},
         "complete_by"),
    ],
)  # fmt: skip
def test_a_record_has_a_list_and_a_deadline(made: Made, given: dict[str, Any], field: str) -> None:
    case = made.case(20)
    with nothing_changes(), pytest.raises(DelayError) as refused:
        pause_clock(case_id=case.pk, begins_on=day(15), **{**DEFECT, "record": record(**given)})
    assert [each.field for each in refused.value.every()] == [field]


def test_a_record_of_nothing_is_refused_whole(made: Made) -> None:
    case = made.case(20)
    with nothing_changes(), pytest.raises(DelayError) as refused:
        pause_clock(case_id=case.pk, begins_on=day(15), **{**DEFECT, "record": None})
    assert [each.field for each in refused.value.every()] == ["missing", "complete_by"]
