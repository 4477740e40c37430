"""How agencies are counted, frozen and reminded."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infogo.channels.counting import (
    TO_DO,
    Answer,
    Line,
    answer_of,
    digest_of,
    percent,
    table,
    thawed,
)
from infogo.channels.models import Review
from infogo.channels.rules import EActParameters, finished_periods, latest_round, period_on

GROUPS = [["local", "องค์กรปกครองส่วนท้องถิ่น"], ["other", "อื่น ๆ"]]
FIRST = date(2026, 10, 1)
answers = st.sampled_from(list(Answer))
lines = st.lists(
    st.builds(
        Line,
        agency_id=st.integers(1, 10_000),
        name=st.just("เทศบาล"),
        group=st.sampled_from(["local", "other"]),
        province=st.just("ตาก"),
        filing=answers,
        internal=answers,
    ),
    max_size=40,
)


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (77, 88, 88), (67, 88, 76), (11, 13, 85), (6351, 7850, 81), (6210, 7850, 79), (5, 5, 100),
        (0, 5, 0), (0, 0, None), (7849, 7850, 99), (1, 7850, 1),
    ],
)  # fmt: skip
def test_shares_are_whole_percent_and_never_claim_all_or_nothing(
    part: int, whole: int, said: int | None
) -> None:
    assert percent(part, whole) == said


@pytest.mark.parametrize(
    ("review", "has_file", "counts"),
    [
        (Review.NONE, True, Answer.WAITING),
        (Review.NONE, False, Answer.NOT_ATTACHED),
        (Review.IN_PROGRESS, True, Answer.IN_PROGRESS),
        (Review.WRONG_FILE, True, Answer.WRONG_FILE),
        (Review.ACCEPTED, True, Answer.ACCEPTED),
    ],
)
def test_only_what_was_accepted_is_done(review: Review, has_file: bool, counts: Answer) -> None:
    assert answer_of(review, has_file=has_file) is counts
    assert (counts in TO_DO) == (counts not in {Answer.ACCEPTED, Answer.WAITING})


@given(lines)
def test_the_table_adds_up(found: list[Line]) -> None:
    *rows, total = table(found, GROUPS)
    assert total.agencies == len(found) == sum(row.agencies for row in rows)
    assert total.filing == len([1 for line in found if line.filing == "accepted"])
    assert total.internal == sum(row.internal for row in rows)
    assert all(0 <= row.filing <= row.agencies for row in rows)


@given(lines)
def test_a_frozen_report_counts_the_same_and_shows_changes(found: list[Line]) -> None:
    frozen = [line.frozen() for line in found]
    assert table(thawed(frozen), GROUPS) == table(found, GROUPS)
    sealed = digest_of(GROUPS, frozen, "2026")
    assert sealed == digest_of(GROUPS, frozen, "2026")
    assert sealed != digest_of(GROUPS, [*frozen, [1, "", "local", "", "a", "b"]], "2026")


@given(st.integers(1, 90), st.integers(-10, 400))
def test_periods_lie_end_to_end_and_rounds_come_round(length: int, passed: int) -> None:
    """Compared with walking from day to day."""
    rules = EActParameters(
        report_days=length, reports_from=FIRST, reminder_days=length, reminders_from=FIRST
    )
    today = FIRST + timedelta(days=passed)
    boundaries = [FIRST + timedelta(days=n) for n in range(passed + 1) if n % length == 0]
    done = list(finished_periods(rules, today))
    assert [period.first for period in done] == boundaries[:-1]
    assert all(a.last + timedelta(days=1) == b.first for a, b in pairwise(done))
    running = period_on(rules, today)
    assert (running.first if running else None) == (boundaries[-1] if boundaries else None)
    assert latest_round(rules, today) == (boundaries[-1] if boundaries else None)
