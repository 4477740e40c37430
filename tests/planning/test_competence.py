"""Who is served where and when, and what is only not known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from infogo.core.hours import Hours, HoursException
from infogo.planning.competence import Caution, Counter, Reader, Refusal, judge

MONDAY = date(2026, 11, 30)
READER = Reader("50", "5001", MONDAY)
OFFICE = Counter("50", "5001", "department", None, None, None, Hours.weekdays())
TOWN_HALL = replace(OFFICE, agency_kind="municipality_city")


def refusal(counter: Counter, reader: Reader = READER) -> Refusal | None:
    return judge(counter, reader, {}).refusal


def test_an_open_office_serves_until_it_closes() -> None:
    verdict = judge(OFFICE, READER, {})
    assert (verdict.refusal, verdict.cautions, verdict.closes) == (None, (), 16 * 60 + 30)
    assert judge(replace(OFFICE, hours=Hours.always()), READER, {}).closes == 24 * 60


def test_closed_days_holidays_and_repairs_are_closed() -> None:
    sunday = replace(READER, day=date(2026, 11, 29))
    repair = Hours.weekdays().model_copy(update={"exceptions": (HoursException(first_on=MONDAY),)})
    assert refusal(OFFICE, sunday) is Refusal.CLOSED
    assert judge(OFFICE, READER, {MONDAY: "วันหยุด"}).refusal is Refusal.CLOSED
    assert refusal(replace(OFFICE, hours=repair)) is Refusal.CLOSED


def test_today_it_must_still_be_open() -> None:
    assert refusal(OFFICE, replace(READER, since=16 * 60 + 29)) is None
    assert refusal(OFFICE, replace(READER, since=16 * 60 + 30)) is Refusal.CLOSED


@pytest.mark.parametrize(
    ("first", "last", "is_closed"),
    [
        (None, None, True),
        (date(2026, 12, 1), None, False),
        (None, date(2026, 11, 29), False),
        (MONDAY, MONDAY, True),
    ],
)
def test_a_closure_for_a_time_holds_on_its_days(
    first: date | None, last: date | None, is_closed: bool
) -> None:
    found = refusal(replace(OFFICE, suspended=(first, last)))
    assert (found is Refusal.SUSPENDED) is is_closed


def test_unknown_hours_are_a_caution_and_no_refusal() -> None:
    verdict = judge(replace(OFFICE, hours=Hours.unknown()), READER, {})
    assert (verdict.refusal, verdict.cautions, verdict.closes) == (None, (Caution.HOURS,), 0)


def test_a_local_government_serves_its_own_area() -> None:
    elsewhere = replace(TOWN_HALL, district="5002")
    assert refusal(elsewhere) is Refusal.OUTSIDE
    assert refusal(replace(elsewhere, residents_only=False)) is None
    assert refusal(elsewhere, replace(READER, district="")) is None
    assert refusal(replace(elsewhere, province="51"), replace(READER, district="")) is not None
    assert refusal(replace(elsewhere, agency_kind="pao")) is None
    assert judge(TOWN_HALL, READER, {}).cautions == (Caution.AREA,)


def test_the_area_of_a_provincial_government_is_its_province() -> None:
    hall, nearby = replace(OFFICE, agency_kind="pao"), Reader("", "", MONDAY)
    in_province = replace(READER, district="")
    assert judge(hall, in_province, {}).cautions == ()
    assert judge(replace(hall, residents_only=True), in_province, {}).cautions == ()
    assert judge(hall, nearby, {}).cautions == (Caution.AREA,)
    assert judge(replace(hall, residents_only=True), nearby, {}).cautions == (Caution.RESIDENTS,)


def test_a_department_serves_everybody_unless_its_pin_says_residents_only() -> None:
    elsewhere = replace(OFFICE, district="5002")
    assert refusal(elsewhere) is None
    assert refusal(replace(elsewhere, residents_only=True)) is Refusal.OUTSIDE
    asked = judge(replace(OFFICE, residents_only=True), replace(READER, district=""), {})
    assert asked.cautions == (Caution.RESIDENTS,)


def test_foreigners_are_refused_only_where_a_pin_says_so() -> None:
    foreigner = replace(READER, is_foreigner=True)
    assert refusal(replace(OFFICE, accepts_foreigners=False), foreigner) is Refusal.NO_FOREIGNERS
    assert refusal(replace(OFFICE, accepts_foreigners=False)) is None
    assert judge(OFFICE, foreigner, {}).cautions == (Caution.FOREIGNERS,)
    assert judge(replace(OFFICE, accepts_foreigners=True), foreigner, {}).cautions == ()


def test_an_appointment_is_told() -> None:
    office = replace(OFFICE, accepts_walk_in=False, hours=Hours.weekdays(closes=time(12)))
    assert judge(office, READER, {}).cautions == (Caution.APPOINTMENT,)
