"""Logs: one line an event whatever was typed, and nothing personal in any of them.

The access log that the law asks for is written apart and is no matter of these tests.
"""

from __future__ import annotations

import logging
import re
from logging.config import DictConfigurator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from infogo.accounts.invitations import invite_officer
from infogo.accounts.letters import send_due_letters
from infogo.accounts.models import Letter
from tests.factories import AgencyFactory, OfficerFactory, standard_manual
from tests.office.people import administrator, signed_in
from tests.office.test_sign_in import PASSWORD, enter
from tests.www.rating_forms import token

pytestmark = pytest.mark.django_db
FORGED = "2026-01-01 00:00:00,000 CRITICAL infogo FORGED"
# How a line may be ended: for a terminal, a pager, a program that reads lines.
ENDINGS = ["%0a", "%0d%0a", "%0b", "%0c", "%1e", "%c2%85", "%e2%80%a8", "%1b[2J", "%08"]
ID_NUMBER = "1101700230708"
OWN_PAGE = {"Sec-Fetch-Site": "same-origin"}
ADDRESS = "192.0.2.77"


def formatters() -> list[logging.Formatter]:
    """Return every formatter that the settings know, as logging would make it."""
    configured = settings.LOGGING
    maker = DictConfigurator(configured)
    return [maker.configure_formatter(dict(each)) for each in configured["formatters"].values()]


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return what was logged, in every form that the settings know."""
    return [
        form.format(record)
        for record in caplog.records
        if not record.exc_info
        for form in formatters()
    ]


@pytest.mark.parametrize("ending", ENDINGS)
def test_nothing_typed_begins_a_line_of_its_own(
    ending: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    typed = f"{ending}{FORGED.replace(' ', '%20')}"
    client = Client(headers={"User-Agent": FORGED, "Referer": f"https://x.example/{typed}"})
    for path in (f"/x{typed}", f"/office/x{typed}", f"/api/v1/x{typed}", f"/en/x{typed}"):
        client.get(path)
    client.post(f"/office/sign-in/?next={typed}", {"login": f"a{typed}@b.example"})
    client.get("/receipt", {"code": f"x\n{FORGED}"})
    logged = lines(caplog)
    assert len(logged) >= 4
    for line in logged:
        assert len(line.splitlines()) == 1, line
        assert "\x1b" not in line and "\x08" not in line, line


def needles(manual: Any) -> list[str]:
    """Do what people do with their own data; return what must be in no log."""
    officer = OfficerFactory(password=PASSWORD, email="needle.officer@agency.example")
    client = Client(REMOTE_ADDR=ADDRESS, headers={"User-Agent": "needle-agent"})
    enter(client, officer, "needle-password")
    client.post("/office/sign-in/", {"login": "needle.stranger@b.example", "password": "x"})
    client.post(reverse("account_reset_password"), {"email": officer.email})
    enter(client, officer)
    client.get(f"/search?q={ID_NUMBER}")
    client.get("/places?near=13.7563,100.5018&q=needle")
    client.get(f"/receipt?code={ID_NUMBER}")
    page = client.get(f"/manual/{manual.procedure_id}/send")
    given = re.search(r'name="token" value="([^"]+)"', page.content.decode())
    assert given
    form = {"token": given[1], "email": "needle.reader@mail.example"}
    sent = client.post(f"/manual/{manual.procedure_id}/send", form, headers=OWN_PAGE)
    assert sent.status_code == 303
    said = {"token": token(), "overall": "1", "comment": f"โทร 0812345678 {ID_NUMBER}"}
    client.post(f"/manual/{manual.procedure_id}/rate", said, headers=OWN_PAGE)
    client.get("/api/v1/volumes/1/2026-01", headers={"Authorization": "Bearer igt_needle"})
    client.post("/mcp", {"query": ID_NUMBER}, "application/json")
    client.get("/", headers={"Host": f"{ID_NUMBER}.example"})
    invite_officer(
        actor=None, email="needle.new@a.example", name="เข็ม ในกองฟาง",
        agency=AgencyFactory(), link="https://infogo.example/office/invitation/{token}",
    )  # fmt: skip
    send_due_letters()
    signed_in(administrator(AgencyFactory())).post(
        reverse("office:invite"), {"name": "เข็ม ในกองฟาง", "email": "not an address"}
    )
    return ["needle", ID_NUMBER, ADDRESS, "0812345678", "เข็ม", "100.5018", officer.name_th]


def test_nobody_is_in_any_log(caplog: pytest.LogCaptureFixture) -> None:
    """At the most talkative level that production accepts."""
    caplog.set_level(logging.INFO)
    hidden = needles(standard_manual())
    logging.getLogger("infogo").info("the log is read")
    logged = "\n".join(lines(caplog))
    assert "the log is read" in logged
    # A host that is not ours is named where it is refused: it is no reader's.
    about_people = "\n".join(line for line in logged.splitlines() if "HTTP_HOST" not in line)
    assert [word for word in hidden if word in about_people] == []


def test_secrets_in_addresses_are_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    """A way that does not fit is told with its path: not where the path opens something."""
    caplog.set_level(logging.INFO)
    officer = OfficerFactory(password=PASSWORD)
    Client().post(reverse("account_reset_password"), {"email": officer.email})
    secret = Letter.objects.get().body.split("/reset/")[1].split()[0]
    client = Client()
    for path in (f"/office/sign-in/reset/{secret}", "/office/sign-in/invitation/" + "s3cret" * 7):
        for method in ("PUT", "DELETE", "PATCH"):
            client.generic(method, path)
        client.get(path + "/x")
    logged = "\n".join(lines(caplog))
    assert secret not in logged
    assert "s3cret" not in logged
