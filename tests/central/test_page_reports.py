"""The centre sees how many reports the country has, and which agencies answer late."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from infogo.accounts.roles import Role
from tests.factories import AgencyFactory, GrantFactory, OfficerFactory, ServicePointFactory
from tests.office.people import signed_in, with_second_factor
from tests.page_reports.telling import tell
from tests.www.reading import read

pytestmark = pytest.mark.django_db


def central(role: str) -> Client:
    officer = with_second_factor(OfficerFactory())
    GrantFactory(officer=officer, role=role, agency=None)
    return signed_in(officer)


def test_the_country_is_counted_and_leads_to_the_reports_of_an_agency() -> None:
    agency = AgencyFactory(name_th="เทศบาลที่ตอบช้า")
    tell(ServicePointFactory(agency=agency), now=timezone.now() - timedelta(days=60))
    tell(AgencyFactory(name_th="เทศบาลที่ตอบทัน"))
    tell()
    client = central(Role.CENTRAL_ADMIN)
    page = read(client.get("/central/reports/"))
    assert "3 เรื่อง" in page.html
    href = f"/office/reports/?show=open&agency={agency.pk}"
    assert ("เทศบาลที่ตอบช้า", href) in page.links
    of_agencies = "/office/reports/?show=open&agency="
    names = [text for text, target in page.links if target.startswith(of_agencies)]
    assert names == ["เทศบาลที่ตอบช้า", "เทศบาลที่ตอบทัน"], "late ones first"
    assert client.get(href).status_code == 200
    assert "เรื่องที่ประชาชนแจ้ง" in client.get("/central/").content.decode()


@pytest.mark.parametrize("role", [Role.CENTRAL_REVIEWER, Role.CENTRAL_ANALYST])
def test_whoever_only_reads_is_led_nowhere_that_is_closed_to_her(role: str) -> None:
    tell(AgencyFactory(name_th="เทศบาลตัวอย่าง"))
    answer = central(role).get("/central/reports/")
    assert answer.status_code == 200
    page = read(answer)
    assert "เทศบาลตัวอย่าง" in page.html
    assert not [href for _text, href in page.links if href.startswith("/office/reports/")]
