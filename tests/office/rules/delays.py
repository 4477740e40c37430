"""Delayed requests, what is done with them, and their letters."""

from __future__ import annotations

from tests.office.people import MANUAL_ONLY, POINT_ONLY
from tests.office.rules.rule import FORM, Rule

SEEING = (POINT_ONLY, MANUAL_ONLY)
CASE = {"case_id": "{delay_case}"}
NOTICE = {**CASE, "notice_id": "{delay_notice}"}
TODAY = "1/1/2569"

RULES = {
    "office:delays": Rule("list", lists_for=SEEING),
    "office:delays_export": Rule("list", lists_for=SEEING),
    "office:delay_new": Rule("list", FORM, data={"reference": "1/2569"}),
    "office:delay": Rule("object", kwargs=CASE),
    "office:delay_notice": Rule("object", FORM, kwargs=CASE, data={"sent_on": TODAY}),
    "office:delay_pause": Rule("object", FORM, kwargs=CASE, data={"begins_on": TODAY}),
    "office:delay_resume": Rule("object", FORM, kwargs=CASE, data={"ends_on": TODAY}),
    "office:delay_extend": Rule("object", FORM, kwargs=CASE, data={"value": "3"}),
    "office:delay_close": Rule("object", FORM, kwargs=CASE, data={"decided_on": TODAY}),
    "office:delay_refuse": Rule("object", FORM, kwargs=CASE, data={"decided_on": TODAY}),
    "office:delay_refusal_letter": Rule("object", kwargs={"case_id": "{refused_case}"}),
    "office:delay_told": Rule("object", FORM, kwargs=CASE, data={"told_on": TODAY}),
    "office:delay_reopen": Rule("object", FORM, kwargs=CASE, data={"reason": "ทดสอบการปฏิเสธ"}),
    "office:delay_letter": Rule("object", kwargs=NOTICE),
    "office:delay_copied": Rule("object", FORM, kwargs=NOTICE, data={"copied_on": TODAY}),
    "office:delay_notice_remove": Rule(
        "object", FORM, kwargs=NOTICE, data={"reason": "ทดสอบการปฏิเสธ"}
    ),
}
