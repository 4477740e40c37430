"""Where sums over cells are read from: the coarsest table that can tell them.

A year of a nation has a million cells of agencies. Whole branches and the country have cells of
their own, by place and by procedure; what needs both, or a single agency, is read from the cells of
agencies. So is everything while the tree is another than the one the branches were added up by.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import Model

from infogo.oversight.events.cells import Follower
from infogo.oversight.events.of_branches import SUMS
from infogo.oversight.events.subjects import SUBJECTS
from infogo.oversight.grouping import By
from infogo.oversight.slices import Slice
from infogo.oversight.summing import columns_of
from infogo.oversight.tree import Tree

MADE_OF: Mapping[str, str] = {each.made_of: each.name for each in SUBJECTS if each.made_of}
"""Subjects of cells of agencies with those of their sums."""
SUBJECTS_OF: Mapping[type[Model], frozenset[str]] = {
    model: frozenset(each.name for each in SUBJECTS if each.tables.keys() & tables)
    for model, tables in ((model, set(tables)) for model, tables in SUMS.items())
}
"""For cells of agencies, the subjects by which their sums are counted."""
Tables = Mapping[type[Model], type[Model]]
"""For cells of agencies, the table that they or their sums are read from."""


def tables_for(models: Iterable[type[Model]], part: Slice, by: By | None, known: Tree) -> Tables:
    """Return the tables from which a slice, divided or not, is read; at most one query."""
    found = {model: model for model in models}
    if part.agency is not None and known.is_leaf(part.agency):
        return found
    needed = _needed(part, by)
    coarser = {
        model: table
        for model in found
        for table in reversed(SUMS.get(model, ()))
        if needed <= columns_of(table)
    }
    if not coarser:
        return found
    marks = Follower.objects.filter(tree=known.digest)
    current = set(marks.values_list("subject", flat=True))
    return found | {
        model: table for model, table in coarser.items() if SUBJECTS_OF[model] <= current
    }


def _needed(part: Slice, by: By | None) -> set[str]:
    """Return the columns besides agency and month that cells must tell apart."""
    told = {
        "province": part.province or by == By.PLACE,
        "district": part.district or (by == By.PLACE and part.province),
        "procedure": part.topic or part.procedure or by in (By.TOPIC, By.PROCEDURE),
    }
    return {name for name, is_needed in told.items() if is_needed}
