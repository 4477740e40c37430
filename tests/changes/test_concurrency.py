"""Two who subscribe at the same moment: one address is told once, and no more than allowed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Role
from infogo.agencies.models import Agency
from infogo.changes.models import Subscription
from infogo.changes.services import MOST_SUBSCRIPTIONS, Wanted, subscribe
from infogo.core import audit
from infogo.core.refusal import RefusalError
from tests.editing.test_concurrency import at_once, winners
from tests.factories import AgencyFactory, GrantFactory, OfficerFactory

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 5


def administrators(agency: Agency | None) -> list[Rights]:
    role = Role.AGENCY_ADMIN if agency else Role.CENTRAL_ADMIN
    officers = [OfficerFactory(agency=agency) for _number in range(2)]
    for officer in officers:
        GrantFactory(officer=officer, role=role, agency=agency)
    return [Rights.of(officer) for officer in officers]


def adding(rights: Rights, agency: Agency | None, url: str) -> Callable[[], Any]:
    agency_id = agency.pk if agency else None
    wanted = Wanted(name="ระบบกลาง", url=url)
    return lambda: subscribe(rights=rights, agency_id=agency_id, wanted=wanted)


@pytest.fixture(params=["agency", "centre"])
def agency(request: pytest.FixtureRequest) -> Agency | None:
    return AgencyFactory() if request.param == "agency" else None


def test_one_address_is_told_once(agency: Agency | None) -> None:
    both = administrators(agency)
    for number in range(ROUNDS):
        url = f"https://example.org/{number}"
        results = at_once(*[adding(rights, agency, url) for rights in both])
        assert len(winners(results, RefusalError)) == 1
        assert Subscription.objects.filter(url=url).count() == 1
    assert audit.verify() is None


def test_no_more_than_allowed(agency: Agency | None) -> None:
    both = administrators(agency)
    for number in range(MOST_SUBSCRIPTIONS - 1):
        adding(both[0], agency, f"https://example.org/{number}")()
    results = at_once(
        *[
            adding(rights, agency, f"https://example.org/x{place}")
            for place, rights in enumerate(both)
        ]
    )
    assert len(winners(results, RefusalError)) == 1
    assert Subscription.objects.count() == MOST_SUBSCRIPTIONS
