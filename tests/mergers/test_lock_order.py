"""Changes of the tree take what others take in the order of others: nobody waits in a ring."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from infogo.agencies.models import Agency
from infogo.mergers.errors import MergerError
from infogo.mergers.models import Merger, MergerState
from infogo.mergers.services.merging import work_portion
from infogo.mergers.services.tree import move_agency
from tests.editing.test_concurrency import at_once, winners
from tests.factories import (
    AgencyFactory,
    ArticleFactory,
    PinFactory,
    ServicePointFactory,
    adoption,
    standard_manual,
)
from tests.mergers.making import BASIS, central_admin, expected_paths, merge, paths, today

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
