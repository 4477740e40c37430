"""Vowels and tone marks are neither cut off nor touched by the next line."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.consistency.source import ROOT
from tests.e2e.looking import measured

pytestmark = pytest.mark.browser
FONTS = ROOT / "infogo" / "static" / "fonts"


@pytest.mark.parametrize(
    ("style", "clipped", "colliding"),
    [
        ("line-height: 1.75", False, False),
        ("line-height: 1.3", False, True),
        ("line-height: 1.1; height: 1.1em; overflow: hidden", True, True),
    ],
)
def test_the_measure_sees_what_a_reader_would_see(
    browser: Browser, style: str, clipped: bool, colliding: bool
) -> None:
    """ผู้ above ฟื้น is the worst pair of lines: vowel below, vowel and tone mark above."""
    page = browser.new_page(viewport={"width": 400, "height": 300})
    page.route(
        "**/sarabun.woff2",
        lambda route: route.fulfill(
            path=FONTS / "sarabun-thai-400.woff2", headers={"Access-Control-Allow-Origin": "*"}
        ),
    )
    page.set_content(
        "<style>@font-face{font-family:Sarabun;src:url(http://fonts.test/sarabun.woff2)}"
        f"p{{font:400 32px/1 Sarabun;{style}}}</style><p lang=th>ผู้ผู้ผู้<br>ฟื้นฟื้น</p>"
    )

    found = measured(page)
    page.close()

    assert found["measured"] == 7
    assert (bool(found["clipped"]), bool(found["colliding"])) == (clipped, colliding)
