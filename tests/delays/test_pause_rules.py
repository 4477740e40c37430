"""Pauses that name a rule of the manual: one of its rules, and for as long as that allows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from infogo.core.dates import long_date
from infogo.core.durations import Duration
from infogo.delays.errors import DelayError
from infogo.delays.models import ClockPause, DelayCase, Outcome, PauseKind
from infogo.delays.pause_rules import last_day
from infogo.delays.reckoning import Almanac, promise_of
from infogo.delays.services.cases import Decision, close_case, pause_clock, resume_clock
from infogo.manuals.pauses import PauseRule
from tests.accounts.watching import nothing_changes
from tests.delays.making import Made, counter, day, reporter
from tests.factories import ACTOR
from tests.manuals.lint.law import enact
from tests.office.people import signed_in
from tests.office.test_delays import address
from tests.office.test_pages import text_of

TEN = PauseRule(text="ไม่รวมระยะเวลาที่ผู้ยื่นชี้แจงข้อมูล", limit=Duration.of(10, "day"))
ANY = PauseRule(text="รอผลตรวจจากห้องปฏิบัติการ")
MONDAY = date(2026, 3, 2)


def span(*days: int) -> list[tuple[date, date]]:
    first, last = (MONDAY + timedelta(days=n) for n in days)
    return [(first, last)]


@pytest.mark.parametrize(
    ("limit", "used", "days"),
    [
        ((10, "day"), [], 9),
        ((10, "day"), span(-20, -17), 5),
        ((10, "day"), span(-20, -1), -1),
        ((10, "working_day"), [], 11),
        ((10, "working_day"), span(-7, -1), 4),
        ((5, "working_day"), span(-7, -1), -1),
        ((1, "month"), [], 30),
        ((1, "month"), span(-2, -1), 28),
    ],
)  # fmt: skip
def test_the_last_day_of_a_rule(
    limit: tuple[int, str], used: list[tuple[date, date]], days: int
) -> None:
    rule = PauseRule(text="รอ", limit=Duration.of(*limit))
    assert last_day(rule, MONDAY, used, {}) == MONDAY + timedelta(days=days)


def test_holidays_are_no_working_days_of_a_rule() -> None:
    rule = PauseRule(text="รอ", limit=Duration.of(2, "working_day"))
    holidays = {MONDAY: "วันหยุด"}
    assert last_day(rule, MONDAY, [], holidays) == MONDAY + timedelta(days=2)
    with pytest.raises(ValueError, match="without a limit"):
        last_day(ANY, MONDAY, [], {})


@pytest.fixture
def made(db: None) -> Made:
    enact()
    return Made(counter(pause_rules=(TEN, ANY)))


def stop(case: DelayCase, basis: str, ago: int) -> ClockPause:
    rule: Any = {"kind": PauseKind.MANUAL_RULE, "basis": basis, "actor": ACTOR}
    return pause_clock(case_id=case.pk, begins_on=day(ago), **rule)


def test_a_pause_names_a_rule_of_the_edition(made: Made) -> None:
    case = made.case(25)
    with nothing_changes(), pytest.raises(DelayError, match="ไม่มีเงื่อนไขนี้") as refused:
        stop(case, "คู่มือข้อ 13", 20)
    assert refused.value.field == "basis"
    assert ANY.text in str(refused.value) and "มาตรา 8" in str(refused.value)
    assert stop(case, "ผู้ยื่นชี้แจง ข้อมูล", 20).basis == "ผู้ยื่นชี้แจง ข้อมูล"


def test_where_the_edition_names_none_its_words_are_taken_as_they_are_told(db: None) -> None:
    enact()
    case = Made().case(25)
    pause = stop(case, "คู่มือข้อ 13", 20)
    assert resume_clock(case_id=case.pk, ends_on=day(1), actor=ACTOR) == pause


def test_a_pause_lasts_no_longer_than_its_rule_allows(made: Made) -> None:
    case = made.case(25)
    stop(case, TEN.text, 20)
    with nothing_changes(), pytest.raises(DelayError, match="ไม่เกิน 10 วัน") as refused:
        resume_clock(case_id=case.pk, ends_on=day(10), actor=ACTOR)
    assert refused.value.field == "ends_on"
    resume_clock(case_id=case.pk, ends_on=day(14), actor=ACTOR)
    stop(case, TEN.text, 12)
    with nothing_changes(), pytest.raises(DelayError, match="ไม่เกิน 10 วัน"):
        resume_clock(case_id=case.pk, ends_on=day(9), actor=ACTOR)
    resume_clock(case_id=case.pk, ends_on=day(10), actor=ACTOR)
    with nothing_changes(), pytest.raises(DelayError, match="ใช้ครบแล้ว"):
        stop(case, TEN.text, 5)
    assert stop(case, ANY.text, 5).ends_on is None


def test_a_pause_that_goes_on_stops_the_clock_no_longer_than_that(made: Made) -> None:
    case = made.case(25)
    stop(case, TEN.text, 20)
    case.refresh_from_db()
    assert case.due_on == day(25) + timedelta(days=40)
    other = made.case(25)
    stop(other, ANY.text, 20)
    other.refresh_from_db()
    assert other.due_on is None
    assert promise_of(other, Almanac.read()).held_since == day(20)


def test_a_case_that_ends_ends_its_pause_when_the_rule_does(made: Made) -> None:
    case = made.case(25)
    pause = stop(case, TEN.text, 20)
    close_case(case_id=case.pk, decision=Decision(day(1), Outcome.APPROVED), actor=ACTOR)
    pause.refresh_from_db()
    assert pause.ends_on == day(11)


def test_officers_choose_among_the_rules(made: Made) -> None:
    client = signed_in(reporter(made.manual.agency))
    case = made.case(25)
    sent = {"kind": "manual_rule", "begins_on": long_date(day(20))}
    assert "ผู้ยื่นชี้แจงข้อมูล (ไม่เกิน 10 วัน)" in text_of(client.get(address(case, "pause")))
    with nothing_changes():
        refused = client.post(address(case, "pause"), sent)
    assert refused.status_code == 422
    assert "เลือกเงื่อนไขที่เขียนในคู่มือ" in text_of(refused)
    assert "ใส่เลขที่" not in text_of(refused)
    with nothing_changes():
        refused = client.post(address(case, "pause"), {**sent, "kind": "defect"})
    assert "ใส่เลขที่บันทึกความบกพร่อง" in text_of(refused)
    assert client.post(address(case, "pause"), {**sent, "rule": "0"}).status_code == 302
    assert case.pauses.get().basis == TEN.text
    page = text_of(client.get(address(case)))
    assert f"คู่มือให้หยุดได้ถึง {long_date(day(11))}" in page


def test_a_rule_that_is_used_up_is_told_where_it_was_chosen(made: Made) -> None:
    client = signed_in(reporter(made.manual.agency))
    case = made.case(25)
    stop(case, TEN.text, 20)
    resume_clock(case_id=case.pk, ends_on=day(11), actor=ACTOR)
    sent = {"kind": "manual_rule", "rule": "0", "begins_on": long_date(day(5))}
    with nothing_changes():
        refused = client.post(address(case, "pause"), sent)
    assert "ใช้ครบแล้ว" in text_of(refused)
    page = refused.content.decode()
    assert 'href="#id_rule' in page
    assert 'href="#id_basis"' not in page
