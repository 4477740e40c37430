"""Editing the sections of a draft."""

from __future__ import annotations

from tests.office.rules.rule import FORM, POST_ONLY, Rule

RULES = {
    "office:draft_section": Rule(
        "object",
        FORM,
        kwargs={"draft_id": "{draft}", "code": "remark"},
        data={"remark": "ทดสอบการปฏิเสธ", "seen": "1", "whole": "1"},
    ),
    "office:draft_release": Rule("object", POST_ONLY, kwargs={"draft_id": "{draft}"}),
}
