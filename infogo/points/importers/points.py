"""Service points with hours, phones and positions of known quality."""

from __future__ import annotations

from infogo.agencies.models import Agency
from infogo.agencies.tree import successors
from infogo.core.hours import Hours
from infogo.core.importers.sources import SourceLabels
from infogo.core.importing import Job, Row, convert
from infogo.core.upsert import Table, Tally, Values, load_rows, loaded_keys
from infogo.geo.areas import is_postcode
from infogo.geo.importers.places import Areas, position_columns
from infogo.points.models import HoursStatus, ServicePoint
from infogo.taxonomy.importers.vocabularies import codes_of
from infogo.thai.collate import stored_key

POINTS = Table(
    "point",
    ServicePoint,
    key=("key",),
    fields=(
        "agency_id", "kind", "name_th", "name_en", "address", "subdistrict_id", "district_id",
        "province_id", "postcode", "lat", "lng", "coordinate_quality", "phones", "email",
        "website", "hours", "hours_status", "opens_on_weekend", "sort_key", "source",
    ),
)  # fmt: skip
COLUMNS = (
    "key", "agency_key", "kind", "name_th", "name_en", "address", "subdistrict_code",
    "district_code", "province_code", "postcode", "phone", "email", "website", "lat", "lng",
    "coord_source", "hours", "existence_source",
)  # fmt: skip
# "standard" says what offices usually do and nothing about lunch, so lunch stays unknown.
STANDARD_HOURS = Hours.weekdays().model_dump(mode="json", exclude_defaults=True)


def load_points(job: Job) -> Tally:
    """Load ``agencies/service_points.csv``.

    A point that is new and of an agency that was merged belongs to the successor.
    """
    agencies = dict(Agency.objects.values_list("key", "pk"))
    now_of, loaded = successors(), loaded_keys(POINTS.source)
    areas, labels, kinds = Areas(), SourceLabels(job), codes_of("point_kind")

    def read(row: Row) -> Values:
        name = row.text("name_th", longest=200, required=True)
        key, agency = row.text("key", longest=80, required=True), row.choice("agency_key", agencies)
        return {
            "key": key,
            "agency_id": agencies[agency]
            if key in loaded
            else now_of.get(agency, agencies[agency]),
            "kind": row.choice("kind", kinds),
            "name_th": name,
            "name_en": row.text("name_en", longest=200),
            "address": row.text("address", longest=400),
            **areas.of(row),
            "postcode": _postcode(row),
            **position_columns(row),
            "phones": row.phones("phone"),
            "email": row.email("email"),
            "website": row.url("website"),
            **_hours(row),
            "sort_key": stored_key(name),
            "source": labels.label(row.text("existence_source", longest=200)),
        }

    rows = job.csv_rows("agencies/service_points.csv", COLUMNS)
    return load_rows(POINTS, convert(rows, read), job, "จุดให้บริการ")


def _hours(row: Row) -> Values:
    standard = row.choice("hours", ("standard", "unknown")) == "standard"
    return {
        "hours": STANDARD_HOURS if standard else {},
        "hours_status": (HoursStatus.ASSUMED if standard else HoursStatus.UNKNOWN).value,
        "opens_on_weekend": False,
    }


def _postcode(row: Row) -> str:
    code = row.text("postcode", longest=20)
    if code and not is_postcode(code):
        row.warn("postcode", "รหัสไปรษณีย์ต้องเป็นตัวเลข 5 หลัก", "ตรวจกับไปรษณีย์ไทย")
        return ""
    return code
