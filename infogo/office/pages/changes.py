"""Who changed a record and when, out of the audit trail; and two people who changed the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict
from django.utils import timezone

from infogo.accounts.names import name_in
from infogo.core.models import AuditEntry
from infogo.office.pages.point_words import Said

MOST_CHANGES = 8
VERBS = {
    "create_point": "เพิ่มจุดให้บริการ",
    "confirm_point": "ยืนยันว่าข้อมูลถูกต้อง",
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
    "accessibility": "สิ่งอำนวยความสะดวก", "abbreviation": "ชื่อย่อ",
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
    entries = AuditEntry.objects.filter(target=target, target_id=target_id).order_by("-number")
    return [
        ChangeLine(
            at=timezone.localtime(entry.at),
            actor=name_in(entry.actor),
            what=_what(entry),
            reason=str(entry.detail.get("reason") or entry.detail.get("note") or ""),
        )
        for entry in entries[:MOST_CHANGES]
    ]


def conflict_page(
    *,
    title: str,
    back: str,
    changes: Sequence[ChangeLine],
    mine: Sequence[Said],
    theirs: Sequence[Said],
    sent: QueryDict,
    seen: str,
) -> ConflictPage:
    """Set two versions side by side, line by line."""
    newest = changes[0] if changes else None
    return ConflictPage(
        title=title,
        back=back,
        changed_by=newest.actor if newest else "",
        changed_at=newest.at if newest else None,
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
    if entry.verb in VERBS:
        return VERBS[entry.verb]
    changed = entry.detail.get("changes") or {}
    names = dict.fromkeys(COLUMNS[name] for name in changed if name in COLUMNS)
    return f"แก้{' '.join(names)}" if names else "แก้ข้อมูล"
