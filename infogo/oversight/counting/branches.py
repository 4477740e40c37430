"""Adding up cells of agencies to cells of whole branches of the tree."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from infogo.oversight.counting.manuals import Numbers
from infogo.oversight.counting.places import AgencyKey
from infogo.oversight.tree import Tree

BranchKey = tuple[int | None, str | None]
"""Head of the branch (none: the country), province."""


def add_up(cells: Mapping[AgencyKey, Numbers], known: Tree) -> dict[BranchKey, Numbers]:
    """Return the sums of every branch and of the country, by province."""
    branches = known.branches()
    found: dict[BranchKey, Numbers] = defaultdict(Counter)
    for (agency, province, _district), numbers in cells.items():
        found[None, province].update(numbers)
        for node in known.up_from(agency):
            if node in branches:
                found[node, province].update(numbers)
    return dict(found)
