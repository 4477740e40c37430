"""Every page of statistics by province has a map, and every one can be had as a PDF."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from infogo.oversight.services.coverage import refresh_coverage
from tests.factories import AgencyFactory, ProvinceFactory, ServicePointFactory
from tests.office.people import central_officer, signed_in
from tests.oversight.country import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def central() -> Client:
    for code, name, exact in (("50", "เชียงใหม่", 3), ("51", "ลำพูน", 1)):
        province = ProvinceFactory(code=code, name_th=name)
        agency = AgencyFactory(province=province)
        for number in range(4):
            lies = {"lat": 18.5, "lng": 98.9} if number < exact else {"lat": None, "lng": None}
            ServicePointFactory(agency=agency, province=province, district=None, **lies)
    ProvinceFactory(code="52", name_th="ลำปาง")
    refresh_coverage(now=NOW)
    return signed_in(central_officer())


def address(**asked: str) -> str:
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return f"{reverse('central:coverage', args=['points'])}?{query}"


def test_a_table_by_province_has_a_map_whose_links_are_for_pointers_alone(central: Client) -> None:
    page = central.get(address(by="place")).content.decode()
    land = re.search(r'<svg class="o-map__land".*?</svg>', page, re.S)
    assert land and 'aria-hidden="true"' in land[0]
    links = re.findall(r"<a[^>]*>", land[0])
    assert len(links) >= 3 and all('tabindex="-1"' in link for link in links)
    assert any("prov=50" in link for link in links) and "#p50" in land[0]
    assert "ลำปาง ไม่มีข้อมูล" in land[0] and "style=" not in land[0]


def test_the_map_shows_the_figure_by_which_the_table_is_sorted(central: Client) -> None:
    page = central.get(address(by="place", sort="-points_unplaced")).content.decode()
    assert "ไม่มีพิกัดรายจังหวัด" in page
    assert "ต่ำสุด เชียงใหม่" in page and "สูงสุด ลำพูน" in page


def test_other_tables_have_no_map(central: Client) -> None:
    for asked in ({"by": "agency"}, {"by": "place", "prov": "50"}):
        assert "o-map__land" not in central.get(address(**asked)).content.decode()


@pytest.mark.parametrize("asked", [{"by": "place"}, {"by": "agency"}, {"prov": "50"}, {"x": "y"}])
def test_every_page_can_be_had_as_an_accessible_pdf(central: Client, asked: dict[str, str]) -> None:
    answer = central.get(address(**asked, format="pdf"))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="central-coverage-points.pdf"'
    assert answer.content.startswith(b"%PDF-") and b"pdfuaid:part" in answer.content


def test_the_page_leads_to_its_pdf_with_all_filters(central: Client) -> None:
    page = central.get(address(by="place", prov="50", sort="-points")).content.decode()
    href = re.search(r'href="([^"]*format=pdf)"', page)
    assert href and all(part in href[1] for part in ("prov=50", "sort=-points", "by=place"))
