"""Changes of the tree take what others take in the order of others: nobody waits in a ring."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from infogo.agencies.models import Agency
from infogo.manuals import services as manuals
from infogo.manuals.models import Manual, Procedure
from infogo.mergers.errors import MergerError
from infogo.mergers.models import Merger, MergerState
from infogo.mergers.services.merging import work_portion
from infogo.mergers.services.tree import NewAgency, create_agency, move_agency
from infogo.pins.counting import counted_again
from infogo.points import services as points
from tests.editing.test_concurrency import at_once, winners
from tests.factories import (
    ACTOR,
    AgencyFactory,
    ArticleFactory,
    PinFactory,
    ServicePointFactory,
    adoption,
    standard_manual,
)
from tests.mergers.handovers import hand_over
from tests.mergers.making import (
    BASIS,
    central_admin,
    expected_paths,
    kind_of_agency,
    merge,
    paths,
    today,
)

TRAIL, KEYS = '"core_auditentry"', '"core_contentversion"'


def statements_of(act: Callable[[], object]) -> list[str]:
    """Return the statements with which an act writes."""
    with CaptureQueriesContext(connection) as asked:
        act()
    return [each["sql"] for each in asked if each["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


@pytest.mark.django_db
def test_a_portion_of_a_merger_announces_after_its_line_in_the_trail() -> None:
    """Everybody holds the trail first and the keys of pages after it."""
    old, new = AgencyFactory(), AgencyFactory()
    AgencyFactory(parent=old)
    ArticleFactory(agency=old)
    standard_manual(owner=old)
    served = adoption(standard_manual(), old)
    PinFactory(manual=served, point=ServicePointFactory(agency=old))
    both = standard_manual()
    adoption(both, old)
    adoption(both, new)
    merger = merge(new, old, effective_on=today() + timedelta(days=1))
    Merger.objects.filter(pk=merger.pk).update(effective_on=today())
    announced = 0
    while Merger.objects.get(pk=merger.pk).state != MergerState.DONE:
        written = statements_of(partial(work_portion, merger_id=merger.pk))
        keys = [place for place, sql in enumerate(written) if KEYS in sql]
        lines = [place for place, sql in enumerate(written) if f"INTO {TRAIL}" in sql]
        if keys and lines:
            assert min(lines) < min(keys), written
            announced += 1
    kinds = {"children", "procedures", "clashes", "manuals", "points", "articles"}
    assert kinds <= Merger.objects.get(pk=merger.pk).moved.keys()
    assert announced > len(kinds)


@pytest.mark.django_db(transaction=True)
def test_two_agencies_are_put_under_each_other_at_once() -> None:
    actor = central_admin()
    for _round in range(5):
        one, other = AgencyFactory(), AgencyFactory()

        def move(agency: Agency, parent: Agency) -> None:
            move_agency(agency_id=agency.pk, parent=parent, basis=BASIS, actor=actor)

        results = at_once(partial(move, one, other), partial(move, other, one))
        assert len(winners(results, MergerError)) == 1
        assert paths() == expected_paths()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("what", ["founded below it", "moved below it", "moved out of it"])
def test_a_branch_is_moved_while_something_in_it_is(what: str) -> None:
    """No agency is named by both, so that holding agencies alone would let them pass each other."""
    actor = central_admin()
    kind_of_agency()
    branch, elsewhere, other = AgencyFactory(), AgencyFactory(), AgencyFactory()
    inner = AgencyFactory(parent=branch)
    leaf = AgencyFactory(parent=inner)
    acts: dict[str, Callable[[], object]] = {
        "founded below it": partial(
            create_agency,
            new=NewAgency(name_th="กองใหม่", kind="department", parent=inner),
            basis=BASIS,
            actor=actor,
        ),
        "moved below it": partial(
            move_agency, agency_id=other.pk, parent=inner, basis=BASIS, actor=actor
        ),
        "moved out of it": partial(
            move_agency, agency_id=leaf.pk, parent=other, basis=BASIS, actor=actor
        ),
    }
    has_written, others_turn = threading.Event(), threading.Event()

    def first() -> None:
        with transaction.atomic():
            acts[what]()
            has_written.set()
            others_turn.wait(1.0)  # its end cannot be waited for: it waits for this one

    def second() -> None:
        assert has_written.wait(20)
        move_agency(agency_id=branch.pk, parent=elsewhere, basis=BASIS, actor=actor)
        others_turn.set()

    results = at_once(first, second)
    assert results == [None, None]
    assert paths() == expected_paths()


@pytest.mark.django_db(transaction=True)
def test_a_service_is_adopted_while_its_agency_merges() -> None:
    """Who adopts holds the service and then refers to its manual; so does the merger hold them."""
    actor = central_admin()
    old, new, adopter = AgencyFactory(), AgencyFactory(), AgencyFactory()
    manual = standard_manual(owner=old)
    is_held = threading.Event()

    def adopt() -> None:
        with transaction.atomic():
            Procedure.objects.select_for_update(no_key=True).get(pk=manual.procedure_id)
            is_held.set()
            time.sleep(0.3)  # so that the merger asks before this is over
            manuals.adopt(standard=manual, agency=adopter, actor=ACTOR)

    def merge_them() -> None:
        assert is_held.wait(20)
        merge(new, old, actor=actor)

    assert at_once(adopt, merge_them) == [None, None]
    manual.refresh_from_db()
    assert manual.agency == new
    assert Manual.objects.get(agency=adopter).standard == manual


@pytest.mark.django_db(transaction=True)
def test_a_point_is_handed_over_while_its_standing_changes() -> None:
    actor, old, new = central_admin(), AgencyFactory(), AgencyFactory()
    both, point = standard_manual(), ServicePointFactory(agency=old)
    PinFactory(manual=adoption(both, old), point=point)
    successor = adoption(both, new)
    is_held = threading.Event()

    def close() -> None:
        with counted_again(point.pk):
            is_held.set()
            time.sleep(0.3)  # so that the other one asks before this is over
            points.save_point(point_id=point.pk, changes={"status": "suspended"}, actor=ACTOR)

    def pass_on() -> None:
        assert is_held.wait(20)
        hand_over(point, new, actor=actor)

    assert at_once(close, pass_on) == [None, None]
    point.refresh_from_db()
    assert (point.status, point.agency) == ("suspended", new)
    assert point.pins.get().manual == successor
