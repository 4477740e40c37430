"""Every component and every behaviour of the public script, in a real browser without a server.

The style guide shows all components at once, so states that the country's data happens not to hold
are looked at too. Pages are answered from files under the site's own content security policy.
"""

from __future__ import annotations

import json
import mimetypes
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Route, expect

from infogo.www.middleware import content_security_policy
from tests.consistency.source import ROOT
from tests.e2e.looking import axe_finds_nothing
from tools.styleguide import render

pytestmark = pytest.mark.browser
SITE = "https://guide.test"  # a secure context, as position and clipboard demand
STATIC = ROOT / "infogo" / "static"
INK = (Path(__file__).parent / "thai_ink.js").read_text()
WIDTHS = (320, 360, 1280)
LANGUAGES = ("th", "en")
SMALLEST_TARGET = 24
SUGGESTIONS = [
    {"title": "บัตรประชาชนหาย", "url": "", "kind": "phrase", "type": None},
    {
        "title": "ต่ออายุบัตรประชาชน",
        "official_title": "การขอมีบัตรใหม่",
        "url": "/manual/2",
        "kind": "service",
        "type": "procedure",
    },
]


class Guide:
    """The style guide in one browser context, with a record of what it asked for."""

    def __init__(self, context: BrowserContext, language: str = "th") -> None:
        self.language = language
        self.asked: list[str] = []
        self.errors: list[str] = []
        context.route("**/*", self._answer)
        self.page = context.new_page()
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", self._note)
        self.page.goto(f"{SITE}/guide", wait_until="networkidle")

    def _note(self, line: object) -> None:
        text = getattr(line, "text", "")
        if getattr(line, "type", "") == "error":
            self.errors.append(text)

    def _answer(self, route: Route) -> None:
        address = urlsplit(route.request.url)
        self.asked.append(route.request.url)
        headers = {"Content-Security-Policy": content_security_policy("")}
        if address.path.startswith("/static/"):
            file = STATIC / address.path.removeprefix("/static/")
            kind = mimetypes.guess_type(file.name)[0] or "font/woff2"
            route.fulfill(body=file.read_bytes(), content_type=kind)
        elif address.path == "/api/v1/suggest":
            body = json.dumps({"results": SUGGESTIONS})
            route.fulfill(body=body, content_type="application/json")
        elif address.path == "/guide":
            page = render(self.language)
            route.fulfill(body=page, content_type="text/html; charset=utf-8", headers=headers)
        else:
            route.fulfill(body="<title>elsewhere</title>", content_type="text/html")


@pytest.fixture
def guide(browser: Browser) -> Iterator[Callable[..., Guide]]:
    """Open the guide; every context is closed when the test ends."""
    contexts: list[BrowserContext] = []

    def opened(*, language: str = "th", width: int = 900, **options: object) -> Guide:
        context = browser.new_context(viewport={"width": width, "height": 800}, **options)
        contexts.append(context)
        return Guide(context, language)

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_all_components_are_accessible_and_fit(
    guide: Callable[..., Guide], width: int, language: str
) -> None:
    shown = guide(width=width, language=language)
    page = shown.page

    axe_finds_nothing(page)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert shown.errors == []


@pytest.mark.parametrize("width", WIDTHS)
def test_no_mark_of_any_component_is_cut_or_touched(
    guide: Callable[..., Guide], width: int
) -> None:
    page = guide(width=width).page
    page.evaluate("document.fonts.ready.then(() => 0)")

    found = page.evaluate(INK)

    assert found["measured"] > 1000
    assert found["clipped"] == []
    assert found["colliding"] == []


def test_targets_are_large_enough(guide: Callable[..., Guide]) -> None:
    page = guide(width=360).page

    small = page.evaluate(
        """(least) => [...document.querySelectorAll("button, input, select, summary, a")]
            .filter((node) => node.checkVisibility() && !node.closest("p:not(.l-cluster)"))
            .filter((node) => getComputedStyle(node, "::after").position !== "absolute")
            .map((node) => [node.getBoundingClientRect(), node.outerHTML.slice(0, 80)])
            .filter(([box]) => box.width > 2 && (box.height < least || box.width < least))
            .map(([, html]) => html)""",
        SMALLEST_TARGET,
    )

    assert small == []


def test_nothing_appears_that_only_a_script_could_use(guide: Callable[..., Guide]) -> None:
    page = guide(java_script_enabled=False).page

    for hook in ("copy", "print", "near", "map", "find"):
        assert page.locator(f"[data-{hook}]").count() > 0
        assert page.locator(f"[data-{hook}]:visible").count() == 0


def test_suggestions_never_choose_for_the_reader(guide: Callable[..., Guide]) -> None:
    page = guide().page
    box, options = page.locator("#q"), page.locator("#q-list")

    box.press_sequentially("บ")
    expect(options).to_be_hidden()
    box.press_sequentially("ัตร")
    expect(options).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    assert box.get_attribute("aria-activedescendant") is None
    box.press("Enter")

    page.wait_for_url("**/search?*")
    assert dict(parse_qsl(urlsplit(page.url).query)) == {"q": "บัตร"}


def test_suggestions_are_grouped_under_their_names(guide: Callable[..., Guide]) -> None:
    page = guide().page
    page.locator("#q").press_sequentially("บัตร")

    groups = page.locator("#q-list [role=group]")
    expect(groups).to_have_count(2)
    labels = [groups.nth(at).get_attribute("aria-label") for at in range(2)]
    assert labels == ["คำค้น", "เรื่องที่ทำได้"]


def test_suggestions_come_while_a_phone_keyboard_composes_a_word(
    guide: Callable[..., Guide],
) -> None:
    page = guide().page
    box = page.locator("#q")
    box.focus()
    page.evaluate(
        """() => {
            const box = document.activeElement;
            box.dispatchEvent(new CompositionEvent("compositionstart"));
            box.value = "บัตร";
            box.dispatchEvent(new InputEvent("input", { isComposing: true }));
        }"""
    )

    expect(page.locator("#q-list")).to_be_visible()
    # Keys that a composing keyboard uses for itself choose nothing.
    page.evaluate(
        """() => document.activeElement.dispatchEvent(
            new KeyboardEvent("keydown", { key: "ArrowDown", isComposing: true }))"""
    )
    assert box.get_attribute("aria-activedescendant") is None


def test_arrow_keys_choose_and_come_back_to_the_box(guide: Callable[..., Guide]) -> None:
    page = guide().page
    box = page.locator("#q")

    box.press_sequentially("บัตร")
    expect(page.locator("#q-list")).to_be_visible()
    box.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "q-list-0")
    box.press("ArrowUp")
    expect(box).not_to_have_attribute("aria-activedescendant", re.compile(".*"))
    box.press("ArrowUp")
    expect(box).to_have_attribute("aria-activedescendant", "q-list-1")
    box.press("Enter")

    page.wait_for_url(f"{SITE}/manual/2")


def test_escape_closes_the_suggestions_and_keeps_the_words(guide: Callable[..., Guide]) -> None:
    page = guide().page
    box = page.locator("#q")

    box.press_sequentially("บัตร")
    expect(page.locator("#q-list")).to_be_visible()
    box.press("Escape")

    expect(page.locator("#q-list")).to_be_hidden()
    expect(box).to_have_value("บัตร")


def test_ticks_are_kept_on_the_device(guide: Callable[..., Guide]) -> None:
    page = guide().page

    page.locator("[data-tick]").first.check()
    expect(page.locator("[data-left]")).to_contain_text("เตรียมแล้ว 1 จาก 4 รายการ")
    page.reload()

    expect(page.locator("[data-tick]").first).to_be_checked()
    expect(page.locator("[data-tick]").nth(1)).not_to_be_checked()


def test_find_in_list_forgives_spelling(guide: Callable[..., Guide]) -> None:
    page = guide().page

    page.get_by_label("หาคู่มือของหน่วยงานนี้").fill("นํ้า  ประปา")

    expect(page.locator("#sg-links li:visible")).to_have_count(1)
    expect(page.locator("[data-find=sg-links] [role=status]")).to_have_text("พบ 1 รายการ")


def test_position_is_rounded_before_it_leaves_the_device(guide: Callable[..., Guide]) -> None:
    shown = guide(
        geolocation={"latitude": 18.790512, "longitude": 98.984494},
        permissions=["geolocation"],
    )
    page = shown.page

    page.get_by_role("button", name="หาจุดใกล้ฉัน").click()

    page.wait_for_url("**/places?*")
    assert page.url == f"{SITE}/places?near=18.791,98.984&manual=10002"
    assert not any("18.7905" in address for address in shown.asked)


def test_a_refused_position_is_explained(guide: Callable[..., Guide]) -> None:
    page = guide(permissions=[]).page

    page.get_by_role("button", name="หาจุดใกล้ฉัน").click()

    expect(page.locator("[data-near] [role=status]")).to_contain_text("เลือกจังหวัดแทนได้")


def test_the_map_comes_on_tap_and_asks_no_other_site(guide: Callable[..., Guide]) -> None:
    shown = guide()
    assert not any("leaflet" in address for address in shown.asked)

    shown.page.get_by_role("button", name="เปิดแผนที่").click()

    frame = shown.page.locator(".c-map__frame")
    expect(frame.locator("canvas")).to_be_visible()
    expect(frame).to_be_focused()
    assert {urlsplit(address).netloc for address in shown.asked} == {"guide.test"}
    assert any(address.endswith("/geo/province-10.json") for address in shown.asked)
    assert shown.errors == []


def test_empty_fields_stay_out_of_the_address(guide: Callable[..., Guide]) -> None:
    page = guide().page

    page.locator("select[name=prov]").first.select_option("")
    page.get_by_role("button", name="ดูผลลัพธ์").click()

    page.wait_for_url("**/search?*")
    assert dict(parse_qsl(urlsplit(page.url).query, keep_blank_values=True)) == {
        "q": "บัตร",
        "topic": "id-civil",
    }


def test_copying_says_that_it_is_done(guide: Callable[..., Guide]) -> None:
    page = guide(permissions=["clipboard-read", "clipboard-write"]).page
    button = page.get_by_role("button", name="คัดลอกพิกัด")

    button.click()

    expect(page.get_by_role("button", name="คัดลอกแล้ว")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "13.752100,100.496700"


def test_paper_shows_what_the_screen_folds_away(guide: Callable[..., Guide]) -> None:
    page = guide().page
    folded = page.get_by_text("บางสำนักงานยังไม่มีพิกัดของตนเอง")
    expect(folded).to_be_hidden()

    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(folded).to_be_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(folded).to_be_hidden()
