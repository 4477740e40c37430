"""Reading cells of what happened: over a slice, divided into groups, several tables at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Model, Q, QuerySet, Sum

from infogo.core.dates import fiscal_year
from infogo.manuals.models import Procedure
from infogo.oversight.events.branches import MADE_OF, table_for
from infogo.oversight.events.cells import DaysCell, Follower, Measured
from infogo.oversight.grouping import By, Key
from infogo.oversight.slices import Slice
from infogo.oversight.summing import Sums, by_child, by_group, narrowed, total
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
    """Return the sums of all sources over a slice; one or two queries for each."""
    found: dict[str, Any] = {}
    for source in sources:
        table = table_for(source.model, part, None, known)
        sums = total(source.rows(table), _period(source, part, today), source.names, known)
        found |= {source.prefix + name: value for name, value in sums.items()}
    return found


def sums_by(
    sources: Sequence[Source], part: Slice, by: By, known: Tree, today: date
) -> dict[Key, dict[str, Any]]:
    """Return the sums of all sources by group; one to three queries for each.

    Of a state, months show their own ends and years their last month's.
    """
    found: dict[Key, dict[str, Any]] = defaultdict(dict)
    for source in sources:
        for key, sums in _groups(source, part, by, known, today).items():
            found[key] |= {source.prefix + name: value for name, value in sums.items()}
    return dict(found)


def _groups(source: Source, part: Slice, by: By, known: Tree, today: date) -> Mapping[Key, Sums]:
    if not source.is_stock:
        table = table_for(source.model, part, by, known)
        if by == By.AGENCY and table is not source.model:
            return by_child(source.rows(table), source.rows(), part, source.names, known)
        return by_group(source.rows(table), part, by, source.names, known)
    if by == By.MONTH:
        return by_group(source.rows(), part, by, source.names, known)
    if by == By.YEAR:
        months = by_group(source.rows(), part, By.MONTH, source.names, known)
        days = sorted(month for month in months if isinstance(month, date))
        last = {fiscal_year(month): month for month in days}
        return {year: months[month] for year, month in last.items()}
    return by_group(source.rows(), _period(source, part, today), by, source.names, known)


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


def spread_of(cells: QuerySet[Any], kind: str, number: str, part: Slice, known: Tree) -> Spread:
    """Return how many of each kind a slice has; one query."""
    return dict(narrowed(cells, part, known).values_list(kind).annotate(Sum(number)))


def spread_by(
    cells: QuerySet[Any], kind: str, number: str, part: Slice, by: By, known: Tree
) -> dict[Key, Spread]:
    """Return the same by group; one or two queries."""
    column = {
        By.AGENCY: "agency",
        By.PLACE: "district" if part.province else "province",
        By.TOPIC: "procedure",
        By.PROCEDURE: "procedure",
        By.MONTH: "month",
        By.YEAR: "month",
    }[by]
    group_of = _larger(by, part, known)
    found: dict[Key, dict[Any, int]] = defaultdict(lambda: defaultdict(int))
    rows = narrowed(cells, part, known).values_list(column, kind).annotate(Sum(number))
    for key, each, count in rows:
        found[group_of(key)][each] += count
    return {key: dict(spread) for key, spread in found.items()}


def days_of(measured: Measured, part: Slice, known: Tree) -> Spread:
    """Return how many requests of a slice took how many days; one query."""
    cells = DaysCell.objects.filter(measured=measured)
    return spread_of(cells, "days", "requests", part, known)


def days_by(measured: Measured, part: Slice, by: By, known: Tree) -> dict[Key, Spread]:
    """Return the same by group; one or two queries."""
    cells = DaysCell.objects.filter(measured=measured)
    return spread_by(cells, "days", "requests", part, by, known)


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
    """Whether any cell of a slice was made up; one or two queries for each table."""
    tables: list[Any] = [table_for(model, part, None, known) for model in models]
    return any(
        narrowed(table.objects.filter(is_simulated=True), part, known).exists() for table in tables
    )
