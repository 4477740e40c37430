"""Every test of editing has the law of 2558 in force, and may ask for a standard manual."""

from __future__ import annotations

import pytest

from infogo.manuals.models import Manual, RuleSet
from tests.editing.office import good_content
from tests.factories import standard_manual
from tests.manuals.lint.law import enact


@pytest.fixture(autouse=True)
def law(db: None) -> RuleSet:
    """Put the demonstration country's rule set in force."""
    return enact()


@pytest.fixture
def manual() -> Manual:
    """Return a published standard manual with a remark to change."""
    return standard_manual(content=good_content(remark="เดิม"))
