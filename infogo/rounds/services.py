"""Announcing, changing and cancelling rounds: whole, audited and announced, or not at all.

Whether an officer may is asked before, of her rights to the point. Each change stands in the
audit trail of the point, and is seen wherever the point has a row: on its own page, on that of its
agency and on those of the services that are pinned to it.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from infogo.core import audit
from infogo.core.dates import bangkok_now
from infogo.core.models import OutboxTopic
from infogo.core.outbox import announce
from infogo.core.written import clean_line
from infogo.points.models import MOBILE_UNIT, ServicePoint
from infogo.points.selectors import VISITABLE
from infogo.rounds.errors import RoundError
from infogo.rounds.facts import RoundFacts
from infogo.rounds.models import Round
from infogo.rounds.selectors import COLUMNS, procedures_at, version_of

SHORTEST_REASON = 5
LONGEST_REASON = 300
KEPT = timedelta(days=90)
"""How long a round is kept after its last day, so that an officer can announce it once more."""
FORGOTTEN_AT_ONCE = 500


@transaction.atomic
def create_round(*, point_id: int, facts: RoundFacts, actor: str) -> Round:
    """Announce a round of a mobile unit; citizens see it at once.

    Raises:
        RoundError: the point is no mobile unit or is gone, the same round is there already, or
            something is taken along that is not pinned to the point.
    """
    point = _locked(point_id)
    if point.kind != MOBILE_UNIT:
        raise RoundError("ใส่รอบได้เฉพาะจุดประเภทหน่วยบริการเคลื่อนที่ เปลี่ยนประเภทของจุดก่อน หรือเพิ่มจุดใหม่")
    if point.status not in VISITABLE:
        raise RoundError("จุดนี้ย้ายหรือปิดถาวรแล้ว เพิ่มรอบที่จุดที่ยังให้บริการ")
    _check(point, facts)
    held = Round.objects.create(point=point, **facts.columns())
    _tell(held, "create_round", {"values": _plain(facts.columns())}, actor)
    return held


@transaction.atomic
def save_round(*, round_id: int, facts: RoundFacts, actor: str, seen: str = "") -> Round:
    """Change a round that is not past and was not cancelled; the same values are no change.

    Raises:
        RoundError: it is over or cancelled, somebody changed it after ``seen``, or as for a new
            one.
    """
    held = _open(round_id)
    before = {name: getattr(held, name) for name in COLUMNS}
    wanted = facts.columns()
    if wanted == before:
        return held
    if seen and seen != version_of(held):
        raise RoundError("มีคนแก้รอบนี้หลังจากที่คุณเปิด ดูรอบล่าสุดในรายการ แล้วบันทึกอีกครั้งถ้ายังต้องการแก้")
    _check(held.point, facts, but=held.pk)
    changed = {name: [before[name], value] for name, value in wanted.items()
               if value != before[name]}  # fmt: skip
    for name in changed:
        setattr(held, name, wanted[name])
    held.save()
    # Not under "changes": these are no columns of the point.
    _tell(held, "edit_round", {"round_changes": _plain(changed)}, actor)
    return held


@transaction.atomic
def cancel_round(*, round_id: int, reason: str, actor: str, seen: str = "") -> Round:
    """Say that a round will not take place, and why: citizens read it until its days are past.

    Raises:
        RoundError: no reason, it is over or cancelled already, or somebody changed it after
            ``seen``: perhaps it is to take place on another day.
    """
    why = clean_line(reason)
    if len(why) < SHORTEST_REASON:
        raise RoundError("ใส่เหตุผลอย่างน้อย 5 ตัวอักษร ประชาชนอ่านเหตุผลนี้")
    if len(why) > LONGEST_REASON:
        raise RoundError(f"เหตุผลยาวเกินไป เขียนไม่เกิน {LONGEST_REASON} ตัวอักษร")
    held = _open(round_id)
    if seen and seen != version_of(held):
        raise RoundError("มีคนแก้รอบนี้หลังจากที่คุณเปิด ดูวันและสถานที่ล่าสุดข้างล่าง ถ้ายังต้องการยกเลิก ให้กดอีกครั้ง")
    held.cancelled_at, held.cancelled_reason = timezone.now(), why
    held.save(update_fields=["cancelled_at", "cancelled_reason", "updated_at"])
    _tell(held, "cancel_round", {"reason": why}, actor)
    return held


@transaction.atomic
def forget_past(today: date) -> int:
    """Remove rounds whose last day is ``KEPT`` behind; returns how many.

    The audit trail keeps what was announced.
    """
    old = Round.objects.filter(last_on__lt=today - KEPT).order_by("last_on", "pk")
    gone = list(old.values_list("pk", "point_id")[:FORGOTTEN_AT_ONCE])
    Round.objects.filter(pk__in=[pk for pk, _point in gone]).delete()
    # Pages have not shown them for long; what machines read of a point tells them until now.
    points = sorted({point for _pk, point in gone})
    ServicePoint.objects.filter(pk__in=points).update(updated_at=timezone.now())
    announce(OutboxTopic.POINT, points)
    return len(gone)


def _locked(point_id: int) -> ServicePoint:
    return ServicePoint.objects.select_for_update().get(pk=point_id)


def _open(round_id: int) -> Round:
    """Return a round behind the lock of its point, if it can still be changed."""
    point = _locked(Round.objects.values_list("point_id", flat=True).get(pk=round_id))
    held = Round.objects.get(pk=round_id)
    held.point = point
    if held.is_cancelled:
        raise RoundError("รอบนี้ยกเลิกแล้ว ถ้าจะออกหน่วยอีก ให้เพิ่มรอบใหม่")
    if held.is_past_on(bangkok_now().date()):
        raise RoundError("รอบนี้ผ่านไปแล้ว แก้หรือยกเลิกไม่ได้")
    return held


def _check(point: ServicePoint, facts: RoundFacts, *, but: int = 0) -> None:
    """Refuse a round that is there already, or that takes along what the unit does not serve."""
    same = Round.objects.filter(
        point=point,
        first_on=facts.first_on,
        last_on=facts.last_on,
        opens=facts.opens,
        place=facts.place,
        cancelled_at=None,
    )
    if same.exclude(pk=but).exists():
        raise RoundError("มีรอบนี้แล้ว: วัน เวลา และสถานที่เดียวกัน แก้รอบที่มีอยู่แทน")
    if unknown := _unpinned(point, facts.procedures):
        raise RoundError(f"มีเรื่องที่ไม่ได้ปักหมุดที่หน่วยนี้ {len(unknown)} เรื่อง เลือกใหม่จากรายการ")


def _unpinned(point: ServicePoint, procedures: Collection[int]) -> set[int]:
    return set(procedures) - procedures_at(point).keys() if procedures else set()


def _tell(held: Round, verb: str, detail: dict[str, Any], actor: str) -> None:
    # What machines know of the point has changed: they ask by this time what is new.
    ServicePoint.objects.filter(pk=held.point_id).update(updated_at=timezone.now())
    audit.record(
        actor=actor,
        verb=verb,
        target="point",
        target_id=held.point_id,
        detail={"round": held.pk, "first_on": held.first_on.isoformat(), **detail},
    )
    announce(OutboxTopic.POINT, [held.point_id])


def _plain(value: Any) -> Any:
    """Return a value fit for the audit trail: days and times as text."""
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date | time) else value
