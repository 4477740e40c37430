"""Requests that a kept page may answer: those that Django would neither refuse nor redirect.

A kept page is the same whatever the request's headers say, so this protects no reader; it makes
a forged ``Host`` and an insecure address get the same answer from a kept page as from a new one.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http.request import split_domain_port, validate_host

from infogo.www.negotiation import linked_address

LONGEST_HOST = 260


def admits(environ: Mapping[str, Any]) -> bool:
    """Whether the request comes to one of our hosts, over HTTPS where the settings demand it.

    One that asks for linked data instead of a page is sent elsewhere.
    """
    host = environ.get("HTTP_HOST", "")
    if not host or len(host) > LONGEST_HOST or not _is_ours(host):
        return False
    if linked_address(environ.get("PATH_INFO", "/"), environ.get("HTTP_ACCEPT", "")):
        return False
    return not settings.SECURE_SSL_REDIRECT or _is_secure(environ)


@lru_cache(maxsize=256)
def _is_ours(host: str) -> bool:
    domain, _port = split_domain_port(host)
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)


def _is_secure(environ: Mapping[str, Any]) -> bool:
    if settings.SECURE_PROXY_SSL_HEADER:
        header, secure_value = settings.SECURE_PROXY_SSL_HEADER
        if header in environ:
            return bool(environ[header].split(",", 1)[0].strip() == secure_value)
    return bool(environ.get("wsgi.url_scheme") == "https")
