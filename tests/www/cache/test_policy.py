"""Only declared parameters make a different page."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from infogo.core import versions
from infogo.www.cache.policy import HANDOVER, WANTED, canonical_query, public_page

ALLOWED = frozenset({"prov", "page"})


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("", ""),
        ("prov=50", "prov=50"),
        ("page=2&prov=50", "page=2&prov=50"),
        ("prov=50&page=2", "page=2&prov=50"),
        ("prov=50&utm_source=x&junk", "prov=50"),
        ("junk=1", ""),
        ("prov=10&prov=50", "prov=50"),
        ("prov=" + "9" * 101, None),
        ("prov=50&x=" + "y" * 600, None),
        ("prov=%E0%B8%81", "prov=%E0%B8%81"),
    ],
)
def test_canonical_query(query: str, key: str | None) -> None:
    assert canonical_query(query, ALLOWED) == key


@given(st.text(max_size=200))
def test_any_query_string_is_safe_and_settled(query: str) -> None:
    key = canonical_query(query, ALLOWED)
    if key is not None:
        assert canonical_query(key, ALLOWED) == key


@pytest.mark.django_db
def test_the_view_sees_neither_cookies_nor_undeclared_parameters() -> None:
    seen: dict[str, Any] = {}

    @public_page(depends_on=["procedure", "procedure:{procedure_id}"], parameters=["prov"])
    def view(request: HttpRequest, procedure_id: int) -> HttpResponse:
        seen.update(get=request.GET.dict(), cookies=dict(request.COOKIES))
        return HttpResponse("x")

    request = RequestFactory().get("/manual/7?prov=10&prov=50&junk=1", HTTP_COOKIE="sessionid=me")
    request.META[WANTED] = True
    view(request, procedure_id=7)
    assert seen == {"get": {"prov": "50"}, "cookies": {}}
    rule = request.META[HANDOVER]
    assert [key for key, _token in rule.tokens] == ["everything", "procedure", "procedure:7"]
    assert all(token == versions.NEVER_CHANGED for _key, token in rule.tokens)
