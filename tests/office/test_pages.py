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
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act, Role
from infogo.accounts.words import grant_words
from infogo.agencies.models import Agency
from infogo.core import audit
from infogo.core.dates import bangkok_now, short_date
from infogo.office.pages import give, give_choice
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


class TestGiving:
    def steps(self, officer: Officer) -> str:
        return reverse("office:give", args=[officer.pk])

    @pytest.fixture
    def other(self, admin: Officer) -> Agency:
        """A second agency that she administers, so that she is asked for which."""
        second = AgencyFactory(name_th="เทศบาลที่สอง")
        GrantFactory(officer=admin, agency=second, role=Role.AGENCY_ADMIN)
        return second

    def test_who_administers_one_agency_alone_is_not_asked_where(
        self, client: Client, agency: Agency
    ) -> None:
        path = self.steps(OfficerFactory(agency=agency))
        for asked in ({}, {"at": "where"}):
            page = text_of(client.get(path, asked))
            assert "ให้สิทธิ ขั้นที่ 1 จาก 2" in page
            assert "ทำหน้าที่อะไร" in page
            assert "กลับไปเลือกหน่วยงาน" not in page
        review = {"agency": agency.pk, "role": Role.VIEWER, "narrow": "all"}
        assert "ขั้นที่ 2 จาก 2" in text_of(client.get(path, review))

    def test_where_what_which_review_done(
        self, client: Client, agency: Agency, other: Agency
    ) -> None:
        officer = OfficerFactory(agency=agency)
        point = ServicePointFactory(agency=agency, name_th="ที่ว่าการทดสอบ")
        path = self.steps(officer)
        assert "สิทธิในหน่วยงานใด" in text_of(client.get(path))
        choice = {"agency": agency.pk}
        assert "ทำหน้าที่อะไร" in text_of(client.get(path, choice))
        choice |= {"role": Role.POINT_EDITOR, "narrow": "points", "until": "30 ก.ย. 2599"}
        assert "ที่ว่าการทดสอบ" in text_of(client.get(path, choice))
        nothing = client.get(path, {**choice, "at": "review"})
        assert "เลือกอย่างน้อยหนึ่งรายการ" in text_of(nothing)
        choice |= {"points": point.pk}
        review = text_of(client.get(path, choice))
        assert "แก้จุดให้บริการ 1 จุดของเทศบาลตัวอย่าง" in review
        assert "30 กันยายน 2599" in review
        assert not Grant.objects.filter(officer=officer).exists()
        done = client.post(path, choice, follow=True)
        assert "ให้สิทธิ" in text_of(done)
        assert list(Rights.of(officer).points(Act.EDIT_POINT)) == [point]

    def test_manuals_are_offered_as_in_a_dictionary(self, client: Client, agency: Agency) -> None:
        for name in ("เปลี่ยนชื่อ", "ยื่นคำขอ", "แจ้งเกิด", "จดทะเบียน"):
            standard_manual(owner=agency, name_th=name)
        choice = {"agency": agency.pk, "role": Role.MANUAL_EDITOR, "narrow": "manuals"}
        page = text_of(client.get(self.steps(OfficerFactory(agency=agency)), choice))
        places = [page.index(name) for name in ("จดทะเบียน", "แจ้งเกิด", "เปลี่ยนชื่อ", "ยื่นคำขอ")]
        assert places == sorted(places)

    @pytest.mark.parametrize(
        ("role", "narrow", "words"),
        [
            (Role.AGENCY_ADMIN, "points", "ผู้ดูแลหน่วยงานจำกัดเฉพาะบางจุดให้บริการไม่ได้"),
            (Role.POINT_EDITOR, "manuals", "ผู้ดูแลจุดให้บริการจำกัดเฉพาะบางคู่มือไม่ได้"),
            ("", "points", "เลือกหน้าที่"),
        ],
    )
    def test_a_limit_that_a_duty_cannot_have_never_widens_the_right(
        self, client: Client, agency: Agency, role: str, narrow: str, words: str
    ) -> None:
        officer = OfficerFactory(agency=agency)
        choice = {"agency": agency.pk, "role": role, "narrow": narrow}
        page = client.get(self.steps(officer), choice)
        assert page.status_code == 422
        assert words in text_of(page)
        assert client.post(self.steps(officer), choice).status_code == 422
        assert not Grant.objects.filter(officer=officer).exists()

    def test_days_that_have_gone_by_are_refused_before_records_are_chosen(
        self, client: Client, agency: Agency
    ) -> None:
        officer = OfficerFactory(agency=agency)
        choice = {"agency": agency.pk, "role": Role.POINT_EDITOR, "narrow": "points"}
        for days in ({"until": "1 ม.ค. 2560"}, {"since": "1 ม.ค. 2560"}):
            page = client.get(self.steps(officer), {**choice, **days})
            assert page.status_code == 422
            assert "ทำหน้าที่อะไร" in text_of(page)
            assert 'value="1 ม.ค. 2560"' in page.content.decode()

    def test_a_date_that_cannot_be_read_is_asked_again(
        self, client: Client, agency: Agency
    ) -> None:
        officer = OfficerFactory(agency=agency)
        choice = {"agency": agency.pk, "role": Role.VIEWER, "until": "เร็ว ๆ นี้"}
        page = client.get(self.steps(officer), choice)
        assert page.status_code == 422
        assert "เร็ว ๆ นี้" in page.content.decode()
        assert not Grant.objects.filter(officer=officer).exists()

    def test_a_neighbours_agency_and_a_central_duty_are_not_on_offer(
        self, client: Client, agency: Agency
    ) -> None:
        officer = OfficerFactory(agency=agency)
        for choice in ({"agency": AgencyFactory().pk}, {"agency": 0}):
            page = client.get(self.steps(officer), {**choice, "role": Role.VIEWER})
            assert "สิทธิในหน่วยงานใด" in text_of(page)
        page = client.get(self.steps(officer), {"agency": agency.pk, "role": Role.CENTRAL_ADMIN})
        assert "ทำหน้าที่อะไร" in text_of(page)

    def test_going_on_without_an_agency_says_so(
        self, client: Client, agency: Agency, other: Agency
    ) -> None:
        path = self.steps(OfficerFactory(agency=agency))
        page = client.get(path, {"q": "ไม่มีชื่อนี้", "at": "what"})
        assert page.status_code == 422
        assert "ยังทำไม่สำเร็จ เลือกหน่วยงาน" in text_of(page)
        assert 'name="at" value="what"' in page.content.decode()

    def test_each_thing_that_is_wrong_leads_to_its_field(
        self, client: Client, agency: Agency
    ) -> None:
        choice = {"agency": agency.pk, "narrow": "all", "since": "31 ก.พ. 2571", "until": "เร็ว ๆ นี้"}
        page = client.get(self.steps(OfficerFactory(agency=agency)), choice)
        html = page.content.decode()
        listed = re.findall(r'<li><a href="#([^"]+)">([^<]+)</a></li>', html)
        assert [name for name, _text in listed] == ["role-agency_admin", "since", "until"]
        for name, text in listed:
            assert f'id="{name}"' in html
            assert html.count(text) == 2  # in the list above, and at the field
        assert html.count('aria-invalid="true"') == 2

    def test_an_end_before_the_beginning_is_wrong_at_the_end(
        self, client: Client, agency: Agency
    ) -> None:
        choice = {"agency": agency.pk, "role": Role.VIEWER}
        days = {"since": "2 ม.ค. 2599", "until": "1 ม.ค. 2599"}
        page = client.get(self.steps(OfficerFactory(agency=agency)), choice | days)
        assert page.status_code == 422
        assert '<a href="#until">วันสิ้นสุดต้องไม่มาก่อนวันเริ่ม</a>' in page.content.decode()
        assert 'href="#since"' not in page.content.decode()

    def test_more_records_than_one_right_can_name_are_told_and_none_is_left_out(
        self, client: Client, agency: Agency, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for module in (give, give_choice):
            monkeypatch.setattr(module, "MOST_CHOSEN", 2)
        officer = OfficerFactory(agency=agency)
        points = [ServicePointFactory(agency=agency).pk for _each in range(3)]
        choice = {"agency": agency.pk, "role": Role.POINT_EDITOR, "narrow": "points"}
        for sent in (client.get, client.post):
            page = sent(self.steps(officer), {**choice, "points": points, "at": "review"})
            assert page.status_code == 422
            assert "เลือกได้ไม่เกิน 2 รายการ" in text_of(page)
            assert page.content.decode().count(" checked") == 3
        assert not Grant.objects.filter(officer=officer).exists()
        client.post(self.steps(officer), {**choice, "points": points[:2]})
        assert Rights.of(officer).points(Act.EDIT_POINT).count() == 2

    def test_what_was_chosen_can_be_taken_off_whatever_is_looked_for(
        self, client: Client, agency: Agency
    ) -> None:
        chosen = ServicePointFactory(agency=agency, name_th="จุดที่หนึ่ง")
        ServicePointFactory(agency=agency, name_th="จุดที่สอง")
        choice = {"agency": agency.pk, "role": Role.POINT_EDITOR, "narrow": "points"}
        looked = {"points": chosen.pk, "q": "ไม่มีชื่อนี้", "at": "which"}
        page = client.get(self.steps(OfficerFactory(agency=agency)), choice | looked)
        html = page.content.decode()
        assert (
            f'type="checkbox" name="points" id="r{chosen.pk}" value="{chosen.pk}" checked' in html
        )
        assert f'type="hidden" name="points" value="{chosen.pk}"' not in html
        assert "จุดที่สอง" not in html
        assert "ไม่พบจุดให้บริการอื่นที่ชื่อมีคำว่า “ไม่มีชื่อนี้”" in text_of(page)

    def test_of_several_agencies_each_record_says_whose_it_is(
        self, client: Client, agency: Agency
    ) -> None:
        below = AgencyFactory(name_th="สำนักในสังกัด", parent=agency)
        manual = adoption(standard_manual(name_th="แจ้งเกิด"), below)
        choice = {"agency": agency.pk, "role": Role.MANUAL_EDITOR, "narrow": "manuals"}
        choice |= {"subtree": "1"}
        path = self.steps(OfficerFactory(agency=agency))
        assert "แจ้งเกิด สำนักในสังกัด" in text_of(client.get(path, choice))
        review = text_of(client.get(path, choice | {"manuals": manual.pk}))
        assert "แจ้งเกิด สำนักในสังกัด" in review

    def test_longer_than_ones_own_is_refused_at_the_review(self, agency: Agency) -> None:
        soon = bangkok_now().date() + timedelta(days=10)
        client = signed_in(administrator(agency, valid_until=soon))
        officer = OfficerFactory(agency=agency)
        choice = {"agency": agency.pk, "role": Role.VIEWER}
        assert "นานกว่าสิทธิของคุณ" in text_of(client.get(self.steps(officer), choice))
        assert client.post(self.steps(officer), choice).status_code == 422
        assert not Grant.objects.filter(officer=officer).exists()

    def test_hostile_words_in_the_address_do_no_harm(self, client: Client, agency: Agency) -> None:
        officer = OfficerFactory(agency=agency)
        for value in ("9" * 30, "-1", "²", "\x00", "' OR 1=1", ""):
            for name in ("agency", "points", "manuals", "role", "q", "narrow", "at"):
                answer = client.get(self.steps(officer), {"agency": agency.pk, name: value})
                assert answer.status_code in {200, 422}, (name, value)


def test_an_officer_without_rights_is_told_whom_to_ask(agency: Agency, admin: Officer) -> None:
    page = text_of(signed_in(OfficerFactory(agency=agency)).get("/office/"))
    assert "ยังไม่มีสิทธิทำงาน" in page
    assert admin.email in page
    assert "ทีมและสิทธิ" not in page
