"""What the pages of rights say, and that long lists cost no more queries than short ones."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from infogo.accounts.models import Grant, Officer, SignIn, SignInOutcome
from infogo.accounts.roles import Role
from infogo.accounts.words import grant_words
from infogo.agencies.models import Agency
from infogo.core import audit
from infogo.core.dates import short_date
from tests.factories import (
    AgencyFactory,
    GrantFactory,
    OfficerFactory,
    ServicePointFactory,
    adoption,
    standard_manual,
)
from tests.office.people import administrator, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency() -> Agency:
    return AgencyFactory(name_th="เทศบาลตัวอย่าง")


@pytest.fixture
def admin(agency: Agency) -> Officer:
    return administrator(agency, whole_subtree=True)


@pytest.fixture
def client(admin: Officer) -> Client:
    return signed_in(admin)


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>|&nbsp;", " ", answer.content.decode()))


def queries(client: Client, path: str) -> int:
    client.get(path)  # the first request of a session also moves its end on
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(path).status_code == 200
    return len(caught)


class TestWords:
    @pytest.mark.parametrize(
        ("given", "counts", "words"),
        [
            ({"role": Role.MANUAL_EDITOR, "only_manuals": True}, (0, 3), "แก้คู่มือ 3 เรื่องของกรมก"),
            ({"role": Role.MANUAL_APPROVER}, (0, 0), "อนุมัติคู่มือทุกเรื่องของกรมก"),
            (
                {"role": Role.POINT_EDITOR, "whole_subtree": True},
                (0, 0),
                "แก้จุดให้บริการทุกจุดของกรมกและหน่วยงานในสังกัดทั้งหมด",
            ),
            (
                {"role": Role.REPORTER, "only_points": True, "only_manuals": True},
                (2, 1),
                "รายงานธุรกรรมและเรื่องล่าช้าจุดให้บริการ 2 จุดและคู่มือ 1 เรื่องของกรมก",
            ),
        ],
    )
    def test_a_right_of_an_agency(
        self, given: dict[str, Any], counts: tuple[int, int], words: str
    ) -> None:
        grant = Grant(agency=Agency(name_th="กรมก", kind="department"), **given)
        assert grant_words(grant, *counts) == words

    def test_a_whole_province(self) -> None:
        tak = Agency(name_th="จังหวัดตาก", kind="province")
        grant = Grant(role=Role.POINT_EDITOR, agency=tak, whole_subtree=True)
        assert grant_words(grant) == "แก้จุดให้บริการทุกจุดใน จ.ตาก"

    def test_the_whole_country(self) -> None:
        assert "ทั่วประเทศ" in grant_words(Grant(role=Role.CENTRAL_ADMIN))


class TestTeam:
    def test_it_lists_rights_in_words(self, client: Client, agency: Agency) -> None:
        officer = OfficerFactory(agency=agency, name_th="ปราณี ทดสอบ")
        points = [ServicePointFactory(agency=agency) for _ in range(2)]
        GrantFactory(officer=officer, role=Role.POINT_EDITOR, only=points)
        OfficerFactory(name_th="คนหน่วยงานอื่น")
        page = text_of(client.get(reverse("office:team")))

        assert "ปราณี ทดสอบ" in page
        assert "แก้จุดให้บริการ 2 จุดของเทศบาลตัวอย่าง" in page
        assert "คนหน่วยงานอื่น" not in page

    def test_attempts_of_others_are_no_use_and_those_who_left_stand_last_by_name(
        self, client: Client, agency: Agency
    ) -> None:
        long_ago = timezone.now() - timedelta(days=400)
        OfficerFactory(agency=agency, name_th="ขจร", last_login=long_ago)
        tried = OfficerFactory(agency=agency, name_th="คมสัน")
        gone = [
            OfficerFactory(agency=agency, name_th=name, left_on=date(2026, 1, 5), is_active=False)
            for name in ("กมล", "กาญจน์")
        ]
        for officer in (tried, gone[0], gone[0]):
            SignIn.objects.create(
                officer=officer, method="password", outcome=SignInOutcome.WRONG_PASSWORD
            )
        page = text_of(client.get(reverse("office:team")))
        places = [page.index(name) for name in ("ขจร", "คมสัน", "กมล", "กาญจน์")]
        assert places == sorted(places)
        assert (
            f"ใช้ล่าสุด {short_date(timezone.localtime(long_ago).date())}"
            in page[places[0] : places[1]]
        )
        assert "ยังไม่เคยใช้" in page[places[1] : places[2]]

    def test_it_can_be_searched(self, client: Client, agency: Agency) -> None:
        OfficerFactory(agency=agency, name_th="ปราณี ทดสอบ")
        OfficerFactory(agency=agency, name_th="มานะ ทดสอบ")
        page = text_of(client.get(reverse("office:team"), {"q": "มานะ"}))
        assert "มานะ" in page
        assert "ปราณี" not in page

    def test_long_lists_cost_no_more_queries(self, client: Client, agency: Agency) -> None:
        manual = adoption(standard_manual(), agency)

        def more() -> None:
            for _ in range(5):
                officer = OfficerFactory(agency=agency)
                GrantFactory(officer=officer, role=Role.VIEWER)
                GrantFactory(officer=officer, only=[manual])

        more()
        before = queries(client, reverse("office:team"))
        more()
        assert queries(client, reverse("office:team")) == before <= 16


class TestOfficer:
    def test_running_and_past_rights_stand_apart(self, client: Client, agency: Agency) -> None:
        officer = OfficerFactory(agency=agency)
        GrantFactory(officer=officer, role=Role.REPORTER)
        GrantFactory(officer=officer, role=Role.VIEWER, valid_until=date(2020, 12, 31))
        page = text_of(client.get(reverse("office:officer", args=[officer.pk])))
        running, past = page.split("สิทธิที่สิ้นสุดแล้ว")
        assert "รายงานธุรกรรม" in running
        assert "31 ธ.ค. 2563" in past

    def test_rights_elsewhere_are_not_shown(self, client: Client, agency: Agency) -> None:
        officer = OfficerFactory(agency=agency)
        GrantFactory(officer=officer, agency=AgencyFactory(name_th="กรมลับ"))
        assert "กรมลับ" not in text_of(client.get(reverse("office:officer", args=[officer.pk])))

    def test_nobody_is_offered_to_change_herself(self, client: Client, admin: Officer) -> None:
        page = client.get(reverse("office:officer", args=[admin.pk])).content.decode()
        assert "เปลี่ยนสิทธิของตนเองไม่ได้" in page
        assert reverse("office:give", args=[admin.pk]) not in page

    def test_who_belongs_to_no_agency_is_not_hers_to_send_away(
        self, client: Client, agency: Agency
    ) -> None:
        helper = OfficerFactory(agency=None)
        GrantFactory(officer=helper, agency=agency)
        page = client.get(reverse("office:officer", args=[helper.pk])).content.decode()
        assert reverse("office:leave", args=[helper.pk]) not in page

    def test_many_rights_cost_no_more_queries(self, client: Client, agency: Agency) -> None:
        officer = OfficerFactory(agency=agency)
        path = reverse("office:officer", args=[officer.pk])
        counts = []
        for _ in range(2):
            for _ in range(4):
                GrantFactory(officer=officer, role=Role.VIEWER)
            counts.append(queries(client, path))
        assert counts[0] == counts[1]


class TestLog:
    def test_it_tells_who_did_what(self, client: Client, agency: Agency, admin: Officer) -> None:
        grant = GrantFactory(agency=agency, officer__name_th="ปราณี ทดสอบ")
        elsewhere = GrantFactory(officer__name_th="คนหน่วยงานอื่น")
        for entry in (grant, elsewhere):
            audit.record(
                actor=admin.audit_name,
                verb="end_grant",
                target="grant",
                target_id=entry.pk,
                detail={"reason": "เปลี่ยนหน้าที่"},
            )
        page = text_of(client.get(reverse("office:log")))
        assert admin.name_th in page
        assert "ยุติสิทธิ" in page
        assert "แก้คู่มือทุกเรื่องของเทศบาลตัวอย่าง · เปลี่ยนหน้าที่" in page
        assert "คนหน่วยงานอื่น" not in page

    def test_a_long_record_costs_no_more_queries(self, client: Client, agency: Agency) -> None:
        counts = []
        for _ in range(2):
            for _ in range(6):
                grant = GrantFactory(agency=agency)
                audit.record(actor="x", verb="give_grant", target="grant", target_id=grant.pk)
            counts.append(queries(client, reverse("office:log")))
        assert counts[0] == counts[1]


def test_an_officer_without_rights_is_told_whom_to_ask(agency: Agency, admin: Officer) -> None:
    page = text_of(signed_in(OfficerFactory(agency=agency)).get("/office/"))
    assert "ยังไม่มีสิทธิทำงาน" in page
    assert admin.email in page
    assert "ทีมและสิทธิ" not in page
