"""The file of services: its shape, its owners and its kinds of places."""

from __future__ import annotations

from collections.abc import Iterator

from infogo.agencies.models import Agency
from infogo.core.importing import Job, Row, RowError

FILE = "services/services.jsonl"

# Kinds of places in the file, where the table of service points has another word for them.
_POINT_KINDS = {
    "municipality": "municipality_office",
    "sao": "sao_office",
    "pao": "pao_office",
    "tax_office": "revenue_area_office",
    "dbd_office": "business_development_office",
}


def service_rows(job: Job) -> Iterator[Row]:
    """Yield every service of the file, as it is written there."""
    return job.jsonl_rows(FILE)


def point_kind(offered_at: str) -> str:
    """Return the kind of service point that the file calls ``offered_at``."""
    return _POINT_KINDS.get(offered_at, offered_at)


def listed(row: Row, column: str) -> list[str]:
    """Return a list of texts; an absent list is empty."""
    found = row.data.get(column) or []
    if not isinstance(found, list):
        raise RowError(column, found, "ต้องเป็นรายการ", "เขียนเป็นรายการใน [ ]")
    return [str(item).strip() for item in found if str(item).strip()]


class Owners:
    """Finds the agency that owns a service.

    Local services name all local governments together; the owner is then the central agency whose
    standard manual they adopt. Some name a unit that is no agency of its own: the agency above
    owns the service and the unit is named beside the responsible officer.
    """

    def __init__(self, job: Job) -> None:
        """Read the names of central agencies and ``services/owner_units.csv``."""
        agencies = Agency.objects.exclude(kind__in=("group", "sao")).order_by("-pk")
        self._agencies = {agency.name_th: agency for agency in agencies}
        columns = ("agency_name", "owner_name", "unit")
        rows = job.csv_rows("services/owner_units.csv", columns)
        self._units: dict[str, tuple[str, str]] = {
            row.data["agency_name"]: (row.data["owner_name"], row.data["unit"]) for row in rows
        }
        self._groups = set(Agency.objects.filter(kind="group").values_list("name_th", flat=True))

    def owner(self, row: Row) -> Agency:
        """Return the owner.

        Raises:
            RowError: no loaded agency has the name.
        """
        name = row.text("agency_name", longest=200, required=True)
        if name in self._units:
            name = self._units[name][0]
        elif name in self._groups:
            name = row.text("standard_owner", longest=200, required=True)
        if name not in self._agencies:
            advice = "แก้ชื่อหน่วยงาน หรือเพิ่มหน่วยงานใน agencies.csv"
            raise RowError("agency_name", name, "ไม่พบหน่วยงานเจ้าของ", advice)
        return self._agencies[name]

    def unit(self, row: Row) -> str:
        """Return the unit that does the work when it is no agency of its own."""
        _, unit = self._units.get(str(row.data.get("agency_name")), ("", ""))
        return unit
