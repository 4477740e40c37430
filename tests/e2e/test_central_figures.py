"""With a simulated history: which ministry missed most notices, and who is asked about a number."""

from __future__ import annotations

import csv
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESK, PHONE, OpenPage, Size, linked
from tests.e2e.looking import check, check_wide_and_narrow
from tests.e2e.test_office import enter_room, sign_in
from tools import country as country_tool
from tools.country import ROOT, environment

pytestmark = pytest.mark.browser
MISSED = "ไม่ได้แจ้ง (งวด)"
MINISTRY = "กระทรวงมหาดไทย"
PAGES = (
    "index/?by=place",
    "delays/?by=place",
    "delays/reasons",
    "delays/promises",
    "delays/cases",
    "satisfaction/",
    "satisfaction/changes",
    "satisfaction/unanswered",
    "satisfaction/ratings",
    "volumes/",
    "volumes/years",
    "volumes/reporting",
    "volumes/findings",
)


@pytest.fixture(scope="module")
def history(country_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the country with half a year of simulated history, counted."""
    home = linked(country_home, tmp_path_factory.mktemp("history"), "access", "db.sqlite3")
    with (
        closing(sqlite3.connect(country_home / "db.sqlite3")) as source,
        closing(sqlite3.connect(home / "db.sqlite3")) as target,
    ):
        source.backup(target)
    command = [sys.executable, "manage.py", "simulate_history", "--months", "6"]
    subprocess.run([*command, "--counters", "200"], cwd=ROOT, env=environment(home), check=True)
    return home


@pytest.fixture(scope="module")
def served(history: Path) -> Iterator[str]:
    """A server of the copy: to take the history away again would be to count a country again."""
    with country_tool.served(history) as address:
        yield address


@pytest.mark.parametrize(
    ("size", "javascript"), [(PHONE, True), (DESK, False)], ids=["360", "1280 no script"]
)
def test_an_analyst_finds_the_ministry_with_most_missed_notices_and_exports_it(
    open_page: OpenPage, tmp_path: Path, size: Size, javascript: bool
) -> None:
    page = open_page("", size=size, javascript=javascript)
    look = check if javascript else lambda _page: None
    sign_in(page, "central-analyst")
    page.goto("/central/")
    enter_room(page, "เรื่องล่าช้าทั้งประเทศ")
    expect(page.get_by_text("ข้อมูลจำลองเพื่อสาธิต")).to_be_visible()
    look(page)
    page.get_by_role("columnheader").get_by_role("link", name=MISSED).click()
    expect(page.get_by_role("columnheader", name=MISSED)).to_have_attribute(
        "aria-sort", "descending"
    )
    worst = page.get_by_role("rowheader").first.inner_text().strip()
    with page.expect_download() as coming:
        page.get_by_role("link", name="ดาวน์โหลด CSV").click()
    coming.value.save_as(tmp_path / "missed.csv")
    with (tmp_path / "missed.csv").open(encoding="utf-8-sig", newline="") as file:
        head, *rows = list(csv.reader(file))
    place = next(number for number, name in enumerate(head) if MISSED in name)
    told = {row[0]: int(row[place]) for row in rows if row[place].isdecimal() and row[0] != "รวม"}
    assert told[worst] == max(told.values()) > 0

    page.get_by_role("link", name=worst).first.click()
    expect(page.get_by_role("navigation", name="หน่วยงานที่เลือก")).to_contain_text(worst)


def test_every_page_of_figures_can_be_read_by_everybody(open_page: OpenPage) -> None:
    page = open_page("", size=DESK)
    sign_in(page, "central-analyst")
    for path in PAGES:
        answer = page.goto(f"/central/{path}")
        assert answer, path
        assert answer.ok, path
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        check_wide_and_narrow(page)
    page.goto("/central/volumes/findings")
    page.get_by_role("rowheader").first.get_by_role("link").click()
    check_wide_and_narrow(page)
    page.get_by_label("ขอให้หน่วยงานตรวจอะไร").fill("โปรดตรวจจำนวนคำขอที่รับของเดือนนี้")
    page.get_by_role("button", name="ขอให้หน่วยงานตรวจ").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("ตัวเลขที่น่าสงสัย")


def title(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


@pytest.mark.parametrize(
    ("size", "javascript"), [(PHONE, True), (DESK, False)], ids=["360", "1280 no script"]
)
def test_an_analyst_goes_from_the_index_of_the_country_to_a_row_behind_it(
    open_page: OpenPage, tmp_path: Path, size: Size, javascript: bool
) -> None:
    page = open_page("", size=size, javascript=javascript)
    look = check if javascript else lambda _page: None
    sign_in(page, "central-analyst")
    page.goto("/central/")
    enter_room(page, "ดัชนีคุณภาพบริการ")
    title(page, "ดัชนีคุณภาพบริการ")
    look(page)
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
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert "/central/index/records/" in page.url or "/central/coverage/of/" in page.url
    look(page)


def test_every_province_on_the_map_can_be_pressed_and_is_read_only_once(
    open_page: OpenPage,
) -> None:
    page = open_page("", size=DESK)
    sign_in(page, "central-analyst")
    page.goto("/central/coverage/points/?by=place")
    page.locator('.o-map__land a[href*="prov=50"] use').click()
    expect(page.get_by_label("จังหวัด", exact=True)).to_have_value("50")
    page.go_back()
    tree = page.locator("figure.o-map").aria_snapshot()
    assert "link" not in tree and "ค่ากลาง" in tree


def test_a_printed_page_holds_the_whole_table_and_no_menu(
    open_page: OpenPage,
) -> None:
    page = open_page("", size=DESK)
    sign_in(page, "central-analyst")
    page.goto("/central/index/")
    page.emulate_media(media="print")
    assert (
        page.locator(".o-figures").evaluate("e => getComputedStyle(e.parentElement).overflowX")
        == "visible"
    )
    expect(page.locator(".o-menu")).to_be_hidden()
