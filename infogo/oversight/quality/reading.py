"""Reading the index: of a slice, of every group in it, and of the period before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max, Q, QuerySet, Sum

from infogo.oversight import coverage
from infogo.oversight.grouping import By, Key
from infogo.oversight.models import Count
from infogo.oversight.quality.index import (
    MADE_UP,
    MADE_UP_SCORE,
    CountryMeans,
    QualityIndex,
    change_between,
    has_only_made_up,
    unmixed,
    work_out,
)
from infogo.oversight.quality.measures import SATISFACTION, STATE_NUMBERS
from infogo.oversight.quality.models import EActCell, IndexCell
from infogo.oversight.quality.rules import IndexParameters
from infogo.oversight.services.quality import ANNOUNCEMENTS, EVENT_NUMBERS, INDEX
from infogo.oversight.slices import Slice
from infogo.oversight.summing import Sums
from infogo.oversight.tree import Tree
from infogo.volumes.months import first_of, later


@dataclass(frozen=True)
class Compared:
    """An index with its change against the period before, in points.

    ``has_made_up_ratings`` tells that its satisfaction is of simulated ratings alone: beside one
    real rating no simulated one counts.
    """

    index: QualityIndex
    change: float | None
    has_simulated: bool
    has_made_up_ratings: bool


def counted_at() -> datetime | None:
    """Return when the cells were last counted."""
    newest: datetime | None = Count.objects.filter(subject=INDEX).aggregate(
        newest=Max("counted_at")
    )["newest"]
    return newest


def index_of(part: Slice, rules: IndexParameters, known: Tree, today: date) -> Compared:
    """Return the index of a slice; about ten queries."""
    now, before = _sums_of(part, known, today), _sums_of(part.before(), known, today)
    averages = _average(part), _average(part.before())
    return _compared(now, before, rules, averages)


def indices_by(
    part: Slice, by: By, rules: IndexParameters, known: Tree, today: date
) -> dict[Key, Compared]:
    """Return the index of every group that has any number; about fifteen queries."""
    now, before = _sums_by(part, by, known, today), _sums_by(part.before(), by, known, today)
    averages = _average(part), _average(part.before())
    return {
        key: _compared(now.get(key, {}), before.get(key, {}), rules, averages)
        for key in {*now, *before}
    }


def unknown_index(rules: IndexParameters) -> Compared:
    """Return the index of whom nothing is known."""
    nobody = CountryMeans.of({})
    return _compared({}, {}, rules, (nobody, nobody))


def _compared(
    now: Sums, before: Sums, rules: IndexParameters, averages: tuple[CountryMeans, CountryMeans]
) -> Compared:
    index, older = _worked_out(now, rules, averages[0]), _worked_out(before, rules, averages[1])
    made_up = has_only_made_up(now)
    # What citizens said cannot be compared with what was made up.
    without = (SATISFACTION,) if made_up != has_only_made_up(before) else ()
    return Compared(
        index,
        change_between(index, older, rules, without),
        has_simulated=bool(unmixed(now).get("simulated")),
        has_made_up_ratings=made_up,
    )


def _worked_out(sums: Sums, rules: IndexParameters, means: CountryMeans) -> QualityIndex:
    average = means.made_up if has_only_made_up(sums) else means.real
    return work_out(unmixed(sums), rules, average)


def _average(part: Slice) -> CountryMeans:
    """Return the country's mean ratings in the period of a slice."""
    cells = _in_period(IndexCell.objects.filter(node=None, is_whole=True), part)
    names = ("ratings", "ratings_score", MADE_UP, MADE_UP_SCORE)
    return CountryMeans.of(cells.aggregate(**{name: Sum(name) for name in names}))


def _in_period(cells: QuerySet[Any], part: Slice) -> QuerySet[Any]:
    return cells.filter(month__gte=part.first, month__lte=part.last).order_by()


def _cells(model: type[IndexCell | EActCell], part: Slice, known: Tree) -> QuerySet[Any]:
    """Return the cells that add up to a slice, of all months."""
    is_leaf = part.agency is not None and known.is_leaf(part.agency)
    cells = model._default_manager.filter(node=part.agency, is_whole=not is_leaf)
    return cells.filter(province=part.province) if part.province else cells


def _children(model: type[IndexCell | EActCell], part: Slice, known: Tree) -> QuerySet[Any]:
    """Return the cells of every child, and of the agency alone."""
    branches, single = known.divided(part.agency)
    wanted = Q(node__in=branches, is_whole=True) | Q(node__in=single, is_whole=False)
    cells = model._default_manager.filter(wanted)
    return cells.filter(province=part.province) if part.province else cells


def _state_month(part: Slice, today: date) -> date:
    """Return the last month of a period that announcements were counted in."""
    until = first_of(today) if part.last >= later(first_of(today), -1) else part.last
    counted = Count.objects.filter(subject=INDEX, month__lte=until).aggregate(month=Max("month"))
    return counted["month"] or until


def _sums_of(part: Slice, known: Tree, today: date) -> Sums:
    state = coverage.state_at(part, today)
    names = list(STATE_NUMBERS)
    found: dict[str, Any] = dict(coverage.total_of(part, state.month, names, known))
    events = _in_period(_cells(IndexCell, part, known), part)
    found |= events.aggregate(**{name: Sum(name) for name in EVENT_NUMBERS})
    states = _cells(EActCell, part, known).filter(month=_state_month(part, today)).order_by()
    return found | states.aggregate(**{name: Sum(name) for name in ANNOUNCEMENTS})


def _sums_by(part: Slice, by: By, known: Tree, today: date) -> dict[Key, dict[str, Any]]:
    state = coverage.state_at(part, today)
    names = list(STATE_NUMBERS)
    groups = coverage.groups_in(part, state.month, by, names, known)
    found: dict[Key, dict[str, Any]] = {key: dict(sums) for key, sums in groups.items()}
    cells_of, column = (_children, "node") if by == By.AGENCY else (_cells, "province")
    events = _in_period(cells_of(IndexCell, part, known), part)
    states = cells_of(EActCell, part, known).filter(month=_state_month(part, today)).order_by()
    for cells, wanted in ((events, EVENT_NUMBERS), (states, ANNOUNCEMENTS)):
        for key, sums in _grouped(cells, column, wanted).items():
            found.setdefault(key, {}).update(sums)
    return found


def _grouped(
    cells: QuerySet[Any], column: str, names: tuple[str, ...]
) -> Mapping[Key, dict[str, Any]]:
    sums = {f"sum_{name}": Sum(name) for name in names}
    rows = cells.values_list(column).annotate(**sums)
    return {key: dict(zip(names, values, strict=True)) for key, *values in rows}
