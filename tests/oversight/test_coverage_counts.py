"""The rollup of coverage says what a plain count of every row says, whatever changed before."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from infogo.agencies.models import Agency
from infogo.links.models import LinkUse
from infogo.manuals.models import Manual, ManualFacts
from infogo.oversight.models import AgencyCell, BranchCell, Count, ServiceCell
from infogo.oversight.services.coverage import (
    ALL_NUMBERS,
    COVERAGE,
    SERVICE_NUMBERS,
    refresh_coverage,
)
from infogo.pins.models import Pin
from infogo.points.models import ServicePoint
from tests.oversight.country import NOW, RandomCountry

pytestmark = pytest.mark.django_db
MONTH = date(2026, 11, 1)
YEAR_AGO = datetime.fromisoformat("2025-11-26T00:00:00+07:00")


def still_served(pins: Any) -> Any:
    """Leave out pins of manuals that were given up, and of services that ended."""
    in_use = pins.exclude(procedure__status__in=("withdrawn", "merged"))
    return in_use.exclude(manual__status="withdrawn")


def told(manual: Manual) -> Iterator[str]:
    """Say all that counts of one manual, read from its own rows one by one."""
    yield "manuals"
    facts = ManualFacts.objects.filter(manual=manual).first()
    is_followed = manual.standard is not None and facts is None
    if is_followed:
        yield "manuals_followed"
        facts = ManualFacts.objects.filter(manual=manual.standard).first()
    else:
        yield "manuals_with_text"
        yield "manuals_standard" if manual.standard is None else "manuals_own_sections"
        if manual.current and manual.current.published_at < YEAR_AGO:
            yield "manuals_unchecked"
        if any(use.link.status == "broken" for use in LinkUse.objects.filter(manual=manual)):
            yield "manuals_broken_link"
    here = Pin.objects.filter(procedure=manual.procedure)
    pins = still_served(here).exclude(point__status__in=("closed", "moved"))
    if not (pins if manual.standard is None else pins.filter(manual=manual)).exists():
        yield "manuals_without_point"
    if facts is None or facts.is_fee_unknown or facts.duration_value is None:
        yield "manuals_incomplete"
    if facts and facts.asks_copies:
        yield "manuals_ask_copies"
    if facts and facts.is_online:
        yield "manuals_online"
    if facts and facts.is_sample:
        yield "manuals_sample"


def is_counted(manual: Manual) -> bool:
    return manual.status == "published" and manual.procedure.status == "active"


def is_pin_counted(pin: Pin) -> bool:
    is_in_use = pin.procedure.status not in ("withdrawn", "merged")
    is_there = pin.point.status in ("open", "suspended")
    return is_there and is_in_use and pin.manual.status != "withdrawn"


def told_of_point(point: ServicePoint) -> Iterator[str]:
    yield "points"
    is_exact = point.coordinate_quality == "office" and point.lat is not None
    has_address = bool(point.address) and point.subdistrict is not None
    if point.lat is None:
        yield "points_unplaced"
    else:
        yield "points_exact" if is_exact else "points_near"
    if is_exact and has_address and point.phones and point.hours_status == "confirmed":
        yield "points_complete"
    if not point.phones:
        yield "points_no_phone"
    if not has_address:
        yield "points_no_address"
    if point.hours_status != "confirmed":
        yield "points_hours_unconfirmed"
    is_fresh = point.checked_on is not None and point.checked_on >= YEAR_AGO.date()
    if not is_fresh and (point.edited_at is None or point.edited_at < YEAR_AGO):
        yield "points_unchecked"
    if point.status == "suspended":
        yield "points_suspended"
    if point.manuals_posted_on is not None:
        yield "points_posted"
    if not still_served(point.pins).exists():
        yield "points_without_manual"
    if any(use.link.status == "broken" for use in LinkUse.objects.filter(point=point)):
        yield "points_broken_link"


def told_of_agency(agency: Agency) -> Iterator[str]:
    yield "agencies"
    if not (agency.phones and agency.address and agency.website):
        yield "agencies_incomplete"
    if not any(is_counted(manual) for manual in agency.manuals.all()):
        yield "agencies_without_manual"
    if not agency.points.filter(status__in=["open", "suspended"]).exists():
        yield "agencies_without_point"
    if any(use.link.status == "broken" for use in LinkUse.objects.filter(agency=agency)):
        yield "agencies_broken_link"


def counted_plainly() -> dict[tuple[int, str | None, str | None], Counter[str]]:
    found: dict[tuple[int, str | None, str | None], Counter[str]] = defaultdict(Counter)
    for agency in Agency.objects.all():
        home = found[agency.pk, agency.province_id, agency.district_id]
        if agency.status == "active" and agency.kind != "group":
            home.update(told_of_agency(agency))
        for manual in filter(is_counted, agency.manuals.all()):
            home.update(told(manual))
        for point in agency.points.all():
            there = found[agency.pk, point.province_id, point.district_id]
            if point.status in ("open", "suspended"):
                there.update(told_of_point(point))
            for pin in filter(is_pin_counted, point.pins.all()):
                is_old = pin.confirmed_on is None or pin.confirmed_on < YEAR_AGO.date()
                there.update(["pins", "pins_unconfirmed"] if is_old else ["pins"])
    return found


def above(agency: Agency) -> Iterator[int | None]:
    """Yield the branches an agency belongs to: itself where it has children, all above, and all."""
    at: Agency | None = agency
    while at is not None:
        if Agency.objects.filter(parent=at).exists():
            yield at.pk
        at = at.parent
    yield None


def branches_plainly() -> dict[Any, Counter[str]]:
    found: dict[Any, Counter[str]] = defaultdict(Counter)
    for (agency, province, _district), numbers in counted_plainly().items():
        for branch in above(Agency.objects.get(pk=agency)):
            found[branch, province].update(numbers)
    return found


def services_plainly() -> dict[Any, Counter[str]]:
    found: dict[Any, Counter[str]] = defaultdict(Counter)
    for manual in Manual.objects.all():
        for branch in above(manual.agency):
            if is_counted(manual):
                found[branch, manual.procedure_id, manual.province_id].update(told(manual))
            for pin in filter(is_pin_counted, manual.pins.all()):
                found[branch, manual.procedure_id, pin.province_id].update(["pins"])
    return found


def stored(model: type[Any], keys: tuple[str, ...], numbers: tuple[str, ...]) -> dict[Any, Any]:
    rows = model.objects.filter(month=MONTH)
    found = {
        tuple(getattr(row, key) for key in keys): Counter(
            {name: getattr(row, name) for name in numbers if getattr(row, name)}
        )
        for row in rows
    }
    assert len(found) == rows.count()
    return found


def without_nothing(cells: dict[Any, Counter[str]]) -> dict[Any, Counter[str]]:
    return {key: numbers for key, numbers in cells.items() if any(numbers.values())}


def assert_true_to_the_rows() -> None:
    agency_keys = ("agency_id", "province_id", "district_id")
    assert stored(AgencyCell, agency_keys, ALL_NUMBERS) == without_nothing(counted_plainly())
    assert stored(BranchCell, ("branch_id", "province_id"), ALL_NUMBERS) == without_nothing(
        branches_plainly()
    )
    service_keys = ("branch_id", "procedure_id", "province_id")
    assert stored(ServiceCell, service_keys, SERVICE_NUMBERS) == without_nothing(services_plainly())


@pytest.mark.parametrize("seed", range(3))
def test_after_random_changes_it_is_true_to_the_rows(seed: int) -> None:
    country = RandomCountry.made(seed)
    refresh_coverage(now=NOW)
    assert_true_to_the_rows()
    for _ in range(25):
        country.change()
    refresh_coverage(now=NOW)
    assert_true_to_the_rows()


def test_the_random_countries_reach_every_number() -> None:
    """Else the proof above proves nothing of it."""
    reached: set[str] = set()
    for seed in range(3):
        RandomCountry.made(seed)
        refresh_coverage(now=NOW)
        for model, numbers in ((AgencyCell, ALL_NUMBERS), (ServiceCell, SERVICE_NUMBERS)):
            reached |= {
                name for name in numbers if model.objects.filter(**{f"{name}__gt": 0}).exists()
            }
    assert reached == {*ALL_NUMBERS, *SERVICE_NUMBERS}


def test_nothing_is_written_where_nothing_changed() -> None:
    RandomCountry.made(1)
    assert refresh_coverage(now=NOW) > 0
    assert refresh_coverage(now=NOW + timedelta(minutes=30)) == 0
    assert Count.objects.get(subject=COVERAGE).counted_at == NOW + timedelta(minutes=30)


def test_a_month_that_ended_stays_as_it_was_counted_last() -> None:
    country = RandomCountry.made(2)
    refresh_coverage(now=NOW)
    before = stored(BranchCell, ("branch_id", "province_id"), ALL_NUMBERS)
    for _ in range(20):
        country.change()
    refresh_coverage(now=NOW + timedelta(days=10))
    assert stored(BranchCell, ("branch_id", "province_id"), ALL_NUMBERS) == before
    assert BranchCell.objects.filter(month=date(2026, 12, 1)).exists()


def test_it_can_be_made_again_whole() -> None:
    RandomCountry.made(3)
    refresh_coverage(now=NOW)
    for model in (AgencyCell, BranchCell, ServiceCell):
        model.objects.all().delete()
    refresh_coverage(now=NOW)
    assert_true_to_the_rows()


def test_counting_asks_as_often_in_a_larger_country() -> None:
    country = RandomCountry.made(4)
    refresh_coverage(now=NOW)
    with CaptureQueriesContext(connection) as small:
        refresh_coverage(now=NOW)
    for _ in range(10):
        country._found_an_agency()
        country.change()
    refresh_coverage(now=NOW)
    with CaptureQueriesContext(connection) as large:
        refresh_coverage(now=NOW)
    assert len(large) == len(small)
