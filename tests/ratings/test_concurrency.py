"""Many at the same moment: sums equal the ratings, a form counts once, a rebuild loses nothing."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from infogo.core import audit
from infogo.ratings.limits import count_sending
from infogo.ratings.models import Rating, RatingTally, Reason
from infogo.ratings.services import decide, rebuild_tallies
from infogo.ratings.tallies import rebuild
from tests.ratings.giving import counted, rate, served_manual, tallied
from tests.ratings.test_limits import NOW
from tests.ratings.test_services import handler

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 6
EACH = 5


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Run all acts in threads of their own, started together; raise what any of them raised."""
    ready = threading.Barrier(len(acts))
    results: list[Any] = [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        try:
            ready.wait(timeout=20)
            results[place] = act()
        except BaseException as error:
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    problems = [each for each in results if isinstance(each, BaseException)]
    assert problems == []
    return results


def test_sums_equal_the_ratings_whoever_rates_at_the_same_moment() -> None:
    manual, point = served_manual()
    other, _there = served_manual()

    def many(thread: int) -> Callable[[], None]:
        def act() -> None:
            for number in range(EACH):
                chosen = (manual, point) if (thread + number) % 3 else (other, None)
                rate(
                    *chosen,
                    overall=1 + (thread + number) % 5,
                    dimensions={"staff": 1 + number % 5},
                    facts={"in_time": bool(number % 2)},
                )

        return act

    at_once(*(many(thread) for thread in range(THREADS)))
    assert Rating.objects.count() == THREADS * EACH
    assert tallied() == counted()
    assert audit.verify() is None


def test_a_form_sent_many_times_at_once_counts_once() -> None:
    manual, point = served_manual()
    results = at_once(*(lambda: rate(manual, point, key="one").pk for _ in range(THREADS)))
    assert len(set(results)) == 1
    assert Rating.objects.count() == 1
    assert tallied() == counted()


def test_a_rebuild_while_citizens_rate_and_officers_decide_loses_nothing() -> None:
    manual, point = served_manual()
    rights = handler(point)
    ids = [rate(manual, point).pk for _ in range(2 * EACH)]
    Rating.objects.update(state="public")
    rebuild()
    RatingTally.objects.filter(scope="point").update(n4=99)

    def citizens() -> None:
        for number in range(2 * EACH):
            rate(manual, point, overall=1 + number % 5)

    def officer() -> None:
        for rating_id in ids:
            decide(rating_id=rating_id, to="hidden", reason=Reason.BRIGADING, rights=rights)

    def operator() -> None:
        for _again in range(EACH):
            rebuild_tallies(actor="ผู้ทดสอบ")

    at_once(citizens, citizens, officer, operator)
    assert tallied() == counted()
    assert audit.verify() is None


@pytest.mark.parametrize("held", ["manual", "agency", "procedure", "point"])
def test_a_rating_and_an_officer_at_work_on_what_it_names_wait_for_each_other(held: str) -> None:
    """The officer holds the record first and the trail last, as every service does."""
    manual, point = served_manual()
    record = {
        "manual": manual,
        "agency": point.agency,
        "procedure": manual.procedure,
        "point": point,
    }[held]
    is_held = threading.Event()

    def officer() -> None:
        with transaction.atomic():
            type(record)._default_manager.select_for_update().get(pk=record.pk)
            is_held.set()
            time.sleep(0.5)  # the citizen gets as far as she can meanwhile
            audit.record(actor="ผู้ทดสอบ", verb="edit", target=held, target_id=record.pk)

    def citizen() -> None:
        assert is_held.wait(timeout=20)
        rate(manual, point)

    at_once(officer, citizen)
    assert tallied() == counted()
    assert Rating.objects.count() == 1


def test_no_sending_is_missed_when_processes_count_together() -> None:
    counts = at_once(
        *(lambda: count_sending(network="a", what="x", now=NOW) for _ in range(THREADS))
    )
    assert sorted(counts) == list(range(1, THREADS + 1))
