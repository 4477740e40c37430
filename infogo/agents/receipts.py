"""What every answer carries: whose manual, which edition, which field, how fresh, and where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Literal

from django.db.models import Q
from pydantic import BaseModel, Field

from infogo.agents.errors import ToolRefusedError
from infogo.core.dates import BANGKOK, bangkok_now
from infogo.manuals.models import Manual, Procedure, ProcedureStatus
from infogo.manuals.selectors import MergedManual, merged_manual
from infogo.records.manuals import ManualRecord, manual_record, whole_manuals

STALE_AFTER = timedelta(days=2 * 366)
"""Facts that nobody checked for so long are no answer any more."""
SAMPLE_TH = "ข้อมูลตัวอย่าง ยังไม่มีหน่วยงานรับรอง ถามหน่วยงานก่อนใช้จริง"
SAMPLE_EN = "An unverified sample; no agency has confirmed it. Ask the agency before relying on it."


class Receipt(BaseModel):
    """Where a fact comes from, so that anybody can check it."""

    manual: int = Field(description="Id of the manual")
    edition: int = Field(description="Number of its edition")
    hash: str = Field(description="SHA-256 of the edition in the chain of editions")
    field: str = Field(description="Path of the field in GET /api/v1/manuals/{manual}")
    checked_on: date | None = Field(description="Day on which the facts were checked or published")
    url: str = Field(description="Page that a person can open")
    caution: str = Field(description="What to tell the reader about it; empty when confirmed")


class RecordReceipt(BaseModel):
    """The same for a fact of a record that has no editions: a place or an agency."""

    record: str = Field(description="Address of the record in the API, where every field stands")
    updated_at: datetime = Field(description="Its version: the time of its last change")
    checked_on: date | None = Field(description="Day on which it was checked; null: never said")
    source_th: str = Field(description="Where it comes from")
    url: str = Field(description="Page that a person can open")


class Unknown(BaseModel):
    """A question that cannot be answered: say so instead of guessing."""

    field: str = Field(description="Path of the field")
    reason: str = Field(
        description="empty (nobody wrote it), stale (checked too long ago), open (ask the open"
        " questions), needs_input, not_computable, not_in_force (on that day) or no_points"
    )
    say: str = Field(description="What to tell the reader, in the language asked for")


def manual_for(procedure: int, agency: int | None = None) -> MergedManual:
    """Return the standard manual of a procedure, or an agency's; a merged one leads on.

    Raises:
        ToolRefusedError: there is none that citizens can use; says what to do.
    """
    manuals = whole_manuals().filter(procedure=procedure)
    of_whom = Q(agency=agency) if agency else Q(standard=None)
    found: Manual | None = manuals.filter(of_whom).first()
    if found is not None:
        return merged_manual(found)
    named = Procedure.objects.filter(pk=procedure).first()
    if named and named.status == ProcedureStatus.MERGED and named.merged_into_id:
        return manual_for(named.merged_into_id, agency)
    if agency and manuals.exists():
        raise ToolRefusedError(
            f"Agency {agency} has no manual of procedure {procedure}. Call again without agency for"
            " the standard manual, or find the agency with find_agency."
        )
    raise ToolRefusedError(
        f"There is no procedure {procedure} that citizens can use. Find one with search_services."
    )


def receipts_of(procedures: Sequence[int], language: str) -> dict[int, Receipt]:
    """Return by procedure the receipt of its standard manual's key facts, in one query."""
    rows = whole_manuals().filter(procedure__in=procedures, standard=None)
    made = [manual_record(merged_manual(row)) for row in rows if row.current]
    return {record.procedure: receipt(record, "facts", language) for record in made}


def checked_on(record: ManualRecord) -> date | None:
    """Return when the facts of a manual were last looked at: checked, or published."""
    published = record.edition.published_at
    return record.checked_on or (published.astimezone(BANGKOK).date() if published else None)


def is_stale(record: ManualRecord) -> bool:
    """Return whether nobody looked at its facts for too long."""
    day = checked_on(record)
    return day is None or bangkok_now().date() - day > STALE_AFTER


def receipt(record: ManualRecord, field: str, language: str) -> Receipt:
    """Return the receipt of one field of a manual."""
    sample = SAMPLE_EN if language == "en" else SAMPLE_TH
    return Receipt(
        manual=record.id,
        edition=record.edition.number,
        hash=record.edition.hash,
        field=field,
        checked_on=checked_on(record),
        url=record.url,
        caution=sample if record.is_sample else "",
    )


def unknown(field: str, reason: str, language: str) -> Unknown:
    """Return that a field holds no answer, with words for the reader."""
    words = {
        "empty": (
            "ไม่มีข้อมูลเรื่องนี้ ถามหน่วยงานก่อนไป",
            "Nobody wrote this down; ask the agency first",
        ),
        "stale": (
            "ไม่มีใครตรวจข้อมูลนี้มานานเกินไป ถามหน่วยงานก่อนไป",
            "Nobody has checked this for too long; ask the agency first",
        ),
        "needs_input": (
            "ต้องรู้ตัวเลขเพิ่มก่อนจึงจะคิดได้",
            "More figures are needed to compute it",
        ),
        "not_computable": (
            "คู่มือบอกวิธีคิดเป็นคำพูด ระบบคิดให้ไม่ได้ ถามหน่วยงาน",
            "The manual tells only in words how it is set; ask the agency",
        ),
        "not_in_force": (
            "วันนั้นไม่มีฉบับที่ใช้อยู่ในระบบ",
            "No edition that is kept here was in force on that day",
        ),
        "no_points": (
            "ไม่มีข้อมูลว่าที่ใดในพื้นที่นี้ให้บริการ ถามหน่วยงานเจ้าของเรื่อง",
            "No place there is known to offer it; ask the agency in charge",
        ),
        "open": (
            "ขึ้นกับกรณีของคุณ ตอบคำถามก่อน",
            "It depends on the case; answer the open questions first",
        ),
    }
    return Unknown(field=field, reason=reason, say=words[reason][language == "en"])


def empty_fields(record: BaseModel, names: Sequence[str], language: str) -> list[Unknown]:
    """Return which of some fields of a record nobody filled in."""
    return [unknown(name, "empty", language) for name in names if not getattr(record, name)]


State = Literal["known", "none", "unknown", "stale"]


def state_of(record: ManualRecord, name: str, *, is_past: bool = False) -> State:
    """Return what can be said of a field of the content.

    Of a day in the past (``is_past``) an edition tells for ever what it told then.
    """
    if not is_past and is_stale(record):
        return "stale"
    value: Any = getattr(record.content, name)
    if hasattr(value, "state"):
        listed: dict[str, State] = {"unknown": "unknown", "none": "none"}
        return listed.get(str(value.state), "known")
    return "known" if value not in (None, "", ()) else "unknown"


def unknowns(states: Mapping[str, State], language: str) -> list[Unknown]:
    """Return which of some fields of the content hold no answer."""
    reasons = {"stale": "stale", "unknown": "empty"}
    return [
        unknown(f"content.{name}", reasons[state], language)
        for name, state in states.items()
        if state in reasons
    ]
