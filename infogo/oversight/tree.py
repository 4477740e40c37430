"""The tree of agencies by ids alone, so that sums over branches need no join."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Max

from infogo.agencies.models import Agency
from infogo.core.keys import AGENCY_NAMES
from infogo.core.memory import Memory, reading_under
from infogo.core.versions import EVERYTHING, tokens

_remembered = Memory(most=2)


@dataclass(frozen=True)
class Tree:
    """Whose child every agency is, those that ended included; tops have ``None``."""

    parents: Mapping[int, int | None]
    children: Mapping[int | None, tuple[int, ...]]

    def up_from(self, agency: int) -> Iterator[int]:
        """Yield an agency and all above it, itself first."""
        at: int | None = agency
        while at is not None:
            yield at
            at = self.parents.get(at)

    def below(self, agency: int) -> set[int]:
        """Return an agency and all below it."""
        found, waiting = set(), [agency]
        while waiting:
            at = waiting.pop()
            found.add(at)
            waiting.extend(self.children.get(at, ()))
        return found

    def is_leaf(self, agency: int) -> bool:
        """Whether nothing lies below an agency."""
        return not self.children.get(agency)

    def branches(self) -> set[int]:
        """Return the agencies that have others below them."""
        return {agency for agency in self.children if agency is not None}

    def divided(self, node: int | None) -> tuple[list[int], list[int]]:
        """Return what a node is made of: the branches right below it, and the single agencies.

        The node itself, without its children, is one of the latter.
        """
        children = self.children.get(node, ())
        branches = [child for child in children if not self.is_leaf(child)]
        single = [child for child in children if self.is_leaf(child)]
        return branches, single if node is None else [*single, node]

    @cached_property
    def digest(self) -> str:
        """What tells it from every tree in which anything stands elsewhere; order is not asked."""
        pairs = "\n".join(f"{agency} {parent}" for agency, parent in sorted(self.parents.items()))
        return hashlib.sha256(pairs.encode()).hexdigest()

    def child_of(self, node: int | None) -> Mapping[int, int]:
        """Return for every agency below a node the child of the node that it lies under.

        The node itself leads to itself; without a node, every agency leads to its top.
        """
        found = {} if node is None else {node: node}
        for child in self.children.get(node, ()):
            for agency in self.below(child):
                found[agency] = child
        return found


def tree() -> Tree:
    """Return the tree as it is now; two small queries when it is remembered."""
    with reading_under(tokens((EVERYTHING, AGENCY_NAMES))):
        # A row made without an announcement, as loaders in other processes may, shows here.
        marks = Agency.objects.aggregate(count=Count("pk"), newest=Max("pk"))
        key = (marks["count"], marks["newest"])
        return _remembered.recall(key, [AGENCY_NAMES], read_tree)


def read_tree() -> Tree:
    """Return the tree as this transaction sees it, remembered by nobody; one query."""
    return made_of(Agency.objects.order_by("sort_key", "pk").values_list("pk", "parent_id"))


def made_of(rows: Iterable[tuple[int, int | None]]) -> Tree:
    """Return the tree of rows of agency and parent, children in the order of the rows."""
    parents = dict(rows)
    children: dict[int | None, list[int]] = {}
    for agency, parent in parents.items():
        children.setdefault(parent, []).append(agency)
    return Tree(parents, {node: tuple(below) for node, below in children.items()})
