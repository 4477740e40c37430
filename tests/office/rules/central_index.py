"""The index of service quality."""

from __future__ import annotations

from tests.office.rules.rule import Rule

RULES = {
    "central:index": Rule("central"),
    "central:index_parts": Rule("central"),
    "central:index_records": Rule("central", kwargs={"code": "in_time"}),
}
