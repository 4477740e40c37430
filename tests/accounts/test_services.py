"""Accounts and rights change whole, with their audit line, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from infogo.accounts import services
from infogo.accounts.models import Grant, GrantPoint, Officer
from infogo.accounts.perms import Proposal, Rights, can_approve
from infogo.accounts.roles import Act, Role
from infogo.accounts.services import RefusedError
from infogo.agencies.models import Agency, AgencyStatus
from infogo.core.dates import bangkok_now
from infogo.core.models import AuditEntry
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
PASSWORD = "ประโยคยาวที่จำได้"


def admin_of(agency: Agency | None, **grant: Any) -> Officer:
    officer = OfficerFactory(agency=agency or AgencyFactory())
    role = Role.AGENCY_ADMIN if agency else Role.CENTRAL_ADMIN
    GrantFactory(officer=officer, role=role, agency=agency, **grant)
    return officer


def refused(act: Callable[[], object]) -> str:
    with nothing_changes(), pytest.raises(RefusedError) as refusal:
        act()
    return str(refusal.value)


class TestGiving:
    def test_it_is_stored_and_recorded(self) -> None:
        agency = AgencyFactory()
        admin, officer = admin_of(agency), OfficerFactory(agency=agency)
        points = [ServicePointFactory(agency=agency) for _ in range(2)]
        wanted = Proposal(
            role=Role.POINT_EDITOR,
            agency_id=agency.pk,
            point_ids=frozenset(point.pk for point in points),
        )
        grant = services.give_grant(actor=admin, officer=officer, proposal=wanted)

        assert set(Rights.of(officer).points(Act.EDIT_POINT)) == set(points)
        assert grant.valid_from == bangkok_now().date()
        line = AuditEntry.objects.latest("number")
        assert (line.verb, line.target_id) == ("give_grant", grant.pk)
        assert line.detail["points"] == sorted(point.pk for point in points)

    @pytest.mark.parametrize(
        ("given", "says"),
        [
            ({"role": "king"}, "เลือกหน้าที่"),
            ({"role": Role.CENTRAL_REVIEWER}, "ส่วนกลาง"),
            ({"agency_id": None}, "ส่วนกลาง"),
            ({"role": Role.AGENCY_ADMIN, "point_ids": frozenset({1})}, "บางจุด"),
            ({"role": Role.POINT_EDITOR, "manual_ids": frozenset({1})}, "บางคู่มือ"),
            ({"manual_ids": frozenset()}, "อย่างน้อยหนึ่ง"),
            ({"manual_ids": frozenset({10**12})}, "กว้าง"),
            ({"valid_from": bangkok_now().date() - timedelta(days=1)}, "วันเริ่ม"),
            ({"valid_until": bangkok_now().date() - timedelta(days=1)}, "วันสิ้นสุด"),
        ],
    )
    def test_nonsense_is_refused(self, given: dict[str, Any], says: str) -> None:
        agency = AgencyFactory()
        admin, officer = admin_of(agency), OfficerFactory(agency=agency)
        parts = {"role": Role.MANUAL_EDITOR, "agency_id": agency.pk, **given}
        said = refused(
            lambda: services.give_grant(actor=admin, officer=officer, proposal=Proposal(**parts))
        )
        assert says in said

    def test_not_to_oneself_nor_to_strangers_nor_to_who_left(self) -> None:
        agency = AgencyFactory()
        admin = admin_of(agency)
        stranger = OfficerFactory()
        gone = OfficerFactory(agency=agency, is_active=False, left_on=bangkok_now().date())
        wanted = Proposal(role=Role.VIEWER, agency_id=agency.pk)
        for officer in (admin, stranger, gone):
            refused(
                lambda officer=officer: services.give_grant(
                    actor=admin, officer=officer, proposal=wanted
                )
            )

    def test_points_of_another_agency_are_refused_even_to_the_operator(self) -> None:
        agency = AgencyFactory()
        elsewhere = ServicePointFactory()
        wanted = Proposal(
            role=Role.POINT_EDITOR, agency_id=agency.pk, point_ids=frozenset({elsewhere.pk})
        )
        officer = OfficerFactory(agency=agency)
        refused(lambda: services.give_grant(actor=None, officer=officer, proposal=wanted))

    def test_the_same_right_given_twice_is_one(self) -> None:
        admin = admin_of(AgencyFactory())
        officer = OfficerFactory(agency=admin.agency)
        points = [ServicePointFactory(agency=admin.agency) for _each in range(2)]
        parts: dict[str, Any] = {"role": Role.POINT_EDITOR, "agency_id": admin.agency_id}
        narrow = Proposal(**parts, point_ids=frozenset({points[0].pk}))

        def give(wanted: Proposal) -> Grant:
            return services.give_grant(actor=admin, officer=officer, proposal=wanted)

        first = give(narrow)
        with nothing_changes():
            assert give(narrow) == first
        others = [
            Proposal(**parts),
            Proposal(**parts, point_ids=frozenset({points[1].pk})),
            Proposal(**parts, point_ids=frozenset(point.pk for point in points)),
            replace(narrow, valid_until=bangkok_now().date()),
        ]
        assert len({give(wanted).pk for wanted in others} | {first.pk}) == 5
        services.end_grant(actor=admin, grant=first, reason="ย้ายไปหน่วยงานอื่น")
        assert give(narrow) != first

    def test_nobody_who_left_meanwhile_gets_a_right(self) -> None:
        admin = admin_of(AgencyFactory())
        officer = OfficerFactory(agency=admin.agency)
        as_seen = Officer.objects.get(pk=officer.pk)
        services.officer_leaves(actor=admin, officer=officer, reason="ย้ายไปหน่วยงานอื่น")
        wanted = Proposal(role=Role.VIEWER, agency_id=admin.agency_id)
        words = refused(lambda: services.give_grant(actor=admin, officer=as_seen, proposal=wanted))
        assert "พ้นจากหน่วยงานแล้ว" in words


class TestEnding:
    def test_it_ends_at_once_with_a_reason_and_once(self) -> None:
        agency = AgencyFactory()
        admin, grant = admin_of(agency), GrantFactory(agency=agency)
        refused(lambda: services.end_grant(actor=admin, grant=grant, reason=" - "))
        services.end_grant(actor=admin, grant=grant, reason="เปลี่ยนหน้าที่")

        grant.refresh_from_db()
        assert (grant.ended_by, grant.end_reason) == (admin, "เปลี่ยนหน้าที่")
        assert Rights.of(grant.officer).grants == ()
        refused(lambda: services.end_grant(actor=admin, grant=grant, reason="เปลี่ยนหน้าที่"))

    def test_not_ones_own_and_not_a_wider_one(self) -> None:
        agency = AgencyFactory()
        admin = admin_of(agency)
        own = admin.grants.get()
        wider = GrantFactory(agency=agency, role=Role.AGENCY_ADMIN, whole_subtree=True)
        for grant in (own, wider, GrantFactory()):
            refused(
                lambda grant=grant: services.end_grant(actor=admin, grant=grant, reason="เปลี่ยนหน้าที่")
            )

    def test_a_narrowed_right_whose_point_moved_away_can_still_be_ended(self) -> None:
        point = ServicePointFactory()
        agency = point.agency
        grant = GrantFactory(
            officer=OfficerFactory(agency=agency), role=Role.POINT_EDITOR, only=[point]
        )
        point.agency = AgencyFactory()
        point.save()
        services.end_grant(actor=admin_of(agency), grant=grant, reason="จุดย้ายไปแล้ว")
        grant.refresh_from_db()
        assert grant.is_ended


class TestLeaving:
    def test_no_right_outlives_it(self) -> None:
        agency, other = AgencyFactory(), AgencyFactory()
        officer = OfficerFactory(agency=agency, password=PASSWORD)
        here = GrantFactory(officer=officer)
        there = GrantFactory(officer=officer, agency=other)
        services.officer_leaves(actor=admin_of(None), officer=officer, reason="ลาออก")

        officer.refresh_from_db()
        assert not officer.is_active
        assert not officer.has_usable_password()
        assert officer.left_on == bangkok_now().date()
        for grant in (here, there):
            grant.refresh_from_db()
            assert grant.is_ended
        assert Rights.of(officer).grants == ()

    def test_who_may_not(self) -> None:
        agency = AgencyFactory()
        admin, officer = admin_of(agency), OfficerFactory(agency=agency)
        GrantFactory(officer=officer, agency=AgencyFactory())

        def leave(actor: Officer, who: Officer = officer, **given: Any) -> Callable[[], None]:
            return lambda: services.officer_leaves(
                actor=actor, officer=who, **{"reason": "ลาออก", **given}
            )

        assert "นอกขอบเขต" in refused(leave(admin))
        assert "ตนเอง" in refused(leave(admin, admin))
        assert "ไม่ได้ดูแล" in refused(leave(admin_of(AgencyFactory())))
        assert "ข้างหน้า" in refused(leave(admin, on=bangkok_now().date() + timedelta(days=1)))

    def test_an_agency_that_ended_keeps_nobody(self) -> None:
        officer = OfficerFactory(agency=AgencyFactory(status=AgencyStatus.CLOSED))
        services.officer_leaves(actor=admin_of(None), officer=officer, reason="หน่วยงานยุบเลิก")

        officer.refresh_from_db()
        assert not officer.is_active

    def test_only_once(self) -> None:
        officer = OfficerFactory()
        services.officer_leaves(actor=None, officer=officer, reason="ลาออก")
        refused(lambda: services.officer_leaves(actor=None, officer=officer, reason="ลาออก"))


def test_nobody_approves_her_own_draft() -> None:
    manual = standard_manual()
    approver = OfficerFactory(agency=manual.agency)
    GrantFactory(officer=approver, role=Role.MANUAL_APPROVER)
    rights = Rights.of(approver)

    assert can_approve(rights, manual, [approver.pk + 1])
    assert not can_approve(rights, manual, [approver.pk])
    assert not can_approve(rights, adoption(manual), [])


def test_a_narrowed_grant_never_widens() -> None:
    point = ServicePointFactory()
    officer = OfficerFactory(agency=point.agency)
    GrantFactory(officer=officer, role=Role.POINT_EDITOR, only=[point])
    other = ServicePointFactory(agency=point.agency)
    assert set(Rights.of(officer).points(Act.EDIT_POINT)) == {point}

    point.agency = AgencyFactory()
    point.save()
    assert set(Rights.of(officer).points(Act.EDIT_POINT)) == set()
    GrantPoint.objects.all().delete()
    assert other not in Rights.of(officer).points(Act.EDIT_POINT)


@pytest.mark.parametrize(
    "wrong",
    [
        {"role": Role.CENTRAL_ADMIN},
        {"agency": None},
        {"role": Role.AGENCY_ADMIN, "only_points": True},
        {"valid_until": "2019-12-31"},
        {"ended_at": timezone.now()},
    ],
)
def test_the_database_refuses_a_grant_that_makes_no_sense(wrong: dict[str, Any]) -> None:
    officer = OfficerFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        GrantFactory(officer=officer, **wrong)
    assert not Grant.objects.exists()
