"""Coverage of the country."""

from __future__ import annotations

from tests.office.rules.rule import Rule

RULES = {
    "central:coverage_first": Rule("central", answer=302),
    "central:coverage": Rule("central", kwargs={"room": "points"}),
    "central:coverage_records": Rule("central", kwargs={"code": "points"}),
}
