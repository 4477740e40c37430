"""The calendar of a plan, and what else is handed on of its stops."""

from __future__ import annotations

from datetime import time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from infogo.core import versions
from infogo.core.hours import Hours
from infogo.geo.models import CoordinateQuality
from infogo.manuals.models import Manual
from infogo.pins.models import Pin
from infogo.points.models import HoursStatus
from tests.www.reading import read
from tests.www.sharing.ical import read_calendar
from tests.www.sharing.test_handed_on import body, office, paper, plan, service

pytestmark = pytest.mark.django_db


class TestCalendarOfAPlan:
    def test_each_stop_is_an_entry_with_what_to_bring_there(self, client: Client) -> None:
        card = service("ทำบัตร", paper("สูติบัตร"))
        shop = service("เปิดร้าน", paper("แผนที่ร้าน"))
        office("อำเภอเมือง", card, lat=18.79, lng=98.98)
        office("เทศบาล, เมือง", shop, lat=18.80, lng=98.99)
        raw = client.get(plan(card, shop, tail="&prov=50&district=5001", page=".ics")).content
        events = {event.values["SUMMARY"]: event for event in read_calendar(raw).all("VEVENT")}
        visit = events["ไปอำเภอเมือง"]
        assert visit.parameters["DTSTART"] == ";TZID=Asia/Bangkok"
        assert visit.values["DTSTART"].endswith("T083000")
        assert visit.values["DTEND"].endswith("T163000")
        assert "- สูติบัตร (ตัวจริง 1 ฉบับ)" in visit.values["DESCRIPTION"]
        assert "แผนที่ร้าน" not in visit.values["DESCRIPTION"]
        assert events["ไปเทศบาล, เมือง"].values["GEO"] == "18.800000;98.990000"
        assert "ควรได้รับผลแล้ว: ทำบัตร" in events
        assert len(events) == 4

    def test_a_position_that_is_only_near_leads_no_calendar_there(self, client: Client) -> None:
        card = service("ทำบัตร")
        office("อำเภอเมือง", card, coordinate_quality=CoordinateQuality.DISTRICT_CENTROID)
        raw = client.get(plan(card, tail="&prov=50&district=5001", page=".ics")).content
        visit = next(
            event for event in read_calendar(raw).all("VEVENT") if "DTSTART" in event.parameters
        )
        assert "GEO" not in visit.values
        assert visit.values["LOCATION"].startswith("อำเภอเมือง")

    def test_a_visit_is_while_all_of_it_can_be_done(self, client: Client) -> None:
        card, move = service("ทำบัตร"), service("ย้ายบ้าน")
        place = office("อำเภอเมือง", card, move)
        own = Hours.weekdays(time(9), time(12)).model_dump(mode="json")
        Pin.objects.filter(point=place, manual=move).update(hours=own, counter="7")
        Pin.objects.filter(point=place, manual=card).update(counter="3")
        raw = client.get(plan(card, move, tail="&prov=50&district=5001", page=".ics")).content
        visit = next(
            event for event in read_calendar(raw).all("VEVENT") if event.values.get("LOCATION")
        )
        assert visit.values["DTSTART"].endswith("T090000")
        assert visit.values["DTEND"].endswith("T120000")
        assert "ทำบัตร: ช่อง 3" in visit.values["DESCRIPTION"]
        assert "ย้ายบ้าน: เวลาของเรื่องนี้" in visit.values["DESCRIPTION"]

    def test_what_to_ask_before_going_is_handed_on(self, client: Client) -> None:
        card = service("ทำบัตร")
        place = office("อำเภอเมือง", card)
        Pin.objects.filter(point=place).update(accepts_walk_in=False, counter="3")
        tail = "&prov=50&district=5001"
        easy = read(client.get(plan(card, tail=tail, page="/easy"))).text
        raw = client.get(plan(card, tail=tail, page=".ics")).content
        visit = read_calendar(raw).all("VEVENT")[0].values["DESCRIPTION"]
        for words in ("ต้องนัดก่อน", "ช่อง 3"):
            assert words in easy
            assert words in visit

    def test_a_caution_is_in_the_large_steps_and_in_the_text_too(self, client: Client) -> None:
        card = service("ทำบัตร")
        office("อำเภอเมือง", card, hours={})
        caution, tail = "ไม่มีข้อมูลเวลาทำการ โทรถามก่อนไป", "&prov=50&district=5001"
        assert caution in body(client, plan(card, tail=tail, page="/easy"))
        # The text that is copied stands in the page.
        assert f"\n   {caution}" in body(client, plan(card, tail=tail))

    def test_hours_of_a_counter_are_its_own_word(self, client: Client) -> None:
        card = service("ทำบัตร")
        place = office("อำเภอเมือง", card, hours_status=HoursStatus.ASSUMED)
        address = plan(card, tail="&prov=50&district=5001")
        assert "วันนั้นน่าจะเปิดถึง 16:30 น." in read(client.get(address)).text
        own = Hours.weekdays(time(9), time(12)).model_dump(mode="json")
        Pin.objects.filter(point=place).update(hours=own)
        versions.touch([versions.EVERYTHING])
        assert "วันนั้นเปิดถึง 12:00 น." in read(client.get(address)).text

    def test_an_entry_keeps_its_name_when_other_things_change(self, client: Client) -> None:
        card, move = service("ทำบัตร", paper("สูติบัตร")), service("ย้ายบ้าน", paper("สูติบัตร"))
        office("อำเภอเมือง", card)
        office("อำเภอแม่ริม", move)

        def uids(*manuals: Manual) -> set[str]:
            raw = client.get(plan(*manuals, tail="&prov=50", page=".ics")).content
            return {event.values["UID"] for event in read_calendar(raw).all("VEVENT")}

        alone, both = uids(card), uids(card, move)
        assert alone < both
        assert len(both) == 4

    def test_an_unknown_hour_makes_a_whole_day(self, client: Client) -> None:
        card = service("ทำบัตร", paper("สูติบัตร"))
        office("อำเภอเมือง", card, hours={}, hours_status=HoursStatus.UNKNOWN)
        raw = client.get(plan(card, tail="&prov=50", page=".ics")).content
        (visit, _result) = read_calendar(raw).all("VEVENT")
        assert visit.parameters["DTSTART"] == ";VALUE=DATE"

    def test_the_number_of_queries_does_not_grow_with_stops(self, client: Client) -> None:
        manuals = [service(f"เรื่อง {n}", paper(f"ใบ {n}")) for n in range(6)]
        for number, manual in enumerate(manuals):
            office(f"แห่งที่ {number}", manual, lat=18.7 + number / 100, lng=98.9)

        def queries(count: int) -> int:
            with CaptureQueriesContext(
                connection,
            ) as found:
                client.get(plan(*manuals[:count], tail="&prov=50", page=".ics"))
            return len(found)

        queries(3)
        assert queries(3) == queries(6)
