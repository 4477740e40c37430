"""Electronic channels of agencies."""

from __future__ import annotations

from tests.office.rules.rule import FORM, POST_ONLY, Rule

AGENCY = {"agency_id": "{agency}"}
CHANNEL = {**AGENCY, "channel_id": "{e_channel}"}
DECLARATION = {"declaration_id": "{declaration}"}
FACTS = {"kind": "email", "address": "x@y.go.th", "opened_on": "1 ม.ค. 2567"}

RULES = {
    "office:channels": Rule("list"),
    "office:channels_agency": Rule("object", kwargs=AGENCY),
    "office:channel_new": Rule("object", FORM, kwargs=AGENCY, data=FACTS),
    "office:channel_edit": Rule("object", FORM, kwargs=CHANNEL, data=FACTS),
    "office:channel_close": Rule("object", POST_ONLY, kwargs=CHANNEL),
    "office:channel_declare": Rule(
        "object",
        FORM,
        kwargs={**AGENCY, "section": 16},
        data={"answer": "at_it", "seen": "0"},
    ),
    "office:declaration_file": Rule("object", kwargs=DECLARATION),
}
