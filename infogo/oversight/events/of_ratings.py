"""Counting ratings by citizens into cells."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db.models import Count, Model, Q, Sum

from infogo.oversight.events.cells import RatingCell
from infogo.ratings.models import DIMENSIONS, FACTS, SCORES, Rating, RatingState
from infogo.ratings.selectors import unanswered

TARGETS = ("rating",)
PLACE = ("agency_id", "procedure_id", "point__province_id", "point__district_id", "is_simulated")
_PUBLIC = Q(state=RatingState.PUBLIC)


def months(_today: date) -> set[date]:
    """Return the months in which anybody rated."""
    return set(Rating.objects.order_by().values_list("month", flat=True).distinct())


def months_of(_target: str, ids: Collection[int]) -> Mapping[int, date | None]:
    """Return the month of each of these ratings that is there."""
    return dict(Rating.objects.filter(pk__in=ids).values_list("pk", "month"))


def count(month: date, _today: date) -> list[Model]:
    """Return the cells of a month; two queries."""
    given = Rating.objects.filter(month=month).order_by()
    waiting = {
        tuple(row[name] for name in PLACE): row["waits"]
        for row in unanswered(given).values(*PLACE).annotate(waits=Count("pk"))
    }
    return [
        RatingCell(
            month=month,
            agency_id=row["agency_id"],
            procedure_id=row["procedure_id"],
            province_id=row["point__province_id"],
            district_id=row["point__district_id"],
            is_simulated=row["is_simulated"],
            unanswered=waiting.get(tuple(row[name] for name in PLACE), 0),
            **{name[3:]: value or 0 for name, value in row.items() if name.startswith("of_")},
        )
        for row in given.values(*PLACE).annotate(**_numbers())
    ]


def _numbers() -> dict[str, Any]:
    found: dict[str, Any] = {
        f"of_n{score}": Count("pk", filter=_PUBLIC & Q(overall=score)) for score in SCORES
    }
    for name in DIMENSIONS:
        found[f"of_{name}_sum"] = Sum(name, filter=_PUBLIC)
        found[f"of_{name}_count"] = Count(name, filter=_PUBLIC)
    for name in FACTS:
        found[f"of_{name}_yes"] = Count("pk", filter=_PUBLIC & Q(**{name: True}))
        found[f"of_{name}_no"] = Count("pk", filter=_PUBLIC & Q(**{name: False}))
    found["of_comments"] = Count("pk", filter=_PUBLIC & ~Q(comment=""))
    found["of_held"] = Count("pk", filter=Q(state=RatingState.HELD))
    found["of_hidden"] = Count("pk", filter=Q(state=RatingState.HIDDEN))
    return found
