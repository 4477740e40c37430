"""Reports of readers in the whole country."""

from __future__ import annotations

from tests.office.rules.rule import Rule

RULES = {"central:page_reports": Rule("central")}
