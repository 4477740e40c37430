"""Adding cells of agencies up to those of whole branches of the tree and of the country."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Case, F, Model, Q, QuerySet, Sum, When

from infogo.oversight.counting.branches import add_up
from infogo.oversight.counting.manuals import Numbers
from infogo.oversight.events.cells import (
    APART,
    DaysBranchCell,
    DaysCell,
    DaysServiceCell,
    DelayBranchCell,
    DelayCell,
    DelayServiceCell,
    DelayStock,
    NoticeBranchCell,
    NoticeCell,
    NoticeServiceCell,
    RatingBranchCell,
    RatingCell,
    RatingServiceCell,
    ReceiptBranchCell,
    ReceiptCell,
    ReceiptServiceCell,
    ReportBranchCell,
    ReportCell,
    StockBranchCell,
    StockServiceCell,
    VolumeBranchCell,
    VolumeCell,
    VolumeServiceCell,
)
from infogo.oversight.tree import Tree, read_tree

SUMS: Mapping[type[Model], Sequence[type[Model]]] = {
    RatingCell: (RatingBranchCell, RatingServiceCell),
    VolumeCell: (VolumeBranchCell, VolumeServiceCell),
    ReportCell: (ReportBranchCell,),
    DelayCell: (DelayBranchCell, DelayServiceCell),
    DelayStock: (StockBranchCell, StockServiceCell),
    NoticeCell: (NoticeBranchCell, NoticeServiceCell),
    ReceiptCell: (ReceiptBranchCell, ReceiptServiceCell),
    DaysCell: (DaysBranchCell, DaysServiceCell),
}
"""For cells of agencies, the tables of their sums; those read first stand first."""
Cells = Mapping[type[Model], Q]
"""Tables of cells of agencies, each with what tells the rows of a subject from those of others."""


def months(cells: Cells, _today: date) -> set[date]:
    """Return the months that have cells of agencies."""
    found: set[date] = set()
    for model, own in cells.items():
        rows = model._default_manager.filter(own).order_by()
        found |= set(rows.values_list("month", flat=True).distinct())
    return found


def count(cells: Cells, month: date, _today: date) -> Iterator[Model]:
    """Yield the cells of all branches and of the country in a month; a query for each table.

    The database adds agencies up to the branch right above them, of which a country has some
    hundred; from there it is done here, by the tree.
    """
    known = read_tree()
    for model, own in cells.items():
        rows = model._default_manager.filter(own, month=month).order_by()
        for table in SUMS[model]:
            yield from _added_up(rows, table, month, known)


def _added_up(rows: QuerySet[Any], table: type[Model], month: date, known: Tree) -> Iterator[Model]:
    fields = {
        each.name: each
        for each in table._meta.concrete_fields
        if not each.primary_key and each.name not in ("month", "branch")
    }
    apart = [name for name in fields if name in APART]
    numbers = [name for name in fields if name not in APART]
    columns = [fields[name].attname for name in apart]
    for (node, rest), sums in add_up(_in_branches(rows, apart, numbers, known), known).items():
        told = dict(zip(columns, rest, strict=True))
        yield table(month=month, branch_id=node, **told, **sums)


def _in_branches(
    rows: QuerySet[Any], apart: Sequence[str], numbers: Sequence[str], known: Tree
) -> Iterator[tuple[int | None, tuple[Any, ...], Numbers]]:
    """Yield the sums by the lowest branch that an agency lies in, and by what tells cells apart.

    What no cell told is no number: nothing is as if it had been zero.
    """
    branch = Case(
        When(agency__in=known.branches(), then=F("agency_id")), default=F("agency__parent_id")
    )
    sums = {f"sum_{name}": Sum(name) for name in numbers}
    found = rows.annotate(in_branch=branch).values_list("in_branch", *apart).annotate(**sums)
    for node, *values in found:
        told = zip(numbers, values[len(apart) :], strict=True)
        counted: Numbers = Counter({name: value for name, value in told if value is not None})
        yield node, tuple(values[: len(apart)]), counted
