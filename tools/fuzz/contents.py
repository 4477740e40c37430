"""The target that reads what a manual says: the one JSON document, and all that is done with it."""

from __future__ import annotations

from tools.fuzz import mutate
from tools.fuzz.target import Ready

MOST_SEEDS = 250


def contents() -> Ready:
    """Read a content; check, compare, narrow and print what can be read."""
    import django

    django.setup()
    from pydantic import ValidationError

    from infogo.core.dates import bangkok_now
    from infogo.manuals.case_words import told
    from infogo.manuals.content import ManualContent, merge
    from infogo.manuals.diff import diff_contents
    from infogo.manuals.formula_check import faults_in
    from infogo.manuals.lint.findings import Subject
    from infogo.manuals.lint.run import check
    from infogo.manuals.measures import measures_of
    from infogo.manuals.models import Manual
    from infogo.manuals.rule_sets import parameters_on
    from infogo.manuals.threeway import changed_sections

    today = bangkok_now().date()
    parameters = parameters_on(today)
    rows = (
        Manual.objects.exclude(current=None)
        .order_by("pk")
        .values_list("current__content", flat=True)[:MOST_SEEDS]
    )
    seeds = [ManualContent.model_validate(row).model_dump_json().encode() for row in rows]
    before = ManualContent.model_validate_json(seeds[0])

    def run(data: bytes) -> str:
        content = ManualContent.model_validate_json(data)
        again = ManualContent.model_validate_json(content.model_dump_json())
        if again != content:
            raise AssertionError("a content that was written is read as another")
        faults = list(faults_in(content))
        found = check(Subject(content, today), parameters)
        told(content)
        measures_of(content)
        diff_contents(before, content)
        changed = changed_sections(before, content)
        merge(content, None)
        return f"{len(faults)} {len(found)} {len(changed)}"

    return Ready(run, seeds, (ValidationError,), mutate.as_json)
