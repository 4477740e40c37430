"""What people write about a point, in a form or in a spreadsheet."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from infogo.core.written import Written, WrittenError, clean_line
from infogo.points.facts import WRITTEN_FIELDS, read_facts, written_facts
from infogo.points.models import ServicePoint
from infogo.taxonomy.models import VocabularyTerm
from tests.factories import (
    DistrictFactory,
    ProvinceFactory,
    ServicePointFactory,
    SubdistrictFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def country() -> None:
    VocabularyTerm.objects.create(
        vocabulary="point_kind",
        code="district_office",
        label_th="ที่ว่าการอำเภอ",
        label_en="District office",
        order=1,
        effective_from="2015-07-21",
        source="test",
    )
    province = ProvinceFactory(code="50", name_th="เชียงใหม่")
    district = DistrictFactory(
        province=province, code="5001", name_th="เมืองเชียงใหม่", full_name_th="อำเภอเมืองเชียงใหม่"
    )
    SubdistrictFactory(district=district, code="500101", name_th="ศรีภูมิ", postcode="50200")


GOOD = {
    "name_th": " ที่ว่าการอำเภอ\u200bเมือง  เชียงใหม่ ",
    "kind": "ที่ว่าการอำเภอ",
    "address": "1 ถนนตัวอย่าง",
    "province": "จ.เชียงใหม่",
    "district": "เมืองเชียงใหม่",
    "subdistrict": "ต.ศรีภูมิ",
    "phones": "๐ ๕๓๑๑ ๒๗๐๘ ต่อ 2, 1548",
    "email": "a@agency.go.th",
    "website": "www.agency.go.th",
}


def test_good_facts_are_read_and_completed() -> None:
    facts = read_facts(GOOD)
    assert facts.name_th == "ที่ว่าการอำเภอเมือง เชียงใหม่"
    assert (facts.province_id, facts.district_id, facts.subdistrict_id) == ("50", "5001", "500101")
    assert facts.postcode == "50200"
    assert facts.columns()["phones"] == [
        {"number": "+6653112708", "extension": "2"},
        {"number": "1548"},
    ]
    assert facts.website == "https://www.agency.go.th"
    assert facts.kind == "district_office"


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("name_th", " \u200b", "ใส่ชื่อจุดให้บริการ"),
        ("name_th", "ก" * 201, "ไม่เกิน 200"),
        ("kind", "ร้านกาแฟ", "ไม่มีประเภทนี้"),
        ("kind", "", "ใส่ประเภท"),
        ("province", "เชียงไหม่", "ไม่มีจังหวัดชื่อ"),
        ("province", "", "ใส่จังหวัด เพราะใส่อำเภอหรือเขตแล้ว"),
        ("district", "เมือง", "เลือกจาก เมืองเชียงใหม่"),
        ("district", "", "ใส่อำเภอหรือเขต เพราะ"),
        ("subdistrict", "ไม่มีจริง", "เลือกจาก ศรีภูมิ"),
        ("postcode", "0200", "ตัวเลข 5 หลัก"),
        ("postcode", "02000", "ตัวเลข 5 หลัก"),
        ("phones", "0 5311 2708, โทรกลาง", "อ่านเบอร์โทรศัพท์ไม่ได้: โทรกลาง"),
        ("email", "a@agency", "ใส่อีเมลให้ครบ"),
        ("email", f"{'a' * 250}@agency.go.th", "อีเมล"),
        ("website", "javascript:alert(1)", "https://"),
        ("website", "ftp://agency.go.th", "https://"),
        ("website", f"https://agency.go.th/{'a' * 200}", "ยาวเกิน 200"),
    ],
)
def test_what_cannot_be_used_is_told_by_field(field: str, text: str, words: str) -> None:
    with pytest.raises(WrittenError) as caught:
        read_facts({**GOOD, field: text})
    told = " ".join(caught.value.problems.values())
    assert words in told, told


def test_all_problems_are_told_at_once() -> None:
    with pytest.raises(WrittenError) as caught:
        read_facts({"email": "x", "phones": "x", "website": "x y"})
    assert set(caught.value.problems) == {"name_th", "kind", "email", "phones", "website"}


def test_a_kind_that_ended_may_stay_but_not_be_chosen() -> None:
    assert read_facts({**GOOD, "kind": "old"}, kind_before="old").kind == "old"
    with pytest.raises(WrittenError):
        read_facts({**GOOD, "kind": "old"}, kind_before="other")


def test_what_is_stored_is_read_back_as_it_is() -> None:
    point = ServicePointFactory(
        phones=[{"number": "+6653112708", "extension": "2"}, {"number": "1548"}],
        email="a@agency.go.th",
        website="https://agency.go.th",
    )
    found = ServicePoint.objects.select_related("district", "subdistrict").get(pk=point.pk)
    columns = read_facts(written_facts(found)).columns()
    assert columns == {name: getattr(found, name) for name in columns}


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.dictionaries(st.sampled_from(sorted(WRITTEN_FIELDS)), st.text(max_size=60)))
def test_no_text_breaks_the_reading(texts: dict[str, str]) -> None:
    try:
        facts = read_facts(texts)
    except WrittenError as problem:
        assert problem.problems
    else:
        assert facts.name_th


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=80))
def test_a_clean_line_stays_as_it_is(text: str) -> None:
    clean = clean_line(text)
    assert clean_line(clean) == clean
    assert clean.isprintable()


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=80))
def test_prose_keeps_its_paragraphs_and_nothing_hidden(text: str) -> None:
    found = Written({"x": text}).prose("x", "x", 1000)
    assert "\x00" not in found
    assert found.replace("\n", "").isprintable()
