"""From a page of the site to a page of the copy: what needs the program becomes honest words."""

from __future__ import annotations

import re
from datetime import datetime
from html import escape

from infogo.core.dates import long_moment
from infogo.standby.words import WORDS

MAKER = 3
"""Raise it when the same page becomes another copy: all are then made anew."""
MOST_LIST_PAGES = 30
"""Further pages of one list that are copied; what stands later is found by search."""

_BADGE = re.compile(
    r'<span class="c-open c-open--\w+">.*?</span>\s*'
    r'(?:<span class="c-open__detail">.*?</span>)?</span>',
    re.DOTALL,
)
_TODAY = re.compile(r"<p data-today>.*?</p>", re.DOTALL)
_FORM = re.compile(r"<form\b([^>]*)>.*?</form>", re.DOTALL)
_MAIN = re.compile(r"<main\b[^>]*>")
_WHOLE_MAIN = re.compile(r"(<main\b[^>]*>).*(</main>)", re.DOTALL)
_WAY_HERE = re.compile(r'<nav class="c-breadcrumb".*?</nav>', re.DOTALL)
_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
_SUGGESTIONS = re.compile(r' data-suggest="[^"]*"')
_NEXT_PAGE = re.compile(r'href="([^"?#]*)\?page=(\d{1,4})(?:#[^"]*)?"')
_FILE = re.compile(r'(?:href|src)="(/files/\d+/[^"?#]+)"')


def language_of(path: str) -> str:
    """Return the language of the page at a path."""
    return "en" if path.startswith("/en/") else "th"


def copied(html: str, *, language: str, made_at: datetime) -> str:
    """Return the page as the copy shows it.

    It says when it was saved; what it said of "open now" and of "today" is gone; every form but
    the search is replaced by words that say it does not work here.
    """
    words = WORDS[language]
    lasting = _TODAY.sub("", _BADGE.sub("", html))
    page = _FORM.sub(lambda form: _form(form, words["form"]), lasting)
    page = _SUGGESTIONS.sub("", page)
    notice = _notice(words, long_moment(made_at, language))
    return _MAIN.sub(lambda main: main[0] + notice, page, count=1)


def missing_page(html: str, *, language: str) -> str:
    """Return what stands for everything that is not in the copy, in the frame of some page."""
    words = WORDS[language]
    body = (
        f'<div class="l-wrap l-main"><h1>{escape(words["missing"])}</h1>'
        f"<p>{escape(words['missing_why'])}</p></div>"
    )
    # The way to the page that lends its frame leads nowhere here.
    page = _WHOLE_MAIN.sub(lambda main: main[1] + body + main[2], _WAY_HERE.sub("", html), count=1)
    title = f"<title>{escape(words['missing'])}</title>"
    return _SUGGESTIONS.sub("", _TITLE.sub(lambda _old: title, page, count=1))


def with_search(html: str, *, box: str, script: str) -> str:
    """Return the page of the search with the box, below its form, in which a script works."""
    head, main, rest = html.partition("<main")
    form, end, after = rest.partition("</form>")
    page = f"{head}{main}{form}{end}{box}{after}"
    tag = f'<script type="module" src="{escape(script)}"></script>'
    return page.replace("</head>", f"{tag}</head>", 1)


def found_on(html: str, path: str) -> list[str]:
    """Return addresses that only this page knows: further pages of its list, public files."""
    own = path.partition("?")[0]
    pages = {
        f"{own}?page={number}"
        for where, number in _NEXT_PAGE.findall(html)
        if where in ("", own) and 1 < int(number) <= MOST_LIST_PAGES
    }
    return sorted(pages) + sorted(set(_FILE.findall(html)))


def _form(form: re.Match[str], words: str) -> str:
    if 'role="search"' in form[1] and "data-suggest" in form[1]:
        return form[0]
    return f'<p class="c-hint" data-static-form>{escape(words)}</p>'


def _notice(words: dict[str, str], when: str) -> str:
    first = escape(words["copied"].format(when=when))
    return (
        '<div class="l-wrap c-announced"><div class="c-notice c-notice--warning" data-static-copy>'
        f'<div class="c-notice__body"><p><strong>{first}</strong></p>'
        f"<p>{escape(words['check'])}</p></div></div></div>"
    )
