"""One service point: open now, where it is, how to get there, what it serves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from infogo.core.dates import bangkok_now
from infogo.core.hours import Hours
from infogo.core.hours_text import lunch_text, week_rows
from infogo.core.language import current_language, in_language
from infogo.display.filters import DOT
from infogo.display.qr import qr_svg
from infogo.display.structured import absolute
from infogo.display.whereabouts import (
    Number,
    numbers_of,
    place_of,
    point_name,
    position_caution,
    ways_to,
)
from infogo.geo.navigation import NavigationLink
from infogo.linked.schema_org import government_office
from infogo.pins.models import Pin
from infogo.pins.selectors import services_here
from infogo.pins.wording import confirmations, pin_facts
from infogo.points.certificates import certificate_of
from infogo.points.models import CertificateLevel, PointStatus, ServicePoint
from infogo.points.opening import Clock, OpenNow, hours_of, is_assumed, open_now
from infogo.points.selectors import NearPoint, nearest, visitable_points
from infogo.taxonomy.selectors import terms_in_force
from infogo.www.pages.access import AccessFact, access_facts
from infogo.www.pages.offline import district_href
from infogo.www.pages.places import MapView, map_view
from infogo.www.pages.point_rows import PointRow, notes_on, one_line, point_row
from infogo.www.pages.ratings import RatingLine, point_rating_line
from infogo.www.pages.rounds import RoundList, rounds_data, rounds_of_point
from infogo.www.pages.service_links import ServiceLink, service_links

NEARBY_SHOWN = 4
WITHOUT_OFFICERS = frozenset({"online_only", "kiosk", "call_centre"})
"""Kinds of points at which nobody stands who could make a copy of a manual."""
CLOSURES_AHEAD = timedelta(days=45)
CLOSURES_SHOWN = 3


@dataclass(frozen=True)
class HoursRow:
    """One line of the weekly table, as ``opening_hours`` reads it."""

    days: str
    times: str
    closed: bool


@dataclass(frozen=True)
class Closure:
    """A day on which the place will be closed or keep other hours."""

    date: date
    reason: str


@dataclass(frozen=True)
class Opening:
    """When a place is open: now, in the week, and the days ahead that differ."""

    now: OpenNow
    rows: Sequence[HoursRow]
    closures: Sequence[Closure]
    notes: str
    words: str


@dataclass(frozen=True)
class Position:
    """How to get there; an exact position, or a caution that says why there is none."""

    lat: float | None
    lng: float | None
    caution: str
    ways: Sequence[NavigationLink]
    map: MapView | None


@dataclass(frozen=True)
class Certified:
    """That the place is a certified ศูนย์ราชการสะดวก: its level in words, and the last day."""

    text: str
    until: date


@dataclass(frozen=True)
class PointPage:
    """Everything a service point's page shows."""

    pk: int
    name: str
    lang: str | None
    thai_name: str
    kind: str
    agency: str
    agency_lang: str | None
    agency_href: str
    trail: Sequence[tuple[str, str]]
    status: str
    certificate: Certified | None
    successor: tuple[str, str] | None
    opening: Opening
    address: str
    address_lang: str | None
    landmark: str
    phones: Sequence[Number]
    email: str
    website: str
    position: Position
    services: Sequence[ServiceLink]
    services_note: str
    has_officers: bool
    rounds: RoundList
    access: Sequence[AccessFact]
    access_unknown: Sequence[str]
    nearby: Sequence[PointRow]
    nearby_notes: str
    rating: RatingLine
    checked_on: date | None
    posted_on: date | None
    source: str
    offline_href: str
    page_url: str
    qr_href: str
    qr: str
    printed_on: date
    structured: dict[str, Any]


def point_page(point: ServicePoint, clock: Clock) -> PointPage:
    """Return the page of a point whose agency, areas and successor are selected."""
    name, lang = point_name(point)
    place = place_of(point)
    agency, agency_lang = in_language(point.agency.name_th, point.agency.name_en)
    kinds = terms_in_force(["point_kind"], clock.now.date())["point_kind"]
    kind = kinds.get(point.kind)
    pins = services_here(point)
    nearby = _nearby(point)
    known, unknown = access_facts(point)
    page_url = absolute(reverse("www:place", args=[point.pk]))
    return PointPage(
        pk=point.pk,
        name=name,
        lang=lang,
        thai_name=point.name_th,
        kind=in_language(kind.label_th, kind.label_en)[0] if kind else point.kind,
        agency=agency,
        agency_lang=agency_lang,
        agency_href=reverse("www:agency", args=[point.agency_id]),
        trail=_trail(point),
        status=_status(point, clock),
        certificate=_certificate(point, clock),
        successor=_successor(point),
        opening=_opening(point, clock),
        address=place.address,
        address_lang=place.lang,
        landmark=point.landmark,
        phones=numbers_of(point),
        email=point.email,
        website=point.website,
        position=_position(point, clock),
        services=_services(pins),
        services_note=_services_note(pins),
        has_officers=point.kind not in WITHOUT_OFFICERS,
        rounds=rounds_of_point(point, pins, clock.now.date()),
        access=known,
        access_unknown=unknown,
        nearby=[point_row(item.point, clock, km=item.km) for item in nearby],
        nearby_notes=notes_on(item.point for item in nearby).text,
        rating=point_rating_line(point),
        checked_on=point.checked_on,
        posted_on=point.manuals_posted_on,
        source=point.source,
        offline_href=district_href(point.district_id) if point.district_id else "",
        page_url=page_url,
        qr_href=reverse("www:place_qr", args=[point.pk]),
        qr=qr_svg(page_url),
        printed_on=clock.now.date(),
        structured=government_office(point, name, clock.holidays, clock.now.date()),
    )


def point_data(point: ServicePoint) -> dict[str, Any]:
    """Return what ``/place/<id>.json`` answers; names of fields never change meaning.

    ``hours`` is an ``Hours`` as stored, ``null`` when unknown; ``hours_status`` tells whether the
    agency confirmed it. ``position`` is given only when it is the office's own; what a position
    otherwise is stands in ``coordinate_quality``. ``services`` are ids of procedures, ``rounds``
    the coming rounds of a mobile unit (``rounds_data``).
    """
    return {
        "id": point.pk,
        "key": point.key,
        "url": absolute(reverse("www:place", args=[point.pk])),
        "kind": point.kind,
        "status": point.status,
        "moved_to": point.moved_to_id,
        "name_th": point.name_th,
        "name_en": point.name_en,
        "agency": {"id": point.agency_id, "key": point.agency.key, "name_th": point.agency.name_th},
        "address": point.address,
        "landmark": point.landmark,
        "subdistrict": point.subdistrict_id,
        "district": point.district_id,
        "province": point.province_id,
        "postcode": point.postcode,
        "position": {"lat": point.lat, "lng": point.lng} if point.has_exact_position else None,
        "coordinate_quality": point.coordinate_quality,
        "phones": point.phones,
        "email": point.email,
        "website": point.website,
        "hours": point.hours or None,
        "hours_status": point.hours_status,
        "accessibility": point.accessibility,
        "entrance": point.entrance,
        "transit": point.transit,
        "services": [pin.procedure_id for pin in services_here(point)],
        "rounds": rounds_data(point, bangkok_now().date()),
        "checked_on": point.checked_on.isoformat() if point.checked_on else None,
        "source": point.source,
    }


def _trail(point: ServicePoint) -> Sequence[tuple[str, str]]:
    places = reverse("www:places")
    trail = [(_("จุดให้บริการ"), places)]
    if point.province:
        name = in_language(point.province.name_th, point.province.name_en)[0]
        trail.append((name, f"{places}?prov={point.province.code}"))
        if point.district:
            area = in_language(point.district.full_name_th, point.district.name_en)[0]
            query = f"?prov={point.province.code}&district={point.district.code}"
            trail.append((area, f"{places}{query}"))
    return trail


def _status(point: ServicePoint, clock: Clock) -> str:
    """Return the status of today: a suspension holds on its days only."""
    if point.status != PointStatus.SUSPENDED:
        return point.status
    is_closed = point.is_suspended_on(clock.now.date())
    return str(PointStatus.SUSPENDED if is_closed else PointStatus.OPEN)


def _certificate(point: ServicePoint, clock: Clock) -> Certified | None:
    held = certificate_of(point, clock.now.date())
    if held is None:
        return None
    levels = {
        CertificateLevel.BASIC: _("ศูนย์ราชการสะดวก (GECC) ระดับพื้นฐาน"),
        CertificateLevel.ADVANCED: _("ศูนย์ราชการสะดวก (GECC) ระดับก้าวหน้า"),
        CertificateLevel.EXCELLENT: _("ศูนย์ราชการสะดวก (GECC) ระดับเป็นเลิศ"),
    }
    return Certified(levels[CertificateLevel(held.level)], held.expires_on)


def _successor(point: ServicePoint) -> tuple[str, str] | None:
    if point.status != PointStatus.MOVED or point.moved_to is None:
        return None
    return point_name(point.moved_to)[0], reverse("www:place", args=[point.moved_to.pk])


def _opening(point: ServicePoint, clock: Clock) -> Opening:
    hours, lang = hours_of(point), current_language()
    notes = []
    if is_assumed(point):
        notes.append(_("เวลาราชการทั่วไป หน่วยงานยังไม่ยืนยัน ควรถามก่อนไป"))
    if hours.follows_public_holidays:
        notes.append(_("ปิดวันหยุดราชการ"))
    notes += [text for text in (lunch_text(hours, lang), hours.note) if text]
    return Opening(
        now=open_now(point, clock),
        rows=[HoursRow(row.days, row.times, row.closed) for row in week_rows(hours, lang)],
        closures=_closures(point, hours, clock),
        notes=one_line(notes),
        words=hours.text,
    )


def _closures(point: ServicePoint, hours: Hours, clock: Clock) -> Sequence[Closure]:
    """Return the next days on which usual hours do not hold."""
    today = clock.now.date()
    last = today + CLOSURES_AHEAD
    found = {
        exception.first_on: exception.note
        or (_("เวลาต่างจากปกติ") if exception.intervals else _("ปิด"))
        for exception in hours.exceptions
        if (exception.last_on or exception.first_on) >= today and exception.first_on <= last
    }
    if hours.follows_public_holidays:
        for day, name in clock.holidays.items():
            # On days that differ holidays do not matter: it may be open on them on purpose.
            differs = any(exception.covers(day) for exception in hours.exceptions)
            if today <= day <= last and hours.week[day.weekday()] and not differs:
                found[day] = name
    begins = point.suspended_from if point.status == PointStatus.SUSPENDED else None
    if begins and today < begins <= last:
        found[begins] = _("ปิดชั่วคราว")
    return [Closure(day, reason) for day, reason in sorted(found.items())][:CLOSURES_SHOWN]


def _position(point: ServicePoint, clock: Clock) -> Position:
    if point.has_exact_position and point.lat is not None and point.lng is not None:
        shown = map_view([point_row(point, clock)], point.province_id or "country")
        return Position(point.lat, point.lng, "", ways_to(point), shown)
    return Position(None, None, position_caution(point), ways_to(point), None)


def _services(pins: Sequence[Pin]) -> Sequence[ServiceLink]:
    by_manual = {pin.manual_id: pin for pin in pins}
    told = confirmations(list(by_manual.values()), at_one_point=True).rows
    for pin in pins:
        pin.manual.procedure = pin.procedure
    manuals = [pin.manual for pin in by_manual.values()]
    return service_links(
        manuals,
        lambda manual: _told_of(by_manual[manual.pk], told),
        lambda manual: by_manual[manual.pk].queue_url,
    )


def _told_of(pin: Pin, confirmed: Mapping[int, str]) -> str:
    return DOT.join(filter(None, (*pin_facts(pin), confirmed.get(pin.pk, ""))))


def _services_note(pins: Sequence[Pin]) -> str:
    once = list({pin.manual_id: pin for pin in pins}.values())
    return one_line((notes_on((), pins).pins, confirmations(once, at_one_point=True).note))


def _nearby(point: ServicePoint) -> list[NearPoint]:
    """Return the nearest points of the same kind; none when the point has no position."""
    if point.lat is None or point.lng is None:
        return []
    others = visitable_points().filter(kind=point.kind).exclude(pk=point.pk)
    return nearest(others, point.lat, point.lng, limit=NEARBY_SHOWN)
