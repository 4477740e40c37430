"""Who may pin which manual at which point."""

from __future__ import annotations

from itertools import product

import pytest
from django.db.models import QuerySet

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Role
from infogo.agencies.models import Agency
from infogo.manuals.models import Manual, ManualStatus
from infogo.pins.perms import (
    manuals_to_open,
    pinnable_manual_ids,
    points_to_open,
    where_point,
)
from infogo.pins.planning import Pair, plan_change
from infogo.points.models import ServicePoint
from tests.factories import (
    AgencyFactory,
    ServicePointFactory,
    adoption,
    standard_manual,
)
from tests.pins.acting import points_of, rights_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency() -> Agency:
    return AgencyFactory()


@pytest.fixture
def manual(agency: Agency) -> Manual:
    return standard_manual(owner=agency)


def pinnable_points(rights: Rights, manual: Manual) -> QuerySet[ServicePoint]:
    return ServicePoint.objects.filter(where_point(rights, manual))


def pinnable_manuals(rights: Rights, point: ServicePoint) -> QuerySet[Manual]:
    own, *others = pinnable_manual_ids(rights, point)
    return Manual.objects.filter(pk__in=own.union(*others))


class TestWhoMayPin:
    def test_whoever_edits_either_side_of_one_agency(self, agency: Agency, manual: Manual) -> None:
        point = ServicePointFactory(agency=agency)
        for role in (Role.POINT_EDITOR, Role.MANUAL_EDITOR, Role.AGENCY_ADMIN):
            rights = rights_of(role, agency)
            assert list(pinnable_points(rights, manual)) == [point]
            assert manual in pinnable_manuals(rights, point)
        for role in (Role.VIEWER, Role.MANUAL_APPROVER, Role.REPORTER):
            assert not pinnable_points(rights_of(role, agency), manual).exists()

    def test_a_strange_counter_is_for_its_own_editor(self, agency: Agency, manual: Manual) -> None:
        centre = ServicePointFactory()
        assert centre not in pinnable_points(rights_of(Role.AGENCY_ADMIN, agency), manual)
        host = rights_of(Role.POINT_EDITOR, centre.agency)
        assert centre in pinnable_points(host, manual)
        assert manual in pinnable_manuals(host, centre)

    def test_a_manual_that_was_adopted_stays_at_home(self, manual: Manual) -> None:
        local, centre = adoption(manual), ServicePointFactory()
        host = rights_of(Role.POINT_EDITOR, centre.agency)
        assert local not in pinnable_manuals(host, centre)
        assert not pinnable_points(host, local).exists()

    def test_no_standard_where_the_agency_has_its_own(self, manual: Manual) -> None:
        point = ServicePointFactory()
        local = adoption(manual, point.agency)
        host = rights_of(Role.POINT_EDITOR, point.agency)
        assert list(pinnable_manuals(host, point)) == [local]
        Manual.objects.filter(pk=local.pk).update(status=ManualStatus.WITHDRAWN)
        assert list(pinnable_manuals(host, point)) == [manual]

    def test_narrow_rights_reach_only_what_they_name(self, agency: Agency, manual: Manual) -> None:
        mine, other = points_of(agency, 2)
        few = rights_of(Role.POINT_EDITOR, agency, only=[mine])
        assert list(pinnable_points(few, manual)) == [mine]
        assert list(points_to_open(few)) == [mine]
        assert not manuals_to_open(few).exists()
        writer = rights_of(Role.MANUAL_EDITOR, agency, only=[manual])
        standard_manual(owner=agency)
        assert list(pinnable_manuals(writer, other)) == [manual]
        assert list(manuals_to_open(writer)) == [manual]
        assert not points_to_open(writer).exists()

    def test_lists_and_services_judge_alike(self) -> None:
        """The rule is written twice, for lists and for pairs: nowhere do they differ."""
        agencies = [AgencyFactory() for _ in range(3)]
        standards = [standard_manual(owner=agency) for agency in agencies]
        manuals = [*standards, adoption(standards[0], agencies[1])]
        points = [ServicePointFactory(agency=agency) for agency in agencies for _ in range(2)]
        everybody = [
            rights_of(Role.CENTRAL_ADMIN, None),
            rights_of(Role.POINT_EDITOR, agencies[1], only=[points[2]]),
            rights_of(Role.MANUAL_EDITOR, agencies[0], only=[manuals[0]]),
            *(rights_of(role, agencies[1]) for role in (Role.AGENCY_ADMIN, Role.VIEWER)),
        ]
        for rights, manual, point in product(everybody, manuals, points):
            listed = pinnable_points(rights, manual).filter(pk=point.pk).exists()
            assert pinnable_manuals(rights, point).filter(pk=manual.pk).exists() == listed
            plan = plan_change(rights, [Pair(manual.pk, point.pk)], [])
            assert bool(plan.add) == listed, (rights.grants, manual, point)
            assert bool(plan.refused) != listed
