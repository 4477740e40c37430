from __future__ import annotations

import pytest

from infogo.search.understanding.gazetteer import Gazetteer, build_gazetteer, without_country
from infogo.thai.normalise import normalise
from tests.factories import (
    AgencyFactory,
    DistrictFactory,
    ProvinceFactory,
    SubdistrictFactory,
)
from tests.thai.vocabularies import Words

EVERYDAY = Words("ประกัน สังคม บัตร ประชาชน แจ้ง เกิด กำหนด โอน ที่ดิน")

IN_LATIN = {"1004": "Bang Rak", "5001": "Long", "4308": "Sangkhom"}


@pytest.fixture
def gazetteer(db: None) -> Gazetteer:
    provinces, districts = {}, {}
    for code, th, en in (
        ("10", "กรุงเทพมหานคร", "Bangkok"),
        ("50", "เชียงใหม่", "Chiang Mai"),
        ("63", "ตาก", "Tak"),
        ("42", "เลย", "Loei"),
        ("43", "หนองคาย", "Nong Khai"),
        ("92", "ตรัง", "Trang"),
    ):
        provinces[code] = ProvinceFactory(code=code, name_th=th, name_en=en)
    for code, name, kind in (
        ("1004", "บางรัก", "khet"),
        ("5001", "เมืองเชียงใหม่", "amphoe"),
        ("6301", "เมืองตาก", "amphoe"),
        ("6306", "แม่สอด", "amphoe"),
        ("4308", "สังคม", "amphoe"),
        ("9201", "เมืองตรัง", "amphoe"),
    ):
        districts[code] = DistrictFactory(
            code=code,
            name_th=name,
            name_en=IN_LATIN.get(code, f"District {code}"),
            full_name_th=("เขต" if kind == "khet" else "อำเภอ") + name,
            kind=kind,
            province=provinces[code[:2]],
        )
    for code in ("920101", "630101"):
        SubdistrictFactory(code=code, name_th="บางด้วน", district=districts[code[:4]])
    for key, province in (("sao-trang", "92"), ("sao-tak", "63")):
        AgencyFactory(key=key, kind="sao", name_th="องค์การบริหารส่วนตำบลบางด้วน", province_id=province)
    return build_gazetteer(EVERYDAY)


@pytest.mark.parametrize(
    ("query", "code", "subject"),
    [
        ("ทำบัตรประชาชน เชียงใหม่", "50", "ทำบัตรประชาชน"),
        ("ทำบัตรประชาชนที่เชียงใหม่", "50", "ทำบัตรประชาชน"),
        ("แจ้งเกิด กทม.", "10", "แจ้งเกิด"),
        ("แจ้งเกิด กรุงเทพฯ", "10", "แจ้งเกิด"),
        ("passport in Chiang Mai", "50", "passport"),
        ("divorce bang rak", "1004", "divorce"),
        ("amphur sangkhom", "4308", ""),
        ("khet bang rak", "1004", ""),
        ("โอนที่ดิน จ.ตาก", "63", "โอนที่ดิน"),
        ("โอนที่ดินจังหวัดเลย", "42", "โอนที่ดิน"),
        ("โอนที่ดิน ตาก", "63", "โอนที่ดิน"),
        ("โอนที่ดิน ที่ตาก", "63", "โอนที่ดิน"),
        ("แจ้งเกิด เขตบางรัก", "1004", "แจ้งเกิด"),
        ("แจ้งเกิด ที่บางรัก", "1004", "แจ้งเกิด"),
        ("แจ้งเกิด บางรัก", "1004", "แจ้งเกิด"),
        ("แจ้งเกิด อ.แม่สอด", "6306", "แจ้งเกิด"),
        ("แจ้งเกิด อ.เมือง จ.ตาก", "6301", "แจ้งเกิด"),
        ("แจ้งเกิด อ.สังคม", "4308", "แจ้งเกิด"),
        ("แจ้งเกิด ต.บางด้วน จ.ตรัง", "920101", "แจ้งเกิด"),
    ],
)
def test_places_are_recognised(gazetteer: Gazetteer, query: str, code: str, subject: str) -> None:
    found = gazetteer.recognise(normalise(query))
    assert found.place is not None
    assert found.place.code == code
    assert found.subject == subject


@pytest.mark.parametrize(
    "query",
    [
        "แจ้งเกิดเลยกำหนด",
        "หายหมดเลย",
        "ตากผ้า",
        "ประกัน สังคม",
        "prakan sangkhom",
        "how long does it take",
        "บัตรประชาชน",
        "",
    ],
)
def test_ordinary_words_are_left_alone(gazetteer: Gazetteer, query: str) -> None:
    found = gazetteer.recognise(normalise(query))
    assert found.place is None
    assert found.subject == normalise(query)
    assert not found.has_names


def test_an_ambiguous_name_says_nothing_about_where(gazetteer: Gazetteer) -> None:
    found = gazetteer.recognise(normalise("แจ้งเกิด ต.บางด้วน"))
    assert found.place is None
    assert found.has_names
    assert found.subject == "แจ้งเกิด"


def test_the_reader_s_province_decides_between_places_of_one_name(gazetteer: Gazetteer) -> None:
    found = gazetteer.recognise(normalise("เบี้ยคนชรา อบต.บางด้วน"), province="63")
    assert found.agency is not None
    assert found.place is not None and found.place.province == "63"


def test_two_provinces_leave_it_open(gazetteer: Gazetteer) -> None:
    found = gazetteer.recognise("ย้ายจาก เชียงใหม่ ไป ตรัง")
    assert found.place is None
    assert found.has_names


@pytest.fixture
def siam(gazetteer: Gazetteer) -> Gazetteer:
    DistrictFactory(
        code="1007",
        name_th="ปทุมวัน",
        name_en="Pathum Wan",
        full_name_th="เขตปทุมวัน",
        kind="khet",
        province_id="10",
    )
    return build_gazetteer(EVERYDAY)


@pytest.mark.parametrize(
    ("query", "subject"),
    [
        ("passport mbk", "passport"),
        ("ทำพาสปอร์ต แถวมาบุญครอง", "ทำพาสปอร์ต"),
        ("siam passport", "passport"),
    ],
)
def test_a_neighbourhood_tells_the_district(siam: Gazetteer, query: str, subject: str) -> None:
    found = siam.recognise(normalise(query))
    assert found.place is not None
    assert (found.place.code, found.subject, found.spoken) == ("1007", subject, normalise(query))
    assert found.place.neighbourhood in normalise(query)


def test_a_short_one_within_other_words_tells_nothing(siam: Gazetteer) -> None:
    assert siam.recognise(normalise("ประเทศสยามเมืองยิ้ม")).place is None
    assert siam.recognise(normalise("siamese cat")).place is None


def test_what_was_spoken_is_kept_for_neighbourhoods_alone(siam: Gazetteer) -> None:
    found = siam.recognise(normalise("ทำบัตร มาบุญครอง เชียงใหม่"))
    assert found.spoken == normalise("ทำบัตร มาบุญครอง")
    assert siam.recognise(normalise("ทำบัตร เชียงใหม่")).spoken == ""


def test_a_place_is_known_by_its_sound_where_it_is_no_word(siam: Gazetteer) -> None:
    assert siam.sounding_like("ปะทุมวัน") == "ปทุมวัน"
    assert siam.sounding_like("ปะทุมวัน เขต") == ""
    assert siam.sounding_like("บัตร") == ""
    assert siam.sounding_like("เรย") == ""


def test_the_country_is_no_part_of_what_is_looked_for() -> None:
    assert without_country("fda thailand") == "fda"
    assert without_country("work permit in thailand") == "work permit"
    assert without_country("bank of thailand") == "bank of thailand"
    assert without_country("thailand") == "thailand"
