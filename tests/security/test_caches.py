"""No cache, ours or another's, gives one reader what was made for somebody else."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client

from infogo.accounts.models import Officer
from infogo.www.cache.admission import admits
from infogo.www.cache.layer import PageCache
from tests.factories import AgencyFactory, ServicePointFactory, standard_manual
from tests.office.people import administrator, signed_in

pytestmark = pytest.mark.django_db
SHARED = ("public", "s-maxage", "immutable")
# Addresses that lead, or look as if they led, into the workspace, with an ending that caches keep.
LURES = [
    "/office/account/",
    "/office/x.css",
    "/office/account/x.css",
    "/office/account/.css",
    "/office/account;x.css",
    "/office/account/%2e%2e/x.css",
    "/office/account%2fx.js",
    "/office/account/%0ax.png",
    "/office/account/?x.css",
    "/office/team/x.svg",
    "/office/sign-in/x.png",
    "/central/",
    "/central/x.js",
    "/static/../office/account/",
    "/static/..%2foffice/account/",
    "/en/office/account/",
    "/OFFICE/account/",
    "/files/../office/account/",
]
# Each could make an answer another one than its address says.
POISON: list[dict[str, str]] = [
    {
        "HTTP_X_FORWARDED_HOST": "evil.example",
        "HTTP_X_HOST": "evil.example",
        "HTTP_X_FORWARDED_SERVER": "evil.example",
        "HTTP_FORWARDED": "for=192.0.2.1;host=evil.example;proto=http",
        "HTTP_X_ORIGINAL_URL": "/office/",
        "HTTP_X_REWRITE_URL": "/office/",
        "HTTP_X_HTTP_METHOD_OVERRIDE": "POST",
        "HTTP_X_METHOD_OVERRIDE": "DELETE",
        "HTTP_X_FORWARDED_PREFIX": "/evil",
        "HTTP_X_SCRIPT_NAME": "/evil",
        "HTTP_X_FORWARDED_SCHEME": "http",
        "HTTP_X_FORWARDED_SSL": "off",
    },
    {
        "HTTP_ORIGIN": "https://evil.example",
        "HTTP_ACCESS_CONTROL_REQUEST_METHOD": "PUT",
        "HTTP_AUTHORIZATION": "Bearer igt_00000000_evil_evil_evil_evil_evil",
        "HTTP_ACCEPT": "application/json;evil",
        "HTTP_ACCEPT_LANGUAGE": "en;q=1,evil",
        "HTTP_SAVE_DATA": "on",
        "HTTP_DNT": "1",
        "HTTP_USER_AGENT": "<script>evil</script>",
    },
    {
        "HTTP_COOKIE": "django_language=en; infogo_office=evil; evil=<script>",
        "HTTP_HX_REQUEST": "true",
        "HTTP_HX_TARGET": "evil",
        "HTTP_IF_MODIFIED_SINCE": "Fri, 01 Jan 2100 00:00:00 GMT",
        "HTTP_IF_NONE_MATCH": '"evil"',
    },
]


@pytest.fixture
def officer() -> Officer:
    return administrator(AgencyFactory())


class Kept:
    """The whole application behind kept pages, with nothing passed around them."""

    def __init__(self) -> None:
        self.cache = PageCache(WSGIHandler(), most_bytes=10_000_000, admits=admits)

    def ask(self, path: str, query: str = "", **headers: str) -> tuple[str, dict[str, str], bytes]:
        environ: dict[str, Any] = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "testserver",
            "SERVER_PORT": "80",
            "HTTP_HOST": "testserver",
            "REMOTE_ADDR": "192.0.2.9",
            "wsgi.input": io.BytesIO(),
            "wsgi.url_scheme": "http",
            **headers,
        }
        told: list[tuple[str, list[tuple[str, str]]]] = []

        def start(status: str, names: list[tuple[str, str]], _info: object = None) -> Any:
            told.append((status, names))

        body = b"".join(self.cache(environ, start))
        status, names = told[-1]
        return status, {name.lower(): value for name, value in names}, body


@pytest.mark.parametrize("path", LURES)
def test_no_address_shows_the_workspace_to_a_cache(officer: Officer, path: str) -> None:
    """Web cache deception: an officer follows a link that ends like a picture."""
    answer = signed_in(officer).get(path)
    kept = answer.headers.get("Cache-Control", "")
    assert not any(word in kept for word in SHARED)
    if officer.name_th in answer.content.decode(errors="replace"):
        assert "no-store" in kept
    if answer.status_code == 200:
        assert path.startswith(("/office/account/?", "/office/account/", "/central/"))
        assert "no-store" in kept


@pytest.mark.django_db(transaction=True)
def test_what_an_officer_saw_is_not_kept_for_the_next(officer: Officer) -> None:
    """Even if nothing were passed around the kept pages."""
    site = Kept()
    cookie = signed_in(officer).cookies["infogo_office"].value
    for path in ("/office/account/", "/office/"):
        status, headers, body = site.ask(path, HTTP_COOKIE=f"infogo_office={cookie}")
        assert status == "200 OK"
        assert headers["cache-control"] == "no-store"
        assert officer.name_th in body.decode()
        status, _headers, body = site.ask(path)
        assert status.startswith("303")
        assert officer.name_th.encode() not in body


@pytest.mark.django_db(transaction=True)
def test_no_header_poisons_a_page_for_the_next_reader() -> None:
    manual, point = standard_manual(), ServicePointFactory()
    paths = ["/", "/en/help", f"/manual/{manual.procedure_id}", f"/place/{point.pk}", "/nowhere"]
    paths += ["/robots.txt", "/sitemap.xml", "/opensearch.xml", f"/embed/point/{point.pk}"]
    expected = {path: Kept().ask(path)[2] for path in paths}
    for poison in POISON:
        poisoned = Kept()
        for path in paths:
            status, headers, _body = poisoned.ask(path, **poison)
            assert not any("evil" in value for value in headers.values()), (path, poison)
            assert not status.startswith("5"), (path, poison)
            assert poisoned.ask(path)[2] == expected[path], (path, poison)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("query", ["x=<script>evil</script>", "utm_source=evil", "lang=en&q=evil"])
def test_no_parameter_that_makes_no_page_is_seen_by_the_next(query: str) -> None:
    site = Kept()
    clean = Kept().ask("/help")[2]
    assert b"evil" not in site.ask("/help", query)[2]
    assert site.ask("/help")[2] == clean


def test_absolute_addresses_are_ours_whatever_the_host_says() -> None:
    """With several names allowed, the one of a forger must not be written into what is kept."""
    for path in ("/sitemap.xml", "/robots.txt", "/help", "/opensearch.xml", "/llms.txt"):
        page = Client(headers={"Host": "localhost:4444"}).get(path).content.decode()
        assert "localhost:4444" not in page, path


def test_what_one_reader_is_told_alone_is_kept_by_nobody() -> None:
    manual, point = standard_manual(), ServicePointFactory()
    for path in (
        f"/manual/{manual.procedure_id}/rate",
        f"/manual/{manual.procedure_id}/send",
        f"/place/{point.pk}/rate?manual={manual.pk}",
        "/receipt",
    ):
        answer = Client().get(path)
        kept = answer.headers.get("Cache-Control", "")
        if 'name="token"' in answer.content.decode():
            assert "no-store" in kept, path
        assert not any(word in kept for word in SHARED), path
