"""``/api/v1/points`` and ``/api/v1/pins``: places, and what is served there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Path, Query, Router

from infogo.api.answering import (
    One,
    OneIn,
    Paged,
    PageIn,
    PageOut,
    answered,
    chosen_fields,
    gone,
    missing,
    one_told,
    page_of,
    told,
    wrong,
)
from infogo.api.linked import linked
from infogo.api.moving import moved
from infogo.api.schemas import ProblemOut
from infogo.core.converters import LARGEST_ID
from infogo.core.dates import bangkok_now
from infogo.core.hours import Hours, status_at
from infogo.linked.documents import point_document
from infogo.pins.models import Pin
from infogo.points.access import with_access
from infogo.points.facts import ACCESS
from infogo.points.models import PointStatus, ServicePoint, is_suspended
from infogo.points.selectors import holidays_from, nearest_ids, nearest_that_ids
from infogo.records.base import hours_of, said
from infogo.records.pins import (
    PINS,
    PinRecord,
    hours_of_service,
    points_with_service,
    public_pins,
    with_service,
)
from infogo.records.points import POINTS, PointRecord, public_points

router = Router(tags=["points"])
NEAR_LIMIT = 100
LARGEST_RADIUS_KM = 500.0

Id = Annotated[int, Path(ge=1, le=LARGEST_ID)]
OtherId = Annotated[int, Query(ge=0, le=LARGEST_ID)]
Word = Annotated[str, Query(max_length=40, pattern=r"^[a-z0-9_]*$")]
Province = Annotated[str, Query(pattern=r"^([1-9][0-9])?$", description="Two-digit code")]
District = Annotated[str, Query(pattern=r"^([1-9][0-9]{3})?$", description="Four-digit code")]
Box = Annotated[
    str,
    Query(
        max_length=80,
        pattern=r"^(-?[0-9.]{1,12}(,-?[0-9.]{1,12}){3})?$",
        description="south,west,north,east in degrees",
    ),
]
Facts = Annotated[
    str,
    Query(
        max_length=120,
        pattern=r"^([a-z_]+(,[a-z_]+)*)?$",
        description="Facts that each point has for sure, such as wheelchair,toilet",
    ),
]
Degrees = Annotated[float, Query(ge=-180, le=180)]


class NearPoint(PointRecord):
    """A point and how far it is."""

    distance_km: float = said("ระยะทางเส้นตรง กม.", "Distance as the crow flies in km")
    opening: str = said("เปิดอยู่หรือไม่ในเวลาที่ถาม", "open, closed or unknown at the moment asked for")


class NearOut(PageOut[NearPoint]):
    """The nearest points; there is no next page."""


@router.get("/points", response={200: PageOut[PointRecord], 304: None, 422: ProblemOut})
def list_points(
    request: HttpRequest,
    asked: Paged,
    agency: OtherId = 0,
    procedure: OtherId = 0,
    province: Province = "",
    district: District = "",
    kind: Word = "",
    weekend: bool = False,
    box: Box = "",
    access: Facts = "",
) -> object:
    """List service points of an agency, province, district or box, or where a service is done."""
    corners, facts = _corners(box), _facts(access)
    is_countrywide = not (agency or province or district or corners)

    def rows() -> QuerySet[ServicePoint]:
        found = public_points()
        chosen: dict[str, Any] = {
            "agency": agency,
            "province": province,
            "district": district,
            "kind": kind,
        }
        found = found.filter(**{name: value for name, value in chosen.items() if value})
        found = with_access(found, facts)
        if weekend:
            found = found.filter(opens_on_weekend=True)
        if corners:
            south, west, north, east = corners
            found = found.filter(lat__gte=south, lat__lte=north, lng__gte=west, lng__lte=east)
        return with_service(found, procedure) if procedure and not is_countrywide else found

    def ids_after(last: int) -> QuerySet[Any, int]:
        return points_with_service(rows(), procedure).filter(point__gt=last)

    is_led_by_pins = procedure and is_countrywide
    return page_of(request, POINTS, asked, rows, ids_after if is_led_by_pins else None)


@router.get("/points/near", response={200: NearOut, 304: None, 422: ProblemOut})
def near_points(
    request: HttpRequest,
    asked: Annotated[OneIn, Query()],
    lat: Annotated[float, Query(ge=-90, le=90)],
    lng: Degrees,
    radius_km: Annotated[float, Query(gt=0, le=LARGEST_RADIUS_KM)] = 50.0,
    limit: Annotated[int, Query(ge=1, le=NEAR_LIMIT)] = 20,
    procedure: OtherId = 0,
    open_only: bool = False,
    access: Facts = "",
    at: Annotated[datetime | None, Query(description="Moment, now without it")] = None,
) -> object:
    """List the nearest service points, nearest first, and whether they are open at a moment.

    With ``procedure`` its counter's own hours count, where it has some. Hours that nobody confirmed
    count as open only when ``hours_status`` of the record is looked at: ``opening`` says
    ``unknown`` for places whose hours are not known at all. With ``open_only`` all places within
    the radius are looked at until there are ``limit`` that are open.
    """
    chosen, moment, facts = chosen_fields(NearPoint, asked), _moment(at), _facts(access)

    def make() -> dict[str, Any]:
        opening = _Opening(moment)
        places = with_service(public_points(), procedure) if procedure else public_points()
        places = with_access(places, facts)
        # Where a counter keeps hours of its own, those of its point tell nothing of this service.
        counters = hours_of_service(procedure) if procedure and open_only else {}

        def fits(point: ServicePoint) -> bool:
            return opening.of(point, counters.get(point.pk) or hours_of(point.hours)) == "open"

        if open_only:
            found = nearest_that_ids(
                *(places, lat, lng),
                fits=fits,
                within_km=radius_km,
                limit=limit,
            )
        else:
            found = nearest_ids(places, lat, lng, limit=limit, within_km=radius_km)
        far = {pk: km for km, pk in found}
        if procedure and not open_only:
            counters = hours_of_service(procedure, far)
        near = [
            # Its fields were checked as those of a point.
            NearPoint.model_construct(
                **record.__dict__,
                distance_km=round(far[record.id], 3),
                opening=opening.of(record, counters.get(record.id) or record.hours),
            )
            for record in POINTS.some(list(far))
        ]
        return {"items": told(near, asked, chosen), "next": None}

    # Whether a place is open changes by the minute, so no copy of it is good for longer.
    minute = f"{moment:%Y-%m-%dT%H:%M}"
    return answered(request, (*POINTS.topics, f"minute:{minute}"), make)


@router.get(
    "/points/{point_id}",
    response={200: PointRecord, 301: None, 304: None, **dict.fromkeys((404, 410, 422), ProblemOut)},
)
def read_point(request: HttpRequest, point_id: Id, asked: One) -> object:
    """Read one point. One that moved leads to its new place (301), a closed one is gone (410)."""
    point = ServicePoint.objects.select_related("agency").filter(pk=point_id).first()
    if point is None:
        raise missing("ไม่มีจุดให้บริการนี้", "there is no such service point")
    if point.status == PointStatus.MOVED and point.moved_to_id:
        return moved(request, point_id, point.moved_to_id)
    if point.status not in (PointStatus.OPEN, PointStatus.SUSPENDED):
        raise gone(f"{point.name_th} ปิดถาวรแล้ว", f"{point.name_en or point.name_th} was closed")
    if described := linked(request, lambda: point_document(point)):
        return described
    return answered(request, POINTS.topics, lambda: one_told(POINTS.some([point_id])[0], asked))


@router.get("/pins", response={200: PageOut[PinRecord], 304: None, 422: ProblemOut})
def list_pins(
    request: HttpRequest,
    asked: Annotated[PageIn, Query()],
    manual: OtherId = 0,
    point: OtherId = 0,
    procedure: OtherId = 0,
    province: Province = "",
) -> object:
    """List which manuals are served at which points, and what differs there."""

    def rows() -> QuerySet[Pin]:
        chosen = {"manual": manual, "point": point, "procedure": procedure, "province": province}
        return public_pins().filter(**{name: value for name, value in chosen.items() if value})

    return page_of(request, PINS, asked, rows)


def _corners(box: str) -> Sequence[float]:
    if not box:
        return ()
    try:
        south, west, north, east = (float(one) for one in box.split(","))
    except ValueError:
        thai = "ต้องเป็นตัวเลขสี่ตัว ใต้,ตะวันตก,เหนือ,ตะวันออก"
        raise wrong("box", thai, "four numbers: S,W,N,E") from None
    if south > north or west > east:
        raise wrong("box", "ใต้ต้องน้อยกว่าเหนือ ตะวันตกต้องน้อยกว่าตะวันออก", "S ≤ N and W ≤ E")
    return south, west, north, east


def _facts(access: str) -> Sequence[str]:
    """Return the facts asked for; a ramp counts as an answer to wheelchair, as on the pages."""
    facts = access.split(",") if access else []
    if unknown := sorted(set(facts) - ACCESS.keys()):
        known = ", ".join(ACCESS)
        raise wrong("access", f"ไม่มีข้อ {', '.join(unknown)} เลือกจาก {known}", f"one of {known}")
    return facts


def _moment(at: datetime | None) -> datetime:
    now = bangkok_now()
    if at is None:
        return now
    if at.tzinfo is None or not 2000 <= at.year <= 2200:
        raise wrong("at", "ใส่เขตเวลาด้วย เช่น 2026-12-01T09:00+07:00", "needs a time zone")
    return at.astimezone(now.tzinfo)


class _Opening:
    """Whether points are open at a moment; many keep the same hours, which are looked at once.

    Hours are told apart by identity: equal ones are one object (``hours_of``), and kept ones live.
    """

    def __init__(self, moment: datetime) -> None:
        self._moment = moment
        self._holidays = holidays_from(moment.date(), "th")
        self._known: dict[int, tuple[Hours, str]] = {}

    def of(self, place: ServicePoint | PointRecord, hours: Hours | None) -> str:
        """Return ``open``, ``closed`` or ``unknown``."""
        day, first, last = self._moment.date(), place.suspended_from, place.suspended_until
        if is_suspended(place.status, first, last, day):
            return "closed"
        if hours is None:
            return "unknown"
        if id(hours) not in self._known:
            is_open = status_at(hours, self._moment, self._holidays).open_now
            word = "unknown" if is_open is None else "open" if is_open else "closed"
            self._known[id(hours)] = (hours, word)
        return self._known[id(hours)][1]
