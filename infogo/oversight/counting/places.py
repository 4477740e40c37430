"""Counting agencies, points and pins, by agency and district."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from infogo.agencies.models import Agency
from infogo.agencies.selectors import agencies_in_law
from infogo.core.dates import BANGKOK
from infogo.geo.models import CoordinateQuality
from infogo.insights.tallies import a_year_ago
from infogo.links.models import LinkStatus, LinkUse
from infogo.oversight.counting.manuals import Numbers
from infogo.pins.models import Pin
from infogo.pins.selectors import nobody_confirmed, points_without_manual, that_count
from infogo.points.models import HoursStatus, PointStatus
from infogo.points.selectors import visitable_points

AgencyKey = tuple[int, str | None, str | None]
"""Agency, province, district."""

LACKS_PHONE = Q(phones=[])
LACKS_ADDRESS = Q(address="") | Q(subdistrict=None)
IS_EXACT = Q(coordinate_quality=CoordinateQuality.OFFICE, lat__isnull=False)
IS_UNPLACED = Q(lat=None) | Q(lng=None) | Q(coordinate_quality=CoordinateQuality.NONE)
IS_NEAR = ~IS_EXACT & ~IS_UNPLACED
IS_COMPLETE = ~LACKS_PHONE & ~LACKS_ADDRESS & IS_EXACT & Q(hours_status=HoursStatus.CONFIRMED)
AGENCY_INCOMPLETE = Q(phones=[]) | Q(address="") | Q(website="")


def is_unchecked(now: datetime) -> Q:
    """Whether nobody checked or changed a record within a year."""
    since = a_year_ago(now)
    old_check = Q(checked_on=None) | Q(checked_on__lt=since.astimezone(BANGKOK).date())
    return old_check & (Q(edited_at=None) | Q(edited_at__lt=since))


def with_broken_link(record: str) -> QuerySet[LinkUse]:
    """Return the ids of the agencies or points whose own address is broken."""
    broken = LinkUse.objects.filter(link__status=LinkStatus.BROKEN).order_by()
    return broken.filter(**{f"{record}__isnull": False}).values(f"{record}_id")


def count_places(now: datetime, manuals: Mapping[int, Numbers]) -> dict[AgencyKey, Numbers]:
    """Count all agencies, points and pins, with the numbers of manuals at each agency's home."""
    found: dict[AgencyKey, Numbers] = defaultdict(Counter)
    for key, counts in _points(now):
        found[key].update(counts)
    for agency, province, district, pins, old in _pins(now.astimezone(BANGKOK).date()):
        found[agency, province, district].update(pins=pins, pins_unconfirmed=old)
    with_points = {key[0] for key, numbers in found.items() if numbers["points"]}
    homes = {
        pk: (province, district)
        for pk, province, district in Agency.objects.order_by().values_list(
            "pk", "province_id", "district_id"
        )
    }
    for agency, numbers in manuals.items():
        found[agency, *homes[agency]].update(numbers)
    for agency, numbers in _agencies():
        numbers["agencies_without_manual"] = int(
            agency not in manuals or not manuals[agency]["manuals"]
        )
        numbers["agencies_without_point"] = int(agency not in with_points)
        found[agency, *homes[agency]].update(numbers)
    return dict(found)


def point_conditions(now: datetime) -> dict[str, Q]:
    """Return what is counted of points, by the name of the number."""
    serving_nothing = points_without_manual(visitable_points()).order_by().values("pk")
    return {
        "points_exact": IS_EXACT,
        "points_near": IS_NEAR,
        "points_unplaced": IS_UNPLACED,
        "points_complete": IS_COMPLETE,
        "points_no_phone": LACKS_PHONE,
        "points_no_address": LACKS_ADDRESS,
        "points_hours_unconfirmed": ~Q(hours_status=HoursStatus.CONFIRMED),
        "points_unchecked": is_unchecked(now),
        "points_suspended": Q(status=PointStatus.SUSPENDED),
        "points_posted": Q(manuals_posted_on__isnull=False),
        "points_without_manual": Q(pk__in=serving_nothing),
        "points_broken_link": Q(pk__in=with_broken_link("point")),
    }


def _points(now: datetime) -> list[tuple[AgencyKey, dict[str, int]]]:
    told = point_conditions(now)
    rows = (
        visitable_points()
        .order_by()
        .values_list("agency_id", "province_id", "district_id")
        .annotate(
            points=Count("pk"),
            **{name: Count("pk", filter=condition) for name, condition in told.items()},
        )
    )
    names = ("points", *told)
    return [
        ((agency, province, district), dict(zip(names, counts, strict=True)))
        for agency, province, district, *counts in rows
    ]


def _pins(today: date) -> QuerySet[Pin, Any]:
    """Yield agency, province and district of the point, its pins and those nobody confirmed."""
    where = ("point__agency_id", "point__province_id", "point__district_id")
    # The condition itself: PostgreSQL would look each pin up in a list of nearly all of them.
    return (
        that_count(Pin.objects.order_by())
        .values_list(*where)
        .annotate(count=Count("pk"), old=Count("pk", filter=nobody_confirmed(today)))
    )


def _agencies() -> list[tuple[int, Numbers]]:
    broken = set(with_broken_link("agency").values_list("agency_id", flat=True))
    agencies = agencies_in_law().order_by()
    lacking = set(agencies.filter(AGENCY_INCOMPLETE).values_list("pk", flat=True))
    return [
        (
            pk,
            Counter(
                agencies=1,
                agencies_incomplete=int(pk in lacking),
                agencies_broken_link=int(pk in broken),
            ),
        )
        for pk in agencies.values_list("pk", flat=True)
    ]
