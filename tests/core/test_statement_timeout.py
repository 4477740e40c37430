"""The database works only so long for one request, and is as before for the next."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from infogo.agencies.models import Agency
from infogo.core.statement_timeout import TookTooLongError, within
from tests.factories import AgencyFactory

pytestmark = pytest.mark.django_db
COUNTING = """
WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {most})
SELECT count(*) FROM numbers
"""


def count(most: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(COUNTING.format(most=most))
        return int(cursor.fetchone()[0])


def test_a_statement_that_takes_too_long_is_stopped() -> None:
    with within(0.2), pytest.raises(TookTooLongError), transaction.atomic():
        count(10**9)
    assert count(10) == 10


def test_nothing_begins_when_the_time_is_over_and_all_is_taken_back() -> None:
    with within(0.05), pytest.raises(TookTooLongError), transaction.atomic():
        AgencyFactory()
        with transaction.atomic():
            while True:
                count(10)
    assert not Agency.objects.exists()


def test_without_an_end_it_works_on() -> None:
    with within(0):
        assert count(1000) == 1000


def test_a_question_that_takes_too_long_is_told_so(client: Client, settings: Any) -> None:
    settings.INFOGO = {**settings.INFOGO, "API_SECONDS": 0.000001}
    answer = client.get("/api/v1/agencies")
    assert answer.status_code == 503
    assert answer["Retry-After"] == "10"
    assert "นานเกินไป" in answer.json()["title_th"]
    settings.INFOGO = {**settings.INFOGO, "API_SECONDS": 15}
    assert client.get("/api/v1/agencies").status_code == 200
