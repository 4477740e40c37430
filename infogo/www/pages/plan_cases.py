"""The questions of all services of a plan, each asked once, and what answers rule out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from infogo.display.case_view import OptionRow, QuestionRow, RefusedRow, refused_rows
from infogo.errands.working import Worked
from infogo.manuals.cases import CaseOption, CaseQuestion
from infogo.manuals.narrowing import Narrowing, answers_text
from infogo.manuals.projection import canonical_name
from infogo.www.pages.plan_query import ASK_FIELDS, CASE_FIELDS, PlanQuery


@dataclass(frozen=True)
class RefusedErrand:
    """A service that does not serve the reader's case; ``swap`` is the plan with the other one.

    ``has_other`` when that one is in the plan already, so that this one need only be taken out.
    """

    errand: str
    row: RefusedRow
    swap: str
    has_other: bool


@dataclass(frozen=True)
class EitherOr:
    """Services of which no case needs all: whatever is answered, one does not serve it."""

    errands: str
    question: str


@dataclass(frozen=True)
class PlanCases:
    """What a plan asks. ``kept`` are the fields that its form keeps, ``clear`` is without answers.

    ``either`` are services that exclude each other, while the question that decides is open.
    ``chosen`` are the cases that are certain, service by service; ``left_out`` are documents that
    the answers rule out for all services.
    """

    questions: Sequence[QuestionRow]
    either: Sequence[EitherOr]
    chosen: Sequence[tuple[str, Sequence[tuple[str, str]]]]
    refused: Sequence[RefusedErrand]
    left_out: Sequence[str]
    kept: Sequence[tuple[str, str]]
    clear: str


def settled_plan(plan: PlanQuery, worked: Worked) -> PlanQuery:
    """Return the plan whose address holds the answers in order, and no others."""
    found = worked.narrowings.items()
    texts = {errand: answers_text(n.questions, n.answers, plan.known) for errand, n in found}
    return plan.with_cases({errand: text for errand, text in texts.items() if text})


def plan_cases(plan: PlanQuery, worked: Worked, titles: Mapping[int, str]) -> PlanCases | None:
    """Return what a plan asks; ``None`` when no service of it has questions."""
    if not any(narrowing.questions for narrowing in worked.narrowings.values()):
        return None
    chosen = [
        (titles[errand], [(row.name, row.note) for row in narrowing.chosen if not row.refusal])
        for errand, narrowing in worked.narrowings.items()
    ]
    return PlanCases(
        questions=_questions(plan, worked.narrowings, titles),
        either=_either(plan, worked.narrowings, titles),
        chosen=[each for each in chosen if each[1]],
        refused=_refused(plan, worked.narrowings, titles),
        left_out=_left_out(worked),
        kept=plan.hidden(*CASE_FIELDS),
        clear=plan.with_cases({}).url() if plan.cases else "",
    )


@dataclass(frozen=True)
class _Asked:
    """One question as several services ask it; they may know different answers."""

    errands: Sequence[int]
    question: CaseQuestion
    options: Mapping[str, CaseOption]
    answer: str


def _questions(
    plan: PlanQuery, narrowings: Mapping[int, Narrowing], titles: Mapping[int, str]
) -> list[QuestionRow]:
    """Return the questions; one with the same code and the same words is asked once for all."""
    rows = []
    for field, asked in zip(ASK_FIELDS, _asked(plan, narrowings), strict=False):
        places = "".join(str(plan.ids.index(errand) + 1) for errand in asked.errands)
        rows.append(
            QuestionRow(
                field=field,
                text=asked.question.text,
                help=asked.question.help,
                options=[
                    OptionRow(
                        value=f"{places}:{asked.question.code}.{code}",
                        label=option.label,
                        note=option.note,
                        effect="",
                        checked=code == asked.answer,
                    )
                    for code, option in asked.options.items()
                ],
                is_answered=bool(asked.answer),
                about=", ".join(f"“{titles[errand]}”" for errand in asked.errands)
                if len(plan.ids) > 1
                else "",
            )
        )
    return rows


def _asked(plan: PlanQuery, narrowings: Mapping[int, Narrowing]) -> list[_Asked]:
    found: dict[tuple[str, str], list[tuple[int, CaseQuestion]]] = {}
    for errand in plan.ids:
        narrowing = narrowings[errand]
        open_questions = narrowing.open_questions
        for question in narrowing.questions:
            if question.code in narrowing.answers or question in open_questions:
                found.setdefault((question.code, question.text), []).append((errand, question))
    return [
        _Asked(
            errands=[errand for errand, _question in uses],
            question=uses[0][1],
            options={
                option.code: option
                for _errand, question in reversed(uses)
                for option in question.options
            },
            answer=next(
                filter(None, (narrowings[errand].answers.get(code) for errand, _q in uses)), ""
            ),
        )
        for (code, _text), uses in found.items()
    ]


def _either(
    plan: PlanQuery, narrowings: Mapping[int, Narrowing], titles: Mapping[int, str]
) -> list[EitherOr]:
    """Return the services that exclude each other, as a stage of a life event may hold them."""
    return [
        EitherOr(", ".join(f"“{titles[errand]}”" for errand in asked.errands), asked.question.text)
        for asked in _asked(plan, narrowings)
        if len(asked.errands) > 1
        and not asked.answer
        and all(
            any(narrowings[e].with_answer(asked.question, option).refused for e in asked.errands)
            for option in asked.options.values()
        )
    ]


def _refused(
    plan: PlanQuery, narrowings: Mapping[int, Narrowing], titles: Mapping[int, str]
) -> list[RefusedErrand]:
    """Return the services that do not serve the case; one query when one names another service."""
    pairs = [(errand, row) for errand, n in narrowings.items() for row in n.refused]
    shown = refused_rows([row for _errand, row in pairs])
    return [
        RefusedErrand(
            titles[errand],
            row,
            _swapped(plan, errand, row.procedure_id),
            row.procedure_id in plan.ids,
        )
        for (errand, _row), row in zip(pairs, shown, strict=True)
    ]


def _swapped(plan: PlanQuery, errand: int, instead: int | None) -> str:
    """Return the plan with another service in place of one; empty when none is named."""
    if instead is None:
        return ""
    ids = [instead if key == errand else key for key in plan.ids]
    return plan.url(list(dict.fromkeys(ids)))


def _left_out(worked: Worked) -> list[str]:
    """Return the names of documents that no service needs any more."""
    needed = {canonical_name(d) for c in worked.contents.values() for d in c.documents.items}
    names = (canonical_name(d) for found in worked.left_out.values() for d in found)
    return [name for name in dict.fromkeys(names) if name not in needed]
