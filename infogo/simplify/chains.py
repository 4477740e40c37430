"""Ways and circles in what must be done before what; pure, and without recursion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from infogo.planning.documents import Dependency

Needs = Mapping[int, Mapping[tuple[str, int], Sequence[int]]]
"""For each service, for each thing that it needs, the services that give it."""


@dataclass(frozen=True)
class Chains:
    """``ways`` hold for each service what nobody gets around before it, the first first.

    Where several services give a document, the one with the shortest way is taken; of all that a
    service needs, the longest way counts. ``circles`` are groups of services of which each waits,
    at once or later, for every other. ``waiting`` have no way at all: they wait for a circle.
    """

    ways: Mapping[int, tuple[Dependency, ...]]
    circles: Sequence[tuple[int, ...]]
    waiting: Sequence[int]


def chains_of(depends: Iterable[Dependency]) -> Chains:
    """Return the ways and the circles; ties are broken by the smaller id."""
    edges = sorted(set(depends))
    nodes = sorted({node for one in edges for node in (one.before, one.after)})
    needs = _needs(edges)
    ways: dict[int, tuple[Dependency, ...]] = {}
    ready = [node for node in nodes if node not in needs]
    while ready:
        ways |= {node: _way(node, needs, ways) for node in ready}
        ready = [node for node in nodes if node not in ways and _is_ready(node, needs, ways)]
    circles = (tuple(sorted(group)) for group in _Groups(edges, nodes) if len(group) > 1)
    waiting = [node for node in nodes if node not in ways]
    return Chains(ways, sorted(circles), waiting)


def _needs(edges: Iterable[Dependency]) -> Needs:
    """Return what each service needs; what an editor ordered can be had from one service only."""
    needs: dict[int, dict[tuple[str, int], list[int]]] = {}
    for one in edges:
        key = (one.document, 0 if one.document else one.before)
        needs.setdefault(one.after, {}).setdefault(key, []).append(one.before)
    return needs


def _is_ready(node: int, needs: Needs, ways: Mapping[int, Sequence[Dependency]]) -> bool:
    return all(any(maker in ways for maker in makers) for makers in needs[node].values())


def _way(
    node: int, needs: Needs, ways: Mapping[int, tuple[Dependency, ...]]
) -> tuple[Dependency, ...]:
    found: tuple[Dependency, ...] = ()
    for (document, _only), makers in needs.get(node, {}).items():
        nearest = min((m for m in makers if m in ways), key=lambda m: (len(ways[m]), m))
        way = (*ways[nearest], Dependency(nearest, node, document))
        if len(way) > len(found):
            found = way
    return found


class _Groups:
    """The strongly connected groups of services (Tarjan), without recursion."""

    def __init__(self, edges: Iterable[Dependency], nodes: Sequence[int]) -> None:
        self._nodes = nodes
        self._needs: dict[int, list[int]] = {node: [] for node in nodes}
        for one in edges:
            self._needs[one.after].append(one.before)
        self._index: dict[int, int] = {}
        self._low: dict[int, int] = {}
        self._stack: list[int] = []
        self._on_stack: set[int] = set()
        self._work: list[tuple[int, Iterator[int]]] = []

    def __iter__(self) -> Iterator[list[int]]:
        for root in self._nodes:
            if root not in self._index:
                self._enter(root)
                yield from self._walk()

    def _enter(self, node: int) -> None:
        self._index[node] = self._low[node] = len(self._index)
        self._stack.append(node)
        self._on_stack.add(node)
        self._work.append((node, iter(self._needs[node])))

    def _walk(self) -> Iterator[list[int]]:
        while self._work:
            node, following = self._work[-1]
            for other in following:
                if other not in self._index:
                    self._enter(other)
                    break
                if other in self._on_stack:
                    self._low[node] = min(self._low[node], self._index[other])
            else:
                self._work.pop()
                if self._work:
                    above = self._work[-1][0]
                    self._low[above] = min(self._low[above], self._low[node])
                if self._low[node] == self._index[node]:
                    yield self._taken(node)

    def _taken(self, root: int) -> list[int]:
        """Take a finished group off the stack."""
        group: list[int] = []
        while not group or group[-1] != root:
            group.append(self._stack.pop())
        self._on_stack.difference_update(group)
        return group
