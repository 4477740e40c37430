"""Words for states, people and steps of manuals, shared by the pages about them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from infogo.editing.models import EDITABLE_STATES, DraftState
from infogo.editing.parts import BESIDE_SECTIONS
from infogo.manuals.content import SECTIONS
from infogo.manuals.models import ENDED_PROCEDURES, ManualStatus

_PARTS = (*SECTIONS, *BESIDE_SECTIONS)
SECTION_TITLES: Mapping[str, Any] = {section.code: section.title for section in _PARTS}
"""Of all that a draft may say, the cases and what else stands beside the form too."""
_WHO = re.compile(r"^officer \d+ ")
_DRAFT_KINDS: Mapping[str, str] = {
    DraftState.DRAFT: "info",
    DraftState.RETURNED: "error",
    DraftState.SUBMITTED: "warning",
    DraftState.IN_REVIEW: "warning",
    DraftState.APPROVED: "warning",
}
_VERBS: Mapping[str, str] = {
    "adopt": "รับคู่มือมาตรฐานกลางมาใช้",
    "begin": "เริ่มคู่มือ",
    "edit": "แก้ร่าง",
    "publish": "เผยแพร่ฉบับใหม่",
    "withdraw": "ยกเลิกคู่มือ",
    "retire_manual": "เลิกใช้ เพราะรวมหน่วยงานแล้วใช้อีกฉบับ",
    "reopen": "เปิดใช้อีกครั้ง",
    "decide-standard-change": "ตัดสินเรื่องคู่มือมาตรฐานกลางที่เปลี่ยน",
    "standard-changed": "คู่มือมาตรฐานกลางเปลี่ยนในข้อที่หน่วยงานเขียนเอง",
    "draft-begin": "เริ่มร่าง",
    "draft-submit": "ส่งให้ผู้อนุมัติ",
    "draft-take-back": "เอากลับมาแก้",
    "draft-approve": "อนุมัติ",
    "draft-pass-review": "ผ่านการตรวจของส่วนกลาง",
    "draft-return": "ส่งกลับแก้ไข",
    "draft-publish": "เผยแพร่ตามเวลาที่ตั้งไว้",
    "draft-discard": "ทิ้งร่าง",
}


@dataclass(frozen=True)
class State:
    """A state in words; ``kind`` is how ``tag`` shows it."""

    words: str
    kind: str


def public_state(*, status: str, procedure_status: str, is_published: bool) -> State:
    """Say what citizens can see of a manual."""
    ended = procedure_status in ENDED_PROCEDURES
    if ended or status == ManualStatus.WITHDRAWN:
        return State("ยกเลิก", "neutral")
    if not is_published or status == ManualStatus.DRAFT:
        return State("ยังไม่เผยแพร่", "neutral")
    return State("เผยแพร่แล้ว", "success")


def draft_state(state: str) -> State:
    """Say where an open draft is."""
    words = "มีร่าง" if state == DraftState.DRAFT else str(DraftState(state).label)
    return State(words, _DRAFT_KINDS.get(state, "neutral"))


def is_editable(state: str) -> bool:
    """Whether texts of a draft in this state can be changed."""
    return state in EDITABLE_STATES


def person_name(actor: str) -> str:
    """Return the name alone of somebody whom records name with her number."""
    return _WHO.sub("", actor)


def step_words(verb: str, detail: Mapping[str, Any]) -> str:
    """Say what a line of the audit trail of a manual tells."""
    words = _VERBS.get(verb, verb)
    if verb == "edit" and detail.get("section") in SECTION_TITLES:
        return f"{words}: {SECTION_TITLES[detail['section']]}"
    if verb == "publish" and "edition" in detail:
        return f"เผยแพร่ฉบับที่ {detail['edition']}"
    note = detail.get("note") or detail.get("detail")
    return f"{words}: {note}" if isinstance(note, str) and note else words


def titles_of(codes: Collection[str]) -> list[str]:
    """Return the titles of sections in the order of the form, what stands beside it last."""
    return [str(section.title) for section in _PARTS if section.code in codes]
