"""Cards inside the page of another site, which has a strict policy of its own."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import quote
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import DESK, OpenPage
from tests.e2e.looking import axe_finds_nothing

pytestmark = pytest.mark.browser
WIDTHS = (280, 360, 800)


class Agency:
    """A site of somebody else: one page whose policy allows frames of ours and nothing more."""

    def __init__(self, allowed: str) -> None:
        self.body = ""
        agency = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                page = f"<!doctype html><html lang=th><title>เว็บหน่วยงาน</title>{agency.body}"
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                policy = f"default-src 'none'; frame-src {allowed}"
                self.send_header("Content-Security-Policy", policy)
                self.end_headers()
                self.wfile.write(page.encode())

            def log_message(self, *_words: Any) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}/"


@pytest.fixture
def agency(served: str) -> Iterator[Agency]:
    other = Agency(served)
    thread = threading.Thread(target=other.server.serve_forever)
    thread.start()
    yield other
    other.server.shutdown()
    other.server.server_close()
    thread.join()


def oembed(served: str, path: str, width: int) -> dict[str, Any]:
    asked = f"{served}/oembed?url={quote(served + path, safe='')}&maxwidth={width}"
    with urlopen(asked) as answer:  # noqa: S310  (our own server)
        return dict(json.load(answer))


@pytest.mark.parametrize("width", WIDTHS)
def test_a_card_stands_whole_in_the_page_of_another_site(
    browser: Browser, served: str, agency: Agency, examples: dict[str, Any], width: int
) -> None:
    pages = [f"/manual/{examples['manual']}", f"/place/{examples['place']}"]
    codes = [oembed(served, path, width)["html"] for path in pages]
    agency.body = "".join(codes).replace('loading="lazy"', "")
    page = browser.new_page(viewport={"width": 900, "height": 900})
    wrong: list[str] = []
    page.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
    page.goto(agency.address)
    for frame in page.frames[1:]:
        frame.wait_for_selector("main")
        high, shown, wide = frame.evaluate(
            "[document.documentElement.scrollHeight, innerHeight,"
            " document.documentElement.scrollWidth]"
        )
        assert high <= shown
        assert wide <= width
        assert frame.evaluate("getComputedStyle(document.body).lineHeight") == "27.2px"
    assert len(page.frames) == 3
    assert [line for line in wrong if "favicon" not in line] == []
    assert page.context.cookies() == []
    page.frames[1].get_by_role("link", name="อ่านคู่มือฉบับเต็ม").click()
    expect(page).to_have_url(served + pages[0])
    page.close()


def test_a_sandbox_without_origin_changes_nothing_and_pages_stay_out(
    browser: Browser, served: str, agency: Agency, examples: dict[str, Any]
) -> None:
    key = examples["manual"]
    agency.body = (
        f'<iframe sandbox="" src="{served}/embed/manual/{key}" title="การ์ด"></iframe>'
        f'<iframe src="{served}/manual/{key}" title="หน้า"></iframe>'
    )
    page = browser.new_page()
    page.goto(agency.address, wait_until="networkidle")
    card, whole = page.frames[1:]
    expect(card.get_by_role("heading", level=1)).to_be_visible()
    # Nothing can be asked in there by a script, but what is drawn can be measured: its style holds.
    box = card.get_by_role("main").bounding_box()
    assert box
    assert box["height"] >= page.locator("iframe").first.bounding_box()["height"] - 5
    assert whole.url.startswith("chrome-error:")
    page.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_cards_are_for_everybody(open_page: OpenPage, examples: dict[str, Any], theme: str) -> None:
    for path in (f"/embed/manual/{examples['manual']}", f"/en/embed/point/{examples['place']}"):
        axe_finds_nothing(open_page(f"{path}?theme={theme}", size=DESK))


def test_the_code_is_there_without_a_script(open_page: OpenPage, examples: dict[str, Any]) -> None:
    page: Page = open_page(f"/manual/{examples['manual']}", javascript=False)
    page.get_by_role("link", name="นำไปติดเว็บหน่วยงาน").click()
    page.get_by_label("สีพื้น").select_option("dark")
    page.get_by_role("button", name="สร้างการ์ด").click()
    code = page.get_by_label("วางโค้ดนี้ในหน้าเว็บของคุณ").input_value()
    assert f"/embed/manual/{examples['manual']}?theme=dark" in code
    expect(page.frame_locator("iframe").get_by_role("main")).to_be_visible()
