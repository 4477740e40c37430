"""``/api/v1/office/points``: service points, read and changed by an agency's own program."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Router

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.agencies.models import AgencyStatus
from infogo.api.answering import PageOut
from infogo.api.callers import FORBIDDEN, UNUSABLE, ApiProblemError, TokenAuth, caller_of
from infogo.api.hours_in import read_hours
from infogo.api.office_paging import OfficePage, page_of_rows
from infogo.api.office_point_schemas import (
    AccessIn,
    ChangedFactsIn,
    NewPointIn,
    OfficePointOut,
    PointHoursIn,
    PositionIn,
    StandingIn,
    VersionsOut,
)
from infogo.api.writing import (
    CONFLICT,
    CREATED,
    PROBLEMS,
    Id,
    acted,
    found,
    line,
    problem_of_fields,
    rights_with,
)
from infogo.core.hours import Hours
from infogo.core.written import WrittenError, clean_line, phones_text
from infogo.geo.coordinates import Position, PositionError, checked_position
from infogo.pins.counting import counted_again
from infogo.pins.losing import asks_for_certainty, loss_of
from infogo.points import services
from infogo.points.doubts import outside_words
from infogo.points.errors import PointConflictError, PointError
from infogo.points.facts import ACCESS, ACCESS_TEXTS, WRITTEN_FIELDS, read_facts
from infogo.points.models import ServicePoint
from infogo.points.services import Part, Standing, version_of

router = Router(tags=["office-points"], auth=TokenAuth())
POINT = ("จุดให้บริการ", "service point")
ADDRESS = "/office/points/{point_id}"
Answer = dict[Any, Any]
ONE: Answer = {200: OfficePointOut, **PROBLEMS}
LATER = frozenset({"wheelchair", "disabled_parking", *ACCESS_TEXTS})
"""What programs written for an older contract do not send, and do not mean to take away."""


@router.get("/office/points", response={200: PageOut[OfficePointOut], **PROBLEMS})
def list_office_points(request: HttpRequest, asked: OfficePage) -> object:
    """List the service points that the officer may see, closed ones too, by id."""
    rights = rights_with(request, Act.VIEW, Act.EDIT_POINT)
    rows = _seen(rights)
    return page_of_rows(request, asked, rows, lambda some: _told_all(rights, some))


@router.post("/office/points", response={CREATED: OfficePointOut, **PROBLEMS})
def add_office_point(request: HttpRequest, body: NewPointIn) -> object:
    """Open a new service point of an agency; it can be visited at once."""
    rights = rights_with(request, Act.EDIT_POINT)

    def act() -> tuple[int, Any]:
        hers = rights.agencies(Act.EDIT_POINT).filter(status=AgencyStatus.ACTIVE)
        agency = hers.filter(pk=body.agency).first()
        if agency is None:
            raise ApiProblemError(
                FORBIDDEN,
                f"คุณเพิ่มจุดให้หน่วยงาน {body.agency} ไม่ได้ เลือกหน่วยงานที่ดูแลและยังดำเนินงาน",
                f"You may not open points of agency {body.agency}",
            )
        facts = read_facts(_texts(body.model_dump()))
        made = services.create_point(agency=agency, facts=facts, actor=_actor(request))
        return CREATED, _told(rights, made)

    return acted(request, act, _problem, PointError, WrittenError)


@router.get(ADDRESS, response=ONE)
def read_office_point(request: HttpRequest, point_id: Id) -> object:
    """Read one service point with the marks that a change has to name."""
    rights = rights_with(request, Act.VIEW, Act.EDIT_POINT)
    rows = _seen(rights)
    return _told_all(rights, [found(rows, rows, point_id, POINT)])[0]


@router.put(f"{ADDRESS}/facts", response=ONE)
def change_office_point(request: HttpRequest, point_id: Id, body: ChangedFactsIn) -> object:
    """Change names, address and contacts; citizens see it at once."""

    def save(point: ServicePoint) -> None:
        facts = read_facts(_texts(body.model_dump()), kind_before=point.kind)
        services.save_facts(point_id=point.pk, facts=facts, actor=_actor(request), seen=body.seen)

    return _saved(request, point_id, save)


@router.put(f"{ADDRESS}/position", response=ONE)
def place_office_point(request: HttpRequest, point_id: Id, body: PositionIn) -> object:
    """Change where it stands; outside its province only with is_confirmed."""

    def save(point: ServicePoint) -> None:
        position, doubt = _position(point, body)
        services.save_position(
            point_id=point.pk,
            position=position,
            actor=_actor(request),
            seen=body.seen,
            note=doubt,
        )

    return _saved(request, point_id, save)


@router.put(f"{ADDRESS}/hours", response=ONE)
def open_office_point(request: HttpRequest, point_id: Id, body: PointHoursIn) -> object:
    """Change opening hours and the days that differ."""

    def save(point: ServicePoint) -> None:
        hours = read_hours(body.hours)
        services.save_hours(point_id=point.pk, hours=hours, actor=_actor(request), seen=body.seen)

    return _saved(request, point_id, save)


@router.put(f"{ADDRESS}/access", response=ONE)
def equip_office_point(request: HttpRequest, point_id: Id, body: AccessIn) -> object:
    """Change what there is for whom access is hard."""

    def save(point: ServicePoint) -> None:
        sent = body.model_dump(exclude={"seen"})
        for name in LATER & (sent.keys() - body.model_fields_set):
            sent[name] = point.accessibility.get(name) if name in ACCESS else getattr(point, name)
        services.save_access(
            point_id=point.pk,
            access={name: sent[name] for name in ACCESS},
            texts={name: clean_line(sent[name]) for name in ACCESS_TEXTS},
            actor=_actor(request),
            seen=body.seen,
        )

    return _saved(request, point_id, save)


@router.put(f"{ADDRESS}/status", response=ONE)
def close_office_point(request: HttpRequest, point_id: Id, body: StandingIn) -> object:
    """Close for a time or for good, move, or open again; a loss for citizens must be known."""

    def save(point: ServicePoint) -> None:
        standing = Standing(body.status, body.moved_to, body.suspended_from, body.suspended_until)
        _require_known_loss(point, standing, body)
        with counted_again(point.pk):
            services.set_standing(
                point_id=point.pk,
                standing=standing,
                reason=body.reason,
                actor=_actor(request),
                seen=body.seen,
            )

    return _saved(request, point_id, save)


@router.post(f"{ADDRESS}/confirm", response=ONE)
def confirm_office_point(request: HttpRequest, point_id: Id) -> object:
    """Say that somebody of the agency read all of it today and found it true."""
    return _saved(
        request,
        point_id,
        lambda point: services.confirm_point(point_id=point.pk, actor=_actor(request)),
    )


def _saved(request: HttpRequest, point_id: int, save: Callable[[ServicePoint], object]) -> object:
    """Save something of a point that the caller may change, once."""
    rights = rights_with(request, Act.EDIT_POINT)

    def act() -> tuple[int, Any]:
        hers = rights.points(Act.EDIT_POINT).select_related("agency", "province")
        point = found(_seen(rights), hers, point_id, POINT)
        save(point)
        return 200, _told(rights, point)

    return acted(request, act, _problem, PointError, WrittenError, PositionError)


def _problem(refusal: Exception) -> ApiProblemError:
    """Say why points were not changed."""
    if isinstance(refusal, WrittenError):
        return problem_of_fields(refusal.problems)
    if isinstance(refusal, PositionError):
        return problem_of_fields({"lat": str(refusal)})
    if isinstance(refusal, PointConflictError):
        return ApiProblemError(
            CONFLICT,
            f"{refusal} อ่านจุดนี้อีกครั้งแล้วส่งพร้อม seen ใหม่",
            "Somebody changed this part since you read it; read it again and send the new mark",
        )
    return ApiProblemError(UNUSABLE, str(refusal), "The point cannot be so; see title_th")


def _position(point: ServicePoint, body: PositionIn) -> tuple[Position | None, str]:
    """Return what was sent, and what was doubtful about it and confirmed.

    Raises:
        PositionError: it lies outside the country.
        ApiProblemError: half of it is missing, or a doubt was not confirmed.
    """
    if body.lat is None and body.lng is None:
        return None, ""
    if body.lat is None or body.lng is None:
        raise problem_of_fields({"lat": "ใส่ทั้งละติจูดและลองจิจูด หรือ null ทั้งคู่"})
    position = checked_position(body.lat, body.lng)
    doubt = outside_words(point, position.lat, position.lng)
    if doubt and not body.is_confirmed:
        raise problem_of_fields({"is_confirmed": f"{doubt} ถ้าถูกแล้วส่ง is_confirmed เป็น true"})
    return position, doubt


def _require_known_loss(point: ServicePoint, standing: Standing, body: StandingIn) -> None:
    if body.is_loss_known or not asks_for_certainty(point, standing):
        return
    loss = loss_of(point)
    if loss.total:
        thai = (
            f"คู่มือ {loss.total} เรื่องจะไม่มีจุดให้บริการ: {', '.join(loss.names)} "
            "ถ้าทราบแล้วส่ง is_loss_known เป็น true"
        )
        english = (
            f"{loss.total} manuals would be served nowhere; send is_loss_known if that is known"
        )
        raise ApiProblemError(UNUSABLE, thai, english, [line("is_loss_known", english, thai)])


def _actor(request: HttpRequest) -> str:
    return caller_of(request).rights.officer.audit_name


def _texts(sent: dict[str, Any]) -> dict[str, str]:
    return {name: sent[name] for name in WRITTEN_FIELDS}


def _seen(rights: Rights) -> QuerySet[ServicePoint]:
    return rights.points(Act.VIEW if rights.can(Act.VIEW) else Act.EDIT_POINT)


def _told(rights: Rights, point: ServicePoint) -> dict[str, Any]:
    """Return a point as it is now, as JSON to be kept with the answer."""
    fresh = ServicePoint.objects.get(pk=point.pk)
    return _told_all(rights, [fresh])[0].model_dump(mode="json")


def _told_all(rights: Rights, rows: Sequence[ServicePoint]) -> list[OfficePointOut]:
    """Return points as they stand; one query for what of them may be changed."""
    ids = [row.pk for row in rows]
    hers = set(rights.points(Act.EDIT_POINT).filter(pk__in=ids).values_list("pk", flat=True))
    return [
        OfficePointOut(
            id=row.pk,
            agency=row.agency_id,
            can_edit=row.pk in hers,
            name_th=row.name_th,
            name_en=row.name_en,
            kind=row.kind,
            address=row.address,
            landmark=row.landmark,
            province=row.province_id or "",
            district=row.district_id or "",
            subdistrict=row.subdistrict_id or "",
            postcode=row.postcode,
            phones=phones_text(row.phones),
            email=row.email,
            website=row.website,
            lat=row.lat,
            lng=row.lng,
            coordinate_quality=row.coordinate_quality,
            hours=Hours.model_validate(row.hours) if row.hours else None,
            hours_status=row.hours_status,
            access=row.accessibility,
            entrance=row.entrance,
            transit=row.transit,
            status=row.status,
            moved_to=row.moved_to_id,
            suspended_from=row.suspended_from,
            suspended_until=row.suspended_until,
            checked_on=row.checked_on,
            versions=VersionsOut(**{part.value: version_of(row, part) for part in Part}),
        )
        for row in rows
    ]
