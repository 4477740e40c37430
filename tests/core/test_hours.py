from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from pydantic import ValidationError

from infogo.core.dates import BANGKOK
from infogo.core.hours import (
    CUSTOMARY_LUNCH,
    NO_LUNCH,
    WHOLE_DAY,
    Hours,
    HoursException,
    Interval,
    Lunch,
    LunchState,
    Reason,
    status_at,
)

HOLIDAYS = {date(2026, 4, 13): "วันสงกรานต์", date(2026, 4, 14): "วันสงกรานต์",
            date(2026, 4, 15): "วันสงกรานต์"}  # fmt: skip
OFFICE = Hours.weekdays(lunch=CUSTOMARY_LUNCH)


def at(day: int, hour: int, minute: int = 0, month: int = 4) -> datetime:
    """Return a moment in 2026; 10 April is a Friday."""
    return datetime(2026, month, day, hour, minute, tzinfo=BANGKOK)


def test_open_in_the_morning_until_lunch() -> None:
    status = status_at(OFFICE, at(10, 9), HOLIDAYS)
    assert status.open_now is True
    assert status.closes_at == at(10, 12)
    assert status.reopens_at == at(10, 13)
    assert status.reason is None


def test_closed_for_lunch() -> None:
    status = status_at(OFFICE, at(10, 12), HOLIDAYS)
    assert (status.open_now, status.reason) == (False, Reason.LUNCH)
    assert status.reopens_at == status.opens_next == at(10, 13)


def test_open_in_the_afternoon_until_the_end() -> None:
    status = status_at(OFFICE, at(10, 13), HOLIDAYS)
    assert status.open_now is True
    assert status.closes_at == at(10, 16, 30)
    assert status.reopens_at is None


def test_closing_time_itself_is_closed_and_the_next_opening_skips_songkran() -> None:
    status = status_at(OFFICE, at(10, 16, 30), HOLIDAYS)
    assert (status.open_now, status.reason) == (False, Reason.AFTER_HOURS)
    assert status.opens_next == at(16, 8, 30)
    assert status.reopens_at is None


def test_before_opening() -> None:
    status = status_at(OFFICE, at(10, 8, 29), HOLIDAYS)
    assert (status.open_now, status.reason) == (False, Reason.AFTER_HOURS)
    assert status.opens_next == at(10, 8, 30)


def test_weekend_and_holiday() -> None:
    assert status_at(OFFICE, at(11, 10), HOLIDAYS).reason is Reason.WEEKEND
    holiday = status_at(OFFICE, at(14, 10), HOLIDAYS)
    assert (holiday.reason, holiday.holiday_name) == (Reason.HOLIDAY, "วันสงกรานต์")
    assert holiday.opens_next == at(16, 8, 30)


def test_a_place_that_ignores_holidays_is_open() -> None:
    mall = OFFICE.model_copy(update={"follows_public_holidays": False})
    assert status_at(mall, at(14, 10), HOLIDAYS).open_now is True


def test_moments_of_other_zones_are_read_in_thai_time() -> None:
    assert status_at(OFFICE, datetime(2026, 4, 10, 2, 0, tzinfo=UTC), {}).open_now is True
    assert status_at(OFFICE, datetime(2026, 4, 10, 10, 0, tzinfo=UTC), {}).open_now is False
    with pytest.raises(ValueError, match="time zone"):
        status_at(OFFICE, datetime(2026, 4, 10, 10, 0), {})


def test_an_unknown_lunch_warns_and_does_not_close() -> None:
    assumed = Hours.weekdays()
    noon = status_at(assumed, at(10, 12, 15), {})
    assert noon.open_now is True
    assert noon.lunch_uncertain is True
    assert noon.closes_at == at(10, 16, 30)
    assert status_at(assumed, at(10, 11, 59), {}).lunch_uncertain is False
    stays_open = Hours.weekdays(lunch=NO_LUNCH)
    assert status_at(stays_open, at(10, 12, 15), {}).lunch_uncertain is False


def test_unknown_hours_say_so() -> None:
    status = status_at(Hours.unknown("ตามนัด"), at(10, 9), {})
    assert status.open_now is None
    assert status.reason is Reason.UNKNOWN


def test_always_open_never_closes() -> None:
    status = status_at(Hours.always(), at(13, 3), HOLIDAYS)
    assert status.open_now is True
    assert status.closes_at is None
    assert status.lunch_uncertain is False


def test_always_open_ends_at_a_closure() -> None:
    closure = HoursException(first_on=date(2026, 4, 13), note="ปรับปรุงระบบ")
    hours = Hours.always().model_copy(update={"exceptions": (closure,)})
    assert status_at(hours, at(11, 3), {}).closes_at == at(13, 0)
    closed = status_at(hours, at(13, 3), {})
    assert (closed.reason, closed.note) == (Reason.EXCEPTION, "ปรับปรุงระบบ")
    assert closed.opens_next == at(14, 0)


def test_an_exception_beats_week_holiday_and_lunch() -> None:
    special = HoursException(
        first_on=date(2026, 4, 13),
        intervals=(Interval(opens=time(10), closes=time(14)),),
        note="เปิดเฉพาะกิจ",
    )
    hours = OFFICE.model_copy(update={"exceptions": (special,)})
    assert status_at(hours, at(13, 12, 30), HOLIDAYS).closes_at == at(13, 14)
    after = status_at(hours, at(13, 15), HOLIDAYS)
    assert (after.reason, after.note) == (Reason.EXCEPTION, "เปิดเฉพาะกิจ")


def test_the_later_exception_corrects_the_earlier() -> None:
    month = HoursException(first_on=date(2026, 4, 1), last_on=date(2026, 4, 30), note="ซ่อมอาคาร")
    back = HoursException(
        first_on=date(2026, 4, 20), intervals=(Interval(opens=time(9), closes=time(12)),)
    )
    hours = OFFICE.model_copy(update={"exceptions": (month, back)})
    assert status_at(hours, at(10, 9), {}).opens_next == at(20, 9)
    assert status_at(hours, at(20, 10), {}).open_now is True


def test_a_night_shift_runs_past_midnight() -> None:
    night = (Interval(opens=time(0), closes=time(2)), Interval(opens=time(18), closes=time(0)))
    hours = Hours(week=(night,) * 7, lunch=NO_LUNCH)
    assert status_at(hours, at(10, 23), {}).closes_at == at(11, 2)
    assert status_at(hours, at(10, 3), {}).opens_next == at(10, 18)


def test_a_weekday_without_hours_is_not_called_a_weekend() -> None:
    tuesday_only = ((), (Interval(opens=time(9), closes=time(12)),), (), (), (), (), ())
    hours = Hours(week=tuesday_only)
    assert status_at(hours, at(10, 10), {}).reason is Reason.AFTER_HOURS
    assert status_at(hours, at(10, 10), {}).opens_next == at(14, 9)


def test_a_place_that_never_opens_again_has_no_next_opening() -> None:
    once = HoursException(
        first_on=date(2026, 4, 1), intervals=(Interval(opens=time(9), closes=time(12)),)
    )
    assert status_at(Hours(exceptions=(once,)), at(10, 9), {}).opens_next is None


def test_json_round_trip_and_short_keys() -> None:
    again = Hours.model_validate_json(OFFICE.model_dump_json())
    assert again == OFFICE
    assert hash(again) == hash(OFFICE)


@pytest.mark.parametrize(
    "build",
    [
        lambda: Interval(opens=time(16), closes=time(8)),
        lambda: Lunch(state=LunchState.CLOSES),
        lambda: Lunch(state=LunchState.UNKNOWN, starts=time(12), ends=time(13)),
        lambda: Hours(),
        lambda: Hours(week=((WHOLE_DAY,),)),
        lambda: Hours(known=False, week=OFFICE.week),
        lambda: Hours(week=((WHOLE_DAY, WHOLE_DAY), (), (), (), (), (), ())),
        lambda: HoursException(first_on=date(2026, 4, 2), last_on=date(2026, 4, 1)),
        lambda: Hours.model_validate({"week": [[]] * 7, "surprise": 1}),
    ],
)
def test_contradictions_are_refused(build) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValidationError):
        build()


def test_weekend_flag() -> None:
    assert OFFICE.opens_on_weekends is False
    assert Hours.always().opens_on_weekends is True
