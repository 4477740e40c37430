"""Reading a draft whole: its content, what the rules say, and whether anything changed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from infogo.editing.models import Draft
from infogo.editing.parts import Reading, fact_findings, read_overrides, read_standard
from infogo.manuals.content import (
    COMPARED,
    LocalOverrides,
    ManualContent,
    overridden_sections,
)
from infogo.manuals.lint.findings import Finding
from infogo.manuals.lint.run import check
from infogo.manuals.lint.subjects import subject_of
from infogo.manuals.models import Manual, ManualRevision
from infogo.manuals.part import Part
from infogo.manuals.procedure_facts import changed_fact_sections, fact_problems, facts_of
from infogo.manuals.rule_sets import parameters_on
from infogo.manuals.threeway import changed_sections, stale_sections
from infogo.pins.selectors import pins_of


@dataclass(frozen=True)
class CheckedDraft:
    """A draft as it reads today; ``changed`` are the sections that differ from what is public."""

    draft: Draft
    reading: Reading
    findings: tuple[Finding, ...]
    changed: tuple[str, ...]
    is_different: bool

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """Return what stops a submission."""
        return tuple(finding for finding in self.findings if finding.is_blocking)


def read_draft(draft: Draft) -> Reading:
    """Return what the draft says now; three queries at most, none for a row of ``queue``."""
    parts = {part.section: part.values for part in draft.sections.all()}
    if draft.manual.is_standard:
        return read_standard(parts, _content(draft.base))
    return read_overrides(parts, standard_content(draft))


def check_draft(draft: Draft, today: date) -> CheckedDraft:
    """Read a draft and let the rules in force on ``today`` look at it."""
    reading = read_draft(draft)
    point_count = None
    if not draft.manual.is_standard:
        point_count = pins_of(draft.manual).count()
    subject = subject_of(
        draft.manual,
        reading.content,
        today=today,
        overrides=reading.overrides,
        point_count=point_count,
    )
    # A part that could not be read would also look empty; its problems are enough to say of it.
    unread = {problem.section for problem in reading.problems}
    found = [each for each in check(subject, parameters_on(today)) if each.section not in unread]
    before = public_content(draft)
    facts, wrong = _check_facts(draft, reading, today)
    return CheckedDraft(
        draft=draft,
        reading=reading,
        findings=(*reading.problems, *wrong, *found),
        changed=in_form_order((*facts, *changed_sections(before, reading.content))),
        is_different=bool(facts) or _is_different(draft, reading.document),
    )


def in_form_order(codes: Collection[str]) -> tuple[str, ...]:
    """Return the codes of sections in the order of the official form, the cases behind it."""
    return tuple(section.code for section in COMPARED if section.code in codes)


def _check_facts(
    draft: Draft, reading: Reading, today: date
) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """Return the items of the form whose facts the draft changes, and what is wrong with them."""
    changed = fact_sections(draft, reading)
    if reading.facts is None or not changed:
        return (), ()
    return changed, fact_findings(fact_problems(reading.facts, draft.manual.procedure, today))


def fact_sections(draft: Draft, reading: Reading) -> tuple[str, ...]:
    """Return the codes of the items of the form in which the draft changes the procedure."""
    if reading.facts is None:
        return ()
    return changed_fact_sections(facts_of(draft.manual.procedure), reading.facts)


def public_content(draft: Draft) -> ManualContent:
    """Return what citizens read before this draft is published; empty before a first edition."""
    base = draft.base
    if draft.manual.is_standard:
        return _content(base) or ManualContent()
    standard = standard_content(draft)
    if base is None:
        return standard
    return read_overrides({"all": base.content}, standard).content


def standard_content(draft: Draft) -> ManualContent:
    """Return the standard edition that an adopting agency's draft was written on."""
    return _content(draft.standard_base) or ManualContent()


def local_content(revision: ManualRevision | None) -> Part:
    """Return the overrides that an edition of an adopting agency holds."""
    return LocalOverrides.model_validate(revision.content if revision else {})


def newest_standard(manual: Manual) -> ManualRevision | None:
    """Return the standard edition that an adopting agency follows now."""
    return manual.standard.current if manual.standard else None


def _is_different(draft: Draft, document: Part) -> bool:
    """Whether publishing would change anything.

    An adopting agency that keeps its text although the standard's changed decides something:
    the edition then rests on the new standard.
    """
    if draft.base is None:
        return draft.manual.is_standard or bool(overridden_sections(document))
    if draft.manual.is_standard:
        return bool(_content(draft.base) != document)
    mine = local_content(draft.base)
    rested_on = _content(draft.base.based_on) or ManualContent()
    return bool(mine != document) or bool(stale_sections(rested_on, standard_content(draft), mine))


def _content(revision: ManualRevision | None) -> ManualContent | None:
    return ManualContent.model_validate(revision.content) if revision else None
