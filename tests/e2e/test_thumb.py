"""What stands alone on a line can be hit with a thumb: 44 px, on the pages people use most."""

from __future__ import annotations

from typing import Any

import pytest

from tests.e2e.conftest import PHONE, Look, OpenPage
from tests.e2e.looking import check
from tests.e2e.test_office import sign_in

pytestmark = pytest.mark.browser
# Half a pixel less: heights are rounded. Links in a sentence are as high as its lines; boxes to
# tick have a label that is tapped as well.
LOW = """() => [...document.querySelectorAll("a, button, summary, select, input")]
  .filter((node) => node.checkVisibility())
  .filter((node) => !node.matches(".c-skip, [type=hidden], [type=radio], [type=checkbox]"))
  .filter((node) => getComputedStyle(node, "::after").position !== "absolute")
  .filter((node) => getComputedStyle(node).display !== "inline" ||
    ![...node.parentElement.childNodes].some((one) => one.nodeType === 3 && one.data.trim()))
  .filter((node) => node.getBoundingClientRect().height < 43.5)
  .map((node) => `${node.textContent.trim()}: ${node.getBoundingClientRect().height}`)"""


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/en/",
        "/search?q=ต่อใบขับขี่ใช้เอกสารอะไรบ้างกี่บาททำที่ไหน",
        "/manual/{manual}?prov=50",
        "/manual/{adopted}/at/{adopter}",
        "/place/{place}",
        "/plan?m={plan}&prov=50&district=5001",
    ],
)
def test_a_thumb_hits_what_it_aims_at(look: Look, examples: dict[str, Any], path: str) -> None:
    assert look(path.format(**examples), PHONE).evaluate(LOW) == []


@pytest.mark.parametrize("who", ["agency-admin", "reporter"])
def test_so_does_that_of_an_officer_on_her_first_page(open_page: OpenPage, who: str) -> None:
    page = open_page("", size=PHONE)
    sign_in(page, who)
    assert page.evaluate(LOW) == []
    check(page)
