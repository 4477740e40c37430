"""HSDS objects of pages of rows, in a constant number of queries each."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Count

from infogo.linked.cpsv.service import Material
from infogo.linked.hsds.base import Thing, thing
from infogo.linked.hsds.places import (
    location,
    location_brief,
    organization,
    organization_brief,
    service_at_location,
)
from infogo.linked.hsds.services import service, service_brief
from infogo.linked.words import Words
from infogo.manuals.selectors import merged_manual
from infogo.pins.models import Pin
from infogo.records.agencies import AGENCIES
from infogo.records.manuals import MANUALS, manual_record, whole_manuals
from infogo.records.pins import PINS, pin_records, public_pins
from infogo.records.points import POINTS
from infogo.records.procedures import PROCEDURES

MOST_LOCATIONS = 200
"""A service at more is asked for with ``/service_at_locations?service_id=``."""


def service_list(manual_ids: Sequence[int]) -> list[Thing]:
    """Describe services by what is one to one with them."""
    rows = MANUALS.some(manual_ids)
    return [{**service_brief(row), "organization": organization_brief(row.agency)} for row in rows]


def services(manual_ids: Sequence[int]) -> list[Thing]:
    """Describe whole services, each with the locations at which it is."""
    words = Words.now()
    manuals = whole_manuals().in_bulk(list(manual_ids))
    procedures = {
        one.id: one for one in PROCEDURES.some([row.procedure_id for row in manuals.values()])
    }
    found = []
    at = _at_locations(list(manuals))
    for manual in (manuals[pk] for pk in manual_ids if pk in manuals):
        record = manual_record(merged_manual(manual))
        material = Material(procedures[manual.procedure_id], record)
        found.append({**service(material, words), **thing(service_at_locations=at.get(manual.pk))})
    return found


def _at_locations(manual_ids: Sequence[int]) -> dict[int, list[Thing]]:
    """Describe where services are; one that is at more places than fit is not in the answer.

    Half of a list would look like the whole of it.
    """
    counts = public_pins().filter(manual__in=manual_ids).order_by().values_list("manual")
    few = [pk for pk, count in counts.annotate(Count("pk")) if count <= MOST_LOCATIONS]
    rows = list(public_pins().filter(manual__in=few).order_by("pk"))
    points = {one.id: one for one in POINTS.some(sorted({row.point_id for row in rows}))}
    found: dict[int, list[Thing]] = {}
    for pin in pin_records(rows):
        made = {**service_at_location(pin), "location": location_brief(points[pin.point])}
        found.setdefault(pin.manual, []).append(made)
    return found


def organization_list(agency_ids: Sequence[int]) -> list[Thing]:
    """Describe organizations with all that is in their own records."""
    words = Words.now()
    return [organization(one, words) for one in AGENCIES.some(agency_ids)]


def one_organization(agency_id: int) -> Thing | None:
    """Describe an organization with its services by name, and its locations."""
    words = Words.now()
    found = AGENCIES.some([agency_id])
    if not found:
        return None
    rows = MANUALS.make(list(MANUALS.public().filter(agency=agency_id).order_by("pk")))
    places = POINTS.make(list(POINTS.public().filter(agency=agency_id).order_by("pk")))
    return {
        **organization(found[0], words),
        "services": [service_brief(row) for row in rows],
        "locations": [location_brief(one) for one in places],
    }


def at_location_list(pins: Sequence[Pin]) -> list[Thing]:
    """Describe services at locations by what is one to one with them."""
    records = PINS.make(pins)
    rows = {one.id: one for one in MANUALS.some([one.manual for one in records])}
    points = {one.id: one for one in POINTS.some([one.point for one in records])}
    return [
        {
            **service_at_location(one),
            "service": service_brief(rows[one.manual]),
            "location": location_brief(points[one.point]),
        }
        for one in records
    ]


def one_at_location(manual_id: int, point_id: int) -> Thing | None:
    """Describe a service at a location with all of the location."""
    pins = list(public_pins().filter(manual=manual_id, point=point_id)[:1])
    if not pins:
        return None
    (made,) = at_location_list(pins)
    (point,) = POINTS.some([point_id])
    return {**made, "location": location(point, Words.now())}
