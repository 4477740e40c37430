"""Pinning manuals at points: whoever edits either may open the lists, each record its editors."""

from __future__ import annotations

from tests.office.people import MANUAL_ONLY, POINT_ONLY
from tests.office.rules.rule import FORM, POST_ONLY, Rule

MANUAL = {"manual_id": "{pinned_manual}"}
POINT = {"point_id": "{pinned_point}"}
TICKED = {"shown": "1,2", "pick": "1", "act": "review"}

RULES = {
    "office:pins": Rule("list", FORM, lists_for=(POINT_ONLY, MANUAL_ONLY)),
    "office:pin": Rule("object", FORM, kwargs={"pin_id": "{pin}"}, data={"act": "confirm"}),
    "office:manual_pins": Rule("object", FORM, kwargs=MANUAL, data=TICKED),
    "office:manual_pins_review": Rule("object", FORM, kwargs=MANUAL),
    "office:manual_pins_undo": Rule("object", POST_ONLY, kwargs=MANUAL),
    "office:manual_pins_facts": Rule(
        "object", FORM, kwargs=MANUAL, data={"act": "confirm", "scope": "all"}
    ),
    "office:point_pins": Rule("object", FORM, kwargs=POINT, data=TICKED),
    "office:point_pins_review": Rule("object", FORM, kwargs=POINT),
    "office:point_pins_undo": Rule("object", POST_ONLY, kwargs=POINT),
    "office:point_pins_facts": Rule(
        "object", FORM, kwargs=POINT, data={"act": "confirm", "scope": "all"}
    ),
}
