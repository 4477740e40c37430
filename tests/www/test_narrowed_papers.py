"""Papers of a manual whose questions were answered."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from django.test import Client

from tests.factories import standard_manual
from tests.manuals.case_examples import card_manual
from tests.www.reading import read
from tests.www.test_papers import address, paper, says

pytestmark = pytest.mark.django_db


def test_a_checklist_is_narrowed_by_the_answers_and_says_so(client: Client) -> None:
    manual = standard_manual(content=card_manual())
    whole = paper(client, address(manual, "checklist.pdf"))
    assert says(whole, "กรณี: บัตรหมดอายุ") and says(whole, "พยานรับรอง")
    page = read(client.get(f"/manual/{manual.procedure_id}?a=reason.lost,who.self"))
    link = next(href for text, href in page.links if text == "แบบตรวจเอกสาร (PDF)")
    assert unquote(link) == f"{address(manual, 'checklist.pdf')}?a=reason.lost,who.self"
    mine = paper(client, link)
    assert says(mine, "เฉพาะกรณีที่ตอบว่า:") and not says(mine, "พยานรับรอง")
    assert len(mine.text) < len(whole.text)
