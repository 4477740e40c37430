"""Handing one service point over to another agency, with all that belongs to the point."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import OuterRef

from infogo.accounts.models import Grant, NoticeKind, Officer
from infogo.accounts.notices import holders, notify
from infogo.accounts.perms import grants_over_agency
from infogo.accounts.roles import Act
from infogo.accounts.succession import succeed_grant
from infogo.agencies.models import Agency
from infogo.core import audit, versions
from infogo.core.dates import bangkok_now, short_date
from infogo.core.keys import points_of, served
from infogo.core.models import OutboxTopic
from infogo.core.outbox import Shows, announce
from infogo.manuals.models import Manual, Procedure
from infogo.mergers.errors import MergerError
from infogo.mergers.handover import (
    HandoverPlan,
    LapsingGrant,
    check_handover,
    open_delays,
    open_receipts,
    plan_handover,
)
from infogo.mergers.services.moving import hold
from infogo.mergers.services.passing_on import count_rows, join_rows, like_grant, move_pins
from infogo.mergers.services.tree import hold_agencies
from infogo.mergers.services.waiting import take_back, waiting_proposals
from infogo.pins.counting import count_points, mark_pinned
from infogo.pins.models import Pin, PinSelection
from infogo.points.models import ServicePoint
from infogo.points.services import LONGEST_REASON, SHORTEST_REASON
from infogo.volumes.models import OPEN_STATES as OPEN_REPORTS
from infogo.volumes.models import MonthlyReport


@transaction.atomic
def hand_over_point(
    *, point_id: int, into: Agency, reason: str, actor: Officer, seen: str = ""
) -> ServicePoint:
    """Hand a point over to another agency, from this moment on.

    Its number, addresses, ratings and openings stay with it; manuals, open cases and unreported
    numbers follow as the preview told. Whether she may is asked before
    (``handover.may_hand_over_at_once``); ``seen`` is the preview that she read.

    Raises:
        MergerError: no reason, what ``check_handover`` refuses, or it is not any more what the
            preview told.
    """
    why = read_handover_reason(reason)
    plan = held_plan(point_id, into)
    require_seen(plan, seen)
    return carry_out(plan, why, actor)


def require_seen(plan: HandoverPlan, seen: str) -> None:
    """Refuse whoever read an older preview; ``seen`` left empty asks for nothing.

    Raises:
        MergerError: it is not any more what the preview told.
    """
    if seen and seen != plan.seen:
        raise MergerError("ข้อมูลของจุดนี้เปลี่ยนไประหว่างที่คุณอ่าน จึงยังไม่ได้โอน อ่านข้อมูลล่าสุดด้านล่าง แล้วกดอีกครั้ง")


def read_handover_reason(text: str) -> str:
    """Return why a point is handed over, in one line.

    Raises:
        MergerError: there is hardly any text.
    """
    found = " ".join(text.split())
    if len(found) < SHORTEST_REASON:
        raise MergerError(f"ใส่เหตุผลอย่างน้อย {SHORTEST_REASON} ตัวอักษร เช่น คำสั่งถ่ายโอนเลขที่ 12/2569")
    return found[:LONGEST_REASON]


def held_plan(point_id: int, into: Agency) -> HandoverPlan:
    """Return what would be done, with all that it touches held until the transaction ends.

    Agencies first, then procedures, the point, manuals and pins: the order of whoever changes
    points (``pins.counting.counted_again``) or pins. The trail is held after all of them.

    Raises:
        MergerError: what ``check_handover`` refuses, as things are now.
    """
    was = ServicePoint.objects.get(pk=point_id).agency_id
    agencies = hold_agencies([was, into.pk])
    served = Pin.objects.filter(point=point_id).order_by().values("procedure")
    hold(Procedure.objects.filter(pk__in=served))
    point = ServicePoint.objects.select_for_update(no_key=True).get(pk=point_id)
    if point.agency_id != was:
        raise MergerError("จุดนี้เพิ่งเปลี่ยนหน่วยงาน จึงยังไม่ได้โอน เปิดหน้านี้ใหม่แล้วอ่านอีกครั้ง")
    point.agency = agencies[was]
    check_handover(point, agencies[into.pk])
    plan = plan_handover(point, agencies[into.pk])
    manuals = {each.pin.manual_id for each in plan.changes}
    manuals |= {each.winner.pk for each in plan.changes if each.winner}
    # Also what was pinned here since.
    hold(Procedure.objects.filter(pk__in={each.pin.procedure_id for each in plan.changes}))
    hold(Manual.objects.filter(pk__in=manuals))
    hold(Pin.objects.filter(point=point))
    for rows in (
        open_delays(point),
        open_receipts(point),
        MonthlyReport.objects.filter(agency__in=list(agencies), state__in=OPEN_REPORTS),
        Grant.objects.filter(pk__in=[each.grant.pk for each in plan.grants]),
        waiting_proposals().filter(point=point),
    ):
        hold(rows)
    return plan_handover(point, agencies[into.pk])


def carry_out(plan: HandoverPlan, why: str, actor: Officer) -> ServicePoint:
    """Do what a plan tells, all of which is held (``held_plan``)."""
    point, source, into = plan.point, plan.source, plan.into
    open_delays(point).update(agency=into)
    open_receipts(point).update(agency=into)
    pins = _move_all_pins(plan)
    point.agency = into
    point.mark_edited()
    point.save()
    _move_rows(point, source, into)
    take_back(waiting_proposals().filter(point=point), f"จุดนี้โอนไป{into.name_th}แล้ว", actor)
    audit.record(
        actor=actor.audit_name,
        verb="hand_over_point",
        target="point",
        target_id=point.pk,
        detail={
            "from": source.pk, "into": into.pk, "reason": why, "pins": pins,
            "grants": [each.grant.pk for each in plan.grants],
        },
    )  # fmt: skip
    said = handover_words(point, source, into, why)
    for lapsing in plan.grants:
        succeed_grant(actor=actor, grant=lapsing.grant, instead=_what_remains(lapsing), why=said)
    tell_agencies((source, into), f"{said} คู่มือ สิทธิ และประวัติดูได้ที่หน้าของจุด", point, actor)
    _announce(plan)
    return point


def handover_words(point: ServicePoint, source: Agency, into: Agency, why: str) -> str:
    """Say what officers read: "จุด… โอนจาก… ไป… ตั้งแต่ 1 ต.ค. 2569 (คำสั่งที่ …)"."""
    day = short_date(bangkok_now().date())
    text = f"{point.name_th}โอนจาก{source.name_th}ไป{into.name_th} ตั้งแต่ {day} ({why})"
    return text[:LONGEST_REASON]


def tell_agencies(
    agencies: Collection[Agency], text: str, point: ServicePoint, actor: Officer
) -> None:
    """Tell whoever administers these agencies, except the one who did it herself."""
    for agency in agencies:
        grants = grants_over_agency(agency.pk, Act.ADMINISTER)
        officers = holders(grant for grant in grants if grant.agency_id)
        notify(
            officers=[officer for officer in officers if officer.pk != actor.pk],
            kind=NoticeKind.HANDOVER,
            text=text,
            path=f"{settings.OFFICE_PATH}points/{point.pk}",
        )


def _move_all_pins(plan: HandoverPlan) -> dict[str, Any]:
    """Let each pin serve what the preview told; returns pins by what became of them."""
    for change in (*plan.to_own, *plan.to_standard):
        if change.winner is not None:
            move_pins(Pin.objects.filter(pk=change.pin.pk), change.winner)
    Pin.objects.filter(pk__in=[each.pin.pk for each in plan.lost]).delete()
    # What somebody ticked and did not save yet were differences from the pins there were.
    PinSelection.objects.filter(point=plan.point).delete()
    count_points({each.pin.procedure_id for each in plan.changes})
    touched = {each.pin.manual_id for each in plan.changes}
    touched |= {each.winner.pk for each in plan.changes if each.winner}
    mark_pinned(touched)
    moved = [
        {"procedure": each.pin.procedure_id, "from": each.pin.manual_id,
         "to": each.winner.pk if each.winner else None}
        for each in plan.changes
    ]  # fmt: skip
    return {"all": plan.pin_count, "changed": moved}


def _move_rows(point: ServicePoint, source: Agency, into: Agency) -> None:
    """Put what was told of months not reported yet into the other agency's reports.

    Where that has none of the month, or has sent it, the rows stay where they are.
    """
    here = Pin.objects.filter(point=point, procedure=OuterRef("manual__procedure"))
    for report in MonthlyReport.objects.filter(agency=source, state__in=OPEN_REPORTS):
        own = MonthlyReport.objects.filter(
            agency=into, month=report.month, state__in=OPEN_REPORTS
        ).first()
        if own is not None:
            join_rows(report.rows.filter(point=point), own, here.values("manual"))
        count_rows(report)
    for own in MonthlyReport.objects.filter(agency=into, state__in=OPEN_REPORTS):
        count_rows(own)


def _what_remains(lapsing: LapsingGrant) -> list[Any]:
    grant = lapsing.grant
    if lapsing.ends or grant.agency_id is None:
        return []
    remaining = like_grant(
        grant, grant.agency_id, whole_subtree=grant.whole_subtree, points=lapsing.points,
        manuals=lapsing.manuals,
    )  # fmt: skip
    return [remaining]


def _announce(plan: HandoverPlan) -> None:
    changed = sorted({each.pin.procedure_id for each in plan.changes})
    announce(OutboxTopic.POINT, [plan.point.pk])
    versions.touch([points_of(plan.source.pk)])
    announce(OutboxTopic.PROCEDURE, changed, shows=Shows.FACTS)
    versions.touch(served(pk) for pk in changed)
