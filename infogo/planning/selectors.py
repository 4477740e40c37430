"""Reading what a trip is made of: the counters of a region, judged for a day.

The number of queries is the same for one errand and for eight, for one counter and for a thousand.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from math import cos, radians
from typing import Any

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from infogo.core.hours import Hours
from infogo.core.memory import Memory
from infogo.core.prepared import Prepared
from infogo.core.public_holidays import holiday_names
from infogo.geo.distance import KM_PER_DEGREE, bounding_box
from infogo.geo.models import District, Province
from infogo.manuals.models import (
    ManualStatus,
)
from infogo.pins.models import Pin
from infogo.planning.competence import Caution, Counter, Reader, Refusal, Verdict, judge
from infogo.planning.trip import Candidate, Spot
from infogo.points.models import MOBILE_UNIT, PointStatus, ServicePoint
from infogo.points.selectors import VISITABLE

_holidays = Memory(16)
NEAR_KM = 60.0
"""How far around a position counters are looked for."""


def holidays_after(day: date) -> Mapping[date, str]:
    """Return all public holidays known from ``day`` on, with their Thai names."""
    return _holidays.recall(day, (), lambda: holiday_names(day))


@dataclass(frozen=True)
class Region:
    """Where counters are looked for: a province, or around a position; and where one sets out.

    ``lat`` and ``lng`` are the start in degrees: the position, or the middle of the district or
    province.
    """

    province: Province | None
    district: District | None
    lat: float
    lng: float
    is_near: bool = False

    def spot(self, lat: float, lng: float) -> Spot:
        """Return kilometres east and north of the start; good within a region."""
        east = (lng - self.lng) * KM_PER_DEGREE * cos(radians(self.lat))
        return east, (lat - self.lat) * KM_PER_DEGREE


@dataclass(frozen=True)
class CounterRow:
    """One pin in the region with its place; ``spot`` is kilometres from the start."""

    point_id: int
    procedure_id: int
    manual_id: int
    spot: Spot
    is_exact: bool
    counter: Counter


def counters_in(procedure_ids: Sequence[int], region: Region) -> list[CounterRow]:
    """Return every counter of a region at which one of the services is offered; two queries."""
    if region.is_near:
        pins = Pin.objects.filter(_around(region), procedure__in=procedure_ids).order_by()
        found, rows = list(_places_of(pins)), list(_counters_of(pins))
    elif region.province is None:
        return []
    else:
        found = _places_in.rows(procedure_ids, region.province.pk)
        rows = _counters_in.rows(procedure_ids, region.province.pk)
    places = {row[0]: _place(region, *row) for row in found}
    return [
        _row(places[row[0]], *row[:-1])
        for row in rows
        if row[0] in places and row[-1] == ManualStatus.PUBLISHED
    ]


def _places_of(pins: QuerySet[Pin]) -> QuerySet[ServicePoint, Any]:
    # A condition on the status of manuals would lead SQLite to read all manuals of the country.
    places = ServicePoint.objects.filter(pk__in=pins.values("point"), status__in=VISITABLE)
    # A mobile unit is somewhere on the days of its rounds only: no stop of a trip.
    places = places.exclude(kind=MOBILE_UNIT)
    return places.order_by().values_list(*PLACE_FIELDS, Cast("hours", TextField()))


def _counters_of(pins: QuerySet[Pin]) -> QuerySet[Pin, Any]:
    rows = pins.order_by("point_id", "procedure_id", "manual_id")
    return rows.values_list(*PIN_FIELDS, Cast("hours", TextField()), "manual__status")


def _pins_in(procedures: Sequence[int], province: str) -> QuerySet[Pin]:
    return Pin.objects.filter(province=province, procedure__in=procedures).order_by()


PIN_FIELDS = (
    "point_id",
    "procedure_id",
    "manual_id",
    "residents_only",
    "accepts_foreigners",
    "accepts_walk_in",
)
PLACE_FIELDS = (
    "pk",
    "lat",
    "lng",
    "coordinate_quality",
    "province_id",
    "district_id",
    "agency__kind",
    "status",
    "suspended_from",
    "suspended_until",
    "district__lat",
    "district__lng",
)


_places_in: Prepared[ServicePoint] = Prepared(
    lambda procedures, province: _places_of(_pins_in(procedures, province))
)
_counters_in: Prepared[Pin] = Prepared(
    lambda procedures, province: _counters_of(_pins_in(procedures, province))
)


def _around(region: Region) -> Q:
    box = bounding_box(region.lat, region.lng, NEAR_KM)
    return Q(
        point__lat__gte=box.south,
        point__lat__lte=box.north,
        point__lng__gte=box.west,
        point__lng__lte=box.east,
    )


def _place(
    region: Region,
    _point_id: int,
    lat: float | None,
    lng: float | None,
    quality: str,
    province: str | None,
    district: str | None,
    kind: str,
    status: str,
    suspended_from: date | None,
    suspended_until: date | None,
    district_lat: float | None,
    district_lng: float | None,
    hours: str,
) -> tuple[Spot, bool, Counter]:
    if lat is None or lng is None:  # somewhere in its district is all that is known
        lat, lng = district_lat or region.lat, district_lng or region.lng
    is_suspended = status == PointStatus.SUSPENDED
    counter = Counter(
        province=province or "",
        district=district or "",
        agency_kind=kind,
        residents_only=None,
        accepts_foreigners=None,
        accepts_walk_in=None,
        hours=_hours(hours),
        suspended=(suspended_from, suspended_until) if is_suspended else None,
    )
    return region.spot(lat, lng), quality == "office", counter


def _row(
    place: tuple[Spot, bool, Counter],
    point_id: int,
    procedure_id: int,
    manual_id: int,
    residents_only: bool | None,
    accepts_foreigners: bool | None,
    accepts_walk_in: bool | None,
    own_hours: str,
) -> CounterRow:
    spot, is_exact, counter = place
    changes = (residents_only, accepts_foreigners, accepts_walk_in, own_hours)
    if changes != (None, None, None, "{}"):
        counter = replace(
            counter,
            residents_only=residents_only,
            accepts_foreigners=accepts_foreigners,
            accepts_walk_in=accepts_walk_in,
            hours=counter.hours if own_hours == "{}" else _hours(own_hours),
        )
    return CounterRow(point_id, procedure_id, manual_id, spot, is_exact, counter)


@lru_cache(maxsize=2048)
def _hours(stored: str) -> Hours:
    """Read hours as they are stored; thousands of offices keep the same."""
    return Hours.unknown() if stored in {"", "{}"} else Hours.model_validate_json(stored)


@dataclass(frozen=True)
class Served:
    """What one place does for the reader: the manual by which, and what to ask before."""

    manual_id: int
    cautions: tuple[Caution, ...]


@dataclass(frozen=True)
class Field:
    """The counters of one day, judged: who can do which errand, and who cannot, and why."""

    candidates: tuple[Candidate, ...]
    served: Mapping[tuple[int, int], Served]
    """By point and procedure."""
    refused: Mapping[tuple[int, int], Refusal]
    spots: Mapping[int, Spot]


def field_of(
    rows: Iterable[CounterRow],
    errands: Sequence[int],
    reader: Reader,
    holidays: Mapping[date, str],
) -> Field:
    """Judge counters for some errands, whose places in the list are their bits."""
    number = {errand: bit for bit, errand in enumerate(errands)}
    served: dict[tuple[int, int], Served] = {}
    refused: dict[tuple[int, int], Refusal] = {}
    bits: dict[int, int] = {}
    closes: dict[int, int] = {}
    spots: dict[int, Spot] = {}
    known: dict[tuple[Hashable, ...], Verdict] = {}
    for row in rows:
        if row.procedure_id not in number:
            continue
        key = (row.point_id, row.procedure_id)
        same = sameness(row.counter)
        verdict = known.get(same)
        if verdict is None:
            verdict = known[same] = judge(row.counter, reader, holidays)
        spots[row.point_id] = row.spot
        if verdict.refusal:
            refused[key] = verdict.refusal
            continue
        refused.pop(key, None)
        served[key] = Served(row.manual_id, verdict.cautions)
        bits[row.point_id] = bits.get(row.point_id, 0) | 1 << number[row.procedure_id]
        until = closes.get(row.point_id, verdict.closes)
        closes[row.point_id] = min(until, verdict.closes)
    candidates = tuple(
        Candidate(point, *spots[point], errands=bits[point], closes=closes[point]) for point in bits
    )
    return Field(candidates, served, {k: v for k, v in refused.items() if k not in served}, spots)


def sameness(counter: Counter) -> tuple[Hashable, ...]:
    """Return what counters judged alike have in common; hours are told apart by identity.

    Most offices of a province keep the same hours, and judging is the slow part.
    """
    return (
        counter.province,
        counter.district,
        counter.agency_kind,
        counter.residents_only,
        counter.accepts_foreigners,
        counter.accepts_walk_in,
        id(counter.hours),
        counter.suspended,
    )
