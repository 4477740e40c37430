from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infogo.core.calendar import seed_public_holidays
from infogo.core.dates import BANGKOK
from infogo.core.durations import Duration
from infogo.core.hours import Hours, Interval, Lunch, LunchState
from infogo.delays.clock import (
    ClockError,
    Extension,
    Pause,
    Promise,
    counts_from,
    length_of,
    promise,
)
from infogo.manuals.content import ManualContent, Step, StepKind
from infogo.manuals.part import Listing, ListingState
from tests.delays import oracle

HOLIDAYS = {item.on: item.name_th for item in seed_public_holidays(range(2024, 2032))}
FRIDAY = date(2026, 4, 10)
"""The last working day before Songkran 2569: 13, 14 and 15 April are holidays."""
DEFECT = "บันทึกความบกพร่อง เลขที่ 12/2569"

days = st.dates(date(2024, 1, 1), date(2027, 12, 31))
day_units = st.sampled_from(["day", "working_day", "month", "year"])


def at(day: date, hour: int = 10, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), BANGKOK)


def due(length: Duration, received: datetime | None = None, **more: object) -> date | None:
    return promise(received or at(FRIDAY), length, holidays=HOLIDAYS, **more).due_on


def days_counted(made: Promise) -> int:
    return sum(day.counts for day in made.days)


@st.composite
def stops(draw: st.DrawFn, around: date, *, may_stay_open: bool) -> list[oracle.Stop]:
    """Return up to three pauses near a day, the last one perhaps without an end."""
    found: list[oracle.Stop] = []
    for _ in range(draw(st.integers(0, 3))):
        first = around + timedelta(days=draw(st.integers(-5, 40)))
        found.append((first, first + timedelta(days=draw(st.integers(0, 25)))))
    if may_stay_open and draw(st.integers(0, 3)) == 0:
        found.append((around + timedelta(days=draw(st.integers(-3, 60))), None))
    return found


def as_pauses(found: list[oracle.Stop]) -> list[Pause]:
    return [Pause(first, last, DEFECT) for first, last in found]


@settings(deadline=None)
@given(days, st.integers(0, 45), day_units, st.data())
def test_days_agree_with_a_slow_count(
    start: date, count: int, unit: str, data: st.DataObject
) -> None:
    count = min(count, 3) if unit == "year" else min(count, 14) if unit == "month" else count
    found = data.draw(stops(start, may_stay_open=True))
    made = promise(at(start), Duration.of(count, unit), holidays=HOLIDAYS, pauses=as_pauses(found))
    assert made.due_on == oracle.last_day(start, count, unit, HOLIDAYS, found)
    assert made.starts_on == start


@settings(deadline=None)
@given(days, st.integers(1, 60), day_units, st.data())
def test_the_explanation_adds_up_to_the_due_day(
    start: date, count: int, unit: str, data: st.DataObject
) -> None:
    count = min(count, 2) if unit == "year" else min(count, 12) if unit == "month" else count
    found = data.draw(stops(start, may_stay_open=False))
    made = promise(at(start), Duration.of(count, unit), holidays=HOLIDAYS, pauses=as_pauses(found))
    assert made.due_on is not None
    told = [day.on for day in made.days]
    assert told == [start + timedelta(days=n) for n in range((made.due_on - start).days + 1)]
    assert made.days[0].counts is False
    assert made.days[-1].counts
    assert all(day.why_th for day in made.days)
    without_pauses = promise(at(start), Duration.of(count, unit), holidays=HOLIDAYS)
    assert days_counted(made) == days_counted(without_pauses)
    assert made.due_on >= (without_pauses.due_on or date.max)


@settings(deadline=None)
@given(
    days,
    st.integers(0, 23),
    st.integers(0, 59),
    st.integers(1, 900),
    st.sampled_from(["minute", "hour"]),
    st.data(),
)
def test_minutes_agree_with_a_slow_count(
    start: date, hour: int, minute: int, count: int, unit: str, data: st.DataObject
) -> None:
    count = min(count, 15) if unit == "hour" else count
    found = [
        (first, last and min(last, first + timedelta(days=3)))
        for first, last in data.draw(stops(start, may_stay_open=True))
    ]
    received = at(start, hour, minute)
    made = promise(received, Duration.of(count, unit), holidays=HOLIDAYS, pauses=as_pauses(found))
    minutes = count * 60 if unit == "hour" else count
    expected = oracle.last_minute(received, minutes, HOLIDAYS, found)
    assert made.due_at == expected
    assert made.due_on == (expected and expected.date())


@settings(deadline=None)
@given(days, st.integers(1, 30), day_units, st.integers(1, 30), day_units, st.data())
def test_an_extension_begins_on_the_day_after_the_last_one(
    start: date, count: int, unit: str, more: int, more_unit: str, data: st.DataObject
) -> None:
    count, more = (
        min(n, 2) if of == "year" else min(n, 6) if of == "month" else n
        for n, of in ((count, unit), (more, more_unit))
    )
    found = data.draw(stops(start, may_stay_open=True))
    made = promise(
        at(start),
        Duration.of(count, unit),
        holidays=HOLIDAYS,
        pauses=as_pauses(found),
        extensions=[Extension(Duration.of(more, more_unit), "มาตรา 25")],
    )
    first = oracle.last_day(start, count, unit, HOLIDAYS, found)
    expected = first and oracle.last_day(first, more, more_unit, HOLIDAYS, found)
    assert made.due_on == expected


def test_working_days_skip_weekends_and_holidays_and_every_day_says_why() -> None:
    made = promise(at(FRIDAY), Duration.of(2, "working_day"), holidays=HOLIDAYS)
    assert made.due_on == date(2026, 4, 17)
    assert [(day.on.day, day.counts) for day in made.days] == [
        (10, False), (11, False), (12, False), (13, False), (14, False), (15, False),
        (16, True), (17, True),
    ]  # fmt: skip
    assert [day.why_th for day in made.days] == [
        "วันที่รับคำขอครบถ้วน ไม่นับ",
        "วันเสาร์ ไม่นับ",
        "วันอาทิตย์ ไม่นับ",
        "วันหยุดราชการ (วันสงกรานต์) ไม่นับ",
        "วันหยุดราชการ (วันสงกรานต์) ไม่นับ",
        "วันหยุดราชการ (วันสงกรานต์) ไม่นับ",
        "วันทำการที่ 1",
        "วันทำการที่ 2 วันสุดท้าย",
    ]


def test_a_substitution_day_is_a_holiday_like_any_other() -> None:
    # 31 July 2566 was a Monday off by resolution; 1 and 2 August stood for Buddhist days.
    special = {date(2023, 7, 31): "วันหยุดพิเศษ", date(2023, 8, 1): "วันอาสาฬหบูชา"}
    made = promise(at(date(2023, 7, 28)), Duration.of(1, "working_day"), holidays=special)
    assert made.due_on == date(2023, 8, 2)


def test_the_agencys_last_day_counts_even_on_a_holiday() -> None:
    made = promise(at(FRIDAY), Duration.of(3, "day"), holidays=HOLIDAYS)
    assert made.due_on == date(2026, 4, 13)
    assert "ตรงกับวันหยุดก็นับ" in made.days[-1].why_th


@pytest.mark.parametrize(
    ("start", "months", "last"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 2, 28), 1, date(2026, 3, 31)),
        (date(2026, 1, 15), 1, date(2026, 2, 15)),
    ],
)
def test_months_end_on_the_corresponding_day(start: date, months: int, last: date) -> None:
    assert due(Duration.of(months, "month"), at(start)) == last


def test_a_pause_takes_its_days_out_in_the_periods_own_unit() -> None:
    # From Monday 20 to Sunday 26 April: seven days, five of them working days.
    pauses = [Pause(date(2026, 4, 20), date(2026, 4, 26), DEFECT)]
    received = at(date(2026, 4, 16))
    assert due(Duration.of(5, "day"), received) == date(2026, 4, 21)
    assert due(Duration.of(5, "day"), received, pauses=pauses) == date(2026, 4, 28)
    assert due(Duration.of(5, "working_day"), received) == date(2026, 4, 23)
    assert due(Duration.of(5, "working_day"), received, pauses=pauses) == date(2026, 4, 30)


def test_an_open_pause_holds_the_clock_and_says_since_when() -> None:
    made = promise(
        at(FRIDAY),
        Duration.of(15, "day"),
        holidays=HOLIDAYS,
        pauses=[Pause(date(2026, 4, 20), None, DEFECT)],
    )
    assert made.due_on is None
    assert made.held_since == date(2026, 4, 20)
    assert days_counted(made) == 9
    assert made.days[-1].on == date(2026, 4, 20)
    assert DEFECT in made.days[-1].why_th


def test_a_pause_after_the_last_day_changes_nothing() -> None:
    late = [Pause(date(2026, 5, 1), None, DEFECT)]
    assert due(Duration.of(5, "day"), pauses=late) == date(2026, 4, 15)


def test_minutes_run_in_office_time_and_stop_at_noon() -> None:
    made = promise(at(FRIDAY, 11, 30), Duration.of(90, "minute"), holidays=HOLIDAYS)
    assert made.due_at == at(FRIDAY, 14, 0)
    assert [day.why_th for day in made.days] == ["นับ 90 นาที (11:30–12:00 และ 13:00–14:00 น.)"]


def test_minutes_that_the_day_does_not_hold_go_on_after_the_holidays() -> None:
    made = promise(at(FRIDAY, 16, 0), Duration.of("1.5", "hour"), holidays=HOLIDAYS)
    assert made.due_at == at(date(2026, 4, 16), 9, 30)
    assert made.days[0].counts
    assert not any(day.counts for day in made.days[1:-1])


def test_minutes_run_while_a_point_is_open_that_opens_on_saturdays() -> None:
    saturday = date(2026, 4, 11)
    week = [(Interval(opens=time(10), closes=time(20)),)] * 7
    mall = Hours(week=tuple(week), lunch=Lunch(state=LunchState.STAYS_OPEN))
    made = promise(at(saturday, 19, 40), Duration.of(30, "minute"), holidays={}, hours=mall)
    assert made.due_at == at(date(2026, 4, 12), 10, 10)


@pytest.mark.parametrize("hours", [Hours.unknown("ตามประกาศ"), Hours.weekdays(), None])
def test_unknown_hours_and_unknown_lunch_are_office_time(hours: Hours | None) -> None:
    made = promise(at(FRIDAY, 11, 50), Duration.of(20, "minute"), holidays=HOLIDAYS, hours=hours)
    assert made.due_at == at(FRIDAY, 13, 10)


@pytest.mark.parametrize("length", [Duration.of("1.5", "day"), Duration.of(9_999_999, "day")])
def test_what_cannot_be_counted_says_what_to_do(length: Duration) -> None:
    with pytest.raises(ClockError, match="ให้แก้"):
        promise(at(FRIDAY), length, holidays=HOLIDAYS)


def test_a_range_is_due_after_its_longest_value() -> None:
    assert due(Duration(value_min=1, value_max=5, unit="day")) == date(2026, 4, 15)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (at(FRIDAY, 16, 29), at(FRIDAY, 16, 29)),
        (at(FRIDAY, 16, 30), at(date(2026, 4, 16), 8, 30)),
        (at(FRIDAY, 23, 50), at(date(2026, 4, 16), 8, 30)),
        (at(date(2026, 4, 12), 9, 0), at(date(2026, 4, 16), 8, 30)),
        (at(FRIDAY, 5, 0), at(FRIDAY, 8, 30)),
        (at(FRIDAY, 12, 15), at(FRIDAY, 13, 0)),
    ],
)
def test_an_electronic_request_counts_from_the_next_office_time(
    moment: datetime, expected: datetime
) -> None:
    assert counts_from(moment, True, HOLIDAYS) == expected


def test_a_request_across_a_counter_counts_when_it_came() -> None:
    saturday = at(date(2026, 4, 11), 18, 0)
    assert counts_from(saturday, False, HOLIDAYS) == saturday


def test_a_moment_without_a_zone_is_refused() -> None:
    naive = datetime(2026, 4, 10, 10, 0)
    with pytest.raises(ValueError, match="time zone"):
        promise(naive, Duration.of(1, "day"), holidays={})


def _content(*durations: Duration | None, total: Duration | None = None) -> ManualContent:
    steps = tuple(
        Step(kind=StepKind.CONSIDERATION, title="พิจารณา", duration=duration)
        for duration in durations
    )
    state = ListingState.LISTED if steps else ListingState.UNKNOWN
    return ManualContent(steps=Listing[Step](state=state, items=steps), total=total)


@pytest.mark.parametrize(
    ("content", "length"),
    [
        (_content(total=Duration.of(30, "day")), Duration.of(30, "day")),
        (_content(Duration.of(9, "day"), total=Duration.of(7, "day")), Duration.of(7, "day")),
        (_content(Duration.of(1, "day"), Duration.of(2, "day")), Duration.of(3, "day")),
        (_content(Duration.of(20, "minute"), Duration.of(3, "day")), None),
        (_content(Duration.of(20, "minute"), None), None),
        (_content(), None),
    ],
)
def test_the_promised_time_of_a_manual(content: ManualContent, length: Duration | None) -> None:
    assert length_of(content) == length
