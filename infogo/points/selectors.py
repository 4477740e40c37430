"""Reading service points: those of a place, the nearest ones, and the holidays that close them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from infogo.core.memory import Memory
from infogo.core.prepared import Prepared
from infogo.core.public_holidays import holiday_names
from infogo.geo.distance import bounding_box, haversine_km
from infogo.geo.models import District, Province
from infogo.points.models import HoursStatus, PointStatus, ServicePoint

VISITABLE = (PointStatus.OPEN, PointStatus.SUSPENDED)
GONE = tuple(status for status in PointStatus if status not in VISITABLE)
"""The few; asked for by name, PostgreSQL finds them by an index."""
# Each search looks at one box; the last one reaches from any place in Thailand to any other.
SEARCH_RADII_KM = (5.0, 15.0, 50.0, 150.0, 500.0, 2000.0)
# Far enough to name the next opening after the longest run of holidays.
HOLIDAYS_AHEAD_DAYS = 60
_holidays = Memory(4)
FITTED = ("status", "suspended_from", "suspended_until", "hours")
LOOKED_AT_ONCE, MOST_AT_ONCE = 120, 10_000
"""Points read whole in one query, the first time and at most: each time four times as many."""


@dataclass(frozen=True)
class NearPoint:
    """A point and how far it is, as the crow flies."""

    point: ServicePoint
    km: float


def visitable_points() -> QuerySet[ServicePoint]:
    """Return the points that have not been closed for good or moved away."""
    return ServicePoint.objects.filter(status__in=VISITABLE)


IS_UNCERTAIN = Q(status__in=VISITABLE) & (~Q(hours_status=HoursStatus.CONFIRMED) | Q(lat=None))


def uncertain_points(points: QuerySet[ServicePoint]) -> QuerySet[ServicePoint]:
    """Keep the points that can be visited, of unconfirmed hours or without coordinates."""
    return points.filter(IS_UNCERTAIN)


def with_whereabouts(points: QuerySet[ServicePoint]) -> QuerySet[ServicePoint]:
    """Select all that a point's name and address need, in the same query."""
    return points.select_related("agency", "subdistrict", "district", "province")


def nearest(
    points: QuerySet[ServicePoint], lat: float, lng: float, *, limit: int
) -> list[NearPoint]:
    """Return the ``limit`` points of ``points`` nearest to a position, nearest first."""
    return _whole(nearest_ids(points, lat, lng, limit=limit))


def nearest_ids(
    points: QuerySet[ServicePoint],
    lat: float,
    lng: float,
    *,
    limit: int,
    within_km: float = SEARCH_RADII_KM[-1],
) -> list[tuple[float, int]]:
    """Return how far the ``limit`` nearest points are in km, and their ids, nearest first.

    Boxes of growing size are cut out of the index on latitude and longitude until enough points
    lie within the radius itself: a point in the corner of a box may be farther than one outside.
    """
    found: list[tuple[float, int]] = []
    for radius in _radii(within_km):
        found = _within(points, lat, lng, radius)
        if len(found) >= limit:
            break
    return found[:limit]


def nearest_that(
    points: QuerySet[ServicePoint],
    lat: float,
    lng: float,
    *,
    fits: Callable[[ServicePoint], bool],
    within_km: float,
    limit: int,
) -> list[NearPoint]:
    """Return the same of those points for which ``fits`` says so (``nearest_that_ids``)."""
    found = nearest_that_ids(points, lat, lng, fits=fits, within_km=within_km, limit=limit)
    return _whole(found)


def nearest_that_ids(
    points: QuerySet[ServicePoint],
    lat: float,
    lng: float,
    *,
    fits: Callable[[ServicePoint], bool],
    within_km: float,
    limit: int,
) -> list[tuple[float, int]]:
    """Return km and ids of the ``limit`` nearest points that ``fits``, however many do not.

    Ring after ring is looked at until there are enough or ``within_km`` is reached; what a ring
    holds is read in ever larger portions, so a country of 60,000 points takes a dozen queries.
    ``fits`` should look at status, suspension and hours alone (``FITTED``).
    """
    chosen: list[tuple[float, int]] = []
    reached, at_once = -1.0, LOOKED_AT_ONCE
    for radius in _radii(within_km):
        ring = [pair for pair in _within(points, lat, lng, radius) if pair[0] > reached]
        reached = radius
        while ring and len(chosen) < limit:
            some, ring = ring[:at_once], ring[at_once:]
            known = ServicePoint.objects.only(*FITTED).in_bulk([pk for _km, pk in some])
            chosen += [pair for pair in some if fits(known[pair[1]])]
            at_once = min(at_once * 4, MOST_AT_ONCE)
        if len(chosen) >= limit:
            break
    return chosen[:limit]


def _radii(within_km: float) -> list[float]:
    return [*(radius for radius in SEARCH_RADII_KM if radius < within_km), within_km]


def _within(
    points: QuerySet[ServicePoint], lat: float, lng: float, radius: float
) -> list[tuple[float, int]]:
    """Return distance and number of the points within a radius in km, nearest first."""
    box = bounding_box(lat, lng, radius)
    rows = points.filter(
        lat__gte=box.south, lat__lte=box.north, lng__gte=box.west, lng__lte=box.east
    ).order_by()
    distances = [
        (haversine_km(lat, lng, there_lat, there_lng), pk)
        for pk, there_lat, there_lng in rows.values_list("pk", "lat", "lng")
        if there_lat is not None and there_lng is not None
    ]
    return sorted(pair for pair in distances if pair[0] <= radius)


def _whole(pairs: Sequence[tuple[float, int]]) -> list[NearPoint]:
    known = {point.pk: point for point in _with_whereabouts.objects([pk for _km, pk in pairs])}
    return [NearPoint(known[pk], km) for km, pk in pairs]


_with_whereabouts = Prepared(
    lambda ids: with_whereabouts(ServicePoint.objects.filter(pk__in=ids)).order_by()
)


def count_by_province(points: QuerySet[ServicePoint]) -> dict[str, int]:
    """Return how many of ``points`` each province has, by province code."""
    rows = points.order_by().values_list("province").annotate(Count("pk"))
    return {code: count for code, count in rows if code}


def count_by_kind(points: QuerySet[ServicePoint]) -> dict[str, int]:
    """Return how many of ``points`` there are of each kind."""
    return dict(points.order_by().values_list("kind").annotate(Count("pk")))


def count_by_district(points: QuerySet[ServicePoint]) -> dict[str, int]:
    """Return how many of ``points`` each district has, by district code."""
    rows = points.order_by().values_list("district").annotate(Count("pk"))
    return {code: count for code, count in rows if code}


def provinces() -> Sequence[Province]:
    """Return every province in the order of its code, Bangkok first; pickers sort it."""
    return list(Province.objects.all())


def districts_of(province: Province) -> Sequence[District]:
    """Return the districts of a province in the order of their codes, the capital's first."""
    return list(District.objects.filter(province=province))


def holidays_from(first: date, lang: str) -> Mapping[date, str]:
    """Return the public holidays from ``first`` on for some weeks, named in a language.

    Shared between readers: not to be changed.
    """
    last = first + timedelta(days=HOLIDAYS_AHEAD_DAYS)
    return _holidays.recall((first, lang), (), lambda: holiday_names(first, last, lang))
