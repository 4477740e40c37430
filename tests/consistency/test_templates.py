"""Rules about the templates: used, translated, and free of inline code and foreign files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tests.consistency.source import TEMPLATES, python_files, shown, template_files, tokens

THAI = re.compile("[\u0e01-\u0e5b]")
TRANSLATORS = {"_", "gettext", "ngettext", "pgettext", "npgettext"}
# The workspace of officers speaks Thai only: docs/decisions/0012.
THAI_ONLY = (
    "office/",
    "central/",
    "base/office.html",
    "base/central.html",
    "components/office/",
    "components/central/",
)
# The name of a language is always written in that language.
NEVER_TRANSLATED = {"ไทย"}
ATTRIBUTE_WITH_DOT = re.compile(r"block description|data-left=")
INLINE_CODE = re.compile(
    r"<script(?![^>]*(?:\bsrc=|type=\"application/ld\+json\"))|<style\b|\sstyle=|\son[a-z]+=", re.I
)
FOREIGN_FILE = re.compile(
    r"<(?:script|img|iframe|source|audio|video|embed|object)\b[^>]*\b(?:src|data|srcset)=\"?(?:https?:)?//"
    r"|<link\b[^>]*\brel=\"?(?:stylesheet|preload|icon|preconnect|dns-prefetch)[^>]*\"(?:https?:)?//",
    re.I,
)


def test_every_template_is_used() -> None:
    named: set[str] = set()
    for file in python_files("infogo", "config"):
        named |= set(re.findall(r"[\w/.-]+\.(?:html|txt|xml)", file.read_text()))
    for file in template_files():
        named |= {text.strip("\"'") for _, kind, text in tokens(file) if kind == "string"}

    unused = [
        name for file in template_files() if (name := str(file.relative_to(TEMPLATES))) not in named
    ]
    assert unused == []


def test_every_field_says_what_it_is() -> None:
    """The style knows fields by their type: one without it is small, and thin to hit."""
    found = [
        f"{shown(file)}: {tag}"
        for file in template_files()
        for tag in re.findall(r"<input\b[^>]*>", file.read_text())
        if "type=" not in tag
    ]
    assert found == []


def test_no_field_cuts_what_is_pasted_into_it() -> None:
    """``data-most`` counts, and the page says what was too long."""
    found = [
        f"{shown(file)}: {tag[:80]}"
        for file in template_files()
        for tag in re.findall(r"<(?:input|textarea)\b[^>]*\bmaxlength=.*", file.read_text())
    ]
    assert found == []


def test_no_dot_between_parts_stands_last_in_a_line() -> None:
    """``DOT`` holds on to what follows; in texts to be translated the space after it does."""
    found = [
        f"{shown(file)}: {line.strip()[:80]}"
        for file in template_files()
        for line in file.read_text().splitlines()
        if "· " in line and not ATTRIBUTE_WITH_DOT.search(line)
    ]
    assert found == []


def test_the_server_says_what_is_wrong_with_a_form_and_no_browser_before_it() -> None:
    """A browser tells one mistake at a time, in its own language, and keeps the rest to itself."""
    found = [
        f"{shown(file)}: {tag}"
        for file in template_files()
        for tag in re.findall(r"<form [^\n]*?method=\"post\"[^\n]*", file.read_text())
        if "novalidate" not in tag and str(file.relative_to(TEMPLATES)).startswith(THAI_ONLY)
    ]
    assert found == []


def test_every_thai_text_can_be_translated() -> None:
    found = [
        f"{shown(file)}:{line}: {text.strip()[:60]}"
        for file in template_files()
        if not str(file.relative_to(TEMPLATES)).startswith(THAI_ONLY)
        for line, text in untranslatable(file)
        if text.strip().strip("\"'") not in NEVER_TRANSLATED
    ]
    assert found == []


def untranslatable(template: Path) -> Iterator[tuple[int, str]]:
    """Yield Thai texts that stand neither in a ``trans`` block nor in a translator's call."""
    in_block = False
    calls: list[str] = []
    before = ""
    for line, kind, text in tokens(template):
        if kind == "name" and text in {"trans", "endtrans"}:
            in_block = text == "trans"
        elif kind == "operator" and text == "(":
            calls.append(before)
        elif kind == "operator" and text == ")" and calls:
            calls.pop()
        elif THAI.search(text) and (
            (kind == "data" and not in_block)
            or (kind == "string" and not TRANSLATORS.intersection(calls))
        ):
            yield line, text
        before = text


def test_no_template_holds_inline_code_or_styles() -> None:
    assert _matches(INLINE_CODE) == []


def test_no_template_loads_a_file_of_another_site() -> None:
    assert _matches(FOREIGN_FILE) == []


def _matches(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{shown(file)}: {match[0][:80]}"
        for file in template_files()
        for match in pattern.finditer(re.sub(r"{#.*?#}", "", file.read_text(), flags=re.S))
    ]
