"""Two manuals of one procedure become one: the other is retired and keeps its history."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.db.models import Q

from infogo.accounts.models import GrantManual
from infogo.agencies.models import Agency
from infogo.core import audit
from infogo.core.models import OutboxTopic
from infogo.core.outbox import announce
from infogo.editing.models import OPEN_STATES as OPEN_DRAFTS
from infogo.editing.models import Draft, DraftState
from infogo.editing.people import Person
from infogo.editing.services.steps import locked_draft, move
from infogo.editing.services.tasks import close_tasks
from infogo.inspection.models import InspectionCase
from infogo.inspection.states import OPEN_STATES as OPEN_CASES
from infogo.manuals.models import Manual, ManualStatus
from infogo.manuals.selectors import holder_of_editions
from infogo.mergers.errors import MergerError
from infogo.mergers.planning import keeps_source
from infogo.mergers.services.passing_on import move_pins
from infogo.pins.counting import mark_pinned
from infogo.pins.models import Pin, PinSelection


def hold_rivals(manual_ids: Collection[int], into: Agency) -> list[Manual]:
    """Hold manuals with the successor's of the same procedures, their pins and open cases.

    Always in one order, and before the audit trail is held.
    """
    procedures = Manual.objects.filter(pk__in=manual_ids).order_by().values("procedure_id")
    pairs = Q(pk__in=manual_ids) | Q(agency=into, procedure__in=procedures)
    held = list(Manual.objects.select_for_update().filter(pairs).order_by("pk"))
    for rows in (
        Pin.objects.filter(manual__in=held),
        InspectionCase.objects.filter(manual__in=held, state__in=OPEN_CASES),
    ):
        tuple(rows.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    return held


@transaction.atomic
def settle_clash(
    *, manual_id: int, into: Agency, kept: frozenset[int], actor: Person, why: str
) -> int:
    """Let one of two manuals of a procedure stay in use at the successor; returns which.

    The retired one stands at the merged agency: its editions, ratings, reports and cases stay
    with it. Its pins, narrowed rights and an open case of section 7 pass to the one in use, an
    open draft of it is given up.

    Raises:
        MergerError: no agency without a manual of this procedure is left (see ``_swap``).
    """
    held = {manual.pk: manual for manual in hold_rivals([manual_id], into)}
    source = held.pop(manual_id)
    target = next(iter(held.values()))
    if keeps_source(source, target, kept):
        winner, loser = source, target
    else:
        winner, loser = target, source
    _give_up_drafts(loser, actor, why)
    close_tasks(loser)
    PinSelection.objects.filter(manual=loser).delete()
    moved = _move_pins(loser, winner)
    _move_narrowed_rights(loser, winner)
    _move_open_case(loser, winner)
    if winner is source:
        _swap(source, target)
    loser.status = ManualStatus.WITHDRAWN
    loser.is_pinned = False
    loser.save(update_fields=["status", "is_pinned"])
    mark_pinned([winner.pk])
    audit.record(
        actor=actor.audit_name,
        verb="retire_manual",
        target="manual",
        target_id=loser.pk,
        detail={"instead": winner.pk, "pins": moved, "reason": why},
    )
    announce(OutboxTopic.PROCEDURE, [winner.procedure_id])
    return winner.pk


def _move_pins(loser: Manual, winner: Manual) -> int:
    """Let the winner be served where the loser was; where both were, the winner's pin stays.

    The pins of a manual that its agency had given up go: nobody is served there since.
    """
    pins = Pin.objects.filter(manual=loser)
    if loser.status == ManualStatus.WITHDRAWN and winner.status != ManualStatus.WITHDRAWN:
        pins.delete()
    return move_pins(pins, winner)


def _give_up_drafts(manual: Manual, actor: Person, why: str) -> None:
    for pk in Draft.objects.filter(manual=manual, state__in=OPEN_DRAFTS).values_list(
        "pk", flat=True
    ):
        move(locked_draft(pk), DraftState.DISCARDED, verb="discard", actor=actor, note=why)


def _move_narrowed_rights(loser: Manual, winner: Manual) -> None:
    has = GrantManual.objects.filter(manual=winner).order_by().values("grant_id")
    GrantManual.objects.filter(manual=loser, grant__in=has).delete()
    GrantManual.objects.filter(manual=loser).update(manual=winner)


def _move_open_case(loser: Manual, winner: Manual) -> None:
    """Let the centre's open case be about the manual in use: of the other one nobody can answer.

    What counts as mended afterwards is an edition newer than the one in use now. Where both have
    an open case, each stays as it is, and the successor answers both.
    """
    open_cases = InspectionCase.objects.filter(state__in=OPEN_CASES)
    if not open_cases.filter(manual=winner).exists():
        now = Manual.objects.select_related("current", "standard__current").get(pk=winner.pk)
        edition = holder_of_editions(now).current
        open_cases.filter(manual=loser).update(manual=winner, edition=edition)


def _swap(source: Manual, target: Manual) -> None:
    """Exchange the agencies of two manuals of one procedure.

    An agency has one manual of a procedure at any moment, in the middle of a transaction too, so
    one of the two is parked for that long with an agency that has none of this procedure.
    """
    taken = Manual.objects.filter(procedure=source.procedure_id).order_by().values("agency_id")
    parking = Agency.objects.exclude(pk__in=taken).order_by("pk").first()
    if parking is None:
        raise MergerError("ทุกหน่วยงานมีคู่มือของบริการนี้ สร้างหน่วยงานใหม่หนึ่งแห่งก่อน แล้วจึงรวม")
    ended, successor = source.agency_id, target.agency_id
    province = target.province_id
    _place(target, parking.pk)
    _place(source, successor)
    _place(target, ended)
    Manual.objects.filter(pk=source.pk).update(province=province)
    source.province_id = province


def _place(manual: Manual, agency_id: int) -> None:
    manual.agency_id = agency_id
    manual.save(update_fields=["agency"])
