"""An analyst looks for what the country lacks, in a real browser: from a ministry to a record."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESK, PHONE, OpenPage, Size
from tests.e2e.looking import check
from tests.e2e.test_office import enter_room, sign_in
from tools.country import ROOT, environment

pytestmark = pytest.mark.browser
MINISTRY, GROUP = "องค์กรปกครองส่วนท้องถิ่นและองค์กรปกครองพิเศษ", "เชียงใหม่"


@pytest.fixture(scope="module")
def counted(country_home: Path, served: str) -> str:
    """The served country with its rollups counted, as the worker would."""
    command = [sys.executable, "manage.py", "count_country"]
    subprocess.run(command, cwd=ROOT, env=environment(country_home), check=True)
    return served


@pytest.mark.parametrize(
    ("size", "javascript"), [(PHONE, True), (DESK, False)], ids=["360", "1280 no script"]
)
def test_an_analyst_goes_from_the_country_to_a_point_without_position(
    open_page: OpenPage, counted: str, tmp_path: Path, size: Size, javascript: bool
) -> None:
    page = open_page("", size=size, javascript=javascript)
    look = check if javascript else lambda _page: None
    sign_in(page, "central-analyst")
    page.goto("/central/")
    expect(page.get_by_role("heading", level=1)).to_have_text("ภาพรวมประเทศ")
    look(page)

    enter_room(page, "ความครอบคลุม")
    page.get_by_role("link", name="จุดให้บริการ", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("ความครอบคลุม: จุดให้บริการ")
    look(page)
    page.get_by_role("link", name=MINISTRY).click()
    page.get_by_role("link", name=GROUP).first.click()
    expect(page.get_by_role("navigation", name="หน่วยงานที่เลือก")).to_contain_text(MINISTRY)
    page.get_by_label("ปีงบประมาณ").select_option(index=0)
    page.get_by_role("button", name="ดูตัวเลข").click()
    expect(page.get_by_role("navigation", name="หน่วยงานที่เลือก")).to_contain_text(GROUP)

    page.get_by_role("columnheader").get_by_role("link", name="ไม่มีพิกัด").click()
    expect(page.get_by_role("columnheader", name="ไม่มีพิกัด")).to_have_attribute(
        "aria-sort", "descending"
    )
    look(page)
    saved(page, "ดาวน์โหลด CSV", tmp_path / "table.csv", b"\xef\xbb\xbf")
    saved(page, "ดาวน์โหลด Excel", tmp_path / "table.xlsx", b"PK")

    total = page.locator("tfoot")
    total.get_by_role("link").nth(0).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("จุดให้บริการ")
    look(page)
    page.get_by_role("table").get_by_role("rowheader").first.get_by_role("link").click()
    expect(page).to_have_url(re.compile("/place/"))


def saved(page: Page, name: str, target: Path, begins: bytes) -> None:
    with page.expect_download() as waiting:
        page.get_by_role("link", name=name).click()
    waiting.value.save_as(target)
    assert target.read_bytes().startswith(begins)
