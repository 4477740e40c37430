"""The public contract of ``/api/v1/suggest``."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from tests.search.corpus import Country


def get(client: Client, q: str) -> dict[str, Any]:
    response = client.get("/api/v1/suggest", {"q": q})
    assert response.status_code == 200
    return json.loads(response.content)


def test_the_contract(client: Client, country_indexed: Country) -> None:
    answer = get(client, "ขับ")
    assert answer["query"] == "ขับ"
    service = next(found for found in answer["results"] if found["kind"] == "service")
    assert service["type"] == "procedure"
    assert service["code"] == "CAR-2"
    assert service["title"] == "ใบขับขี่หาย"
    assert service["url"] == f"/manual/{service['id']}"
    phrase = next(found for found in get(client, "พาส")["results"] if found["kind"] == "phrase")
    assert phrase["type"] is None
    assert phrase["url"] == ""


@pytest.mark.parametrize("q", ["", "บ", "ฌฌฌฌ", "\x00\x00", "(((("])
def test_nothing_to_suggest(client: Client, country_indexed: Country, q: str) -> None:
    assert get(client, q)["results"] == []


def test_too_long_a_text_is_refused(client: Client, country_indexed: Country) -> None:
    assert client.get("/api/v1/suggest", {"q": "ก" * 1001}).status_code == 422
