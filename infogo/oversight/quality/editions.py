"""Editions of the rules of the index."""

from __future__ import annotations

from infogo.core.editions import EditionKind
from infogo.oversight.quality.models import IndexRuleSet
from infogo.oversight.quality.rules import IndexParameters

INDEX_RULES = EditionKind("index_rules", IndexRuleSet, "parameters", IndexParameters)
