"""The description of one manual, agency or point, as linked data in the form asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from infogo.agencies.models import Agency
from infogo.linked.cpsv.agency import agency_nodes, counter_nodes, point_nodes
from infogo.linked.cpsv.service import Material, service_nodes, service_of
from infogo.linked.graph import Node, json_ld, turtle
from infogo.linked.words import Mentions, Words
from infogo.manuals.selectors import MergedManual
from infogo.points.models import ServicePoint
from infogo.records.agencies import agency_records
from infogo.records.manuals import MANUALS, manual_record
from infogo.records.pins import pin_records, public_pins
from infogo.records.points import point_records
from infogo.records.procedures import PROCEDURES


@dataclass(frozen=True)
class Form:
    """One form of linked data: its ending in addresses, its media type, how it is written."""

    ending: str
    media_type: str
    write: Callable[[Iterable[Node]], bytes]


def _turtle(nodes: Iterable[Node]) -> bytes:
    return "".join(turtle(nodes)).encode()


FORMS: Sequence[Form] = (
    Form("jsonld", "application/ld+json", json_ld),
    Form("ttl", "text/turtle", _turtle),
)


def form_of(ending: str) -> Form:
    """Return the form with an ending.

    Raises:
        StopIteration: there is no such form.
    """
    return next(form for form in FORMS if form.ending == ending)


def manual_document(merged: MergedManual) -> list[Node]:
    """Describe the service of a manual; a constant number of queries."""
    manual = manual_record(merged)
    found = PROCEDURES.some([manual.procedure])
    procedure = found[0]
    others = PROCEDURES.some([one.procedure for one in procedure.relations])
    agency = agency_records([merged.manual.agency])[0]
    mentions = Mentions(Words.now())
    described = [
        *agency_nodes(agency, mentions),
        *service_nodes(Material(procedure, manual, others), mentions),
    ]
    return _once(described, mentions)


def agency_document(agency: Agency) -> list[Node]:
    """Describe an agency."""
    mentions = Mentions(Words.now())
    return _once(list(agency_nodes(agency_records([agency])[0], mentions)), mentions)


def point_document(point: ServicePoint) -> list[Node]:
    """Describe a service point with the services at it."""
    mentions = Mentions(Words.now())
    agency = agency_records([point.agency])[0]
    described = [
        *agency_nodes(agency, mentions),
        *point_nodes(point_records([point])[0], mentions),
    ]
    pins = pin_records(list(public_pins().filter(point=point).order_by("procedure", "pk")))
    manuals = {row.id: row for row in MANUALS.some([pin.manual for pin in pins])}
    for pin in pins:
        row = manuals[pin.manual]
        described += counter_nodes(pin, service_of(row), row.agency.id, mentions)
    return _once(described, mentions)


def _once(described: list[Node], mentions: Mentions) -> list[Node]:
    """Return what was described and what was only mentioned, nothing twice."""
    told = {one["@id"] for one in described if "@type" in one}
    return [*described, *(one for one in mentions.nodes() if one["@id"] not in told)]
