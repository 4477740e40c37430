"""Adding up cells of agencies to cells of whole branches of the tree."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import TypeVar

from infogo.oversight.counting.manuals import Numbers
from infogo.oversight.tree import Tree

Rest = TypeVar("Rest")
"""What tells the cells of a branch apart, such as a province."""


def add_up(
    cells: Iterable[tuple[int | None, Rest, Numbers]], known: Tree
) -> dict[tuple[int | None, Rest], Numbers]:
    """Return the sums of every branch (by its head) and of the country (``None``).

    Each cell has an agency, with which it lies in all branches above, and the rest of its key.
    One without an agency counts in the country alone.
    """
    branches = known.branches()
    found: dict[tuple[int | None, Rest], Numbers] = defaultdict(Counter)
    for agency, rest, numbers in cells:
        found[None, rest].update(numbers)
        for node in () if agency is None else known.up_from(agency):
            if node in branches:
                found[node, rest].update(numbers)
    return dict(found)
