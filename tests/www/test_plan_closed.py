"""A plan on a day on which offices are closed: which day it is, and which day is better."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from infogo.core.calendar import next_working_day
from infogo.core.dates import bangkok_now, short_date, weekday_date, weekday_name
from infogo.core.models import PublicHoliday
from infogo.manuals.models import Manual
from infogo.points.models import PointStatus
from tests.factories import AgencyFactory
from tests.www.test_plan import ids, licence, move, office, show, trip

__all__ = ["licence", "move"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def off() -> date:
    """A public holiday on a day that would be a working day."""
    day = next_working_day(bangkok_now().date() + timedelta(days=1), {})
    PublicHoliday.objects.create(on=day, name_th="วันตัวอย่าง", name_en="Sample Day")
    return day


def test_a_public_holiday_is_named_where_the_day_is_chosen(
    client: Client, move: Manual, off: date
) -> None:
    office("ที่ว่าการ", move)
    page = show(client, f"?m={ids(move)}&prov=50&day={off}")
    assert f"{weekday_name(off)} {short_date(off)} · วันตัวอย่าง" in page.text
    assert f"{weekday_date(off)} วันหยุดราชการ: วันตัวอย่าง" in page.text
    english = show(client, f"?m={ids(move)}&prov=50&day={off}", "/en")
    assert "Public holiday: Sample Day" in english.text


def test_the_first_day_on_which_everything_is_open_is_one_tap_away(
    client: Client, move: Manual, licence: Manual, off: date
) -> None:
    office("ที่ว่าการ", move)
    shut = office("ขนส่ง", licence)
    open_again = next_working_day(off + timedelta(days=1), {})
    shut.status, shut.suspended_until = PointStatus.SUSPENDED, open_again
    shut.save(update_fields=["status", "suspended_until"])
    both = show(client, f"?m={ids(move, licence)}&prov=50&day={off}")
    later = next_working_day(open_again + timedelta(days=1), {})
    assert both.href(f"ไป{weekday_date(later)} แทน") == (
        f"/plan?m={ids(move, licence)}&prov=50&day={later}#trip"
    )
    assert "แทน" not in trip(show(client, f"?m={ids(move, licence)}&prov=50&day={later}"))


def test_an_office_of_ones_own_that_is_closed_tells_more_than_others_that_are_not_for_one(
    client: Client, move: Manual, off: date
) -> None:
    here = office("ที่ว่าการ", move)
    for number in range(2, 5):
        kind = AgencyFactory(kind="municipality_town")
        office(f"เทศบาล {number}", move, agency=kind, district=f"500{number}")
    page = show(client, f"?m={ids(move)}&prov=50&district={here.district_id}&day={off}")
    assert "จุดให้บริการในพื้นที่นี้ปิดในวันนั้น" in page.text
    assert "จุดให้บริการที่มีไม่รับเรื่องจากเขตของคุณ" not in page.text


def test_no_result_is_promised_for_a_day_on_which_all_is_closed(
    client: Client, move: Manual, licence: Manual, off: date
) -> None:
    office("ที่ว่าการ", move, licence)
    assert "ได้รับผลครบภายใน" in show(client, f"?m={ids(move, licence)}&prov=50").text
    page = show(client, f"?m={ids(move, licence)}&prov=50&day={off}")
    assert "ได้รับผลครบภายใน" not in page.text
    assert page.text.count("15 นาที ปิดในวันนั้น") == 2


def test_a_place_where_nobody_ever_does_it_offers_no_other_day(
    client: Client, move: Manual, licence: Manual
) -> None:
    office("ที่ว่าการ", move)
    page = show(client, f"?m={ids(move, licence)}&prov=50")
    assert "ไม่มีจุดให้บริการของเรื่องนี้ในพื้นที่ที่เลือก" in page.text
    assert "แทน" not in trip(page)
    assert "ได้รับผลครบภายใน" in page.text
