"""What all services of editing share: locking a draft, moving it, refusing."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from infogo.core import audit
from infogo.core.models import OutboxTopic
from infogo.core.outbox import announce
from infogo.editing.errors import NotAllowedError, WrongStateError
from infogo.editing.models import Draft, DraftState, EditLock, Transition
from infogo.editing.notices import tell_of_step
from infogo.editing.people import Person
from infogo.editing.selectors import drafts_with_all
from infogo.files.models import Holder
from infogo.files.services import forget_draft
from infogo.manuals.models import ENDED_PROCEDURES, Manual, ManualStatus
from infogo.manuals.services import hold_what_facts_name
from infogo.pins.counting import hold_procedures


def locked_draft(draft_id: int) -> Draft:
    """Return the draft with all that reading it needs; nobody else moves it until the end.

    Must run inside a transaction. Locks the manual before the draft, like everything here. On
    SQLite the transaction itself is the lock.

    Raises:
        WrongStateError: there is no such draft.
    """
    manual_id = Draft.objects.filter(pk=draft_id).values_list("manual_id", flat=True).first()
    if manual_id is None:
        raise WrongStateError(_("ไม่มีร่างนี้แล้ว กลับไปที่คู่มือแล้วเริ่มแก้ใหม่"))
    Manual.objects.select_for_update().get(pk=manual_id)
    Draft.objects.select_for_update().get(pk=draft_id)
    return drafts_with_all().get(pk=draft_id)


def locked_to_publish(draft_id: int) -> Draft:
    """Return the draft as ``locked_draft`` does, where its publication may follow.

    A standard manual's changes its procedure: that is held first, as where pins are changed and
    manuals cancelled, and before it what its facts may name.

    Raises:
        WrongStateError: there is no such draft.
    """
    standards = Draft.objects.filter(pk=draft_id, manual__standard=None)
    procedures = list(standards.values_list("manual__procedure_id", flat=True))
    if procedures:
        hold_what_facts_name()
        hold_procedures(procedures)
    return locked_draft(draft_id)


def locked_manual(manual_id: int) -> Manual:
    """Return the manual as it is now, held until the end of the transaction."""
    Manual.objects.select_for_update().get(pk=manual_id)
    return Manual.objects.select_related(
        "procedure__owner", "agency", "standard__current", "current__based_on"
    ).get(pk=manual_id)


def require(allowed: bool, message: str) -> None:
    """Refuse with a message unless she may.

    Raises:
        NotAllowedError: she may not.
    """
    if not allowed:
        raise NotAllowedError(message)


def require_state(draft: Draft, states: tuple[DraftState, ...], seen: int | None = None) -> None:
    """Refuse unless the draft is in one of these states and as she saw it.

    Raises:
        WrongStateError: it is elsewhere, or somebody moved it since version ``seen``.
    """
    if draft.state not in states or (seen is not None and draft.version != seen):
        raise WrongStateError(
            _("ร่างนี้เปลี่ยนเป็น “%(state)s” แล้ว เปิดดูอีกครั้งก่อนทำต่อ")
            % {"state": DraftState(draft.state).label}
        )


def require_in_use(manual: Manual) -> None:
    """Refuse to work on a manual that ended.

    Raises:
        WrongStateError: the manual or its procedure was cancelled or merged.
    """
    ended = manual.procedure.status in ENDED_PROCEDURES
    if ended or manual.status == ManualStatus.WITHDRAWN:
        raise WrongStateError(_("คู่มือนี้ยกเลิกแล้ว เปิดใช้อีกครั้งก่อนจึงจะแก้ได้"))


def move(
    draft: Draft, to_state: DraftState, *, verb: str, actor: Person, note: str = ""
) -> Transition:
    """Take a draft to its next state and write that down three times: step, audit, outbox.

    Saves the draft and tells whom it concerns. Whoever was editing it no longer is.
    """
    from_state, now = draft.state, timezone.now()
    draft.state, draft.changed_at = to_state, now
    draft.version += 1
    draft.save()
    EditLock.objects.filter(draft=draft).delete()
    if not draft.is_open:
        forget_draft(Holder.MANUAL_DRAFT, draft.manual_id)
    step = note_step(draft, from_state, verb=verb, actor=actor, note=note, at=now)
    announce(OutboxTopic.DRAFT, [draft.pk])
    tell_of_step(draft, actor)
    return step


def note_step(
    draft: Draft, from_state: str, *, verb: str, actor: Person, note: str, at: datetime
) -> Transition:
    """Write a step of a draft and its line in the audit trail."""
    audit.record(
        actor=actor.audit_name,
        verb=f"draft-{verb}",
        target="manual",
        target_id=draft.manual_id,
        detail={"draft": draft.pk, "from": from_state, "to": draft.state, "note": note},
    )
    return Transition.objects.create(
        draft=draft,
        verb=verb,
        from_state=from_state,
        to_state=draft.state,
        actor=actor.id,
        actor_name=actor.name,
        at=at,
        note=note,
    )
