"""The rule set of the demonstration country, for tests of the lint."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from infogo.manuals.content import ManualContent
from infogo.manuals.lint.findings import Finding, Subject
from infogo.manuals.lint.run import check
from infogo.manuals.models import RuleSet
from infogo.manuals.rule_sets import RuleParameters

FILE = Path(__file__).resolve().parents[3] / "demo" / "data" / "rule_sets.json"
(LAW_OF_2558,) = json.loads(FILE.read_text(encoding="utf-8"))
PARAMETERS = RuleParameters.model_validate(LAW_OF_2558["parameters"])
TODAY = date(2026, 3, 2)


def enact(**changed: Any) -> RuleSet:
    """Store the rule set of the demonstration country, with other columns where given."""
    columns = ("code", "name_th", "effective_from", "effective_to", "parameters")
    given = {name: LAW_OF_2558[name] for name in columns}
    return RuleSet.objects.create(**{**given, **changed})


def findings(content: ManualContent, rule: str, **given: Any) -> list[Finding]:
    """Return what one rule finds in a content under the law of the demonstration country."""
    subject = Subject(content=content, today=TODAY, **given)
    return [finding for finding in check(subject, PARAMETERS) if finding.rule == rule]
