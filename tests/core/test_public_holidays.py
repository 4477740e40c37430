"""How days are named in lines of text."""

from __future__ import annotations

from datetime import date

import pytest

from infogo.core.models import PublicHoliday
from infogo.core.public_holidays import holiday_names

pytestmark = pytest.mark.django_db
SONGKRAN, NEW_YEAR = date(2031, 4, 13), date(2031, 1, 1)


@pytest.fixture(autouse=True)
def days() -> None:
    PublicHoliday.objects.create(on=NEW_YEAR, name_th="วันขึ้นปีใหม่", name_en="New Year's Day")
    PublicHoliday.objects.create(on=SONGKRAN, name_th="วันสงกรานต์และวันผู้สูงอายุ; วันสงกรานต์")


def test_a_day_of_several_names_is_told_by_the_shortest() -> None:
    assert holiday_names(NEW_YEAR)[SONGKRAN] == "วันสงกรานต์"


def test_both_ends_belong_to_the_days_asked_for() -> None:
    assert list(holiday_names(NEW_YEAR, SONGKRAN)) == [NEW_YEAR, SONGKRAN]
    assert list(holiday_names(date(2031, 1, 2), date(2031, 4, 12))) == []


def test_english_is_given_where_there_is_any() -> None:
    found = holiday_names(NEW_YEAR, lang="en")
    assert found == {NEW_YEAR: "New Year's Day", SONGKRAN: "วันสงกรานต์"}
