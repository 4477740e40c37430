"""A real nginx serves the copy when the site is gone, and a real browser searches in it."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Callable
from http.client import HTTPResponse
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, expect

from infogo.manuals.models import Manual
from infogo.points.models import ServicePoint
from infogo.standby.services import Copy
from tests.standby.conftest import nginx
from tools.country import free_port

Make = Callable[..., Copy]


def ask(address: str, data: bytes | None = None) -> tuple[int, str, dict[str, str]]:
    """Return status, text and headers; without a word about gzip, as simple programs ask."""
    request = urllib.request.Request(address, data=data)  # noqa: S310  (ours)
    try:
        answer: HTTPResponse = urllib.request.urlopen(request, timeout=30)  # noqa: S310
    except urllib.error.HTTPError as problem:
        answer = problem  # type: ignore[assignment]
    with answer:
        return answer.status, answer.read().decode(), dict(answer.headers)


def gone(copy: Copy) -> str:
    """A site whose program does not answer any more."""
    return (
        "proxy_intercept_errors on; recursive_error_pages on; error_page 502 503 504 = @copy;"
        f" location / {{ proxy_pass http://127.0.0.1:{free_port()}; }}"
        f" include {copy.root}/fallback.conf;"
    )


@pytest.mark.parametrize("way", ["the site is gone", "alone"])
def test_nginx_serves_the_copy(site: Manual, copied: Make, tmp_path: Path, way: str) -> None:
    copy = copied()
    adopted = Manual.objects.get(standard=site)
    standard = f"/manual/{site.procedure_id}"
    server = gone(copy) if way == "the site is gone" else f"include {copy.root}/alone.conf;"
    with nginx(tmp_path / "nginx", server) as address:
        status, home, headers = ask(address + "/")
        assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
        assert "data-static-copy" in home
        assert headers["Cache-Control"] == "no-store"
        assert "default-src" in headers["Content-Security-Policy"]
        for path in (standard, "/en/", "/agency/", "/places?prov=50", f"/search?q={quote('บัตร')}"):
            assert ask(address + path)[0] == 200, path
        _status, followed, _headers = ask(f"{address}{standard}/at/{adopted.agency_id}")
        assert followed == ask(address + standard)[1]
        status, text, headers = ask(f"{address}/static/css/public.css")
        assert (status, headers["Content-Type"].split(";")[0]) == (200, "text/css")
        status, text, headers = ask(f"{address}/copy/services.json")
        assert (status, headers["Content-Type"].split(";")[0]) == (200, "application/json")
        for path in (
            "/plan",
            "/manual/999999",
            "/office/",
            "/static/none.css",
            "/state.sqlite3",
        ):
            status, text, _headers = ask(address + path)
            assert (status, "หน้านี้ไม่มีในสำเนา" in text) == (503, True), path
            assert "c-breadcrumb" not in text
        assert "not in the copy" in ask(f"{address}/en/plan")[1]
        assert ask(f"{address}{standard}/rate", b"stars=5")[0] == 503


@pytest.mark.browser
def test_a_reader_finds_services_and_offices_in_the_copy(
    site: Manual, copied: Make, tmp_path: Path, browser: Browser
) -> None:
    copy = copied()
    point = ServicePoint.objects.get()
    with nginx(tmp_path / "nginx", f"include {copy.root}/alone.conf;") as address:
        page = browser.new_page(viewport={"width": 360, "height": 740})
        problems: list[str] = []
        page.on("pageerror", lambda problem: problems.append(str(problem)))
        page.goto(address)
        expect(page.locator("[data-static-copy]")).to_contain_text("สำเนาที่บันทึกไว้เมื่อ")
        page.locator('input[name="q"]').first.fill("บัตรหาย")
        page.keyboard.press("Enter")
        found = page.locator(f'[data-static-search] a[href="/manual/{site.procedure_id}"]')
        expect(found).to_have_text(site.procedure.name_th)
        found.click()
        expect(page.locator("h1")).to_contain_text(site.procedure.name_th)
        page.goto(f"{address}/search?q={quote('อำเภอเมืองเชียงใหม่')}")
        office = page.locator(f'[data-static-search] a[href="/place/{point.pk}"]')
        expect(office).to_have_text(point.name_th)
        page.goto(f"{address}/search?q=[y9iskp")  # บัตรหาย on the other keyboard
        expect(page.locator("[data-static-search] [role=status]")).to_contain_text("บัตรหาย")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        assert problems == []
        page.close()
