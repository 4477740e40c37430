"""Two officers at the same moment: the union stands, and counts stay true."""

from __future__ import annotations

import pytest

from infogo.accounts.models import Officer
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Role
from infogo.agencies.models import Agency
from infogo.core import audit
from infogo.manuals.models import Manual, ManualStatus
from infogo.pins.errors import NotAllowedError
from infogo.pins.models import Pin
from infogo.pins.services.changes import PinChange, change_pins
from infogo.pins.services.facts import set_facts
from infogo.pins.services.selecting import pick, save_selection
from infogo.pins.sides import Side
from tests.editing.test_concurrency import at_once
from tests.factories import AgencyFactory, PinFactory, standard_manual
from tests.pins.acting import pairs, pinned, points_of, rights_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def agency() -> Agency:
    return AgencyFactory()


@pytest.fixture
def manual(agency: Agency) -> Manual:
    return standard_manual(owner=agency)


@pytest.fixture
def officers(agency: Agency) -> list[Officer]:
    return [rights_of(role, agency).officer for role in (Role.POINT_EDITOR, Role.MANUAL_EDITOR)]


def point_count(manual: Manual) -> int:
    manual.procedure.refresh_from_db()
    return manual.procedure.point_count


def test_overlapping_additions_come_to_the_union(
    agency: Agency, manual: Manual, officers: list[Officer]
) -> None:
    points = points_of(agency, 30)
    parts = (points[:20], points[10:])

    def save(officer: Officer, part: list[object]) -> int:
        side = Side(Rights.of(officer), manual=manual)
        ids = [point.pk for point in part]  # type: ignore[attr-defined]
        pick(side=side, shown=ids, picked=ids)
        return len(save_selection(side=side).added)

    results = at_once(
        lambda: save(officers[0], list(parts[0])), lambda: save(officers[1], list(parts[1]))
    )
    assert sorted(results) == [10, 20], results
    assert pinned() == pairs(manual, points)
    assert Pin.objects.count() == point_count(manual) == 30
    manual.refresh_from_db()
    assert manual.is_pinned
    assert audit.verify() is None


def test_one_adds_while_another_removes(
    agency: Agency, manual: Manual, officers: list[Officer]
) -> None:
    old, new = points_of(agency, 10), points_of(agency, 10)
    for point in old:
        PinFactory(manual=manual, point=point)
    results = at_once(
        lambda: change_pins(rights=Rights.of(officers[0]), add=pairs(manual, new)),
        lambda: change_pins(rights=Rights.of(officers[1]), remove=pairs(manual, old)),
        lambda: change_pins(rights=Rights.of(officers[1]), remove=pairs(manual, old)),
    )
    assert not [each for each in results if isinstance(each, BaseException)], results
    assert sorted(len(each.removed) for each in results) == [0, 0, 10]
    assert pinned() == pairs(manual, new)
    assert point_count(manual) == 10


def test_of_two_manuals_of_one_service_one_gets_the_place(manual: Manual) -> None:
    """A point editor takes the standard in; meanwhile her agency has adopted it and pins that."""
    host = AgencyFactory()
    (point,) = points_of(host, 1)
    central = rights_of(Role.CENTRAL_ADMIN, None).officer
    local = Manual.objects.create(procedure=manual.procedure, agency=host, standard=manual)

    def pin_local() -> PinChange:
        Manual.objects.filter(pk=local.pk).update(status=ManualStatus.PUBLISHED)
        return change_pins(rights=Rights.of(central), add=pairs(local, [point]))

    results = at_once(
        pin_local,
        lambda: change_pins(rights=Rights.of(central), add=pairs(manual, [point])),
    )
    refused = [each for each in results if isinstance(each, NotAllowedError)]
    done = [each for each in results if isinstance(each, PinChange)]
    assert len(refused) + len(done) == 2, results
    assert sum(len(each.added) for each in done) == 1
    assert Pin.objects.count() == point_count(manual) == 1


def test_facts_of_a_pin_that_goes_away(
    agency: Agency, manual: Manual, officers: list[Officer]
) -> None:
    pins = [PinFactory(manual=manual, point=point) for point in points_of(agency, 10)]
    results = at_once(
        lambda: set_facts(
            rights=Rights.of(officers[0]), pin_ids=[p.pk for p in pins], facts={"counter": "3"}
        ),
        lambda: change_pins(
            rights=Rights.of(officers[1]), remove=pairs(manual, [p.point for p in pins[:5]])
        ),
    )
    assert not [each for each in results if isinstance(each, BaseException)], results
    assert results[0] in {5, 10}
    assert set(Pin.objects.values_list("counter", flat=True)) == {"3"}
    assert Pin.objects.count() == point_count(manual) == 5
