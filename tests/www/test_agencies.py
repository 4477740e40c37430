"""Agencies: the indexes by ministry and province, and one agency."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from infogo.agencies.models import Agency, AgencyCode, AgencyFormerName, AgencyStatus
from infogo.geo.models import District, Province
from infogo.manuals import services
from infogo.manuals.content import LocalOverrides
from infogo.manuals.models import ProcedureStatus
from infogo.taxonomy.models import VocabularyTerm
from tests.factories import (
    ACTOR,
    AgencyFactory,
    DistrictFactory,
    ProvinceFactory,
    ServicePointFactory,
    SubdistrictFactory,
    adoption,
    standard_manual,
)
from tests.www.reading import Page, read

pytestmark = pytest.mark.django_db


def show(client: Client, address: str) -> Page:
    response = client.get(address)
    assert response.status_code == 200
    return read(response)


@pytest.fixture(autouse=True)
def kinds() -> None:
    names = {
        "department": "กรมหรือเทียบเท่า",
        "sao": "องค์การบริหารส่วนตำบล",
        "pao": "องค์การบริหารส่วนจังหวัด",
    }
    for code, name in names.items():
        VocabularyTerm.objects.create(
            vocabulary="agency_kind",
            code=code,
            label_th=name,
            label_en=f"Kind {code}",
            effective_from=date(2015, 7, 21),
        )


@pytest.fixture
def ministry() -> Agency:
    return AgencyFactory(kind="ministry", name_th="กระทรวงมหาดไทย", name_en="Ministry of Interior")


@pytest.fixture
def department(ministry: Agency) -> Agency:
    return AgencyFactory(
        parent=ministry,
        name_th="กรมการปกครอง",
        name_en="Department of Provincial Administration",
        abbreviation="ปค.",
        address="ถนนอัษฎางค์ แขวงวัดราชบพิธ เขตพระนคร กรุงเทพมหานคร 10200",
        phones=[{"number": "+6622210151"}, {"number": "1548"}],
        website="https://www.dopa.go.th",
    )


@pytest.fixture
def tak() -> Province:
    return ProvinceFactory(code="63", name_th="ตาก", name_en="Tak", region_th="ภาคตะวันตก")


@pytest.fixture
def mae_sot(tak: Province) -> District:
    return DistrictFactory(province=tak, code="6306", name_th="แม่สอด", name_en="Mae Sot")


class TestIndex:
    def test_departments_stand_under_their_ministry_in_dictionary_order(
        self, client: Client, ministry: Agency, department: Agency
    ) -> None:
        AgencyFactory(parent=ministry, name_th="กรมที่ดิน", sort_key="9")
        AgencyFactory(kind="group", name_th="องค์กรอิสระ")
        page = show(client, "/agency/")
        assert page.text.index("กระทรวงมหาดไทย (2)") < page.text.index("กรมการปกครอง")
        assert page.text.index("กรมการปกครอง") < page.text.index("กรมที่ดิน")
        assert page.href("กรมการปกครอง") == f"/agency/{department.pk}"
        assert page.href("ดูหน้าของกระทรวงมหาดไทย") == f"/agency/{ministry.pk}"
        assert "องค์กรอิสระ" not in page.text

    def test_provinces_stand_in_their_region_with_their_numbers(
        self, client: Client, tak: Province
    ) -> None:
        AgencyFactory(kind="sao", province=tak)
        page = show(client, "/agency/")
        assert "ภาคตะวันตก (1)" in page.text
        assert page.href("ตาก") == "/agency/province/63"

    def test_ended_agencies_are_left_out(self, client: Client, ministry: Agency) -> None:
        AgencyFactory(parent=ministry, name_th="กรมเก่า", status=AgencyStatus.CLOSED)
        assert "กรมเก่า" not in show(client, "/agency/").text

    def test_a_province_groups_by_kind_and_names_the_district(
        self, client: Client, tak: Province, mae_sot: District
    ) -> None:
        AgencyFactory(kind="pao", province=tak, name_th="อบจ.ตาก")
        for name in ("อบต.แม่ปะ", "อบต.ท่าสายลวด"):
            AgencyFactory(kind="sao", province=tak, district=mae_sot, name_th=name)
        page = show(client, "/agency/province/63")
        assert page.h1 == "หน่วยงานใน จ.ตาก"
        groups = [text for tag, text in page.headings if tag == "h2"]
        assert groups == ["องค์การบริหารส่วนจังหวัด 1", "องค์การบริหารส่วนตำบล 2"]
        assert page.text.index("อบต.ท่าสายลวด") < page.text.index("อบต.แม่ปะ")
        assert page.text.count("อ.แม่สอด") == 2
        assert page.href("ดูจุดให้บริการทุกหน่วยงานใน จ.ตาก") == "/places?prov=63"

    def test_a_province_without_agencies_says_so(self, client: Client, tak: Province) -> None:
        assert "ยังไม่มีหน่วยงานของจังหวัดนี้ในระบบ" in show(client, "/agency/province/63").text

    @pytest.mark.parametrize("code", ["99", "abc", "6"])
    def test_a_province_that_does_not_exist_is_not_found(self, client: Client, code: str) -> None:
        assert client.get(f"/agency/province/{code}").status_code == 404


class TestAgency:
    def test_names_parents_contacts_and_codes(self, client: Client, department: Agency) -> None:
        AgencyFormerName.objects.create(agency=department, name_th="กรมมหาดไทย")
        AgencyCode.objects.create(agency=department, scheme="dga8", code="13003000")
        AgencyCode.objects.create(agency=department, scheme="special", code="X1")
        page = show(client, f"/agency/{department.pk}")
        assert page.h1 == "กรมการปกครอง"
        assert "กรมหรือเทียบเท่า ปค. สังกัด กระทรวงมหาดไทย" in page.text
        assert "ชื่อเดิม กรมมหาดไทย" in page.text
        assert "ถนนอัษฎางค์ แขวงวัดราชบพิธ" in page.text
        assert page.href("02-221-0151") == "tel:+6622210151"
        assert page.href("1548") == "tel:1548"
        assert "รหัสหน่วยงาน 8 หลัก ของ สพร. 13003000" in page.text
        assert "special X1" in page.text
        assert "ยังไม่เคยตรวจกับหน่วยงาน" in page.text

    def test_what_is_missing_is_said(self, client: Client) -> None:
        page = show(client, f"/agency/{AgencyFactory().pk}")
        assert page.text.count("ไม่มีข้อมูล") >= 4
        assert "ยังไม่มีคำอธิบายหน้าที่ของหน่วยงานนี้" in page.text
        assert "หน่วยงานนี้ยังไม่มีคู่มือในระบบ" in page.text
        assert "ยังไม่มีจุดให้บริการของหน่วยงานนี้ในระบบ" in page.text

    def test_a_browsing_group_is_no_parent_in_law(self, client: Client) -> None:
        group = AgencyFactory(kind="group", name_th="อปท.ในจังหวัดตาก")
        local = AgencyFactory(parent=group, kind="sao")
        page = show(client, f"/agency/{local.pk}")
        assert "สังกัด" not in page.text.replace("หน่วยงานในสังกัด", "")
        assert "parentOrganization" not in page.json_ld[0]

    def test_its_services_are_its_own_and_those_it_adopted(
        self, client: Client, department: Agency
    ) -> None:
        own = standard_manual(owner=department, name_th="เปลี่ยนชื่อ")
        adopted = adoption(standard_manual(name_th="ขอเลขที่บ้าน"), department)
        services.publish_overrides(
            manual=adopted, overrides=LocalOverrides(remark="ปิดวันพุธ"), actor=ACTOR
        )
        standard_manual(owner=department, name_th="เลิกแล้ว", status=ProcedureStatus.WITHDRAWN)
        page = show(client, f"/agency/{department.pk}")
        assert "เรื่องที่ทำได้ 2" in page.text
        assert page.href("เปลี่ยนชื่อ") == f"/manual/{own.procedure_id}"
        local = f"/manual/{adopted.procedure_id}/at/{department.pk}"
        assert page.href("ขอเลขที่บ้าน") == local
        assert "มีส่วนที่กำหนดเอง" in page.text
        assert page.text.index("ขอเลขที่บ้าน") < page.text.index("เปลี่ยนชื่อ")
        cards = show(client, f"/agency/{department.pk}/manuals")
        assert cards.href("ขอเลขที่บ้าน") == local
        assert "100 บาท" in cards.text

    def test_a_body_with_one_office_is_reached_there(self, client: Client) -> None:
        local = AgencyFactory(kind="sao")
        ServicePointFactory(agency=local, phones=[{"number": "+6655511234"}])
        page = show(client, f"/agency/{local.pk}")
        assert "ต.ศรีภูมิ อ.เมือง จ.เชียงใหม่ 50200" in page.text
        assert page.text.count("055-511-234") == 2

    def test_few_points_are_listed_and_many_are_counted_by_province(
        self, client: Client, department: Agency, tak: Province, mae_sot: District
    ) -> None:
        here = SubdistrictFactory(district=mae_sot)
        first = ServicePointFactory(agency=department, subdistrict=here)
        address = f"/agency/{department.pk}"
        assert f"/place/{first.pk}" in [href for _text, href in show(client, address).links]
        ServicePointFactory.create_batch(5, agency=department, subdistrict=here)
        page = show(client, address)
        assert page.href("ตาก") == f"{address}/places?prov=63"
        places = show(client, f"{address}/places?prov=63")
        assert places.h1 == "จุดให้บริการของกรมการปกครองใน จ.ตาก"
        assert "พบ 6 แห่ง" in places.text

    def test_agencies_below_are_listed_with_their_numbers(
        self, client: Client, ministry: Agency, department: Agency
    ) -> None:
        AgencyFactory(parent=department)
        page = show(client, f"/agency/{ministry.pk}")
        assert "หน่วยงานในสังกัด 1" in page.text
        assert "กรมการปกครอง 1" in page.text

    def test_a_merged_agency_redirects_page_by_page(
        self, client: Client, department: Agency
    ) -> None:
        old = AgencyFactory(status=AgencyStatus.MERGED, merged_into=department)
        for tail in ("", "/manuals", "/places", ".json"):
            response = client.get(f"/en/agency/{old.pk}{tail}")
            assert response.status_code == 301
            assert response.headers["Location"] == f"/en/agency/{department.pk}{tail}"

    def test_a_closed_agency_is_gone(self, client: Client, ministry: Agency) -> None:
        closed = AgencyFactory(parent=ministry, status=AgencyStatus.CLOSED)
        response = client.get(f"/agency/{closed.pk}")
        assert response.status_code == 410
        page = read(response)
        assert "หน่วยงานนี้เลิกแล้ว" in page.text
        assert page.href("กระทรวงมหาดไทย") == f"/agency/{ministry.pk}"

    def test_the_english_page(self, client: Client, department: Agency) -> None:
        standard_manual(owner=department)
        ServicePointFactory(agency=department)
        page = show(client, f"/en/agency/{department.pk}")
        assert page.h1 == "Department of Provincial Administration"
        assert "Part of Ministry of Interior" in page.text
        assert [text for text in page.thai_without_mark() if text != "ไทย"] == []

    def test_structured_data(self, client: Client, ministry: Agency, department: Agency) -> None:
        (data,) = show(client, f"/agency/{department.pk}").json_ld
        assert data["@type"] == "GovernmentOrganization"
        assert data["telephone"] == ["+6622210151", "1548"]
        assert data["parentOrganization"]["name"] == ministry.name_th

    def test_the_agency_as_data(self, client: Client, ministry: Agency, department: Agency) -> None:
        AgencyCode.objects.create(agency=department, scheme="dga8", code="13003000")
        department.lat, department.lng = 13.75, 100.49
        department.coordinate_quality = "district_office_proxy"
        department.save()
        data = client.get(f"/agency/{department.pk}.json").json()
        assert data["key"] == department.key
        assert [parent["id"] for parent in data["parents"]] == [ministry.pk]
        assert data["codes"] == [{"scheme": "dga8", "code": "13003000", "note": ""}]
        assert data["position"] is None


@pytest.mark.parametrize("tail", ["", "/manuals", "/places"])
def test_queries_of_an_agency_do_not_grow(client: Client, department: Agency, tail: str) -> None:
    def grow() -> None:
        for _ in range(3):
            standard_manual(owner=department)
            adoption(standard_manual(), department)
            AgencyFactory(parent=department)
            AgencyCode.objects.create(
                agency=department, scheme="x", code=str(AgencyCode.objects.count())
            )
            ServicePointFactory.create_batch(3, agency=department)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            show(client, f"/agency/{department.pk}{tail}")
        return len(queries)

    grow()
    first = count()
    grow()
    assert count() == first
    # Three of them for the sum of ratings, which is remembered for ten minutes; one for rounds.
    assert first <= 17


def test_queries_of_the_indexes_do_not_grow(
    client: Client, tak: Province, mae_sot: District
) -> None:
    def grow() -> None:
        for _ in range(3):
            AgencyFactory(parent=AgencyFactory(kind="ministry"))
            AgencyFactory(kind="sao", province=tak, district=mae_sot)

    def count(address: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            show(client, address)
        return len(queries)

    grow()
    first = [count("/agency/"), count("/agency/province/63")]
    grow()
    assert [count("/agency/"), count("/agency/province/63")] == first
    assert max(first) <= 5
