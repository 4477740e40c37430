"""Plain-language hints: stretches without a pause, and official words with everyday ones."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

from infogo.manuals.lint.findings import Hit, Subject
from infogo.manuals.lint.texts import texts_of
from infogo.manuals.rule_sets import PlainLanguage, RuleParameters
from infogo.thai.segment import raw_words

WORDS_FILE = Path(__file__).resolve().parent.parent / "data" / "everyday_words.csv"
# Thai writes no full stop: a space, a line or a mark is where a reader may breathe.
_PAUSE = re.compile(r"[\s,;:()“”\"]+")
SHORTEST_WORD = 2
"""No Thai word has fewer characters, so shorter texts need not be cut to be counted."""


@dataclass(frozen=True)
class OfficialWord:
    """A word of offices and what people say instead."""

    official: str
    everyday: str


def long_sentence(subject: Subject, parameters: RuleParameters) -> Iterator[Hit]:
    """Tell stretches and items that are too long to be understood at first reading."""
    limits = parameters.plain_language
    if limits is None:
        return
    for text in texts_of(subject.content):
        reason = too_long(text.text, limits)
        if reason:
            yield Hit(
                section=text.section,
                path=text.path,
                reason=reason,
                todo=_("แบ่งเป็นประโยคหรือข้อสั้น ๆ เรื่องละหนึ่งข้อ"),
            )


def official_word(subject: Subject, parameters: RuleParameters) -> Iterator[Hit]:
    """Tell official words for which there is an everyday one."""
    for text in texts_of(subject.content):
        for word in official_words_in(text.text):
            yield Hit(
                section=text.section,
                path=text.path,
                reason=_("“%(official)s” เป็นคำราชการ") % {"official": word.official},
                todo=_("ลองใช้ “%(everyday)s”") % {"everyday": word.everyday},
            )


def official_words_in(text: str) -> list[OfficialWord]:
    """Return the official words of a text, each once, in order; whole words only."""
    pattern, words = _vocabulary()
    found: dict[str, OfficialWord] = {}
    edges: frozenset[int] | None = None
    for match in pattern.finditer(text):
        if edges is None:
            edges = _word_edges(text)
        if match.start() in edges and match.end() in edges:
            found.setdefault(match[0], words[match[0]])
    return list(found.values())


@cache
def _vocabulary() -> tuple[re.Pattern[str], dict[str, OfficialWord]]:
    with WORDS_FILE.open(encoding="utf-8", newline="") as file:
        rows = [OfficialWord(**row) for row in csv.DictReader(file)]
    words = {row.official: row for row in rows}
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), words


def _word_edges(text: str) -> frozenset[int]:
    edges = {0, len(text)}
    for word in raw_words(text):
        edges |= {word.start, word.end}
    return frozenset(edges)


def too_long(text: str, limits: PlainLanguage) -> str:
    """Return why a text is too long to be understood at first reading, or an empty text."""
    if len(text) > limits.longest_item_words * SHORTEST_WORD:
        count = sum(1 for _word in raw_words(text))
        if count > limits.longest_item_words:
            return _("ข้อความนี้ยาว %(count)s คำ") % {"count": count}
    for run in _PAUSE.split(text):
        if len(run) > limits.longest_run_words * SHORTEST_WORD:
            count = sum(1 for _word in raw_words(run))
            if count > limits.longest_run_words:
                return _("มีช่วงยาว %(count)s คำที่ไม่เว้นวรรค: “%(start)s…”") % {
                    "count": count,
                    "start": run[:40],
                }
    return ""
