"""Opening hours as officers type them."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.http import QueryDict
from django.template import engines
from hypothesis import given, settings
from hypothesis import strategies as st

from infogo.core.dates import bangkok_now, short_date
from infogo.core.hours import (
    CUSTOMARY_LUNCH,
    NO_LUNCH,
    Hours,
    HoursException,
    Interval,
    Lunch,
    LunchState,
)
from infogo.office.hours_fields import TimeInputError, read_spans, read_time
from infogo.office.hours_form import HoursForm
from infogo.office.pages.hours import hours_preview

MORNING = Interval(opens=time(8, 30), closes=time(12))
EVENING = Interval(opens=time(13), closes=time(0))
BUSY = Hours(
    week=((MORNING, EVENING), *([(MORNING,)] * 4), (), ()),
    lunch=Lunch(state=LunchState.CLOSES, starts=time(11, 30), ends=time(12, 30)),
    follows_public_holidays=True,
    exceptions=(
        HoursException(first_on=date(2026, 12, 1), last_on=date(2026, 12, 5), note="ปรับปรุง"),
        HoursException(first_on=date(2026, 12, 12), intervals=(MORNING, EVENING)),
    ),
    note="รับบัตรคิวถึง 15.00 น.",
)
SAMPLES = [
    BUSY,
    Hours.weekdays(lunch=CUSTOMARY_LUNCH),
    Hours.weekdays(lunch=NO_LUNCH),
    Hours.always(),
    Hours.unknown("วันที่มีหน่วยเคลื่อนที่"),
    Hours.unknown(),
    Hours(exceptions=BUSY.exceptions),
]


def as_sent(hours: Hours, **changes: str) -> QueryDict:
    """Return what a browser sends of the form as it is shown."""
    form = HoursForm(initial=hours)
    data = QueryDict(mutable=True)
    for bound in form:
        value = form.row_count if bound.name == "rows" else bound.value()
        if value is True:
            data[bound.html_name] = "on"
        elif value not in {None, False}:
            data[bound.html_name] = str(value)
    for name, value in changes.items():
        data[f"h-{name}"] = value
    return data


def read(hours: Hours, **changes: str) -> HoursForm:
    form = HoursForm(as_sent(hours, **changes), initial=hours)
    form.is_valid()
    return form


@pytest.mark.parametrize("hours", SAMPLES)
def test_what_is_shown_and_sent_back_untouched_is_what_it_was(hours: Hours) -> None:
    assert read(hours).hours() == hours


@pytest.mark.parametrize(
    ("text", "moment"),
    [("8.30", time(8, 30)), ("0830", time(8, 30)), ("๑๖:๓๐ น.", time(16, 30)), ("24.00", time(0)),
     ("9", time(9)), ("", None)],
)  # fmt: skip
def test_times_as_people_write_them(text: str, moment: time | None) -> None:
    assert read_time(text) == moment


@pytest.mark.parametrize("text", ["25.00", "8.75", "8.3", "8:5", "แปดโมง", "24.30", "8.30.1", "²"])
def test_what_is_no_time_is_asked_again(text: str) -> None:
    with pytest.raises(TimeInputError):
        read_time(text)


@settings(deadline=None)
@given(st.text(max_size=40))
def test_no_text_breaks_the_reading_of_spans(text: str) -> None:
    try:
        assert read_spans(text)
    except TimeInputError as problem:
        assert "เช่น" in str(problem)


def test_closed_and_open_at_once_is_asked_again() -> None:
    form = read(Hours.weekdays(), d0_closed="on", d5_1_opens="9.00")
    assert "วันจันทร์ ติ๊กว่าปิดแต่มีเวลา" in str(form.errors)
    assert "ใส่ทั้งเวลาเปิดและเวลาปิด" in str(form.errors)
    assert form.days[0].closed.value() is True


def test_one_end_of_lunch_left_empty_is_the_customary_one_as_its_field_says() -> None:
    early = read(Hours.weekdays(), lunch="closes", lunch_starts="11.30").hours().lunch
    assert (early.starts, early.ends) == (time(11, 30), time(13))
    late = read(Hours.weekdays(), lunch="closes", lunch_ends="12.30").hours().lunch
    assert (late.starts, late.ends) == (time(12), time(12, 30))


def test_a_day_that_nobody_decided_is_asked_for() -> None:
    form = read(Hours.unknown(), known="week")
    assert "วันจันทร์ ใส่เวลา หรือติ๊กว่าปิด" in str(form.errors)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"d0_1_opens": "17.00"}, "เวลาเปิดต้องมาก่อนเวลาปิด"),
        ({"d4_1_opens": "18.00", "d4_1_closes": "2.00"}, "ข้ามเที่ยงคืน ใส่เวลาปิดเป็น 24.00"),
        ({"d4_1_opens": "24.00", "d4_1_closes": "6.00"}, "0.00 ของวันถัดไป"),
        ({"d0_2_opens": "15.00", "d0_2_closes": "18.00"}, "ช่วงหลังต้องเริ่มเมื่อช่วงแรกปิดแล้ว"),
        ({"lunch": "closes", "lunch_starts": "13.00", "lunch_ends": "12.00"}, "เลิกพักเที่ยง"),
        ({"s0_first": "วันพระ"}, "อ่านวันที่ไม่ได้"),
        ({"s0_note": "ปิดซ่อม"}, "อ่านวันที่ไม่ได้"),
        ({"s0_first": "5 ธ.ค. 2599", "s0_last": "1 ธ.ค. 2599"}, "ไม่มาก่อนวันแรก"),
        ({"s0_first": "5 ธ.ค. 2599", "s0_kind": "open"}, "ใส่เวลาเปิดถึงปิด"),
        ({"s0_first": "5 ธ.ค. 2599", "s0_times": "9.00-12.00"}, "เปิดตามเวลานี้"),
        ({"s0_first": "5 ธ.ค. 2559"}, "5 ธันวาคม 2559 ผ่านไปแล้ว"),
        ({"s0_first": "1 ธ.ค. 2559", "s0_last": "5 ธ.ค. 2559"}, "5 ธันวาคม 2559 ผ่านไปแล้ว"),
        ({"known": "maybe"}, "เลือกเวลาทำการ"),
        ({"note": "ก" * 201}, "ไม่เกิน 200 ตัวอักษร"),
    ],
)
def test_what_cannot_be_is_said_in_words(changes: dict[str, str], words: str) -> None:
    form = read(Hours.weekdays(), **changes)
    assert not form.is_valid()
    assert words in str(form.errors)
    with pytest.raises(ValueError, match="not valid"):
        form.hours()


def test_a_special_day_is_added_and_removed() -> None:
    added = read(Hours.weekdays(), s0_first="๕ ธ.ค. ๒๕๙๙", s0_kind="closed").hours()
    assert [item.first_on for item in added.exceptions] == [date(2056, 12, 5)]
    assert read(added, s0_remove="on").hours() == Hours.weekdays()


def test_a_special_day_of_the_past_stays_only_as_it_was() -> None:
    past = HoursException(first_on=date(2016, 12, 1), last_on=date(2016, 12, 5), note="น้ำท่วม")
    before = Hours(week=Hours.weekdays().week, exceptions=(past,))
    assert read(before).hours() == before
    assert read(before, s0_remove="on").hours().exceptions == ()
    assert "ผ่านไปแล้ว" in str(read(before, s0_note="ไฟไหม้").errors)


def test_a_run_of_special_days_that_has_begun_is_taken() -> None:
    today = bangkok_now().date()
    said = {"s0_first": short_date(today - timedelta(days=3)), "s0_last": short_date(today)}
    assert [day.last_on for day in read(Hours.weekdays(), **said).hours().exceptions] == [today]


def test_the_button_for_another_day_gives_room_and_keeps_what_was_typed() -> None:
    form = read(Hours.weekdays(), s0_first="5 ธ.ค. 2599", add="1")
    assert form.only_redraws
    assert [row.is_spare for row in form.special] == [False, True]


def test_office_hours_can_be_filled_in() -> None:
    form = read(Hours.unknown(), fill="1", lunch="stays_open")
    assert form.only_redraws
    assert form.hours() == Hours.weekdays(lunch=NO_LUNCH)


@pytest.mark.parametrize("count", ["-1", "9999999", "x", "\x00"])
def test_a_forged_number_of_rows_does_no_harm(count: str) -> None:
    form = read(Hours.weekdays(), rows=count)
    assert len(form.special) <= 40


@pytest.mark.parametrize("hours", SAMPLES)
@pytest.mark.django_db
def test_the_preview_and_the_form_can_be_shown(hours: Hours) -> None:
    template = engines["jinja2"].from_string(
        "{% from 'components/office/hours_form.html' import hours_form %}"
        "{{ hours_form(form, preview) }}"
    )
    context: dict[str, Any] = {"form": HoursForm(initial=hours), "preview": hours_preview(hours)}
    page = template.render(context)
    assert "ประชาชนจะเห็นว่า" in page
    assert page.count("<legend>") >= 12
    if hours is BUSY:
        assert "1 ธ.ค. 2569 ถึง 5 ธ.ค. 2569 ปิด: ปรับปรุง" in page
