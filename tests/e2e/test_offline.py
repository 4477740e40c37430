"""Without a network: kept pages that say so, an honest page for others, a district to search."""

from __future__ import annotations

import gzip
import re
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from pytest_django import Settings

from infogo.packs import format as packs
from infogo.packs import store
from infogo.packs.keys import trusted_keys
from infogo.packs.store import Kept
from tests.e2e.conftest import DESK, PHONE, OpenPage, Size, linked
from tests.e2e.looking import axe_finds_nothing
from tools import country as country_tool
from tools.chromium import launched

pytestmark = pytest.mark.browser
DISTRICT = "5001"
PAGE = f"/offline/district/{DISTRICT}"
ACTIVE = "navigator.serviceWorker.ready.then(({active}) => active.state === 'activated')"
KEPT = """async () => (await (await caches.open("infogo-pages")).keys())
  .map((request) => new URL(request.url)).map(({ pathname, search }) => pathname + search)"""
KEPT_AT = re.compile(r"ไม่มีอินเทอร์เน็ต หน้านี้บันทึกไว้เมื่อ \d+ \S+ 25\d\d \d\d:\d\d น\.")
SIZES = [PHONE, DESK]
MAKING_MS = 60_000
"""A pack that nobody asked for yet is made first, on a machine that may be busy."""


def until_kept(page: Page, path: str) -> None:
    """Wait for the worker and for what it does after an answer was given."""
    page.wait_for_function(ACTIVE)
    page.wait_for_function(f"({KEPT})().then((kept) => kept.includes({path!r}))")


@pytest.fixture
def downloaded(open_page: OpenPage) -> Page:
    """A district kept on the device, shown with the worker in charge."""
    page = open_page(PAGE)
    button = page.get_by_role("button", name=re.compile(r"เก็บอำเภอนี้ไว้ในเครื่อง \(\d+ KB\)"))
    button.click(timeout=MAKING_MS)
    kept = page.get_by_text("เก็บแล้ว ค้นได้แม้ไม่มีอินเทอร์เน็ต")
    expect(kept).to_be_visible(timeout=MAKING_MS)
    until_kept(page, PAGE)
    return page


def search(page: Page, words: str) -> list[str]:
    page.get_by_label(re.compile("^ค้นหาใน")).fill(words)
    page.keyboard.press("Enter")
    return page.locator("[data-shown] .c-card__title").all_inner_texts()


@pytest.fixture
def installer(browser: Browser, served: str) -> Iterator[Page]:
    """A page in the browser that people use: one without windows would install nothing."""
    whole = launched(browser.browser_type, whole=True)
    yield whole.new_page(base_url=served)
    whole.close()


def test_a_browser_may_install_the_site(installer: Page, served: str) -> None:
    page = installer
    page.goto("/offline")
    page.wait_for_function(ACTIVE)
    session = page.context.new_cdp_session(page)

    manifest = session.send("Page.getAppManifest")

    assert manifest["url"] == f"{served}/manifest.webmanifest"
    assert manifest["errors"] == []
    problems = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    # A browser context of its own counts as private, where nothing can be installed.
    assert [problem["errorId"] for problem in problems] in ([], ["in-incognito"])


@pytest.mark.parametrize("size", SIZES, ids=["360", "1280"])
def test_a_manual_that_was_read_can_be_read_again(
    open_page: OpenPage, examples: dict[str, Any], size: Size
) -> None:
    path = f"/manual/{examples['manual']}"
    page = open_page(path, size=size)
    title = page.get_by_role("heading", level=1).inner_text()
    until_kept(page, path)

    page.context.set_offline(True)
    page.reload()

    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.locator("[data-kept-copy]")).to_contain_text(KEPT_AT)
    expect(page.locator(".c-open")).to_have_count(0)
    assert page.evaluate("document.fonts.check('700 20px Sarabun', 'ก')")
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    axe_finds_nothing(page)
    page.context.set_offline(False)
    page.reload()
    expect(page.locator("[data-kept-copy]")).to_have_count(0)


def test_a_plan_can_be_read_again_whole(open_page: OpenPage, examples: dict[str, Any]) -> None:
    path = f"/plan?m={examples['plan']}&prov=50&district=5001"
    page = open_page(path)
    until_kept(page, path)

    page.context.set_offline(True)
    page.reload()

    expect(page.locator("[data-kept-copy]")).to_contain_text(KEPT_AT)
    expect(page.get_by_text("ใช้กับ 3 เรื่อง:").first).to_be_visible()
    page.goto("/plan?m=1")
    expect(page.get_by_role("heading", level=1)).to_have_text("ไม่มีอินเทอร์เน็ต")


def test_a_page_with_something_chosen_never_stands_for_another(
    open_page: OpenPage, examples: dict[str, Any]
) -> None:
    path = f"/manual/{examples['manual']}"
    page = open_page(f"{path}?prov=50")
    until_kept(page, f"{path}?prov=50")

    page.context.set_offline(True)
    page.goto(f"{path}?prov=90")
    expect(page.get_by_role("heading", level=1)).to_have_text("ไม่มีอินเทอร์เน็ต")
    page.context.set_offline(False)
    page.goto(path)
    until_kept(page, path)
    page.context.set_offline(True)
    page.goto(f"{path}?prov=90")
    expect(page.locator("[data-kept-copy]")).to_contain_text(KEPT_AT)


@pytest.mark.parametrize("size", SIZES, ids=["360", "1280"])
def test_what_was_not_kept_is_told_honestly(
    open_page: OpenPage, examples: dict[str, Any], size: Size
) -> None:
    path = f"/manual/{examples['manual']}"
    page = open_page(path, size=size)
    title = page.get_by_role("heading", level=1).inner_text()
    until_kept(page, path)

    page.context.set_offline(True)
    page.goto("/agency/")

    expect(page.get_by_role("heading", level=1)).to_have_text("ไม่มีอินเทอร์เน็ต")
    page.get_by_role("link", name=title).click()
    expect(page.locator("[data-kept-copy]")).to_contain_text(KEPT_AT)
    page.go_back()
    axe_finds_nothing(page)


def test_english_readers_get_it_in_english(open_page: OpenPage, examples: dict[str, Any]) -> None:
    path = f"/en/manual/{examples['manual']}"
    page = open_page(path)
    until_kept(page, path)
    until_kept(page, "/en/offline")

    page.context.set_offline(True)
    page.reload()

    expect(page.locator("[data-kept-copy]")).to_contain_text(
        re.compile(r"No internet\. This page was kept on \d+ \w+ 20\d\d \d\d:\d\d\.")
    )
    page.goto("/en/agency/")
    expect(page.get_by_role("heading", level=1)).to_have_text("No internet.")


@pytest.mark.parametrize("path", ["/receipt", "/manual/{manual}/rate", "/office/", "/search?q=บัตร"])
def test_what_is_personal_or_changing_is_never_kept(
    path: str, open_page: OpenPage, examples: dict[str, Any]
) -> None:
    page = open_page("/offline")
    until_kept(page, "/offline")
    page.goto(path.format(**examples), wait_until="networkidle")

    assert set(page.evaluate(KEPT)) <= {"/offline"}


def test_what_the_site_withdrew_is_deleted_from_the_device(
    open_page: OpenPage, examples: dict[str, Any]
) -> None:
    path = f"/manual/{examples['manual']}"
    page = open_page(path)
    until_kept(page, path)

    page.context.route(f"**{path}", lambda route: route.fulfill(status=410, body="ยกเลิก"))
    page.goto("/offline")
    page.get_by_role("button", name="ตรวจว่ายังเป็นปัจจุบัน").click()

    expect(page.get_by_text("ลบหน้าที่ยกเลิกแล้ว 1 หน้า")).to_be_visible()
    assert path not in page.evaluate(KEPT)


@pytest.mark.parametrize("size", SIZES, ids=["360", "1280"])
def test_readers_see_and_delete_what_is_kept(
    open_page: OpenPage, examples: dict[str, Any], size: Size
) -> None:
    path = f"/manual/{examples['manual']}"
    page = open_page(path, size=size)
    title = page.get_by_role("heading", level=1).inner_text()
    until_kept(page, path)
    page.goto("/help")
    page.get_by_role("link", name="ดูสิ่งที่เก็บไว้ในเครื่อง").click()

    expect(page.get_by_role("link", name=title)).to_be_visible()
    axe_finds_nothing(page)
    page.get_by_role("button", name=f"ลบ {title} ออกจากเครื่อง").click()

    expect(page.get_by_text("ยังไม่มีอะไรเก็บไว้ในเครื่องนี้")).to_be_visible()
    assert path not in page.evaluate(KEPT)


@pytest.mark.parametrize("size", SIZES, ids=["360", "1280"])
def test_a_district_is_searched_without_a_network(downloaded: Page, size: Size) -> None:
    page = downloaded
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.context.set_offline(True)
    page.goto(PAGE)

    assert "ทำบัตรประชาชน" in search(page, "ทำบัตรประชาชน")[0]
    assert any("พาณิชย์" in title for title in search(page, "เลิกทะเบียนพานิด"))
    assert "บัตรประชาชน" in search(page, "[y9ixit=k=o")[0]
    expect(page.get_by_text("ค้นหา “บัตรประชาชน” ให้แทน")).to_be_visible()
    assert search(page, "ที่ว่ากานอำเภอ")[0] == "ที่ว่าการอำเภอเมืองเชียงใหม่"
    axe_finds_nothing(page)
    page.get_by_role("link", name="ที่ว่าการอำเภอเมืองเชียงใหม่").first.click()
    expect(page.get_by_role("heading", level=2).first).to_have_text("ที่ว่าการอำเภอเมืองเชียงใหม่")
    expect(page.locator("[data-shown] .c-open")).to_have_count(1)
    expect(page.get_by_role("link", name="นำทาง")).to_have_attribute("href", re.compile("maps"))
    axe_finds_nothing(page)
    page.get_by_role("link", name=re.compile("^แจ้งย้าย")).first.click()
    expect(page.get_by_role("heading", name="เอกสารที่ต้องเตรียม")).to_be_visible()
    expect(page.get_by_role("heading", name="ทำได้ที่ไหนในอำเภอนี้")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    axe_finds_nothing(page)


def test_another_district_is_not_on_the_device(downloaded: Page) -> None:
    downloaded.context.set_offline(True)
    downloaded.goto("/offline/district/1041")

    expect(downloaded.get_by_role("heading", level=1)).to_have_text("ไม่มีอินเทอร์เน็ต")
    link = downloaded.get_by_role("link", name="อำเภอเมืองเชียงใหม่ เชียงใหม่")
    link.click()
    expect(downloaded.get_by_label(re.compile("^ค้นหาใน"))).to_be_visible()


@pytest.mark.parametrize("harm", ["changed", "left out", "unsigned", "nonsense", "other district"])
def test_a_file_that_was_tampered_with_is_refused(
    harm: str, open_page: OpenPage, served: str
) -> None:
    def tampered(route: Route) -> None:
        address = route.request.url
        if harm == "other district":
            address = address.replace(DISTRICT, "1041")
        file = route.fetch(url=address).body()
        lines = gzip.decompress(file).split(b"\n")
        if harm == "changed":
            lines[5] = lines[5].replace("บาท".encode(), "สลึง".encode()) + b" "
        elif harm == "left out":
            del lines[5]
        elif harm == "unsigned":
            lines[1] = lines[1].replace(b'"format":1', b'"format":1 ')
        body = b"not gzip" if harm == "nonsense" else gzip.compress(b"\n".join(lines))
        route.fulfill(body=body, content_type="application/gzip")

    page = open_page("")
    page.context.route(f"**/packs/{DISTRICT}", tampered)
    page.goto(PAGE)
    page.get_by_role("button", name=re.compile("^เก็บอำเภอนี้ไว้ในเครื่อง")).click()

    refused = page.get_by_text("ไม่ใช้ไฟล์นี้ เพราะลายเซ็นไม่ตรงกับของเว็บไซต์")
    expect(refused).to_be_visible(timeout=MAKING_MS)
    expect(page.get_by_label(re.compile("^ค้นหาใน"))).to_be_hidden()
    kept = "caches.open('infogo-packs').then((c) => c.keys()).then((keys) => keys.length)"
    assert page.evaluate(kept) == 0


def test_what_was_changed_on_the_device_is_not_used(downloaded: Page) -> None:
    downloaded.evaluate(
        """async () => {
          const cache = await caches.open("infogo-packs");
          const [request] = await cache.keys();
          const kept = await cache.match(request);
          const text = (await kept.text()).replaceAll("บาท", "สลึง");
          await cache.put(request, new Response(text, { headers: kept.headers }));
        }"""
    )
    downloaded.reload()

    expect(downloaded.get_by_text("ข้อมูลที่เก็บไว้ไม่ตรงกับลายเซ็น จึงไม่ใช้")).to_be_visible()
    expect(downloaded.get_by_label(re.compile("^ค้นหาใน"))).to_be_hidden()
    downloaded.get_by_role("button", name="ลบออกจากเครื่อง").click()
    expect(downloaded.get_by_role("button", name=re.compile("^เก็บอำเภอนี้"))).to_be_visible()


@pytest.fixture
def older(country_home: Path, served: str, settings: Settings) -> bytes:
    """The file of an earlier state of the district, whose manifest the server still knows."""
    settings.INFOGO = {**settings.INFOGO, "HOME": country_home, "PACK_KEY": ""}
    urllib.request.urlopen(f"{served}/packs/{DISTRICT}").close()  # noqa: S310  (our own address)
    now = store.read(DISTRICT)
    assert now is not None
    whole = packs.unpack(now.file)
    name = next(name for name in whole.parts if name.startswith("manual:"))
    parts = {**whole.parts, name: whole.parts[name] + b" "}
    manifest = packs.manifest_of(DISTRICT, parts)
    file = packs.pack(manifest, trusted_keys()[0].sign(manifest), parts)
    store.write(DISTRICT, Kept(now.made_from, packs.pack_hash(manifest), file), manifest)
    store.write(DISTRICT, now, whole.manifest)
    return file


def test_only_what_changed_is_downloaded_again(open_page: OpenPage, older: bytes) -> None:
    page = open_page("")
    asked: list[int] = []
    page.on(
        "response",
        lambda answer: (
            asked.append(int(answer.headers["content-length"]))
            if re.search("/since/[0-9a-f]{64}$", answer.url)
            else None
        ),
    )
    page.context.route(
        f"**/packs/{DISTRICT}",
        lambda route: route.fulfill(body=older, content_type="application/gzip"),
    )
    page.goto(PAGE)
    page.get_by_role("button", name=re.compile("^เก็บอำเภอนี้ไว้ในเครื่อง")).click()
    button = page.get_by_role("button", name=re.compile(r"^ปรับให้เป็นปัจจุบัน \(\d+ KB\)"))
    button.click()

    expect(button).to_be_hidden()
    expect(page.get_by_text("เก็บแล้ว ค้นได้แม้ไม่มีอินเทอร์เน็ต")).to_be_visible()
    assert len(asked) == 1
    assert 0 < asked[0] < len(older) / 5
    page.reload()
    expect(page.get_by_text("เป็นข้อมูลล่าสุดแล้ว")).to_be_visible()
    assert search(page, "ทำบัตรประชาชน")


def test_a_district_is_deleted_from_the_device(downloaded: Page) -> None:
    downloaded.get_by_role("button", name="ลบออกจากเครื่อง").click()
    expect(downloaded.get_by_text("ลบออกจากเครื่องแล้ว")).to_be_visible()
    downloaded.reload()

    expect(downloaded.get_by_role("button", name=re.compile("^เก็บอำเภอนี้"))).to_be_visible()
    expect(downloaded.get_by_label(re.compile("^ค้นหาใน"))).to_be_hidden()


def test_without_a_script_it_says_what_to_use(open_page: OpenPage) -> None:
    page = open_page(PAGE, javascript=False)
    page.get_by_role("link", name=re.compile("^จุดให้บริการใน")).first.click()
    assert f"district={DISTRICT}" in page.url


@pytest.fixture
def own_browser(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    yield context
    context.close()


@pytest.fixture
def unsearched_home(country_home: Path, tmp_path: Path) -> Path:
    """The country without its index."""
    return linked(country_home, tmp_path)


def test_the_switch_takes_the_worker_and_the_pages_away(
    own_browser: BrowserContext, unsearched_home: Path, examples: dict[str, Any]
) -> None:
    path = f"/manual/{examples['manual']}"
    page = own_browser.new_page()
    with country_tool.served(unsearched_home) as address:
        page.goto(address + path)
        until_kept(page, path)
        port = address.rsplit(":", 1)[1]
    with country_tool.served(unsearched_home, port=int(port), INFOGO_OFFLINE="0") as address:
        page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update())")
        page.wait_for_function(
            "navigator.serviceWorker.getRegistrations().then((all) => all.length === 0)"
        )
        page.wait_for_function("caches.has('infogo-pages').then((has) => !has)")
