"""An analyst finds what saves most, takes it up, judges two like names and takes the list away."""

from __future__ import annotations

import re
import subprocess
import sys
import uuid
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESK, PHONE, OpenPage
from tests.e2e.looking import check, check_wide_and_narrow
from tests.e2e.test_office import sign_in
from tools.country import ROOT, environment

pytestmark = pytest.mark.browser
ANALYST = "central-analyst"
LIST = "/central/simplify/"


@pytest.fixture(scope="module", autouse=True)
def swept(country_home: Path) -> None:
    """Let the radar look at the whole country, as the worker does once a day."""
    command = [sys.executable, "manage.py", "find_simplifications"]
    subprocess.run(command, cwd=ROOT, env=environment(country_home), check=True)


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_the_greatest_saving_is_taken_up_and_found_again(
    open_page: OpenPage, *, javascript: bool
) -> None:
    page = open_page("", size=DESK, javascript=javascript)
    sign_in(page, ANALYST)
    page.goto("/central/")
    page.get_by_role("link", name="เรดาร์ลดความยุ่งยาก", exact=True).click()
    page.get_by_label("ชนิด", exact=True).select_option(label="ขอเอกสารที่รัฐมีอยู่แล้ว")
    page.get_by_label("สถานะ", exact=True).select_option(label="ใหม่")
    page.get_by_role("button", name="ดูรายการที่ตรงกัน").click()
    expect(page.locator(".c-lead")).to_contain_text("เรียงจากที่ประหยัดได้มากที่สุด")
    page.locator(".o-people h2 a").first.click()
    address, name = page.url, heading(page)
    expect(page.get_by_role("heading", name="คิดส่วนที่ประหยัดได้อย่างไร")).to_be_visible()

    page.get_by_label("รับทำ", exact=True).check()
    page.get_by_role("button", name="บันทึกสถานะ").click()
    expect(page.get_by_text("เปลี่ยนสถานะเป็น “รับทำ” แล้ว")).to_be_visible()
    mark = uuid.uuid4().hex
    page.get_by_label("บันทึกเพิ่ม").fill(f"นัดคุยกับกรม {mark}")
    page.get_by_role("button", name="เพิ่มบันทึก").click()
    expect(page.get_by_text(f"นัดคุยกับกรม {mark}")).to_be_visible()
    expect(page.get_by_text("ใหม่ → รับทำ")).to_be_visible()

    page.goto(LIST)
    page.get_by_label("สถานะ", exact=True).select_option(label="รับทำ")
    page.get_by_label("ชื่อเรื่องหรือหน่วยงาน").fill(name)
    page.get_by_role("button", name="ดูรายการที่ตรงกัน").click()
    hrefs = [str(link.get_attribute("href")) for link in page.locator(".o-people h2 a").all()]
    assert any(address.endswith(href) for href in hrefs)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="CSV", exact=True).click()
    rows = Path(waiting.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) == len(hrefs) + 1
    assert name in rows[1]


def test_no_problem_without_a_reason_is_sent_back(open_page: OpenPage) -> None:
    page = open_page("", size=PHONE)
    sign_in(page, ANALYST)
    page.goto(f"{LIST}?state=new&kind=over_standard")
    page.locator(".o-people h2 a").first.click()
    page.get_by_label("ไม่เป็นปัญหา", exact=True).check()
    page.get_by_role("button", name="บันทึกสถานะ").click()
    expect(page.locator("#wrong")).to_contain_text("เขียนเหตุผลสั้น ๆ")
    check(page)
    page.locator("#wrong a").click()
    expect(page.get_by_label("เหตุผล", exact=True)).to_be_focused()
    expect(page.get_by_label("ไม่เป็นปัญหา", exact=True)).to_be_checked()


def test_a_pair_is_put_off_and_the_next_one_comes(open_page: OpenPage) -> None:
    page = open_page("", size=DESK)
    sign_in(page, ANALYST)
    page.goto(f"{LIST}pairs")
    page.get_by_label("ไว้ตัดสินทีหลัง").check()
    page.get_by_role("button", name="บันทึกคำตัดสิน").click()
    expect(page.get_by_role("main")).to_contain_text(": ไว้ตัดสินทีหลัง")
    expect(page.locator(".c-lead")).to_contain_text(re.compile(r"ไว้ทีหลัง [1-9]"))


def test_two_services_are_read_down_a_phone(open_page: OpenPage) -> None:
    page = open_page("", size=PHONE)
    sign_in(page, ANALYST)
    page.goto(f"{LIST}?state=all&kind=duplicate")
    page.locator(".o-people h2 a").first.click()
    compared = page.get_by_role("region", name="เทียบสองเรื่อง")
    assert compared.evaluate("node => node.scrollWidth <= node.clientWidth")
    left, right = compared.get_by_role("row").nth(1).get_by_role("cell").all()
    above, below = left.bounding_box(), right.bounding_box()
    assert above and below
    assert above["x"] == below["x"]
    assert above["y"] < below["y"]
    expect(page.get_by_text("อ่านคู่มือ").get_by_role("link")).to_be_visible()


def test_every_page_can_be_read_by_everybody(open_page: OpenPage) -> None:
    page = open_page("", size=DESK)
    sign_in(page, ANALYST)
    page.goto(LIST)
    check_wide_and_narrow(page)
    for kind in ("outlier", "state_paper", "copies", "over_standard", "path", "duplicate"):
        page.goto(f"{LIST}?state=all&kind={kind}")
        page.locator(".o-people h2 a").first.click()
        check_wide_and_narrow(page)
    for path in ("pairs", "papers", "progress", "how"):
        page.goto(f"{LIST}{path}")
        check_wide_and_narrow(page)
    page.goto(f"{LIST}papers")
    page.get_by_role("link", name=re.compile("ทะเบียนบ้าน.* คู่มือ")).first.click()
    expect(page.locator("#asking")).to_be_visible()
    check_wide_and_narrow(page)
