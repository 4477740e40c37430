"""Help, about, privacy, accessibility and the emergency numbers."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from infogo.accounts.retention import DEPARTED_KEPT, SIGN_INS_KEPT
from infogo.insights.services import KEPT_DAYS
from tests.factories import EmergencyNumberFactory, ServicePointFactory, adoption, standard_manual
from tests.www.reading import read

pytestmark = pytest.mark.django_db
TITLES = {
    "/emergency": "เบอร์ฉุกเฉินและสายด่วน",
    "/help": "วิธีใช้และขอความช่วยเหลือ",
    "/about": "เกี่ยวกับเว็บไซต์นี้",
    "/privacy": "ความเป็นส่วนตัว",
    "/accessibility": "การเข้าถึงสำหรับทุกคน",
}


@pytest.mark.parametrize(("path", "title"), TITLES.items())
def test_each_page_has_its_title_in_thai(client: Client, path: str, title: str) -> None:
    response = client.get(path)
    page = read(response)
    assert response.status_code == 200
    assert page.h1 == title
    assert page.lang == "th"
    assert not response.cookies


@pytest.mark.parametrize("path", TITLES)
def test_each_page_is_wholly_english_in_english(client: Client, path: str) -> None:
    page = read(client.get(f"/en{path}"))
    assert page.lang == "en"
    assert page.thai_without_mark() == []


def test_urgent_numbers_stand_first_and_can_be_dialled(client: Client) -> None:
    EmergencyNumberFactory(number="1111", name_th="ถามเรื่องราชการ", order=1)
    EmergencyNumberFactory(number="191", name_th="เหตุด่วน 191", is_urgent=True, order=2)
    page = read(client.get("/emergency"))
    names = [text for tag, text in page.headings if tag == "h3"]
    assert names == ["เหตุด่วน 191", "ถามเรื่องราชการ"]
    assert page.href("191") == "tel:191"


def test_numbers_from_no_official_list_are_marked(client: Client) -> None:
    EmergencyNumberFactory(source="agency")
    assert "ยังไม่ตรวจสอบ" not in read(client.get("/emergency")).text
    EmergencyNumberFactory(source="ความรู้ทั่วไป ไม่ได้มาจากบัญชีทางการ")
    assert "ยังไม่ตรวจสอบ" in read(client.get("/emergency")).text


def test_queries_do_not_grow_with_numbers(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    EmergencyNumberFactory.create_batch(3)
    with django_assert_max_num_queries(5) as few:
        client.get("/emergency")
    EmergencyNumberFactory.create_batch(3)
    with django_assert_max_num_queries(5) as many:
        client.get("/emergency")
    assert len(few) == len(many) <= 2


def test_about_counts_what_is_there_and_names_every_source(client: Client) -> None:
    manual = standard_manual()
    adoption(manual)
    adoption(manual)
    ServicePointFactory()
    page = read(client.get("/about"))
    assert "คู่มือของหน่วยงาน 3" in page.text
    assert 'id="licence"' in page.html
    for source in (
        "GeoThai/data © 2026 Pongsakorn Thipayanate, CC BY 4.0",
        "thai-province-data © 2025 Kongvut Sangkla, MIT",
        "muni-logo-vote © 2024 Municipal Logo Vote, MIT",
        "Boundaries: OCHA / Royal Thai Survey Department (COD-AB THA)",
        "Office positions: A. Hörstemeier, tambon project",
    ):
        assert source in page.text


def test_help_has_the_anchor_that_every_page_links_to(client: Client) -> None:
    page = read(client.get("/help"))
    assert 'id="report"' in page.html
    assert page.href("1111") == "tel:1111"


def test_privacy_states_what_the_program_does(client: Client, settings: Settings) -> None:
    settings.INFOGO = {**settings.INFOGO, "TILE_URL": ""}
    page = read(client.get("/privacy"))
    assert f"ลบเมื่อครบ {KEPT_DAYS} วัน" in page.text
    assert "ไม่มีการติดต่อเว็บไซต์อื่น" in page.text
    settings.INFOGO = {**settings.INFOGO, "TILE_URL": "https://tiles.example/{z}/{x}/{y}.png"}
    assert "tiles.example" in read(client.get("/privacy")).text


@pytest.mark.parametrize(("language", "words"), [("", "ผู้ควบคุมข้อมูล"), ("/en", "data controller")])
def test_privacy_says_which_rights_there_are_and_whom_to_ask(
    client: Client, settings: Settings, language: str, words: str
) -> None:
    told = {"DATA_CONTACT_NAME": "กรมตัวอย่าง", "DATA_CONTACT_EMAIL": "dpo@agency.example"}
    settings.INFOGO = {**settings.INFOGO, **told}
    page = read(client.get(f"{language}/privacy"))
    assert page.href("dpo@agency.example") == "mailto:dpo@agency.example"
    assert "กรมตัวอย่าง" in page.text and words in page.text
    for section in ("30", "32", "33", "34", "35"):
        assert section in page.text
    assert f"{SIGN_INS_KEPT.days}" in page.text and f"{DEPARTED_KEPT.days}" in page.text


@pytest.mark.parametrize("path", ["/", *TITLES])
def test_only_reading_is_possible(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405
