"""axe-core finds nothing on any page type, narrow or wide, in Thai or English."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.e2e.conftest import DESK, PHONE, Look, OpenPage, Size
from tests.e2e.looking import axe_finds_nothing
from tests.e2e.pages import BY_LANGUAGE, PageType

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1280"])
@pytest.mark.parametrize(("page_type", "language"), BY_LANGUAGE, ids=str)
def test_axe_finds_no_violation(
    look: Look, examples: dict[str, Any], page_type: PageType, language: str, size: Size
) -> None:
    page = look(page_type.address(language, examples), size)

    axe_finds_nothing(page)


def test_axe_would_find_a_violation(open_page: OpenPage) -> None:
    page = open_page("")
    page.set_content("<html lang=th><title>x</title><main><h1>x</h1><img src='data:,'></main>")

    assert Axe().run(page).violations_count > 0
