"""Central agencies named beside something else that is said."""

from __future__ import annotations

import pytest

from infogo.agencies.models import Agency
from infogo.search.agencies.named import NamesOfAgencies, read_names_of_agencies
from infogo.search.indexing.index import only_writer
from infogo.search.indexing.indexer import rebuild
from infogo.search.results import Kind
from infogo.search.selectors import search
from infogo.thai.normalise import normalise
from infogo.thai.vocabulary import WordSet
from tests.factories import AgencyFactory
from tests.search.corpus import Country

NAMES = NamesOfAgencies({"ปปช": frozenset({1}), "ปป": frozenset({2}), "กรมที่ดิน": frozenset({3})})


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("ปปช แจ้งนายกโกง", "ปปช"),
        ("แจ้ง ป.ป.ช. นายกโกง", "ปปช"),
        ("ที่กรมที่ดินทำอะไร", "กรมที่ดิน"),
        ("ปปช", ""),
        ("กรม ที่ดิน", ""),
        ("", ""),
        ("ทำบัตรประชาชน", ""),
    ],
)
def test_the_longest_name_within_a_text_is_found(typed: str, name: str) -> None:
    found = NAMES.named(normalise(typed))
    assert (found.name if found else "") == name


@pytest.fixture
def agencies(db: None) -> dict[str, Agency]:
    return {
        key: AgencyFactory.create(key=key, kind=kind, name_th=name, name_en="", abbreviation=short)
        for key, kind, name, short in (
            ("indep-nacc", "department", "สำนักงาน ป.ป.ช.", ""),
            ("mdes-thailandpost", "state_enterprise", "บริษัท ไปรษณีย์ไทย จำกัด", ""),
            ("mol-doe", "department", "กรมการจัดหางาน", "กกจ."),
            ("lawyerscouncil", "state_agency", "สภาทนายความ", ""),
            ("mua", "state_agency", "มหาวิทยาลัยอุบลราชธานี", "มอบ."),
            ("local", "sao", "องค์การบริหารส่วนตำบลบางปู", "อบต."),
        )
    }


def test_a_nickname_that_is_a_word_for_something_else_names_nobody(
    agencies: dict[str, Agency],
) -> None:
    names = read_names_of_agencies(WordSet(frozenset({"ทนาย"})))
    for text, key in {
        "ปปช รับเรื่องไหม": "indep-nacc",
        "ไปรษณีย์ไทย ของหาย": "mdes-thailandpost",
        "ไปรษณีย์ ของหาย": "mdes-thailandpost",
        "กกจ เปิดกี่โมง": "mol-doe",
        "สภาทนายปรึกษาฟรี": "lawyerscouncil",
    }.items():
        found = names.named(text)
        assert found, text
        assert found.ids == {agencies[key].pk}
    for text in (
        "เลขที่บ้านไปรษณีย์หาไม่เจอ",
        "อยากหางานทำ",
        "หนังสือมอบอำนาจ",
        "องค์การบริหารส่วนตำบลบางปู ภาษี",
    ):
        assert names.named(text) is None, text


def test_who_names_an_agency_gets_its_service_or_else_the_agency(country: Country) -> None:
    transport = country.agencies["mot-dlt"]
    asked = f"{transport.name_th} ทำใบขับขี่"
    assert search(asked).results[0].kind is Kind.PROCEDURE
    lonely = AgencyFactory.create(kind="department", name_th="กรมอุตุนิยมวิทยา", key="mdes-tmd")
    with only_writer():
        rebuild()
    found = search("กรมอุตุนิยมวิทยา ทำใบขับขี่")
    assert found.results[0].code == lonely.key
    assert found.trace[-1].found == ("agency กรมอุตุนิยมวิทยา",)
    assert search("ทำใบขับขี่").results[0].kind is Kind.PROCEDURE


WHOLE = {
    "กรมการขนส่งทางบก": "กรมการขนส่งทางบก",
    "กรมขนส่งทางบก": "กรมการขนส่งทางบก",
    "กรมการขนส่งทางราง": "กรมการขนส่งทางราง",
    "สำนักงาน ปปช": "สำนักงานคณะกรรมการป้องกันและปราบปรามการทุจริตแห่งชาติ",
    "royal thai police": "royal thai police",
    "suan dusit university": "suan dusit university",
    "กรมที่ดิน": "กรมที่ดิน",
    "กรมสุขภาพจิต": "กรมสุขภาพจิต",
    "กรมสุขภาพจิส": "กรมสุขภาพจิส",
}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("กรมขนสงทางบก", "กรมการขนส่งทางบก"),
        ("กรมขนส่งทางบก", "กรมการขนส่งทางบก"),
        ("กรมการขนส่งทางบก", ""),
        ("สำนักงานปปช", "สำนักงานคณะกรรมการป้องกันและปราบปรามการทุจริตแห่งชาติ"),
        ("royal thaipolice", "royal thai police"),
        ("suan dusti university", "suan dusit university"),
        ("กรมที่ดน", "กรมที่ดิน"),
        ("ถมที่ดิน", ""),
        ("กรมสุขภาพจิง", ""),
        ("กรม", ""),
        ("ก" * 90, ""),
        ("", ""),
    ],
)
def test_a_whole_name_that_is_misspelt_is_taken_for_the_one_it_is_near(
    typed: str, meant: str
) -> None:
    assert NamesOfAgencies({}, whole=WHOLE).nearest(normalise(typed)) == meant


@pytest.mark.django_db
def test_a_misspelt_agency_leads_and_the_page_says_what_was_read(country: Country) -> None:
    page = search("กรมการปกครง")
    assert page.results[0].code == "moi-dopa"
    assert page.query == "กรมการปกครง"
    assert page.correction
    assert page.correction.used == "กรมการปกครอง"


def test_a_university_is_known_as_it_is_spoken_of(db: None) -> None:
    for key, name in (
        ("univ-nrru", "มหาวิทยาลัยราชภัฏนครราชสีมา"),
        ("univ-ru", "มหาวิทยาลัยรามคำแหง"),
        ("univ-rmutt", "มหาวิทยาลัยเทคโนโลยีราชมงคลธัญบุรี"),
        ("univ-psu", "มหาวิทยาลัยสงขลานครินทร์"),
    ):
        AgencyFactory.create(key=key, kind="university", name_th=name, name_en="", abbreviation="")
    names = read_names_of_agencies(WordSet(frozenset()))
    for said, official in {
        "ราชภัฏโคราช": "มหาวิทยาลัยราชภัฏนครราชสีมา",
        "ม.รามคำแหง": "มหาวิทยาลัยรามคำแหง",
        "มทร.ธัญบุรี": "มหาวิทยาลัยเทคโนโลยีราชมงคลธัญบุรี",
        "ราชมงคลธัญบุรี": "มหาวิทยาลัยเทคโนโลยีราชมงคลธัญบุรี",
    }.items():
        assert names.nearest(normalise(said)) == official
    found = names.named(normalise("ม.ราม ลงทะเบียนเรียน"))
    assert found
    assert found.service == normalise("ลงทะเบียนเรียน")
    assert names.campus("มอ") == "มหาวิทยาลัยสงขลานครินทร์"
    assert names.campus("ขนส่ง") == ""
