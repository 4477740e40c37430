"""One agency is founded, renamed, moved and ended: whole, or not at all."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from infogo.accounts.models import Notice, Officer
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act, Role
from infogo.agencies.models import Agency, AgencyStatus
from infogo.agencies.tree import enter_tree, place_under
from infogo.core.models import AuditEntry, OutboxEvent
from infogo.editing.may import OfficerMay, person_of
from infogo.editing.models import Draft, DraftState
from infogo.editing.services.cancelling import cancel_manual
from infogo.manuals.models import ManualStatus, Procedure
from infogo.mergers.errors import MergerError
from infogo.mergers.services import tree
from infogo.mergers.services.tree import NewAgency
from tests.accounts.watching import nothing_changes
from tests.factories import (
    AgencyFactory,
    GrantFactory,
    OfficerFactory,
    PinFactory,
    ServicePointFactory,
    adoption,
    standard_manual,
)
from tests.mergers.making import BASIS, central_admin, expected_paths, kind_of_agency, paths

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor() -> Officer:
    return central_admin()


def refused(act: Callable[[], object]) -> str:
    with nothing_changes(), pytest.raises(MergerError) as refusal:
        act()
    return str(refusal.value)


class TestRenaming:
    def test_the_old_name_is_kept_and_announced(self, actor: Officer) -> None:
        agency = AgencyFactory(name_th="กรมเดิม")
        OutboxEvent.objects.all().delete()
        tree.rename_agency(agency_id=agency.pk, name_th=" กรม  ใหม่ ", basis=BASIS, actor=actor)
        agency.refresh_from_db()
        assert (agency.name_th, agency.name_en) == ("กรม ใหม่", "")
        assert agency.former_names.get().name_th == "กรมเดิม"
        assert agency.edited_at is not None
        assert OutboxEvent.objects.filter(topic="agency", object_id=agency.pk).exists()
        line = AuditEntry.objects.get(verb="rename_agency")
        assert line.detail == {"name": ["กรมเดิม", "กรม ใหม่"], "basis": BASIS}
        assert line.officer_id == actor.pk

    def test_a_name_that_comes_back_is_no_former_one(self, actor: Officer) -> None:
        agency = AgencyFactory(name_th="กรมเดิม")
        for name in ("กรมใหม่", "กรมเดิม"):
            tree.rename_agency(agency_id=agency.pk, name_th=name, basis=BASIS, actor=actor)
        assert [row.name_th for row in agency.former_names.all()] == ["กรมใหม่"]

    def test_what_cannot_be_is_refused(self, actor: Officer) -> None:
        agency = AgencyFactory(name_th="กรมเดิม", name_en="")
        AgencyFactory(name_th="กรมอื่น")

        def rename(name: str, basis: str = BASIS) -> Callable[[], object]:
            return lambda: tree.rename_agency(
                agency_id=agency.pk, name_th=name, basis=basis, actor=actor
            )

        assert "เหมือนชื่อเดิม" in refused(rename("กรมเดิม"))
        assert "ใส่ชื่อใหม่" in refused(rename("  "))
        assert "มีหน่วยงานชื่อนี้" in refused(rename("กรมอื่น"))
        assert "ใส่กฎหมาย" in refused(rename("กรมใหม่", " ก "))


class TestFounding:
    def test_it_stands_in_the_tree_at_once(self, actor: Officer) -> None:
        kind_of_agency()
        ministry = AgencyFactory(parent=AgencyFactory())
        new = NewAgency("กรมใหม่เอี่ยม", "department", parent=ministry)
        agency = tree.create_agency(new=new, basis=BASIS, actor=actor)
        assert paths() == expected_paths()
        assert agency.edited_at is not None
        assert agency.sort_key

    def test_an_unknown_kind_or_a_double_is_refused(self, actor: Officer) -> None:
        kind_of_agency()
        AgencyFactory(name_th="กรมที่มี")
        wrong = NewAgency("กรมใหม่", "club")
        double = NewAgency("กรมที่มี", "department")
        assert "ประเภท" in refused(lambda: tree.create_agency(new=wrong, basis=BASIS, actor=actor))
        assert "อยู่แล้ว" in refused(lambda: tree.create_agency(new=double, basis=BASIS, actor=actor))


class TestMoving:
    def test_everything_below_goes_along_and_rights_follow(self, actor: Officer) -> None:
        old, new = AgencyFactory(), AgencyFactory()
        department = AgencyFactory(parent=old)
        office = AgencyFactory(parent=department)
        keeper = OfficerFactory()
        GrantFactory(officer=keeper, role=Role.VIEWER, agency=new, whole_subtree=True)
        tree.move_agency(agency_id=department.pk, parent=new, basis=BASIS, actor=actor)
        assert paths() == expected_paths()
        assert office in Rights.of(keeper).agencies(Act.VIEW)

    def test_it_cannot_stand_below_itself(self, actor: Officer) -> None:
        department = AgencyFactory()
        office = AgencyFactory(parent=AgencyFactory(parent=department))
        for parent in (department, office):
            said = refused(
                lambda parent=parent: tree.move_agency(
                    agency_id=department.pk, parent=parent, basis=BASIS, actor=actor
                )
            )
            assert "ต้นสังกัดต้องไม่ใช่" in said

    @pytest.mark.parametrize("seed", range(5))
    def test_the_closure_is_what_the_parents_say_after_any_moves(self, seed: int) -> None:
        chance = random.Random(seed)
        agencies: list[Agency] = []
        for number in range(12):
            parent = chance.choice([None, *agencies]) if agencies else None
            agency = Agency.objects.create(
                key=f"a{number}", kind="group", name_th=f"ก{number}", sort_key="", parent=parent
            )
            enter_tree(agency)
            agencies.append(agency)
        for _each in range(30):
            moved, parent = chance.choice(agencies), chance.choice([None, *agencies])
            try:
                place_under(Agency.objects.get(pk=moved.pk), parent)
            except ValueError:
                assert parent is not None
                assert (moved.pk, parent.pk) in {(a, d) for a, d, _ in paths()}
            assert paths() == expected_paths()


class TestEnding:
    def test_manuals_and_rights_end_with_it(self, actor: Officer) -> None:
        agency = AgencyFactory()
        manual = adoption(standard_manual(), agency)
        grant = GrantFactory(officer=OfficerFactory(agency=agency))
        tree.end_agency(agency_id=agency.pk, reason="ยุบตามคำสั่ง 1/2569", actor=actor)
        agency.refresh_from_db()
        manual.refresh_from_db()
        grant.refresh_from_db()
        assert (agency.status, manual.status) == (AgencyStatus.CLOSED, ManualStatus.WITHDRAWN)
        assert grant.is_ended
        assert Notice.objects.get(officer=grant.officer).kind == "right_changed"
        tree.reopen_agency(agency_id=agency.pk, reason="ยุติผิดหน่วยงาน", actor=actor)
        agency.refresh_from_db()
        grant.refresh_from_db()
        assert agency.status == AgencyStatus.ACTIVE
        assert grant.is_ended

    def test_what_it_served_at_counters_of_others_is_counted_no_more(self, actor: Officer) -> None:
        agency = AgencyFactory()
        manual = adoption(standard_manual(), agency)
        PinFactory(manual=manual, point__agency=AgencyFactory())
        procedure = manual.procedure
        Procedure.objects.filter(pk=procedure.pk).update(point_count=1)
        tree.end_agency(agency_id=agency.pk, reason="ยุบตามคำสั่ง 1/2569", actor=actor)
        procedure.refresh_from_db()
        manual.refresh_from_db()
        assert (procedure.point_count, manual.is_pinned) == (0, False)
        tree.reopen_agency(agency_id=agency.pk, reason="ยุติผิดหน่วยงาน", actor=actor)
        procedure.refresh_from_db()
        manual.refresh_from_db()
        assert (procedure.point_count, manual.is_pinned) == (1, True)

    def test_manuals_that_ended_with_it_come_back_with_it(self, actor: Officer) -> None:
        agency = AgencyFactory()
        ended, cancelled = (adoption(standard_manual(), agency) for _each in range(2))
        cancel_manual(
            manual=cancelled, reason="ไม่มีผู้มาขอ", instead="ไปที่อำเภอ",
            actor=person_of(actor), may=OfficerMay(Rights.of(actor)),
        )  # fmt: skip
        tree.end_agency(agency_id=agency.pk, reason="ยุบตามคำสั่ง 1/2569", actor=actor)
        tree.reopen_agency(agency_id=agency.pk, reason="ยุติผิดหน่วยงาน", actor=actor)
        ended.refresh_from_db()
        cancelled.refresh_from_db()
        assert ended.status == ManualStatus.PUBLISHED
        assert cancelled.status == ManualStatus.WITHDRAWN

    def test_a_draft_that_waits_for_the_centre_is_given_up(self, actor: Officer) -> None:
        manual = adoption(standard_manual(), AgencyFactory())
        draft = Draft.objects.create(manual=manual, author_name="", state=DraftState.IN_REVIEW)
        tree.end_agency(agency_id=manual.agency_id, reason="ยุบตามคำสั่ง 1/2569", actor=actor)
        draft.refresh_from_db()
        assert draft.state == DraftState.DISCARDED

    def test_what_stands_in_its_way_is_said(self, actor: Officer) -> None:
        agency = AgencyFactory()
        AgencyFactory(parent=agency)
        ServicePointFactory(agency=agency)
        standard_manual(owner=agency)
        said = refused(
            lambda: tree.end_agency(agency_id=agency.pk, reason="ยุบตามคำสั่ง", actor=actor)
        )
        assert "หน่วยงานในสังกัด 1 แห่ง" in said
        assert "จุดให้บริการ 1 จุด" in said
        assert "มาตรฐานกลาง 1 เรื่อง" in said
