"""Read question sets in the form of SQuAD: paragraphs, each with questions that it answers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.report import CannotMeasureError


@dataclass(frozen=True)
class QuestionSet:
    """Distinct paragraphs, and questions that each know the number of their paragraph."""

    name: str
    paragraphs: tuple[str, ...]
    questions: tuple[tuple[str, int], ...]


def read_set(path: Path) -> QuestionSet:
    """Read one file of SQuAD 1 or 2, of bare paragraphs or of rows, as JSON or JSON lines.

    A row is an object with ``context`` and ``question``, as datasets cut by question have it.
    Questions marked ``is_impossible`` have no right paragraph and are left out; their paragraph
    stays.

    Raises:
        CannotMeasureError: the file cannot be read, or holds no questions in this form.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise CannotMeasureError(f"อ่านไฟล์ไม่ได้ · cannot read {path}: {problem}") from problem
    try:
        found = list(_pairs(_values(text)))
    except ValueError as problem:
        raise CannotMeasureError(f"ไม่ใช่ JSON · not JSON: {path}: {problem}") from problem
    made = _number(path.name, found)
    if not made.questions:
        raise CannotMeasureError(
            f"ไม่พบย่อหน้าที่มีคำถามตามรูปแบบ SQuAD · no paragraph with questions as in SQuAD: {path}"
        )
    return made


def together(sets: Sequence[QuestionSet]) -> QuestionSet:
    """Return all sets as one; a paragraph that several hold is one paragraph."""
    found: list[tuple[str, str | None]] = []
    for made in sets:
        found += ((paragraph, None) for paragraph in made.paragraphs)
        found += ((made.paragraphs[at], question) for question, at in made.questions)
    return _number("together", found)


def _number(name: str, found: Sequence[tuple[str, str | None]]) -> QuestionSet:
    numbers: dict[str, int] = {}
    questions = []
    for context, question in found:
        at = numbers.setdefault(context, len(numbers))
        if question is not None:
            questions.append((question, at))
    return QuestionSet(name, tuple(numbers), tuple(questions))


def _values(text: str) -> list[object]:
    """Return the JSON values in a text: one for the whole of it, or one a line."""
    try:
        return [json.loads(text)]
    except ValueError:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) < 2:
            raise
        return [json.loads(line) for line in lines]


def _pairs(value: object) -> Iterator[tuple[str, str | None]]:
    """Yield each paragraph alone, then with each of its questions, wherever they stand."""
    if isinstance(value, list):
        for part in value:
            yield from _pairs(part)
    elif isinstance(value, dict):
        context = value.get("context")
        if isinstance(context, str) and context.strip():
            yield context.strip(), None
            for question in _questions(value):
                yield context.strip(), question
        for name in ("data", "paragraphs"):
            yield from _pairs(value.get(name))


def _questions(paragraph: dict[str, object]) -> Iterator[str]:
    asked = paragraph.get("qas", [paragraph])
    for entry in asked if isinstance(asked, list) else []:
        if isinstance(entry, dict) and not entry.get("is_impossible"):
            question = entry.get("question")
            if isinstance(question, str) and question.strip():
                yield question.strip()
