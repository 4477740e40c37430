"""Everyday words of manuals, and searches that found nothing."""

from __future__ import annotations

from tests.office.people import MANUAL_ONLY
from tests.office.rules.rule import FORM, Rule

RULES = {
    "office:manual_tags": Rule(
        "object",
        FORM,
        kwargs={"manual_id": "{standard}"},
        data={"act": "save", "new": "ทดสอบการปฏิเสธ"},
    ),
    "office:failed_searches": Rule("list", lists_for=(MANUAL_ONLY,)),
}
