"""Ending a manual, never without saying what citizens do instead, and taking it up again."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from infogo.editing.errors import EditingError
from infogo.editing.models import OPEN_STATES, Cancellation, Draft, DraftState
from infogo.editing.people import May, Person
from infogo.editing.services.steps import locked_manual, move, require, require_in_use
from infogo.manuals import services as manuals
from infogo.manuals.models import Manual, Procedure
from infogo.pins.counting import count_points, hold_procedures, mark_pinned

MOST_TOLD = 400
"""Characters that a page about something ended has for its reason and what to do instead."""


@transaction.atomic
def cancel_manual(
    *,
    manual: Manual,
    reason: str,
    actor: Person,
    may: May,
    successor: Procedure | None = None,
    instead: str = "",
) -> Cancellation:
    """End a manual; ``successor`` or, where there is none, ``instead`` says what to do now.

    Cancelling a standard manual ends its procedure for all agencies; cancelling an adoption only
    this agency's. An open draft is given up.

    Raises:
        NotAllowedError: she may not cancel it.
        WrongStateError: it ended already.
        EditingError: the reason or what to do instead is missing, or both together too long.
        ManualRuleError: the successor is the procedure itself, or has ended.
    """
    require(may.may_cancel(manual), _("คุณไม่มีสิทธิยกเลิกคู่มือนี้ ขอสิทธิจากผู้ดูแลของหน่วยงานคุณ"))
    if not reason.strip():
        raise EditingError(_("บอกเหตุผลที่ยกเลิก"))
    if successor is None and not instead.strip():
        raise EditingError(_("เลือกกระบวนงานที่ใช้แทน หรือเขียนว่าประชาชนต้องทำอย่างไรแทน"))
    told = " ".join(part for part in (reason.strip(), instead.strip()) if part)
    if len(told) > MOST_TOLD:
        raise EditingError(
            _("เหตุผลและสิ่งที่ประชาชนต้องทำแทน รวมกันต้องไม่เกิน %(most)s ตัวอักษร") % {"most": MOST_TOLD}
        )
    held = _held(manual)
    require_in_use(held)
    for draft in Draft.objects.select_for_update().filter(manual=held, state__in=OPEN_STATES):
        move(draft, DraftState.DISCARDED, verb="discard", actor=actor, note=reason.strip())
    if held.is_standard:
        manuals.withdraw_procedure(
            procedure=held.procedure,
            reason=told,
            successor=successor,
            actor=actor.audit_name,
        )
    else:
        manuals.withdraw_adoption(manual=held, reason=told, actor=actor.audit_name)
    _count_again(held)
    return Cancellation.objects.create(
        manual=held,
        reason=reason.strip(),
        successor=successor,
        instead=instead.strip(),
        cancelled_by=actor.audit_name,
    )


@transaction.atomic
def reopen_manual(*, manual: Manual, reason: str, actor: Person, may: May) -> Cancellation:
    """Take up a cancelled manual again, with the edition that it ended with.

    Raises:
        NotAllowedError: she may not.
        EditingError: it was not cancelled here, or no reason is given.
        ManualRuleError: its state does not allow it.
    """
    require(may.may_cancel(manual), _("คุณไม่มีสิทธิเปิดใช้คู่มือนี้อีกครั้ง ขอสิทธิจากผู้ดูแลของหน่วยงานคุณ"))
    if not reason.strip():
        raise EditingError(_("บอกเหตุผลที่เปิดใช้อีกครั้ง"))
    held = _held(manual)
    cancellation = Cancellation.objects.filter(manual=held, reopened_at=None).first()
    if cancellation is None:
        raise EditingError(_("คู่มือนี้ไม่ได้ยกเลิกไว้ จึงไม่ต้องเปิดใช้อีกครั้ง"))
    if held.is_standard:
        manuals.reopen_procedure(procedure=held.procedure, reason=reason, actor=actor.audit_name)
    else:
        manuals.reopen_adoption(manual=held, reason=reason, actor=actor.audit_name)
    _count_again(held)
    cancellation.reopened_at = timezone.now()
    cancellation.reopened_by = actor.audit_name
    cancellation.reopen_reason = reason.strip()
    cancellation.save()
    return cancellation


def _count_again(manual: Manual) -> None:
    """Count its points, or leave them out: their pins stay when it is given up.

    With a service all its manuals end, and come back.
    """
    count_points([manual.procedure_id])
    same = Manual.objects.filter(procedure=manual.procedure_id) if manual.is_standard else [manual]
    mark_pinned([each.pk for each in same])


def _held(manual: Manual) -> Manual:
    """Return the manual as it is now, held; the procedure first, as where pins are changed."""
    hold_procedures([manual.procedure_id])
    return locked_manual(manual.pk)
