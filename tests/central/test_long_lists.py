"""Lists that a nation makes long: the rows that the long way finds, in the same order."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from infogo.accounts.roles import Role
from infogo.core.dates import bangkok_now
from infogo.delays.models import DelayCase
from infogo.oversight.chosen import choose
from infogo.oversight.coverage_records import records_of
from infogo.oversight.events.raw import Wanted, cases, ratings
from infogo.oversight.tree import tree
from infogo.ratings.models import Rating, RatingReply, ReplyKind
from tests.central.test_figures import at, lines
from tests.delays.making import Made, noticed
from tests.factories import GrantFactory, OfficerFactory
from tests.office.people import signed_in, with_second_factor
from tests.oversight.history import country, simulate
from tests.ratings.giving import rate

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    officer = with_second_factor(OfficerFactory())
    GrantFactory(officer=officer, role=Role.CENTRAL_ANALYST, agency=None)
    return signed_in(officer)


def usual() -> Wanted:
    """Return the whole country in the usual period."""
    today = bangkok_now().date()
    return Wanted(choose({}, today).slice, tree(), today)


def queries(act: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as asked:
        act()
    return len(asked)


def test_missed_turns_are_counted_and_ordered_as_the_raw_rows_say() -> None:
    made = country()
    simulate(made, 3)
    for number, pin in enumerate(made.pins):
        case = Made(pin, number=number).case(50 + 20 * number)
        if number % 2:
            noticed(Made(pin, number=1000 + number).case(90), 0)
        assert case.due_on
    wanted = usual()
    expected = []
    for case in DelayCase.objects.prefetch_related("notices"):
        turns = [
            notice
            for notice in case.notices.all()
            if notice.sent_on is None
            and notice.due_on
            and wanted.first_on <= notice.due_on <= wanted.last_on
        ]
        if turns:
            expected.append((-len(turns), case.due_on, case.pk))
    told = [(-case.turns_missed, case.due_on, case.pk) for case in cases(wanted, "missed")]
    assert len({turns for turns, _due, _pk in told}) > 1
    assert told == sorted(expected, key=lambda row: (row[0], row[1] or wanted.today, row[2]))
    missed = {pk: -turns for turns, _due, pk in told}
    for case in cases(wanted, "open"):
        assert case.turns_missed == missed.get(case.pk, 0)


def test_unanswered_comments_stand_oldest_first_whatever_their_month() -> None:
    made, chance = country(), random.Random(3)
    now = timezone.now()
    for pin in made.pins * 3:
        when = now - timedelta(days=chance.randint(40, 300), minutes=chance.randint(0, 1440))
        given = rate(pin.manual, pin.point, comment=f"รอนาน {chance.random()}", now=when)
        if chance.random() < 0.3:
            RatingReply.objects.create(
                rating=given, kind=chance.choice(ReplyKind.values), text="x", agency=given.agency
            )
    wanted = usual()
    rows = Rating.objects.prefetch_related("replies")
    expected = [
        (row.created_at, row.pk)
        for row in rows
        if row.is_public
        and row.comment
        and all(reply.kind != ReplyKind.PUBLIC for reply in row.replies.all())
        and wanted.part.first <= row.month <= wanted.part.last
    ]
    told = list(ratings(wanted, "unanswered").values_list("created_at", "pk"))
    assert told == sorted(expected)
    assert len({row.month for row in ratings(wanted, "unanswered")}) > 1


def test_an_index_has_long_lists_in_their_order() -> None:
    """PostgreSQL would rather sort the few rows of a test; forbidden to, it finds the index."""
    wanted = usual()
    rows: list[tuple[QuerySet[Any], str]] = [
        (ratings(wanted, "unanswered"), "rating_said_by_month")
    ]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for other in ("sort", "seqscan", "bitmapscan"):
                cursor.execute(f"SET LOCAL enable_{other} = off")
    else:
        now = timezone.now()
        nowhere = records_of("manuals_without_point", wanted.part, wanted.known, now)
        rows.append((nowhere, "manual_unpinned"))
    for found, index in rows:
        plan = found.explain()
        assert index in plan
        assert "TEMP B-TREE" not in plan
        assert "Sort" not in plan


@pytest.mark.parametrize(("name", "show"), [("delay_cases", "missed"), ("ratings", "unanswered")])
def test_twice_as_many_rows_cost_no_more_queries(client: Client, name: str, show: str) -> None:
    made, costs, shown = country(), [], []
    for start in (0, 100):
        for number, pin in enumerate(made.pins):
            Made(pin, number=start + number).case(120)
            rate(pin.manual, pin.point, comment=f"รอนานมาก {start} {number}",
                 now=timezone.now() - timedelta(days=60))  # fmt: skip
        client.get(at(name), {"show": show})
        costs.append(queries(lambda: client.get(at(name), {"show": show})))
        shown.append(len(lines(client, at(name), show=show)) - 1)
    assert shown[1] == 2 * shown[0] > 0
    assert costs[0] == costs[1]
