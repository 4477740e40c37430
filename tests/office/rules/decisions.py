"""Deciding about manuals."""

from __future__ import annotations

from tests.office.people import MANUAL_ONLY
from tests.office.rules.rule import FORM, Rule

RETURN = {"seen": 2, "act": "return", "comment-remark": "ทดสอบการปฏิเสธ"}
REASON = {"reason": "ทดสอบการปฏิเสธ"}
CANCEL = {**REASON, "instead": "ไปที่อื่น", "step": "confirm"}

RULES = {
    "office:approvals": Rule("list"),
    "office:draft_decide": Rule("object", FORM, kwargs={"draft_id": "{waiting}"}, data=RETURN),
    "office:manual_cancel": Rule("object", FORM, kwargs={"manual_id": "{changed}"}, data=CANCEL),
    "office:manual_reopen": Rule("object", FORM, kwargs={"manual_id": "{changed}"}, data=REASON),
    "office:standard_changes": Rule("list", lists_for=(MANUAL_ONLY,)),
    "office:standard_change": Rule(
        "object",
        FORM,
        kwargs={"manual_id": "{changed}"},
        data={"seen": "{standard_edition}", "everywhere": "follow"},
    ),
}
