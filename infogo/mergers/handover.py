"""What handing one service point over to another agency would do, told before anything is done.

A point that is handed over (โอนจุด) stays where it is and keeps its number, its addresses and its
history; what changes is who answers for it. That a counter moves to another place is something
else: a status of the point (``PointStatus.MOVED``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from infogo.accounts.models import Grant, Officer
from infogo.accounts.perms import Rights, reaching
from infogo.accounts.roles import Act
from infogo.agencies.models import Agency, AgencyStatus
from infogo.core.dates import bangkok_now
from infogo.core.upsert import digest
from infogo.delays.models import DelayCase, Receipt
from infogo.manuals.models import Manual
from infogo.mergers.errors import MergerError
from infogo.mergers.models import HandoverProposal, HandoverState
from infogo.pins.models import Pin
from infogo.pins.perms import published_manuals
from infogo.points.models import PointStatus, ServicePoint
from infogo.points.selectors import VISITABLE
from infogo.ratings.models import Rating
from infogo.volumes.models import OPEN_STATES as OPEN_REPORTS
from infogo.volumes.models import VolumeRow


@dataclass(frozen=True)
class ChangedPin:
    """A pin whose manual the receiving agency's point cannot keep; ``winner`` replaces it."""

    pin: Pin
    winner: Manual | None

    @property
    def title(self) -> str:
        """The name of the service."""
        return self.pin.procedure.name_th


@dataclass(frozen=True)
class LapsingGrant:
    """A right over single points of which this one is one; ``points`` and ``manuals`` remain."""

    grant: Grant
    points: frozenset[int]
    manuals: frozenset[int]

    @property
    def ends(self) -> bool:
        """Whether nothing of it remains."""
        return not self.points and not self.manuals


@dataclass(frozen=True)
class HandoverPlan:
    """The preview.

    ``to_own`` and ``to_standard`` are pins that pass to the receiving agency's own manual or to the
    standard one, ``lost`` those for which neither can be read. ``whole`` counts officers who look
    after the agency that gives as a whole, and after the receiving one not at all.
    """

    point: ServicePoint
    source: Agency
    into: Agency
    pin_count: int
    to_own: Sequence[ChangedPin]
    to_standard: Sequence[ChangedPin]
    lost: Sequence[ChangedPin]
    grants: Sequence[LapsingGrant]
    whole: int
    delays: int
    receipts: int
    volume_rows: int
    ratings: int

    @property
    def changes(self) -> Sequence[ChangedPin]:
        """All pins that do not stay as they are."""
        return (*self.to_own, *self.to_standard, *self.lost)

    @property
    def seen(self) -> str:
        """What tells this state from another: whose it is, its status, manuals and rights."""
        pins = sorted((each.pin.pk, each.winner.pk if each.winner else 0) for each in self.changes)
        grants = sorted(each.grant.pk for each in self.grants)
        state = [self.source.pk, self.into.pk, self.point.status, self.pin_count, pins, grants]
        return digest(state)[:16]


def check_handover(point: ServicePoint, into: Agency) -> None:
    """Refuse what cannot be handed over as things stand; ``point`` has its agency selected.

    Raises:
        MergerError: the point is the agency's already or cannot be visited any more, or one of the
            two agencies ended.
    """
    if point.agency_id == into.pk:
        raise MergerError(f"จุดนี้เป็นของ{into.name_th}อยู่แล้ว ไม่มีอะไรต้องโอน")
    if point.status not in VISITABLE:
        status = PointStatus(point.status).label
        raise MergerError(f"จุดนี้{status} โอนไม่ได้ ถ้ายังให้บริการอยู่ ให้เปิดจุดก่อนแล้วจึงโอน")
    for agency in (point.agency, into):
        if agency.status != AgencyStatus.ACTIVE:
            raise MergerError(f"{agency.name_th}เลิกหรือรวมกับหน่วยงานอื่นแล้ว โอนจุดไม่ได้")


def may_hand_over_at_once(rights: Rights, point: ServicePoint, into: Agency) -> bool:
    """Whether both sides are hers: she changes the point, and opens points of the other agency.

    So a central administrator does, and whoever looks after a ministry with all below it, between
    two agencies there.
    """
    return may_give(rights, point) and may_receive(rights, into)


def may_give(rights: Rights, point: ServicePoint) -> bool:
    """Whether she may speak for the agency that gives: whoever may close the point for good."""
    return rights.points(Act.EDIT_POINT).filter(pk=point.pk).exists()


def may_receive(rights: Rights, into: Agency) -> bool:
    """Whether she may speak for the agency that receives: whoever may open a new point there."""
    return rights.agencies(Act.EDIT_POINT).filter(pk=into.pk).exists()


def proposals_to_answer(rights: Rights) -> QuerySet[HandoverProposal]:
    """Return the proposals that wait for her agency; the centre is asked about none."""
    waiting = HandoverProposal.objects.filter(state=HandoverState.PROPOSED)
    if rights.everywhere(Act.EDIT_POINT):
        return waiting.none()
    return waiting.filter(into__in=rights.agencies(Act.EDIT_POINT).order_by().values("pk"))


def visible_proposals(rights: Rights) -> QuerySet[HandoverProposal]:
    """Return the proposals of which either side is hers, and those that she made."""
    found = HandoverProposal.objects.all()
    if rights.everywhere(Act.EDIT_POINT):
        return found
    hers = rights.agencies(Act.EDIT_POINT).order_by().values("pk")
    points = rights.points(Act.EDIT_POINT).order_by().values("pk")
    side = Q(into__in=hers) | Q(source__in=hers) | Q(point__in=points)
    return found.filter(side | Q(proposed_by=rights.officer))


def plan_handover(point: ServicePoint, into: Agency) -> HandoverPlan:
    """Return what handing a point, its agency selected, over to another agency would do."""
    source = point.agency
    pins = list(
        Pin.objects.filter(point=point)
        .select_related("manual", "procedure")
        .order_by("procedure__name_th", "pk")
    )
    changes = _pin_changes(pins, into)
    rows = VolumeRow.objects.filter(
        report__agency=source, report__state__in=OPEN_REPORTS, point=point
    )
    return HandoverPlan(
        point=point,
        source=source,
        into=into,
        pin_count=len(pins),
        to_own=[each for each in changes if each.winner and each.winner.agency_id == into.pk],
        to_standard=[each for each in changes if each.winner and each.winner.agency_id != into.pk],
        lost=[each for each in changes if each.winner is None],
        grants=lapsing_grants(point, into),
        whole=_whole_agency_officers(source, into),
        delays=open_delays(point).count(),
        receipts=open_receipts(point).count(),
        volume_rows=rows.count(),
        ratings=Rating.objects.filter(point=point).count(),
    )


def open_delays(point: ServicePoint) -> QuerySet[DelayCase]:
    """Return the requests at a point that its agency has not decided yet."""
    return DelayCase.objects.filter(agency=point.agency_id, point=point, decided_on=None)


def open_receipts(point: ServicePoint) -> QuerySet[Receipt]:
    """Return the receipts given at a point whose matter its agency has not finished."""
    return Receipt.objects.filter(
        agency=point.agency_id, point=point, finished_on=None, voided_at=None
    )


def lapsing_grants(point: ServicePoint, into: Agency) -> list[LapsingGrant]:
    """Return the rights that name this point and do not reach the agency that receives it.

    They lapse for this point alone: what else they name remains.
    """
    grants = (
        Grant.objects.not_over(bangkok_now().date())
        .filter(point_rows__point=point)
        .exclude(reaching(into.pk))
        .select_related("officer", "agency")
        .prefetch_related("point_rows", "manual_rows")
        .with_counts()
        .order_by("officer__sort_key", "pk")
    )
    return [
        LapsingGrant(
            grant,
            frozenset(row.point_id for row in grant.point_rows.all()) - {point.pk},
            frozenset(row.manual_id for row in grant.manual_rows.all()),
        )
        for grant in grants
    ]


def _pin_changes(pins: Sequence[Pin], into: Agency) -> list[ChangedPin]:
    """Return the pins that the rule of pins does not allow at a point of the other agency.

    Its own published manual goes before the standard one; another agency's text is served nowhere
    but at that agency (``pins.perms``).
    """
    procedures = {pin.procedure_id for pin in pins}
    readable = published_manuals().filter(procedure__in=procedures)
    own = {manual.procedure_id: manual for manual in readable.filter(agency=into)}
    standard = {manual.procedure_id: manual for manual in readable.filter(standard=None)}
    changes = []
    for pin in pins:
        manual = pin.manual
        if manual.agency_id == into.pk:
            continue
        fallback = manual if manual.is_standard else standard.get(pin.procedure_id)
        winner = own.get(pin.procedure_id, fallback)
        if winner is None or winner.pk != manual.pk:
            changes.append(ChangedPin(pin, winner))
    return changes


def _whole_agency_officers(source: Agency, into: Agency) -> int:
    whole = Grant.objects.not_over(bangkok_now().date()).filter(
        agency__isnull=False, only_points=False, only_manuals=False
    )
    reach_into = whole.filter(reaching(into.pk)).order_by().values("officer_id")
    there = whole.filter(reaching(source.pk)).order_by().values("officer_id")
    return Officer.objects.filter(pk__in=there).exclude(pk__in=reach_into).count()
