"""The poster of a service point, as PDF."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from infogo.paper.press import BusyError, press
from infogo.points.models import ServicePoint
from tests.factories import PinFactory, ServicePointFactory, standard_manual
from tests.paper.reading import squeezed
from tests.www.test_papers import paper, says

pytestmark = pytest.mark.django_db


def point_with(count: int) -> ServicePoint:
    point = ServicePointFactory(name_th="สำนักงานที่ดินตัวอย่าง", phones=[{"number": "+6622221111"}])
    for number in range(count):
        PinFactory(manual=standard_manual(name_th=f"บริการลำดับที่ {number:02}"), point=point)
    return point


def test_the_poster_tells_hours_phones_and_services(client: Client) -> None:
    point = point_with(3)
    made = paper(client, reverse("www:place_paper", args=[point.pk]))
    assert len(made.pages) == 1
    for words in (
        "สำนักงานที่ดินตัวอย่าง",
        "เวลาทำการ",
        "02-222-1111",
        "บริการลำดับที่ 02",
        f"/place/{point.pk}",
    ):
        assert says(made, words), words


def test_the_poster_gives_the_number_of_the_agency_where_there_is_none(client: Client) -> None:
    point = ServicePointFactory(agency__phones=[{"number": "+6622210151"}])
    made = paper(client, reverse("www:place_paper", args=[point.pk]))
    assert says(made, "โทร 02-221-0151 (เบอร์กลางของหน่วยงาน)")


def test_an_office_named_like_its_agency_is_named_once(client: Client) -> None:
    name = "สำนักงานเขตตัวอย่าง"
    point = ServicePointFactory(name_th=name, agency__name_th=name)
    made = paper(client, reverse("www:place_paper", args=[point.pk]))
    assert squeezed("".join(made.pages)).count(name) == 1


def test_many_services_stay_on_one_page_and_the_rest_is_counted(client: Client) -> None:
    made = paper(client, reverse("www:place_paper", args=[point_with(40).pk]))
    assert len(made.pages) == 1
    assert says(made, "และอีก 4 เรื่อง สแกนดูทั้งหมด")


@pytest.mark.parametrize("page", ["place_paper", "place_poster_a4", "place_poster_a6"])
def test_when_too_many_are_asked_for_one_is_told_when_to_come_back(
    client: Client, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    def busy(*_given: Any, **_more: Any) -> bytes:
        raise BusyError(7)

    monkeypatch.setattr(press, "pdf", busy)
    response = client.get(reverse(f"www:{page}", args=[point_with(1).pk]))
    assert (response.status_code, response.headers["Retry-After"]) == (503, "7")
