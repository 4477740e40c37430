"""Handing a manual or a plan on, and doing it for somebody else: with and without a script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from infogo.display.filters import THAI
from tests.e2e.conftest import DESK, PHONE, OpenPage, Size
from tests.e2e.looking import axe_finds_nothing, fits

pytestmark = pytest.mark.browser
SIZES = pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1280"])
SCRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
# A voice of a device that says what it is told and finishes when the test lets it.
VOICE = """
window.said = [];
const voices = [{ lang: "th-TH", name: "Kanya" }, { lang: "en-GB", name: "Daniel" }];
let now = null;
window.finish = () => { const one = now; now = null; one.onend(); };
class Words { constructor(text) { this.text = text; } }
Object.defineProperty(window, "SpeechSynthesisUtterance", { value: Words });
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => voices,
  addEventListener: () => {},
  cancel: () => { now = null; },
  speak: (words) => { now = words; window.said.push([words.lang, words.text]); },
} });
"""
SHEET = """
window.shared = [];
navigator.share = async (what) => { window.shared.push(what); };
"""


def with_before(page: Page, script: str) -> BrowserContext:
    page.context.add_init_script(script)
    return page.context


@SIZES
@SCRIPT
def test_a_manual_is_sent_to_an_address(
    open_page: OpenPage, examples: dict[str, Any], javascript: bool, size: Size
) -> None:
    page = open_page(f"/manual/{examples['manual']}", size=size, javascript=javascript)
    page.get_by_role("link", name="ส่งคู่มือให้ฉัน").click()
    page.get_by_label("ส่งไปที่อีเมล").fill("somchai")
    page.get_by_role("button", name="ส่งอีเมล").click()
    expect(page.get_by_role("alert")).to_contain_text("ใส่อีเมลให้ครบ")
    expect(page.get_by_label("ส่งไปที่อีเมล")).to_have_value("somchai")
    fits(page)
    if javascript:
        axe_finds_nothing(page)
    address = f"reader{size[0]}{javascript}@mail.example".lower()
    page.get_by_label("ส่งไปที่อีเมล").fill(address)
    page.get_by_role("button", name="ส่งอีเมล").click()
    expect(page.get_by_role("main").get_by_role("status")).to_contain_text("ส่งแล้ว")
    assert address not in page.url + page.content()
    assert page.context.cookies() == []


@SIZES
@SCRIPT
def test_the_message_is_there_with_and_without_a_script(
    open_page: OpenPage, examples: dict[str, Any], javascript: bool, size: Size
) -> None:
    page = open_page(f"/manual/{examples['manual']}/send", size=size, javascript=javascript)
    message = page.get_by_label("ข้อความสั้น สำหรับ LINE หรือ SMS").input_value()
    assert len(message) <= 1000
    assert message.startswith("ต่ออายุบัตรประชาชน")
    line = page.get_by_role("link", name="ส่งทาง LINE").get_attribute("href") or ""
    assert unquote(line) == f"https://line.me/R/share?text={message}"
    sms = page.get_by_role("link", name="ส่งทาง SMS").get_attribute("href") or ""
    assert unquote(sms) == f"sms:?body={message}"
    expect(page.get_by_role("button", name="คัดลอกข้อความ")).to_be_visible(visible=javascript)
    expect(page.get_by_role("button", name="ส่งต่อด้วยแอปในเครื่อง")).to_be_hidden()
    fits(page)


def test_the_share_sheet_gets_the_message_where_there_is_one(
    open_page: OpenPage, examples: dict[str, Any]
) -> None:
    page = open_page("")
    with_before(page, SHEET)
    page.goto(f"/manual/{examples['manual']}/send")
    page.get_by_role("button", name="ส่งต่อด้วยแอปในเครื่อง").click()
    (shared,) = page.evaluate("window.shared")
    assert shared["text"] == page.get_by_label("ข้อความสั้น สำหรับ LINE หรือ SMS").input_value()


@SIZES
@SCRIPT
def test_a_daughter_prepares_for_her_father(
    open_page: OpenPage, examples: dict[str, Any], javascript: bool, size: Size
) -> None:
    page = open_page(f"/manual/{examples['manual']}", size=size, javascript=javascript)
    page.get_by_role("link", name="ฉันทำแทนคนอื่น").click()
    notice = page.get_by_text("คุณกำลังดูแบบทำแทนคนอื่น")
    expect(notice).to_be_visible()
    expect(page.get_by_text("ผู้ขอมีบัตรต้องมาเอง เพราะต้องถ่ายรูปและพิมพ์ลายนิ้วมือ")).to_be_visible()
    fits(page)
    page.get_by_role("link", name="อ่านทีละขั้น ตัวใหญ่ ฟังเสียงได้").first.click()
    expect(page.get_by_role("heading", level=2, name="ทำแทนคนอื่น")).to_be_visible()
    letters = page.locator(".c-easy__one p").first.evaluate(
        "p => parseFloat(getComputedStyle(p).fontSize)"
    )
    assert letters >= 22
    fits(page)
    if javascript:
        axe_finds_nothing(page)


@SIZES
def test_a_plan_for_somebody_else_is_handed_on_and_goes_into_a_calendar(
    open_page: OpenPage, examples: dict[str, Any], size: Size
) -> None:
    page = open_page(f"/plan?m={examples['plan']}&prov=50&district=5001", size=size)
    page.get_by_role("link", name="ฉันทำแทนคนอื่น").click()
    expect(page.locator(".c-docs").get_by_text("หนังสือมอบอำนาจ", exact=True)).to_be_visible()
    axe_finds_nothing(page)
    page.get_by_role("link", name="ส่งทางอีเมล LINE หรือใส่ปฏิทิน").click()
    assert "for=other" in page.url
    axe_finds_nothing(page)
    fits(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="เพิ่มในปฏิทิน").click()
    assert download.value.suggested_filename == "plan.ics"
    assert download.value.path().read_bytes().count(b"BEGIN:VEVENT") >= 4
    page.get_by_role("link", name="อ่านทีละขั้น ตัวใหญ่ ฟังเสียงได้").click()
    expect(page.get_by_role("heading", level=2, name="ค่าธรรมเนียมรวม")).to_be_visible()
    axe_finds_nothing(page)


@SIZES
@SCRIPT
def test_the_last_day_to_file_is_counted(open_page: OpenPage, javascript: bool, size: Size) -> None:
    page = open_page("/search?q=แจ้งเกิด", size=size, javascript=javascript)
    page.get_by_role("link", name="แจ้งเกิดลูก (คลอดที่โรงพยาบาล)").first.click()
    page.get_by_role("link", name="ส่งคู่มือให้ฉัน").click()
    page.get_by_role("link", name="คำนวณวันสุดท้ายที่ต้องยื่น").click()
    page.get_by_label("วันเกิด").fill("เมื่อวาน")
    page.get_by_role("button", name="คำนวณวันสุดท้าย").click()
    expect(page.get_by_text("อ่านวันที่ไม่ได้")).to_be_visible()
    year = page.evaluate("new Date().getFullYear()") + 543
    page.get_by_label("วันเกิด").fill(f"5 ธันวาคม {year}")
    page.get_by_role("button", name="คำนวณวันสุดท้าย").click()
    expect(page.get_by_role("main").get_by_role("status")).to_contain_text(f"ธันวาคม {year}")
    fits(page)
    if javascript:
        axe_finds_nothing(page)


def test_it_is_read_aloud_in_order_paused_and_gone_on_with(
    open_page: OpenPage, examples: dict[str, Any], script_errors: Callable[[Page], list[str]]
) -> None:
    page = open_page("")
    errors = script_errors(page)
    with_before(page, VOICE)
    page.goto(f"/manual/{examples['manual']}/easy?for=other")
    page.get_by_role("button", name="ฟังเสียงอ่าน").click()
    for _item in range(4):
        page.evaluate("window.finish()")
    said = page.evaluate("window.said")
    assert said[0] == ["th-TH", page.get_by_role("heading", level=1).inner_text()]
    assert said[2][1] == "ทำแทนคนอื่น"
    assert said[3][1].startswith("ให้คนอื่นทำแทนไม่ได้")
    expect(page.locator(".is-read")).to_have_count(1)
    page.get_by_role("button", name="หยุดพัก").click()
    page.get_by_role("button", name="ฟังต่อ").click()
    again = page.evaluate("window.said")
    assert again[-1] == again[-2]
    page.get_by_role("button", name="ย้อนหนึ่งข้อ").click()
    assert page.evaluate("window.said")[-1] == said[3]
    page.get_by_role("button", name="เลิกฟัง").click()
    expect(page.get_by_role("button", name="ฟังเสียงอ่าน")).to_be_visible()
    expect(page.locator(".is-read")).to_have_count(0)
    assert errors == []


def test_each_language_of_an_english_page_is_read_by_its_own_voice(
    open_page: OpenPage, examples: dict[str, Any]
) -> None:
    page = open_page("")
    with_before(page, VOICE)
    page.goto(f"/en/manual/{examples['manual']}/easy")
    page.get_by_role("button", name="Listen").click()
    for _item in range(page.locator("[data-say]").count() - 1):
        page.evaluate("window.finish()")
    said = page.evaluate("window.said")
    assert {lang for lang, _words in said} == {"th-TH", "en-GB"}
    for lang, words in said:
        assert bool(THAI.search(words)) == (lang == "th-TH"), words
    assert any("1 original" in words for _lang, words in said)


@SCRIPT
def test_without_a_thai_voice_there_is_nothing_to_press(
    open_page: OpenPage, examples: dict[str, Any], javascript: bool
) -> None:
    page = open_page("", javascript=javascript)
    with_before(page, VOICE.replace("th-TH", "de-DE"))
    page.goto(f"/manual/{examples['manual']}/easy")
    expect(page.get_by_role("heading", level=2).first).to_be_visible()
    expect(page.get_by_role("button", name="ฟังเสียงอ่าน")).to_be_hidden()
