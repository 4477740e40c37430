"""An office that is named in the middle of talk about it."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infogo.search.offices.spoken import SaidOf, Spoken, is_talk_of_offices, office_within
from infogo.search.ranking.names import TALK_OF_OFFICES
from infogo.search.results import Kind, Place
from infogo.search.selectors import search
from infogo.search.understanding.gazetteer import Gazetteer, NameMeaning
from infogo.thai.normalise import normalise
from infogo.thai.slips import sound_key
from tests.search.corpus import Country

SERVICE = (Kind.PROCEDURE, 1)


def small_gazetteer() -> Gazetteer:
    found = Gazetteer()
    for level, code, name, english in (
        ("province", "50", "เชียงใหม่", "Chiang Mai"),
        ("district", "7108", "สังขละบุรี", "Sangkhla Buri"),
        ("district", "6007", "ลาดยาว", "Lat Yao"),
        ("province", "60", "นครสวรรค์", "Nakhon Sawan"),
        ("province", "10", "กรุงเทพมหานคร", "Bangkok"),
        ("district", "5803", "ปาย", "Pai"),
        ("district", "5002", "จอมทอง", "Chom Thong"),
        ("province", "42", "เลย", "Loei"),
    ):
        named = NameMeaning(code[:2], Place(level, code, name, english, code[:2]))
        found.add((name, english), named)
        if level == "district":
            found.add((name,), named, ("อำเภอ",))
            found.add((english,), named, ("amphoe",))
    found.add(("กทม",), found.names["กรุงเทพมหานคร"][0])
    found.add(("เทศบาลสุรนารี",), NameMeaning("30", agency=1))
    found.governments = {sound_key("เทศบาลสุรนารี"): "เทศบาลสุรนารี"}
    found.areas = sorted(("เชียงใหม่", "สังขละบุรี", "ลาดยาว", "นครสวรรค์", "กรุงเทพมหานคร", "ปาย"))
    return found


GAZETTEER = small_gazetteer()


@pytest.fixture
def gazetteer() -> Gazetteer:
    return GAZETTEER


@pytest.mark.parametrize(
    ("typed", "office", "rest"),
    [
        ("ที่ดินเชียงใหม่ย้ายตึกใหม่ไปไหนแล้ว", "ที่ดิน เชียงใหม่", "ย้ายตึกใหม่ไปไหนแล้ว"),
        ("ขนส่งจังหวัดเชียงใหม่ มีที่จอดรถไหม", "ขนส่งจังหวัด เชียงใหม่", "มีที่จอดรถไหม"),
        ("ที่ดินลาดยาว นครสวรรค์นะ", "ที่ดิน ลาดยาว นครสวรรค์", "นะ"),
        ("ที่ว่าการ อำเภอสังขละ ไกลไหม", "ที่ว่าการ สังขละบุรี", "ไกลไหม"),
        ("เทศบาลสุระนารี คิวเยอะไหม", "เทศบาลสุรนารี", "คิวเยอะไหม"),
        ("ไปอำเภอปายนั่งรถอะไร", "อำเภอปาย", "นั่งรถอะไร"),
        ("อยากโทรหาอำเภอปาย", "อำเภอปาย", ""),
        ("ขนส่งจอมทอง มีที่จอดไหม", "ขนส่ง จอมทอง", "มีที่จอดไหม"),
        ("ขนส่งเลย อยู่ไหน", "ขนส่ง เลย", "อยู่ไหน"),
        ("เชียงใหม่ ศาลากลาง อยู่ตรงข้ามอะไร", "ศาลากลาง เชียงใหม่", "อยู่ตรงข้ามอะไร"),
        ("ศาลาว่าการกทม เข้าประตูไหน", "ศาลาว่าการกทม", "เข้าประตูไหน"),
        ("land office chiang mai parking", "chiang mai land office", "parking"),
        ("chiang mai tax office near big c", "chiang mai tax office", "near big c"),
        ("amphoe pai open today", "amphoe pai", "open today"),
    ],
)
def test_a_kind_beside_a_place_names_an_office(
    gazetteer: Gazetteer, typed: str, office: str, rest: str
) -> None:
    assert office_within(normalise(typed), gazetteer) == Spoken(office, rest)


@pytest.mark.parametrize(
    "typed",
    [
        "จังหวัดเชียงใหม่มีอะไรดี",
        "ทะเบียนราษฎรเชียงใหม่คนเยอะไหม",
        "บ้านอยู่ในอำเภอปายไฟดับ",
        "ขนส่งคนเยอะไหม",
        "ไปขนส่งเลยได้ไหม",
        "โรงพักตรงข้ามศาลากลางเชียงใหม่อยู่ไหน",
        "ที่ดิน",
        "",
    ],
)
def test_a_place_or_a_thing_is_no_office(gazetteer: Gazetteer, typed: str) -> None:
    assert office_within(normalise(typed), gazetteer) is None


PIECES = (
    "ที่ดิน",
    "ขนส่ง",
    "อำเภอ",
    "ปาย",
    "เชียงใหม่",
    "จ",
    " ",
    "เลย",
    "ไป",
    "ไหม",
    "pai",
    " land office ",
)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_any_text_can_be_read(typed: str) -> None:
    text = normalise(typed)
    found = office_within(text, GAZETTEER)
    assert found is None or not Counter(found.rest.replace(" ", "")) - Counter(text)


WANTED = re.compile("license|ภาษี")


def test_talk_about_an_office_is_what_is_said_of_offices_rather_than_of_services() -> None:
    def evidence(text: str) -> dict[tuple[Kind, int], float]:
        return (
            {(TALK_OF_OFFICES, 0): 4.0, SERVICE: 6.0}
            if "จอด" in text
            else {SERVICE: 6.0 if WANTED.search(text) else 1.0}
        )

    said = SaidOf(evidence, lambda word: word in {"หย่า", "ต่อภาษี"})
    assert not is_talk_of_offices("จอดรถ", said)
    assert is_talk_of_offices("จอดรถ", said, 0.5)
    assert not is_talk_of_offices("ต่อภาษี", said)
    assert not is_talk_of_offices("หย่า", said), "a word of services, however little speaks"
    assert is_talk_of_offices("โกสุม", said), "what is said of nothing is a name"
    assert is_talk_of_offices("ตรงข้ามโลตัส", said), "a landmark is nothing else"
    assert is_talk_of_offices("near the temple", said)
    assert not is_talk_of_offices("หลังจอดรถต่อภาษี", said), "unless a service is spoken of"
    assert not is_talk_of_offices("near airport renew license", said)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("ขนส่งเชียงใหม่ ใกล้สถานีไหน", "dlt-50"),
        ("ขนส่งเชียงใหม่ ตรงข้ามโลตัส", "dlt-50"),
        ("ขนส่งเชียงใหม่ ต่อภาษีรถ", "CAR-1"),
    ],
)
def test_who_talks_about_an_office_is_shown_it(country: Country, typed: str, first: str) -> None:
    page = search(typed)
    assert page.results[0].code == first
    assert page.query == typed
