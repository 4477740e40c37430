from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from infogo.core import dates

AUG_19 = date(2022, 8, 19)


def test_a_date_is_written_in_the_era_of_the_language() -> None:
    assert dates.long_date(AUG_19) == "19 สิงหาคม 2565"
    assert dates.short_date(AUG_19) == "19 ส.ค. 2565"
    assert dates.long_date(AUG_19, "en") == "19 August 2022"
    assert dates.short_date(AUG_19, "en") == "19 Aug 2022"
    assert dates.weekday_date(AUG_19) == "วันศุกร์ที่ 19 สิงหาคม 2565"
    assert dates.weekday_date(AUG_19, "en") == "Friday 19 August 2022"
    assert dates.month_and_year(AUG_19) == "สิงหาคม 2565"


def test_a_moment_is_shown_in_thai_time() -> None:
    late = datetime(2022, 8, 18, 18, 30, tzinfo=UTC)
    assert dates.long_moment(late) == "19 สิงหาคม 2565 เวลา 01:30 น."
    assert dates.long_moment(late, "en") == "19 August 2022, 01:30"
    with pytest.raises(ValueError, match="time zone"):
        dates.long_moment(datetime(2022, 8, 18, 18, 30))


def test_a_day_begins_and_ends_at_midnight_in_thailand() -> None:
    assert dates.start_of_day(AUG_19) == datetime(2022, 8, 18, 17, tzinfo=UTC)
    assert dates.end_of_day(AUG_19) == datetime(2022, 8, 19, 17, tzinfo=UTC)
    assert dates.end_of_day(date(2022, 12, 31)) == dates.start_of_day(date(2023, 1, 1))


@pytest.mark.parametrize(
    ("day", "year"),
    [(date(2025, 9, 30), 2568), (date(2025, 10, 1), 2569), (date(2026, 9, 30), 2569)],
)
def test_the_fiscal_year_begins_in_october(day: date, year: int) -> None:
    assert dates.fiscal_year(day) == year
    first, last = dates.fiscal_year_bounds(year)
    assert first <= day <= last


def test_the_fiscal_year_names_its_months() -> None:
    assert dates.fiscal_year_label(2569) == "ปีงบประมาณ 2569 (ต.ค. 2568–ก.ย. 2569)"
    assert dates.fiscal_year_label(2569, "en") == "Fiscal year 2026 (Oct 2025–Sep 2026)"


@pytest.mark.parametrize("month", ["8", "08", "๘", "สิงหาคม", "ส.ค.", "สค", "August", "aug"])
def test_a_month_may_be_a_number_or_a_name(month: str) -> None:
    assert dates.parse_date("๑๙", month, "๒๕๖๕") == AUG_19


def test_a_common_era_year_is_asked_back_and_not_guessed() -> None:
    with pytest.raises(dates.DateInputError, match=r"หมายถึง พ.ศ. 2565 หรือไม่") as caught:
        dates.parse_date("19", "สิงหาคม", "2022")
    assert caught.value.suggested_year == 2565
    with pytest.raises(dates.DateInputError, match="สี่หลัก") as caught:
        dates.parse_date("19", "สิงหาคม", "65")
    assert "เช่น 2565" in str(caught.value)
    assert caught.value.suggested_year is None


@pytest.mark.parametrize(
    ("day", "month", "year", "message"),
    [
        ("31", "กุมภาพันธ์", "2565", "ไม่มีวันที่ 31 กุมภาพันธ์ 2565"),
        ("1", "ฟหก", "2565", "ไม่รู้จักเดือน"),
        ("1", "13", "2565", "ไม่รู้จักเดือน"),
        ("1", "", "2565", "ไม่รู้จักเดือน"),
        ("x", "1", "2565", "ต้องเป็นตัวเลข"),
        ("1", "1", "99999", "ไม่มีวันที่"),
    ],
)
def test_a_wrong_field_says_what_to_do(day: str, month: str, year: str, message: str) -> None:
    with pytest.raises(dates.DateInputError, match=message):
        dates.parse_date(day, month, year)


@given(st.dates(date(1900, 1, 1), date(2400, 12, 31)))
def test_written_dates_are_read_back(day: date) -> None:
    assert dates.parse_written_date(dates.long_date(day)) == day
    assert dates.parse_written_date(dates.short_date(day)) == day


def test_other_written_forms() -> None:
    assert dates.parse_written_date("๑๙ สิงหาคม พ.ศ. ๒๕๖๕") == AUG_19
    assert dates.parse_written_date(" 19/8/2565 ") == AUG_19
    assert dates.parse_written_date("2565-08-19") == AUG_19
    with pytest.raises(dates.DateInputError, match="อ่านวันที่ไม่ได้"):
        dates.parse_written_date("เมื่อวาน")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("๑๕ พย ๖๙", "สี่หลัก เช่น 2569"),
        ("31/12/69", "สี่หลัก เช่น 2569"),
        ("2026-11-20", "หมายถึง พ.ศ. 2569 หรือไม่"),
        ("2569-02-31", "ไม่มีวันที่ 31 กุมภาพันธ์ 2569"),
    ],
)
def test_a_year_written_short_or_first_is_asked_back_by_itself(text: str, words: str) -> None:
    with pytest.raises(dates.DateInputError, match=words):
        dates.parse_written_date(text)


@pytest.mark.parametrize(
    ("text", "lang", "year"),
    [
        ("19/8/65", "th", 2565),
        ("19/8/65", "en", 2565),
        ("19 Aug 22", "th", 2565),
        ("19 Aug 22", "en", 2022),
        ("31/12/69", "en", 2569),
    ],
)
def test_the_example_is_of_the_era_that_was_meant(text: str, lang: str, year: int) -> None:
    with override(lang), pytest.raises(dates.DateInputError, match=f" {year}\\b"):
        dates.parse_written_date(text)
