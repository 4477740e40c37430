"""Sums over whole branches: what pages show is what agencies add up to, at any moment."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from copy import deepcopy
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from django.utils import timezone

from infogo.agencies.models import Agency
from infogo.core.dates import bangkok_now
from infogo.mergers.services.tree import NewAgency, create_agency, move_agency
from infogo.oversight.delayed import (
    delays_by,
    delays_of,
    promises_by,
    promises_of,
    reasons_by,
    reasons_of,
)
from infogo.oversight.events.branches import tables_for
from infogo.oversight.events.cells import Follower, ReportCell, VolumeCell
from infogo.oversight.events.of_branches import SUMS
from infogo.oversight.events.reading import counted_at, has_simulated, sums_by, sums_of
from infogo.oversight.events.subjects import RATINGS, SUBJECTS, Subject
from infogo.oversight.grouping import By, Key
from infogo.oversight.satisfaction import SCORE_SOURCES
from infogo.oversight.services.events import rebuild_events, refresh_events
from infogo.oversight.slices import Slice
from infogo.oversight.transactions import REPORT_SOURCES, VOLUME_SOURCES
from infogo.oversight.tree import Tree, tree
from infogo.ratings.models import Rating, RatingState, Reason
from infogo.ratings.services import decide
from infogo.volumes.months import first_of, later
from tests.delays.making import Made, noticed
from tests.mergers.making import BASIS, central_admin, kind_of_agency, merge
from tests.oversight.history import Country, country, expected, held, simulate
from tests.oversight.test_events import central
from tests.ratings.giving import rate

pytestmark = pytest.mark.django_db
SERVED = [model for model in SUMS if model is not ReportCell]
"""Cells that tell procedures apart; those of reports do not."""
BRANCHES = [each for each in SUBJECTS if each.made_of]


@pytest.fixture(scope="module")
def made_once(module_rows: None) -> Country:
    found = country()
    simulate(found, 4)
    noticed(Made(found.pins[0], number=10**6).case(40), 0)  # chance may have sent no notice
    rebuild_events(now=timezone.now())
    return found


@pytest.fixture
def made(made_once: Country, db: None) -> Country:
    """The same history for every test; what one of them changes is undone, in memory too."""
    return deepcopy(made_once)


def of_all(**narrower: Any) -> Slice:
    """Return the last year and a half, of the country or a narrower part."""
    last = first_of(bangkok_now().date())
    return Slice(first=later(last, -17), last=last, is_default=False).within(**narrower)


def slices_of(made: Country) -> list[Slice]:
    """Return the country and its parts by branch, agency, place, topic and procedure."""
    pin, ministry = made.pins[0], made.ministries[0].pk
    place = pin.point
    topic = pin.procedure.topic_id
    agencies = ({}, {"agency": ministry}, {"agency": pin.point.agency_id})
    places = ({}, {"province": place.province_id},
              {"province": place.province_id, "district": place.district_id})  # fmt: skip
    services = ({}, {"topic": topic}, {"topic": topic, "procedure": pin.procedure_id})
    return [
        of_all(**who, **where, **what) for who, where, what in product(agencies, places, services)
    ]


def shown_of(part: Slice, known: Tree, today: date) -> Mapping[str, Any]:
    """Return everything that pages ask of a slice."""
    found = {
        "ratings": sums_of(SCORE_SOURCES, part, known, today),
        "volumes": sums_of(VOLUME_SOURCES, part, known, today),
        "delays": delays_of(part, known, today),
        "promises": promises_of(part, known, today),
        "reasons": reasons_of(part, known, today),
        "made up": [has_simulated([model], part, known) for model in SERVED],
    }
    if not (part.topic or part.procedure):
        found["reports"] = sums_of(REPORT_SOURCES, part, known, today)
        found["made up"].append(has_simulated([ReportCell], part, known))
    return found


def shown_by(part: Slice, by: By, known: Tree, today: date) -> Mapping[str, Mapping[Key, Any]]:
    """Return the same by group."""
    found = {
        "ratings": sums_by(SCORE_SOURCES, part, by, known, today),
        "volumes": sums_by(VOLUME_SOURCES, part, by, known, today),
        "delays": delays_by(part, by, known, today),
        "promises": promises_by(part, by, known, today),
        "reasons": reasons_by(part, by, known, today),
    }
    if not (part.topic or part.procedure or by in (By.TOPIC, By.PROCEDURE)):
        found["reports"] = sums_by(REPORT_SOURCES, part, by, known, today)
    return found


def read(parts: list[Slice]) -> Mapping[tuple[Slice, By | None], Mapping[str, Any]]:
    """Return everything that pages ask of some slices; groups of which nothing is told left out."""
    known, today = tree(), bangkok_now().date()
    found: dict[tuple[Slice, By | None], Mapping[str, Any]] = {}
    for part in parts:
        found[part, None] = shown_of(part, known, today)
        for by in By:
            found[part, by] = shown_by(part, by, known, today)
    return found


def tables(made: Country) -> set[type]:
    """Return the tables that the country and its parts are read from."""
    known = tree()
    return {
        table
        for part in slices_of(made)
        for by in (None, *By)
        for table in tables_for(SUMS, part, by, known).values()
    }


def one_in_three(parts: list[Slice]) -> list[Slice]:
    """Return slices in which any two of agency, place and service meet in every way, once each.

    No sum of a branch tells all three apart: a slice that names all is read from agencies' cells.
    ``test_every_slice_is_the_same_from_branches_and_from_agencies`` asks for every one.
    """
    places = product(range(3), repeat=3)
    return [part for part, at in zip(parts, places, strict=True) if sum(at) % 3 == 0]


EVERY_TABLE = {*SUMS, *(each for tables in SUMS.values() for each in tables)}


def without_branches() -> None:
    """Let nobody read sums of branches, as before the first count."""
    Follower.objects.filter(subject__in=[each.name for each in BRANCHES]).delete()


def test_every_slice_is_the_same_from_branches_and_from_agencies(made: Country) -> None:
    assert tables(made) == EVERY_TABLE
    from_branches = read(slices_of(made))
    without_branches()
    assert tables(made) == set(SUMS)
    assert read(slices_of(made)) == from_branches
    for by in By:
        few = {name for name, groups in from_branches[of_all(), by].items() if len(groups) < 2}
        # Chance sends few notices, and a year and a half may hold one year of something.
        assert few <= {"reasons"} or by == By.YEAR, by


def test_what_nobody_told_is_no_zero_in_a_sum(made: Country) -> None:
    first, second = made.ministries
    cells = VolumeCell.objects.filter(agency__parent=first)
    cells.update(returned=None)
    VolumeCell.objects.filter(agency__parent=second).update(withdrawn=0)
    rebuild_events(now=timezone.now(), subjects=BRANCHES)
    known, today = tree(), bangkok_now().date()
    names = ("returned", "withdrawn")
    sources = (replace(VOLUME_SOURCES[0], names=names),)
    assert tables(made) == EVERY_TABLE
    told = sums_by(sources, of_all(), By.AGENCY, known, today)
    assert told[first.pk]["returned"] is None
    assert told[second.pk] | {"returned": 0} == {"returned": 0, "withdrawn": 0}
    assert told[second.pk]["returned"] is not None
    without_branches()
    assert sums_by(sources, of_all(), By.AGENCY, known, today) == told


def test_pages_over_the_country_read_no_cell_of_an_agency_below_a_branch(made: Country) -> None:
    for by in (None, *By):
        is_by_service = by in (By.TOPIC, By.PROCEDURE)
        found = tables_for(SERVED, of_all(), by, tree())
        assert found == {model: SUMS[model][is_by_service] for model in SERVED}
        if not is_by_service:
            assert tables_for([ReportCell], of_all(), by, tree()) == {
                ReportCell: SUMS[ReportCell][0]
            }


@pytest.mark.parametrize("change", ["move", "found", "merge", "top"])
def test_a_changed_tree_is_right_before_and_after_it_is_counted(made: Country, change: str) -> None:
    kind_of_agency()
    first, second = made.ministries
    agency = made.agencies[0]
    if change == "move":
        move_agency(agency_id=agency.pk, parent=second, basis=BASIS, actor=central_admin())
    elif change == "top":
        move_agency(agency_id=first.pk, parent=second, basis=BASIS, actor=central_admin())
    elif change == "merge":
        merge(second, first)
        assert Agency.objects.get(pk=agency.pk).parent_id == second.pk
    else:
        new = NewAgency("หน่วยงานใหม่ใต้หน่วยงานเดิม", "department", parent=agency)
        create_agency(new=new, basis=BASIS, actor=central_admin())
    assert tables(made) == set(SUMS)
    before = read(one_in_three(slices_of(made)))
    assert refresh_events(now=timezone.now()) > 0
    assert held() == expected()
    assert tables(made) == EVERY_TABLE
    assert read(one_in_three(slices_of(made))) == before


def test_what_leaves_no_line_is_seen_on_a_new_day(made: Country) -> None:
    now = timezone.now()
    Rating.objects.filter(agency=made.agencies[0]).delete()
    assert refresh_events(now=now) == 0
    refresh_events(now=now + timedelta(days=1))
    ratings = {key: numbers for key, numbers in expected().items() if key[0].startswith("Rating")}
    assert {
        key: numbers for key, numbers in held().items() if key[0].startswith("Rating")
    } == ratings


def test_branches_follow_ratings_and_no_farther(made: Country) -> None:
    now, (ratings, branches) = timezone.now(), SUBJECTS[:2]
    assert (ratings, branches.made_of) == (RATINGS, RATINGS.name)
    rate(made.pins[0].manual, made.pins[0].point)
    assert refresh_events(now=now, subjects=[branches]) == 0, "their cells are as they were"
    assert refresh_events(now=now, subjects=[ratings]) == 1
    assert refresh_events(now=now, subjects=[branches]) == 1
    assert held() == expected()


def test_of_delays_only_the_months_that_differ_are_added_up(made: Country) -> None:
    """A line about a delayed request names no month: all are counted, few change."""
    now = timezone.now()
    delays, branches = (
        next(each for each in SUBJECTS if each.name == name)
        for name in ("delays", "delay_branches")
    )
    assert refresh_events(now=now, subjects=[delays, branches]) == 0
    Made(made.pins[1], number=10**6 + 1).case(3)
    assert refresh_events(now=now, subjects=[delays]) > 3
    assert 0 < refresh_events(now=now, subjects=[branches]) <= 3
    assert refresh_events(now=now, subjects=[branches]) == 0
    assert held() == expected()


def test_sums_counted_by_a_program_that_noted_no_months_are_counted_whole(made: Country) -> None:
    now, branches = timezone.now(), BRANCHES[0]
    Follower.objects.filter(subject=branches.name).update(added=None)
    assert refresh_events(now=now, subjects=[branches]) == len(branches.all_months(now.date()))
    assert refresh_events(now=now, subjects=[branches]) == 0


def test_a_line_written_after_the_months_were_asked_is_counted_next(made: Country) -> None:
    subject, pin = SUBJECTS[0], made.pins[0]
    past = Rating.objects.filter(state=RatingState.PUBLIC).order_by("month").first()
    assert past is not None and past.month < first_of(bangkok_now().date())
    decide(rating_id=past.pk, to=RatingState.HIDDEN, reason=Reason.RUDE, rights=central())

    def months_of(target: str, ids: Collection[int]) -> Mapping[int, date | None]:
        found = subject.months_of(target, ids)
        rate(pin.manual, pin.point)
        return found

    refresh_events(now=timezone.now(), subjects=[replace(subject, months_of=months_of)])
    assert held() != expected()
    refresh_events(now=timezone.now())
    assert held() == expected()


def test_a_count_in_which_nothing_differs_writes_no_cell(made: Country) -> None:
    before = {table: set(table._default_manager.values_list("pk", flat=True))
              for table in EVERY_TABLE}  # fmt: skip
    assert all(before.values())
    rebuild_events(now=timezone.now())
    assert before == {
        table: set(table._default_manager.values_list("pk", flat=True)) for table in EVERY_TABLE
    }


@pytest.mark.parametrize("subject", BRANCHES, ids=[each.name for each in BRANCHES])
def test_the_time_of_counting_is_that_of_the_older_cells(made: Country, subject: Subject) -> None:
    now = timezone.now()
    cells, branches = (
        Follower.objects.filter(subject=name) for name in (subject.made_of, subject.name)
    )
    cells.update(counted_at=now)
    branches.update(counted_at=now - timedelta(hours=1))
    assert counted_at(subject.made_of) == now - timedelta(hours=1)
    without_branches()
    assert counted_at(subject.made_of) == now
    cells.delete()
    assert counted_at(subject.made_of) is None
