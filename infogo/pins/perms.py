"""Who may pin what: one rule, asked of the rights of an officer.

A pin joins a manual and a point, and two officers may have a say:

- *The same agency has both.* Whoever edits the point or the manual decides. A department's manual
  is served at its field offices; an adopting agency's manual at that agency's own points.
- *The point is another agency's* (a one-stop centre, a district office that does a department's
  work). Only who edits the point decides: nobody fills another agency's counter. She may take in
  standard manuals alone, and none of a service for which her agency has a manual of its own:
  citizens would read the wrong one. A manual that an agency adopted stays at its own points.

Taking a pin away and telling what differs there is for whoever edits either side. See
docs/decisions/0015.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.manuals.models import Manual, ManualStatus, Procedure, ProcedureStatus
from infogo.pins.models import Pin
from infogo.points.models import ServicePoint
from infogo.points.selectors import VISITABLE


@dataclass(frozen=True)
class Pairing:
    """What the rule asks about one manual and one point."""

    edits_point: bool
    edits_manual: bool
    is_same_agency: bool
    is_standard: bool
    has_own_manual: bool
    """Whether the point's agency has a published manual of the procedure itself."""


def may_pin(pairing: Pairing) -> bool:
    """Whether she may let the manual be served at the point; the rule above, pair by pair."""
    if pairing.is_same_agency:
        return pairing.edits_point or pairing.edits_manual
    return pairing.edits_point and pairing.is_standard and not pairing.has_own_manual


def may_pin_at_all(rights: Rights) -> bool:
    """Whether pins are any of her business."""
    return rights.can(Act.EDIT_POINT) or rights.can(Act.EDIT_MANUAL)


def where_point(rights: Rights, manual: Manual) -> Q:
    """Return at which points that citizens can visit she may pin ``manual``, as a condition."""
    hers = _edited_points(rights)
    if not manual.is_standard:
        hers &= Q(agency_id=manual.agency_id)
    else:
        own = published_manuals().filter(procedure_id=manual.procedure_id).exclude(pk=manual.pk)
        hers &= ~Q(agency_id__in=own.order_by().values("agency_id"))
    if rights.manuals(Act.EDIT_MANUAL).filter(pk=manual.pk).exists():
        hers |= Q(agency_id=manual.agency_id)
    return hers & Q(status__in=VISITABLE)


def pinnable_manual_ids(rights: Rights, point: ServicePoint) -> list[QuerySet[Any, Any]]:
    """Return the ids of the manuals in use that she may pin at ``point``, in parts.

    Each part is found by an index of its own. Joined by OR instead, PostgreSQL would read the
    manuals of the whole country.
    """
    ended = Procedure.objects.exclude(status=ProcedureStatus.ACTIVE).order_by()
    in_use = published_manuals().exclude(procedure_id__in=ended.values("pk")).order_by()
    own = in_use.filter(agency_id=point.agency_id)
    if not rights.points(Act.EDIT_POINT).filter(pk=point.pk).exists():
        hers = rights.manuals(Act.EDIT_MANUAL).order_by().values("pk")
        return [own.filter(pk__in=hers).values("pk")]
    covered = published_manuals().filter(agency_id=point.agency_id).order_by()
    others = in_use.filter(standard=None).exclude(procedure_id__in=covered.values("procedure_id"))
    return [own.values("pk"), others.values("pk")]


def manuals_to_open(rights: Rights) -> QuerySet[Manual]:
    """Return the manuals whose points she may choose.

    Beside those she writes these are, for whoever edits all points of an agency, that agency's
    manuals and every standard manual: she may take them in. Somebody with a few points starts
    from her points.
    """
    hers = rights.manuals(Act.EDIT_MANUAL)
    agencies = rights.agencies(Act.EDIT_POINT)
    if rights.everywhere(Act.EDIT_MANUAL) or not agencies.exists():
        return hers
    theirs = Q(agency_id__in=agencies.order_by().values("pk")) | Q(standard=None)
    return Manual.objects.filter(
        Q(pk__in=hers.order_by().values("pk")) | (theirs & Q(status=ManualStatus.PUBLISHED))
    )


def points_to_open(rights: Rights) -> QuerySet[ServicePoint]:
    """Return the points whose manuals she may choose: hers, and those of agencies she writes for.

    Somebody with a few manuals starts from her manuals.
    """
    hers = rights.points(Act.EDIT_POINT)
    agencies = rights.agencies(Act.EDIT_MANUAL)
    if rights.everywhere(Act.EDIT_POINT) or not agencies.exists():
        return hers
    return ServicePoint.objects.filter(
        Q(pk__in=hers.order_by().values("pk")) | Q(agency_id__in=agencies.order_by().values("pk"))
    )


def changeable_pins(rights: Rights) -> QuerySet[Pin]:
    """Return the pins that she may take away or say more about."""
    if rights.everywhere(Act.EDIT_POINT):
        return Pin.objects.all()
    return Pin.objects.filter(
        Q(point_id__in=rights.points(Act.EDIT_POINT).order_by().values("pk"))
        | Q(manual_id__in=rights.manuals(Act.EDIT_MANUAL).order_by().values("pk"))
    )


def _edited_points(rights: Rights) -> Q:
    if rights.everywhere(Act.EDIT_POINT):
        return Q()
    return Q(pk__in=rights.points(Act.EDIT_POINT).order_by().values("pk"))


def published_manuals() -> QuerySet[Manual]:
    """Return the manuals that citizens can read, whatever became of their procedure."""
    return Manual.objects.filter(status=ManualStatus.PUBLISHED)
