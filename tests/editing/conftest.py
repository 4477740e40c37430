"""Every test of editing has the law of 2558 in force."""

from __future__ import annotations

import pytest

from infogo.manuals.models import RuleSet
from tests.manuals.lint.law import enact


@pytest.fixture(autouse=True)
def law(db: None) -> RuleSet:
    """Put the demonstration country's rule set in force."""
    return enact()
