"""A browser without a script: what it would send of the forms of a page."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from typing import Any

from django.test import Client

TEXTS = frozenset({"text", "hidden"})


class Forms(HTMLParser):
    """Reads the successful controls of the form with an id, as the HTML standard defines them."""

    def __init__(self, wanted: str) -> None:
        super().__init__()
        self.wanted = wanted
        self.inside = False
        self.pairs: list[tuple[str, str]] = []
        self.area = ""
        self.select = ""
        self.choices: list[tuple[str, bool]] = []
        self.first_button = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = found.get("id") == self.wanted
        if not self.inside:
            return
        name, value = found.get("name", ""), found.get("value", "")
        if tag == "input":
            if found.get("type") in TEXTS or "checked" in found:
                self.pairs.append((name, value))
        elif tag == "textarea":
            self.area = name
            self.pairs.append((name, ""))
        elif tag == "select":
            self.select, self.choices = name, []
        elif tag == "option":
            self.choices.append((value, "selected" in found))
        elif tag == "button":
            self.first_button = self.first_button or f"{name}={value}"

    def handle_data(self, data: str) -> None:
        if self.area:
            name, value = self.pairs.pop()
            self.pairs.append((name, value + data))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "textarea":
            if self.area:  # the first line break belongs to the mark-up
                name, value = self.pairs.pop()
                self.pairs.append((name, value.removeprefix("\n")))
            self.area = ""
        elif tag == "select" and self.select:
            chosen = [value for value, is_chosen in self.choices if is_chosen]
            self.pairs.append((self.select, (chosen or [self.choices[0][0]])[0]))
            self.select = ""


class Page:
    """A page of a section as its reader has it open."""

    def __init__(self, client: Client, path: str, answer: Any = None) -> None:
        self.client, self.path = client, path
        self.answer = answer or client.get(path)
        self.html = self.answer.content.decode()
        forms = Forms("section")
        forms.feed(self.html)
        self.pairs, self.first_button = forms.pairs, forms.first_button

    @property
    def status(self) -> int:
        return int(self.answer.status_code)

    @property
    def text(self) -> str:
        plain = html.unescape(re.sub(r"<[^>]+>|&nbsp;", " ", self.html))
        return re.sub(r"\s+", " ", plain)

    def data(self, **typed: str | list[str] | None) -> dict[str, list[str]]:
        """Return what is sent after typing; names stand with ``__`` for the dots."""
        found: dict[str, list[str]] = {}
        for name, value in self.pairs:
            found.setdefault(name, []).append(value)
        for key, value in typed.items():
            name = key.replace("__", ".")
            found.pop(name, None)
            if value is not None:
                found[name] = value if isinstance(value, list) else [value]
        return found

    def press(self, do: str = "save", **typed: str | list[str] | None) -> Page:
        """Press a button of the form and follow where it leads."""
        answer = self.client.post(self.path, {**self.data(**typed), "do": do}, follow=True)
        return Page(self.client, answer.request["PATH_INFO"], answer)

    def by_itself(self, **typed: str | list[str] | None) -> Any:
        """Save as htmx does while somebody types."""
        return self.client.post(self.path, self.data(**typed), headers={"HX-Request": "true"})
