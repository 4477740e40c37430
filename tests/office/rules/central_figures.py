"""Satisfaction, transactions and delays of the country."""

from __future__ import annotations

from tests.office.rules.rule import FORM, Rule

DOUBT = {"row_id": "{doubted_row}", "kind": "jump"}

RULES = {
    "central:delays": Rule("central"),
    "central:delays_reasons": Rule("central"),
    "central:delays_promises": Rule("central"),
    "central:delay_cases": Rule("central"),
    "central:delay_receipts": Rule("central"),
    "central:satisfaction": Rule("central"),
    "central:satisfaction_sides": Rule("central"),
    "central:satisfaction_changes": Rule("central"),
    "central:satisfaction_unanswered": Rule("central"),
    "central:ratings": Rule("central"),
    "central:volumes": Rule("central"),
    "central:volumes_years": Rule("central"),
    "central:volumes_reporting": Rule("central"),
    "central:volume_rows": Rule("central"),
    "central:volume_reports": Rule("central"),
    "central:volume_doubts": Rule("central"),
    "central:volume_doubt": Rule("central", FORM, kwargs=DOUBT, data={"act": "seen"}),
}
