"""Roles of the centre: two persons, in time, neither of them the officer concerned."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from infogo.accounts import central, services
from infogo.accounts.models import CentralProposal, Grant, Letter, Notice, Officer
from infogo.accounts.perms import Proposal, Rights
from infogo.accounts.roles import Act, Role
from infogo.accounts.services import RefusedError
from infogo.core.dates import bangkok_now
from infogo.core.models import AuditEntry
from tests.accounts.watching import nothing_changes
from tests.factories import AgencyFactory, GrantFactory, OfficerFactory

pytestmark = pytest.mark.django_db
WHY = "คำสั่งที่ 12/2569"


def admin() -> Officer:
    officer = OfficerFactory()
    GrantFactory(officer=officer, role=Role.CENTRAL_ADMIN, agency=None)
    return officer


def role_of(officer: Officer) -> Grant:
    return Grant.objects.get(officer=officer, ended_at=None)


def proposed(
    actor: Officer, officer: Officer, role: str = Role.CENTRAL_REVIEWER
) -> CentralProposal:
    return central.propose_role(actor=actor, officer=officer, role=role, reason=WHY)


def refused(act: Callable[[], object]) -> str:
    with nothing_changes(), pytest.raises(RefusedError) as refusal:
        act()
    return str(refusal.value)


def test_a_role_is_given_by_two_and_everybody_is_told() -> None:
    first, second, officer = admin(), admin(), OfficerFactory()
    proposal = proposed(first, officer)
    assert not Rights.of(officer).can(Act.REVIEW)
    assert Notice.objects.get(officer=second).path == f"/central/roles/{proposal.pk}"
    central.confirm_proposal(actor=second, proposal_id=proposal.pk)
    assert Rights.of(officer).everywhere(Act.REVIEW)
    grant = role_of(officer)
    assert grant.granted_by == first
    assert {row.officer for row in Notice.objects.filter(kind="role_decided")} == {first, officer}
    assert Notice.objects.get(officer=second).read_at is not None
    verbs = AuditEntry.objects.order_by("number").values_list("verb", "officer_id")
    assert list(verbs) == [
        ("propose_central_give", first.pk), ("confirmed_central_role", second.pk),
    ]  # fmt: skip


def test_neither_the_proposer_nor_the_officer_concerned_confirms() -> None:
    first, second, third = admin(), admin(), admin()
    outsider = OfficerFactory()
    GrantFactory(officer=outsider, role=Role.CENTRAL_REVIEWER, agency=None)
    proposal = central.propose_ending(actor=first, grant=role_of(second), reason=WHY)

    def confirm(by: Officer) -> Callable[[], object]:
        return lambda: central.confirm_proposal(actor=by, proposal_id=proposal.pk)

    assert "ของตนเอง" in refused(confirm(first))
    assert "เกี่ยวกับตนเอง" in refused(confirm(second))
    assert "เฉพาะผู้ดูแลส่วนกลาง" in refused(confirm(outsider))
    confirm(third)()
    assert not Rights.of(second).can(Act.ADMINISTER)
    assert "ตัดสินไปแล้ว" in refused(confirm(third))


def test_no_road_leads_around_it() -> None:
    first, second = admin(), admin()
    wanted = Proposal(role=Role.CENTRAL_ANALYST, agency_id=None)
    officer = OfficerFactory()
    grant = role_of(second)
    roads: list[Callable[[], object]] = [
        lambda: services.give_grant(actor=first, officer=officer, proposal=wanted),
        lambda: services.end_grant(actor=first, grant=grant, reason=WHY),
        lambda: services.officer_leaves(actor=first, officer=second, reason=WHY),
    ]
    for road in roads:
        assert "คนเดียวไม่ได้" in refused(road)
    assert not Rights.of(first).can_give(wanted)
    assert not Rights.of(first).endable_grants().filter(pk=grant.pk).exists()


def test_a_proposal_has_no_effect_after_its_time() -> None:
    first, second, officer = admin(), admin(), OfficerFactory()
    proposal = proposed(first, officer)
    past = proposal.expires_at - timedelta(days=central.PROPOSAL_DAYS, seconds=1)
    CentralProposal.objects.filter(pk=proposal.pk).update(expires_at=past)
    refused(lambda: central.confirm_proposal(actor=second, proposal_id=proposal.pk))
    # It stands in nobody's way.
    assert proposed(second, officer).pk != proposal.pk


def test_a_proposer_who_is_none_any_more_proposes_nothing() -> None:
    first, second, third, officer = admin(), admin(), admin(), OfficerFactory()
    proposal = proposed(first, officer)
    ending = central.propose_ending(actor=second, grant=role_of(first), reason=WHY)
    central.confirm_proposal(actor=third, proposal_id=ending.pk)
    said = refused(lambda: central.confirm_proposal(actor=second, proposal_id=proposal.pk))
    assert "ผู้เสนอไม่ได้เป็น" in said


def test_what_became_true_meanwhile_is_not_done_twice() -> None:
    first, second, officer = admin(), admin(), OfficerFactory()
    proposal = proposed(first, officer)
    assert "รอยืนยันอยู่แล้ว" in refused(lambda: proposed(second, officer))
    GrantFactory(officer=officer, role=Role.CENTRAL_REVIEWER, agency=None)
    said = refused(lambda: central.confirm_proposal(actor=second, proposal_id=proposal.pk))
    assert "ได้หน้าที่นี้ไปแล้ว" in said
    assert "อยู่แล้ว" in refused(lambda: proposed(second, officer))


def test_too_few_are_told_what_to_do() -> None:
    first, officer = admin(), OfficerFactory()
    assert "invite_central_admin" in refused(lambda: proposed(first, officer))
    second = admin()
    said = refused(lambda: central.propose_ending(actor=first, grant=role_of(second), reason=WHY))
    assert "end_central_role" in said
    invited = OfficerFactory(is_active=False)
    GrantFactory(officer=invited, role=Role.CENTRAL_ADMIN, agency=None)
    refused(lambda: central.propose_ending(actor=first, grant=role_of(second), reason=WHY))


def test_the_operator_helps_a_centre_that_has_no_administrator_left() -> None:
    last = OfficerFactory(email="last@opdc.example")
    over = bangkok_now().date() - timedelta(days=1)
    GrantFactory(officer=last, role=Role.CENTRAL_ADMIN, agency=None, valid_until=over)
    said = StringIO()
    call_command("invite_central_admin", "Last@opdc.example ", "อารี", stdout=said)
    assert "บัญชีเดิม" in said.getvalue()
    assert Rights.of(last).everywhere(Act.ADMINISTER)
    with nothing_changes(), pytest.raises(CommandError, match="อยู่แล้ว"):
        call_command("invite_central_admin", last.email, "อารี")


def test_who_waits_with_a_role_that_is_over_is_invited_with_a_new_one() -> None:
    waiting = OfficerFactory(email="new@opdc.example", is_active=False)
    over = bangkok_now().date() - timedelta(days=1)
    GrantFactory(officer=waiting, role=Role.CENTRAL_ADMIN, agency=None, valid_until=over)
    said = StringIO()
    call_command("invite_central_admin", waiting.email, "อารี", stdout=said)
    address = said.getvalue().split()[-1]
    assert "/invitation/" in address
    assert address in Letter.objects.get().body, "one letter, with the address that was printed"
    assert Grant.objects.active(bangkok_now().date()).get(officer=waiting).valid_until is None


def test_nobody_leaves_the_centre_to_one_whose_role_ends_today() -> None:
    first, second = admin(), admin()
    Grant.objects.filter(officer=second).update(valid_until=bangkok_now().date())
    grant = role_of(first)
    said = refused(lambda: central.lay_down_role(actor=first, grant=grant, reason=WHY))
    assert "คนสุดท้าย" in said
    central.lay_down_role(actor=second, grant=role_of(second), reason=WHY)


def test_ones_own_role_is_laid_down_alone_but_not_the_last() -> None:
    first, second = admin(), admin()
    central.lay_down_role(actor=first, grant=role_of(first), reason=WHY)
    assert not Rights.of(first).can(Act.ADMINISTER)
    grant = role_of(second)
    said = refused(lambda: central.lay_down_role(actor=second, grant=grant, reason=WHY))
    assert "คนสุดท้าย" in said


def test_nobody_proposes_herself_or_without_a_reason() -> None:
    first, _second, officer = admin(), admin(), OfficerFactory()
    agency_admin = OfficerFactory(agency=AgencyFactory())
    GrantFactory(officer=agency_admin, role=Role.AGENCY_ADMIN)
    assert "ตนเอง" in refused(lambda: proposed(first, first))
    assert "เฉพาะผู้ดูแลส่วนกลาง" in refused(lambda: proposed(agency_admin, officer))
    assert "เหตุผล" in refused(
        lambda: central.propose_role(
            actor=first, officer=officer, role=Role.CENTRAL_ANALYST, reason=" "
        )
    )
    assert "เลือกหน้าที่" in refused(lambda: proposed(first, officer, Role.VIEWER))


def test_the_operator_helps_where_too_few_are_left() -> None:
    first, second = admin(), admin()
    call_command("end_central_role", second.email.upper(), Role.CENTRAL_ADMIN, WHY)
    assert not Rights.of(second).can(Act.ADMINISTER)
    assert Rights.of(first).can(Act.ADMINISTER)
    with nothing_changes(), pytest.raises(CommandError):
        call_command("end_central_role", second.email, Role.CENTRAL_ADMIN, WHY)
