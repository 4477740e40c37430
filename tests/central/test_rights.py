"""The centre looks after agencies, appoints administrators, and gives its own roles by two."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from infogo.accounts.models import CentralProposal, Grant, Letter, Officer
from infogo.accounts.roles import Role
from infogo.agencies.models import Agency, AgencyStatus
from infogo.mergers.models import Merger
from infogo.mergers.services.merging import begin_merger
from tests.accounts.watching import nothing_changes
from tests.factories import (
    AgencyFactory,
    GrantFactory,
    OfficerFactory,
    ProvinceFactory,
    ServicePointFactory,
    adoption,
    standard_manual,
)
from tests.mergers.making import BASIS, kind_of_agency, today
from tests.office.people import central_officer, signed_in, with_second_factor

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> Officer:
    return central_officer()


@pytest.fixture
def client(admin: Officer) -> Client:
    return signed_in(admin)


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>|&nbsp;", " ", answer.content.decode()))


def at(name: str, *args: Any) -> str:
    return reverse(f"central:{name}", args=args)


def queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    return len(caught)


class TestFinding:
    @pytest.mark.parametrize(
        "typed", ["บ้านใหม่", "อบต.บ้านใหม่", "สุขาภิบาลเก่า", "6012345", "อบต. ใหม่", "บานใหม่เหนือ"]
    )
    def test_an_agency_is_found_as_people_write_it(self, client: Client, typed: str) -> None:
        agency = AgencyFactory(name_th="องค์การบริหารส่วนตำบลบ้านใหม่เหนือ")
        agency.former_names.create(name_th="สุขาภิบาลเก่า")
        agency.codes.create(scheme="dola7", code="6012345")
        AgencyFactory(name_th="กรมที่ดิน")
        page = text_of(client.get(at("agencies"), {"q": typed}))
        assert "องค์การบริหารส่วนตำบลบ้านใหม่เหนือ" in page
        assert "กรมที่ดิน" not in page

    def test_those_without_an_administrator_are_listed(self, client: Client) -> None:
        ministry = AgencyFactory(name_th="กระทรวงมีผู้ดูแล")
        AgencyFactory(name_th="กรมใต้กระทรวง", parent=ministry)
        AgencyFactory(name_th="เทศบาลร้าง")
        GrantFactory(
            officer=OfficerFactory(), role=Role.AGENCY_ADMIN, agency=ministry, whole_subtree=True
        )
        page = text_of(client.get(at("agencies"), {"show": "no-admin"}))
        assert "เทศบาลร้าง" in page
        assert "กรมใต้กระทรวง" not in page

    def test_lists_cost_the_same_for_more_rows(self, client: Client) -> None:
        province = ProvinceFactory()
        counts: dict[str, list[int]] = {"agencies": [], "officers": []}
        for _round in range(2):
            for _each in range(4):
                agency = AgencyFactory(province=province, parent=AgencyFactory())
                GrantFactory(officer=OfficerFactory(agency=agency), agency=agency)
            for name, found in counts.items():
                found.append(queries(client, at(name)))
        assert all(first == second for first, second in counts.values())

    def test_one_agency_costs_the_same_for_more_rights(self, client: Client) -> None:
        agency = AgencyFactory()
        names = ("agency", "agency_grants")
        counts: dict[str, list[int]] = {name: [] for name in names}
        for _round in range(2):
            for _each in range(4):
                officer = OfficerFactory(agency=agency)
                GrantFactory(officer=officer, agency=agency, role=Role.AGENCY_ADMIN)
                AgencyFactory(parent=agency)
            for name in names:
                counts[name].append(queries(client, at(name, agency.pk)))
        assert all(first == second for first, second in counts.values())


class TestAppointing:
    def test_a_new_officer_is_invited_and_has_the_right(self, client: Client) -> None:
        agency = AgencyFactory()
        said = {"name": "สมหญิง", "email": "new@agency.example", "reach": "below", "until": ""}
        assert client.post(at("appoint", agency.pk), said).status_code == 302
        grant = Grant.objects.get(agency=agency)
        assert (grant.role, grant.whole_subtree) == (Role.AGENCY_ADMIN, True)
        assert grant.officer.is_invited
        assert Letter.objects.filter(to="new@agency.example").exists()

    def test_an_account_that_is_there_is_used(self, client: Client) -> None:
        officer, agency = OfficerFactory(), AgencyFactory()
        said = {"name": "ใครก็ตาม", "email": officer.email.upper(), "reach": "own"}
        client.post(at("appoint", agency.pk), said)
        assert Grant.objects.get(agency=agency).officer == officer
        assert not Letter.objects.exists()

    @pytest.mark.parametrize("status", [AgencyStatus.ACTIVE, AgencyStatus.CLOSED])
    def test_who_has_not_answered_yet_is_written_to_again(
        self, client: Client, status: str
    ) -> None:
        waiting = OfficerFactory(is_active=False, agency=AgencyFactory(status=status))
        agency = AgencyFactory()
        said = {"name": "สมหญิง", "email": waiting.email, "reach": "own"}
        answer = client.post(at("appoint", agency.pk), said, follow=True)
        assert "ส่งคำเชิญทางอีเมลแล้ว" in text_of(answer)
        assert Letter.objects.filter(to=waiting.email).count() == 1
        assert Grant.objects.get(agency=agency).officer == waiting
        waiting.refresh_from_db()
        assert (waiting.agency == agency) == (status == AgencyStatus.CLOSED)

    def test_nothing_is_half_done(self, client: Client) -> None:
        agency = AgencyFactory(status=AgencyStatus.CLOSED)
        said = {"name": "สมหญิง", "email": "new@agency.example", "reach": "own"}
        with nothing_changes():
            answer = client.post(at("appoint", agency.pk), said)
        assert answer.status_code == 422
        assert "เลิกหรือรวม" in text_of(answer)

    def test_any_right_can_be_ended_with_a_reason(self, client: Client) -> None:
        grant = GrantFactory(officer=OfficerFactory(), role=Role.REPORTER)
        path = at("end_grant", grant.pk)
        with nothing_changes():
            assert client.post(path, {"reason": "ก"}).status_code == 422
        assert client.post(path, {"reason": "หน่วยงานร้องขอ"}).status_code == 302
        grant.refresh_from_db()
        assert grant.is_ended

    def test_a_role_of_the_centre_has_no_such_page(self, client: Client) -> None:
        grant = GrantFactory(officer=OfficerFactory(), role=Role.CENTRAL_ANALYST, agency=None)
        assert client.get(at("end_grant", grant.pk)).status_code == 404


class TestTwoPersons:
    def test_one_proposes_and_another_confirms(self, client: Client) -> None:
        second, officer = signed_in(central_officer()), OfficerFactory()
        said = {"officer": officer.pk, "role": Role.CENTRAL_ANALYST, "reason": "คำสั่งที่ 9"}
        assert client.post(at("role_propose"), said).status_code == 302
        proposal = CentralProposal.objects.get()
        with nothing_changes():
            client.post(at("role_confirm", proposal.pk))
        assert "ต้องให้ผู้ดูแลส่วนกลางอีกคน" in text_of(client.get(at("role_proposal", proposal.pk)))
        assert second.post(at("role_confirm", proposal.pk)).status_code == 302
        assert Grant.objects.get(officer=officer).role == Role.CENTRAL_ANALYST

    def test_one_alone_is_told_what_to_do(self, client: Client) -> None:
        page = text_of(client.get(at("roles")))
        assert "invite_central_admin" in page
        officer = OfficerFactory()
        said = {"officer": officer.pk, "role": Role.CENTRAL_ANALYST, "reason": "คำสั่งที่ 9"}
        with nothing_changes():
            answer = client.post(at("role_propose"), said)
        assert answer.status_code == 422
        assert "invite_central_admin" in text_of(answer)

    def test_no_says_why_and_the_proposer_can_take_it_back(
        self, client: Client, admin: Officer
    ) -> None:
        second = signed_in(central_officer())
        for decide, outcome in (("role_reject", "rejected"), ("role_withdraw", "withdrawn")):
            officer = OfficerFactory()
            said = {"officer": officer.pk, "role": Role.CENTRAL_ANALYST, "reason": "คำสั่งที่ 9"}
            client.post(at("role_propose"), said)
            proposal = CentralProposal.objects.latest("pk")
            by = client if decide == "role_withdraw" else second
            by.post(at(decide, proposal.pk), {"reason": "ไม่มีคำสั่งแต่งตั้ง"})
            proposal.refresh_from_db()
            assert proposal.outcome == outcome
            assert not Grant.objects.filter(officer=officer).exists()

    def test_the_pages_of_officers_offer_no_way_round(self, client: Client) -> None:
        officer = OfficerFactory()
        grant = GrantFactory(officer=officer, role=Role.CENTRAL_ADMIN, agency=None)
        page = client.get(reverse("office:officer", args=[officer.pk])).content.decode()
        assert reverse("office:end", args=[grant.pk]) not in page
        assert reverse("office:leave", args=[officer.pk]) not in page
        assert at("roles") in page
        with nothing_changes():
            client.post(reverse("office:end", args=[grant.pk]), {"reason": "ไม่ใช่วิธีนี้"})
            client.post(reverse("office:leave", args=[officer.pk]), {"reason": "ไม่ใช่วิธีนี้"})
            for agency in ("0", ""):
                client.post(
                    reverse("office:give", args=[officer.pk]),
                    {"agency": agency, "role": Role.CENTRAL_ANALYST},
                )


class TestTree:
    def test_founding_renaming_moving_and_ending(self, client: Client) -> None:
        kind_of_agency()
        parent = AgencyFactory()
        said = {"name_th": "กรมใหม่เอี่ยม", "kind": "department", "basis": BASIS}
        client.post(at("agency_new"), {**said, "parent": parent.pk})
        agency = Agency.objects.get(name_th="กรมใหม่เอี่ยม")
        assert agency.parent == parent
        rename = {"name_th": "กรมเปลี่ยนชื่อ", "name_en": "", "basis": BASIS}
        assert client.post(at("agency_rename", agency.pk), rename).status_code == 302
        moved = {"basis": BASIS, "parent": ""}
        assert client.post(at("agency_move", agency.pk), moved).status_code == 302
        agency.refresh_from_db()
        assert (agency.name_th, agency.parent) == ("กรมเปลี่ยนชื่อ", None)
        assert client.post(at("agency_end", agency.pk), {"basis": BASIS}).status_code == 302
        assert client.get(reverse("www:agency", args=[agency.pk])).status_code == 410
        assert client.post(at("agency_reopen", agency.pk), {"basis": BASIS}).status_code == 302
        assert client.get(reverse("www:agency", args=[agency.pk])).status_code == 200

    @pytest.mark.parametrize("name", ["agency_new", "agency_rename", "agency_move", "agency_end"])
    def test_a_form_without_reason_says_so(self, client: Client, name: str) -> None:
        agency = AgencyFactory()
        path = at(name) if name == "agency_new" else at(name, agency.pk)
        assert client.get(path).status_code == 200
        with nothing_changes():
            answer = client.post(path, {"name_th": "ก", "basis": ""})
        assert answer.status_code == 422
        assert "id_basis" in answer.content.decode()

    def test_all_that_is_wrong_is_said_at_once(self, client: Client) -> None:
        agency = AgencyFactory(name_th="กรมเดิม", name_en="", parent=AgencyFactory())
        why, stays = "ใส่กฎหมาย คำสั่ง หรือเหตุผล", {"parent": agency.parent_id}
        for name, data, said in (
            ("agency_rename", {"name_th": " กรมเดิม "}, "ชื่อใหม่เหมือนชื่อเดิม"),
            ("agency_move", stays, "หน่วยงานนี้อยู่ใต้หน่วยงานนั้นแล้ว"),
            ("agency_move", {"basis": " "}, "เลือกต้นสังกัดใหม่"),
        ):
            with nothing_changes():
                answer = client.post(at(name, agency.pk), data).content.decode()
            wrong = answer.split('id="wrong"')[1].split("</ul>")[0]
            assert why in wrong and said in wrong, name


class TestMerging:
    def test_from_choosing_to_the_redirect(self, client: Client) -> None:
        new, old = AgencyFactory(name_th="เทศบาลใหญ่"), AgencyFactory(name_th="เทศบาลเล็ก")
        point = ServicePointFactory(agency=old)
        standard = standard_manual()
        adoption(standard, new), adoption(standard, old)
        officer = OfficerFactory(agency=old)
        grant = GrantFactory(officer=officer, role=Role.VIEWER, agency=old)
        chosen = {"into": new.pk, "source": old.pk}
        page = client.get(at("merger_new"), {"into": new.pk, "q": "เล็ก"})
        assert f'value="{old.pk}"' in page.content.decode()
        assert at("merger_preview") in client.get(at("merger_new"), chosen).content.decode()
        with nothing_changes():
            preview = text_of(client.get(at("merger_preview"), chosen))
        assert "บริการที่มีคู่มือทั้งสองหน่วยงาน 1 เรื่อง" in preview
        assert officer.name_th in preview
        said = {**chosen, "day": "1 ต.ค. 2568", "basis": BASIS, f"fate-{grant.pk}": "end"}
        done = client.post(at("merger_preview"), said)
        merger = Merger.objects.get()
        assert done.headers["Location"] == at("merger", merger.pk)
        point.refresh_from_db()
        assert point.agency == new
        assert not Grant.objects.filter(officer=officer, ended_at=None).exists()
        answer = Client().get(reverse("www:agency", args=[old.pk]))
        assert answer.headers["Location"] == reverse("www:agency", args=[new.pk])
        assert "รวมแล้ว" in text_of(client.get(at("merger", merger.pk)))
        moved = b"".join(client.get(at("merger_moved", merger.pk)).streaming_content)  # type: ignore[attr-defined]
        assert f"เทศบาลเล็ก,{point.pk}" in moved.decode()

    def test_what_cannot_be_merged_is_said_beside_the_form(self, client: Client) -> None:
        old = AgencyFactory()
        child = AgencyFactory(parent=old)
        said = {"into": child.pk, "source": old.pk, "day": "1 ต.ค. 2568", "basis": BASIS}
        with nothing_changes():
            answer = client.post(at("merger_preview"), said)
        assert answer.status_code == 422
        assert "อยู่ในสังกัดของ" in text_of(answer)

    def test_a_plan_can_be_given_up(self, client: Client, admin: Officer) -> None:
        merger = begin_merger(
            into=AgencyFactory(), sources=[AgencyFactory()], basis=BASIS, actor=admin,
            effective_on=today().replace(year=today().year + 1),
        )  # fmt: skip
        assert "ยกเลิกแผนนี้" in text_of(client.get(at("merger", merger.pk)))
        client.post(at("merger_cancel", merger.pk), {"reason": "เลื่อนออกไป"})
        merger.refresh_from_db()
        assert not merger.is_open


@pytest.mark.parametrize("role", [Role.CENTRAL_ANALYST, Role.CENTRAL_REVIEWER])
def test_other_central_officers_look_and_do_not_touch(role: str) -> None:
    officer = with_second_factor(OfficerFactory())
    GrantFactory(officer=officer, role=role, agency=None)
    client, agency = signed_in(officer), AgencyFactory()
    page = client.get(at("agency", agency.pk))
    assert page.status_code == 200
    assert at("appoint", agency.pk) not in page.content.decode()
    for listing, act in (("agencies", "agency_new"), ("mergers", "merger_new")):
        assert at(act) not in client.get(at(listing)).content.decode()
        assert at(act) in signed_in(central_officer()).get(at(listing)).content.decode()
    for name in ("appoint", "agency_rename", "agency_grants"):
        assert client.get(at(name, agency.pk)).status_code == 403
    for name in ("officers", "roles", "merger_new", "audit"):
        assert client.get(at(name)).status_code == 403


def test_the_number_of_an_agencys_manuals_leads_to_them(client: Client) -> None:
    agency, other = AgencyFactory(name_th="กรมป่าสนทดสอบ"), AgencyFactory()
    mine, theirs = standard_manual(owner=agency), standard_manual(owner=other)
    page = client.get(at("agency", agency.pk)).content.decode()
    paths = set(re.findall(r'href="(/office/manuals/\?[^"]*)"', page))
    assert len(paths) == 2  # the number of those that citizens read, and the link to all
    for path in paths:
        listed = client.get(unescape(path)).content.decode()
        assert f'/office/manuals/{mine.pk}"' in listed
        assert f'/office/manuals/{theirs.pk}"' not in listed


def test_a_new_agency_is_asked_for_everything_it_lacks_by_its_own_words(client: Client) -> None:
    with nothing_changes():
        answer = client.post(at("agency_new"), {"name_th": "", "kind": "", "basis": ""})
    assert answer.status_code == 422
    page = text_of(answer)
    for said in ("ใส่ชื่อหน่วยงาน", "เลือกประเภทหน่วยงาน", "ใส่กฎหมาย คำสั่ง หรือเหตุผล"):
        assert said in page
    assert "ใส่ชื่อใหม่" not in page


def test_looking_for_the_parent_loses_nothing_of_a_new_agency(client: Client) -> None:
    kind_of_agency()
    parent = AgencyFactory(name_th="กระทรวงต้นสังกัด")
    said = {"name_th": "กรมใหม่เอี่ยม", "kind": "department", "basis": BASIS}
    with nothing_changes():
        answer = client.post(at("agency_new"), {**said, "q": "ต้นสังกัด", "find": "1"})
    assert answer.status_code == 200
    page = answer.content.decode()
    for kept in ('value="กรมใหม่เอี่ยม"', f'id="parent-{parent.pk}"', 'value="department" selected'):
        assert kept in page
    assert BASIS in page and "ยังทำไม่สำเร็จ" not in page

    with nothing_changes():  # looked for again: who was chosen stays chosen
        answer = client.post(at("agency_new"), {**said, "parent": parent.pk, "q": "x", "find": "1"})
    assert f'value="{parent.pk}" checked' in answer.content.decode()


def test_nor_does_looking_for_a_new_place_or_an_officer(client: Client) -> None:
    agency, parent = AgencyFactory(), AgencyFactory(name_th="กระทรวงต้นสังกัด")
    said = {"basis": BASIS, "q": "ต้นสังกัด", "find": "1"}
    with nothing_changes():
        page = client.post(at("agency_move", agency.pk), said).content.decode()
    assert BASIS in page and f'id="parent-{parent.pk}"' in page and "ยังทำไม่สำเร็จ" not in page

    officer = OfficerFactory(name_th="อารีผู้วิเคราะห์")
    said = {"role": Role.CENTRAL_ANALYST, "reason": BASIS, "q": "อารี", "find": "1"}
    with nothing_changes():
        page = client.post(at("role_propose"), said).content.decode()
    assert BASIS in page and f'value="{officer.pk}"' in page and "ยังทำไม่สำเร็จ" not in page
    assert re.search(f'value="{Role.CENTRAL_ANALYST}"[^>]* checked', page)


@pytest.mark.parametrize("name", ["cases", "e_act"])
def test_an_analyst_is_shown_no_door_that_is_closed_to_her(name: str) -> None:
    officer = OfficerFactory()
    GrantFactory(officer=officer, role=Role.CENTRAL_ANALYST, agency=None)
    analyst = signed_in(officer)
    page = analyst.get(at(name)).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    paths = set(re.findall(r'(?:href|action)="(/central/[^"]*)"', main))
    closed = {path for path in paths if analyst.get(unescape(path)).status_code == 403}
    assert paths
    assert closed == set()
