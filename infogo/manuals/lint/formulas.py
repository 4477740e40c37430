"""The rule that is no law: a formula gives what its officers worked out by hand."""

from __future__ import annotations

from collections.abc import Iterator

from infogo.manuals.formula_check import faults_in
from infogo.manuals.lint.findings import Hit, Subject
from infogo.manuals.rule_sets import RuleParameters, Severity


def formula_examples(subject: Subject, parameters: RuleParameters) -> Iterator[Hit]:
    """Compute every example of every formula; whatever does not fit stops a publication."""
    for section, fault in faults_in(subject.content):
        yield Hit(
            section=section,
            path=fault.path,
            reason=fault.reason,
            todo=fault.todo,
            at_most=Severity.WARNING if fault.is_light else Severity.BLOCKING,
        )
