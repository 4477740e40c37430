"""Prose for programmers: Markdown in both languages, with programs that are kept in files.

A fence ``example`` shows a file of ``programs/`` with this site's own address in it, and below it
what it prints. Headings end in ``{#name}``: the name of their anchor in every language.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from infogo.core.language import current_language

FOLDER = Path(__file__).parent
ADDRESS = "https://info.example"
"""Stands in texts and programs for the address of this site."""
ANCHOR = re.compile(r"\s*\{#([a-z-]+)\}$")
PAGES = ("start", "basics", "writing", "data", "doors", "stability")
"""In the order in which they are read."""


@dataclass(frozen=True)
class Part:
    """Prose as HTML, or a piece of code; ``name`` says what it is to whom cannot see it."""

    html: str = ""
    code: str = ""
    name: str = ""
    may_copy: bool = False


@dataclass(frozen=True)
class Text:
    """One page of prose: title, first sentence, parts, and the anchors within."""

    slug: str
    title: str
    lead: str
    parts: Sequence[Part]
    contents: Sequence[tuple[str, str]]


def text(slug: str) -> Text:
    """Return a page of prose in the language of the page being made."""
    return _text(slug, current_language(), str(settings.INFOGO["PUBLIC_URL"]))


def source_of(slug: str, language: str) -> str:
    """Return the Markdown of a page."""
    return (FOLDER / "texts" / f"{slug}.{language}.md").read_text()


def program(name: str, address: str) -> str:
    """Return a program of ``programs/`` that asks the site at ``address``."""
    return (FOLDER / "programs" / name).read_text().replace(ADDRESS, address).rstrip("\n")


@lru_cache(maxsize=64)
def _text(slug: str, language: str, address: str) -> Text:
    tokens = MarkdownIt("commonmark").enable("table").parse(source_of(slug, language))
    title, lead = tokens[1].content, tokens[4].content
    contents = _name_headings(tokens)
    return Text(slug, title, lead, _parts(tokens[6:], address), contents)


def _name_headings(tokens: Sequence[Token]) -> Sequence[tuple[str, str]]:
    """Turn the names of headings into anchors; return those of the second level."""
    found = []
    for opening, words in pairwise(tokens):
        named = ANCHOR.search(words.content) if opening.type == "heading_open" else None
        if named:
            opening.attrSet("id", named[1])
            last = (words.children or [])[-1]
            last.content = ANCHOR.sub("", last.content)
            if opening.tag == "h2":
                found.append((ANCHOR.sub("", words.content), f"#{named[1]}"))
    return found


def _parts(tokens: Sequence[Token], address: str) -> Sequence[Part]:
    """Return prose and code in turn: code stands in a box of its own."""
    parts: list[Part] = []
    prose: list[Token] = []
    engine = MarkdownIt("commonmark")
    for token in tokens:
        if token.type != "fence":
            prose.append(token)
            continue
        parts.append(_prose(engine, prose, address))
        prose = []
        parts += _code(token, address)
    parts.append(_prose(engine, prose, address))
    return _told_apart([part for part in parts if part.html or part.code])


def _told_apart(parts: Sequence[Part]) -> Sequence[Part]:
    """Number boxes of one name: to whom only hears them each must have its own."""
    seen: Counter[str] = Counter()
    found = []
    for part in parts:
        seen[part.name] += 1
        is_again = part.name and seen[part.name] > 1
        found.append(replace(part, name=f"{part.name} {seen[part.name]}") if is_again else part)
    return tuple(found)


def _prose(engine: MarkdownIt, tokens: Sequence[Token], address: str) -> Part:
    html = engine.renderer.render(tokens, engine.options, {})
    html = html.replace(ADDRESS, address).replace("<table>", '<table class="c-table">')
    html = html.replace('href="page:', f'href="{reverse("www:developers")}/')
    return Part(html=Markup(html))  # noqa: S704  # nosec B704  (our own text)


def _code(fence: Token, address: str) -> Sequence[Part]:
    kind, _space, name = fence.info.partition(" ")
    if kind != "example":
        code = fence.content.replace(ADDRESS, address).rstrip("\n")
        return [Part(code=code, name=name or kind, may_copy=False)]
    file, _space, name = name.partition(" ")
    answer = program(f"{file}.txt", address)
    return [
        Part(code=program(file, address), name=name, may_copy=True),
        Part(code=answer, name=f"{name} →"),
    ]
