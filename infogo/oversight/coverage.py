"""Reading the state of coverage: of a slice, divided into groups, and month by month.

The state is that of the last count in a month; months before the first count are unknown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.utils import timezone

from infogo.agencies.models import Agency
from infogo.oversight.counting.manuals import ManualCounts, count_manuals
from infogo.oversight.figures import percent
from infogo.oversight.grouping import By, Key
from infogo.oversight.models import AgencyCell, BranchCell, Count, ServiceCell
from infogo.oversight.registry import FIGURES
from infogo.oversight.services.coverage import COVERAGE
from infogo.oversight.slices import Slice
from infogo.oversight.summing import Sums, by_child, folded
from infogo.oversight.tree import Tree
from infogo.volumes.months import first_of, later

WHOLES = {
    "agencies": "agencies",
    "points": "points",
    "pins": "pins",
    "manuals": "manuals",
    "manuals_unchecked": "manuals_with_text",
    "manuals_broken_link": "manuals_with_text",
}
"""What a share is a share of, by the figure or by the first word of its code."""


@dataclass(frozen=True)
class State:
    """Which count a page shows, and when it was made; without one nothing was ever counted."""

    month: date
    counted_at: datetime | None


def state_at(part: Slice, today: date) -> State:
    """Return the newest count of a period; the usual period means now."""
    until = first_of(today) if part.last >= later(first_of(today), -1) else part.last
    found = Count.objects.filter(subject=COVERAGE, month__lte=until).order_by("-month").first()
    return State(found.month, found.counted_at) if found else State(until, None)


def whole_of(code: str) -> str:
    """Return the number that a figure's number is a share of; "" for a plain count."""
    figure = FIGURES[code]
    if not figure.sources:
        return ""
    return WHOLES.get(code) or WHOLES[code.split("_")[0]]


def numbers_for(codes: Sequence[str]) -> list[str]:
    """Return the numbers that these figures are worked out from."""
    wanted = [name for code in codes for name in (code, whole_of(code)) if name]
    return list(dict.fromkeys(wanted))


def value_of(code: str, sums: Sums | None) -> tuple[float | None, int | None]:
    """Return a figure and how many sources it has; nothing counted is unknown, not zero."""
    if sums is None or sums.get(code) is None:
        return None, None
    whole = whole_of(code)
    if not whole:
        return sums[code], None
    return percent(sums[code], sums[whole]), sums[whole]


def is_of_services(part: Slice) -> bool:
    """Whether a slice is of some services: then points and agencies cannot be told apart."""
    return part.topic is not None or part.procedure is not None


def total_of(part: Slice, month: date, names: Sequence[str], known: Tree) -> Sums:
    """Return the sums of a slice in a month; one query, five for services of a single agency."""
    if is_of_services(part) and part.agency is not None and known.is_leaf(part.agency):
        numbers = _manuals_now(part, [part.agency]).by_agency.get(part.agency, Counter())
        return {name: numbers[name] for name in names}
    found = cells_of(part, known).filter(month=month).aggregate(**_sums(names))
    return {name: found[f"sum_{name}"] for name in names}


def groups_in(
    part: Slice, month: date, by: By, names: Sequence[str], known: Tree
) -> dict[Key, Sums]:
    """Return the sums of every group in a month, by its key; one query to six."""
    cells: QuerySet[Any]
    is_leaf = part.agency is not None and known.is_leaf(part.agency)
    if by == By.AGENCY and is_of_services(part):
        return _services_of_children(part, month, names, known)
    if by == By.AGENCY and not part.district:
        then = part.within(first=month, last=month)
        return by_child(BranchCell.objects.all(), AgencyCell.objects.all(), then, names, known)
    if by == By.AGENCY:
        cells, column = agency_cells(part, known), "agency"
    elif by in (By.TOPIC, By.PROCEDURE) and is_leaf:
        now = _manuals_now(part, [part.agency]).by_service
        counts = [(key[1], [numbers[name] for name in names]) for key, numbers in now.items()]
        return folded(counts, by, part, names, known)
    elif by in (By.TOPIC, By.PROCEDURE):
        cells, column = service_cells(part), "procedure"
    elif part.agency and is_leaf and is_of_services(part):
        # No cell tells a single agency's manuals of a service.
        home = Agency.objects.values_list("province", flat=True).get(pk=part.agency)
        return {home: total_of(part, month, names, known)}
    else:
        column = "district" if part.province else "province"
        cells = agency_cells(part, known) if part.province else cells_of(part, known)
    rows = cells.filter(month=month).order_by().values_list(column).annotate(**_sums(names))
    return folded(((key, sums) for key, *sums in rows), by, part, names, known)


def months_of(part: Slice, names: Sequence[str], known: Tree) -> dict[date, Sums]:
    """Return the sums of every month that was counted, up to the present one; one query."""
    last = later(part.last, 1) if part.is_default else part.last
    cells = cells_of(part, known).filter(month__gte=part.first, month__lte=last)
    rows = cells.order_by().values_list("month").annotate(**_sums(names))
    return {month: dict(zip(names, sums, strict=True)) for month, *sums in rows}


def cells_of(part: Slice, known: Tree) -> QuerySet[Any]:
    """Return the cells of a slice in the coarsest table that can tell it."""
    if is_of_services(part):
        return service_cells(part)
    if part.district or (part.agency is not None and known.is_leaf(part.agency)):
        return agency_cells(part, known)
    cells = BranchCell.objects.filter(branch=part.agency)
    return cells.filter(province=part.province) if part.province else cells


def agency_cells(part: Slice, known: Tree) -> QuerySet[AgencyCell]:
    """Return the cells of an agency and all below it, in a place."""
    wanted = Q()
    if part.agency is not None:
        wanted &= (
            Q(agency__in=known.below(part.agency))
            if known.is_leaf(part.agency)
            else Q(agency__paths_up__ancestor=part.agency)
        )
    if part.province:
        wanted &= Q(province=part.province)
    if part.district:
        wanted &= Q(district=part.district)
    return AgencyCell.objects.filter(wanted)


def service_cells(part: Slice) -> QuerySet[ServiceCell]:
    """Return the cells of services in a branch; districts are not told apart there."""
    return ServiceCell.objects.filter(_of_services(part), branch=part.agency)


def _of_services(part: Slice) -> Q:
    wanted = Q(province=part.province) if part.province else Q()
    if part.procedure:
        return wanted & Q(procedure=part.procedure)
    return wanted & Q(procedure__topic=part.topic) if part.topic else wanted


def _services_of_children(
    part: Slice, month: date, names: Sequence[str], known: Tree
) -> dict[Key, Sums]:
    """Return some services of every child: branches from the rollup, single agencies as they are.

    No rollup holds the services of single agencies apart: right below a node they are few.
    """
    branches, single = known.divided(part.agency)
    cells = ServiceCell.objects.filter(_of_services(part), branch__in=branches, month=month)
    found = _grouped(cells, "branch", names)
    for agency, numbers in _manuals_now(part, single).by_agency.items():
        found[agency] = {name: numbers[name] for name in names}
    return found


def _grouped(cells: QuerySet[Any], column: str, names: Sequence[str]) -> dict[Key, Sums]:
    rows = cells.order_by().values_list(column).annotate(**_sums(names))
    return {key: dict(zip(names, sums, strict=True)) for key, *sums in rows}


def _manuals_now(part: Slice, agencies: Sequence[int | None]) -> ManualCounts:
    """Count the manuals of some agencies as they are now; five queries."""
    only: dict[str, Any] = {"agency__in": agencies}
    if part.province:
        only["province"] = part.province
    if part.procedure:
        only["procedure"] = part.procedure
    elif part.topic:
        only["procedure__topic"] = part.topic
    branches = {agency: (None,) for agency in agencies if agency is not None}
    return count_manuals(timezone.now(), branches, only)


def _sums(names: Sequence[str]) -> Mapping[str, Sum]:
    return {f"sum_{name}": Sum(name) for name in names}
