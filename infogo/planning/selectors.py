"""Reading what a plan is made of: services, what must come first, and the counters of a region.

The number of queries is the same for one errand and for eight, for one counter and for a thousand.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from math import cos, radians

from django.db.models import Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast

from infogo.core.hours import Hours
from infogo.core.models import PublicHoliday
from infogo.geo.distance import KM_PER_DEGREE, bounding_box
from infogo.geo.models import District, Province
from infogo.manuals.models import (
    Document,
    DocumentRole,
    Manual,
    ManualStatus,
    Procedure,
    ProcedureDocument,
    ProcedureRelation,
    ProcedureStatus,
    RelationKind,
)
from infogo.pins.models import Pin
from infogo.planning.competence import Caution, Counter, Reader, Refusal, Verdict, judge
from infogo.planning.trip import Candidate, Spot
from infogo.points.models import PointStatus, ServicePoint
from infogo.points.selectors import VISITABLE

NEAR_KM = 60.0
"""How far around a position counters are looked for."""
MOST_MERGERS = 5
"""How often a service that was merged is followed to the next one."""


@dataclass(frozen=True)
class Wanted:
    """What became of the ids that an address names, each in the order of the address.

    ``manuals`` are standard manuals in use, ``merged`` pairs of a service and its successor,
    ``withdrawn`` services that ended, ``unknown`` ids that no citizen ever saw.
    """

    manuals: tuple[Manual, ...]
    merged: tuple[tuple[Procedure, Procedure], ...]
    withdrawn: tuple[Procedure, ...]
    unknown: tuple[int, ...]


def wanted_services(procedure_ids: Sequence[int]) -> Wanted:
    """Return the services of a plan, merged ones replaced by their successors, each once."""
    known = _with_successors(procedure_ids)
    found: dict[int, Procedure] = {}
    merged: list[tuple[Procedure, Procedure]] = []
    withdrawn: list[Procedure] = []
    unknown: list[int] = []
    for procedure_id in procedure_ids:
        procedure = end = known.get(procedure_id)
        for _step in range(MOST_MERGERS):
            if end and end.status == ProcedureStatus.MERGED and end.merged_into_id:
                end = known.get(end.merged_into_id)
        if procedure is None or end is None or end.status == ProcedureStatus.DRAFT:
            unknown.append(procedure_id)
        elif end.status == ProcedureStatus.ACTIVE:
            found.setdefault(end.pk, end)
            if end != procedure:
                merged.append((procedure, end))
        else:
            withdrawn.append(procedure)
    manuals = {manual.procedure_id: manual for manual in _standard_manuals(list(found))}
    unknown += [procedure_id for procedure_id in found if procedure_id not in manuals]
    return Wanted(
        tuple(manuals[key] for key in found if key in manuals),
        tuple(merged),
        tuple(withdrawn),
        tuple(unknown),
    )


def _with_successors(procedure_ids: Sequence[int]) -> dict[int, Procedure]:
    """Return services with those they were merged into; a further query for each merger only."""
    known: dict[int, Procedure] = {}
    missing = set(procedure_ids)
    for _step in range(MOST_MERGERS):
        if not missing:
            break
        known |= Procedure.objects.select_related("owner").in_bulk(list(missing))
        following = {p.merged_into_id for p in known.values() if p.merged_into_id}
        missing = {pk for pk in following if pk is not None} - set(known)
    return known


def _standard_manuals(procedure_ids: Sequence[int]) -> QuerySet[Manual]:
    return Manual.objects.filter(
        procedure__in=procedure_ids,
        standard=None,
        status=ManualStatus.PUBLISHED,
        current__isnull=False,
    ).select_related("procedure__owner", "agency", "current")


def local_manuals(manual_ids: Iterable[int]) -> dict[int, Manual]:
    """Return those of some manuals in which an agency wrote something of its own, by procedure."""
    own = (
        Manual.objects.filter(pk__in=set(manual_ids), standard__isnull=False, current__isnull=False)
        .exclude(overridden_sections=[])
        .select_related("procedure__owner", "agency", "current", "standard__current")
    )
    return {manual.procedure_id: manual for manual in own}


def outputs_of(procedure_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Return the documents that each service gives, by their names in the catalogue."""
    given: dict[int, tuple[str, ...]] = {}
    rows = ProcedureDocument.objects.filter(
        procedure__in=procedure_ids, role=DocumentRole.OUTPUT
    ).values_list("procedure_id", "document__name_th")
    for procedure_id, name in rows.order_by("pk"):
        given[procedure_id] = (*given.get(procedure_id, ()), name)
    return given


def required_first(procedure_ids: Sequence[int]) -> list[tuple[int, int]]:
    """Return the (before, after) pairs in which editors said that one service needs another."""
    rows = ProcedureRelation.objects.filter(
        source__in=procedure_ids, target__in=procedure_ids, kind=RelationKind.REQUIRES
    )
    return sorted(rows.values_list("target_id", "source_id"))


@dataclass(frozen=True)
class Maker:
    """A service that gives a document."""

    procedure_id: int
    name_th: str
    name_en: str


def makers_of(names: Iterable[str]) -> dict[str, list[Maker]]:
    """Return the services that give a document, used most first, by the document's name.

    A service that must be shown the document itself only renews it and is not among them.
    """
    found: dict[str, list[Maker]] = {}
    asks = ProcedureDocument.objects.filter(
        procedure=OuterRef("procedure"), document=OuterRef("document"), role=DocumentRole.REQUIRED
    )
    rows = ProcedureDocument.objects.filter(
        ~Exists(asks),
        document__name_th__in=list(names),
        role=DocumentRole.OUTPUT,
        procedure__status=ProcedureStatus.ACTIVE,
    ).order_by("-procedure__popularity", "procedure__code")
    for name, pk, thai, english in rows.values_list(
        "document__name_th", "procedure_id", "procedure__name_th", "procedure__name_en"
    ):
        found.setdefault(name, []).append(Maker(pk, thai, english))
    return found


def english_names(names: Iterable[str]) -> dict[str, str]:
    """Return what the catalogue calls documents in English, by their Thai names."""
    rows = Document.objects.filter(name_th__in=list(names)).exclude(name_en="")
    return dict(rows.values_list("name_th", "name_en"))


def holidays_after(day: date) -> dict[date, str]:
    """Return all public holidays known from ``day`` on, with their Thai names."""
    return dict(PublicHoliday.objects.filter(on__gte=day).values_list("on", "name_th"))


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
    pins = Pin.objects.filter(_inside(region), procedure__in=procedure_ids).order_by()
    # A condition on the status of manuals would lead SQLite to read all manuals of the country.
    places = {
        row[0]: _place(region, *row)
        for row in ServicePoint.objects.filter(pk__in=pins.values("point"), status__in=VISITABLE)
        .order_by()
        .values_list(*PLACE_FIELDS, Cast("hours", TextField()))
    }
    rows = pins.order_by("point_id", "procedure_id", "manual_id").values_list(
        *PIN_FIELDS, Cast("hours", TextField()), "manual__status"
    )
    return [
        _row(places[row[0]], *row[:-1])
        for row in rows
        if row[0] in places and row[-1] == ManualStatus.PUBLISHED
    ]


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


def _inside(region: Region) -> Q:
    if not region.is_near:
        return Q(province=region.province)
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
        same = _sameness(row.counter)
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


def _sameness(counter: Counter) -> tuple[Hashable, ...]:
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
