"""Events that commit late or never are neither lost nor taken twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infogo.changes.reading import GAP_KEPT, after_taking, beginning, unread
from infogo.core.models import OutboxEvent, OutboxTopic

NOW = datetime(2026, 11, 27, tzinfo=UTC)


def event(number: int) -> None:
    OutboxEvent.objects.create(pk=number, topic=OutboxTopic.POINT, object_id=number)


@pytest.mark.django_db
def test_an_event_that_commits_after_a_later_one_is_found() -> None:
    event(5)
    position, gaps = after_taking(4, [], [5], NOW)
    event(9)
    position, gaps = after_taking(position, gaps, [9], NOW)
    assert unread(position, gaps) == []
    event(7)
    assert [number for number, *_rest in unread(position, gaps)] == [7]
    position, gaps = after_taking(position, gaps, [7], NOW)
    assert unread(position, gaps) == []
    event(6)
    event(8)
    assert [number for number, *_rest in unread(position, gaps)] == [6, 8]


@pytest.mark.django_db
def test_what_is_under_way_when_the_feed_begins_is_found() -> None:
    event(3)
    event(6)
    position, gaps = beginning(NOW)
    assert unread(position, gaps) == []
    event(4)
    assert [number for number, *_rest in unread(position, gaps)] == [4]


def test_what_was_rolled_back_is_given_up_after_a_day() -> None:
    _position, gaps = after_taking(4, [], [9], NOW)
    assert gaps
    assert after_taking(9, gaps, [], NOW + GAP_KEPT + timedelta(seconds=1)) == (9, [])


@given(
    st.lists(st.sampled_from(range(1, 30)), unique=True, min_size=1),
    st.lists(st.integers(1, 29), max_size=6),
)
def test_in_whatever_order_they_commit_each_is_taken_once(
    commits: list[int], looks: list[int]
) -> None:
    there: set[int] = set()
    taken: list[int] = []
    position, gaps = 0, []  # type: ignore[var-annotated]
    for place, number in enumerate([*commits, 0]):
        if place in looks or number == 0:
            found = [
                one
                for one in sorted(there)
                if one > position or any(low <= one <= high for low, high, _at in gaps)
            ]
            position, gaps = after_taking(position, gaps, found, NOW)
            taken += found
        there.add(number)
    assert sorted(taken) == sorted(commits)
