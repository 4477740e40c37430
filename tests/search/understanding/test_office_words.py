"""Offices that are misspelt or written in Latin letters."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from infogo.search.offices.asked_for import Offices, offices_asked_for
from infogo.search.results import Place
from infogo.search.understanding.gazetteer import Gazetteer, Recognised
from infogo.search.understanding.office_words import (
    meant_kind,
    meant_office,
    names_of_agencies,
    with_its_rank,
    with_local_office,
    with_office_apart,
)
from infogo.search.understanding.understand import Readers, Understanding, Unit, understand, units
from tests.factories import AgencyFactory
from tests.thai.vocabularies import Words

HAT_YAI = Place("district", "9011", "หาดใหญ่", "Hat Yai", "90")
BANG_NA = Place("district", "1047", "บางนา", "Bang Na", "10")
SONGKHLA = Place("province", "90", "สงขลา", "Songkhla", "90")


@pytest.mark.parametrize(
    ("rest", "kind"),
    [
        ("ที่ดิน", "ที่ดิน"),
        ("สำนักงานขนส่ง", "สำนักงานขนส่ง"),
        ("ประกันสงคม", "ประกันสังคม"),
        ("thi din", "ที่ดิน"),
        ("khon song", "ขนส่ง"),
        ("amphur", "อำเภอ"),
        ("job center", "จัดหางาน"),
        ("tax office", "สรรพากร"),
        ("ปกส", "ปกส"),
    ],
)
def test_a_kind_of_office_is_read_from_what_it_nearly_is(rest: str, kind: str) -> None:
    assert meant_kind(rest) == kind


@pytest.mark.parametrize(
    "rest",
    [
        "ที่กิน",
        "โอนที่ดิน",
        "ถมที่ดิน",
        "ต่อใบขับขี่",
        "ประกันสุขภาพ",
        "tax",
        "om tee din",
        "",
        "ก" * 60,
        "thi " * 30,
    ],
)
def test_what_is_done_there_is_no_kind_of_office(rest: str) -> None:
    assert meant_kind(rest) == ""


def test_the_surest_reading_that_is_a_kind_is_taken() -> None:
    assert meant_office(["tee din", "ที่ดิน"], HAT_YAI) == "ที่ดิน"
    assert meant_office(["ใบขับขี่", ""], HAT_YAI) == ""


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("เทศบานตำบลโพนเมือง", "เทศบาลตำบลโพนเมือง"),
        ("องค์กรบริหารส่วนตำบลบางปู", "องค์การบริหารส่วนตำบลบางปู"),
        ("สารากลางจังหวัดน่าน", "ศาลากลางจังหวัดน่าน"),
    ],
)
def test_the_beginning_of_a_local_office_is_put_right(typed: str, meant: str) -> None:
    assert with_local_office(typed) == meant


@pytest.mark.parametrize(
    "typed", ["เทศบาลเมืองน่าน", "ย้ายเข้าเมืองน่าน", "เทศบานอำเภอน่าน", "ถนนตำบลบางปูพัง", "", "เทศบานตำบล"]
)
def test_nothing_else_is(typed: str) -> None:
    assert with_local_office(typed) == typed


PLACES = {"อำเภอปาย", "เลย", "บ้านไผ่", "อยุธยา", "เทศบาลปราณบุรี"}


def sounding_like(heard: str) -> str:
    return {"สุราด": "สุราษฎร์"}.get(heard, "")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("อำเพอปาย", "อำเภอปาย"),
        ("อำเพอ ปาย", "อำเภอปาย"),
        ("สรรพกรอยุธยา", "สรรพากร อยุธยา"),
        ("เทศบานปราณบุรี", "เทศบาลปราณบุรี"),
        ("ขนส่งสุราด", "ขนส่ง สุราษฎร์"),
        ("ขนสงสุราด", "ขนส่ง สุราษฎร์"),
        ("ที่ดินบ้านไผ่", "ที่ดิน บ้านไผ่"),
        ("ขนส่งเลย", "ขนส่ง เลย"),
    ],
)
def test_an_office_and_its_place_are_told_apart_where_one_is_misspelt(
    typed: str, meant: str
) -> None:
    assert with_office_apart(typed, PLACES.__contains__, sounding_like) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "อำเภอปาย", "เทศบาลปราณบุรี", "ถมที่ดินบ้านไผ่", "อำเพอปาย ต่อบัตร", "ขนส่งสินค้า",
        "สุราด", "อำเพอ",
        "ที่ทำพาสปอร์ดสุราด", "", "khonsong surat",
    ],
)  # fmt: skip
def test_whatever_is_more_or_less_than_an_office_stays(typed: str) -> None:
    assert with_office_apart(typed, PLACES.__contains__, sounding_like) == typed


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("อบต แม่กา พะเยา", "เทศบาลตำบลแม่กา พะเยา"),
        ("องค์การบริหารส่วนตำบลแม่กา", "เทศบาลตำบลแม่กา"),
        ("เทศบาลตำบล ศรีเทพ", "อบตศรีเทพ"),
        ("อบต บ้าน กลาง น่าน", "เทศบาลตำบลบ้านกลาง น่าน"),
        ("อบต ศรีเทพ", "อบต ศรีเทพ"),
        ("อบต ไหนก็ได้", "อบต ไหนก็ได้"),
        ("อบต", "อบต"),
    ],
)
def test_a_local_government_is_found_by_the_rank_it_has(typed: str, meant: str) -> None:
    there = {"เทศบาลตำบลแม่กา", "อบตศรีเทพ", "เทศบาลตำบลบ้านกลาง"}
    assert with_its_rank(typed, there.__contains__) == meant


def test_a_district_alone_means_its_own_office() -> None:
    assert meant_office(["", ""], HAT_YAI) == "อำเภอ"
    assert meant_office([""], BANG_NA) == "เขต"
    assert meant_office([""], SONGKHLA) == ""
    assert meant_office(["office"], HAT_YAI) == "อำเภอ"


@pytest.mark.django_db
def test_agencies_are_known_by_name_nickname_and_long_words() -> None:
    AgencyFactory(
        key="mof-rd", kind="department", name_th="กรมสรรพากร", name_en="Revenue Department"
    )
    AgencyFactory(key="x", kind="sao", name_th="องค์การบริหารส่วนตำบลนางาม", name_en="Na Ngam")
    names = names_of_agencies()
    assert {"กรมสรรพากร", "สรรพากร", "เทศบาลตำบล"} <= names
    assert not any("นางาม" in name or name.isascii() for name in names)


def asked(q: str, place: Place | None) -> Understanding:
    class Fixed(Gazetteer):
        def recognise(self, normalised: str, province: str = "") -> Recognised:
            rest = normalised.removesuffix(normalise_of(place)).strip()
            return Recognised(rest, place, has_names=place is not None)

    none = Words("")
    return understand(q, Readers(none, none, none, Fixed()))


def normalise_of(place: Place | None) -> str:
    return place.name_en.lower() if place else ""


def offices(q: str, place: Place | None, *, named: set[str], services: set[str]) -> Offices:
    understood = asked(q, place)

    def has(names: set[str], said: Sequence[Unit]) -> bool:
        return "".join(token for unit in said for token in unit.tokens) in names

    return offices_asked_for(
        understood,
        units(understood.service, {}),
        {},
        lambda said: has(named, said),
        lambda said: has(services, said),
    )


def test_what_names_an_office_as_typed_stays() -> None:
    found = offices("thi din hat yai", HAT_YAI, named={"thidinhatyai"}, services=set())
    assert found.subject == "thi din hat yai"


def test_else_the_office_that_is_meant_is_looked_for() -> None:
    found = offices("thi din hat yai", HAT_YAI, named={"ที่ดินหาดใหญ่"}, services=set())
    assert (found.subject, found.service) == ("ที่ดิน หาดใหญ่", "ที่ดิน")
    assert found.is_kind_in_place


def test_but_not_where_there_is_none_or_a_service_is_called_so() -> None:
    assert offices("thi din hat yai", HAT_YAI, named=set(), services=set()).service == "thi din"
    found = offices("thi din hat yai", HAT_YAI, named={"ที่ดินหาดใหญ่"}, services={"thidin"})
    assert found.service == "thi din"


def test_what_is_done_at_a_kind_of_office_asks_for_the_service() -> None:
    done = Offices("ทำพาสปอร์ต ภูเก็ต", (), "ทำพาสปอร์ต", (), has_place=True)
    assert not done.is_kind_in_place
    assert not Offices("พาสปอร์ต", (), "พาสปอร์ต", (), has_place=False).is_kind_in_place
    assert Offices("พาสปอร์ต ภูเก็ต", (), "พาสปอร์ต", (), has_place=True).is_kind_in_place


def test_a_kind_of_office_beside_a_place_is_the_office_though_services_say_it_too() -> None:
    named = {"ขนส่งหาดใหญ่", "ทำพาสปอร์ตหาดใหญ่"}
    found = offices("ขนส่ง hat yai", HAT_YAI, named=named, services={"ขนส่ง"})
    assert (found.subject, found.service) == ("ขนส่ง หาดใหญ่", "ขนส่ง")
    done = offices("ทำพาสปอร์ต hat yai", HAT_YAI, named=named, services={"ทำพาสปอร์ต"})
    assert done.subject == "ทำพาสปอร์ต hat yai"


def test_a_kind_in_english_is_the_office_too_however_the_place_is_spaced() -> None:
    found = offices("passport hat yai", HAT_YAI, named={"ที่ทำพาสปอร์ตหาดใหญ่"}, services={"passport"})
    assert (found.subject, found.service) == ("ที่ทำพาสปอร์ต หาดใหญ่", "ที่ทำพาสปอร์ต")


def test_the_word_office_beside_a_district_is_the_district_office() -> None:
    found = offices("office hat yai", HAT_YAI, named={"อำเภอหาดใหญ่"}, services={"office"})
    assert found.subject == "อำเภอ หาดใหญ่"
