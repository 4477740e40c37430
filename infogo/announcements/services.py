"""Publishing, changing and withdrawing announcements."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from infogo.announcements.models import LONGEST_TEXT, Announcement, Level, Place
from infogo.core import audit
from infogo.core.models import OutboxTopic
from infogo.core.outbox import announce
from infogo.core.refusal import RefusalError, require_unchanged
from infogo.core.waiting import wait_turn

TARGET = "announcement"
LONGEST_STAY = timedelta(days=366)
FIELDS = (
    "text_th",
    "text_en",
    "level",
    "place",
    "province_id",
    "target_id",
    "starts_at",
    "ends_at",
)


@dataclass(frozen=True)
class Facts:
    """All that an announcement says; ``province_id`` and ``target_id`` where ``place`` asks."""

    text_th: str
    text_en: str
    level: str
    place: str
    starts_at: datetime
    ends_at: datetime
    province_id: str | None = None
    target_id: int | None = None


def values_of(announcement: Announcement) -> dict[str, Any]:
    """Return what an announcement says, by which a change is noticed."""
    values = {name: getattr(announcement, name) for name in FIELDS}
    return values | {"withdrawn_at": announcement.withdrawn_at}


@transaction.atomic
def publish_announcement(*, facts: Facts, actor: str) -> Announcement:
    """Publish a new announcement; it shows from its first moment on.

    Raises:
        RefusalError: it says nothing, ends before it begins, is over already, or is published
            already: a form whose answer was lost is often sent again.
    """
    _check(facts)
    wait_turn(TARGET)
    if Announcement.objects.filter(**asdict(facts), withdrawn_at=None).exists():
        raise RefusalError("ประกาศนี้เผยแพร่แล้ว ดูได้ในรายการประกาศ ไม่ต้องส่งอีก")
    made = Announcement(**asdict(facts))
    made.mark_edited()
    made.save()
    _record(made, actor, "publish_announcement", {"now": _plain(facts)})
    return made


@transaction.atomic
def change_announcement(
    *, announcement_id: int, facts: Facts, seen: str, actor: str
) -> Announcement:
    """Change what an announcement says, or where and when it shows.

    Raises:
        MovedOnError: somebody changed it meanwhile.
        RefusalError: it was withdrawn or is over, or as ``publish_announcement``.
    """
    held = _locked(announcement_id, seen)
    _check(facts)
    before = _plain(_facts_of(held))
    for name, value in asdict(facts).items():
        setattr(held, name, value)
    held.mark_edited()
    held.save()
    _record(held, actor, "change_announcement", {"before": before, "now": _plain(facts)})
    return held


@transaction.atomic
def withdraw_announcement(
    *, announcement_id: int, seen: str, reason: str, actor: str
) -> Announcement:
    """Take an announcement away now, or before it begins.

    Raises:
        MovedOnError: somebody changed it meanwhile.
        RefusalError: it is gone already.
    """
    held = _locked(announcement_id, seen)
    held.withdrawn_at = timezone.now()
    held.mark_edited()
    held.save(update_fields=["withdrawn_at", "edited_at", "updated_at"])
    _record(held, actor, "withdraw_announcement", {"reason": reason})
    return held


def _locked(announcement_id: int, seen: str) -> Announcement:
    held = Announcement.objects.select_for_update().filter(pk=announcement_id).first()
    if held is None:
        raise RefusalError("ไม่พบประกาศนี้แล้ว กลับไปที่รายการประกาศ")
    require_unchanged(seen, values_of(held))
    if held.withdrawn_at is not None:
        raise RefusalError("ประกาศนี้ถอนแล้ว ถ้าต้องการแสดงอีกให้สร้างประกาศใหม่")
    if held.ends_at <= timezone.now():
        raise RefusalError("ประกาศนี้พ้นเวลาแสดงแล้ว ถ้าต้องการแสดงอีกให้สร้างประกาศใหม่")
    return held


def _check(facts: Facts) -> None:
    if not facts.text_th.strip():
        raise RefusalError("เขียนข้อความภาษาไทย", "text_th")
    if max(len(facts.text_th), len(facts.text_en)) > LONGEST_TEXT:
        raise RefusalError(f"เขียนไม่เกิน {LONGEST_TEXT} ตัวอักษร", "text_th")
    if facts.level not in Level.values or facts.place not in Place.values:
        raise RefusalError("เลือกความสำคัญ และเลือกว่าจะแสดงที่ไหน", "place")
    if facts.ends_at <= facts.starts_at:
        raise RefusalError("เวลาสิ้นสุดต้องอยู่หลังเวลาเริ่ม", "ends_on")
    if facts.ends_at <= timezone.now():
        raise RefusalError("เวลาสิ้นสุดผ่านไปแล้ว ใส่เวลาที่ยังไม่ถึง", "ends_on")
    if facts.ends_at - facts.starts_at > LONGEST_STAY:
        raise RefusalError("แสดงได้ไม่เกินหนึ่งปี ใส่เวลาสิ้นสุดให้เร็วขึ้น", "ends_on")
    if (facts.place == Place.PROVINCE) != bool(facts.province_id):
        raise RefusalError("เลือกจังหวัด", "province")
    if (facts.place in (Place.AGENCY, Place.PROCEDURE)) != bool(facts.target_id):
        raise RefusalError("เลือกหน่วยงานหรือบริการที่จะแสดง", "target")


def _facts_of(held: Announcement) -> Facts:
    return Facts(**{name: getattr(held, name) for name in FIELDS})


def _plain(facts: Facts) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in asdict(facts).items()
    }


def _record(held: Announcement, actor: str, verb: str, detail: dict[str, Any]) -> None:
    audit.record(actor=actor, verb=verb, target=TARGET, target_id=held.pk, detail=detail)
    announce(OutboxTopic.ANNOUNCEMENT, [held.pk])
