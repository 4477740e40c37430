"""Everything public as the tables of HSDS: CSV files with a data package, in constant memory.

A service that follows the standard manual in every word has one line; what it asks for stands with
the standard service of the same program.
"""

from __future__ import annotations

import csv
import io
import json
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any

from infogo.core.cells import escaped
from infogo.linked.cpsv.service import Material
from infogo.linked.hsds.base import VERSION, Thing
from infogo.linked.hsds.places import location, organization, service_at_location
from infogo.linked.hsds.services import brief, program, service
from infogo.linked.hsds.taxonomies import taxonomy_things, term_things
from infogo.linked.words import Words
from infogo.records.agencies import AGENCIES
from infogo.records.manuals import MANUALS, stream_whole
from infogo.records.pins import PINS
from infogo.records.points import POINTS
from infogo.records.procedures import PROCEDURES, ProcedureRecord

OF_WHAT = ("organization_id", "location_id", "service_id", "service_at_location_id", "contact_id")
TABLES: Mapping[str, Sequence[str]] = {
    "organizations": (
        "id", "name", "alternate_name", "description", "email", "website", "uri",
        "parent_organization_id",
    ),
    "programs": ("id", "organization_id", "name", "alternate_name", "description"),
    "services": (
        "id", "organization_id", "program_id", "name", "alternate_name", "description", "url",
        "status", "application_process", "fees_description", "eligibility_description",
        "assured_date", "alert", "last_modified",
    ),
    "locations": (
        "id", "location_type", "organization_id", "name", "alternate_name", "description",
        "transportation", "latitude", "longitude", "external_identifier",
        "external_identifier_type",
    ),
    "service_at_location": ("id", "service_id", "location_id", "description"),
    "addresses": (
        "id", "location_id", "address_1", "city", "state_province", "postal_code", "country",
        "address_type",
    ),
    "phones": ("id", *OF_WHAT, "number", "extension", "type"),
    "schedules": (
        "id", "service_id", "location_id", "service_at_location_id", "valid_from", "valid_to",
        "timezone", "wkst", "freq", "byday", "description", "opens_at", "closes_at", "notes",
    ),
    "required_documents": ("id", "service_id", "document", "uri"),
    "cost_options": (
        "id", "service_id", "option", "currency", "amount", "amount_description",
    ),
    "contacts": ("id", "service_id", "name", "title", "department"),
    "accessibility": ("id", "location_id", "description", "details"),
    "organization_identifiers": (
        "id", "organization_id", "identifier_scheme", "identifier_type", "identifier",
    ),
    "taxonomies": ("id", "name", "description", "uri"),
    "taxonomy_terms": (
        "id", "code", "name", "description", "taxonomy", "taxonomy_id", "language", "term_uri",
    ),
    "attributes": ("id", "link_id", "link_entity", "link_type", "taxonomy_term_id"),
}  # fmt: skip
"""The tables with the columns that we know something for."""
_ELSEWHERE = frozenset({"organization", "program", "taxonomy_term"})
"""What is written into a table of its own, not below what names it."""
_OWNERS = {
    "organizations": "organization_id",
    "locations": "location_id",
    "services": "service_id",
    "service_at_location": "service_at_location_id",
    "contacts": "contact_id",
}
_NUMBERS = frozenset({"latitude", "longitude", "extension", "timezone", "amount"})
BATCH = 5_000
_DATED = (2020, 1, 1, 0, 0, 0)


def write(stream: IO[bytes]) -> int:
    """Write the ZIP into a stream; the same data, the same bytes.

    Returns:
        How many services there are.
    """
    with tempfile.TemporaryDirectory(prefix="infogo-hsds-") as name:
        folder = Path(name)
        counts = _write_tables(folder)
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as box:
            _pack(box, "datapackage.json", json.dumps(_package(), indent=1).encode())
            for table in TABLES:
                _pack(box, f"{table}.csv", folder / f"{table}.csv")
    return counts["services"]


def _pack(box: zipfile.ZipFile, name: str, source: Path | bytes) -> None:
    entry = zipfile.ZipInfo(name, _DATED)
    entry.compress_type = zipfile.ZIP_DEFLATED
    with (
        io.BytesIO(source) if isinstance(source, bytes) else source.open("rb") as read,
        box.open(entry, "w", force_zip64=True) as into,
    ):
        while piece := read.read(1 << 20):
            into.write(piece)


def _write_tables(folder: Path) -> dict[str, int]:
    counts = dict.fromkeys(TABLES, 0)
    with ExitStack() as files:
        writers = {}
        for table, columns in TABLES.items():
            file = files.enter_context((folder / f"{table}.csv").open("w", newline=""))
            writers[table] = csv.DictWriter(file, columns, lineterminator="\r\n")
            writers[table].writeheader()
        for table, row in rows():
            writers[table].writerow({name: _cell(name, value) for name, value in row.items()})
            counts[table] += 1
    return counts


def _cell(name: str, value: Any) -> Any:
    """Return a value so that no spreadsheet takes it for a formula; numbers to call stay whole."""
    return escaped(value) if isinstance(value, str) and name != "number" else value


def rows() -> Iterator[tuple[str, Thing]]:
    """Give every line of every table, with the table that it belongs to."""
    words = Words.now()
    yield from _each("taxonomies", taxonomy_things())
    yield from _each("taxonomy_terms", term_things(words))
    yield from _each("organizations", (organization(one, words) for one in AGENCIES.stream()))
    yield from _each("locations", (location(one, words) for one in POINTS.stream()))
    procedures = {one.id: one for one in PROCEDURES.stream()}
    yield from _each("programs", (program(one) for one in procedures.values()))
    for manual in stream_whole():
        material = Material(procedures[manual.procedure], manual)
        yield from _lines("services", service(material, words))
    yield from _each("services", _followers(procedures))
    yield from _each("service_at_location", (service_at_location(one) for one in PINS.stream()))


def _followers(procedures: Mapping[int, ProcedureRecord]) -> Iterator[Thing]:
    """Describe the services without text of their own; only what one line needs is read."""
    facts = ("standard__facts__is_sample", "standard__current__published_at")
    found = MANUALS.public().filter(current=None).order_by("pk")
    last = 0
    while batch := list(
        found.filter(pk__gt=last).values_list("pk", "procedure", "agency", *facts)[:BATCH]
    ):
        for pk, procedure_id, agency_id, is_sample, published_at in batch:
            procedure = procedures[procedure_id]
            yield brief(
                pk,
                procedure_id,
                agency_id,
                (procedure.name_th, procedure.name_en),
                is_standard=False,
                is_sample=is_sample is not False,
                published_at=published_at,
            )
        last = batch[-1][0]


def _each(table: str, things: Iterable[Thing]) -> Iterator[tuple[str, Thing]]:
    for one in things:
        yield from _lines(table, one)


def _lines(table: str, one: Thing) -> Iterator[tuple[str, Thing]]:
    """Give the line of a thing and those of all that is nested in it."""
    row: Thing = {}
    for name, value in one.items():
        if name in _ELSEWHERE:
            continue
        if not isinstance(value, list):
            row[name] = value
            continue
        owner = _OWNERS[table]
        for part in value:
            below = part if name == "attributes" else {**part, owner: one["id"]}
            yield from _lines(name, below)
    yield table, row


def _package() -> dict[str, Any]:
    """Return the data package: which tables there are, with their columns and links."""
    return {
        "profile": "tabular-data-package",
        "name": "hsds",
        "version": VERSION,
        "title": "Services of the state of Thailand in HSDS 3.0",
        "resources": [_resource(table, columns) for table, columns in TABLES.items()],
    }


def _resource(table: str, columns: Sequence[str]) -> dict[str, Any]:
    links = {
        "organization_id": "organizations",
        "program_id": "programs",
        "service_id": "services",
        "location_id": "locations",
        "taxonomy_id": "taxonomies",
        "taxonomy_term_id": "taxonomy_terms",
    }
    return {
        "profile": "tabular-data-resource",
        "name": table,
        "path": f"{table}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [
                {"name": name, "type": "number" if name in _NUMBERS else "string"}
                for name in columns
            ],
            "primaryKey": "id",
            "foreignKeys": [
                {"fields": name, "reference": {"resource": links[name], "fields": "id"}}
                for name in columns
                if name in links
            ],
        },
    }
