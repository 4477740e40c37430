"""From a page to its paper and, by the code on the paper, back to what holds today."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import APIResponse, Page, expect

from tests.e2e.conftest import OpenPage
from tests.paper.reading import read_paper, squeezed

pytestmark = pytest.mark.browser


def taken(page: Page, link: str) -> APIResponse:
    """Follow a link to a paper as a download would."""
    href = page.get_by_role("link", name=link, exact=True).first.get_attribute("href")
    assert href
    answer = page.request.get(href)
    assert answer.ok and answer.headers["content-type"] == "application/pdf"
    return answer


def test_a_manual_goes_on_paper_and_its_code_tells_that_it_holds(
    open_page: OpenPage, examples: dict[str, int | str]
) -> None:
    page = open_page(f"/manual/{examples['manual']}")
    made = read_paper(taken(page, "แบบตรวจเอกสาร (PDF)").body())
    assert len(made.pages) == 1
    found = re.search(r"/check/\d+/\d+", made.text)
    assert found
    page.goto(found[0])
    expect(page.get_by_role("heading", level=1)).to_have_text("ยังใช้ได้")
    page.get_by_role("link", name="เปิดคู่มือฉบับปัจจุบัน").click()
    expect(page).to_have_url(re.compile(rf"/manual/{examples['manual']}$"))


def test_a_plan_goes_on_paper_small_and_large(
    open_page: OpenPage, examples: dict[str, int | str]
) -> None:
    page = open_page(f"/plan?m={examples['plan']}&prov=50&district=5001")
    title = page.locator(".c-cards h3").first.inner_text()
    small = read_paper(taken(page, "ไฟล์พิมพ์ (PDF)").body())
    large = read_paper(taken(page, "ไฟล์พิมพ์ ตัวใหญ่ (PDF)").body())
    assert squeezed(title) in small.text and squeezed(title) in large.text
    assert len(small.pages) < len(large.pages) and len(small.pages) <= 2
