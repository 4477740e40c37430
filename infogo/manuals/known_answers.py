"""Answers that are known before a question is asked, from what the reader said elsewhere.

Two questions have codes that every manual uses alike, because a page asks them by itself, too:
who goes (a page told "for somebody else") and of what nationality (the trip of a plan).
"""

from __future__ import annotations

from collections.abc import Sequence

from infogo.manuals.cases import CaseQuestion
from infogo.manuals.narrowing import Answers, answers_text, read_answers

APPLICANT, BY_OTHER = "applicant", "other"
NATIONALITY, FOREIGN = "nationality", "foreign"


def known_of(*, is_for_other: bool, is_foreigner: bool = False) -> Answers:
    """Return the answers that follow from how the reader looks at a page."""
    known = {APPLICANT: BY_OTHER} if is_for_other else {}
    return known | ({NATIONALITY: FOREIGN} if is_foreigner else {})


def with_known(questions: Sequence[CaseQuestion], answers: Answers, known: Answers) -> Answers:
    """Return answers and what is known besides; what somebody answered herself goes before."""
    offered = {
        question.code: known[question.code]
        for question in questions
        if any(option.code == known.get(question.code) for option in question.options)
    }
    return {**offered, **answers}


def goes_for_other(
    questions: Sequence[CaseQuestion], text: str, *, is_for_other: bool = False
) -> bool:
    """Return whether somebody else goes: by the answers, else by what the reader said before."""
    answer = read_answers(questions, text).get(APPLICANT)
    return answer == BY_OTHER if answer else is_for_other


def answers_for_oneself(questions: Sequence[CaseQuestion], text: str) -> str:
    """Return the answers without the one that somebody else goes."""
    answers = read_answers(questions, text)
    if answers.get(APPLICANT) == BY_OTHER:
        del answers[APPLICANT]
    return answers_text(questions, answers)
