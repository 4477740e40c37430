"""The central agency's part of section 22."""

from __future__ import annotations

from tests.office.rules.rule import FORM, Rule

DECLARATION = {"declaration_id": "{declaration}"}
REPORT = {"report_id": "{e_act_report}"}

RULES = {
    "central:declarations": Rule("central"),
    "central:declaration": Rule(
        "central", FORM, kwargs=DECLARATION, data={"review": "accepted", "seen": "1"}
    ),
    "central:e_act": Rule("central"),
    "central:e_act_agencies": Rule("central"),
    "central:e_act_file": Rule("central", kwargs={"kind": "xlsx"}),
    "central:e_act_report": Rule("central", kwargs=REPORT),
    "central:e_act_report_file": Rule("central", kwargs={**REPORT, "kind": "xlsx"}),
}
