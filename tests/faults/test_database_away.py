"""The database goes away and comes back, seen from outside: real processes, real connections."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from tests.factories import AgencyFactory
from tests.faults.databases import Copied, copied
from tests.office.people import administrator, signed_in
from tests.ratings.giving import served_manual
from tests.www.reading import Page
from tools import country
from tools.faults.http import Answer, ask, fields_of, heading_of, send

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE_SECONDS = 30
TYPED = "ประชาชนถามบ่อยว่าต้องใช้สำเนาทะเบียนบ้านกี่ชุด"
OURS = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def place() -> str:
    _manual, point = served_manual()
    return f"/place/{point.pk}"


@pytest.fixture
def officer() -> Client:
    return signed_in(administrator(AgencyFactory()))


@pytest.fixture
def database(place: str, officer: Client, tmp_path: Path) -> Iterator[Copied]:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite is a file of the same machine; test_full_disk.py takes that away")
    with copied(tmp_path) as made:
        yield made


@pytest.fixture
def site(database: Copied, tmp_path: Path) -> Iterator[str]:
    with country.served(tmp_path, **database.variables) as address:
        yield address


def _got(answer: Answer | None) -> Answer:
    assert answer is not None, "the web server itself answers whatever happens behind it"
    return answer


def _until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < deadline, "it should come back by itself"
        time.sleep(0.1)


def test_readers_go_on_officers_keep_their_words_and_all_comes_back(
    site: str, place: str, officer: Client, database: Copied
) -> None:
    gate = database.gate
    assert gate is not None
    cookies = "; ".join(f"{name}={one.value}" for name, one in officer.cookies.items())
    ours = {**OURS, "Cookie": f"{cookies}; {settings.CSRF_COOKIE_NAME}={'f' * 32}"}
    fresh = _got(ask(site, place))
    assert fresh.status == 200
    number = fields_of(_got(ask(site, f"{place}/rate", OURS)).text)["token"]
    writing = _got(ask(site, "/office/articles/new", ours))
    assert writing.status == 200, heading_of(writing.text)

    gate.shut()
    for _again in range(3):
        stale = _got(ask(site, place))
        assert stale.status == 200
        assert "ตรวจไม่ได้ว่าหน้านี้ยังเป็นปัจจุบันหรือไม่" in stale.text
        assert heading_of(stale.text) == heading_of(fresh.text)
        assert stale.headers["cache-control"] == "no-store"
    unseen = _got(ask(site, "/emergency"))
    assert (unseen.status, unseen.headers["retry-after"]) == (503, "60")
    token = {"csrfmiddlewaretoken": "f" * 32}
    article = {**fields_of(writing.text), "title": TYPED, **token}
    refused = _got(send(site, "/office/articles/new", article, ours))
    assert refused.status == 503
    assert Page(refused.text).h1 == "ยังบันทึกไม่ได้"
    assert fields_of(refused.text) == article
    rating = {"token": number, "overall": "2", "comment": TYPED}
    kept = _got(send(site, f"{place}/rate", rating, OURS))
    assert (kept.status, fields_of(kept.text)) == (503, rating)
    program = _got(ask(site, "/api/v1/points?limit=1"))
    assert program.status == 503
    assert program.headers["content-type"] == "application/problem+json"
    assert program.headers["retry-after"] == "60"
    assert json.loads(program.text)["status"] == 503

    gate.open()
    _until(lambda: "cache-status" not in _got(ask(site, place)).headers)
    assert _got(ask(site, place)).text == fresh.text
    for _again in range(2):  # sent twice is taken once
        assert _got(send(site, f"{place}/rate", fields_of(kept.text), OURS)).status == 303
    assert _got(send(site, "/office/articles/new", fields_of(refused.text), ours)).status == 302
