"""A citizen rates in about a minute, with and without JavaScript, and reads the results."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import DESK, PHONE, OpenPage, Size
from tests.e2e.looking import check

pytestmark = pytest.mark.browser
SMALLEST_TARGET = 24
WAIT_MS = 5500
"""A form that is sent faster than this waits for an officer, and so would the test's."""


@pytest.mark.parametrize("javascript", [True, False], ids=["js", "nojs"])
def test_from_the_poster_of_a_counter_to_the_number_of_a_rating(
    open_page: OpenPage, examples: dict[str, Any], javascript: bool
) -> None:
    page = open_page(f"/place/{examples['place']}/rate", javascript=javascript)
    page.get_by_role("main").get_by_role("listitem").get_by_role("link").first.click()
    form = page.locator("form.c-rate")

    # Forgotten: the summary leads to the question, and the words are still there.
    page.get_by_label(re.compile("^อยากบอกอะไร")).fill("รอไม่นาน")
    form.get_by_role("button", name="ส่งคะแนน").click()
    page.get_by_role("link", name="เลือกว่าโดยรวมพอใจแค่ไหน").click()
    expect(page.get_by_label(re.compile("^อยากบอกอะไร"))).to_have_value("รอไม่นาน")

    page.get_by_role("radio", name=re.compile("^พอใจมากที่สุด")).check()
    page.get_by_role("radio", name="เสร็จภายในเวลา", exact=True).check()
    page.locator("summary").click()
    page.get_by_label("เจ้าหน้าที่").select_option("5")
    comment = f"เจ้าหน้าที่ช่วยดี {javascript} โทร 081-234-5678"
    page.get_by_label(re.compile("^อยากบอกอะไร")).fill(comment)
    page.wait_for_timeout(WAIT_MS)
    form.get_by_role("button", name="ส่งคะแนน").click()

    # What is personal is shown before it is masked.
    expect(page.get_by_role("heading", name="ความเห็นอาจมีข้อมูลส่วนบุคคล")).to_be_visible()
    page.get_by_role("button", name="ส่งโดยปิดข้อมูลนี้ไว้").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("ขอบคุณที่ให้คะแนน")
    expect(page.get_by_role("main")).to_contain_text("โทร •••")
    number = page.locator("main b").first.inner_text()
    assert re.fullmatch(r"[A-Z0-9]{4}-[A-Z0-9]{4}", number)
    page.reload()
    expect(page.get_by_role("main")).to_contain_text(number)
    assert page.context.cookies() == []
    page.get_by_role("link", name="ดูผลคะแนนของบริการนี้").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("ผลคะแนนจากประชาชน")


@pytest.mark.parametrize(
    ("language", "said"), [("", "จึงยังไม่ได้ส่ง"), ("/en", "nothing was sent")], ids=["th", "en"]
)
def test_without_a_network_nothing_that_was_typed_is_lost(
    open_page: OpenPage, examples: dict[str, Any], language: str, said: str
) -> None:
    page = open_page(f"{language}/place/{examples['place']}/rate?manual={examples['manual']}")
    page.locator("#overall").check()
    page.locator("#comment").fill("รอไม่นาน")
    page.context.set_offline(True)
    page.locator("form.c-rate button[type=submit]").last.click()
    expect(page.get_by_role("alert")).to_contain_text(said)
    expect(page.locator("#comment")).to_have_value("รอไม่นาน")
    check(page)
    page.context.set_offline(False)
    expect(page.get_by_role("alert")).to_have_count(0)
    page.locator("form.c-rate button[type=submit]").last.click()
    expect(page).to_have_url(re.compile("/rated/"))


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1280"])
@pytest.mark.parametrize("language", ["", "/en"], ids=["th", "en"])
def test_form_and_refusals_can_be_used_by_everybody(
    open_page: OpenPage, examples: dict[str, Any], size: Size, language: str
) -> None:
    page = open_page(
        f"{language}/place/{examples['place']}/rate?manual={examples['manual']}", size=size
    )
    page.locator("summary").click()
    check(page)
    page.locator("#comment").fill("081-234-5678")
    page.locator("form.c-rate button[type=submit]").last.click()
    expect(page.locator("#wrong")).to_be_visible()
    check(page)
    page.locator("#overall").check()
    page.locator("form.c-rate button[type=submit]").last.click()
    expect(page.locator("#guard")).to_be_visible()
    check(page)
    page.locator("button[name=mask]").click()
    expect(page).to_have_url(re.compile("/rated/"))
    check(page)
