"""Articles from Markdown to HTML that is safe to show.

Markdown gives the structure, links to services and pictures are filled in by the caller, and the
result is sanitised against a short list of elements, so nothing an author pastes can run in a page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from infogo.files.links import file_id_of

SERVICE_SCHEME = "service:"
_SERVICE_LINK = re.compile(r"\]\(service:([A-Za-z0-9._-]+)\)")

_TAGS = {
    "a", "blockquote", "br", "em", "h2", "h3", "h4", "hr", "img", "li", "ol", "p", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "rel"},
    "img": {"src", "alt", "width", "height", "loading"},
    "ol": {"start"},
    "th": {"scope"},
}
_SCHEMES = {"http", "https", "mailto", "tel"}

MOST_MARKS = 1_000
"""Stars, brackets and the like that are still read as Markdown; real articles have some fifty."""
_MARK = re.compile(r"[*_\[\]|\\&<`]")
MOST_STEPS = 1_000_000
"""Of reading on from each bracket to the end, in case it opens a link; articles need 10,000."""
_STEP = re.compile(r"[\n!#$%&*+\-:<=>@\[\\\]^_`{}~]")
MOST_ADDRESS_STEPS = 100_000
"""Of reading addresses, letter by letter from each bracket to a space; articles need some 5,000."""
_ADDRESS = re.compile(r"\]\((?=(\S*))")
LONGEST_ADDRESS = 2_000
"""Characters of a link's address; longer ones are no links, and encoding them would take long."""
_NO_ADDRESS = "\0"
"""What no address becomes by being encoded."""


class _Parser(MarkdownIt):
    def normalizeLink(self, url: str) -> str:  # noqa: N802  (the library's name)
        return super().normalizeLink(url) if len(url) <= LONGEST_ADDRESS else _NO_ADDRESS

    def validateLink(self, url: str) -> bool:  # noqa: N802  (the library's name)
        return url != _NO_ADDRESS and super().validateLink(url)


@dataclass(frozen=True)
class ServiceLink:
    """Where a link to a service leads; no ``href`` leaves plain text. ``note`` follows it."""

    href: str = ""
    note: str = ""


@dataclass(frozen=True)
class Picture:
    """Where a picture of ours is; sizes in pixels, so that nothing jumps while it loads."""

    src: str
    width: int
    height: int


@dataclass(frozen=True)
class NamedPicture:
    """A picture as a text names it; ``file_id`` is ``None`` for one of another site."""

    file_id: int | None
    alt: str


ServiceLinks = Callable[[str], ServiceLink]
Pictures = Callable[[int], Picture | None]


def service_codes(markdown: str) -> Sequence[str]:
    """Return the codes of the services that an article links, each once, in order."""
    return tuple(dict.fromkeys(_SERVICE_LINK.findall(markdown)))


def named_pictures(markdown: str) -> Sequence[NamedPicture]:
    """Return the pictures that an article names, in order."""
    return [
        NamedPicture(file_id_of(str(token.attrGet("src") or "")), token.content.strip())
        for block in _parser(markdown).parse(markdown)
        for token in block.children or ()
        if token.type == "image"
    ]


def has_too_many_marks(markdown: str) -> bool:
    """Whether an article is shown as it was typed, because reading its marks would take long."""
    if len(_MARK.findall(markdown)) > MOST_MARKS:
        return True
    if markdown.count("](") * len(markdown) > MOST_STEPS * 3:  # counting itself would take long
        return True
    if sum(map(len, _ADDRESS.findall(markdown))) > MOST_ADDRESS_STEPS:
        return True
    return markdown.count("[") * len(_STEP.findall(markdown)) > MOST_STEPS


def to_html(
    markdown: str, service_link: ServiceLinks, picture: Pictures = lambda _file_id: None
) -> SafeString:
    """Return the article's body as safe HTML.

    ``service_link`` is asked for every ``[text](service:CODE)`` and ``picture`` for every stored
    file that is shown; other pictures leave only their words. Headings begin at h2, because the
    page's h1 is the article's title; raw HTML in the text is shown as text. So are the marks of a
    text that has more than ``MOST_MARKS`` of them.
    """
    parser = _parser(markdown)
    tokens = parser.parse(markdown)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"} and token.tag == "h1":
            token.tag = "h2"
        elif token.type == "th_open":
            token.attrSet("scope", "col")
        elif token.children:
            linked = _with_links(token.children, service_link)
            token.children = [_with_picture(inline, picture) for inline in linked]
    html = parser.renderer.render(tokens, parser.options, {})
    clean = nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None)
    # What nh3 returns holds only the elements and attributes named above.
    return mark_safe(clean)  # noqa: S308  # nosec B308, B703


def _with_links(tokens: Sequence[Token], service_link: ServiceLinks) -> list[Token]:
    """Return inline tokens with service links filled in and foreign links marked as such."""
    result: list[Token] = []
    link: ServiceLink | None = None
    for token in tokens:
        href = str(token.attrGet("href") or "")
        if token.type == "link_open" and href.startswith(SERVICE_SCHEME):
            link = service_link(href.removeprefix(SERVICE_SCHEME))
            if link.href:
                token.attrSet("href", link.href)
                result.append(token)
        elif token.type == "link_close" and link is not None:
            if link.href:
                result.append(token)
            if link.note:
                result.append(Token("text", "", 0, content=f" ({link.note})"))
            link = None
        else:
            if token.type == "link_open" and "://" in href:
                token.attrSet("rel", "noopener external")
            result.append(token)
    return result


def _parser(markdown: str) -> MarkdownIt:
    if has_too_many_marks(markdown):
        return MarkdownIt("zero")
    return _Parser("commonmark", {"html": False}).enable("table")


def _with_picture(token: Token, picture: Pictures) -> Token:
    """Return a picture with its place and size, or its words alone where we have none."""
    if token.type != "image":
        return token
    file_id = file_id_of(str(token.attrGet("src") or ""))
    found = picture(file_id) if file_id is not None else None
    if found is None or not token.content.strip():
        return Token("text", "", 0, content=token.content)
    token.attrs = {
        "src": found.src,
        "alt": "",  # filled by the renderer from what stands in the brackets
        "width": found.width,
        "height": found.height,
        "loading": "lazy",
    }
    return token
