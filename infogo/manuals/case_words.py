"""The cases of items as words, for every page and paper that knows conditions but no cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from infogo.manuals.cases import CaseCondition, CaseTable
from infogo.manuals.content import ManualContent
from infogo.manuals.narrowing import Narrowing, Need
from infogo.manuals.part import Listing


def told(content: ManualContent, narrowing: Narrowing | None = None) -> ManualContent:
    """Return a content whose items say their cases in words.

    A document and a fee say them with their condition, a step and a channel before their
    description. With a narrowing only items that are still open say anything.
    """
    if not content.cases:
        return content
    words = _Words(narrowing or Narrowing.of(content, {}))
    return content.model_copy(
        update={
            "documents": _each(content.documents, "condition", words),
            "fees": _each(content.fees, "condition", words),
            "steps": _each(content.steps, "description", words),
            "channels": _each(content.channels, "description", words),
        }
    )


Names = Mapping[tuple[str, ...], str]
"""Words for codes: of a case ``("case", code)``, a question, and an answer to a question."""


def code_names(content: ManualContent) -> dict[tuple[str, ...], str]:
    """Return the words for every code of a content."""
    names: dict[tuple[str, ...], str] = {}
    for question in content.questions:
        names["question", question.code] = question.text
        for option in question.options:
            names["answer", question.code, option.code] = option.label
    for table in content.cases:
        names |= {("case", row.code): row.name for row in table.rows}
    return names


def in_names(item: Any, names: Names) -> Any:
    """Return an item of a content with words in place of codes, to be compared and read.

    A code without words stays itself.
    """
    if isinstance(item, CaseTable):
        rows = tuple(
            row.model_copy(update={"when": tuple(_condition(each, names) for each in row.when)})
            for row in item.rows
        )
        return item.model_copy(update={"rows": rows})
    if not names or not getattr(item, "cases", None):
        return item
    return item.model_copy(
        update={"cases": tuple(names.get(("case", code), code) for code in item.cases)}
    )


def _condition(each: CaseCondition, names: Names) -> CaseCondition:
    options = tuple(names.get(("answer", each.question, code), code) for code in each.options)
    question = names.get(("question", each.question), each.question)
    return each.model_copy(update={"question": question, "options": options})


class _Words:
    """Says for which cases an item is, as far as they are still open."""

    def __init__(self, narrowing: Narrowing) -> None:
        self.narrowing = narrowing

    def of(self, codes: Sequence[str]) -> str:
        """Return ``กรณี: หาย หรือ ชำรุด``; empty when the item always applies."""
        if not codes or self.narrowing.need(codes) is Need.YES:
            return ""
        parts = [_(" หรือ ").join(names) for names in self._open(frozenset(codes))]
        if not parts:
            return ""
        words = _("กรณี: %(cases)s") % {"cases": _(" และ: ").join(parts)}
        if not self.narrowing.answers:
            return words
        asked = ", ".join(f"“{question.text}”" for question in self.narrowing.deciding(codes))
        return _("%(words)s (ขึ้นกับคำตอบ %(questions)s)") % {"words": words, "questions": asked}

    def _open(self, wanted: frozenset[str]) -> list[list[str]]:
        found = []
        for table in self.narrowing.tables:
            named = [row.name for row in table.rows if row.code in wanted]
            rows = self.narrowing.possible(table)
            if named and not all(row.code in wanted for row in rows):
                possible = [row.name for row in rows if row.code in wanted]
                found.append(possible or named)
        return found


def _each(listing: Listing[Any], field: str, words: _Words) -> Listing[Any]:
    """Return a list whose items say their cases in ``field``, before what stands there."""
    if not any(item.cases for item in listing.items):
        return listing
    items = []
    for item in listing.items:
        said, cases = getattr(item, field), words.of(item.cases)
        both = " · ".join(part for part in (cases, said) if part)
        items.append(item.model_copy(update={field: both}) if cases else item)
    return listing.model_copy(update={"items": tuple(items)})
