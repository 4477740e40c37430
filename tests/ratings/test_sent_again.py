"""A form that is sent again is the same rating, and other answers by it are never lost silently."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from infogo.ratings.errors import FormUsedError
from tests.accounts.watching import nothing_changes
from tests.ratings.giving import rate, served_manual

pytestmark = pytest.mark.django_db


def test_a_form_sent_twice_makes_one_rating() -> None:
    manual, point = served_manual()
    first = rate(manual, point, key="same")
    with nothing_changes():
        again = rate(manual, point, key="same")
    assert again.pk == first.pk


@pytest.mark.parametrize(
    "other",
    [
        {"overall": 1},
        {"comment": "รอนานกว่าที่บอก"},
        {"facts": {"in_time": False}},
        {"dimensions": {"staff": 2}},
        {"visited_on": date(2026, 10, 1)},
    ],
)
def test_another_rating_by_a_form_that_was_used_is_told(other: dict[str, Any]) -> None:
    manual, point = served_manual()
    rate(manual, point, key="same", comment="โทร 081-234-5678")
    with nothing_changes(), pytest.raises(FormUsedError):
        rate(manual, point, key="same", **{"comment": "โทร 081-234-5678", **other})
    with nothing_changes(), pytest.raises(FormUsedError):
        rate(manual, None, key="same", comment="โทร 081-234-5678")
    rate(manual, point, key="same", comment=" โทร 081-234-5678 ")
