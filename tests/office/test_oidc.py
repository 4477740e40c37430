"""Signing in by an OpenID provider, against a certified one that runs on this machine."""

from __future__ import annotations

import json
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from config.oidc import read_providers
from infogo.accounts import invitations, services
from infogo.accounts.models import Letter, Officer, SignIn
from infogo.accounts.roles import Role
from tests.accounts.watching import nothing_changes
from tests.factories import AgencyFactory, GrantFactory, OfficerFactory

pytestmark = [pytest.mark.django_db, pytest.mark.oidc]
FOLDER = Path(__file__).resolve().parents[1] / "oidc"
ID, SECRET = "infogo", "the-tests-secret"
SUBJECT = "officer-of-the-tests"
BACK = "http://testserver/office/sign-in/with/test/back"
SIGNED_OUT = "http://127.0.0.1:8000/office/sign-in/signed-out"
PATIENCE = 20


@pytest.fixture(scope="session")
def issuer() -> Iterator[str]:
    """The address of a provider that signs in whomever it is told to."""
    node = shutil.which("node")
    assert node, "node is needed (Debian: apt-get install nodejs npm)"
    assert (FOLDER / "node_modules").is_dir(), "run first: npm ci --prefix tests/oidc"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [node, "provider.mjs", str(port), ID, SECRET, BACK, SIGNED_OUT]
    with subprocess.Popen(command, cwd=FOLDER, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        assert server.stdout.readline() == "ready\n"
        yield f"http://127.0.0.1:{port}"
        server.terminate()


@pytest.fixture
def provider(issuer: str, settings: Settings, tmp_path: Path) -> str:
    """The provider, configured as an operator would, by discovery."""
    configure(settings, tmp_path, {"server_url": issuer})
    return issuer


def configure(settings: Settings, folder: Path, how: dict[str, Any]) -> None:
    file = folder / "oidc.json"
    entry = {"id": "test", "name": "ผู้ให้บริการทดสอบ", "client_id": ID, "client_secret": SECRET}
    file.write_text(json.dumps([{**entry, **how}]))
    given = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {**given, "APPS": read_providers(str(file))}
    }


def answer_of(begun: Any, subject: str) -> str:
    """Sign in at the provider as ``subject``; return the address to which it sends her back."""
    assert begun.status_code == 302, begun.content
    with requests.Session() as browser:
        asked = browser.get(begun.headers["Location"], timeout=PATIENCE)
        assert asked.text == "who are you?"
        step = browser.get(f"{asked.url}?sub={subject}", allow_redirects=False, timeout=PATIENCE)
        while not step.headers["Location"].startswith(BACK):
            step = browser.get(step.headers["Location"], allow_redirects=False, timeout=PATIENCE)
    found: str = step.headers["Location"]
    return found


def sign_in(client: Client, subject: str, start: str = "/office/sign-in/with/test") -> Any:
    return client.get(answer_of(client.get(start), subject))


def known(subject: str = SUBJECT) -> Officer:
    officer = OfficerFactory()
    SocialAccount.objects.create(user=officer, provider="test", uid=subject)
    return officer


@contextmanager
def stays_outside(client: Client) -> Iterator[None]:
    with nothing_changes():
        yield
    assert client.get(reverse("office:home")).status_code == 303


def test_a_known_officer_comes_in_and_nothing_about_her_is_kept(
    provider: str, client: Client
) -> None:
    officer = known()
    answer = sign_in(client, SUBJECT)

    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("office:home"))
    assert officer.name_th in client.get(reverse("office:home")).content.decode()
    line = SignIn.objects.get()
    assert (line.officer, line.method, line.outcome) == (officer, "ผู้ให้บริการทดสอบ", "signed_in")
    assert SocialAccount.objects.get().extra_data == {}


def test_manual_endpoints_do_as_well_as_discovery(
    issuer: str, client: Client, settings: Settings, tmp_path: Path
) -> None:
    known()
    endpoints = {
        "issuer": issuer,
        "authorization_endpoint": f"{issuer}/auth",
        "token_endpoint": f"{issuer}/token",
        "jwks_uri": f"{issuer}/jwks",
        "userinfo_endpoint": f"{issuer}/me",
    }
    configure(settings, tmp_path, {"endpoints": endpoints, "fetch_userinfo": True})

    assert sign_in(client, SUBJECT).status_code == 302
    assert client.get(reverse("office:home")).status_code == 200


def test_the_request_carries_state_and_a_pkce_challenge(provider: str, client: Client) -> None:
    begun = client.get("/office/sign-in/with/test")
    query = parse_qs(urlsplit(begun.headers["Location"]).query)

    assert query["code_challenge_method"] == ["S256"]
    assert query["scope"] == ["openid"]
    assert len(query["state"][0]) >= 16


def test_an_unknown_person_gets_no_account_and_is_told_how_to_begin(
    provider: str, client: Client
) -> None:
    with stays_outside(client):
        answer = sign_in(client, "a-stranger")

    assert answer.status_code == 403
    assert "ขอคำเชิญจากผู้ดูแล" in answer.content.decode()


def test_a_forged_state_is_refused(provider: str, client: Client) -> None:
    known()
    back = answer_of(client.get("/office/sign-in/with/test"), SUBJECT)
    with stays_outside(client):
        answer = client.get(re.sub(r"state=[^&]+", "state=forged", back))

    assert answer.status_code == 401
    assert "เข้าสู่ระบบไม่สำเร็จ" in answer.content.decode()


def test_an_answer_cannot_be_used_in_another_browser_or_twice(
    provider: str, client: Client
) -> None:
    known()
    back = answer_of(client.get("/office/sign-in/with/test"), SUBJECT)
    thief = Client()
    with stays_outside(thief):
        assert thief.get(back).status_code == 401
    assert client.get(back).status_code == 302
    client.post(reverse("account_logout"))
    assert client.get(back).status_code == 401


@pytest.mark.parametrize("fault", ["wrong-audience", "expired", "forged"])
def test_a_token_that_is_not_for_us_now_is_refused(
    provider: str, client: Client, fault: str
) -> None:
    known(fault)
    with stays_outside(client):
        answer = sign_in(client, fault)

    assert answer.status_code == 401


def test_a_refusal_at_the_provider_is_no_error(provider: str, client: Client) -> None:
    begun = client.get("/office/sign-in/with/test")
    state = parse_qs(urlsplit(begun.headers["Location"]).query)["state"][0]
    answer = client.get(f"{BACK}?error=access_denied&state={state}", follow=True)

    assert "ยังไม่ได้เข้าสู่ระบบ" in answer.content.decode()


def test_an_invitation_joins_the_provider_to_the_account(provider: str, client: Client) -> None:
    agency = AgencyFactory()
    officer = invitations.invite_officer(
        actor=None, email="new@agency.example", name="คนใหม่", agency=agency, link="{token}"
    )
    token = re.findall(r"^\S{40,}$", Letter.objects.get().body, re.M)[0]
    answer = sign_in(client, "brand-new", f"/office/sign-in/invitation/{token}/with/test")

    assert answer.status_code == 302
    assert "คนใหม่" in client.get(reverse("office:home")).content.decode()
    joined = SocialAccount.objects.get()
    assert (joined.user, joined.uid) == (officer, "brand-new")
    officer.refresh_from_db()
    assert not officer.has_usable_password()
    stranger = Client()
    with stays_outside(stranger):
        again = stranger.get(f"/office/sign-in/invitation/{token}/with/test")
    assert again.status_code == 410


def test_an_officer_who_left_stays_outside(provider: str, client: Client) -> None:
    officer = known()
    services.officer_leaves(actor=None, officer=officer, reason="ย้ายหน่วยงาน")
    with stays_outside(client):
        answer = sign_in(client, SUBJECT)

    assert answer.headers["Location"] == reverse("account_inactive")
    assert SignIn.objects.get().outcome == "refused"


@pytest.mark.parametrize(("is_strong", "lands"), [(False, 303), (True, 200)])
def test_a_strong_provider_counts_as_second_factor(
    issuer: str,
    client: Client,
    settings: Settings,
    tmp_path: Path,
    is_strong: bool,
    lands: int,
) -> None:
    configure(settings, tmp_path, {"server_url": issuer, "is_second_factor": is_strong})
    GrantFactory(officer=known(), role=Role.AGENCY_ADMIN)
    sign_in(client, SUBJECT)

    assert client.get(reverse("office:home")).status_code == lands


def test_a_citizens_number_is_not_kept(
    issuer: str, client: Client, settings: Settings, tmp_path: Path
) -> None:
    configure(settings, tmp_path, {"server_url": issuer, "subject_is_citizen_number": True})
    officer = OfficerFactory(password="ประโยคยาวที่จำได้")
    client.force_login(officer)
    connected = sign_in(client, "1234567890123", "/office/sign-in/with/test?process=connect")
    assert connected.status_code == 302
    client.post(connected.headers["Location"], {"password": "ประโยคยาวที่จำได้"})

    uid = SocialAccount.objects.get(user=officer).uid
    assert len(uid) == 64
    assert "1234567890123" not in uid


def test_signing_out_leads_to_the_providers_own_end(
    issuer: str, client: Client, settings: Settings, tmp_path: Path
) -> None:
    configure(
        settings, tmp_path, {"server_url": issuer, "end_session_endpoint": f"{issuer}/session/end"}
    )
    known()
    sign_in(client, SUBJECT)
    answer = client.post(reverse("account_logout"), follow=True)
    page = answer.content.decode()

    assert client.get(reverse("office:home")).status_code == 303
    link = re.search(r'href="([^"]+/session/end[^"]+)"', page)
    assert link
    there = requests.get(link[1].replace("&amp;", "&"), timeout=PATIENCE)
    assert there.status_code == 200
    assert "post_logout_redirect_uri" in link[1]


def test_another_site_cannot_begin_a_sign_in(provider: str, client: Client) -> None:
    answer = client.get("/office/sign-in/with/test", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403


def test_a_provider_that_is_not_there_is_said_in_thai(
    client: Client, settings: Settings, tmp_path: Path
) -> None:
    configure(settings, tmp_path, {"server_url": "http://127.0.0.1:9"})
    answer = client.get("/office/sign-in/with/test")

    assert answer.status_code == 503
    assert "ไม่ตอบในขณะนี้" in answer.content.decode()
