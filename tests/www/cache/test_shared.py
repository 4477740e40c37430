"""Pages shared by processes and nodes: true, signed, and never needed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from infogo.core.redis_link import Link
from infogo.core.request_facts import PATH, SOURCE, VIEW
from infogo.www.cache.layer import PageCache
from infogo.www.cache.sending import Shape, page_shapes
from infogo.www.cache.shared import SharedPages, chosen_settings, release_of
from infogo.www.cache.store import Entry
from tests.redis_server import RedisServer, redis_server
from tests.www.cache.test_layer import HTML, Answer, Application, _touch

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    with redis_server(tmp_path_factory.mktemp("redis")) as started:
        yield started


@pytest.fixture
def server(running: RedisServer) -> RedisServer:
    running.client.flushall()
    return running


def pages(server: RedisServer, release: str = "1", installation: str = "s") -> SharedPages:
    return SharedPages(Link(server.url), release, installation)


def process(server: RedisServer, **answer: object) -> tuple[Application, PageCache]:
    """A web process with a memory of its own."""
    application = Application(**answer)
    return application, PageCache(application, most_bytes=10_000_000, shared=pages(server))


def asked(cache: PageCache, **more: str) -> Answer:
    return Answer(cache, HTTP_ACCEPT_ENCODING="br", **more)


def test_a_page_is_made_by_one_process_for_all(server: RedisServer) -> None:
    one, first = process(server)
    two, second = process(server)
    made, found = asked(first), asked(second)
    assert (one.calls, two.calls) == (1, 0)
    assert made.body == found.body
    assert made.headers == found.headers
    assert found.headers["x-extra"] == "kept"
    assert asked(second, HTTP_IF_NONE_MATCH=made.headers["etag"]).status.startswith("304")


def test_a_cache_in_front_may_use_a_page_of_another_process(server: RedisServer) -> None:
    _one, first = process(server)
    _two, second = process(server)
    asked(first)
    answer = asked(second, HTTP_X_CACHE_SECOND="1795773627")
    assert answer.headers["cache-control"].endswith("s-maxage=1, stale-while-revalidate=1")
    assert answer.headers["x-accel-expires"] == "@1795773627"


def test_where_a_page_came_from_is_told_with_the_view_that_made_it(server: RedisServer) -> None:
    entry = Entry((), None, page_shapes(HTML, b"x" * 300), facts={VIEW: "www:home", PATH: "/"})
    pages(server).put("/x", entry)
    _application, cache = process(server)
    seen = []
    for _time in range(2):
        environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/x", "QUERY_STRING": ""}
        cache(environ, lambda *_started: None)
        seen.append((environ[SOURCE], environ[VIEW], environ[PATH]))
    assert seen == [("shared", "www:home", "/"), ("memory", "www:home", "/")]


def test_no_process_shows_a_page_older_than_its_data(server: RedisServer) -> None:
    one, first = process(server)
    two, second = process(server)
    asked(first)
    asked(second)
    _touch("page")
    assert asked(second).number_in("br") == 1  # the first that this one made
    assert (one.calls, two.calls) == (1, 1)
    asked(first)
    assert one.calls == 1  # it took what the other made
    _touch("page")
    three, third = process(server)
    asked(third)
    assert three.calls == 1


def test_every_query_is_shared_under_a_name_that_says_nothing(server: RedisServer) -> None:
    one, first = process(server, parameters=("q",))
    two, second = process(server, parameters=("q",))
    for cache, query in ((first, "q=a"), (second, "q=b")):
        asked(cache, query=query)  # each learns by itself which parameters matter
    asked(first, query="q=โรคร้าย")
    asked(second, query="q=โรคร้าย")
    assert (one.calls, two.calls) == (2, 1)
    names = b"".join(server.client.scan_iter())
    assert b"/x" not in names and "โรค".encode() not in names
    assert all(server.client.ttl(name) > 0 for name in server.client.scan_iter())


def test_another_release_or_installation_finds_nothing(server: RedisServer) -> None:
    pages(server).put("/x", Entry((), None, page_shapes(HTML, b"x")))
    assert pages(server).get("/x") is not None
    assert pages(server, release="2").get("/x") is None
    assert pages(server, installation="other").get("/x") is None


def test_what_somebody_put_there_is_not_shown(server: RedisServer) -> None:
    shared = pages(server)
    shared.put("/x", Entry((), None, page_shapes(HTML, b"true")))
    shared.put("/y", Entry((), None, page_shapes(HTML, b"y")))
    x, y = (shared._name(key) for key in ("/x", "/y"))
    stored = server.client.get(x)
    for forged in (
        stored.replace(b"true", b"lies"), stored[:40], b"", b"\x00" * 100,
        server.client.get(y),  # signed, and another page
    ):  # fmt: skip
        server.client.set(x, forged)
        assert shared.get("/x") is None
    server.client.set(x, stored)
    assert shared.get("/x") is not None


def test_a_life_ends_for_all_at_the_same_time(server: RedisServer) -> None:
    shared = pages(server)
    shared.put("/x", Entry((), time.monotonic() + 50, page_shapes(HTML, b"x")))
    found = shared.get("/x")
    assert found is not None and found.good_until is not None
    assert 40 < found.good_until - time.monotonic() <= 50
    shared.put("/y", Entry((), time.monotonic() - 1, page_shapes(HTML, b"x")))
    assert shared.get("/y") is None


def test_bodies_that_are_one_are_stored_once(server: RedisServer) -> None:
    plain = Shape('"t"', [("A", "b")], b"z" * 1000, [])
    shared = pages(server)
    shared.put("/x", Entry((("k", 2**62),), None, {"plain": plain, "br": plain, "gzip": plain}))
    assert len(server.client.get(shared._name("/x"))) < 2000
    found = shared.get("/x")
    assert found is not None
    assert found.tokens == (("k", 2**62),)
    assert found.shapes == {"plain": plain, "br": plain, "gzip": plain}


def test_without_redis_each_process_makes_its_own(tmp_path: Path) -> None:
    with redis_server(tmp_path) as server:
        one, first = process(server)
        two, second = process(server)
        asked(first)
        server.kill()
        assert asked(first).number_in("br") == 1
        assert asked(second).number_in("br") == 1
        assert [asked(second).number_in("br") for _time in range(3)] == [1, 1, 1]
        assert (one.calls, two.calls) == (1, 1)


def test_pages_are_those_of_this_release_and_its_settings(tmp_path: Path) -> None:
    (tmp_path / "infogo").mkdir()
    (tmp_path / "config").mkdir()
    view = tmp_path / "infogo" / "view.py"
    view.write_text("one")
    before = release_of(tmp_path, dict)
    assert release_of(tmp_path, dict) == before
    assert release_of(tmp_path, lambda: {"PUBLIC_URL": "https://b"}) != before
    view.write_text("two")
    assert release_of(tmp_path, dict) != before
    assert "PUBLIC_URL" in chosen_settings() and "HOME" not in chosen_settings()
