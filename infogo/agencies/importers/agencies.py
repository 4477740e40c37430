"""The tree of agencies, their codes in several schemes and their former names."""

from __future__ import annotations

from collections.abc import Container, Iterator

from infogo.agencies.importers.closure import rebuild_closure
from infogo.agencies.models import Agency, AgencyCode, AgencyFormerName
from infogo.agencies.tree import successors
from infogo.core.importers.sources import SourceLabels
from infogo.core.importing import Job, Row, RowError, convert
from infogo.core.upsert import Table, Tally, Values, load_rows, loaded_keys
from infogo.geo.importers.places import Areas, position_columns
from infogo.thai.collate import stored_key

AGENCIES = Table(
    "agency",
    Agency,
    key=("key",),
    fields=(
        "parent_id", "kind", "name_th", "name_en", "abbreviation", "province_id", "district_id",
        "subdistrict_id", "address", "phones", "email", "website", "lat", "lng",
        "coordinate_quality", "sort_key", "source",
    ),
)  # fmt: skip
CODES = Table("agency_code", AgencyCode, key=("agency_id", "scheme", "code"), fields=("note",))
FORMER_NAMES = Table("former_name", AgencyFormerName, key=("agency_id", "name_th"))
COLUMNS = (
    "key", "parent_key", "kind", "name_th", "name_en", "abbreviation_th", "province_code",
    "district_code", "subdistrict_code", "address", "phone", "email", "website", "lat", "lng",
    "coord_source", "former_names", "source",
)  # fmt: skip


def load_agencies(job: Job, kinds: Container[str]) -> Tally:
    """Load ``agencies/agencies.csv`` level by level, then its closure, names and codes.

    ``kinds`` are the codes of the vocabulary ``agency_kind``.
    """
    areas, labels = Areas(), SourceLabels(job)
    rows = job.csv_rows("agencies/agencies.csv", COLUMNS)
    waiting = list(convert(rows, lambda row: _agency(row, kinds, areas, labels)))
    tally = Tally()
    in_file = {values["key"] for _, values in waiting}
    reached = {"", *(key for key in _ids() if key not in in_file)}
    while level := [item for item in waiting if item[1]["parent_key"] in reached]:
        waiting = [item for item in waiting if item[1]["parent_key"] not in reached]
        tally.add(load_rows(AGENCIES, _below_parents(level), job, "หน่วยงาน"))
        reached = {values["key"] for _, values in level}
    for row, values in waiting:
        reason = "ไม่พบต้นสังกัด หรือหน่วยงานเป็นต้นสังกัดของตนเอง"
        row.reject(RowError("parent_key", values["parent_key"], reason, "แก้ parent_key"))
    rebuild_closure()
    tally.add(load_rows(FORMER_NAMES, _former_names(job), job))
    return tally


def load_codes(job: Job) -> Tally:
    """Load ``agencies/agency_codes.csv``."""
    ids = _ids()
    rows = job.csv_rows("agencies/agency_codes.csv", ("agency_key", "scheme", "code", "note"))
    return load_rows(CODES, convert(rows, lambda row: _code(row, ids)), job, "รหัสหน่วยงาน")


def _agency(row: Row, kinds: Container[str], areas: Areas, labels: SourceLabels) -> Values:
    name = row.text("name_th", longest=200, required=True)
    return {
        "key": row.text("key", longest=60, required=True),
        "parent_key": row.text("parent_key", longest=60),
        "kind": row.choice("kind", kinds),
        "name_th": name,
        "name_en": row.text("name_en", longest=200),
        "abbreviation": row.text("abbreviation_th", longest=60),
        **areas.of(row),
        "address": row.text("address", longest=400),
        "phones": row.phones("phone"),
        "email": row.email("email"),
        "website": row.url("website"),
        **position_columns(row),
        "sort_key": stored_key(name),
        "source": labels.label(row.text("source", longest=400)),
    }


def _below_parents(level: list[tuple[Row, Values]]) -> Iterator[tuple[Row, Values]]:
    """Yield the rows with the id of their parent, which is loaded by now.

    A new agency below one that was merged stands below the successor.
    """
    ids, now_of, loaded = _ids(), successors(), loaded_keys(AGENCIES.source)
    for row, values in level:
        parent_key = values["parent_key"]
        if parent_key and parent_key not in ids:
            row.reject(RowError("parent_key", parent_key, "ต้นสังกัดถูกลบในระบบแล้ว", "แก้ parent_key"))
            continue
        parent = ids.get(parent_key)
        if values["key"] not in loaded:
            parent = now_of.get(parent_key, parent)
        yield row, {**values, "parent_id": parent}


def _former_names(job: Job) -> Iterator[tuple[Row, Values]]:
    ids = _ids()
    for row in job.csv_rows("agencies/agencies.csv", COLUMNS):
        names = [name.strip() for name in row.data["former_names"].split(";")]
        agency_id = ids.get(row.data["key"])
        for name in dict.fromkeys(names):
            if name and agency_id:
                yield row, {"agency_id": agency_id, "name_th": name[:200]}


def _code(row: Row, ids: dict[str, int]) -> Values:
    return {
        "agency_id": ids[row.choice("agency_key", ids)],
        "scheme": row.text("scheme", longest=20, required=True),
        "code": row.text("code", longest=40, required=True),
        "note": row.text("note", longest=300),
    }


def _ids() -> dict[str, int]:
    return dict(Agency.objects.values_list("key", "pk"))
