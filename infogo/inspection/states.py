"""Where a case is and which step leads where: one table, read by services and pages alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models


class CaseState(models.TextChoices):
    """Where a case is."""

    FLAGGED = "flagged", "ตั้งเรื่องแล้ว ยังไม่ได้ขอคำชี้แจง"
    ASKED = "asked", "รอหน่วยงานชี้แจง"
    ANSWERED = "answered", "หน่วยงานชี้แจงแล้ว รอส่วนกลางพิจารณา"
    PROPOSED = "proposed", "จัดทำข้อเสนอคณะรัฐมนตรีแล้ว"
    CLOSED = "closed", "ปิดเรื่องแล้ว"


OPEN_STATES = tuple(state for state in CaseState if state != CaseState.CLOSED)
SHORT_TH: Mapping[str, str] = {
    CaseState.FLAGGED: "ตั้งเรื่องแล้ว",
    CaseState.ASKED: "รอชี้แจง",
    CaseState.ANSWERED: "ชี้แจงแล้ว",
    CaseState.PROPOSED: "จัดทำข้อเสนอแล้ว",
    CaseState.CLOSED: "ปิดเรื่อง",
}


class Verb(models.TextChoices):
    """What somebody did with a case."""

    FLAG = "flag", "ตั้งเรื่อง ล่าช้าเกินสมควร"
    ASK = "ask", "ขอให้หน่วยงานชี้แจง"
    ANSWER = "answer", "หน่วยงานชี้แจง"
    PROPOSE = "propose", "จัดทำร่างข้อเสนอคณะรัฐมนตรี"
    CLOSE = "close", "ปิดเรื่อง"


class Outcome(models.TextChoices):
    """How a case ended."""

    FIXED = "fixed", "หน่วยงานแก้คู่มือแล้ว"
    EXPLAINED = "explained", "รับคำชี้แจงของหน่วยงาน"
    RESOLVED = "resolved", "คณะรัฐมนตรีมีมติแล้ว"
    DROPPED = "dropped", "ยุติเรื่อง ไม่พบว่าล่าช้าเกินสมควร"


@dataclass(frozen=True)
class Move:
    """A step: from which states it may be taken, and where it leads."""

    sources: tuple[CaseState, ...]
    target: CaseState


MOVES: Mapping[Verb, Move] = {
    Verb.ASK: Move((CaseState.FLAGGED, CaseState.ASKED, CaseState.ANSWERED), CaseState.ASKED),
    Verb.ANSWER: Move((CaseState.ASKED,), CaseState.ANSWERED),
    Verb.PROPOSE: Move(
        (CaseState.ASKED, CaseState.ANSWERED, CaseState.PROPOSED), CaseState.PROPOSED
    ),
    Verb.CLOSE: Move(OPEN_STATES, CaseState.CLOSED),
}
"""A proposal follows an answer, or a request whose day has passed without one."""

OUTCOMES: Mapping[Outcome, tuple[CaseState, ...]] = {
    Outcome.FIXED: (CaseState.ASKED, CaseState.ANSWERED, CaseState.PROPOSED),
    Outcome.EXPLAINED: (CaseState.ANSWERED, CaseState.PROPOSED),
    Outcome.RESOLVED: (CaseState.PROPOSED,),
    Outcome.DROPPED: OPEN_STATES,
}
"""From which states a case may end how."""

AGENCY_VERBS = frozenset({Verb.ANSWER})
"""Steps that the agency takes; all others are the central agency's."""


def verbs_of_centre(state: str, *, is_overdue: bool) -> list[Verb]:
    """Return the steps that the central agency may take now."""
    return [
        verb
        for verb, move in MOVES.items()
        if verb not in AGENCY_VERBS
        and state in move.sources
        and (verb != Verb.PROPOSE or state != CaseState.ASKED or is_overdue)
    ]


def outcomes_of(state: str) -> list[Outcome]:
    """Return how a case in this state may end."""
    return [outcome for outcome, sources in OUTCOMES.items() if state in sources]
