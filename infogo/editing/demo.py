"""Drafts that wait for the central review, so that its desk in the demonstration is not empty.

Each takes a real manual and adds one thing that says of itself that it does not exist: nobody
could take it for a change of the law, and until a reviewer passes it nobody outside sees it.
They are written, submitted and approved by the demonstration's officers through the services of
this app, as any draft is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from infogo.accounts.backends import may_sign_in
from infogo.accounts.models import Officer
from infogo.accounts.perms import Rights
from infogo.editing.may import OfficerMay, person_of
from infogo.editing.models import Draft
from infogo.editing.services import drafts, workflow
from infogo.manuals.models import Manual

AUTHOR, APPROVER = "agency-admin@demo.example", "manual-approver@demo.example"
MARK = "ร่างสาธิต"


@dataclass(frozen=True)
class DemoDraft:
    """One draft: of which procedure, what is added to a list, and what else a section then says."""

    code: str
    section: str
    added: Mapping[str, Any] | str
    why: str
    beside: Mapping[str, Any] | None = None

    @property
    def note(self) -> str:
        """Return what its author says of it."""
        return f"{MARK}: {self.why} ใช้ทดลองการตรวจเท่านั้น ไม่ใช่การเปลี่ยนแปลงจริง"


def _days(number: int) -> dict[str, Any]:
    return {"value_min": number, "value_max": number, "unit": "working_day"}


DEMO_DRAFTS = (
    DemoDraft(
        "DOPA-017",
        "steps",
        {
            "kind": "consideration",
            "title": "ขั้นตอนสาธิต (ไม่มีอยู่จริง)",
            "description": "เพิ่มไว้ให้ผู้ตรวจเห็นคู่มือที่เวลารวมนานขึ้น",
            "duration": _days(33),
            "responsible": "ไม่มีหน่วยงานใดทำขั้นตอนนี้",
        },
        "เพิ่มขั้นตอน ทำให้เวลารวมนานขึ้น",
        {"total": _days(40)},
    ),
    DemoDraft(
        "DOPA-018",
        "documents",
        {
            "group": "other",
            "name": "เอกสารสาธิต (ไม่มีอยู่จริง ไม่ต้องนำมา)",
            "note": "เพิ่มไว้ให้ผู้ตรวจเทียบกับฉบับที่เผยแพร่",
        },
        "เพิ่มเอกสารหนึ่งรายการ",
    ),
    DemoDraft(
        "DOPA-025",
        "criteria",
        "เงื่อนไขสาธิต ไม่มีอยู่จริง และไม่มีผลกับใคร",
        "เพิ่มเงื่อนไขหนึ่งข้อ",
    ),
    DemoDraft(
        "DOPA-030",
        "fees",
        {"item": "ค่าธรรมเนียมสาธิต (ไม่มีอยู่จริง)", "kind": "free"},
        "เพิ่มรายการค่าธรรมเนียมที่ไม่เก็บเงิน",
    ),
)


def make_demo_drafts() -> int:
    """Make those that are missing; return how many. Safe to run again.

    A manual of which there ever was a draft is left alone, whatever became of it, and so is one
    that the demonstration's officers may not write or approve any more.
    """
    author, approver = _rights(AUTHOR), _rights(APPROVER)
    if author is None or approver is None:
        return 0
    codes = [entry.code for entry in DEMO_DRAFTS]
    standard = Manual.objects.filter(standard=None, procedure__code__in=codes)
    fresh = standard.exclude(pk__in=Draft.objects.values("manual")).exclude(current=None)
    manuals = {manual.procedure.code: manual for manual in fresh.select_related("procedure")}
    made = 0
    for entry in DEMO_DRAFTS:
        manual = manuals.get(entry.code)
        if manual is not None and _may(author, approver, manual):
            _make(entry, manual, author, approver)
            made += 1
    return made


def _rights(email: str) -> Rights | None:
    """Return the rights of an officer of the demonstration; none where there is no such officer."""
    officer = Officer.objects.filter(email=email, is_demo=True).first()
    return Rights.of(officer) if officer is not None and may_sign_in(officer) else None


def _may(author: Rights, approver: Rights, manual: Manual) -> bool:
    writer = person_of(author.officer)
    return OfficerMay(author).may_edit(manual) and OfficerMay(approver).may_approve(
        manual, (writer.id,)
    )


@transaction.atomic
def _make(entry: DemoDraft, manual: Manual, author: Rights, approver: Rights) -> None:
    writing: Any = {"actor": person_of(author.officer), "may": OfficerMay(author)}
    draft = drafts.begin_draft(manual=manual, **writing)
    saved = draft.sections.get(section=entry.section)
    drafts.save_section(
        draft_id=draft.pk,
        section=entry.section,
        values=_with(saved.values or {}, entry),
        seen=saved.version,
        **writing,
    )
    drafts.release_lock(draft_id=draft.pk, actor=writing["actor"])
    draft.refresh_from_db()
    draft = workflow.submit_draft(draft_id=draft.pk, seen=draft.version, note=entry.note, **writing)
    workflow.approve_draft(
        draft_id=draft.pk,
        seen=draft.version,
        actor=person_of(approver.officer),
        may=OfficerMay(approver),
    )


def _with(values: Mapping[str, Any], entry: DemoDraft) -> dict[str, Any]:
    """Return the values of a section with what the entry adds to its list."""
    items = [*(values[entry.section] or {}).get("items", ()), entry.added]
    listing = {"state": "listed", "items": items}
    return {**values, entry.section: listing, **(entry.beside or {})}
