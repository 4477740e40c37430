"""Ratings by citizens, ready texts and improvements."""

from __future__ import annotations

from tests.office.rules.rule import FORM, POST_ONLY, Rule

RATING, HELD = ({"rating_id": name} for name in ("{rating}", "{held_rating}"))
TEXT, IMPROVEMENT = {"template_id": "{ready_text}"}, {"improvement_id": "{improvement}"}
READY = {"title": "ทดสอบการปฏิเสธ", "text": "ทดสอบ"}
TOLD = {"theme": "รอนาน", "change": "เพิ่มช่อง", "revision": "0"}

RULES = {
    "office:ratings": Rule("list"),
    "office:ratings_held": Rule("list", FORM, data={"rating": "{held_rating}", "act": "release"}),
    "office:rating_trends": Rule("list"),
    "office:ratings_table": Rule("list"),
    "office:rating": Rule("object", FORM, kwargs=RATING, data={"kind": "public", "text": "ขอบคุณ"}),
    "office:rating_hide": Rule(
        "object", FORM, kwargs=RATING, data={"reason": "rude", "text": "ทดสอบการปฏิเสธ"}
    ),
    "office:rating_release": Rule("object", POST_ONLY, kwargs=HELD),
    "office:ready_texts": Rule("list"),
    "office:ready_text_new": Rule("object", FORM, kwargs={"agency_id": "{agency}"}, data=READY),
    "office:ready_starters": Rule("object", POST_ONLY, kwargs={"agency_id": "{agency}"}),
    "office:ready_text": Rule("object", FORM, kwargs=TEXT, data=READY),
    "office:ready_text_remove": Rule("object", POST_ONLY, kwargs=TEXT),
    "office:improvements": Rule("list"),
    "office:improvement_manual": Rule("list"),
    "office:improvement_new": Rule("object", FORM, kwargs={"manual_id": "{manual}"}, data=TOLD),
    "office:improvement_withdraw": Rule("object", POST_ONLY, kwargs=IMPROVEMENT),
}
