"""Questions whose answers tell which documents, fees, steps and channels are somebody's own.

A *case table* is a decision table: each of its rows is a case (กรณี) that holds for some answers to
the questions of the manual. Items of a manual name the codes of the cases in which they apply; one
that names none applies always. Tables are independent of one another, so that "why" and "who" are
two short tables and not one of every combination. ``case_tables`` verifies, ``narrowing`` answers.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from infogo.core.durations import Duration
from infogo.manuals.part import Line, Part, Text

Code = Annotated[str, Field(max_length=40, pattern=r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$")]
"""A lower-case name that addresses carry; it stays when the words change."""
ProcedureCode = Annotated[str, Field(max_length=40)]


class CaseOption(Part):
    """One answer to a question; ``note`` helps to choose it."""

    code: Code
    label: Line
    note: Line = ""


class CaseQuestion(Part):
    """One question to the reader, with two to twelve answers of which one holds."""

    code: Code
    text: Line
    help: Text = ""
    options: Annotated[tuple[CaseOption, ...], Field(min_length=2, max_length=12)]


class CaseCondition(Part):
    """Answers to one question with which a case holds: any of ``options``."""

    question: Code
    options: Annotated[tuple[Code, ...], Field(min_length=1, max_length=12)]


class CaseRow(Part):
    """One case: it holds when every condition does, whatever the answers to other questions.

    ``total`` is the promised time in this case. ``refusal`` says why the manual does not serve it,
    and ``instead`` is the code of the procedure to use then (``Procedure.code``, such as DOPA-001).
    """

    code: Code
    name: Line
    when: tuple[CaseCondition, ...] = ()
    note: Text = ""
    total: Duration | None = None
    refusal: Text = ""
    instead: ProcedureCode = ""


class CaseTable(Part):
    """Cases of which exactly one holds, whatever the answers are."""

    code: Code
    title: Line
    rows: Annotated[tuple[CaseRow, ...], Field(min_length=1, max_length=40)]
