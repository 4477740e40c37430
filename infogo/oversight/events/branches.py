"""Where sums over cells are read from: the coarsest table that can tell them.

A year of a nation has a million cells of agencies. Whole branches and the country have cells of
their own, by place and by procedure; what needs both, or a single agency, is read from the cells of
agencies. So is everything while the tree is another than the one the branches were added up by.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import Model

from infogo.oversight.events.cells import (
    Follower,
    RatingBranchCell,
    RatingCell,
    RatingServiceCell,
)
from infogo.oversight.events.subjects import RATING_BRANCHES, RATINGS
from infogo.oversight.grouping import By
from infogo.oversight.slices import Slice
from infogo.oversight.summing import columns_of
from infogo.oversight.tree import Tree

BRANCHES: Mapping[type[Model], tuple[str, Sequence[type[Model]]]] = {
    RatingCell: (RATING_BRANCHES, (RatingBranchCell, RatingServiceCell)),
}
"""For cells of agencies, the subject and the tables of their sums; those read first stand first."""
MADE_OF: Mapping[str, str] = {RATINGS: RATING_BRANCHES}
"""Subjects of cells of agencies with those of their sums."""


def table_for(model: type[Model], part: Slice, by: By | None, known: Tree) -> type[Model]:
    """Return the table from which a slice, divided or not, is read; at most one query."""
    if model not in BRANCHES or (part.agency is not None and known.is_leaf(part.agency)):
        return model
    subject, tables = BRANCHES[model]
    needed = _needed(part, by)
    able = [table for table in tables if needed <= columns_of(table)]
    current = Follower.objects.filter(subject=subject, tree=known.digest)
    return able[0] if able and current.exists() else model


def _needed(part: Slice, by: By | None) -> set[str]:
    """Return the columns besides agency and month that cells must tell apart."""
    told = {
        "province": part.province or by == By.PLACE,
        "district": part.district or (by == By.PLACE and part.province),
        "procedure": part.topic or part.procedure or by in (By.TOPIC, By.PROCEDURE),
    }
    return {name for name, is_needed in told.items() if is_needed}
