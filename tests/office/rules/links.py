"""Broken web addresses."""

from __future__ import annotations

from tests.office.people import MANUAL_ONLY, POINT_ONLY
from tests.office.rules.rule import Rule

RULES = {"office:links": Rule("list", lists_for=(MANUAL_ONLY, POINT_ONLY))}
