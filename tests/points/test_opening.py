"""Open now, and what comes next, in words."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest
from django.utils import translation

from infogo.core.dates import BANGKOK
from infogo.core.hours import CUSTOMARY_LUNCH, Hours, HoursException
from infogo.points.models import MOBILE_UNIT, HoursStatus, PointStatus, ServicePoint
from infogo.points.opening import Clock, hours_line, open_now
from tests.factories import PublicHolidayFactory

pytestmark = pytest.mark.django_db
WITH_LUNCH = Hours.weekdays(lunch=CUSTOMARY_LUNCH)
ASSUMED = Hours.weekdays()


def point(hours: Hours | None = WITH_LUNCH, **given: Any) -> ServicePoint:
    values = {"hours_status": HoursStatus.CONFIRMED, "status": PointStatus.OPEN}
    stored = hours.model_dump(mode="json") if hours else {}
    return ServicePoint(hours=stored, **{**values, **given})


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> Clock:
    """Return a clock in November 2026, whose 24th is a Tuesday."""
    return Clock(datetime(2026, month, day, hour, minute, tzinfo=BANGKOK))


@pytest.mark.parametrize(
    ("clock", "state", "text", "detail"),
    [
        (at(24, 9), "open", "เปิดอยู่ ถึง 12:00 น.", "พักเที่ยง แล้วเปิดอีกครั้ง 13:00 น."),
        (at(24, 12, 30), "closed", "พักเที่ยง", "เปิดอีกครั้ง วันนี้ 13:00 น."),
        (at(24, 14), "open", "เปิดอยู่ ถึง 16:30 น.", ""),
        (at(24, 16, 5), "closing", "เปิดอยู่ ถึง 16:30 น.", ""),
        (at(24, 7), "closed", "ปิดอยู่", "เปิดอีกครั้ง วันนี้ 08:30 น."),
        (at(24, 18), "closed", "ปิดอยู่", "เปิดอีกครั้ง พรุ่งนี้ 08:30 น."),
        (at(28, 10), "closed", "ปิดวันเสาร์อาทิตย์", "เปิดอีกครั้ง วันจันทร์ 08:30 น."),
    ],
)
def test_a_confirmed_week(clock: Clock, state: str, text: str, detail: str) -> None:
    now = open_now(point(), clock)
    assert (now.state, now.text, now.detail) == (state, text, detail)


def test_a_holiday_is_named_and_skipped() -> None:
    PublicHolidayFactory(on=date(2026, 12, 7), name_th="วันหยุดชดเชยวันชาติ")
    now = open_now(point(), at(7, 10, month=12))
    assert now.text == "ปิด วันนี้วันหยุดชดเชยวันชาติ"
    assert now.detail == "เปิดอีกครั้ง พรุ่งนี้ 08:30 น."
    before = open_now(point(), at(4, 17, month=12))
    assert before.detail == "เปิดอีกครั้ง วันอังคาร 08:30 น."


def test_hours_that_nobody_confirmed_are_only_probable() -> None:
    assumed = point(ASSUMED, hours_status=HoursStatus.ASSUMED)
    assert open_now(assumed, at(24, 10)).text == "น่าจะเปิดอยู่ ถึง 16:30 น."
    noon = open_now(assumed, at(24, 12, 15))
    assert noon.detail == "ช่วงเที่ยงอาจปิดพัก ไม่มีข้อมูลยืนยัน"
    assert open_now(assumed, at(24, 20)).text == "น่าจะปิดอยู่"
    assert open_now(assumed, at(28, 10)).text == "น่าจะปิด วันนี้เป็นวันหยุดสุดสัปดาห์"


def test_unknown_hours_are_not_closed_hours() -> None:
    now = open_now(point(None), at(24, 10))
    assert (now.state, now.text) == ("unknown", "ไม่มีข้อมูลเวลาทำการ")


def test_a_mobile_unit_keeps_no_office_hours_that_nobody_confirmed() -> None:
    unit = point(ASSUMED, hours_status=HoursStatus.ASSUMED, kind=MOBILE_UNIT)
    now = open_now(unit, at(24, 9))
    assert (now.state, now.text) == ("unknown", "ออกหน่วยเป็นรอบ ดูวันและสถานที่ก่อนไป")
    assert open_now(point(None, kind=MOBILE_UNIT), at(24, 9)).text == now.text
    assert open_now(point(kind=MOBILE_UNIT), at(24, 14)).text == "เปิดอยู่ ถึง 16:30 น."


def test_a_counter_with_hours_of_its_own_keeps_those() -> None:
    own = Hours.weekdays(time(9), time(11)).model_dump(mode="json")
    assumed = point(ASSUMED, hours_status=HoursStatus.ASSUMED)
    assert open_now(assumed, at(24, 10), own).text == "เปิดอยู่ ถึง 11:00 น."
    assert open_now(assumed, at(24, 12), own).state == "closed"


def test_a_suspended_point_is_closed_whatever_its_hours_say() -> None:
    now = open_now(point(status=PointStatus.SUSPENDED), at(24, 10))
    assert (now.state, now.text) == ("closed", "ปิดชั่วคราว")


def test_a_closure_to_come_is_no_day_on_which_it_opens_again() -> None:
    closed = {"status": PointStatus.SUSPENDED, "suspended_from": date(2026, 11, 25)}
    evening = at(24, 18)
    assert open_now(point(**closed), at(24, 10)).text == "เปิดอยู่ ถึง 12:00 น."
    assert open_now(point(**closed), evening).detail == "ไม่ทราบว่าจะเปิดเมื่อไร"
    closed["suspended_until"] = date(2026, 11, 29)
    assert open_now(point(**closed), evening).detail == "เปิดอีกครั้ง วันจันทร์ 08:30 น."
    own = Hours.weekdays(time(9), time(11)).model_dump(mode="json")
    assert open_now(point(**closed), evening, own).detail == "เปิดอีกครั้ง วันจันทร์ 09:00 น."
    assert open_now(point(Hours.always(), **closed), evening).text == "เปิดอยู่ ถึง 00:00 น."


def test_a_place_open_on_one_day_of_the_weekend_is_closed_on_the_other_alone() -> None:
    week = (*WITH_LUNCH.week[:5], WITH_LUNCH.week[0], ())
    now = open_now(point(WITH_LUNCH.model_copy(update={"week": week})), at(29, 10))
    assert (now.text, now.detail) == ("ปิดวันอาทิตย์", "เปิดอีกครั้ง พรุ่งนี้ 08:30 น.")
    with translation.override("en"):
        now = open_now(point(WITH_LUNCH.model_copy(update={"week": week})), at(29, 10))
        assert now.text == "Closed on Sunday"


def test_a_place_that_closes_in_days_says_on_which() -> None:
    closed = HoursException(first_on=date(2026, 11, 28), note="ย้ายตู้")
    now = open_now(point(Hours.always().model_copy(update={"exceptions": (closed,)})), at(24, 10))
    assert (now.state, now.text) == ("open", "เปิดอยู่ ถึง วันเสาร์ 00:00 น.")


def test_an_exception_gives_its_reason_and_a_far_opening_its_date() -> None:
    closed = HoursException(
        first_on=date(2026, 11, 20), last_on=date(2026, 12, 10), note="ปรับปรุงอาคาร"
    )
    now = open_now(point(WITH_LUNCH.model_copy(update={"exceptions": (closed,)})), at(24, 10))
    assert now.text == "ปิด: ปรับปรุงอาคาร"
    assert now.detail == "เปิดอีกครั้ง วันศุกร์ที่ 11 ธันวาคม 2569 08:30 น."


def test_a_place_that_never_closes() -> None:
    assert open_now(point(Hours.always()), at(24, 3)).text == "เปิดตลอด 24 ชั่วโมง"
    assert hours_line(Hours.always()) == "ตลอด 24 ชั่วโมง"


def test_hours_in_one_line() -> None:
    assert hours_line(WITH_LUNCH) == (
        "จันทร์–ศุกร์ 08:30–16:30 น. · ปิดวันหยุดราชการ · พักเที่ยง 12:00–13:00 น."
    )
    assert hours_line(ASSUMED).endswith("ไม่มีข้อมูลพักเที่ยง")


def test_english_words() -> None:
    PublicHolidayFactory(on=date(2026, 12, 10), name_th="วันรัฐธรรมนูญ", name_en="Constitution Day")
    with translation.override("en"):
        assert open_now(point(), at(24, 14)).text == "Open until 16:30"
        assert open_now(point(), at(24, 7)).detail == "Opens today 08:30"
        assert open_now(point(), at(10, 9, month=12)).text == "Closed today: Constitution Day"
