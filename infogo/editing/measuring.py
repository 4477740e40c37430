"""How large a change is, in sections and words: what a reviewer's queue is narrowed by."""

from __future__ import annotations

from collections.abc import Iterable

from infogo.editing.models import Draft, ReviewMeasure
from infogo.editing.queue import changed_beside
from infogo.editing.reading import CheckedDraft, public_content
from infogo.editing.selectors import draft_comparison
from infogo.manuals.diff import Change, SectionDiff
from infogo.manuals.rule_sets import Severity
from infogo.thai.segment import raw_words


def changed_words(sections: Iterable[SectionDiff]) -> int:
    """Return how many words were added and taken away."""
    return sum(
        len(raw_words(run.text))
        for section in sections
        for field in section.fields
        for item in field.items
        for line in item.lines
        for run in line.runs
        if run.change is not Change.KEPT
    )


def all_changed(draft: Draft, checked: CheckedDraft) -> list[SectionDiff]:
    """Return everything that publishing would change, beside the form too."""
    beside = changed_beside(public_content(draft), checked.reading.content)
    return [*draft_comparison(draft, checked).changed, *beside]


def measure_for_review(draft: Draft, checked: CheckedDraft) -> ReviewMeasure:
    """Write down how large a draft's change is; again when it comes again."""
    changed = all_changed(draft, checked)
    severities = [finding.severity for finding in checked.findings]
    measure, _is_new = ReviewMeasure.objects.update_or_create(
        draft=draft,
        defaults={
            "sections": len(changed),
            "words": changed_words(changed),
            "is_first": draft.base_id is None,
            "warnings": severities.count(Severity.WARNING),
            "advice": severities.count(Severity.ADVICE),
        },
    )
    return measure
