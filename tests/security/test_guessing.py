"""Guessing: nobody learns who has an account, and nothing secret is found by trying."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from infogo.accounts import tokens
from infogo.accounts.invitations import accept_invitation, invite_officer
from infogo.accounts.models import AgencyToken, Invitation, Letter, Officer
from infogo.accounts.roles import Role
from infogo.core.dates import bangkok_now
from infogo.delays import receipts_code
from infogo.ratings.services import coming_in
from tests.factories import AgencyFactory, GrantFactory, OfficerFactory
from tests.hashing import QuickArgon2
from tests.office.people import with_second_factor
from tests.office.test_sign_in import PASSWORD, code_of, enter

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"|value="[^"]*@[^"]*"')


@pytest.fixture(autouse=True)
def fresh_counts() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every time that a password is hashed: what takes the time by which one could tell."""
    done: list[str] = []

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def work(self: QuickArgon2, *given: Any) -> Any:
            done.append("hash")
            return real(self, *given)

        return work

    monkeypatch.setattr(QuickArgon2, "encode", counted(QuickArgon2.encode))  # to keep one
    monkeypatch.setattr(QuickArgon2, "verify", counted(QuickArgon2.verify))  # to compare with one
    return done


def said(answer: Any) -> tuple[int, str, str]:
    """Return status, Location and page of an answer, without what is new in every answer."""
    page = TOKEN.sub("", answer.content.decode())
    return answer.status_code, answer.headers.get("Location", ""), page


def test_signing_in_says_and_does_the_same_whoever_it_is(hashed: list[str]) -> None:
    known = OfficerFactory(password=PASSWORD)
    without_password = OfficerFactory()
    hashed.clear()
    answers, work = [], []
    for email in (known.email, "nobody@agency.example", without_password.email):
        answers.append(
            said(Client().post("/office/sign-in/", {"login": email, "password": "wrong"}))
        )
        work.append(len(hashed))
        hashed.clear()
    assert answers[0] == answers[1] == answers[2]
    assert work[0] == work[1] == work[2] > 0


def test_a_closed_account_is_told_only_to_who_knows_its_password() -> None:
    closed = OfficerFactory(password=PASSWORD, is_active=False)
    unknown = Client().post("/office/sign-in/", {"login": "no@b.example", "password": "wrong"})
    assert said(enter(Client(), closed, "wrong")) == said(unknown)


def test_forgetting_a_password_says_the_same_whoever_it_is() -> None:
    known = OfficerFactory(password=PASSWORD)
    page = reverse("account_reset_password")
    answers = [
        said(Client().post(page, {"email": email}))
        for email in (known.email, "nobody@agency.example")
    ]
    assert answers[0] == answers[1]
    assert list(Letter.objects.values_list("to", flat=True)) == [known.email]


def test_letters_that_set_a_password_anew_are_few() -> None:
    known = OfficerFactory(password=PASSWORD)
    for _time in range(6):
        Client().post(reverse("account_reset_password"), {"email": known.email})
    assert Letter.objects.count() == 3


def test_the_address_of_a_reset_is_dead_in_one_way() -> None:
    """A number of an officer that exists, and one that does not."""
    known = OfficerFactory(password=PASSWORD)
    pages = [
        said(Client().get(f"/office/sign-in/reset/{number}-abc123-{'0' * 32}"))
        for number in (_base36(known.pk), _base36(10**9))
    ]
    assert pages[0] == pages[1]


def _base36(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number, 36)
        letters = "0123456789abcdefghijklmnopqrstuvwxyz"[rest] + letters
    return letters


def test_every_dead_invitation_is_dead_in_one_way() -> None:
    agency = AgencyFactory()

    def invited(number: int) -> str:
        link = "/x/{token}"
        invite_officer(
            actor=None, email=f"new{number}@a.example", name="ก ข", agency=agency, link=link
        )
        body = Letter.objects.order_by("-pk")[0].body
        found = re.search(r"/x/(\S+)", body)
        assert found
        return found[1]

    used, late = invited(1), invited(2)
    accept_invitation(token=used, password="ประโยคยาวมากที่จำได้")
    Invitation.objects.filter(used_at=None).update(expires_at=timezone.now() - timedelta(1))
    pages = [
        said(Client().get(reverse("office:invitation", args=[token])))
        for token in (used, late, "x" * 43)
    ]
    assert {status for status, _to, _page in pages} == {410}
    assert pages[0][2].replace(used, "") == pages[1][2].replace(late, "")
    assert pages[0][2].replace(used, "") == pages[2][2].replace("x" * 43, "")


def test_every_token_that_opens_nothing_is_answered_alike() -> None:
    grant = GrantFactory(role=Role.REPORTER)
    today = bangkok_now().date()

    def made(name: str) -> tuple[AgencyToken, str]:
        return tokens.make_token(
            officer=grant.officer, name=name, acts=["view"], expires_on=today + timedelta(5)
        )

    (_live, live), (late, old), (ended, revoked) = map(made, "xyz")
    AgencyToken.objects.filter(pk=late.pk).update(expires_on=today - timedelta(1))
    AgencyToken.objects.filter(pk=ended.pk).update(revoked_at=timezone.now())
    tried = [old, revoked, live[:-1] + "_", f"{live[:12]}_{'x' * 43}", f"igt_00000000_{'x' * 43}"]
    answers = {
        Client().get("/api/v1/webhooks", headers={"Authorization": f"Bearer {secret}"}).content
        for secret in [*tried, "x", ""]
    }
    assert len(answers) == 1
    assert tokens.caller_with(live) is not None


def test_five_wrong_codes_close_the_second_factor_even_to_the_right_one() -> None:
    secret = generate_totp_secret()
    officer = with_second_factor(OfficerFactory(password=PASSWORD), secret)
    client = Client()
    enter(client, officer)
    for _time in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    late = client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert late.status_code in {200, 429}
    assert client.get("/office/").status_code == 303


def test_a_password_is_not_tried_from_many_addresses_either(settings: Settings) -> None:
    """The lock belongs to the account; who forges where she comes from wins nothing."""
    officer = OfficerFactory(password=PASSWORD)
    for number in range(5):
        enter(Client(headers={"X-Forwarded-For": f"192.0.2.{number}"}), officer, "wrong")
    assert enter(Client(headers={"X-Forwarded-For": "192.0.2.99"}), officer).status_code == 200


def test_many_accounts_are_not_tried_from_one_address() -> None:
    """One password for everybody (spraying)."""
    officers = [OfficerFactory(password=PASSWORD) for _one in range(22)]
    for officer in officers[:-1]:
        enter(Client(), officer, "วันเกิดของฉัน2569")
    assert enter(Client(), officers[-1]).status_code in {200, 429}


def test_what_cannot_be_guessed_is_long_enough() -> None:
    """Of what opens something to whoever holds it."""
    chance = len(receipts_code.ALPHABET) ** (receipts_code.CHANCE + receipts_code.MAC)
    assert chance >= 2**55
    assert len(set(coming_in.ALPHABET)) ** 8 >= 2**36  # a thank-you page, nothing about anybody
    grant = GrantFactory(role=Role.REPORTER)
    _token, secret = tokens.make_token(
        officer=grant.officer, name="x", acts=["view"], expires_on=bangkok_now().date()
    )
    assert len(secret.split("_", 2)[2]) >= 43  # 256 bits


def test_nothing_that_opens_something_is_readable_in_a_copy_of_the_database() -> None:
    agency = AgencyFactory()
    officer: Officer = invite_officer(
        actor=None, email="copy@a.example", name="ก ข", agency=agency, link="/x/{token}"
    )
    found = re.search(r"/x/(\S+)", Letter.objects.get().body)
    assert found
    Letter.objects.all().delete()  # as soon as the mail server took it
    kept = str(list(Invitation.objects.values())) + str(list(Officer.objects.values()))
    assert found[1] not in kept
    assert officer.password.startswith("!")
