"""Reading pins: where a manual is served, and what is served at a point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from infogo.core.hours import Hours
from infogo.core.prepared import Prepared
from infogo.manuals.models import ENDED_PROCEDURES, Manual, ManualStatus, Procedure, ProcedureStatus
from infogo.pins.models import Pin
from infogo.points.access import with_access
from infogo.points.models import ServicePoint
from infogo.points.selectors import GONE, VISITABLE, nearest, visitable_points


@dataclass(frozen=True)
class NearPin:
    """A pin and how far its point is, as the crow flies."""

    pin: Pin
    km: float


def pins_of(manual: Manual) -> QuerySet[Pin]:
    """Return the pins at which ``manual`` is served.

    The pins of a standard manual are those of its procedure, in whichever agency: a citizen who
    reads it asks where the thing can be done, not whose copy of the manual hangs there.
    """
    pins = Pin.objects.all()
    if manual.is_standard:
        return visitable(still_served(pins.filter(procedure_id=manual.procedure_id)))
    return visitable(pins.filter(manual=manual))


def still_served(pins: QuerySet[Pin]) -> QuerySet[Pin]:
    """Leave out the pins of manuals that their agencies gave up; the pins themselves stay.

    The few manuals given up are left out as a list: joined here, SQLite would begin with them.
    """
    given_up = Manual.objects.filter(status=ManualStatus.WITHDRAWN).order_by()
    return pins.exclude(manual__in=given_up.values("pk"))


def of_living_services(pins: QuerySet[Pin]) -> QuerySet[Pin]:
    """Leave out the pins of services that ended as well; taken up again, they are served there.

    The manuals of such a service keep their status, and its pins stay.
    """
    ended = Procedure.objects.filter(status__in=ENDED_PROCEDURES).order_by()
    return still_served(pins).exclude(procedure__in=ended.values("pk"))


def visitable(pins: QuerySet[Pin]) -> QuerySet[Pin]:
    """Keep the pins at points that citizens can visit."""
    return pins.filter(point__status__in=VISITABLE)


def that_count(pins: QuerySet[Pin]) -> QuerySet[Pin]:
    """Keep the pins that ``pins_of`` standard manuals would return, of many services at once.

    Points that are gone and services that ended are as few as manuals given up, and left out by a
    list for the same reason.
    """
    gone = ServicePoint.objects.filter(status__in=GONE).order_by()
    return of_living_services(pins).exclude(point__in=gone.values("pk"))


def with_points(pins: QuerySet[Pin]) -> QuerySet[Pin]:
    """Select all that the rows of a list of points need, in the same query."""
    return pins.select_related(
        "point__agency", "point__subdistrict", "point__district", "point__province"
    )


def count_by_province(pins: QuerySet[Pin]) -> dict[str, int]:
    """Return how many of ``pins`` each province has, by province code."""
    rows = pins.order_by().values_list("province").annotate(Count("pk"))
    return {code: count for code, count in rows if code}


def count_by_district(pins: QuerySet[Pin]) -> dict[str, int]:
    """Return how many of ``pins`` each district has, by district code."""
    rows = pins.order_by().values_list("point__district").annotate(Count("pk"))
    return {code: count for code, count in rows if code}


def nearest_pins(
    manual: Manual, lat: float, lng: float, *, limit: int, access: Sequence[str] = ()
) -> list[NearPin]:
    """Return the pins of ``manual`` nearest to a position, nearest first.

    ``access`` are facts that each point must have for sure (``infogo.points.access``).
    """
    pins = pins_of(manual)
    here = visitable_points().filter(Exists(pins.filter(point=OuterRef("pk"))))
    here = with_access(here, access)
    found = nearest(here, lat, lng, limit=limit)
    by_point = {pin.point_id: pin for pin in pins.filter(point__in=[n.point.pk for n in found])}
    near: list[NearPin] = []
    for item in found:
        pin = by_point[item.point.pk]
        pin.point = item.point
        near.append(NearPin(pin, item.km))
    return near


def services_at(point: ServicePoint) -> QuerySet[Pin]:
    """Return the pins of services that citizens can use at ``point``, used most first."""
    return _services_at([point.pk])


def services_here(point: ServicePoint) -> list[Pin]:
    """Return the same as ``services_at``, with procedure and manual; one query, written once."""
    return _services_here.objects([point.pk])


def _services_at(points: Sequence[int]) -> QuerySet[Pin]:
    return (
        Pin.objects.filter(
            point__in=points,
            procedure__status=ProcedureStatus.ACTIVE,
            manual__status=ManualStatus.PUBLISHED,
        )
        .select_related("procedure", "manual")
        .order_by("-procedure__popularity", "procedure__code")
    )


_services_here = Prepared(_services_at)


def served_on_weekends(pins: QuerySet[Pin]) -> set[int]:
    """Return the procedures of ``pins`` that some counter serves on a Saturday or Sunday.

    A counter with hours of its own by them, every other one by those of its point; two queries.
    """
    counted = that_count(pins).order_by()
    as_their_points = counted.filter(point__opens_on_weekend=True, hours={})
    found = set(as_their_points.values_list("procedure_id", flat=True).distinct())
    for procedure_id, hours in counted.exclude(hours={}).values_list("procedure_id", "hours"):
        if procedure_id not in found and Hours.model_validate(hours).opens_on_weekends:
            found.add(procedure_id)
    return found


def manuals_without_point(manuals: QuerySet[Manual]) -> QuerySet[Manual]:
    """Keep the manuals in use that are served at no point.

    A standard manual counts as served wherever its procedure is, in whichever agency: that is
    what its page shows (``pins_of``).
    """
    unserved = Procedure.objects.filter(point_count=0).order_by()
    ended = Procedure.objects.exclude(status=ProcedureStatus.ACTIVE).order_by()
    nowhere = Q(standard__isnull=False) | Q(procedure_id__in=unserved.values("pk"))
    # A procedure at no point has no pinned manual: said of both, an index has them in order.
    # Procedures are looked up, not joined: a manual costs one look into one index.
    return manuals.filter(nowhere, is_pinned=False, status=ManualStatus.PUBLISHED).exclude(
        procedure_id__in=ended.values("pk")
    )


def points_without_manual(points: QuerySet[ServicePoint]) -> QuerySet[ServicePoint]:
    """Keep the points that citizens can visit and that serve nothing yet, or nothing any more."""
    here = of_living_services(Pin.objects.filter(point=OuterRef("pk")))
    return points.filter(~Exists(here), status__in=VISITABLE)


def nobody_confirmed(on: date) -> Q:
    """Return the condition that nobody confirmed a pin in the year before a day."""
    return Q(confirmed_on=None) | Q(confirmed_on__lt=a_year_before(on))


def unconfirmed_pins(pins: QuerySet[Pin], on: date) -> QuerySet[Pin]:
    """Keep the pins that count and that nobody confirmed within twelve months before, or ever.

    Nobody need confirm what is done at a point that is gone, or by a manual that was given up.
    """
    return that_count(pins).filter(nobody_confirmed(on))


def is_unconfirmed(pin: Pin, on: date) -> bool:
    """Whether nobody confirmed a pin within twelve months before ``on``, or ever."""
    return pin.confirmed_on is None or pin.confirmed_on < a_year_before(on)


def a_year_before(day: date) -> date:
    """Return the same day of the year before; the 28th for a leap day."""
    return day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)
