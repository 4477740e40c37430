"""The rule about cases: tables without gap or contradiction, names that exist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from infogo.manuals.case_tables import Fault, faults_of, unknown_cases
from infogo.manuals.content import CASES, ManualContent
from infogo.manuals.lint.findings import Hit, Subject
from infogo.manuals.rule_sets import RuleParameters, Severity

NAMING = ("channels", "steps", "documents", "fees")
"""Fields whose items name cases; each is also the code of its section."""


def broken_cases(subject: Subject, parameters: RuleParameters) -> Iterator[Hit]:
    """Tell everything that would give somebody a wrong list, or none.

    The tables are the standard's: an adopting agency is told only of what its own items name.
    """
    for fault in case_faults(subject.content, is_standard=subject.own_sections is None):
        section = fault.path.partition(".")[0]
        yield Hit(
            section=section if section in NAMING else CASES.code,
            path=fault.path,
            reason=fault.reason,
            todo=fault.todo,
            at_most=Severity.BLOCKING if fault.is_grave else Severity.WARNING,
        )
    for at, table in enumerate(subject.content.cases):
        for place, row in enumerate(table.rows):
            if row.instead in subject.missing_services:
                yield Hit(
                    section=CASES.code,
                    path=f"cases.{at}.rows.{place}.instead",
                    reason=_("ไม่มีบริการรหัส “%(code)s”") % {"code": row.instead},
                    todo=_("เลือกบริการจากรายการที่ขึ้นมาเมื่อพิมพ์ชื่อ หรือเว้นว่าง"),
                )


def case_faults(content: ManualContent, *, is_standard: bool = True) -> Sequence[Fault]:
    """Return what is wrong with the cases of a content."""
    named = _named(content)
    if not is_standard:
        return tuple(unknown_cases(content.cases, named))
    if not (content.questions or content.cases or named):
        return ()
    return faults_of(content.questions, content.cases, named)


def _named(content: ManualContent) -> Mapping[str, tuple[str, ...]]:
    """Return the codes that items name, by the path of the field."""
    return {
        f"{name}.{at}.cases": item.cases
        for name in NAMING
        for at, item in enumerate(getattr(content, name).items)
        if item.cases
    }
