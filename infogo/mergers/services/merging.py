"""Merging agencies: decided, carried out at once or in portions, and what can be taken back."""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from infogo.accounts.models import Officer
from infogo.agencies.models import Agency, AgencyFormerName, AgencyStatus
from infogo.agencies.tree import hold_tree
from infogo.core import audit
from infogo.core.dates import bangkok_now, short_date
from infogo.core.models import OutboxTopic
from infogo.core.outbox import announce
from infogo.editing.models import OPEN_STATES as OPEN_DRAFTS
from infogo.editing.models import Draft
from infogo.insights.models import AgencyTally
from infogo.mergers.errors import MergerError
from infogo.mergers.models import (
    GrantFate,
    MergedAgency,
    Merger,
    MergerState,
    MovedRecords,
)
from infogo.mergers.planning import check_merger, plan_merger
from infogo.mergers.services.moving import MOVERS, Move, hold_everything
from infogo.mergers.services.telling import TELLERS
from infogo.mergers.services.tree import announce_owned, hold_agencies, read_basis, remember_names
from infogo.pins.models import Pin

PORTION = 200
"""Records of one transaction: short locks for a site that is being served meanwhile."""
SECONDS = 0.5
MOST_CHOSEN = 500


@transaction.atomic
def begin_merger(
    *,
    into: Agency,
    sources: Sequence[Agency],
    effective_on: date,
    basis: str,
    actor: Officer,
    kept_manuals: Collection[int] = (),
    grant_fates: Mapping[str, str] | None = None,
) -> Merger:
    """Decide a merger; a small one whose day has come is carried out in this transaction.

    Larger ones, and those of a day to come, are carried out by the worker.

    Raises:
        MergerError: no basis, or what ``planning.check_merger`` refuses.
    """
    why = read_basis(basis)
    hold_tree()
    named = [into.pk, *(source.pk for source in sources)]
    children = Agency.objects.filter(parent__in=sources).values_list("pk", flat=True)
    held = hold_agencies([*named, *children])
    successor, ended = held[into.pk], [held[source.pk] for source in sources]
    check_merger(successor, ended)
    is_due = effective_on <= bangkok_now().date()
    at_once = is_due and plan_merger(successor, ended).is_small
    if at_once:
        hold_everything(ended, successor)
    fates = {key: fate for key, fate in (grant_fates or {}).items() if fate in GrantFate.values}
    merger = Merger.objects.create(
        into=successor,
        effective_on=effective_on,
        basis=why,
        planned_by=actor,
        kept_manuals=sorted(set(kept_manuals))[:MOST_CHOSEN],
        grant_fates=dict(list(fates.items())[:MOST_CHOSEN]),
    )
    MergedAgency.objects.bulk_create(
        MergedAgency(merger=merger, agency=source, former_parent_id=source.parent_id)
        for source in ended
    )
    for source in ended:
        audit.record(
            actor=actor.audit_name,
            verb="plan_merger",
            target="agency",
            target_id=source.pk,
            detail={
                "merger": merger.pk, "into": successor.pk, "basis": why,
                "effective_on": effective_on.isoformat(),
            },
        )  # fmt: skip
    if at_once:
        while work_portion(merger_id=merger.pk):
            pass
    merger.refresh_from_db()
    return merger


@transaction.atomic
def cancel_merger(*, merger_id: int, reason: str, actor: Officer) -> Merger:
    """Give up a merger that has not begun.

    Raises:
        MergerError: no reason, or it has begun: then everything has to be put back by hand.
    """
    why = read_basis(reason)
    merger = Merger.objects.select_for_update().get(pk=merger_id)
    if merger.state != MergerState.PLANNED:
        raise MergerError("ยกเลิกได้เฉพาะแผนที่ยังไม่เริ่ม ดูวิธีแก้ที่หน้าการรวมนี้")
    merger.state, merger.cancelled_at = MergerState.CANCELLED, timezone.now()
    merger.save()
    for source in merger.sources.all():
        audit.record(
            actor=actor.audit_name, verb="cancel_merger", target="agency",
            target_id=source.agency_id, detail={"merger": merger.pk, "reason": why},
        )  # fmt: skip
    return merger


@transaction.atomic
def work_portion(*, merger_id: int) -> bool:
    """Do the next portion of a merger; whether something may be left.

    Safe to call again and from several processes: the merger is held, and what is left is read
    from the records themselves.

    Raises:
        MergerError: it cannot be begun any more (``planning.check_merger``).
    """
    merger = (
        Merger.objects.select_for_update(of=("self",))
        .select_related("into", "planned_by")
        .get(pk=merger_id)
    )
    if merger.state == MergerState.PLANNED:
        if merger.effective_on > bangkok_now().date():
            return False
        _start(merger)
        return True
    if merger.state != MergerState.RUNNING:
        return False
    source = merger.sources.filter(finished_at=None).select_related("agency").first()
    if source is None:
        _finish(merger)
        return False
    _move_some(merger, source)
    return True


def work_on_mergers() -> int:
    """Carry on with mergers whose day has come for half a second; returns how many portions.

    One that cannot be begun any more is cancelled, and its trail says why.
    """
    until, done = time.monotonic() + SECONDS, 0
    today = bangkok_now().date()
    due = Merger.objects.filter(state=MergerState.RUNNING) | Merger.objects.filter(
        state=MergerState.PLANNED, effective_on__lte=today
    )
    for pk in due.order_by("pk").values_list("pk", flat=True):
        try:
            while time.monotonic() < until and work_portion(merger_id=pk):
                done += 1
        except MergerError as refusal:
            _give_up(pk, str(refusal))
    return done


def why_words(merger: Merger, source: Agency) -> str:
    """Say what officers and the trail read: "เทศบาล ก รวมกับเทศบาล ข ตั้งแต่ 1 ต.ค. 2569 …"."""
    day = short_date(merger.effective_on)
    return f"{source.name_th}รวมกับ{merger.into.name_th} ตั้งแต่ {day} ({merger.basis})"[:300]


def _start(merger: Merger) -> None:
    """Close the merged agencies: their addresses lead to the successor from now on."""
    sources = list(merger.sources.all())
    held = hold_agencies([merger.into_id, *(source.agency_id for source in sources)])
    into = held[merger.into_id]
    agencies = [held[source.agency_id] for source in sources]
    check_merger(into, agencies, own_id=merger.pk)
    for agency in agencies:
        names = AgencyFormerName.objects.filter(agency=agency).order_by("pk")
        remember_names(into, [agency.name_th, *names.values_list("name_th", flat=True)])
        agency.status, agency.merged_into = AgencyStatus.MERGED, into
        agency.mark_edited()
        agency.save()
        # Whoever was merged into it before leads straight on.
        earlier = Agency.objects.filter(merged_into=agency)
        again = list(earlier.order_by("pk").values_list("pk", flat=True))
        earlier.update(merged_into=into, edited_at=timezone.now(), updated_at=timezone.now())
        audit.record(
            actor=_actor(merger), verb="merge_agency", target="agency", target_id=agency.pk,
            detail={"merger": merger.pk, "into": into.pk, "basis": merger.basis, "earlier": again},
        )  # fmt: skip
        announce(OutboxTopic.AGENCY, [agency.pk, into.pk, *again])
    into.mark_edited()
    into.save()
    merger.state, merger.started_at = MergerState.RUNNING, timezone.now()
    merger.save()


def _move_some(merger: Merger, source: MergedAgency) -> None:
    """Move one portion of one agency, or note that nothing is left of it."""
    move = Move(
        merger_id=merger.pk,
        source=source.agency,
        into=merger.into,
        officer=merger.planned_by,
        kept=frozenset(merger.kept_manuals),
        fates=merger.grant_fates,
        why=why_words(merger, source.agency),
    )
    for kind, mover in MOVERS:
        # One kind in a portion: its records are held before the trail is.
        if ids := mover(move, PORTION):
            _note(merger, source, kind, ids)
            if tell := TELLERS.get(kind):
                tell(move, ids)
            return
    source.finished_at = timezone.now()
    source.save(update_fields=["finished_at"])
    AgencyTally.objects.filter(agency=source.agency).delete()
    announce_owned(merger.into)


def _note(merger: Merger, source: MergedAgency, kind: str, ids: list[int]) -> None:
    MovedRecords.objects.create(merger=merger, agency=source.agency, kind=kind, ids=ids)
    merger.moved[kind] = merger.moved.get(kind, 0) + len(ids)
    for name, count in _came_along(kind, ids).items():
        merger.moved[name] = merger.moved.get(name, 0) + count
    merger.save(update_fields=["moved"])
    audit.record(
        actor=_actor(merger),
        verb="move_to_successor",
        target="agency",
        target_id=source.agency_id,
        detail={"merger": merger.pk, "into": merger.into_id, "kind": kind, "ids": ids},
    )


def _came_along(kind: str, ids: list[int]) -> dict[str, int]:
    """Count what has no agency of its own but moved with these; the preview had counted it."""
    if kind == "points":
        return {"pins": Pin.objects.filter(point__in=ids).count()}
    if kind == "manuals":
        return {"drafts": Draft.objects.filter(manual__in=ids, state__in=OPEN_DRAFTS).count()}
    return {}


def _finish(merger: Merger) -> None:
    merger.state, merger.finished_at = MergerState.DONE, timezone.now()
    merger.save()
    audit.record(
        actor=_actor(merger), verb="finish_merger", target="agency", target_id=merger.into_id,
        detail={"merger": merger.pk, "moved": merger.moved},
    )  # fmt: skip
    announce(OutboxTopic.AGENCY, [merger.into_id])


@transaction.atomic
def _give_up(merger_id: int, reason: str) -> None:
    merger = Merger.objects.select_for_update().get(pk=merger_id)
    if merger.state != MergerState.PLANNED:
        return
    merger.state, merger.cancelled_at = MergerState.CANCELLED, timezone.now()
    merger.save()
    audit.record(
        actor=_actor(merger), verb="cancel_merger", target="agency", target_id=merger.into_id,
        detail={"merger": merger.pk, "reason": reason},
    )  # fmt: skip


def _actor(merger: Merger) -> str:
    return merger.planned_by.audit_name if merger.planned_by else audit.SYSTEM
