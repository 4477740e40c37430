"""The central review, and the cases that grow from it."""

from __future__ import annotations

from tests.office.rules.rule import FORM, Rule

CASE = {"case_id": "{case}"}
RETURN = {"seen": 2, "act": "return", "comment-remark": "ทดสอบการปฏิเสธ"}
END = {"seen": "{case_version}", "text": "ทดสอบการปฏิเสธ", "outcome": "dropped"}

RULES = {
    "central:reviews": Rule("central"),
    "central:reviews_file": Rule("central", kwargs={"kind": "csv"}),
    "central:review": Rule("central", FORM, kwargs={"draft_id": "{waiting}"}, data=RETURN),
    "central:cases": Rule("central"),
    "central:cases_file": Rule("central", kwargs={"kind": "xlsx"}),
    "central:case_search": Rule("central"),
    "central:case_new": Rule(
        "central", FORM, kwargs={"manual_id": "{standard}"}, data={"reason": "ทดสอบการปฏิเสธ"}
    ),
    "central:case": Rule("central", kwargs=CASE),
    "central:case_act": Rule("central", FORM, kwargs={**CASE, "act": "close"}, data=END),
    "central:case_paper": Rule("central", kwargs={**CASE, "number": 1, "kind": "pdf"}),
    "central:case_file": Rule("central", kwargs={**CASE, "file_id": "{case_file}"}),
}
