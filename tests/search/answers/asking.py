"""Asking a question, for the tests of answers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from infogo.core.dates import BANGKOK
from infogo.points.opening import Clock
from infogo.search.answers.answering import Answer, answer_to
from infogo.search.selectors import search

MONDAY_MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=BANGKOK)
NAME = "จดทะเบียนสมรส"


def ask(question: str, **filters: Any) -> Answer | None:
    return answer_to(search(question, **filters), Clock(MONDAY_MORNING))


def texts(answer: Answer | None) -> list[str]:
    assert answer is not None
    return [part.text for part in answer.parts]
