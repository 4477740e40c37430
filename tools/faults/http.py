"""Asking and sending over a connection that may break at any moment."""

from __future__ import annotations

import http.client
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urlencode, urlsplit

PATIENCE_SECONDS = 20.0
BROKEN = (OSError, http.client.HTTPException)


@dataclass(frozen=True)
class Answer:
    """An answer, when it was asked for and when it had come, on the monotonic clock."""

    status: int
    headers: Mapping[str, str]
    text: str
    asked: float
    came: float


def ask(address: str, path: str, headers: Mapping[str, str] | None = None) -> Answer | None:
    """Return the answer to one GET, ``None`` when the connection broke."""
    return _exchange(address, "GET", path, None, headers or {})


def send(
    address: str, path: str, form: Mapping[str, str], headers: Mapping[str, str]
) -> Answer | None:
    """Return the answer to one form, ``None`` when nobody knows what became of it."""
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    return _exchange(address, "POST", path, urlencode(form), {**kind, **headers})


def _exchange(
    address: str, method: str, path: str, body: str | None, headers: Mapping[str, str]
) -> Answer | None:
    client = http.client.HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE_SECONDS)
    asked = time.monotonic()
    try:
        client.request(method, path, body, dict(headers))
        came = client.getresponse()
        text = came.read().decode(errors="replace")
        told = {name.lower(): value for name, value in came.getheaders()}
        return Answer(came.status, told, text, asked, time.monotonic())
    except BROKEN:
        return None
    finally:
        client.close()


def fields_of(page: str) -> dict[str, str]:
    """Return the fields of the form that is sent on a page, as they are filled in."""
    parser = _Fields()
    parser.feed(page)
    return parser.fields


class _Fields(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self._is_inside = False
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._is_inside = given.get("method", "").lower() == "post"
        elif not self._is_inside:
            return
        elif tag == "input" and given.get("name"):
            is_choice = given.get("type") in ("radio", "checkbox")
            if not is_choice or "checked" in given:
                self.fields[given["name"]] = given.get("value", "")
        elif tag == "select":
            self._select = given.get("name", "")
            self.fields.setdefault(self._select, "")
        elif tag == "option" and "selected" in given and self._select:
            self.fields[self._select] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._is_inside = False
        elif tag == "select":
            self._select = ""


def heading_of(page: str) -> str:
    """Return the text of the first heading of a page."""
    found = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found[1]).split()) if found else ""
