"""What is stored about a case because lists and the daily run need it, kept true.

Called inside the transaction of every change, with the case locked, and by the daily run. The same
case on the same day always ends in the same rows.
"""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from infogo.core import audit
from infogo.core.dates import bangkok_now
from infogo.delays.errors import DelayError
from infogo.delays.models import DelayCase, DelayNotice, DelayTask, Stage
from infogo.delays.reckoning import (
    Almanac,
    promise_of,
    sent_notices,
    stages_of,
    turns_of_case,
)
from infogo.delays.schedule import Slot, Turns

TARGET = "delay_case"
COMPUTED = ("due_on", "due_at", "notice_opens_on", "notice_due_on", "missed_count")


def locked_case(case_id: int) -> DelayCase:
    """Return a case that nobody else can change before this transaction ends.

    Raises:
        DelayError: there is none.
    """
    found = DelayCase.objects.select_for_update(of=("self",)).select_related("point")
    case = found.filter(pk=case_id).first()
    if case is None:
        raise DelayError("ไม่พบเรื่องนี้แล้ว กลับไปที่รายการเรื่องล่าช้า")
    return case


def refresh(case: DelayCase, almanac: Almanac | None = None, *, today: date | None = None) -> None:
    """Reckon a locked case anew and store what follows: due day, turns, missed notices, tasks."""
    known = almanac or Almanac.read()
    day = today or bangkok_now().date()
    promised = promise_of(case, known)
    turns = turns_of_case(case, promised.due_on, known, day)
    _keep_notices(case, turns)
    coming = turns.next
    found = {
        "due_on": promised.due_on,
        "due_at": promised.due_at,
        "notice_opens_on": coming.opens_on if coming else None,
        "notice_due_on": coming.due_on if coming else None,
        "missed_count": len(turns.missed),
    }
    changed = [name for name in COMPUTED if getattr(case, name) != found[name]]
    for name in changed:
        setattr(case, name, found[name])
    if changed:
        case.save(update_fields=changed)
    _keep_tasks(case, stages_of(case, promised.due_on, turns, known, day), day)


def _keep_notices(case: DelayCase, turns: Turns) -> None:
    """Give each sent notice its turn, and write down the turns that passed without one."""
    sent = sent_notices(case)
    wanted: dict[int, Slot | None] = {
        notice.pk: turns.met.get(place) for place, notice in enumerate(sent)
    }
    missed = {slot.seq: slot for slot in turns.missed}
    kept: set[int] = set()
    for notice in case.notices.filter(sent_on=None):
        slot = missed.get(notice.seq)
        if slot is None or slot.due_on != notice.due_on:
            notice.delete()
        else:
            kept.add(notice.seq)
    moved = [notice for notice in sent if not _stands(notice, wanted[notice.pk])]
    # Out of the way first, so that two notices can change places.
    case.notices.filter(pk__in=[notice.pk for notice in moved]).update(seq=0)
    for notice in moved:
        slot = wanted[notice.pk]
        notice.seq, notice.due_on = (slot.seq, slot.due_on) if slot else (0, None)
        notice.save(update_fields=["seq", "due_on"])
    for slot in turns.missed:
        if slot.seq not in kept:
            DelayNotice.objects.create(case=case, seq=slot.seq, due_on=slot.due_on)
            audit.record(
                actor=audit.SYSTEM,
                verb="miss_delay_notice",
                target=TARGET,
                target_id=case.pk,
                detail={"turn": slot.seq, "due_on": slot.due_on.isoformat()},
            )


def _stands(notice: DelayNotice, slot: Slot | None) -> bool:
    if slot is None:
        return notice.seq == 0
    return (notice.seq, notice.due_on) == (slot.seq, slot.due_on)


def _keep_tasks(case: DelayCase, wanted: set[tuple[Stage, date]], today: date) -> None:
    """Open what is asked now, once for each stage and day; close what is not asked any more."""
    known = {(task.stage, task.for_on): task for task in DelayTask.objects.filter(case=case)}
    gone = [
        task.pk
        for key, task in known.items()
        if task.closed_at is None and key not in {(str(stage), on) for stage, on in wanted}
    ]
    DelayTask.objects.filter(pk__in=gone).update(closed_at=timezone.now())
    for stage, on in sorted(wanted):
        task = known.get((stage.value, on))
        if task is None:
            DelayTask.objects.create(case=case, stage=stage, for_on=on, opened_on=today)
        elif task.closed_at is not None:
            DelayTask.objects.filter(pk=task.pk).update(closed_at=None)
