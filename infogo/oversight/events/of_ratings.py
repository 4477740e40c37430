"""Counting ratings by citizens into cells, and their cells into those of whole branches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import Case, Count, F, Model, Q, Sum, When

from infogo.oversight.counting.branches import add_up
from infogo.oversight.counting.manuals import Numbers
from infogo.oversight.events.cells import (
    RatingBranchCell,
    RatingCell,
    RatingNumbers,
    RatingServiceCell,
)
from infogo.oversight.tree import Tree, read_tree
from infogo.ratings.models import DIMENSIONS, FACTS, SCORES, Rating, RatingState
from infogo.ratings.selectors import unanswered

TARGETS = ("rating",)
PLACE = ("agency_id", "procedure_id", "point__province_id", "point__district_id", "is_simulated")
NUMBERS = tuple(field.name for field in RatingNumbers._meta.get_fields())
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


def months_of_cells(_today: date) -> set[date]:
    """Return the months that have cells."""
    return set(RatingCell.objects.order_by().values_list("month", flat=True).distinct())


def count_branches(month: date, _today: date) -> list[Model]:
    """Return the cells of all branches and of the country in a month; three queries.

    The database adds agencies up to the branch right above them, of which a country has some
    hundred; from there it is done here, by the tree.
    """
    known = read_tree()
    places = add_up(_in_branches(known, month, "province_id"), known)
    services = add_up(_in_branches(known, month, "procedure_id"), known)
    return [
        RatingBranchCell(
            month=month, branch_id=node, province_id=place, is_simulated=made_up, **numbers
        )
        for (node, (place, made_up)), numbers in places.items()
    ] + [
        RatingServiceCell(
            month=month, branch_id=node, procedure_id=service, is_simulated=made_up, **numbers
        )
        for (node, (service, made_up)), numbers in services.items()
    ]


def _in_branches(
    known: Tree, month: date, column: str
) -> Iterator[tuple[int | None, tuple[Any, bool], Numbers]]:
    """Yield the sums of a month by the lowest branch that an agency lies in, and by a column."""
    branch = Case(
        When(agency__in=known.branches(), then=F("agency_id")), default=F("agency__parent_id")
    )
    sums = {f"sum_{name}": Sum(name) for name in NUMBERS}
    cells = RatingCell.objects.filter(month=month).order_by().annotate(branch=branch)
    rows = cells.values_list("branch", column, "is_simulated").annotate(**sums)
    for node, rest, made_up, *numbers in rows:
        yield node, (rest, made_up), Counter(dict(zip(NUMBERS, numbers, strict=True)))


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
