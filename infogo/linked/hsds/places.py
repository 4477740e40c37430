"""Agencies as organizations, service points as locations, pins as services at locations."""

from __future__ import annotations

from collections.abc import Iterator

from infogo.linked import uris
from infogo.linked.graph import web
from infogo.linked.hsds import ids
from infogo.linked.hsds.base import Thing, phones_of, schedules_of, thing
from infogo.linked.hsds.ids import Kind
from infogo.linked.sure import conditions, sure_hours, sure_position
from infogo.linked.words import Words
from infogo.points.facts import ACCESS, ACCESS_TEXTS
from infogo.records.agencies import AgencyRecord
from infogo.records.base import Named
from infogo.records.pins import PinRecord
from infogo.records.points import PointRecord


def organization_brief(agency: Named) -> Thing:
    """Name an organization; its own description is at its own address."""
    return thing(
        id=ids.organization(agency.id).text,
        name=agency.name_th,
        alternate_name=agency.name_en,
        description=agency.name_th,
        uri=uris.agency(agency.id),
    )


def organization(agency: AgencyRecord, words: Words) -> Thing:
    """Describe an agency as an organization."""
    name = ids.organization(agency.id)
    above = " · ".join(one.name_th for one in agency.parents)
    kind = words.concept("agency_kind", agency.kind)[0]
    return thing(
        id=name.text,
        name=agency.name_th,
        alternate_name=agency.name_en or agency.abbreviation,
        description=f"{kind} · {above}" if above else kind,
        email=agency.email,
        website=web(agency.website),
        uri=uris.agency(agency.id),
        parent_organization_id=ids.organization(agency.parent).text if agency.parent else None,
        phones=phones_of(name, agency.phones),
        organization_identifiers=[
            thing(
                id=name.part(Kind.IDENTIFIER, number),
                identifier_scheme=code.scheme,
                identifier_type=code.scheme,
                identifier=code.code,
            )
            for number, code in enumerate(agency.codes, 1)
        ],
    )


def location_brief(point: PointRecord) -> Thing:
    """Describe a service point by what is one to one with it."""
    position = sure_position(point)
    return thing(
        id=ids.location(point.id).text,
        location_type="physical",
        organization_id=ids.organization(point.agency.id).text,
        name=point.name_th,
        alternate_name=point.name_en,
        description=point.landmark,
        transportation=point.transit,
        latitude=position.lat if position else None,
        longitude=position.lng if position else None,
        external_identifier=str(point.id),
        external_identifier_type=uris.point(0).rstrip("0"),
    )


def location(point: PointRecord, words: Words) -> Thing:
    """Describe a service point as a location with all that belongs to it."""
    name = ids.location(point.id)
    return {
        **location_brief(point),
        **thing(
            addresses=list(_addresses(point, words)),
            phones=phones_of(name, point.phones),
            schedules=schedules_of(name, sure_hours(point)),
            accessibility=[
                thing(
                    id=name.part(Kind.ACCESSIBILITY, number),
                    description=description,
                    details=details,
                )
                for number, (description, details) in enumerate(_access(point), 1)
            ],
        ),
    }


def _access(point: PointRecord) -> Iterator[tuple[str, str]]:
    """Tell what is known of access: what it is about, and what there is."""
    for fact, there in sorted(point.accessibility.items()):
        yield ACCESS.get(fact, fact), "มี" if there else "ไม่มี"
    if point.entrance:
        yield ACCESS_TEXTS["entrance"], point.entrance


def _addresses(point: PointRecord, words: Words) -> Iterator[Thing]:
    """Give the address where all that HSDS demands of one is known."""
    district = words.districts.get(point.district or "")
    province = words.provinces.get(point.province or "")
    if district is None or province is None or not point.postcode:
        return
    yield thing(
        id=ids.location(point.id).part(Kind.ADDRESS, 1),
        address_1=point.address or point.name_th,
        city=district[0],
        state_province=province[0],
        postal_code=point.postcode,
        country="TH",
        address_type="physical",
    )


def service_at_location(pin: PinRecord) -> Thing:
    """Describe what a pin says of a service at a location."""
    name = ids.service_at_location(pin.manual, pin.point)
    described = [pin.counter, *conditions(pin), pin.note, pin.queue_url]
    return thing(
        id=name.text,
        service_id=ids.service(pin.manual).text,
        location_id=ids.location(pin.point).text,
        description=" · ".join(part for part in described if part),
        phones=phones_of(name, pin.phones),
        schedules=schedules_of(name, pin.hours),
    )
