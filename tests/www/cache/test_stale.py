"""While the database is away, kept pages go on being shown, and say that they may be old."""

from __future__ import annotations

import gzip
from typing import Any

import brotli
import pytest
from django.db import OperationalError

from infogo.www.cache import stale as stale_pages
from infogo.www.cache import truth
from tests.www.cache.test_layer import Answer, _cache, _touch

pytestmark = pytest.mark.django_db(transaction=True)


class Away:
    """A database that can be switched off."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked, self.is_on = 0, False
        self._ask = truth.are_present
        monkeypatch.setattr(truth, "are_present", self.are_present)

    def are_present(self, tokens: Any) -> bool:
        self.asked += 1
        if self.is_on:
            raise OperationalError("gone")
        return self._ask(tokens)


PAGE = b'<html lang="th"><body><main id="main"><p>\xe0\xb8\x82 1 </p></main></body></html>'


def test_while_the_database_is_away_a_kept_page_is_shown_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    application, cache = _cache(body=PAGE)
    database = Away(monkeypatch)
    fresh = Answer(cache)
    database.is_on = True
    for encoding, unpack in (("br", brotli.decompress), ("gzip", gzip.decompress), ("", bytes)):
        stale = Answer(cache, HTTP_ACCEPT_ENCODING=encoding, HTTP_IF_NONE_MATCH="*")
        page = unpack(stale.body).decode()
        assert stale.status == "200 OK"
        assert "ตรวจไม่ได้ว่าหน้านี้ยังเป็นปัจจุบันหรือไม่" in page
        assert page.index("role=") < page.index("<main")
        # With room above and below: on the home page it stands between two dark bars.
        assert 'class="l-wrap c-announced"' in page
        assert stale.headers["cache-control"] == "no-store"
        assert "etag" not in stale.headers
        assert int(stale.headers["age"]) >= 0
        assert stale.headers["cache-status"] == "infogo; hit; detail=database-away"
    assert application.calls == 1
    assert database.asked == 2, "by the connection there was and by a new one, then not at once"
    database.is_on = False
    monkeypatch.setattr(stale_pages, "SECONDS_BETWEEN_TRIES", 0.0)
    cache._absence.note()
    again = Answer(cache)
    assert (again.body, again.headers) == (fresh.body, fresh.headers)


def test_a_page_whose_time_is_over_is_shown_rather_than_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    application, cache = _cache(body=PAGE, seconds=0.0)
    Answer(cache)
    assert application.calls == 1
    application.answer["status"] = "503 Service Unavailable"
    stale = Answer(cache)
    assert application.calls == 2
    assert stale.status == "200 OK"
    assert stale.headers["cache-control"] == "no-store"
    assert Answer(cache, path="/never/seen").status == "503 Service Unavailable"


def test_a_page_known_to_be_wrong_is_not_shown_whatever_happens(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    application, cache = _cache(body=PAGE)
    Answer(cache)
    _touch("page")
    application.answer["status"] = "503 Service Unavailable"
    assert Answer(cache).status == "503 Service Unavailable"


def test_an_old_connection_to_a_database_that_is_back_is_no_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _application, cache = _cache(body=PAGE)
    Answer(cache)
    ask = truth.are_present
    failures = [OperationalError("server closed the connection unexpectedly")]

    def sometimes(tokens: Any) -> bool:
        if failures:
            raise failures.pop()
        return ask(tokens)

    monkeypatch.setattr(truth, "are_present", sometimes)
    assert "cache-status" not in Answer(cache).headers
