"""Reading cells of what happened: over a slice, divided into groups, several tables at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Model, Q, Sum

from infogo.core.dates import fiscal_year
from infogo.manuals.models import Procedure
from infogo.oversight.events.branches import MADE_OF, tables_for
from infogo.oversight.events.cells import DaysCell, Follower, Measured
from infogo.oversight.grouping import By, Key
from infogo.oversight.slices import Slice
from infogo.oversight.summing import (
    Sums,
    by_child,
    by_group,
    children,
    column_of,
    narrowed,
    total,
)
from infogo.oversight.tree import Tree
from infogo.volumes.months import first_of


@dataclass(frozen=True)
class Source:
    """Columns of a table of cells; ``prefix`` stands before their names in sums.

    ``is_stock`` tells that a row is a state at the end of its month: of a period the last month
    is read, and of the usual period the state of today.
    """

    model: type[Model]
    names: Sequence[str]
    where: Q = field(default_factory=Q)
    prefix: str = ""
    is_stock: bool = False

    def rows(self, table: type[Model] | None = None) -> Any:
        """Return the cells, or those of another table with the same numbers."""
        return (table or self.model)._default_manager.filter(self.where)


def stock_month(part: Slice, today: date) -> date:
    """Return the month whose end a state is shown for: now, unless another period was asked."""
    return first_of(today) if part.is_default else part.last


def sums_of(sources: Sequence[Source], part: Slice, known: Tree, today: date) -> dict[str, Any]:
    """Return the sums of all sources over a slice; one query for each, and one."""
    found: dict[str, Any] = {}
    tables = tables_for((source.model for source in sources), part, None, known)
    for source in sources:
        rows = source.rows(tables[source.model])
        sums = total(rows, _period(source, part, today), source.names, known)
        found |= {source.prefix + name: value for name, value in sums.items()}
    return found


def sums_by(
    sources: Sequence[Source], part: Slice, by: By, known: Tree, today: date
) -> dict[Key, dict[str, Any]]:
    """Return the sums of all sources by group; one or two queries for each, and one.

    Of a state, months show their own ends and years their last month's.
    """
    found: dict[Key, dict[str, Any]] = defaultdict(dict)
    tables = tables_for((source.model for source in sources), part, by, known)
    for source in sources:
        groups = _groups(source, tables[source.model], part, by, known, today)
        for key, sums in groups.items():
            found[key] |= {source.prefix + name: value for name, value in sums.items()}
    return dict(found)


def _groups(
    source: Source, table: type[Model], part: Slice, by: By, known: Tree, today: date
) -> Mapping[Key, Sums]:
    if by == By.YEAR and source.is_stock:
        months = by_group(source.rows(table), part, By.MONTH, source.names, known)
        days = sorted(month for month in months if isinstance(month, date))
        last = {fiscal_year(month): month for month in days}
        return {year: months[month] for year, month in last.items()}
    if by != By.MONTH:
        part = _period(source, part, today)
    if by == By.AGENCY and table is not source.model:
        return by_child(source.rows(table), source.rows(), part, source.names, known)
    return by_group(source.rows(table), part, by, source.names, known)


def _period(source: Source, part: Slice, today: date) -> Slice:
    if not source.is_stock:
        return part
    month = stock_month(part, today)
    return part.within(first=month, last=month)


# ---------------------------------------------------------------- spreads

Spread = Mapping[Any, int]
"""How many there are of each kind: requests by days, notices by reason."""


def median(days: Spread) -> int | None:
    """Return the middle of days; of two, the lower: half took no longer than this."""
    whole, seen = sum(days.values()), 0
    for value in sorted(days):
        seen += days[value]
        if seen * 2 >= whole:
            return int(value)
    return None


def spread_of(source: Source, kind: str, part: Slice, known: Tree) -> Spread:
    """Return how many of each kind a slice has, by the one number of a source; two queries."""
    (number,) = source.names
    table = tables_for([source.model], part, None, known)[source.model]
    rows = narrowed(source.rows(table), part, known)
    return dict(rows.values_list(kind).annotate(Sum(number)))


def spread_by(source: Source, kind: str, part: Slice, by: By, known: Tree) -> dict[Key, Spread]:
    """Return the same by group; two or three queries."""
    (number,) = source.names
    table = tables_for([source.model], part, by, known)[source.model]
    cells = [(column_of(by, part), narrowed(source.rows(table), part, known))]
    if by == By.AGENCY and table is not source.model:
        cells = [*children(source.rows(table), source.rows(), part, known)]
    group_of = _larger(by, part, known)
    found: dict[Key, dict[Any, int]] = defaultdict(lambda: defaultdict(int))
    for column, rows in cells:
        for key, each, count in rows.values_list(column, kind).annotate(Sum(number)):
            found[group_of(key)][each] += count
    return {key: dict(spread) for key, spread in found.items()}


def _days(measured: Measured) -> Source:
    return Source(DaysCell, ("requests",), Q(measured=measured))


def days_of(measured: Measured, part: Slice, known: Tree) -> Spread:
    """Return how many requests of a slice took how many days; two queries."""
    return spread_of(_days(measured), "days", part, known)


def days_by(measured: Measured, part: Slice, by: By, known: Tree) -> dict[Key, Spread]:
    """Return the same by group; two or three queries."""
    return spread_by(_days(measured), "days", part, by, known)


def _larger(by: By, part: Slice, known: Tree) -> Callable[[Any], Key]:
    """Return what says in which group a finer one lies."""
    if by == By.YEAR:
        return fiscal_year
    larger: Mapping[Any, Any] = {}
    if by == By.AGENCY:
        larger = known.child_of(part.agency)
    elif by == By.TOPIC:
        larger = dict(Procedure.objects.values_list("pk", "topic_id"))
    return lambda key: larger.get(key, key)


# ---------------------------------------------------------------- how fresh, how real


def counted_at(*subjects: str) -> datetime | None:
    """Return when the oldest of these subjects was counted last; ``None`` before the first.

    Sums over branches count among them once there are any.
    """
    sums = {MADE_OF[name] for name in subjects if name in MADE_OF}
    marks = Follower.objects.filter(subject__in=[*subjects, *sums])
    moments = dict(marks.values_list("subject", "counted_at"))
    told = [moment for moment in moments.values() if moment is not None]
    return min(told) if all(moments.get(name) for name in subjects) else None


def has_simulated(models: Sequence[type[Model]], part: Slice, known: Tree) -> bool:
    """Whether any cell of a slice was made up; at most one query for each table, and one."""
    tables = tables_for(models, part, None, known)
    return any(
        narrowed(tables[model]._default_manager.filter(is_simulated=True), part, known).exists()
        for model in models
    )
