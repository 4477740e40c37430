"""Signing in by password and second factor, and what keeps a session safe."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from infogo.accounts import invitations, services
from infogo.accounts.demo import DEMO_OFFICERS, DEMO_PASSWORD, DEMO_SECRET, make_demo_officers
from infogo.accounts.letters import send_due_letters
from infogo.accounts.models import Letter, Officer, SignIn
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Role
from infogo.accounts.services import RefusedError
from infogo.office.adapters import LETTERS
from infogo.workspace import gate
from tests.accounts.watching import nothing_changes
from tests.factories import (
    AgencyFactory,
    GrantFactory,
    OfficerFactory,
    ServicePointFactory,
    adoption,
    standard_manual,
)
from tests.office.people import administrator, signed_in, with_second_factor

pytestmark = pytest.mark.django_db
PASSWORD = "ประโยคยาวที่จำได้"
SIGN_IN = "/office/sign-in/"
HOME = "/office/"
THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def enter(client: Client, officer: Officer, password: str = PASSWORD) -> Any:
    return client.post(SIGN_IN, {"login": officer.email, "password": password})


def history(officer: Officer) -> list[tuple[str, str]]:
    lines = SignIn.objects.filter(officer=officer).order_by("pk")
    return list(lines.values_list("method", "outcome"))


def is_in(client: Client) -> bool:
    return client.get(HOME).status_code == 200


class TestPassword:
    def test_a_plain_officer_comes_in_and_out(self, client: Client) -> None:
        officer = OfficerFactory(password=PASSWORD)
        assert enter(client, officer).headers["Location"] == HOME
        assert is_in(client)
        out = client.post(reverse("account_logout"))
        assert out.headers["Location"] == reverse("office:signed_out")
        assert not is_in(client)
        assert history(officer) == [("password", "signed_in"), ("password", "signed_out")]

    def test_the_address_she_wanted_is_where_she_lands(self, client: Client) -> None:
        officer = OfficerFactory(password=PASSWORD)
        turned = client.get("/office/account/")
        page = client.get(turned.headers["Location"]).content.decode()
        hidden = re.search(r'name="next" value="([^"]+)"', page)
        assert hidden
        done = client.post(
            SIGN_IN, {"login": officer.email, "password": PASSWORD, "next": hidden[1]}
        )
        assert done.headers["Location"] == "/office/account/"

    def test_never_to_another_site(self, client: Client) -> None:
        officer = OfficerFactory(password=PASSWORD)
        words = {"login": officer.email, "password": PASSWORD, "next": "https://evil.example/"}
        assert client.post(SIGN_IN, words).headers["Location"] == HOME

    def test_a_wrong_password_says_nothing_about_the_account(self, client: Client) -> None:
        officer = OfficerFactory(password=PASSWORD)
        known = enter(client, officer, "wrong").content.decode()
        unknown = client.post(SIGN_IN, {"login": "no@body.example", "password": "wrong"})

        def said(page: str) -> list[str]:
            return re.findall(r"<li>(.*?)</li>", page)

        assert said(known) == said(unknown.content.decode())
        assert "อีเมลหรือรหัสผ่านไม่ถูก" in known
        assert history(officer) == [("password", "wrong_password")]

    def test_five_wrong_ones_lock_the_account_even_for_the_right_one(self, client: Client) -> None:
        officer, other = OfficerFactory(password=PASSWORD), OfficerFactory(password=PASSWORD)
        for _ in range(5):
            enter(client, officer, "wrong")
        answer = enter(Client(REMOTE_ADDR="192.0.2.7"), officer)

        assert "รอ 10 นาที" in answer.content.decode()
        assert enter(client, other).status_code == 302

    @pytest.mark.parametrize("state", [{"is_active": False}, {"is_demo": True}])
    def test_a_closed_account_stays_closed(self, client: Client, state: dict[str, bool]) -> None:
        officer = OfficerFactory(password=PASSWORD, **state)
        assert enter(client, officer).headers["Location"] == reverse("account_inactive")
        assert not is_in(client)
        assert history(officer)[-1][1] == "refused"


class TestSecondFactor:
    def test_it_is_asked_for_and_a_wrong_code_is_noted(self, client: Client) -> None:
        secret = generate_totp_secret()
        officer = with_second_factor(OfficerFactory(password=PASSWORD), secret)
        code_page = reverse("mfa_authenticate")
        assert enter(client, officer).headers["Location"] == code_page
        assert not is_in(client)
        wrong = client.post(code_page, {"code": "000000"})
        assert "รหัสไม่ถูก" in wrong.content.decode()
        assert client.post(code_page, {"code": code_of(secret)}).headers["Location"] == HOME
        assert history(officer) == [("totp", "wrong_code"), ("password+totp", "signed_in")]

    @pytest.mark.parametrize("digits", [{}, THAI])
    def test_a_code_is_good_once_in_whatever_digits(
        self, client: Client, digits: dict[int, int]
    ) -> None:
        secret = generate_totp_secret()
        officer = with_second_factor(OfficerFactory(password=PASSWORD), secret)
        code = code_of(secret)
        for browser, typed, lands in ((client, digits, 302), (Client(), THAI, 200)):
            enter(browser, officer)
            sent = {"code": code.translate(typed)}
            assert browser.post(reverse("mfa_authenticate"), sent).status_code == lands

    def test_without_a_code_it_says_which(self, client: Client) -> None:
        enter(client, with_second_factor(OfficerFactory(password=PASSWORD)))
        page = client.post(reverse("mfa_authenticate"), {"code": ""}).content.decode()
        assert "ใส่รหัสที่แอปแสดงอยู่" in page

    @pytest.mark.parametrize(
        ("role", "is_compulsory"),
        [
            (Role.AGENCY_ADMIN, True),
            (Role.MANUAL_APPROVER, True),
            (Role.CENTRAL_ADMIN, True),
            (Role.CENTRAL_REVIEWER, True),
            (Role.MANUAL_EDITOR, False),
            (Role.VIEWER, False),
            (Role.CENTRAL_ANALYST, False),
        ],
    )
    def test_for_whom_it_is_compulsory(self, role: str, is_compulsory: bool) -> None:
        officer = OfficerFactory()
        agency = None if role.startswith("central") else officer.agency
        GrantFactory(officer=officer, role=role, agency=agency)
        client = signed_in(officer)

        assert client.get(HOME).status_code == (303 if is_compulsory else 200)
        if is_compulsory:
            assert client.get("/office/team/").headers["Location"] == reverse("office:setup")
            assert client.get(reverse("office:setup")).status_code == 200
            with_second_factor(officer)
            assert is_in(client)

    def test_setting_it_up_shows_recovery_codes_once_which_then_work(self, client: Client) -> None:
        officer = OfficerFactory(password=PASSWORD)
        GrantFactory(officer=officer, role=Role.AGENCY_ADMIN)
        enter(client, officer)
        again = client.get(reverse("mfa_activate_totp"))
        assert again.headers["Location"].startswith(reverse("account_reauthenticate"))
        client.post(again.headers["Location"], {"password": PASSWORD})
        page = client.get(reverse("mfa_activate_totp")).content.decode()
        secret = re.search(r"u-break\">([A-Z2-7]+)<", page)
        assert secret
        done = client.post(
            reverse("mfa_activate_totp"), {"code": code_of(secret[1]).translate(THAI)}
        )
        shown = client.get(done.headers["Location"]).content.decode()
        codes = re.findall(r"<code class=\"u-select\">(\d+)</code>", shown)
        assert len(codes) == 10
        assert codes[0] not in client.get(reverse("mfa_view_recovery_codes")).content.decode()
        assert secret[1] not in str(officer.authenticator_set.get(type="totp").data)

        other = Client()
        enter(other, officer)
        assert other.post(reverse("mfa_authenticate"), {"code": codes[0]}).status_code == 302
        assert is_in(other)


class TestSession:
    def test_the_cookie_belongs_to_the_workspace_alone(self, client: Client) -> None:
        answer = enter(client, OfficerFactory(password=PASSWORD))
        cookie = answer.cookies["infogo_office"]

        assert cookie["path"] == "/office/"
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert not cookie["max-age"]  # it ends with the browser

    def test_a_public_page_neither_reads_nor_sets_it(self) -> None:
        client = signed_in(OfficerFactory())
        answer = client.get("/emergency")

        assert not answer.cookies
        assert "Cookie" not in answer.headers.get("Vary", "")
        assert not hasattr(answer.wsgi_request, "session")

    def test_the_key_changes_at_sign_in(self, client: Client) -> None:
        officer = with_second_factor(OfficerFactory(password=PASSWORD), secret := "A" * 32)
        enter(client, officer)
        before = client.session.session_key
        client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
        assert client.session.session_key != before

    def test_half_an_hour_idle_ends_it_and_use_moves_the_end_on(self) -> None:
        client = signed_in(OfficerFactory())
        assert is_in(client)
        row = Session.objects.get()
        left = (row.expire_date - timezone.now()).total_seconds()
        assert 1700 < left <= 1800

        early = row.expire_date - timezone.timedelta(seconds=600)
        Session.objects.update(expire_date=early)
        session = client.session
        session["office_touched"] = int(time.time()) - 61
        session.save()
        Session.objects.update(expire_date=early)
        assert is_in(client)
        assert Session.objects.get().expire_date > early
        Session.objects.update(expire_date=timezone.now())
        assert not is_in(client)

    def test_a_days_work_ends_it(self) -> None:
        client = signed_in(OfficerFactory())
        assert is_in(client)
        session = client.session
        session[gate.BEGAN] = int(time.time()) - gate.LONGEST_SESSION_SECONDS - 1
        session.save()
        answer = client.get(HOME, follow=True)
        assert "ใช้งานครบ 12 ชั่วโมง" in answer.content.decode()

    def test_leaving_ends_the_session_at_once(self) -> None:
        officer = OfficerFactory()
        client = signed_in(officer)
        assert is_in(client)
        services.officer_leaves(actor=None, officer=officer, reason="ลาออก")
        assert not is_in(client)

    def test_pages_are_nobodys_to_keep(self) -> None:
        for client in (Client(), signed_in(OfficerFactory())):
            answer = client.get(HOME, follow=True)
            assert answer.headers["Cache-Control"] == "no-store"
            assert answer.headers["X-Robots-Tag"] == "noindex"
            assert "unsafe" not in answer.headers["Content-Security-Policy"]


class TestInvitationAndReset:
    def test_who_presses_twice_is_told_that_the_first_letter_still_opens(self) -> None:
        admin = administrator(AgencyFactory())
        officer = OfficerFactory(agency=admin.agency, is_active=False)
        client = signed_in(admin)
        again = reverse("office:invite_again", args=[officer.pk])
        for words in ("ลิงก์เดิมใช้ไม่ได้อีก", "เพิ่งส่งคำเชิญ"):
            assert words in client.post(again, follow=True).content.decode()
        assert Letter.objects.count() == 1

    def test_an_invited_officer_begins_with_a_password(self, client: Client) -> None:
        agency = AgencyFactory()
        admin = signed_in(administrator(agency))
        invited = admin.post(
            reverse("office:invite"),
            {"name": "สมศรี", "email": "somsri@agency.example", "agency": agency.pk},
            headers={"Host": "testserver"},
        )
        assert invited.status_code == 302
        address = re.search(r"http://127\.0\.0\.1:8000(/office/\S+)", Letter.objects.get().body)
        assert address, Letter.objects.get().body
        weak = client.post(address[1], {"password": "short", "again": "short"})
        assert "12" in weak.content.decode()
        other = client.post(address[1], {"password": PASSWORD, "again": "x"})
        assert "ไม่ตรงกัน" in other.content.decode()
        done = client.post(address[1], {"password": PASSWORD, "again": PASSWORD})
        assert done.headers["Location"] == SIGN_IN
        officer = Officer.objects.get(email="somsri@agency.example")
        assert enter(client, officer).headers["Location"] == HOME
        assert client.get(address[1]).status_code == 410

    def test_a_forgotten_password_is_set_anew_by_letter(self, client: Client) -> None:
        officer = OfficerFactory(password="the old password")
        sent = client.post(reverse("account_reset_password"), {"email": officer.email})
        assert sent.headers["Location"] == reverse("account_reset_password_done")
        address = re.search(r"http://127\.0\.0\.1:8000(\S+)", Letter.objects.get().body)
        assert address
        form = client.get(address[1]).headers["Location"]
        done = client.post(form, {"password1": PASSWORD, "password2": PASSWORD})
        assert done.headers["Location"] == reverse("account_reset_password_from_key_done")
        officer.refresh_from_db()
        assert officer.check_password(PASSWORD)
        dead = Client().get(address[1], follow=True).content.decode()
        assert "ใช้ไปแล้วหรือหมดอายุ" in dead

    def test_who_is_unknown_or_gone_gets_no_letter(self, client: Client) -> None:
        gone = OfficerFactory(is_active=False)
        for email in ("no@body.example", gone.email):
            with nothing_changes():
                sent = client.post(reverse("account_reset_password"), {"email": email})
            assert sent.headers["Location"] == reverse("account_reset_password_done")

    def test_letters_go_out_once(self, mailoutbox: list[Any]) -> None:
        invitations.invite_officer(
            actor=None, email="a@agency.example", name="ก", agency=AgencyFactory(), link="{token}"
        )
        assert (send_due_letters(), send_due_letters()) == (1, 0)
        assert [mail.to for mail in mailoutbox] == [["a@agency.example"]]

    def test_a_letter_that_fails_waits_and_is_kept(self, settings: Settings) -> None:
        invitations.invite_officer(
            actor=None, email="a@agency.example", name="ก", agency=AgencyFactory(), link="{token}"
        )
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
        assert send_due_letters() == 0
        letter = Letter.objects.get()
        assert (letter.attempts, letter.due_at > timezone.now()) == (1, True)
        assert "Refused" in letter.problem

    def test_changing_the_password_tells_her_by_letter(self) -> None:
        officer = OfficerFactory(password=PASSWORD)
        client = Client()
        enter(client, officer)
        words = {
            "oldpassword": PASSWORD,
            "password1": "another long one",
            "password2": "another long one",
        }
        client.post(reverse("account_change_password"), words)
        assert LETTERS["account/email/password_changed"] in Letter.objects.get().subject


def pressed(html: str, button: str) -> dict[str, str]:
    """Return what the form of a button sends."""
    form = next(form for form in re.findall(r"<form.*?</form>", html, re.S) if button in form)
    return dict(re.findall(r'name="(login|password|code)" value="([^"]*)"', form))


class TestDemonstration:
    def agencies(self) -> None:
        manual = standard_manual()
        for key in {entry.employer for entry in DEMO_OFFICERS}:
            agency = AgencyFactory(key=key)
            ServicePointFactory(agency=agency)
            adoption(manual, agency)

    def test_one_officer_per_role_can_be_tried(self, client: Client, settings: Settings) -> None:
        settings.INFOGO = {**settings.INFOGO, "DEMO_OFFICERS": True}
        self.agencies()
        assert make_demo_officers() == len(DEMO_OFFICERS)
        assert {entry.role for entry in DEMO_OFFICERS} == set(Role)
        assert make_demo_officers() == 0
        page = client.get(SIGN_IN).content.decode()
        for entry in DEMO_OFFICERS:
            officer = Officer.objects.get(email=entry.email)
            assert {grant.role for grant in Rights.of(officer).grants} == {entry.role}
            assert entry.email in page
        admin = Officer.objects.get(email="agency-admin@demo.example")
        enter(client, admin, DEMO_PASSWORD)
        client.post(reverse("mfa_authenticate"), {"code": code_of(DEMO_SECRET)})
        assert is_in(client)
        settings.INFOGO = {**settings.INFOGO, "DEMO_OFFICERS": False}
        assert not is_in(client)

    def test_a_press_on_a_role_and_one_on_the_code_let_in(
        self, client: Client, settings: Settings
    ) -> None:
        settings.INFOGO = {**settings.INFOGO, "DEMO_OFFICERS": True}
        self.agencies()
        make_demo_officers()
        sent = pressed(client.get(SIGN_IN).content.decode(), "ผู้ดูแลหน่วยงาน (สาธิต)")
        answer = client.post(SIGN_IN, sent, follow=True)
        assert not is_in(client)
        asked = pressed(answer.content.decode(), "ใช้รหัสสาธิตนี้")
        client.post(reverse("mfa_authenticate"), asked)
        assert is_in(client)

    def test_elsewhere_there_is_none(self, client: Client) -> None:
        self.agencies()
        with nothing_changes(), pytest.raises(RefusedError):
            make_demo_officers()
        assert "demo.example" not in client.get(SIGN_IN).content.decode()
