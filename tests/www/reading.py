"""Reading a page as a person would: its text, its headings, its links, its languages."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse

VOID = {"meta", "link", "input", "br", "hr", "path", "circle", "img"}
SILENT = {"script", "style", "svg"}


@dataclass
class Element:
    """One open element: its name, its language, and the text gathered for a heading or link."""

    tag: str
    lang: str
    href: str = ""
    text: list[str] = field(default_factory=list)


class Page(HTMLParser):
    """A parsed page; ``words`` are (text, language) pairs in reading order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.words: list[tuple[str, str]] = []
        self.headings: list[tuple[str, str]] = []
        self.links: list[tuple[str, str]] = []
        self.attributes: list[tuple[str, dict[str, str]]] = []
        self._open: list[Element] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.attributes.append((tag, given))
        if tag not in VOID:
            lang = given.get("lang", self._open[-1].lang if self._open else "")
            self._open.append(Element(tag, lang, given.get("href", "")))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        closed = self._open.pop()
        assert closed.tag == tag, f"</{tag}> closes <{closed.tag}>"
        text = " ".join("".join(closed.text).split())
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append((tag, text))
        elif tag == "a":
            self.links.append((text, closed.href))

    def handle_data(self, data: str) -> None:
        if any(element.tag in SILENT for element in self._open):
            return
        if data.strip():
            self.words.append((data.strip(), self._open[-1].lang))
        for element in self._open:
            element.text.append(data)

    @property
    def text(self) -> str:
        """All that is written on the page."""
        return " ".join(" ".join(text.split()) for text, _lang in self.words)

    @property
    def h1(self) -> str:
        """The one title."""
        (title,) = [text for tag, text in self.headings if tag == "h1"]
        return title

    @property
    def lang(self) -> str:
        """The language of the page."""
        return self.attributes[0][1]["lang"]

    def href(self, text: str) -> str:
        """Return where the first link with this text leads."""
        return next(href for label, href in self.links if label == text)

    def fields(self, name: str) -> list[str]:
        """Return the values of the form fields of this name."""
        inputs = [given for tag, given in self.attributes if tag == "input"]
        return [given.get("value", "") for given in inputs if given.get("name") == name]

    @property
    def json_ld(self) -> list[Any]:
        """The structured data of the page."""
        pattern = r'<script type="application/ld\+json">(.*?)</script>'
        return [json.loads(found) for found in re.findall(pattern, self.html, re.S)]

    def thai_without_mark(self) -> list[str]:
        """Return Thai texts that do not stand in an element marked as Thai."""
        return [
            text for text, lang in self.words if re.search("[\u0e01-\u0e5b]", text) and lang != "th"
        ]


def read(response: HttpResponse) -> Page:
    """Return the page of a response."""
    return Page(response.content.decode())
