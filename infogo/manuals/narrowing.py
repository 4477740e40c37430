"""What answers make of a manual: what is needed, what perhaps, what not. Nothing is guessed.

An unanswered question leaves several cases possible. An item is needed when every possible case
of each table that it names is among its cases, not needed when in some table none is, and perhaps
needed otherwise. A name that means nothing, and a table with a gap, never hide anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from infogo.core.durations import Duration
from infogo.manuals.cases import CaseOption, CaseQuestion, CaseRow, CaseTable
from infogo.manuals.content import ManualContent
from infogo.manuals.part import Listing, ListingState

MOST_READ = 40
"""Answers that are read from an address at all."""

Answers = Mapping[str, str]
"""Codes of questions with the code of the answer given; what is not there is not known."""


class Need(Enum):
    """Whether an item applies."""

    YES = "yes"
    PERHAPS = "perhaps"
    NO = "no"


@dataclass(frozen=True)
class Split:
    """Items by whether they apply, each in the order of the manual."""

    needed: tuple[Any, ...]
    perhaps: tuple[Any, ...]
    not_needed: tuple[Any, ...]


def read_answers(questions: Sequence[CaseQuestion], text: str) -> dict[str, str]:
    """Return the answers that a text such as ``reason.lost,who.self`` gives, in order.

    Pieces that answer no question of the manual are left out, and so is a second answer.
    """
    given: dict[str, str] = {}
    for piece in text.split(",")[:MOST_READ]:
        question, _dot, option = piece.partition(".")
        given.setdefault(question, option)
    return {
        question.code: given[question.code]
        for question in questions
        if any(option.code == given.get(question.code) for option in question.options)
    }


def answers_text(
    questions: Sequence[CaseQuestion], answers: Answers, known: Answers | None = None
) -> str:
    """Return answers as an address carries them: one text for one set of answers.

    Those that are ``known`` anyway are not repeated.
    """
    told = dict(known or {})
    return ",".join(
        f"{question.code}.{answer}"
        for question in questions
        if (answer := answers.get(question.code)) and answer != told.get(question.code)
    )


def settled(
    questions: Sequence[CaseQuestion], tables: Sequence[CaseTable], answers: Answers
) -> dict[str, str]:
    """Return the answers that decide something beside the others, in the order of the manual.

    Who changes an earlier answer leaves answers behind to questions that nobody asks any more.
    """
    kept = dict(answers)
    for question in reversed(questions):
        if question.code in kept:
            rest = {code: option for code, option in kept.items() if code != question.code}
            asked = Narrowing(tuple(questions), tuple(tables), rest).open_questions
            if question not in asked:
                kept = rest
    return {question.code: kept[question.code] for question in questions if question.code in kept}


@dataclass(frozen=True)
class Narrowing:
    """The cases of a manual under some answers."""

    questions: tuple[CaseQuestion, ...]
    tables: tuple[CaseTable, ...]
    answers: Answers

    @classmethod
    def of(cls, content: ManualContent, answers: Answers) -> Narrowing:
        """Return the narrowing of a content."""
        return cls(content.questions, content.cases, answers)

    def possible(self, table: CaseTable) -> tuple[CaseRow, ...]:
        """Return the cases that may still hold; refused ones only when no other can."""
        rows = tuple(row for row in table.rows if self._may_hold(row))
        return tuple(row for row in rows if not row.refusal) or rows

    def need(self, codes: Iterable[str]) -> Need:
        """Return whether an item with these cases applies."""
        wanted, found = frozenset(codes), Need.YES
        for table in self.tables if wanted else ():
            named = wanted.intersection(row.code for row in table.rows)
            rows = self.possible(table) if named else ()
            matching = sum(row.code in named for row in rows)
            if rows and not matching:
                return Need.NO
            if named and matching < max(len(rows), 1):
                found = Need.PERHAPS
        return found

    def split(self, items: Iterable[Any]) -> Split:
        """Part items by whether they apply; each has ``cases``."""
        parts: dict[Need, list[Any]] = {need: [] for need in Need}
        for item in items:
            parts[self.need(item.cases)].append(item)
        return Split(tuple(parts[Need.YES]), tuple(parts[Need.PERHAPS]), tuple(parts[Need.NO]))

    @property
    def refused(self) -> tuple[CaseRow, ...]:
        """The cases because of which the manual does not serve these answers; mostly none."""
        return tuple(row for table in self.tables for row in self.possible(table) if row.refusal)

    @property
    def chosen(self) -> tuple[CaseRow, ...]:
        """The cases that are certain: the only possible one of a table, by what was answered."""
        found = (self.possible(table) for table in self.tables if self._is_answered(table))
        return tuple(rows[0] for rows in found if len(rows) == 1)

    def _is_answered(self, table: CaseTable) -> bool:
        """Whether any answer was given to what a table asks."""
        return any(each.question in self.answers for row in table.rows for each in row.when)

    @property
    def open_questions(self) -> tuple[CaseQuestion, ...]:
        """Questions without an answer whose answer still decides something."""
        return tuple(q for q in self.questions if q.code in self._deciding(self.tables))

    def deciding(self, codes: Iterable[str]) -> tuple[CaseQuestion, ...]:
        """Return the open questions that decide whether an item with these cases applies."""
        wanted = frozenset(codes)
        tables = [t for t in self.tables if any(row.code in wanted for row in t.rows)]
        found = self._deciding(tables)
        return tuple(question for question in self.questions if question.code in found)

    def totals(self, usual: Duration | None) -> tuple[Duration, ...]:
        """Return the promised times that are still possible; several while it is open."""
        table = next((t for t in self.tables if any(row.total for row in t.rows)), None)
        if table is None:
            return (usual,) if usual else ()
        times = (row.total or usual for row in self.possible(table))
        return tuple(dict.fromkeys(time for time in times if time))

    def with_answer(self, question: CaseQuestion, option: CaseOption) -> Narrowing:
        """Return how it would be with one more, or another, answer."""
        answers = {**self.answers, question.code: option.code}
        return Narrowing(self.questions, self.tables, answers)

    def _may_hold(self, row: CaseRow) -> bool:
        return all(
            each.question not in self.answers or self.answers[each.question] in each.options
            for each in row.when
        )

    def _deciding(self, tables: Iterable[CaseTable]) -> set[str]:
        return {
            each.question
            for table in tables
            if len(rows := [row for row in table.rows if self._may_hold(row)]) > 1
            for row in rows
            for each in row.when
            if each.question not in self.answers
        }


def narrowed(content: ManualContent, narrowing: Narrowing) -> ManualContent:
    """Return a content without what is not needed, with the promised time where it is certain.

    Items that keep ``cases`` are those of which it is still open whether they are needed.
    """
    totals = narrowing.totals(content.total)
    return content.model_copy(
        update={
            "documents": _kept(content.documents, narrowing),
            "fees": _kept(content.fees, narrowing),
            "steps": _kept(content.steps, narrowing),
            "channels": _kept(content.channels, narrowing),
            "total": totals[0] if len(totals) == 1 else content.total,
        }
    )


def _kept(listing: Listing[Any], narrowing: Narrowing) -> Listing[Any]:
    """Return a list without what is not needed; one that loses everything says "none"."""
    if listing.state is not ListingState.LISTED:
        return listing
    items = tuple(
        item.model_copy(update={"cases": ()}) if need is Need.YES and item.cases else item
        for item in listing.items
        if (need := narrowing.need(item.cases)) is not Need.NO
    )
    state = ListingState.LISTED if items else ListingState.NONE
    return listing.model_copy(update={"state": state, "items": items})
