"""Counting what agencies have and what is missing there, for those who look after many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime

from django.db.models import Count, Min, QuerySet, Sum

from infogo.agencies.models import Agency
from infogo.core.dates import BANGKOK
from infogo.insights.models import AgencyTally
from infogo.manuals.models import Manual
from infogo.manuals.selectors import checked_manuals, in_use, unchecked_manuals
from infogo.pins.models import Pin
from infogo.pins.selectors import (
    a_year_before,
    manuals_without_point,
    points_without_manual,
    that_count,
    unconfirmed_pins,
)
from infogo.points.models import ServicePoint
from infogo.points.selectors import VISITABLE, uncertain_points

MOST_NAMED = 3


@dataclass(frozen=True)
class Tally:
    """What there is and what is missing; the names are those of ``AgencyTally``."""

    manuals: int = 0
    manuals_checked: int = 0
    manuals_unchecked: int = 0
    manuals_without_point: int = 0
    points: int = 0
    points_without_manual: int = 0
    points_uncertain: int = 0
    pins: int = 0
    pins_unconfirmed: int = 0


NUMBERS = tuple(field.name for field in fields(Tally))


@dataclass(frozen=True)
class Totals:
    """The sum over agencies, and when the oldest part of it was counted; None: never."""

    tally: Tally
    counted_at: datetime | None


def totals_of(agencies: QuerySet[Agency] | None) -> Totals:
    """Return the last counts of these agencies, or of all, together; one query."""
    found = _tallies(agencies).aggregate(
        counted=Min("counted_at"), **{f"sum_{name}": Sum(name) for name in NUMBERS}
    )
    tally = Tally(**{name: found[f"sum_{name}"] or 0 for name in NUMBERS})
    return Totals(tally, found["counted"])


def most_missing(agencies: QuerySet[Agency] | None, number: str) -> list[tuple[str, int]]:
    """Return name and count of the agencies with the most of one number, three at most."""
    rows = _tallies(agencies).filter(**{f"{number}__gt": 0}).order_by(f"-{number}", "agency_id")
    return list(rows.values_list("agency__name_th", number)[:MOST_NAMED])


def _tallies(agencies: QuerySet[Agency] | None) -> QuerySet[AgencyTally]:
    if agencies is None:
        return AgencyTally.objects.all()
    return AgencyTally.objects.filter(agency__in=agencies.order_by().values("pk"))


def a_year_ago(now: datetime) -> datetime:
    """Return the beginning of this day, in Thai time, of the year before."""
    here = now.astimezone(BANGKOK)
    day = a_year_before(here.date())
    return here.replace(year=day.year, day=day.day, hour=0, minute=0, second=0, microsecond=0)


def count_all(now: datetime) -> Mapping[int, Tally]:
    """Count every agency anew: some seconds in a whole country."""
    year_ago, today = a_year_ago(now), now.astimezone(BANGKOK).date()
    manuals, points, pins = Manual.objects.all(), ServicePoint.objects.all(), Pin.objects.all()
    wanted: dict[str, tuple[QuerySet[Manual] | QuerySet[ServicePoint] | QuerySet[Pin], str]] = {
        "manuals": (in_use(manuals), "agency_id"),
        "manuals_checked": (checked_manuals(manuals, year_ago), "agency_id"),
        "manuals_unchecked": (unchecked_manuals(manuals, year_ago), "agency_id"),
        "manuals_without_point": (manuals_without_point(manuals), "agency_id"),
        "points": (points.filter(status__in=VISITABLE), "agency_id"),
        "points_without_manual": (points_without_manual(points), "agency_id"),
        "points_uncertain": (uncertain_points(points), "agency_id"),
        "pins": (that_count(pins), "point__agency_id"),
        "pins_unconfirmed": (unconfirmed_pins(pins, today), "point__agency_id"),
    }
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    for name, (rows, owner) in wanted.items():
        for agency_id, count in rows.order_by().values_list(owner).annotate(Count("pk")):
            counts[agency_id][name] = count
    return {agency_id: Tally(**numbers) for agency_id, numbers in counts.items()}
