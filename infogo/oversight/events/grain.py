"""How raw rows are gathered into cells of one month."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, TypeVar

from django.db.models import Model

from infogo.volumes.months import first_of, later

Made = TypeVar("Made", bound=Model)
ONE_DAY = timedelta(days=1)


def gathered(
    model: type[Made], month: date, rows: Iterable[tuple[Mapping[str, Any], Mapping[str, int]]]
) -> list[Made]:
    """Return cells of a month: numbers of rows that stand at one place are added up.

    Each row is a place (columns of the model by their names in the database) and its numbers.
    """
    sums: dict[tuple[tuple[str, Any], ...], dict[str, int]] = {}
    for place, numbers in rows:
        held = sums.setdefault(tuple(sorted(place.items(), key=_name)), {})
        for name, number in numbers.items():
            held[name] = held.get(name, 0) + number
    return [model(month=month, **dict(place), **numbers) for place, numbers in sums.items()]


def _name(pair: tuple[str, Any]) -> str:
    return pair[0]


def last_day(month: date) -> date:
    """Return the last day of a month."""
    return later(month, 1) - ONE_DAY


def every_month(first: date | None, last: date | None) -> set[date]:
    """Return the months from the one of a day to that of another; none where a day is missing."""
    if first is None or last is None:
        return set()
    found, month = set(), first_of(first)
    while month <= last:
        found.add(month)
        month = later(month, 1)
    return found
