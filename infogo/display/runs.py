"""Words of a page as runs for paper: what is Thai on an English page, what is a link."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TypedDict

from markupsafe import Markup

from infogo.display.structured import absolute

NEW_LINE = "\n"


class Run(TypedDict):
    """Words of one language; ``lang`` and ``href`` are empty where they are the paper's own."""

    text: str
    lang: str
    href: str


Words = str | list[Run]
"""Plain words, or runs of them; templates show both with ``say`` of ``base.typ``."""


class _Reader(HTMLParser):
    """Reads the little markup that pages put around words: spans, links and new lines."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.runs: list[Run] = []
        self._open: list[tuple[str, str, str]] = [("", "", "")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element; what it does not say itself holds from around it."""
        if tag == "br":
            self.runs.append({"text": NEW_LINE, "lang": "", "href": ""})
            return
        _tag, lang, href = self._open[-1]
        given = dict(attrs)
        self._open.append((tag, given.get("lang") or lang, given.get("href") or href))

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        if len(self._open) > 1 and self._open[-1][0] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Take words in."""
        _tag, lang, href = self._open[-1]
        whole = absolute(href) if href.startswith("/") else href
        self.runs.append({"text": data, "lang": lang, "href": whole})


def words(text: str) -> Words:
    """Return what a page shows for paper; a text that is no markup stays as it is."""
    if not isinstance(text, Markup):
        return text
    reader = _Reader()
    reader.feed(str(text))
    reader.close()
    return reader.runs


def in_lang(text: str, lang: str | None) -> Words:
    """Return words that are in another language than the paper where ``lang`` says so."""
    return [{"text": text, "lang": lang, "href": ""}] if lang and text else text
