"""What leads to ``/check/contact``: searches for a number or in doubt, help, emergency numbers."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.www.reading import read

pytestmark = pytest.mark.django_db
HERE = "/check/contact"


def test_a_search_for_a_number_leads_there(client: Client) -> None:
    page = read(client.get("/search", {"q": "เบอร์ 081-234-5678 ของใคร"}))
    assert f'action="{HERE}"' in page.html
    assert 'name="contact" value="เบอร์ 081-234-5678 ของใคร"' in page.html


def test_a_search_that_doubts_leads_there(client: Client) -> None:
    doubting = read(client.get("/search", {"q": "เบอร์นี้ของราชการจริงไหม"}))
    assert HERE in [href for _text, href in doubting.links]
    other = read(client.get("/search", {"q": "บัตรประชาชนหาย"}))
    assert HERE not in other.html


@pytest.mark.parametrize("path", ["/help", "/emergency"])
def test_pages_lead_there(client: Client, path: str) -> None:
    assert HERE in [href for _text, href in read(client.get(path)).links]
