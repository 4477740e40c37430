"""Sums that are made again equal the ratings, counted one after the other, whatever they say."""

from __future__ import annotations

import random
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from infogo.manuals.models import Manual
from infogo.points.models import ServicePoint
from infogo.ratings.models import (
    DIMENSIONS,
    FACTS,
    TALLY_NUMBERS,
    Channel,
    Rating,
    RatingState,
    RatingTally,
    TallyScope,
)
from infogo.ratings.selectors import figures_of
from infogo.ratings.tallies import rebuild
from infogo.volumes.months import later
from tests.ratings.giving import counted, served_manual, tallied

pytestmark = pytest.mark.django_db
MONTHS = [later(date(2026, 11, 1), -back) for back in range(3)]


def scatter(chance: random.Random, served: list[tuple[Manual, ServicePoint]], many: int) -> None:
    """Write ratings that say anything a rating may say."""
    said = []
    for number in range(many):
        manual, point = chance.choice(served)
        place = chance.choice((point, point, None))
        said.append(
            Rating(
                reference=f"R{many}-{number}",
                idempotency_key=f"{many}-{number}",
                manual=manual,
                procedure_id=manual.procedure_id,
                agency_id=place.agency_id if place else manual.agency_id,
                point=place,
                channel=Channel.POINT if place else Channel.ONLINE,
                overall=chance.randint(1, 5),
                month=chance.choice(MONTHS),
                state=chance.choice([RatingState.PUBLIC, *RatingState]),
                is_simulated=chance.random() < 0.5,
                **{name: chance.choice((None, 1, 5, 3)) for name in DIMENSIONS},
                **{name: chance.choice((None, True, False)) for name in FACTS},
            )
        )
    Rating.objects.bulk_create(said)


@pytest.mark.parametrize("seed", range(3))
def test_sums_made_again_equal_the_ratings(seed: int) -> None:
    chance = random.Random(seed)
    scatter(chance, [served_manual() for _each in range(3)], 120)
    wrong = dict.fromkeys(TALLY_NUMBERS, 7)
    for scope in TallyScope:
        for month in (*MONTHS, later(MONTHS[0], 5)):
            RatingTally.objects.create(scope=scope, object_id=10**6, month=month, **wrong)

    rows = rebuild()

    assert tallied() == counted()
    assert rows == RatingTally.objects.count() == len(counted())


def test_more_ratings_cost_no_more_statements() -> None:
    served, costs = [served_manual() for _each in range(2)], []
    for many in (60, 120):
        scatter(random.Random(many), served, many)
        with CaptureQueriesContext(connection) as asked:
            rebuild()
        costs.append(len(asked))
    assert costs[0] == costs[1]


def test_what_has_no_simulated_rating_is_mixed_with_real_ones_alone() -> None:
    ours, others = served_manual()[0], served_manual()[0]
    for manual, overall, is_simulated in ((ours, 4, False), (others, 1, True)):
        for number in range(8):
            Rating.objects.create(
                reference=f"R{overall}-{number}",
                idempotency_key=f"{overall}-{number}",
                manual=manual,
                procedure_id=manual.procedure_id,
                agency_id=manual.agency_id,
                channel=Channel.ONLINE,
                overall=overall,
                month=MONTHS[0],
                state=RatingState.PUBLIC,
                is_simulated=is_simulated,
            )
    rebuild()
    real = figures_of(TallyScope.PROCEDURE, ours.procedure_id, today=MONTHS[0])
    assert (real.prior, real.mean, real.sums.has_simulated) == (4.0, 4.0, False)
    made_up = figures_of(TallyScope.PROCEDURE, others.procedure_id, today=MONTHS[0])
    assert (made_up.prior, made_up.sums.has_simulated) == (2.5, True)

    Rating.objects.filter(manual=others).update(procedure=ours.procedure)
    rebuild()
    ours_own = figures_of(TallyScope.MANUAL, ours.pk, within=ours.procedure_id, today=MONTHS[0])
    assert ours_own.prior == 4.0
