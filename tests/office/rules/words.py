"""Everyday words of manuals, and searches that found nothing."""

from __future__ import annotations

from tests.office.people import MANUAL_ONLY
from tests.office.rules.rule import FORM, POST_ONLY, Rule

RULES = {
    "office:manual_tags": Rule(
        "object",
        FORM,
        kwargs={"manual_id": "{standard}"},
        data={"act": "save", "new": "ทดสอบการปฏิเสธ"},
    ),
    "office:word_proposal": Rule(
        "object",
        POST_ONLY,
        kwargs={"manual_id": "{standard}", "proposal_id": "{word_proposal}"},
        data={"act": "decline", "answer": "ทดสอบการปฏิเสธ"},
    ),
    "office:failed_searches": Rule("list", lists_for=(MANUAL_ONLY,)),
}
