"""An agency with one point, and the officer who looks after it."""

from __future__ import annotations

import pytest
from django.test import Client

from infogo.accounts.models import Officer
from infogo.accounts.roles import Role
from infogo.agencies.models import Agency
from infogo.geo.models import CoordinateQuality
from infogo.points.models import ServicePoint
from infogo.taxonomy.models import VocabularyTerm
from tests.factories import (
    AgencyFactory,
    DistrictFactory,
    GrantFactory,
    OfficerFactory,
    ProvinceFactory,
    ServicePointFactory,
    SubdistrictFactory,
)
from tests.office.people import signed_in


@pytest.fixture(autouse=True)
def kinds() -> None:
    for order, code in enumerate(("district_office", "land_office", "mobile_unit")):
        VocabularyTerm.objects.create(
            vocabulary="point_kind",
            code=code,
            label_th=f"ประเภท {code}",
            label_en=code,
            order=order,
            effective_from="2015-07-21",
            source="test",
        )


@pytest.fixture
def agency() -> Agency:
    return AgencyFactory(name_th="เทศบาลตัวอย่าง")


@pytest.fixture
def officer(agency: Agency) -> Officer:
    officer = OfficerFactory(agency=agency, name_th="ปราณี ทดสอบ")
    GrantFactory(officer=officer, role=Role.POINT_EDITOR)
    return officer


@pytest.fixture
def client(officer: Officer) -> Client:
    return signed_in(officer)


@pytest.fixture
def point(agency: Agency) -> ServicePoint:
    tak = ProvinceFactory(code="63", name_th="ตาก")
    district = DistrictFactory(
        province=tak, code="6301", name_th="เมืองตาก", full_name_th="อำเภอเมืองตาก"
    )
    return ServicePointFactory(
        agency=agency,
        name_th="สำนักงานทดสอบ",
        subdistrict=SubdistrictFactory(district=district, name_th="ระแหง"),
        lat=16.884,
        lng=99.125,
        coordinate_quality=CoordinateQuality.DISTRICT_CENTROID,
    )
