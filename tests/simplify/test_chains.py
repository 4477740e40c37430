"""Ways and circles against a slow search through all possibilities."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from infogo.planning.documents import Dependency
from infogo.simplify.chains import chains_of

patient = settings(deadline=None)
MOST = 7


def edge(before: int, further: int, document: str) -> Dependency:
    """Return a dependency between two different services."""
    return Dependency(before, (before + further - 1) % MOST + 1, document)


DOCUMENTS = st.sampled_from(["", "ใบ ก", "ใบ ข", "ใบ ค"])
EDGES = st.lists(
    st.builds(edge, st.integers(1, MOST), st.integers(1, MOST - 1), DOCUMENTS), max_size=16
)


def reachable(edges: list[Dependency], start: int) -> set[int]:
    found: set[int] = set()
    waiting = [start]
    while waiting:
        node = waiting.pop()
        for one in edges:
            if one.after == node and one.before not in found:
                found.add(one.before)
                waiting.append(one.before)
    return found


@patient
@given(EDGES)
def test_a_circle_is_what_reaches_itself(edges: list[Dependency]) -> None:
    nodes = {node for one in edges for node in (one.before, one.after)}
    before = {node: reachable(edges, node) for node in nodes}
    expected = {
        tuple(sorted(other for other in before[node] if node in before[other]))
        for node in nodes
        if node in before[node]
    }
    assert set(chains_of(edges).circles) == expected


@patient
@given(EDGES)
def test_a_way_is_as_short_as_can_be_and_as_long_as_must_be(edges: list[Dependency]) -> None:
    """Search for the least number of rounds in which everything can be had, in another way."""
    nodes = {node for one in edges for node in (one.before, one.after)}

    @cache
    def can_be_had(node: int, rounds: int) -> bool:
        needs: dict[object, list[int]] = {}
        for one in edges:
            if one.after == node:
                needs.setdefault(one.document or one.before, []).append(one.before)
        return not needs or (
            rounds > 0
            and all(any(can_be_had(m, rounds - 1) for m in makers) for makers in needs.values())
        )

    found = chains_of(edges)
    for node in nodes:
        rounds = next((n for n in range(len(nodes) + 1) if can_be_had(node, n)), None)
        assert (rounds is None) == (node in found.waiting)
        if rounds is not None:
            assert len(found.ways[node]) == rounds


@patient
@given(EDGES)
def test_each_step_of_a_way_leads_to_the_next(edges: list[Dependency]) -> None:
    for end, way in chains_of(edges).ways.items():
        assert set(way) <= set(edges)
        assert all(one.after == other.before for one, other in pairwise(way))
        assert not way or way[-1].after == end


def test_of_two_that_give_a_document_the_nearer_one_counts() -> None:
    far = [Dependency(1, 2, "ก"), Dependency(2, 3, "ข")]
    found = chains_of([*far, Dependency(3, 5, "ค"), Dependency(4, 5, "ค")])
    assert found.ways[5] == (Dependency(4, 5, "ค"),)
    assert found.ways[3] == tuple(far)


def test_who_waits_for_a_circle_has_no_way() -> None:
    found = chains_of([Dependency(1, 2, "ก"), Dependency(2, 1, "ข"), Dependency(2, 3, "ค")])
    assert found.circles == [(1, 2)]
    assert list(found.waiting) == [1, 2, 3]
    assert found.ways == {}
