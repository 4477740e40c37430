"""Coming rounds of mobile units: on the pages of the unit, its agency and what it takes along."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from infogo.core.dates import BANGKOK
from infogo.points.models import MOBILE_UNIT, PointStatus, ServicePoint
from infogo.www.views import agencies, manuals
from infogo.www.views import points as views
from tests.factories import (
    DistrictFactory,
    PinFactory,
    ProvinceFactory,
    RoundFactory,
    ServicePointFactory,
    adoption,
    standard_manual,
)
from tests.www.reading import Page, read
from tests.www.sharing.ical import read_calendar

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 10, tzinfo=BANGKOK)
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def tuesday_morning(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (views, agencies, manuals):
        monkeypatch.setattr(module, "bangkok_now", lambda: NOW)


@pytest.fixture
def unit() -> ServicePoint:
    return ServicePointFactory(
        kind=MOBILE_UNIT,
        name_th="หน่วยทำบัตรเคลื่อนที่",
        name_en="Mobile ID card unit",
        phones=[{"number": "+6655531001"}],
    )


def show(client: Client, path: str) -> Page:
    answer = client.get(path)
    assert answer.status_code == 200
    return read(answer)


def test_the_page_of_a_unit_tells_when_it_is_where(client: Client, unit: ServicePoint) -> None:
    tak = ProvinceFactory(code="63", name_th="ตาก", name_en="Tak")
    area = DistrictFactory(province=tak, name_th="แม่สอด", name_en="Mae Sot")
    made = RoundFactory(
        point=unit, first_on=date(2026, 12, 1), last_on=date(2026, 12, 3), place="วัดหนองบัว",
        province=tak, district=area, lat=16.7133, lng=98.5748, note="รับ 50 คิวแรก",
    )  # fmt: skip
    RoundFactory(point=unit, first_on=date(2026, 11, 23), place="ที่ผ่านไปแล้ว")
    RoundFactory(point=unit, first_on=TODAY, place="ตลาดเช้า", opens=time(8), closes=time(12))
    page = show(client, f"/place/{unit.pk}")
    assert "วันอังคารที่ 1 ธันวาคม 2569 ถึงวันพฤหัสบดีที่ 3 ธันวาคม 2569" in page.text
    assert "09:00–15:00 น." in page.text
    assert "วัดหนองบัว อ.แม่สอด จ.ตาก" in page.text
    assert "รับ 50 คิวแรก" in page.text
    assert page.text.index("ตลาดเช้า") < page.text.index("วัดหนองบัว")
    assert page.html.count("<p data-today>") == 1
    assert "วันนี้" in page.text
    assert "ที่ผ่านไปแล้ว" not in page.text
    assert "วันและสถานที่อาจเปลี่ยนได้" in page.text
    assert "ออกหน่วยเป็นรอบ ดูวันและสถานที่ก่อนไป" in page.text
    links = dict(page.links)
    assert any("destination=16.713300,98.574800" in href for href in links.values())
    assert f"/place/{unit.pk}/rounds/{made.pk}.ics" in links.values()
    english = show(client, f"/en/place/{unit.pk}")
    assert "Tuesday 1 December 2026 to Thursday 3 December 2026" in english.text
    assert ("วัดหนองบัว", "th") in english.words
    assert "Mae Sot, Tak" in english.text


def test_a_unit_without_rounds_says_so_and_an_office_says_nothing(
    client: Client, unit: ServicePoint
) -> None:
    assert "ยังไม่มีรอบที่ประกาศ" in show(client, f"/place/{unit.pk}").text
    assert "รอบออกหน่วย" not in show(client, f"/place/{ServicePointFactory().pk}").text


def test_a_cancelled_round_stays_with_its_reason(client: Client, unit: ServicePoint) -> None:
    made = RoundFactory(
        point=unit, first_on=TODAY, place="วัดหนองบัว", cancelled_at=NOW,
        cancelled_reason="ทางเข้าน้ำท่วม",
    )  # fmt: skip
    page = show(client, f"/place/{unit.pk}")
    assert "ยกเลิกแล้ว ทางเข้าน้ำท่วม" in page.text
    assert "rounds.ics" not in page.html
    assert client.get(f"/place/{unit.pk}/rounds.ics").status_code == 404
    assert client.get(f"/place/{unit.pk}/rounds/{made.pk}.ics").status_code == 404


def test_the_manuals_page_has_those_that_take_it_near_where_to_go(
    client: Client, unit: ServicePoint
) -> None:
    manual, other = standard_manual(), standard_manual()
    local = adoption(manual, unit.agency)
    for pinned in (local, other):
        PinFactory(manual=pinned, point=unit)
    near = ProvinceFactory()
    RoundFactory(point=unit, first_on=TODAY + timedelta(days=1), place="ไกลแต่เร็วกว่า")
    RoundFactory(point=unit, first_on=TODAY + timedelta(days=9), place="ใกล้บ้าน", province=near)
    RoundFactory(point=unit, procedures=[other.procedure_id], place="ไม่รับเรื่องนี้")
    path = f"/manual/{manual.procedure_id}"
    page = show(client, path)
    assert ("h3", "หน่วยเคลื่อนที่ที่รับเรื่องนี้") in page.headings
    assert page.text.index("ไกลแต่เร็วกว่า") < page.text.index("ใกล้บ้าน")
    assert "ไม่รับเรื่องนี้" not in page.text
    assert ("หน่วยทำบัตรเคลื่อนที่", f"/place/{unit.pk}") in page.links
    here = show(client, f"{path}?prov={near.code}")
    assert here.text.index("ใกล้บ้าน") < here.text.index("ไกลแต่เร็วกว่า")
    assert "ใกล้บ้าน" in show(client, f"{path}/at/{unit.agency_id}").text
    assert "ใกล้บ้าน" not in show(client, f"{path}/v/1").text
    assert "หน่วยเคลื่อนที่" not in show(client, f"/manual/{standard_manual().procedure_id}").text


def test_many_are_folded_and_the_agency_tells_all_of_its_units(
    client: Client, unit: ServicePoint
) -> None:
    second = ServicePointFactory(agency=unit.agency, kind=MOBILE_UNIT, name_th="หน่วยที่สอง")
    for ahead in range(40):
        RoundFactory(point=second if ahead % 2 else unit, first_on=TODAY + timedelta(days=ahead))
    page = show(client, f"/agency/{unit.agency_id}")
    assert ("h2", "รอบออกหน่วยเคลื่อนที่ 40") in page.headings
    assert ("หน่วยที่สอง", f"/place/{second.pk}") in page.links
    assert "ดูอีก 30 รอบ" in page.text
    assert "ยังมีอีก 4 รอบหลังจากนั้น" in page.text


def test_the_unit_says_what_it_takes_along(client: Client, unit: ServicePoint) -> None:
    named = [standard_manual() for _each in range(7)]
    for manual in named:
        PinFactory(manual=manual, point=unit)
    RoundFactory(point=unit, procedures=[named[0].procedure_id])
    RoundFactory(point=unit, procedures=[manual.procedure_id for manual in named])
    text = show(client, f"/place/{unit.pk}").text
    assert f"รับเฉพาะ {named[0].procedure.name_th}" in text
    assert "และอีก 2 เรื่อง" in text
    assert "รับเฉพาะบางเรื่อง" in show(client, f"/agency/{unit.agency_id}").text
    assert "รับเฉพาะ" not in show(client, f"/manual/{named[0].procedure_id}").text


def test_a_calendar_takes_in_each_day_to_come(client: Client, unit: ServicePoint) -> None:
    several = RoundFactory(
        point=unit, first_on=date(2026, 11, 23), last_on=date(2026, 11, 25), place="วัดหนองบัว",
        lat=16.7133, lng=98.5748,
    )  # fmt: skip
    RoundFactory(point=unit, first_on=date(2026, 12, 1))
    answer = client.get(f"/place/{unit.pk}/rounds.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "noindex" in answer["X-Robots-Tag"]
    assert len(read_calendar(answer.content).all("VEVENT")) == 3
    one = client.get(f"/place/{unit.pk}/rounds/{several.pk}.ics")
    events = read_calendar(one.content).all("VEVENT")
    assert [event.values["DTSTART"] for event in events] == ["20261124T090000", "20261125T090000"]
    assert events[0].values["SUMMARY"] == "หน่วยทำบัตรเคลื่อนที่ ออกหน่วยที่ วัดหนองบัว"
    assert "055-531-001" in events[0].values["DESCRIPTION"]
    assert client.get(f"/place/{unit.pk}/rounds/{several.pk + 999}.ics").status_code == 404


def test_the_points_data_has_the_rounds_to_come(client: Client, unit: ServicePoint) -> None:
    made = RoundFactory(point=unit, first_on=date(2026, 12, 1), procedures=[7], place="วัดหนองบัว")
    told = client.get(f"/place/{unit.pk}.json").json()["rounds"]
    assert told == [
        {
            "id": made.pk, "first_on": "2026-12-01", "last_on": "2026-12-01", "opens": "09:00",
            "closes": "15:00", "place": "วัดหนองบัว", "subdistrict": None, "district": None,
            "province": made.province_id, "position": None, "services": [7], "note": "",
            "is_cancelled": False, "cancelled_reason": "",
        }
    ]  # fmt: skip


def test_more_rounds_are_no_more_queries(client: Client, unit: ServicePoint) -> None:
    manual = standard_manual()
    PinFactory(manual=manual, point=unit)
    for path in (
        f"/place/{unit.pk}",
        f"/agency/{unit.agency_id}",
        f"/manual/{manual.procedure_id}",
    ):
        counted = []
        for _round in range(2):
            for ahead in range(3):
                RoundFactory(point=unit, first_on=TODAY + timedelta(days=ahead))
            client.get(path)
            with CaptureQueriesContext(connection) as caught:
                show(client, path)
            counted.append(len(caught))
        assert counted[0] == counted[1], path


def test_a_unit_that_moved_for_good_announces_nothing(client: Client, unit: ServicePoint) -> None:
    successor = ServicePointFactory(kind=MOBILE_UNIT)
    ServicePoint.objects.filter(pk=unit.pk).update(status=PointStatus.MOVED, moved_to=successor)
    page = show(client, f"/place/{unit.pk}")
    assert "ยังไม่มีรอบที่ประกาศ" not in page.text
    assert "รอบออกหน่วย" not in page.text


def test_nobody_is_sent_to_a_unit_on_days_on_which_it_is_closed(
    client: Client, unit: ServicePoint
) -> None:
    RoundFactory(point=unit, first_on=TODAY, last_on=TODAY + timedelta(days=3), place="วัดหนองบัว")
    ServicePoint.objects.filter(pk=unit.pk).update(
        status=PointStatus.SUSPENDED,
        suspended_from=TODAY,
        suspended_until=TODAY + timedelta(days=1),
    )
    page = show(client, f"/place/{unit.pk}")
    assert "วัดหนองบัว" in page.text
    assert "data-today" not in page.html
    file = read_calendar(client.get(f"/place/{unit.pk}/rounds.ics").content)
    days = [event.values["DTSTART"][:8] for event in file.all("VEVENT")]
    assert days == ["20261126", "20261127"]
