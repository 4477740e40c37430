"""Every address answers an anonymous reader: no cookie, no write, the headers that protect her."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation

from infogo.api.urls import api
from infogo.core.models import OutboxEvent
from tests.consistency.readonly import WroteWhileReadingError, reading_only
from tests.e2e.pages import EXTRA_ADDRESSES, LANGUAGES, PAGES

CSP_FORBIDDEN = ("unsafe-", "*", "http:", "https:")
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}


# Closed to an anonymous reader, and walked by tests/office/test_walk.py.
SIGNED_IN = ("office/", "central/")


def url_names(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        if str(entry.pattern) in SIGNED_IN:
            continue
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from url_names(entry, inner)
        elif isinstance(entry, URLPattern):
            assert entry.name, f"{entry.pattern} has no name"
            yield namespace + entry.name


def addresses(examples: dict[str, Any]) -> Iterator[tuple[str, int]]:
    for language in LANGUAGES:
        for page_type in PAGES:
            yield page_type.address(language, examples), page_type.status
    for path, status in EXTRA_ADDRESSES:
        yield path.format(**examples), status
    yield from closed_to_strangers()


def closed_to_strangers() -> Iterator[tuple[str, int]]:
    """Give the addresses of agencies' programs: nothing is read without a token, nor written."""
    for path, methods in office_api():
        yield re.sub(r"\{\w+\}", "1", path), 401 if "get" in methods else 405


def office_api() -> Iterator[tuple[str, dict[str, Any]]]:
    """Give each path of agencies' programs with what its methods do."""
    for path, methods in api.get_openapi_schema()["paths"].items():
        if "/office/" in path:
            yield path, methods


def second_methods() -> set[str]:
    """Return the names of what other methods do at an address that is reached by GET."""
    return {
        f"api:{operation['operationId']}"
        for _path, methods in office_api()
        for method, operation in methods.items()
        if method != "get" and "get" in methods
    }


@pytest.mark.country
def test_every_address_answers_without_cookie_or_write_and_with_headers(
    country: object, client: Client, examples: dict[str, Any]
) -> None:
    reached = set()
    for path, status in addresses(examples):
        with reading_only():
            answer = client.get(path, headers={"User-Agent": "Mozilla/5.0"})

        assert answer.status_code == status, path
        assert not answer.cookies, path
        assert "Cookie" not in answer.headers.get("Vary", ""), path
        assert missing_headers(answer.headers, is_framed=is_card(path)) == [], path
        if status != 404:
            reached.add(answer.resolver_match.view_name)

    with translation.override("th"):
        names = set(url_names(get_resolver()))
    # These need a signature or a receipt: tests/www/test_due.py asks for them.
    held = {
        f"www:{kind}_{name}"
        for kind in ("manual", "local_manual")
        for name in ("due_on", "due_calendar")
    }
    held |= {"www:receipt", "www:receipt_ics"}
    held |= {"www:manual_appeal_ics", "www:local_manual_appeal_ics"}
    # Links of the old site lead elsewhere or nowhere: tests/oldlinks asks for them.
    held |= {"www:old_procedure", "www:old_point", "www:old_emergency"}
    # A last day is counted from a day that somebody tells: tests/www/sharing/test_handed_on.py.
    held |= {"www:manual_deadline_ics", "www:local_manual_deadline_ics"}
    # No unit goes out in the demonstration country: tests/www/test_rounds.py takes files of some.
    held |= {"www:place_rounds_ics", "www:place_round_ics"}
    # The root of the API is an anchor for making addresses; nothing is there. Nobody attached a
    # file in the demonstration country: tests/files/test_serving.py asks for one. Nobody rated
    # anything there either: tests/www/test_rate.py reads what is said afterwards. And no manual
    # has a second edition: tests/www/test_manual.py reads what one changed.
    changes = {"www:manual_changes", "www:local_manual_changes"}
    # And no day of the register is noted before the worker runs: see tests/www/test_proof.py.
    changes |= {"www:proof_day", "www:proof_day_json"}
    # Which pins there are is no matter of this table: tests/api/test_hsds_api.py reads one.
    changes |= {"hsds:read_service_at_location", "hsds:api-root"}
    # Nor is a dump written at once: tests/opendata/test_pages.py reads its files.
    dumps = {f"site:data_{name}" for name in ("catalogue", "government", "package", "file")}
    dumps.add("site:data_changes")
    # What becomes of a report is read by tests/www/test_report.py.
    told = {"www:rated", "www:reported"}
    known = {"api:api-root", "site:file", "line:webhook", *told, *held, *changes, *dumps}
    assert names - reached - second_methods() == known


def is_card(path: str) -> bool:
    """Whether an address is that of a card, the only pages that other sites may frame."""
    return path.removeprefix("/en").startswith(("/embed/manual/", "/embed/point/"))


def missing_headers(headers: Any, *, is_framed: bool = False) -> list[str]:
    """Return what is wrong with the protecting headers of an answer.

    A card gives up the two words against framing and nothing else, and is stricter in the rest.
    """
    expected = {**HEADERS, "X-Frame-Options": None} if is_framed else HEADERS
    wrong = [name for name, value in expected.items() if headers.get(name) != value]
    policy = headers.get("Content-Security-Policy", "")
    who = "frame-ancestors 'none'"
    if is_framed:
        if (
            not policy.endswith("; frame-ancestors *")
            or "script" in policy
            or "form-action 'self'" in policy
        ):
            wrong.append("CSP of a card")
        policy, who = policy.removesuffix("*"), "frame-ancestors "
    wrong += [f"CSP with {word}" for word in CSP_FORBIDDEN if word in policy]
    for part in ("default-src 'none'", who, "base-uri 'none'", "form-action"):
        if part not in policy:
            wrong.append(f"CSP without {part}")
    if "geolocation=(self)" not in headers.get("Permissions-Policy", ""):
        wrong.append("Permissions-Policy")
    return wrong


@pytest.mark.django_db
def test_the_watch_notices_a_write() -> None:
    with reading_only():
        assert OutboxEvent.objects.count() == 0
        with pytest.raises(WroteWhileReadingError):
            OutboxEvent.objects.create(topic="procedure")
