"""Pick each found procedure's manual for the reader's place, with one SQL query."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from infogo.manuals.models import Manual, ManualStatus
from infogo.search.results import Variant

KINDS_BY_SIZE = (
    "district_office",
    "bma_district",
    "municipality_city",
    "special_local",
    "municipality_town",
    "municipality_subdistrict",
)
"""Among manuals that are equally popular, the bigger town's serves more readers."""


class Office(NamedTuple):
    """What a choice between local agencies rests on; ``size`` 0 is the biggest."""

    size: int
    district: str
    name_th: str
    name_en: str

    @classmethod
    def of(cls, kind: str, district: str | None, name_th: str, name_en: str) -> Office:
        """Return the office of an agency."""
        size = KINDS_BY_SIZE.index(kind) if kind in KINDS_BY_SIZE else len(KINDS_BY_SIZE)
        return cls(size, district or "", name_th, name_en)


def pick_variants(
    procedures: Collection[int],
    offices: Callable[[Collection[int]], Mapping[int, Office]],
    *,
    province: str,
    district: str = "",
    agency: int | None = None,
) -> dict[int, Variant]:
    """Return the best local manual in ``province`` by procedure; those without one are missing.

    Best is the named agency's, then one in the named district, then the most popular one.
    ``offices`` tells of agencies by their ids. The choice is made here and not by the database:
    sorting hundreds of manuals of a big province with their agencies joined costs it five times
    as much as handing them over.
    """
    rows = _local_manuals(procedures, province)
    known = offices({row[2] for row in rows})
    best: dict[int, tuple[tuple[bool, bool, float, int, int], int]] = {}
    counts: dict[int, int] = {}
    for procedure, manual, local_agency, popularity in rows:
        office = known.get(local_agency)
        if office is None:  # deleted with its manuals a moment ago
            continue
        counts[procedure] = counts.get(procedure, 0) + 1
        order = (
            local_agency != agency,
            bool(district) and office.district != district,
            -popularity,
            office.size,
            local_agency,
        )
        held = best.get(procedure)
        if held is None or order < held[0]:
            best[procedure] = order, manual
    return {
        procedure: Variant(
            manual_id=manual,
            agency_id=order[-1],
            agency_name_th=known[order[-1]].name_th,
            agency_name_en=known[order[-1]].name_en,
            province=province,
            is_only_choice=counts[procedure] == 1,
        )
        for procedure, (order, manual) in best.items()
    }


def _local_manuals(procedures: Collection[int], province: str) -> list[tuple[int, int, int, float]]:
    """Return procedure, manual, agency and popularity of what citizens can see there."""
    found = Manual.objects.filter(
        procedure__in=procedures,
        province=province,
        standard__isnull=False,
        status=ManualStatus.PUBLISHED,
    )
    return list(found.values_list("procedure_id", "pk", "agency_id", "popularity"))
