"""Editions of the law's parameters."""

from __future__ import annotations

from infogo.core.editions import EditionKind
from infogo.core.refusal import RefusalError
from infogo.manuals.lint.run import RULES
from infogo.manuals.models import RuleSet
from infogo.manuals.rule_sets import RuleParameters


def _has_known_rules(parameters: RuleParameters) -> None:
    if unknown := set(parameters.lint) - {rule.id for rule in RULES}:
        raise RefusalError(f"ไม่มีกฎชื่อ {', '.join(sorted(unknown))}", "lint")


RULE_SETS = EditionKind("rule_set", RuleSet, "parameters", RuleParameters, check=_has_known_rules)
