"""Answers of addresses that will end say so, in headers that programs can watch for.

``Deprecation`` (RFC 9745) is since when, ``Sunset`` (RFC 8594) until when, and a link leads to
what to use instead.
"""

from __future__ import annotations

import re
from datetime import UTC, date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date

from infogo.core.dates import start_of_day
from infogo.records import endings

POLICY = "/developers/stability#deprecation"
_BRACED = re.compile(r"\{(?:\w+:)?(\w+)\}")
"""A parameter in a path: ``{int:point_id}`` of an address, ``{point_id}`` of the contract."""


def tell_of_endings(request: HttpRequest, response: HttpResponse) -> None:
    """Write the nearest ending of the address that answered, or of a part of it, if any."""
    match = request.resolver_match
    if not endings.ENDINGS or match is None:
        return
    address = f"{request.method} /{_plain(match.route)}"
    found = [each for each in endings.ENDINGS if _plain(each.address) == address]
    if not found:
        return
    response["Deprecation"] = f"@{_second(min(one.announced_on for one in found))}"
    response["Sunset"] = http_date(_second(min(one.ends_on for one in found)))
    link = f'<{settings.INFOGO["PUBLIC_URL"]}{POLICY}>; rel="deprecation"'
    response["Link"] = f"{response['Link']}, {link}" if "Link" in response else link


def _second(day: date) -> int:
    return int(start_of_day(day).astimezone(UTC).timestamp())


def _plain(route: str) -> str:
    """Return a path without the kinds and the signs of its parameters."""
    return _BRACED.sub(r"{\1}", route.replace("<", "{").replace(">", "}"))
