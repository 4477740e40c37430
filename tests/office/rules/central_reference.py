"""Reference data that all agencies share: central administrators alone edit it."""

from __future__ import annotations

from tests.office.rules.rule import FORM, Rule

ANNOUNCEMENT = {"announcement_id": "{announcement}"}
DAY = {"day": "{holiday}"}
SYNONYM = {"key": "{synonym}"}
TAG = {"tag_id": "{tag}"}
KIND = {"kind": "topic"}
HEADING = {**KIND, "heading_id": "{topic}"}
EVENT = {"event_id": "{event}"}
VOCABULARY = {"vocabulary": "step_type"}
TERM = {"term_id": "{term}"}
EDITIONS = {"room": "rules"}
EDITION = {**EDITIONS, "edition_id": "{coming_rule_set}"}
ENDING = {"reason": "ไม่ใช้แล้ว", "act": "save", "seen": "x"}


def edited(kwargs: dict[str, str] | None = None, **data: str) -> Rule:
    """Return the rule of an editor, sent as if to save."""
    return Rule("central", FORM, kwargs=kwargs or {}, data={**ENDING, **data})


RULES = {
    "central:reference": Rule("central"),
    "central:announcements": Rule("central"),
    "central:announcement_new": edited(text_th="ปิดปรับปรุง"),
    "central:announcement": edited(ANNOUNCEMENT),
    "central:announcement_withdraw": edited(ANNOUNCEMENT),
    "central:holidays": Rule("central"),
    "central:holiday_new": edited(on="1 มกราคม 2580", name_th="x", source="y"),
    "central:holiday": edited(DAY),
    "central:holiday_drop": edited(DAY),
    "central:synonyms": Rule("central"),
    "central:synonym_new": edited(phrases="ก", means="ข", weight="0.5"),
    "central:synonym": edited(SYNONYM),
    "central:synonym_end": edited(SYNONYM),
    "central:tags": Rule("central"),
    "central:tag": edited(TAG, into="คำอื่น"),
    "central:tag_drop": edited(TAG),
    "central:headings": Rule("central", kwargs=KIND),
    "central:heading_new": edited(KIND, name_th="ใหม่", name_en="New", slug="new"),
    "central:heading_order": edited(KIND),
    "central:heading": edited(HEADING),
    "central:heading_end": edited(HEADING),
    "central:stages": edited(EVENT),
    "central:vocabularies": Rule("central"),
    "central:vocabulary": Rule("central", kwargs=VOCABULARY),
    "central:term_new": edited(VOCABULARY, code="new"),
    "central:term": edited(TERM),
    "central:term_end": edited(TERM),
    "central:term_withdraw": edited(TERM),
    "central:editions": Rule("central", kwargs=EDITIONS),
    "central:edition_new": edited(EDITIONS, code="new", name_th="ใหม่"),
    "central:edition": Rule("central", kwargs=EDITION),
    "central:edition_withdraw": edited(EDITION),
}
