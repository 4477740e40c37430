"""When agencies confirmed what is done at their counters, as citizens read it beside each."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from infogo.geo.models import Province
from infogo.manuals.models import Manual
from infogo.points.models import ServicePoint
from tests.factories import (
    AgencyFactory,
    PinFactory,
    ProvinceFactory,
    ServicePointFactory,
    adoption,
    standard_manual,
)
from tests.www.reading import Page, read

pytestmark = pytest.mark.django_db
DAY, OTHER = date(2026, 11, 3), date(2026, 10, 1)
SAID, OTHER_SAID = "หน่วยงานยืนยันเมื่อ 3 พ.ย. 2569", "หน่วยงานยืนยันเมื่อ 1 ต.ค. 2569"
NOT_YET = "ยังไม่มีการยืนยัน โทรถามก่อนไป"
NONE = "หน่วยงานยังไม่ยืนยันว่าจุดเหล่านี้รับเรื่องนี้ โทรถามก่อนไป"
WITHOUT_DAY = "จุดที่ไม่ได้บอกวันยืนยัน คือหน่วยงานยังไม่ยืนยัน โทรถามก่อนไป"


@pytest.fixture
def tak() -> Any:
    return ProvinceFactory(code="63", name_th="ตาก")


@pytest.fixture
def manual() -> Manual:
    return standard_manual()


def show(client: Client, address: str) -> Page:
    response = client.get(address)
    assert response.status_code == 200
    return read(response)


def served_in(manual: Manual, province: Province, *days: date | None) -> str:
    """Serve a manual at a point for each of the days on which it was confirmed."""
    for day in days:
        point = ServicePointFactory(province=province)
        by = "สมศรี ใจดี" if day else ""
        PinFactory(manual=manual, point=point, confirmed_on=day, confirmed_by=by)
    return f"/manual/{manual.procedure_id}/places?prov={province.code}"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ((DAY,), {SAID: 1}),
        ((None,), {NOT_YET: 1}),
        ((None, None, None), {NONE: 1, NOT_YET: 0}),
        ((DAY, DAY, DAY), {"หน่วยงานยืนยันทุกจุดเมื่อ 3 พ.ย. 2569": 1, SAID: 0}),
        ((DAY, OTHER, None), {SAID: 1, OTHER_SAID: 1, NOT_YET: 1, WITHOUT_DAY: 0}),
        ((DAY, None, None), {SAID: 1, NOT_YET: 0, WITHOUT_DAY: 1, NONE: 0}),
    ],
)
def test_what_holds_for_all_or_most_is_said_once(
    client: Client, manual: Manual, tak: Province, days: tuple[date | None], said: dict[str, int]
) -> None:
    page = show(client, served_in(manual, tak, *days))
    assert {words: page.text.count(words) for words in said} == said
    assert "สมศรี" not in page.html


def test_the_manuals_own_pages_tell_it_too(client: Client, manual: Manual, tak: Province) -> None:
    served_in(manual, tak, DAY, OTHER)
    own = adoption(manual, AgencyFactory())
    PinFactory(manual=own, confirmed_on=DAY)
    assert SAID in show(client, f"/manual/{manual.procedure_id}?prov=63").text
    assert SAID in show(client, f"/manual/{own.procedure_id}/at/{own.agency_id}").text
    english = show(client, f"/en/manual/{manual.procedure_id}?prov=63")
    assert "Confirmed by the agency on 3 Nov 2026" in english.text


class TestOfAPoint:
    @pytest.fixture
    def point(self) -> Any:
        return ServicePointFactory()

    @pytest.mark.parametrize(
        ("days", "said"),
        [
            ((None, None), "หน่วยงานยังไม่ยืนยันว่าทำเรื่องเหล่านี้ที่นี่ได้ โทรถามก่อนไป"),
            ((DAY, DAY), "หน่วยงานยืนยันทุกเรื่องเมื่อ 3 พ.ย. 2569"),
            ((DAY, OTHER), OTHER_SAID),
            ((DAY, None, None), "เรื่องที่ไม่ได้บอกวันยืนยัน คือหน่วยงานยังไม่ยืนยัน โทรถามก่อนไป"),
        ],
    )
    def test_its_services_tell_it(
        self, client: Client, point: ServicePoint, days: tuple[date | None], said: str
    ) -> None:
        for day in days:
            PinFactory(manual=standard_manual(), point=point, confirmed_on=day)
        page = show(client, f"/place/{point.pk}")
        assert page.text.count(said) == 1
        assert page.text.count(SAID) == (DAY in days and len(set(days)) > 1)


def test_programs_read_the_day_and_not_who(client: Client, manual: Manual, tak: Province) -> None:
    served_in(manual, tak, DAY)
    answer = client.get(f"/api/v1/pins?procedure={manual.procedure_id}")
    assert [row["confirmed_on"] for row in answer.json()["items"]] == ["2026-11-03"]
    assert "สมศรี" not in answer.content.decode()
