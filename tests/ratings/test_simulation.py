"""An invented history is plausible, marked on every row, always the same, and goes away whole."""

from __future__ import annotations

from datetime import date

import pytest

from infogo.core.simulation import Counter, Plan
from infogo.ratings.models import (
    Improvement,
    ModerationStep,
    Rating,
    RatingReply,
    RatingState,
    RatingTally,
)
from infogo.ratings.simulated_words import MARK
from infogo.ratings.simulation import remove, simulate
from infogo.upkeep.simulators import SIMULATORS
from tests.accounts.watching import digest
from tests.ratings.giving import counted, rate, served_manual, tallied

pytestmark = pytest.mark.django_db
UNTIL = date(2026, 11, 26)
MONTHS = 24


def plan(counters: int = 8) -> Plan:
    made = []
    for _n in range(counters):
        manual, point = served_manual()
        made.append(Counter(manual.pk, manual.procedure_id, point.pk, point.agency_id))
    return Plan(2558, MONTHS, UNTIL, made, progress=lambda _name, _rows: None)


def test_two_years_are_plausible_and_every_row_says_that_it_is_invented() -> None:
    made = plan()
    written = simulate(made)
    ratings = list(Rating.objects.all())
    assert len(ratings) == written > 60
    assert all(rating.is_simulated for rating in ratings)
    assert all(MARK in rating.comment for rating in ratings if rating.comment)
    assert len({rating.month for rating in ratings}) > MONTHS * 2 / 3
    assert max(rating.created_at.date() for rating in ratings) <= UNTIL
    assert 3 < sum(rating.overall for rating in ratings) / written < 4.8
    assert all(reply.is_simulated and MARK in reply.text for reply in RatingReply.objects.all())
    assert all(each.is_simulated for each in Improvement.objects.all())
    held = Rating.objects.exclude(state=RatingState.PUBLIC).count()
    assert ModerationStep.objects.count() == held
    assert tallied() == counted()
    assert set(RatingTally.objects.values_list("is_simulated", flat=True)) == {True}


def test_the_same_seed_makes_the_same_rows() -> None:
    made = plan(3)

    def rows() -> list[tuple[object, ...]]:
        simulate(made)
        columns = ("reference", "overall", "comment", "created_at", "in_time", "state")
        found = list(Rating.objects.order_by("reference").values_list(*columns))
        remove()
        return found

    assert rows() == rows() != []


def test_real_ratings_stay_when_invented_ones_go() -> None:
    manual, point = served_manual()
    rate(manual, point, comment="รอนาน")
    real = tallied()
    before = {name: value for name, value in digest().items() if name != "AuditEntry"}
    simulate(plan(3))
    assert real.items() <= tallied().items()
    assert remove() > 0
    after = {name: value for name, value in digest().items() if name in before}
    made_for_the_plan = {"Manual", "ManualRevision", "Agency", "ServicePoint", "Pin", "OutboxEvent"}
    different = {name for name in before if before[name] != after[name]}
    assert different <= made_for_the_plan | {"RatingTally"}
    assert tallied() == counted() == real
    assert remove() == 0


def test_the_command_knows_it() -> None:
    assert [each.name for each in SIMULATORS if each.simulate is simulate] == ["ratings"]
