"""Certified places: a badge while it holds, and a filter where there are any."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.test import Client

from infogo.core.dates import BANGKOK
from infogo.points.models import Certificate, CertificateState, PointStatus, ServicePoint
from infogo.taxonomy.models import VocabularyTerm
from infogo.www.views import points as views
from tests.api.reading import get
from tests.factories import DistrictFactory, ServicePointFactory
from tests.www.reading import read

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 10, tzinfo=BANGKOK)


@pytest.fixture(autouse=True)
def tuesday_morning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "bangkok_now", lambda: NOW)


def certified(
    point: ServicePoint,
    *,
    until: date = date(2028, 4, 1),
    state: CertificateState = CertificateState.CONFIRMED,
) -> Certificate:
    return Certificate.objects.create(
        point=point, level="advanced", number="12/2568", granted_on=date(2025, 4, 1),
        expires_on=until, state=state, told_by="officer 7", told_at=NOW,
    )  # fmt: skip


BADGE = "ศูนย์ราชการสะดวก (GECC) ระดับก้าวหน้า ถึงวันที่ 1 เมษายน 2571"


def test_a_badge_stands_on_the_place_while_it_holds(client: Client) -> None:
    held = certified(ServicePointFactory())
    path = f"/place/{held.point_id}"
    assert BADGE in read(client.get(path)).text
    english = read(client.get(f"/en{path}")).text
    assert "Government easy contact centre (GECC), advanced level until 1 April 2028" in english
    for changed in (
        {"expires_on": date(2026, 11, 23)}, {"state": CertificateState.TOLD},
        {"state": CertificateState.REFUSED},
    ):  # fmt: skip
        Certificate.objects.update(expires_on=held.expires_on, state=held.state)
        Certificate.objects.update(**changed)
        assert "GECC" not in read(client.get(path)).text, changed


def test_a_place_that_moved_is_no_certified_one(client: Client) -> None:
    held = certified(ServicePointFactory())
    successor = ServicePointFactory()
    ServicePoint.objects.filter(pk=held.point_id).update(
        status=PointStatus.MOVED, moved_to=successor
    )
    assert "GECC" not in read(client.get(f"/place/{held.point_id}")).text


def test_as_many_are_counted_as_are_found(client: Client) -> None:
    VocabularyTerm.objects.create(
        vocabulary="point_kind", code="land_office", label_th="สำนักงานที่ดิน", label_en="Land office",
        order=1, effective_from=date(2015, 7, 21),
    )  # fmt: skip
    here, elsewhere = ServicePointFactory(), ServicePointFactory()
    other = ServicePointFactory(
        province=here.province,
        district=DistrictFactory(province=here.province, code=f"{here.province_id}77"),
        kind="land_office",
    )
    for point in (here, elsewhere, other):
        certified(point)
    for query, words in (
        ("", "GECC) 3"),
        ("?kind=land_office", "GECC) 1"),
        (f"?prov={here.province_id}", "GECC) 2"),
        (f"?prov={here.province_id}&district={other.district_id}", "GECC) 1"),
        (f"?prov={here.province_id}&kind=land_office", "GECC) 1"),
    ):
        page = read(client.get(f"/places{query}"))
        assert f"เฉพาะศูนย์ราชการสะดวก ({words}" in page.text, query
    near = read(client.get("/places?near=18.79,98.98")).text
    assert "เฉพาะศูนย์ราชการสะดวก (GECC) 3" not in near
    assert "เฉพาะศูนย์ราชการสะดวก (GECC)" in near


def test_lists_are_narrowed_to_certified_places_where_there_are_any(client: Client) -> None:
    plain, ended = ServicePointFactory(name_th="ไม่มีใบ"), ServicePointFactory(name_th="หมดอายุ")
    province = plain.province
    assert "GECC" not in read(client.get("/places")).text
    held = ServicePointFactory(name_th="มีใบรับรอง", district=plain.district)
    certified(held)
    certified(ended, until=date(2026, 1, 1))
    assert "เฉพาะศูนย์ราชการสะดวก (GECC) 1" in read(client.get("/places")).text
    inside = read(client.get(f"/places?prov={province.code}&gecc=1")).text
    assert "มีใบรับรอง" in inside
    assert "ไม่มีใบ" not in inside
    assert "พบ 1 แห่ง" in inside
    near = read(client.get("/places?near=18.79,98.98&gecc=1")).text
    assert "มีใบรับรอง" in near
    assert "หมดอายุ" not in near
    VocabularyTerm.objects.create(
        vocabulary="point_kind", code="district_office", label_th="อำเภอ", label_en="District",
        order=1, effective_from=date(2015, 7, 21),
    )  # fmt: skip
    page = read(client.get(f"/places?prov={province.code}&kind=district_office&gecc=1"))
    assert page.fields("gecc") == ["1", "1", "1"]


def test_programs_read_what_was_confirmed(client: Client) -> None:
    held = certified(ServicePointFactory())
    assert get(client, f"/points/{held.point_id}")["certificate"] == {
        "level": "advanced",
        "number": "12/2568",
        "granted_on": "2025-04-01",
        "expires_on": "2028-04-01",
    }
    waits = certified(ServicePointFactory(), state=CertificateState.TOLD)
    assert get(client, f"/points/{waits.point_id}")["certificate"] is None
