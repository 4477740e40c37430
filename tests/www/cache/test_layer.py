"""The layer in front of Django: true copies only, nothing personal, every encoding right."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable, Iterable
from typing import Any

import brotli
import pytest
from django.db import transaction

from infogo.core import versions
from infogo.www.cache import layer
from infogo.www.cache.layer import PageCache
from infogo.www.cache.policy import HANDOVER, Rule

pytestmark = pytest.mark.django_db(transaction=True)
HTML = [("Content-Type", "text/html; charset=utf-8"), ("X-Extra", "kept")]


class Application:
    """Counts its calls and answers with a page that names the call."""

    def __init__(self, **answer: Any) -> None:
        self.calls = 0
        self.answer = answer
        self.seen: list[dict[str, Any]] = []
        self.during: Callable[[], None] | None = None

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        self.calls += 1
        self.seen.append(environ)
        keys = self.answer.get("keys", ("page",))
        tokens = versions.tokens(["everything", *keys])
        if self.during is not None:
            self.during()
        if self.answer.get("public", True):
            environ[HANDOVER] = Rule(
                tuple(tokens.items()),
                frozenset(self.answer.get("parameters", ())),
                self.answer.get("seconds"),
            )
        start_response(self.answer.get("status", "200 OK"), [*self.answer.get("headers", HTML)])
        if "body" in self.answer:
            return [self.answer["body"]]
        return [f"<p>หน้า {self.calls} {'ก' * 300}</p>".encode()]


class Answer:
    """What a client gets."""

    def __init__(self, cache: PageCache, path: str = "/x", query: str = "", **more: str) -> None:
        environ: dict[str, Any] = {
            "REQUEST_METHOD": more.pop("method", "GET"),
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "wsgi.input": io.BytesIO(),
            **more,
        }
        captured: list[Any] = []

        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
            captured.append((status, headers))

        self.body = b"".join(cache(environ, start))
        self.status, headers = captured[-1]
        self.headers = {name.lower(): value for name, value in headers}
        # Which of two would hold is for each reader and each cache to guess.
        assert len(self.headers) == len(headers), headers

    @property
    def number(self) -> int:
        return self.number_in("")

    def number_in(self, encoding: str) -> int:
        unpack = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}[encoding]
        return int(unpack(self.body).decode().split()[1])


def _touch(*keys: str) -> None:
    with transaction.atomic():
        versions.touch(keys)


def _cache(**answer: Any) -> tuple[Application, PageCache]:
    application = Application(**answer)
    return application, PageCache(application, most_bytes=10_000_000, passed_on=("/static/",))


def test_a_page_is_made_once_until_what_it_shows_changes() -> None:
    application, cache = _cache()
    assert [Answer(cache).number for _round in range(3)] == [1, 1, 1]
    _touch("something else")
    assert Answer(cache).number == 1
    _touch("page")
    assert Answer(cache).number == 2
    _touch("everything")
    assert Answer(cache).number == 3
    assert application.calls == 3


def test_a_change_while_the_page_is_being_made_is_not_missed() -> None:
    application, cache = _cache()
    application.during = lambda: _touch("page")
    assert Answer(cache).number == 1
    application.during = None
    assert Answer(cache).number == 2


def test_a_rolled_back_change_keeps_the_page() -> None:
    _application, cache = _cache()
    assert Answer(cache).number == 1
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        versions.touch(["page"])
        _ = 1 / 0
    assert Answer(cache).number == 1


@pytest.mark.parametrize(
    "answer",
    [
        {"public": False},
        {"status": "404 Not Found"},
        {"status": "301 Moved Permanently"},
        {"headers": [*HTML, ("Set-Cookie", "sessionid=secret")]},
    ],
)
def test_what_is_not_a_public_page_is_never_kept(answer: dict[str, Any]) -> None:
    application, cache = _cache(**answer)
    for _round in range(3):
        Answer(cache)
    assert application.calls == 3


def test_posts_and_static_files_go_straight_in() -> None:
    application, cache = _cache()
    Answer(cache, method="POST")
    Answer(cache, method="POST")
    Answer(cache, path="/static/a.css", HTTP_ACCEPT_ENCODING="br")
    assert application.calls == 3
    assert application.seen[-1]["HTTP_ACCEPT_ENCODING"] == "br"


def test_junk_parameters_lead_to_the_page_that_is_kept_already() -> None:
    application, cache = _cache(parameters=("prov",))
    Answer(cache)
    for number in range(50):
        assert Answer(cache, query=f"utm={number}").number == 1
    assert Answer(cache, query="prov=50&utm=1").number == 2
    assert Answer(cache, query="utm=2&prov=50").number == 2
    assert application.calls == 2


def test_no_header_of_one_reader_reaches_another() -> None:
    application, cache = _cache()
    Answer(cache, HTTP_HOST="evil.example", HTTP_X_FORWARDED_HOST="evil.example")
    answer = Answer(cache, HTTP_HOST="127.0.0.1", HTTP_COOKIE="a=b")
    assert answer.number == 1
    assert "set-cookie" not in answer.headers
    assert application.calls == 1


@pytest.mark.parametrize(
    ("accepted", "encoding", "unpack"),
    [
        ("gzip, deflate, br", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("br;q=0, gzip", "gzip", gzip.decompress),
        ("", None, bytes),
        ("identity", None, bytes),
    ],
)
@pytest.mark.parametrize("public", [True, False])
def test_every_reader_gets_an_encoding_she_accepts(
    accepted: str, encoding: str | None, unpack: Callable[[bytes], bytes], public: bool
) -> None:
    _application, cache = _cache(public=public)
    for _round in range(2):
        answer = Answer(cache, HTTP_ACCEPT_ENCODING=accepted)
        assert answer.headers.get("content-encoding") == encoding
        assert unpack(answer.body).startswith("<p>หน้า".encode())
        assert answer.headers["content-length"] == str(len(answer.body))
        assert answer.headers["x-extra"] == "kept"


def test_an_unchanged_page_is_not_sent_again() -> None:
    _application, cache = _cache()
    tag = Answer(cache, HTTP_ACCEPT_ENCODING="br").headers["etag"]
    again = Answer(cache, HTTP_ACCEPT_ENCODING="br", HTTP_IF_NONE_MATCH=f'"other", W/{tag}')
    assert (again.status, again.body) == ("304 Not Modified", b"")
    other = Answer(cache, HTTP_ACCEPT_ENCODING="gzip", HTTP_IF_NONE_MATCH=tag)
    assert other.status == "200 OK", "the same page in another encoding has another tag"
    _touch("page")
    assert Answer(cache, HTTP_ACCEPT_ENCODING="br", HTTP_IF_NONE_MATCH=tag).status == "200 OK"


def test_head_has_headers_and_no_body() -> None:
    _application, cache = _cache()
    full = Answer(cache)
    head = Answer(cache, method="HEAD")
    assert head.body == b""
    assert head.headers["content-length"] == full.headers["content-length"]


def test_a_page_that_shows_the_time_lives_for_its_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr(layer.time, "monotonic", lambda: now)
    _application, cache = _cache(seconds=30)
    assert Answer(cache).number == 1
    now += 29
    assert Answer(cache).number == 1
    now += 1
    assert Answer(cache).number == 2


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_HOST": "evil.example"},
        {"HTTP_X_FORWARDED_HOST": "evil.example", "HTTP_X_FORWARDED_PROTO": "http"},
        {"HTTP_X_FORWARDED_PREFIX": "/evil", "HTTP_X_ORIGINAL_URL": "/evil"},
        {"HTTP_ACCEPT_LANGUAGE": "en"},
        {"HTTP_COOKIE": "sessionid=me; django_language=en"},
        {"HTTP_AUTHORIZATION": "Basic bWU6bWU="},
        {"HTTP_RANGE": "bytes=0-9", "HTTP_IF_RANGE": "x"},
        {"HTTP_X_HTTP_METHOD_OVERRIDE": "POST"},
        {"HTTP_REFERER": "http://["},
        {"HTTP_ACCEPT_ENCODING": "x" * 10_000},
    ],
    ids=lambda headers: next(iter(headers)),
)
def test_no_header_makes_another_page_or_another_entry(headers: dict[str, str]) -> None:
    """Whoever asks first, and however, the next reader gets the whole common page."""
    common = Answer(_cache()[1])
    application, cache = _cache()
    for first, second in ((headers, {}), ({}, headers)):
        for more in (first, second):
            answer = Answer(cache, HTTP_USER_AGENT="Mozilla/5.0", **more)
            assert (answer.status, answer.body) == ("200 OK", common.body)
            assert answer.headers == common.headers
    assert application.calls == 1


def test_requests_that_django_would_refuse_are_left_to_django() -> None:
    application = Application()
    cache = PageCache(
        application, most_bytes=10_000_000, admits=lambda environ: "HTTP_HOST" in environ
    )
    assert Answer(cache, HTTP_HOST="x").number == 1
    assert Answer(cache).number == 2
    assert application.calls == 2


def test_any_star_is_unchanged_too() -> None:
    _application, cache = _cache()
    Answer(cache)
    assert Answer(cache, HTTP_IF_NONE_MATCH="*").status == "304 Not Modified"


def test_304_carries_what_a_reader_needs_to_keep_her_copy() -> None:
    _application, cache = _cache()
    full = Answer(cache, HTTP_ACCEPT_ENCODING="br")
    again = Answer(cache, HTTP_ACCEPT_ENCODING="br", HTTP_IF_NONE_MATCH=full.headers["etag"])
    assert again.status == "304 Not Modified"
    for name in ("etag", "cache-control", "vary"):
        assert again.headers[name] == full.headers[name]
    assert "content-encoding" not in again.headers
    assert "content-length" not in again.headers


def test_an_answer_that_is_no_page_has_no_tag_and_is_never_304() -> None:
    _application, cache = _cache(public=False)
    for _round in range(2):
        answer = Answer(cache, HTTP_IF_NONE_MATCH="*")
        assert answer.status == "200 OK"
        assert "etag" not in answer.headers


def test_where_django_judges_copies_itself_it_sees_what_the_reader_holds() -> None:
    application = Application(public=False, status="304 Not Modified", headers=[("ETag", '"7"')])
    cache = PageCache(application, most_bytes=1000, own_conditions=("/api/",))

    answer = Answer(cache, "/api/v1/x", HTTP_IF_NONE_MATCH='"7"', HTTP_ACCEPT_ENCODING="br")
    assert (answer.status, answer.body) == ("304 Not Modified", b"")
    assert answer.headers["etag"] == '"7"'
    assert "content-length" not in answer.headers
    assert application.seen[0]["HTTP_IF_NONE_MATCH"] == '"7"'
    assert "HTTP_ACCEPT_ENCODING" not in application.seen[0]
    Answer(cache, "/other", HTTP_IF_NONE_MATCH='"7"')
    assert "HTTP_IF_NONE_MATCH" not in application.seen[1]


def test_without_memory_every_page_is_made_anew_and_still_has_its_tag() -> None:
    application = Application()
    cache = PageCache(application, most_bytes=0)
    for encoding in ("br", "gzip", ""):
        answer = Answer(cache, HTTP_ACCEPT_ENCODING=encoding)
        assert answer.number_in(encoding) == application.calls
        assert answer.headers["etag"].startswith('"')
    assert application.calls == 3


def test_a_server_that_writes_into_the_headers_spoils_no_later_answer() -> None:
    _application, cache = _cache()
    first = Answer(cache)
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/x", "QUERY_STRING": ""}
    cache(environ, lambda _status, headers: headers.append(("X-Seen-By", "somebody")))
    assert Answer(cache).headers == first.headers


def test_head_requests_are_not_counted_as_openings(monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[str] = []
    monkeypatch.setattr(layer, "count_opening", lambda *, path, **_rest: counted.append(path))
    _application, cache = _cache()
    for method in ("HEAD", "GET", "GET"):
        Answer(cache, method=method)
    assert counted == ["/x", "/x"]


def test_many_junk_addresses_never_push_out_the_plain_pages() -> None:
    application = Application(parameters=("near",))
    cache = PageCache(application, most_bytes=400_000)
    assert Answer(cache).number == 1
    for number in range(300):
        Answer(cache, query=f"near={number}")
    assert Answer(cache).number == 1


@pytest.mark.parametrize("conditional", [False, True])
def test_a_cache_in_front_may_use_a_page_to_the_end_of_its_own_second(conditional: bool) -> None:
    cache = PageCache(Application(), most_bytes=1_000_000)
    tag = Answer(cache).headers["etag"]
    more = {"HTTP_IF_NONE_MATCH": tag} if conditional else {}
    answer = Answer(cache, HTTP_X_CACHE_SECOND="1795773627", **more)
    assert answer.status[:3] == ("304" if conditional else "200")
    assert list(answer.headers)[-2:] == ["cache-control", "x-accel-expires"]
    assert answer.headers["x-accel-expires"] == "@1795773627"
    assert answer.headers["cache-control"].endswith("s-maxage=1, stale-while-revalidate=1")


@pytest.mark.parametrize("second", ["", "9999999999999", "-1", "١٢٣٤٥٦٧٨٩٠", "1795773627\r\nX: 1"])
def test_nobody_else_is_told_to_keep_a_page(second: str) -> None:
    answer = Answer(PageCache(Application(), most_bytes=0), HTTP_X_CACHE_SECOND=second)
    assert answer.headers["cache-control"] == "public, max-age=0, must-revalidate"
    assert "x-accel-expires" not in answer.headers


@pytest.mark.parametrize("answer", [{"public": False}, {"status": "404 Not Found"}])
def test_what_is_not_a_public_page_is_never_marked(answer: dict[str, Any]) -> None:
    cache = PageCache(Application(**answer), most_bytes=1_000_000)
    for _again in range(2):
        assert "x-accel-expires" not in Answer(cache, HTTP_X_CACHE_SECOND="1795773627").headers
