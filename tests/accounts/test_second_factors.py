"""What happens to second factors and webhooks when the signing key of the system changes."""

from __future__ import annotations

import io
import logging
import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.urls import reverse

from infogo.accounts.models import Letter, Officer
from infogo.changes.models import Subscription
from infogo.changes.signing import locked_away, taken_out
from infogo.core.models import AuditEntry
from tests.accounts.watching import nothing_changes
from tests.factories import OfficerFactory
from tests.office.people import with_second_factor

pytestmark = pytest.mark.django_db
PASSWORD = "ประโยคยาวที่จำได้"
SECRET = "A" * 32
OLD, NEW = "o" * 50, "n" * 50
WHY = "กุญแจของระบบหาย"


@pytest.fixture
def officer() -> Iterator[Officer]:
    """An officer whose codes were kept under the old key; the new one is in force."""
    with override_settings(SECRET_KEY=OLD):
        made = with_second_factor(OfficerFactory(password=PASSWORD), SECRET)
        RecoveryCodes.activate(made)
    with override_settings(SECRET_KEY=NEW):
        yield made


def answer_to_code(officer: Officer, code: str = "") -> Any:
    """Return what a browser is answered that signs in by password and code."""
    client = Client()
    client.post("/office/sign-in/", {"login": officer.email, "password": PASSWORD})
    now = format_hotp_value(hotp_value(SECRET, int(time.time()) // 30))
    return client.post(reverse("mfa_authenticate"), {"code": code or now})


def test_who_has_codes_of_a_lost_key_is_told_what_to_do_and_nothing_is_lost(
    officer: Officer, caplog: pytest.LogCaptureFixture
) -> None:
    before = list(Authenticator.objects.order_by("pk").values())
    with caplog.at_level(logging.ERROR, "infogo"):
        answer = answer_to_code(officer)

    assert answer.status_code == 409
    page = answer.content.decode()
    assert "คุณไม่ได้ใส่รหัสผิด" in page
    assert "ล้างรหัส" in page
    assert list(Authenticator.objects.order_by("pk").values()) == before
    said = [line.getMessage() for line in caplog.records if line.levelno == logging.ERROR]
    assert any("INFOGO_SECRET_KEY_FALLBACKS" in line for line in said)
    assert SECRET not in caplog.text


def test_who_tries_again_and_again_is_still_told_what_to_do(officer: Officer) -> None:
    """Waiting ten minutes opens nothing; her tries are all left when the key is back."""
    answers = [answer_to_code(officer, "000000") for _try in range(7)]

    assert {answer.status_code for answer in answers} == {409}
    assert "คุณไม่ได้ใส่รหัสผิด" in answers[-1].content.decode()
    with override_settings(SECRET_KEY_FALLBACKS=[OLD]):
        assert answer_to_code(officer).status_code == 302


def test_tries_are_counted_as_long_as_one_of_her_codes_can_be_read(officer: Officer) -> None:
    with override_settings(SECRET_KEY=OLD):
        Authenticator.objects.filter(type="totp").delete()
    with_second_factor(officer, SECRET)
    answers = [answer_to_code(officer, "000000") for _try in range(7)]

    assert answers[-1].status_code == 200
    assert "รอ 10 นาที" in answers[-1].content.decode()


def test_under_a_former_key_codes_are_read_until_they_are_kept_under_the_new_one(
    officer: Officer,
) -> None:
    with override_settings(SECRET_KEY_FALLBACKS=[OLD]):
        codes = Authenticator.objects.get(type="recovery_codes").wrap().generate_codes()
        assert answer_to_code(officer).status_code == 302
        call_command("rekey", stdout=io.StringIO())

    assert answer_to_code(officer, codes[0]).status_code == 302


def test_secrets_of_webhooks_go_under_the_new_key_too(officer: Officer) -> None:
    with override_settings(SECRET_KEY=OLD):
        row = Subscription.objects.create(
            owner=officer, name="x", url="https://a.example", secret=locked_away("whsec_a")
        )
    with override_settings(SECRET_KEY_FALLBACKS=[OLD]):
        assert taken_out(row.secret) == "whsec_a"
        call_command("rekey", stdout=io.StringIO())

    row.refresh_from_db()
    assert taken_out(row.secret) == "whsec_a"


def test_what_no_key_opens_is_named_and_left_as_it_is(officer: Officer) -> None:
    with nothing_changes(), pytest.raises(CommandError, match=f"of officer {officer.pk}"):
        call_command("rekey", stdout=io.StringIO())


def test_an_operator_lets_her_begin_again_by_password(officer: Officer) -> None:
    said = io.StringIO()
    call_command("reset_second_factor", officer.email.upper(), WHY, stdout=said)

    assert re.search("ล้างแล้ว.*รหัสผ่าน แล้ว", said.getvalue())
    assert not Authenticator.objects.exists()
    client = Client()
    client.post("/office/sign-in/", {"login": officer.email, "password": PASSWORD})
    assert client.get("/office/").status_code == 200
    line = AuditEntry.objects.get(verb="reset_second_factor")
    assert (line.target_id, line.detail["reason"]) == (officer.pk, WHY)
    assert WHY in Letter.objects.get(to=officer.email).body


@pytest.mark.parametrize(
    ("email", "reason"), [("no@body.example", WHY), ("plain@agency.example", WHY), ("", "")]
)
def test_nobody_is_reset_by_mistake(officer: Officer, email: str, reason: str) -> None:
    OfficerFactory(email="plain@agency.example")
    with nothing_changes(), pytest.raises(CommandError):
        call_command("reset_second_factor", email or officer.email, reason)
