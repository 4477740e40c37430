"""Sums of cells over a slice, divided into groups: one query, whatever the country's size.

A *cell* is a row of a rollup table: what happened in one month at one agency, for one procedure,
in one province. Its model has ``month`` and ``agency`` and, where they are known, ``procedure``,
``province`` and ``district``; all its other columns are numbers that may be added. A cell of a
whole branch has ``branch`` in place of ``agency``, empty for the country.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Model, QuerySet, Sum

from infogo.agencies.models import AgencyPath
from infogo.core.dates import fiscal_year
from infogo.manuals.models import Procedure
from infogo.oversight.grouping import By, Key
from infogo.oversight.slices import Slice
from infogo.oversight.tree import Tree

Sums = Mapping[str, Any]
"""A number by the name of its column; ``None`` where no cell has one."""


def columns_of(model: type[Model]) -> set[str]:
    """Return the names of a model's columns."""
    return {field.name for field in model._meta.get_fields()}


def narrowed(cells: QuerySet[Any], part: Slice, known: Tree) -> QuerySet[Any]:
    """Keep the cells of a slice; of branches, those of the one that is asked for.

    Raises:
        LookupError: the slice asks for something that these cells do not tell apart.
    """
    who: dict[str, Any] = {}
    if "branch" in columns_of(cells.model):
        who["branch"] = part.agency
    elif part.agency is not None and known.is_leaf(part.agency):
        who["agency"] = part.agency
    elif part.agency is not None:
        below = AgencyPath.objects.filter(ancestor=part.agency)
        who["agency__in"] = below.values("descendant")
    return _kept(cells, part, who)


def _kept(cells: QuerySet[Any], part: Slice, who: Mapping[str, Any]) -> QuerySet[Any]:
    """Keep the cells of a slice at these agencies or branches."""
    wanted: dict[str, Any] = {"month__gte": part.first, "month__lte": part.last}
    if part.first == part.last:
        wanted = {"month": part.first}
    wanted |= who
    if part.province:
        wanted["province"] = part.province
    if part.district:
        wanted["district"] = part.district
    if part.procedure:
        wanted["procedure"] = part.procedure
    elif part.topic:
        wanted["procedure__in"] = Procedure.objects.filter(topic=part.topic).values("pk")
    unknown = {name.split("__")[0] for name in wanted} - columns_of(cells.model)
    if unknown:
        raise LookupError(f"{cells.model.__name__} knows no {', '.join(sorted(unknown))}")
    return cells.filter(**wanted).order_by()


def total(cells: QuerySet[Any], part: Slice, names: Sequence[str], known: Tree) -> Sums:
    """Return the sums over a whole slice; one query."""
    found = narrowed(cells, part, known).aggregate(**_sums(names))
    return {name: found[f"sum_{name}"] for name in names}


def by_group(
    cells: QuerySet[Any], part: Slice, by: By, names: Sequence[str], known: Tree
) -> dict[Key, Sums]:
    """Return the sums of every group that has cells, by its key; one or two queries."""
    rows = _rows_by(column_of(by, part), narrowed(cells, part, known), names)
    return folded(((key, sums) for key, *sums in rows), by, part, names, known)


def column_of(by: By, part: Slice) -> str:
    """Return the column of cells of agencies that tells groups, or finer ones, apart."""
    return {
        By.AGENCY: "agency",
        By.PLACE: "district" if part.province else "province",
        By.TOPIC: "procedure",
        By.PROCEDURE: "procedure",
        By.MONTH: "month",
        By.YEAR: "month",
    }[by]


def by_child(
    branches: QuerySet[Any],
    agencies: QuerySet[Any],
    part: Slice,
    names: Sequence[str],
    known: Tree,
) -> dict[Key, Sums]:
    """Return the sums of everything right below a node, and of the node by itself; two queries.

    What lies deeper is read as it was added up, from cells of branches: adding a nation's agencies
    up again would read all of them for a page of twenty rows.
    """
    return {
        key: dict(zip(names, sums, strict=True))
        for column, cells in children(branches, agencies, part, known)
        for key, *sums in _rows_by(column, cells, names)
    }


def children(
    branches: QuerySet[Any], agencies: QuerySet[Any], part: Slice, known: Tree
) -> Sequence[tuple[str, QuerySet[Any]]]:
    """Return the cells of what lies right below a node, each kind with the column of its key.

    Branches are told by their heads; agencies without others below, and the node by itself, by
    their own cells. No key is in both.
    """
    heads, single = known.divided(part.agency)
    return (
        ("branch", _kept(branches, part, {"branch__in": heads})),
        ("agency", _kept(agencies, part, {"agency__in": single})),
    )


def folded(
    rows: Iterable[tuple[Any, Sequence[Any]]],
    by: By,
    part: Slice,
    names: Sequence[str],
    known: Tree,
) -> dict[Key, Sums]:
    """Add up rows of finer groups to those asked for: agencies to branches, months to years."""
    larger: Mapping[Any, Any] = {}
    if by == By.AGENCY:
        larger = known.child_of(part.agency)
    elif by == By.TOPIC:
        larger = dict(Procedure.objects.values_list("pk", "topic_id"))
    found: dict[Key, dict[str, Any]] = {}
    for key, sums in rows:
        group = fiscal_year(key) if by == By.YEAR else larger.get(key, key)
        held = found.setdefault(group, dict.fromkeys(names))
        for name, value in zip(names, sums, strict=True):
            if value is not None:
                held[name] = (held[name] or 0) + value
    return dict(found)


def _sums(names: Sequence[str]) -> dict[str, Sum]:
    return {f"sum_{name}": Sum(name) for name in names}


def _rows_by(column: str, cells: QuerySet[Any], names: Sequence[str]) -> QuerySet[Any]:
    return cells.values_list(column).annotate(**_sums(names))
