"""Who changed a record and when, out of the audit trail; and two people who changed the same."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone

from infogo.accounts.names import name_in
from infogo.core.models import AuditEntry
from infogo.office.pages.point_words import Said
from infogo.workspace.audit_words import verb_words

MOST_CHANGES = 8
MOST_LOOKED_AT = 50
EDITS = frozenset({"edit_agency", "edit_point", "restore_point"})
VERBS = {
    "create_point": "เพิ่มจุดให้บริการ",
    "confirm_point": "ยืนยันว่าข้อมูลถูกต้อง",
    "confirm_posting": "ยืนยันว่าปิดประกาศคู่มือไว้ที่จุดนี้",
    "deny_posting": "แจ้งว่ายังไม่ได้ปิดประกาศคู่มือที่จุดนี้",
    "confirm_agency": "ยืนยันว่าข้อมูลถูกต้อง",
    "set_point_status": "เปลี่ยนสถานะ",
    "hand_over_point": "โอนไปหน่วยงานอื่น",
    "propose_handover": "เสนอโอนไปหน่วยงานอื่น",
    "accept_handover": "รับโอน",
    "decline_handover": "ไม่รับโอน",
    "withdraw_handover": "ถอนข้อเสนอโอน",
    "open_delay_case": "เปิดเรื่อง",
    "pause_clock": "หยุดนับเวลา",
    "resume_clock": "นับเวลาต่อ",
    "extend_delay_case": "ขยายเวลาตามกฎหมาย",
    "close_delay_case": "ปิดเรื่อง",
    "tell_result": "บันทึกวันที่แจ้งผล",
    "reopen_delay_case": "เปิดเรื่องอีกครั้ง",
    "send_delay_notice": "บันทึกการแจ้งเหตุล่าช้า",
    "copy_delay_notice": "บันทึกวันที่ส่งสำเนา",
    "remove_delay_notice": "เอาหนังสือแจ้งออก",
    "miss_delay_notice": "เลยงวดแจ้งโดยไม่ได้แจ้ง",
}
COLUMNS = {
    "name_th": "ชื่อ", "name_en": "ชื่อภาษาอังกฤษ", "kind": "ประเภท", "address": "ที่อยู่",
    "landmark": "จุดสังเกต", "province_id": "จังหวัด", "district_id": "อำเภอหรือเขต",
    "subdistrict_id": "ตำบลหรือแขวง", "postcode": "รหัสไปรษณีย์", "phones": "โทรศัพท์",
    "email": "อีเมล", "website": "เว็บไซต์", "lat": "พิกัด", "lng": "พิกัด",
    "coordinate_quality": "พิกัด", "hours": "เวลาทำการ", "hours_status": "เวลาทำการ",
    "accessibility": "สิ่งอำนวยความสะดวก", "entrance": "ทางเข้า",
    "transit": "ขนส่งสาธารณะ", "abbreviation": "ชื่อย่อ",
    "description_th": "คำอธิบาย", "former_names": "ชื่อเดิม", "codes": "รหัส",
}  # fmt: skip


@dataclass(frozen=True)
class ChangeLine:
    """One change: when, by whom, of what, and the reason if one was given."""

    at: datetime
    actor: str
    what: str
    reason: str


@dataclass(frozen=True)
class ConflictPage:
    """Two versions of one part; ``sent`` is what the form held, to be sent again."""

    title: str
    back: str
    changed_by: str
    changed_at: datetime | None
    lines: Sequence[tuple[str, str, str, bool]]
    sent: Sequence[tuple[str, str]]
    seen: str


def last_changes(target: str, target_id: int) -> list[ChangeLine]:
    """Return the newest changes of a record; one query."""
    return [_line(entry) for entry in _entries(target, target_id)[:MOST_CHANGES]]


def last_change_of(target: str, target_id: int, columns: Collection[str]) -> ChangeLine | None:
    """Return the newest change of any of these columns; one query.

    Somebody may have confirmed the record, or taken data of it away, since.
    """
    for entry in _entries(target, target_id)[:MOST_LOOKED_AT]:
        touched = {"name_th"} if entry.verb == "rename_agency" else entry.detail.get("changes", ())
        if not set(columns).isdisjoint(touched):
            return _line(entry)
    return None


def _entries(target: str, target_id: int) -> QuerySet[AuditEntry]:
    return AuditEntry.objects.filter(target=target, target_id=target_id).order_by("-number")


def _line(entry: AuditEntry) -> ChangeLine:
    return ChangeLine(
        at=timezone.localtime(entry.at),
        actor=name_in(entry.actor),
        what=_what(entry),
        reason=str(entry.detail.get("reason") or entry.detail.get("note") or ""),
    )


def conflict_page(
    *,
    title: str,
    back: str,
    change: ChangeLine | None,
    mine: Sequence[Said],
    theirs: Sequence[Said],
    sent: QueryDict,
    seen: str,
) -> ConflictPage:
    """Set two versions side by side, line by line, after the ``change`` that made them two."""
    return ConflictPage(
        title=title,
        back=back,
        changed_by=change.actor if change else "",
        changed_at=change.at if change else None,
        lines=_beside(mine, theirs),
        sent=[
            (name, value)
            for name, values in sent.lists()
            if name not in {"csrfmiddlewaretoken", "seen", "again"}
            for value in values
        ],
        seen=seen,
    )


def _beside(mine: Sequence[Said], theirs: Sequence[Said]) -> list[tuple[str, str, str, bool]]:
    own: Mapping[str, str] = {said.label: said.value for said in mine}
    others: Mapping[str, str] = {said.label: said.value for said in theirs}
    return [
        (label, own.get(label, ""), others.get(label, ""), own.get(label) != others.get(label))
        for label in dict.fromkeys([*own, *others])
    ]


def _what(entry: AuditEntry) -> str:
    if entry.verb not in EDITS:
        return VERBS.get(entry.verb) or verb_words(entry.verb)
    changed = entry.detail.get("changes") or {}
    names = dict.fromkeys(COLUMNS[name] for name in changed if name in COLUMNS)
    return f"แก้{' '.join(names)}" if names else "แก้ข้อมูล"
