"""Fields of questions and cases: codes that nobody types, answers to tick, cases to tick."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from infogo.office.section_forms.control import Control, Option
from infogo.office.section_forms.field import CodesField, Field
from infogo.office.section_forms.posted import Posted
from infogo.office.section_forms.typed import MISSING

QUESTIONS = "case_questions"
_CODE_BYTES = 2
_NESTED: Mapping[str, tuple[str, str, int]] = {
    "questions": ("q", "options", 2),
    "cases": ("t", "rows", 1),
    "options": ("a", "", 0),
    "rows": ("c", "", 0),
}
"""For each list: what codes begin with, the list inside, and with how many items that begins."""

Terms = Mapping[str, Callable[[], Sequence[Option]]]


@dataclass(frozen=True)
class CodeField(Field):
    """A code that the system gives and that stays when the words change."""

    def show(self, value: Any, name: str) -> Control:
        """Carry it unseen."""
        code = value if isinstance(value, str) else ""
        return Control("hidden", name, "", value=code)

    def read(self, posted: Posted, name: str) -> Any:
        """Read it back."""
        return posted.text(name) or MISSING


@dataclass(frozen=True)
class AppliesField(CodesField):
    """The cases in which an item applies; nothing to see while the manual has no cases."""

    def show(self, value: Any, name: str) -> Control:
        """Show the cases by their names."""
        shown = super().show(value, name)
        return shown if shown.options else Control("hidden", name, "")


@dataclass(frozen=True)
class WhenField(Field):
    """With which answers a case holds: the answers of each question, to tick."""

    terms: Terms = field(default_factory=dict)

    def show(self, value: Any, name: str) -> Control:
        """Show the answers of each question; of a question that is gone, those still named."""
        stored = self._stored(value)
        chosen: dict[str, list[str]] = {}
        for each in stored if isinstance(stored, list | tuple) else ():
            if isinstance(each, dict):
                chosen.setdefault(str(each.get("question", "")), []).extend(
                    str(code) for code in each.get("options") or ()
                )
        labels = {option.value: option.label for option in self._questions()}
        labels |= {code: f"คำถามเดิม: {code}" for code in chosen if code not in labels}
        shown = {
            code: CodesField(label, options=self._answers(code)).show(
                chosen.get(code, []), f"{name}.{code}"
            )
            for code, label in labels.items()
        }
        # Most tables ask one or two questions; the others fold away once a case has its own.
        folded = [code for code in shown if code not in chosen] if chosen else []
        return self._control(
            "group",
            name,
            parts=tuple(shown[code] for code in shown if code not in folded),
            rest=tuple(shown[code] for code in folded),
            rest_word="คำถามอื่น ตอบอย่างไรก็ได้",
        )

    def read(self, posted: Posted, name: str) -> Any:
        """Read the conditions in the order of the questions."""
        known = [option.value for option in self._questions()]
        sent = [key.removeprefix(f"{name}.") for key in posted.values if key.startswith(f"{name}.")]
        return [
            {"question": code, "options": ticked}
            for code in dict.fromkeys((*known, *sent))
            if (ticked := list(dict.fromkeys(filter(None, posted.texts(f"{name}.{code}")))))
        ]

    def _questions(self) -> Sequence[Option]:
        return self.terms[QUESTIONS]() if QUESTIONS in self.terms else ()

    def _answers(self, question: str) -> Callable[[], Sequence[Option]]:
        return self.terms.get(f"{QUESTIONS}.{question}", tuple)


def answer_terms(questions: Any) -> Terms:
    """Return the questions and, for each, its answers, out of values valid or not."""
    asked = list(_coded(questions, "text"))
    terms: dict[str, Callable[[], Sequence[Option]]] = {
        QUESTIONS: partial(_options, [(code, words) for code, words, _each in asked])
    }
    for code, _words, each in asked:
        answers = [(key, label) for key, label, _one in _coded(each.get("options"), "label")]
        terms[f"{QUESTIONS}.{code}"] = partial(_options, answers)
    return terms


def case_options(tables: Any) -> list[Option]:
    """Return the cases of all tables by their names, out of values valid or not."""
    found = [(title, table) for _code, title, table in _coded(tables, "title")]
    return [
        Option(code, f"{title}: {name}" if len(found) > 1 else name)
        for title, table in found
        for code, name, _row in _coded(table.get("rows"), "name")
    ]


def with_codes(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values in which every question, answer, table and case has a code of its own.

    Codes are drawn by lot: one that was removed must not come back for something else while
    items still name it.
    """
    taken: set[str] = set()
    return {name: _with_codes(value, name, taken) for name, value in values.items()}


def _with_codes(items: Any, name: str, taken: set[str]) -> Any:
    if not isinstance(items, list) or name not in _NESTED:
        return items
    letter, inner, begins = _NESTED[name]
    made = []
    for each in items:
        if not isinstance(each, dict):
            made.append(each)
            continue
        code = each.get("code") or _new_code(letter, taken)
        taken.add(str(code))
        item = {**each, "code": code}
        if inner:
            item[inner] = _with_codes(item.get(inner, [{}] * begins), inner, taken)
        made.append(item)
    return made


def _new_code(letter: str, taken: set[str]) -> str:
    while (code := letter + secrets.token_hex(_CODE_BYTES)) in taken:
        pass
    return code


def _coded(items: Any, words: str) -> Iterable[tuple[str, str, Mapping[str, Any]]]:
    for number, each in enumerate(items if isinstance(items, list | tuple) else (), start=1):
        if isinstance(each, dict) and isinstance(each.get("code"), str):
            told = each.get(words)
            yield each["code"], told if isinstance(told, str) and told else f"ข้อ {number}", each


def _options(pairs: Iterable[tuple[str, str]]) -> Sequence[Option]:
    return [Option(code, label) for code, label in pairs]
