"""An analyst compares the quality of services in a browser: from the country to a row behind it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESK, PHONE, OpenPage, Size
from tests.e2e.test_office import check, sign_in
from tools.country import ROOT, environment

pytestmark = pytest.mark.browser
MINISTRY = "กระทรวงมหาดไทย"


@pytest.fixture(scope="module")
def counted(country_home: Path, served: str) -> str:
    """The served country with its rollups counted, as the worker would."""
    command = [sys.executable, "manage.py", "count_country"]
    subprocess.run(command, cwd=ROOT, env=environment(country_home), check=True)
    return served


def title(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


@pytest.mark.parametrize(
    ("size", "javascript"), [(PHONE, True), (DESK, True), (DESK, False)], ids=["360", "1280", "no"]
)
def test_an_analyst_goes_from_the_country_to_the_parts_of_a_ministry(
    open_page: OpenPage, counted: str, tmp_path: Path, size: Size, javascript: bool
) -> None:
    page = open_page("", size=size, javascript=javascript)
    look = check if javascript else lambda _page: None
    sign_in(page, "central-analyst")
    page.goto("/central/")
    page.get_by_role("link", name="ดัชนีคุณภาพบริการ", exact=True).first.click()
    title(page, "ดัชนีคุณภาพบริการ")
    look(page)

    page.get_by_role("link", name="รายจังหวัด", exact=True).click()
    expect(page.locator(".o-map__land")).to_be_visible()
    expect(page.locator(".o-map figcaption")).to_contain_text("จังหวัด")
    look(page)
    page.get_by_role("link", name="รายหน่วยงาน", exact=True).click()
    page.get_by_role("rowheader").get_by_role("link", name=MINISTRY).click()
    expect(page.get_by_role("navigation", name="หน่วยงานที่เลือก")).to_contain_text(MINISTRY)

    page.get_by_role("link", name="แต่ละส่วน", exact=True).click()
    title(page, "ดัชนีคุณภาพบริการ: แต่ละส่วน")
    look(page)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="ดาวน์โหลด PDF").click()
    waiting.value.save_as(tmp_path / "table.pdf")
    assert (tmp_path / "table.pdf").read_bytes().startswith(b"%PDF-")

    page.get_by_role("row", name="จุดบอกว่าทำเรื่องใดได้").get_by_role("link").first.click()
    title(page, "ยังไม่ปักหมุดคู่มือ")
    look(page)


def test_every_province_on_the_map_can_be_pressed_and_is_read_only_once(
    open_page: OpenPage, counted: str
) -> None:
    page = open_page("", size=DESK)
    sign_in(page, "central-analyst")
    page.goto("/central/coverage/points/?by=place")
    page.locator('.o-map__land a[href*="prov=50"] use').click()
    expect(page.get_by_label("จังหวัด", exact=True)).to_have_value("50")
    page.go_back()
    tree = page.locator("figure.o-map").aria_snapshot()
    assert "link" not in tree and "ค่ากลาง" in tree


def test_the_page_prints_the_whole_table_across(
    open_page: OpenPage, counted: str, tmp_path: Path
) -> None:
    page = open_page("", size=DESK)
    sign_in(page, "central-analyst")
    page.goto("/central/index/")
    page.emulate_media(media="print")
    wide = page.locator(".o-figures").evaluate("e => e.parentElement.scrollWidth")
    shown = page.locator(".o-figures").evaluate("e => getComputedStyle(e.parentElement).overflowX")
    assert shown == "visible" and wide > 0
    expect(page.locator(".o-menu")).to_be_hidden()
