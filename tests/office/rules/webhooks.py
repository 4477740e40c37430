"""Addresses to which changes are sent."""

from __future__ import annotations

from tests.office.rules.rule import FORM, POST_ONLY, Rule

WEBHOOK = {"webhook_id": "{webhook}"}

RULES = {
    "office:webhooks": Rule("list"),
    "office:webhook_new": Rule("list", FORM, data={"name": "x", "agency": "{agency}"}),
    "office:webhook": Rule("object", kwargs=WEBHOOK),
    "office:webhook_do": Rule("object", POST_ONLY, kwargs=WEBHOOK, data={"do": "pause"}),
    "office:webhook_secret": Rule("object", POST_ONLY, kwargs=WEBHOOK),
    "office:webhook_end": Rule("object", FORM, kwargs=WEBHOOK),
}
