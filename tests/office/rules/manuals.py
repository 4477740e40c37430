"""Manuals and their drafts."""

from __future__ import annotations

from tests.office.people import MANUAL_ONLY, POINT_ONLY
from tests.office.rules.rule import FORM, POST_ONLY, Rule

SEEN = {"seen": 1}
BEGUN = {
    "agency": "{agency}",
    "name": "เรื่องใหม่",
    "official_name": "การออกใบอนุญาตใหม่",
    "then": "follow",
}
MANUAL = {"manual_id": "{manual}"}
DRAFT = {"draft_id": "{draft}"}

RULES = {
    "office:manuals": Rule("list", lists_for=(MANUAL_ONLY, POINT_ONLY)),
    "office:manual_new": Rule("list"),
    "office:manual_adopt": Rule("list", FORM, kwargs={"procedure_id": "{adoptable}"}, data=BEGUN),
    "office:manual_blank": Rule("list", FORM, data=BEGUN),
    "office:manual": Rule("object", kwargs=MANUAL),
    "office:manual_edit": Rule("object", POST_ONLY, kwargs=MANUAL),
    "office:manual_compare": Rule("object", kwargs=MANUAL),
    "office:draft": Rule("object", kwargs=DRAFT),
    "office:draft_preview": Rule("object", kwargs=DRAFT),
    "office:draft_legal": Rule("object", kwargs=DRAFT),
    "office:draft_diff": Rule("object", kwargs=DRAFT),
    "office:draft_submit": Rule("object", FORM, kwargs=DRAFT, data=SEEN),
    "office:draft_withdraw": Rule("object", POST_ONLY, kwargs=DRAFT, data=SEEN),
    "office:draft_discard": Rule("object", FORM, kwargs=DRAFT, data=SEEN),
}
