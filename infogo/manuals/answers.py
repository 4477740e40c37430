"""What a reader answered, as one short text that an address can carry.

``k3f9~1500000~~2``: a mark of the questions, then one answer to each in their order; of a choice
its number, counted from 1. The mark keeps an old link from answering questions that have changed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from infogo.core.dates import arabic_digits
from infogo.core.upsert import digest
from infogo.manuals.computing import read_answers
from infogo.manuals.formula_language.working import Given
from infogo.manuals.formulas import FormulaInput

BETWEEN = "~"
MARK_LENGTH = 4
_MARK = re.compile(r"[0-9a-f]{4}")
LONGEST_ANSWER = 24
MOST_QUESTIONS = 12


@dataclass(frozen=True)
class Answered:
    """The answers to the questions of one manual.

    ``typed`` are the words of each question as they stand in the form, ``given`` what can be used
    of them and ``wrong`` what cannot, by code. ``is_stale`` when they answered other questions.
    """

    typed: Sequence[str]
    given: Mapping[str, Given]
    wrong: Mapping[str, str]
    is_stale: bool = False

    @property
    def says_something(self) -> bool:
        """Whether anything was answered at all."""
        return any(self.typed)


def mark_of(questions: Sequence[FormulaInput]) -> str:
    """Return a short text that differs when the questions ask for something else."""
    asked = [
        [each.code, each.unit, [[option.code, _plain(option.value)] for option in each.options]]
        for each in questions
    ]
    return digest({"asked": asked})[:MARK_LENGTH]


def write_answers(mark: str, typed: Sequence[str]) -> str:
    """Return the text of what was typed to the questions of a mark; empty when nothing was."""
    told = [_one_spelling(text) for text in typed[:MOST_QUESTIONS]]
    if not any(told) or not _MARK.fullmatch(mark):
        return ""
    return BETWEEN.join((mark, *told))


def read_answered(questions: Sequence[FormulaInput], text: str) -> Answered:
    """Read the text of an address; nonsense is read as nothing."""
    mark, *told = text.split(BETWEEN)
    is_stale = bool(text) and mark != mark_of(questions)
    if is_stale or not text:
        told = []
    typed = [each[:LONGEST_ANSWER] for each in told[: len(questions)]]
    typed += [""] * (len(questions) - len(typed))
    answers = {
        asked.code: _code_of(asked, words) for asked, words in zip(questions, typed, strict=True)
    }
    given, wrong = read_answers(questions, answers)
    return Answered(typed, given, wrong, is_stale)


def _code_of(asked: FormulaInput, words: str) -> str:
    """Return the answer that the number of a choice stands for; other words as they are."""
    if not asked.options or not words:
        return words
    place = int(words) if words.isascii() and words.isdecimal() and len(words) < 4 else 0
    return asked.options[place - 1].code if 0 < place <= len(asked.options) else "?"


def _one_spelling(text: str) -> str:
    plain = arabic_digits(text).replace("\0", "").replace(BETWEEN, " ")
    return "".join(plain.replace(",", "").split())[:LONGEST_ANSWER]


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
