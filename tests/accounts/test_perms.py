"""Nobody hands on more than she has: over small made-up trees, every combination that matters."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from infogo.accounts import services
from infogo.accounts.models import GrantManual, GrantPoint, Officer
from infogo.accounts.perms import Proposal, Rights
from infogo.accounts.roles import ACTS, CENTRAL_ROLES, ROLES_OF_MANUALS, ROLES_OF_POINTS, Act, Role
from infogo.accounts.services import RefusedError
from infogo.agencies.models import Agency
from infogo.core.dates import bangkok_now
from tests.accounts.watching import nothing_changes
from tests.factories import (
    AgencyFactory,
    GrantFactory,
    OfficerFactory,
    ServicePointFactory,
    adoption,
    standard_manual,
)

pytestmark = pytest.mark.django_db
Held = tuple[Role, int, bool, date | None]
Wanted = tuple[Role, int, bool, frozenset[int] | None, frozenset[int] | None, date | None]
Reach = set[tuple[Act, str, int, date]]
TODAY = bangkok_now().date()
DAYS = [TODAY + timedelta(days=n) for n in (0, 10, 20)]


class Country:
    """Five agencies (0 over 1 and 2, 1 over 3; 4 apart), each with a point and a manual."""

    def __init__(self) -> None:
        self.agencies: list[Agency] = []
        for parent in (None, 0, 0, 1, None):
            above = None if parent is None else self.agencies[parent]
            self.agencies.append(AgencyFactory(parent=above))
        standard = standard_manual()
        self.points = [ServicePointFactory(agency=agency) for agency in self.agencies]
        self.manuals = [adoption(standard, agency) for agency in self.agencies]


class UndoneError(Exception):
    """Ends one made-up example without a trace."""


def reach(officer: Officer) -> Reach:
    """Everything she may do, written out: act × record × day."""
    found: Reach = set()
    for day in (*DAYS, TODAY + timedelta(days=400)):
        rights = Rights.of(officer, day)
        for act in Act:
            kinds = (rights.agencies(act), rights.points(act), rights.manuals(act))
            for name, records in zip(("agency", "point", "manual"), kinds, strict=True):
                found |= {(act, name, pk, day) for pk in records.values_list("pk", flat=True)}
    return found


GIVERS = (Role.AGENCY_ADMIN, Role.AGENCY_ADMIN, Role.CENTRAL_ADMIN, Role.MANUAL_APPROVER)
AGENCY = st.integers(0, 4)
SOME = st.none() | st.frozensets(st.integers(0, 4), max_size=2)
UNTIL = st.none() | st.sampled_from(DAYS)


def test_what_is_given_lies_within_what_the_giver_has() -> None:
    country = Country()

    @settings(max_examples=80, deadline=None)
    @given(
        held=st.tuples(st.sampled_from(GIVERS), AGENCY, st.booleans(), UNTIL),
        wanted=st.tuples(st.sampled_from(Role), AGENCY, st.booleans(), SOME, SOME, UNTIL),
        since=st.sampled_from(DAYS),
    )
    def give(held: Held, wanted: Wanted, since: date) -> None:
        with pytest.raises(UndoneError), transaction.atomic():
            giver = _officer_with(country, *held)
            officer = OfficerFactory(agency=country.agencies[held[1]])
            proposal = _proposal(country, wanted, since)
            try:
                services.give_grant(actor=giver, officer=officer, proposal=proposal)
            except RefusedError:
                assert not officer.grants.exists()
            else:
                assert Act.ADMINISTER in ACTS[held[0]]
                assert reach(officer) <= reach(giver)
            raise UndoneError

    give()


def _officer_with(
    country: Country, role: Role, agency: int, subtree: bool, until: date | None
) -> Officer:
    officer = OfficerFactory(agency=country.agencies[agency])
    GrantFactory(
        officer=officer,
        role=role,
        agency=None if role in CENTRAL_ROLES else country.agencies[agency],
        whole_subtree=subtree,
        valid_until=until,
    )
    return officer


def _proposal(country: Country, wanted: Wanted, since: date) -> Proposal:
    role, agency, subtree, points, manuals, until = wanted
    return Proposal(
        role=role,
        agency_id=None if role in CENTRAL_ROLES else country.agencies[agency].pk,
        whole_subtree=subtree,
        point_ids=None if points is None else frozenset(country.points[n].pk for n in points),
        manual_ids=None if manuals is None else frozenset(country.manuals[n].pk for n in manuals),
        valid_from=since,
        valid_until=until,
    )


def test_an_administrator_can_hand_on_every_duty_of_her_agency() -> None:
    """The property above would also hold if everything were refused."""
    country = Country()
    giver = _officer_with(country, Role.AGENCY_ADMIN, 1, True, None)
    officer = OfficerFactory(agency=country.agencies[3])
    for role in set(Role) - CENTRAL_ROLES:
        for points, manuals in product((None, frozenset({3})), (None, frozenset({3}))):
            if points and role not in ROLES_OF_POINTS:
                continue
            if manuals and role not in ROLES_OF_MANUALS:
                continue
            proposal = _proposal(country, (role, 3, False, points, manuals, None), TODAY)
            services.give_grant(actor=giver, officer=officer, proposal=proposal)
    with nothing_changes(), pytest.raises(RefusedError):
        proposal = _proposal(country, (Role.VIEWER, 2, False, None, None, None), TODAY)
        services.give_grant(actor=giver, officer=officer, proposal=proposal)


def test_rights_reach_exactly_as_far_as_the_tree() -> None:
    country = Country()
    a, p, m = country.agencies, country.points, country.manuals
    cases = [
        (GrantFactory(role=Role.VIEWER, agency=a[1]), [1]),
        (GrantFactory(role=Role.VIEWER, agency=a[1], whole_subtree=True), [1, 3]),
        (GrantFactory(role=Role.VIEWER, agency=a[0], whole_subtree=True), [0, 1, 2, 3]),
        (GrantFactory(role=Role.VIEWER, agency=a[1], valid_until=TODAY - timedelta(days=2)), []),
        (GrantFactory(role=Role.VIEWER, agency=a[1], valid_from=TODAY + timedelta(days=2)), []),
        (GrantFactory(role=Role.VIEWER, agency=a[1], officer__is_active=False), []),
    ]
    for grant, expected in cases:
        rights = Rights.of(grant.officer)
        assert set(rights.agencies(Act.VIEW)) == {a[n] for n in expected}
        assert set(rights.points(Act.VIEW)) == {p[n] for n in expected}
        assert set(rights.manuals(Act.VIEW)) == {m[n] for n in expected}
        assert not rights.manuals(Act.EDIT_MANUAL).exists()
        assert not rights.officers().exists()
        assert not rights.given_grants().exists()


def test_a_central_officer_sees_the_whole_country() -> None:
    country = Country()
    rights = Rights.of(GrantFactory(role=Role.CENTRAL_ANALYST, agency=None).officer)

    assert set(country.points) <= set(rights.points(Act.VIEW))
    assert not rights.points(Act.EDIT_POINT).exists()


def test_narrowed_grants_add_up_and_reach_no_agency() -> None:
    country = Country()
    officer = OfficerFactory(agency=country.agencies[1])
    GrantFactory(
        officer=officer,
        role=Role.VIEWER,
        whole_subtree=True,
        only=[country.points[3], country.manuals[1]],
    )
    GrantFactory(officer=officer, role=Role.MANUAL_EDITOR, agency=country.agencies[2])

    rights = Rights.of(officer)
    assert set(rights.points(Act.VIEW)) == {country.points[2], country.points[3]}
    assert set(rights.manuals(Act.VIEW)) == {country.manuals[1], country.manuals[2]}
    assert set(rights.manuals(Act.EDIT_MANUAL)) == {country.manuals[2]}
    assert set(rights.agencies(Act.VIEW)) == {country.agencies[2]}


def test_the_number_of_queries_does_not_grow(django_assert_num_queries) -> None:
    country = Country()
    officer = OfficerFactory(agency=country.agencies[0])
    for more in (1, 6):
        for _ in range(more):
            grant = GrantFactory(officer=officer, role=Role.POINT_EDITOR, only_points=True)
            GrantPoint.objects.create(grant=grant, point=country.points[0])
            GrantManual.objects.create(grant=grant, manual=country.manuals[0])
        with django_assert_num_queries(2):
            assert list(Rights.of(officer).points(Act.EDIT_POINT)) == [country.points[0]]


def test_no_filter_is_an_or_of_exists() -> None:
    country = Country()
    officer = OfficerFactory(agency=country.agencies[0])
    GrantFactory(officer=officer, role=Role.AGENCY_ADMIN, whole_subtree=True)
    GrantFactory(officer=officer, role=Role.VIEWER, only=[country.points[0]])
    rights = Rights.of(officer)
    for records in (rights.points(Act.VIEW), rights.manuals(Act.VIEW), rights.officers()):
        assert "EXISTS" not in str(records.query).upper()
