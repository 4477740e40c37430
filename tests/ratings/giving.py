"""Ratings as citizens give them, for tests."""

from __future__ import annotations

from itertools import count
from typing import Any

from infogo.manuals.models import Manual
from infogo.points.models import ServicePoint
from infogo.ratings.models import (
    DIMENSIONS,
    FACTS,
    SCORES,
    Channel,
    Rating,
    RatingState,
    RatingTally,
    TallyScope,
)
from infogo.ratings.services import Given, submit_rating
from infogo.ratings.tallies import SCOPES
from tests.factories import PinFactory, standard_manual

_keys = count(1)


def served_manual() -> tuple[Manual, ServicePoint]:
    """Return a published manual and a point at which it is served."""
    manual = standard_manual()
    return manual, PinFactory(manual=manual).point


def rate(manual: Manual, point: ServicePoint | None = None, **said: Any) -> Rating:
    """Submit a rating under a new key; ``said`` are fields of ``Given`` or arguments beside it."""
    beside = {name: said.pop(name) for name in ("key", "suspected", "now") if name in said}
    given = Given(
        manual_id=manual.pk,
        point_id=point.pk if point else None,
        channel=Channel.POINT if point else Channel.ONLINE,
        **{"overall": 4, **said},
    )
    return submit_rating(given=given, **{"key": f"test-{next(_keys)}", **beside})


def tallied() -> dict[tuple[str, int, str, bool], dict[str, int]]:
    """Return all sums as they are kept; rows of nothing but zeros are left out."""
    found = {}
    for row in RatingTally.objects.all():
        numbers = {
            name: value
            for name, value in vars(row).items()
            if name[0] != "_" and name not in ("id", "scope", "object_id", "month", "is_simulated")
        }
        if any(numbers.values()):
            key = (str(row.scope), row.object_id, f"{row.month:%Y-%m}", row.is_simulated)
            found[key] = {name: number for name, number in numbers.items() if number}
    return found


def counted() -> dict[tuple[str, int, str, bool], dict[str, int]]:
    """Return the same sums, counted one rating after the other: the oracle."""
    found: dict[tuple[str, int, str, bool], dict[str, int]] = {}
    for rating in Rating.objects.filter(state=RatingState.PUBLIC):
        for scope in TallyScope.values:
            owner = getattr(rating, SCOPES[scope])
            if owner is None:
                continue
            key = (scope, owner, f"{rating.month:%Y-%m}", rating.is_simulated)
            row = found.setdefault(key, {})
            names = [f"n{rating.overall}"]
            for name in DIMENSIONS:
                score = getattr(rating, name)
                if score in SCORES:
                    row[f"{name}_sum"] = row.get(f"{name}_sum", 0) + score
                    names.append(f"{name}_count")
            for name in FACTS:
                answer = getattr(rating, name)
                if answer is not None:
                    names.append(f"{name}_yes" if answer else f"{name}_no")
            for name in names:
                row[name] = row.get(name, 0) + 1
    return found
