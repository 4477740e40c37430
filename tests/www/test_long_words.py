"""A paste that is too long for a search is never cut without a word."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.www.reading import read

pytestmark = pytest.mark.django_db
ROOM = {"/search": 200, "/plan": 100, "/compare": 100}


@pytest.mark.parametrize("path", ROOM)
def test_what_is_too_long_is_said_and_what_was_searched_is_shown(client: Client, path: str) -> None:
    most = ROOM[path]
    page = read(client.get(path, {"q": "ก" * (most + 1)}))
    assert f"คำค้นยาวเกิน {most} ตัวอักษร จึงค้นด้วย {most} ตัวอักษรแรก" in page.text
    page = read(client.get(path, {"q": "ก" * most}))
    assert "คำค้นยาวเกิน" not in page.text


def test_it_is_said_in_english_too(client: Client) -> None:
    page = read(client.get("/en/search", {"q": "a" * 201}))
    assert "only the first 200 are searched for" in page.text
    assert page.thai_without_mark() == []
