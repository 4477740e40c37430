"""Pick each found procedure's manual for the reader's place, with few SQL queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from django.db.models import QuerySet

from infogo.core.prepared import Prepared
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
    name_th: str
    name_en: str

    @classmethod
    def of(cls, kind: str, name_th: str, name_en: str) -> Office:
        """Return the office of an agency."""
        size = KINDS_BY_SIZE.index(kind) if kind in KINDS_BY_SIZE else len(KINDS_BY_SIZE)
        return cls(size, name_th, name_en)


class _Manual(NamedTuple):
    """A local manual that citizens can see."""

    procedure: int
    id: int
    agency: int
    popularity: float


def pick_variants(
    procedures: Collection[int],
    offices: Callable[[Collection[int]], Mapping[int, Office]],
    *,
    province: str,
) -> dict[int, Variant]:
    """Return the best local manual in ``province`` by procedure; those without one are missing.

    Best is the most popular one. ``offices`` tells of agencies by their ids. The choice is made
    here and not by the database: sorting hundreds of manuals of a big province with their agencies
    joined costs it five times as much as handing them over.
    """
    manuals = [_Manual(*row) for row in _LOCAL.rows(list(procedures), province)]
    known = offices({manual.agency for manual in manuals})
    counts = Counter(manual.procedure for manual in manuals if manual.agency in known)
    return {
        key: _variant(manual, office, province, is_only_choice=counts[key] == 1)
        for key, (manual, office) in _best(manuals, known).items()
    }


def pick_nearer(
    procedures: Collection[int], *, province: str, district: str = "", agency: int | None = None
) -> dict[int, Variant]:
    """Return the manual of the named agency, else the best one of the named district.

    What neither has is missing. None is the only choice: that depends on the whole province.
    """
    found: dict[int, tuple[_Manual, Office]] = {}
    ids = list(procedures)
    if district:
        found |= _best(*_with_offices(_OF_DISTRICT.rows(ids, province, district)))
    if agency is not None:
        found |= _best(*_with_offices(_OF_AGENCY.rows(ids, province, agency)))
    return {
        key: replace(
            _variant(manual, office, province, is_only_choice=False),
            is_named=manual.agency == agency,
        )
        for key, (manual, office) in found.items()
    }


def _best(
    manuals: Iterable[_Manual], offices: Mapping[int, Office]
) -> dict[int, tuple[_Manual, Office]]:
    """Return the most popular manual of each procedure, of the biggest office among equals."""
    best: dict[int, tuple[tuple[float, int, int], _Manual]] = {}
    for manual in manuals:
        office = offices.get(manual.agency)
        if office is None:  # deleted with its manuals a moment ago
            continue
        order = (-manual.popularity, office.size, manual.agency)
        held = best.get(manual.procedure)
        if held is None or order < held[0]:
            best[manual.procedure] = order, manual
    return {key: (manual, offices[manual.agency]) for key, (_order, manual) in best.items()}


def _variant(manual: _Manual, office: Office, province: str, *, is_only_choice: bool) -> Variant:
    return Variant(
        manual_id=manual.id,
        agency_id=manual.agency,
        agency_name_th=office.name_th,
        agency_name_en=office.name_en,
        province=province,
        is_only_choice=is_only_choice,
    )


def _with_offices(rows: Iterable[tuple[Any, ...]]) -> tuple[list[_Manual], dict[int, Office]]:
    manuals: list[_Manual] = []
    offices: dict[int, Office] = {}
    for row in rows:
        manual = _Manual(*row[:4])
        manuals.append(manual)
        offices[manual.agency] = Office.of(*row[4:])
    return manuals, offices


def _visible(procedures: Sequence[Any], province: Any) -> QuerySet[Manual]:
    return Manual.objects.filter(
        procedure__in=procedures,
        province=province,
        standard__isnull=False,
        status=ManualStatus.PUBLISHED,
    )


_COLUMNS = ("procedure_id", "pk", "agency_id", "popularity")
_OFFICE_COLUMNS = ("agency__kind", "agency__name_th", "agency__name_en")
_LOCAL = Prepared(
    lambda procedures, province: _visible(procedures, province).values_list(*_COLUMNS)
)
_OF_DISTRICT = Prepared(
    lambda procedures, province, district: (
        _visible(procedures, province)
        .filter(agency__district=district)
        .values_list(*_COLUMNS, *_OFFICE_COLUMNS)
    )
)
_OF_AGENCY = Prepared(
    lambda procedures, province, agency: (
        _visible(procedures, province)
        .filter(agency=agency)
        .values_list(*_COLUMNS, *_OFFICE_COLUMNS)
    )
)
