"""A plan for somebody in a wheelchair: where she gets in, and where she could go instead."""

from __future__ import annotations

import pytest
from django.test import Client

from infogo.manuals.models import Manual
from infogo.points.models import ServicePoint
from tests.www.test_plan import ids, licence, move, office, show, trip

__all__ = ["licence", "move"]
pytestmark = pytest.mark.django_db
UNKNOWN = "ยังไม่มีข้อมูลว่ารถเข็นเข้าที่นี่ได้หรือไม่ โทรถามก่อนไป"
CLOSED = "รถเข็นเข้าที่นี่ไม่ได้"
NONE = "ยังไม่พบแห่งอื่นในพื้นที่นี้ที่ทราบว่ารถเข็นเข้าได้"


def says(point: ServicePoint, **access: bool) -> None:
    point.accessibility = access
    point.save(update_fields=["accessibility"])


def test_nobody_else_is_told(client: Client, move: Manual) -> None:
    says(office("ที่ว่าการ", move), wheelchair=False)
    page = show(client, f"?m={ids(move)}&prov=50")
    assert CLOSED not in page.text
    assert "มีผู้ใช้รถเข็นไปด้วย" in page.text


def test_unknown_is_not_told_as_no(client: Client, move: Manual) -> None:
    office("ที่ว่าการ", move)
    said = trip(show(client, f"?m={ids(move)}&prov=50&wheelchair=1"))
    assert UNKNOWN in said
    assert NONE in said
    assert CLOSED not in said


@pytest.mark.parametrize("access", [{"wheelchair": True}, {"ramp": True}])
def test_where_she_gets_in_nothing_is_warned_of(
    client: Client, move: Manual, access: dict[str, bool]
) -> None:
    says(office("ที่ว่าการ", move), **access)
    said = trip(show(client, f"?m={ids(move)}&prov=50&wheelchair=1"))
    assert UNKNOWN not in said
    assert NONE not in said


def test_the_nearest_that_lets_her_in_is_offered(client: Client, move: Manual) -> None:
    says(office("ก ไม่มีทาง", move, lat=18.79), wheelchair=False)
    far = office("ค ไกล", move, lat=19.5)
    near = office("ข ใกล้", move, lat=18.9)
    for point in (far, near):
        says(point, wheelchair=True)
    asked = f"?m={ids(move)}&prov=50&near=18.79,98.98&wheelchair=1"
    page = show(client, asked)
    assert CLOSED in trip(page)
    assert page.href("ข ใกล้") == f"/place/{near.pk}"
    assert NONE not in trip(page)
    plain = client.get(f"/plan.txt{asked}").content.decode()
    assert "ที่ใกล้ที่สุดซึ่งรถเข็นเข้าได้: ข ใกล้ ห่างออกไป" in plain


def test_several_counters_are_offered_where_none_does_it_all(
    client: Client, move: Manual, licence: Manual
) -> None:
    says(office("ก ทั้งสองเรื่อง", move, licence, lat=18.79), wheelchair=False)
    says(office("ข ย้าย", move, lat=18.9), wheelchair=True)
    query = f"?m={ids(move, licence)}&prov=50&wheelchair=1"
    said = trip(show(client, query))
    assert f": {move.procedure.name_th}" in said
    left = f"ยังไม่พบแห่งที่ทราบว่ารถเข็นเข้าได้สำหรับ {licence.procedure.name_th}"
    assert left in said


def test_the_choice_stays_in_the_addresses_of_the_plan(client: Client, move: Manual) -> None:
    office("ที่ว่าการ", move)
    page = show(client, f"?m={ids(move)}&prov=50&wheelchair=1")
    assert any("/plan.pdf" in href and "wheelchair=1" in href for _text, href in page.links)
    assert "1" in page.fields("wheelchair")
