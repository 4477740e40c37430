"""Deciding about manuals."""

from __future__ import annotations

from tests.office.rules.rule import FORM, Rule

RETURN = {"seen": 2, "act": "return", "comment-remark": "ทดสอบการปฏิเสธ"}

RULES = {
    "office:approvals": Rule("list"),
    "office:reviews": Rule("central"),
    "office:draft_decide": Rule("object", FORM, kwargs={"draft_id": "{waiting}"}, data=RETURN),
}
