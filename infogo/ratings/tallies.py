"""The sums of public ratings: moved with each rating, and made again from the ratings.

Whoever moves sums shares a lock, whoever makes them again holds it alone, for one month of one
kind of sums at a time; so a rebuild never misses a rating and never counts one twice. The database
adds them up and writes them itself: of a nation's ratings a month is a hundred thousand rows. Rows
are moved in one order, so that two ratings wait for each other instead of deadlocking.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import connection, transaction
from django.db.models import Count, F, Q, Sum, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from infogo.core.bulk import insert_from
from infogo.ratings.models import (
    DIMENSIONS,
    FACTS,
    SCORES,
    Rating,
    RatingState,
    RatingTally,
    TallyScope,
)

# On SQLite an IMMEDIATE transaction is alone already.
POSTGRESQL_LOCK = 0x1AF061
LOCK = "SELECT pg_advisory_xact_lock(%s)"
LOCK_SHARED = "SELECT pg_advisory_xact_lock_shared(%s)"
SCOPES: Mapping[str, str] = {
    TallyScope.AGENCY: "agency_id",
    TallyScope.MANUAL: "manual_id",
    TallyScope.POINT: "point_id",
    TallyScope.PROCEDURE: "procedure_id",
}
"""By which column of a rating each kind of sum is made."""


def move(rating: Rating, sign: int) -> None:
    """Add a rating to its sums (``sign`` 1) or take it out (-1), in the caller's transaction."""
    _lock(shared=True)
    moved = {name: F(name) + sign * number for name, number in _numbers_of(rating).items()}
    rows = sorted(_rows_of(rating), key=lambda row: (row.scope, row.object_id))
    if sign > 0:
        RatingTally.objects.bulk_create(rows, ignore_conflicts=True)
    for row in rows:
        RatingTally.objects.filter(
            scope=row.scope,
            object_id=row.object_id,
            month=row.month,
            is_simulated=row.is_simulated,
        ).update(**moved)


def rebuild() -> int:
    """Make all sums again from the ratings, month by month; returns how many rows there are.

    Safe to run while citizens rate and officers decide: they wait for one kind
    of one month's sums.
    """
    months = set(Rating.objects.order_by().values_list("month", flat=True).distinct())
    months |= set(RatingTally.objects.values_list("month", flat=True).distinct())
    return sum(_rebuild(scope, month) for month in sorted(months) for scope in SCOPES)


@transaction.atomic
def _rebuild(scope: str, month: date) -> int:
    """Make one kind of sums of a month again; three statements, however many ratings."""
    _lock(shared=False)
    RatingTally.objects.filter(month=month, scope=scope).delete()
    column = SCOPES[scope]
    counted = Rating.objects.filter(month=month, state=RatingState.PUBLIC)
    told: dict[str, Combinable] = {
        "scope": Value(scope),
        "object_id": F(column),
        "month": Value(month),
        "is_simulated": F("is_simulated"),
    }
    grouped = counted.exclude(**{column: None}).values(column, "is_simulated")
    return insert_from(RatingTally, grouped, told | aggregates())


def aggregates() -> dict[str, Combinable]:
    """Return by which aggregate of ratings each number of a sum is made."""
    found: dict[str, Combinable] = {
        f"n{score}": Count("pk", filter=Q(overall=score)) for score in SCORES
    }
    for name in DIMENSIONS:
        found[f"{name}_sum"] = Coalesce(Sum(name), 0)
        found[f"{name}_count"] = Count(name)
    for name in FACTS:
        found[f"{name}_yes"] = Count("pk", filter=Q(**{name: True}))
        found[f"{name}_no"] = Count("pk", filter=Q(**{name: False}))
    return found


def _numbers_of(rating: Rating) -> dict[str, int]:
    """Return what one rating adds to each column; columns it leaves alone are not named."""
    found = {f"n{rating.overall}": 1}
    for name in DIMENSIONS:
        score = getattr(rating, name)
        if score is not None:
            found |= {f"{name}_sum": score, f"{name}_count": 1}
    for name in FACTS:
        answer = getattr(rating, name)
        if answer is not None:
            found[f"{name}_{'yes' if answer else 'no'}"] = 1
    return found


def _rows_of(rating: Rating) -> list[RatingTally]:
    """Return the rows that a rating belongs to, still empty."""
    return [
        RatingTally(
            scope=scope,
            object_id=getattr(rating, column),
            month=rating.month,
            is_simulated=rating.is_simulated,
        )
        for scope, column in SCOPES.items()
        if getattr(rating, column) is not None
    ]


def _lock(*, shared: bool) -> None:
    """Take the lock of the sums until the end of the transaction."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(LOCK_SHARED if shared else LOCK, [POSTGRESQL_LOCK])
