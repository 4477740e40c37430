"""A kept page answers only requests that Django itself would answer with the page."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from infogo.www.cache.admission import admits


@pytest.mark.parametrize(
    ("host", "admitted"),
    [
        ("testserver", True),
        ("127.0.0.1:8000", True),
        ("localhost", True),
        ("", False),
        ("evil.example", False),
        ("127.0.0.1.evil.example", False),
        ("testserver@evil.example", False),
        ("x" * 10_000, False),
    ],
)
def test_only_our_own_hosts(host: str, admitted: bool) -> None:
    for _round in range(2):
        assert admits({"HTTP_HOST": host, "wsgi.url_scheme": "http"}) is admitted


@pytest.mark.parametrize(
    ("environ", "admitted"),
    [
        ({"HTTP_X_FORWARDED_PROTO": "https"}, True),
        ({"HTTP_X_FORWARDED_PROTO": "https, http"}, True),
        ({"HTTP_X_FORWARDED_PROTO": "http"}, False),
        ({}, False),
        ({"wsgi.url_scheme": "https"}, True),
    ],
)
def test_only_https_where_the_settings_demand_it(
    environ: dict[str, str], admitted: bool, settings: Settings
) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    full = {"HTTP_HOST": "testserver", "wsgi.url_scheme": "http", **environ}
    assert admits(full) is admitted
