"""The measures themselves: they see what is wrong."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import OpenPage
from tests.e2e.looking import small_targets, too_wide, violations

pytestmark = pytest.mark.browser
FAULTS = """<html lang=th><title>x</title><main><h1>x</h1><img src='data:,'>
<button style='width: 20px; height: 20px; padding: 0'>x</button>
<p style='width: 9000px'>x</p></main>"""


def test_faults_are_found(open_page: OpenPage) -> None:
    page = open_page("")
    page.set_content(FAULTS)

    assert "image-alt" in violations(page)[0]
    assert len(small_targets(page)) == 1
    assert len(too_wide(page)) == 2


def test_a_good_page_has_none(open_page: OpenPage) -> None:
    page = open_page("")
    page.set_content("<html lang=th><title>x</title><main><h1>x</h1><p>x</p></main>")

    assert (violations(page), small_targets(page), too_wide(page)) == ([], [], [])
