from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infogo.core.hours import (
    CUSTOMARY_LUNCH,
    NO_LUNCH,
    UNKNOWN_LUNCH,
    Hours,
    Interval,
    Lunch,
    LunchState,
)
from infogo.core.hours_text import (
    Opening,
    lunch_text,
    openings,
    parse_sentence,
    sentence,
    week_rows,
)

OFFICIAL = (
    "เปิดให้บริการวัน จันทร์ ถึง วัน ศุกร์ (ยกเว้นวันหยุดที่ทางราชการกำหนด) ตั้งแต่เวลา 08:30 - 16:30 น. (มีพักเที่ยง)"
)


def test_the_official_sentence_letter_by_letter() -> None:
    assert sentence(Hours.weekdays(lunch=CUSTOMARY_LUNCH)) == OFFICIAL
    assert sentence(Hours.weekdays(closes=time(16), lunch=NO_LUNCH)) == (
        "เปิดให้บริการวัน จันทร์ ถึง วัน ศุกร์ (ยกเว้นวันหยุดที่ทางราชการกำหนด) "
        "ตั้งแต่เวลา 08:30 - 16:00 น. (ไม่มีพักเที่ยง)"
    )


def test_an_unknown_lunch_is_left_out_of_the_sentence() -> None:
    text = sentence(Hours.weekdays())
    assert "พักเที่ยง" not in text
    assert parse_sentence(text).lunch == UNKNOWN_LUNCH


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (OFFICIAL, Hours.weekdays(lunch=CUSTOMARY_LUNCH)),
        ("วันจันทร์–ศุกร์ เวลา 08.30–16.30 น. ยกเว้นวันหยุดราชการ", Hours.weekdays()),
        ("จันทร์-ศุกร์ 08.30-16.30 น. เว้นวันหยุดนักขัตฤกษ์", Hours.weekdays()),
        ("เปิดทำการ วันจันทร์ ถึง ศุกร์ เวลา ๐๘.๓๐ - ๑๖.๓๐ น. ยกเว้นวันหยุดราชการ ไม่พักเที่ยง",
         Hours.weekdays(lunch=NO_LUNCH)),
        ("วันจันทร์–ศุกร์ เวลา 08.30–16.30 น. พักเที่ยง 12.00–13.00 น. ยกเว้นวันหยุดราชการ",
         Hours.weekdays(lunch=CUSTOMARY_LUNCH)),
        ("ตลอด 24 ชั่วโมง", Hours.always()),
        ("เปิดตลอด 24 ชั่วโมง", Hours.always()),
        ("ทุกวัน ตลอด 24 ชม.", Hours.always()),
    ],
)  # fmt: skip
def test_common_forms_are_read(text: str, expected: Hours) -> None:
    assert parse_sentence(text) == expected


def test_a_remark_in_brackets_is_kept() -> None:
    hours = parse_sentence("วันจันทร์–ศุกร์ เวลา 08.30–16.30 น. ยกเว้นวันหยุดราชการ (บางแห่งเปิดวันเสาร์)")
    assert hours == Hours.weekdays().model_copy(update={"note": "บางแห่งเปิดวันเสาร์"})
    assert parse_sentence(sentence(hours)) == hours


def test_several_days_and_shifts() -> None:
    hours = parse_sentence(
        "วันจันทร์, พุธ และศุกร์ เวลา 08:30 - 12:00 น. และ 13:00 - 16:30 น.; วันเสาร์ 9.00-12.00 น."
    )
    two = (
        Interval(opens=time(8, 30), closes=time(12)),
        Interval(opens=time(13), closes=time(16, 30)),
    )
    assert hours.week[0] == hours.week[2] == hours.week[4] == two
    assert hours.week[5] == (Interval(opens=time(9), closes=time(12)),)
    assert hours.week[1] == hours.week[6] == ()
    assert parse_sentence(sentence(hours)) == hours


def test_friday_to_monday_wraps_the_week() -> None:
    hours = parse_sentence("วันศุกร์-จันทร์ เวลา 10.00-20.00 น.")
    assert [bool(day) for day in hours.week] == [True, False, False, False, True, True, True]


@pytest.mark.parametrize(
    "text",
    [
        "เวลาทำการต่างกันในแต่ละจุด",
        "ตามเวลาราชการ",
        "ตามนัด",
        "",
        "วันจันทร์–ศุกร์",
        "เวลา 08.30–16.30 น.",
        "วันจันทร์–ศุกร์ เวลา 16.30–08.30 น.",
        "วันจันทร์–ศุกร์ เวลา 08.30–16.30 น. โทรนัดล่วงหน้าก่อน",
        "วันจันทร์ 08.30-12.00 น. (มีพักเที่ยง); วันอังคาร 08.30-12.00 น. (ไม่มีพักเที่ยง)",
        "วันจันทร์ 08.30-12.00 น.; วันจันทร์ 09.00-16.00 น.",
    ],
)
def test_what_cannot_be_read_is_kept_as_words(text: str) -> None:
    hours = parse_sentence(text)
    assert hours.known is False
    assert hours.text == text
    assert sentence(hours) == (text or "ไม่มีข้อมูลเวลาทำการ")


def test_openings_for_machines_cut_the_lunch_out() -> None:
    office = (0, 1, 2, 3, 4)
    assert openings(Hours.weekdays(lunch=CUSTOMARY_LUNCH)) == [
        Opening(office, "08:30", "12:00"),
        Opening(office, "13:00", "16:30"),
    ]
    assert openings(Hours.weekdays()) == [Opening(office, "08:30", "16:30")]
    assert openings(Hours.always()) == [Opening(tuple(range(7)), "00:00", "24:00")]
    assert openings(Hours.unknown("ตามนัด")) == []
    split = parse_sentence("วันจันทร์, พุธ เวลา 09:00 - 12:00 น.")
    assert openings(split) == [Opening((0, 2), "09:00", "12:00")]


def test_the_weekly_table_groups_equal_days() -> None:
    rows = week_rows(Hours.weekdays())
    assert [(row.days, row.times, row.closed) for row in rows] == [
        ("จันทร์–ศุกร์", "08:30–16:30 น.", False),
        ("เสาร์–อาทิตย์", "ปิด", True),
    ]
    english = week_rows(Hours.always(), "en")
    assert [(row.days, row.times) for row in english] == [("Every day", "24 hours")]
    assert week_rows(Hours.unknown()) == ()


def test_lunch_is_never_silent() -> None:
    assert lunch_text(Hours.weekdays()) == "ไม่มีข้อมูลพักเที่ยง"
    assert lunch_text(Hours.weekdays(lunch=NO_LUNCH)) == "ไม่มีพักเที่ยง"
    assert lunch_text(Hours.weekdays(lunch=CUSTOMARY_LUNCH)) == "พักเที่ยง 12:00–13:00 น."
    assert lunch_text(Hours.weekdays(), "en") == "Lunch break: no information"
    assert lunch_text(Hours.always()) == ""


def clock(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)


@st.composite
def intervals(draw: st.DrawFn) -> tuple[Interval, ...]:
    marks = sorted(draw(st.lists(st.integers(0, 1440), min_size=0, max_size=4, unique=True)))
    pairs = zip(marks[::2], marks[1::2], strict=False)
    return tuple(Interval(opens=clock(start), closes=clock(end)) for start, end in pairs)


@st.composite
def lunches(draw: st.DrawFn) -> Lunch:
    start, end = sorted(draw(st.lists(st.integers(0, 1439), min_size=2, max_size=2, unique=True)))
    own = Lunch(state=LunchState.CLOSES, starts=clock(start), ends=clock(end))
    return draw(st.sampled_from([CUSTOMARY_LUNCH, NO_LUNCH, UNKNOWN_LUNCH, own]))


@given(st.tuples(*[intervals()] * 7).filter(any), lunches(), st.booleans())
def test_every_sentence_is_read_back(
    week: tuple[tuple[Interval, ...], ...], lunch: Lunch, follows: bool
) -> None:
    hours = Hours(week=week, lunch=lunch, follows_public_holidays=follows)
    if hours.is_always_open:
        return
    assert parse_sentence(sentence(hours)) == hours


@given(st.text(max_size=80))
def test_parsing_never_raises(text: str) -> None:
    assert parse_sentence(text) is not None
