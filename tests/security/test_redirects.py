"""Nobody is led to another site by an address of ours, and nothing ends a header early."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from infogo.accounts.models import Letter
from tests.factories import AgencyFactory, OfficerFactory, PinFactory, standard_manual
from tests.office.people import administrator, signed_in
from tests.office.test_sign_in import PASSWORD

pytestmark = pytest.mark.django_db
ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "////evil.example",
    "/\\evil.example/",
    "\\\\evil.example/",
    "/\t/evil.example/",
    "/\n/evil.example/",
    "https:evil.example",
    "http:///evil.example",
    "https://testserver@evil.example/",
    "https://testserver.evil.example/",
    "//evil%E3%80%82example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    " //evil.example",
    "%2f%2fevil.example",
    "/%09/evil.example",
]


def leads_away(location: str) -> bool:
    """Whether a browser would leave our site for this address."""
    plain = "".join(letter for letter in location if letter > " ").replace("\\", "/")
    parts = urlsplit(plain)
    if plain.startswith("//"):
        return True
    return bool(parts.scheme or parts.netloc) and parts.netloc != "testserver"


def test_signing_in_never_leads_to_another_site() -> None:
    officer = OfficerFactory(password=PASSWORD)
    for address in ELSEWHERE:
        words = {"login": officer.email, "password": PASSWORD, "next": address}
        answer = Client().post("/office/sign-in/", words)
        assert answer.status_code == 302, address
        assert not leads_away(answer.headers["Location"]), address


@pytest.mark.parametrize("address", ELSEWHERE[::3])
def test_no_way_of_the_workspace_leads_to_another_site(address: str) -> None:
    """Whatever stands in ``next`` or any such word, before and after signing in."""
    asked = "&".join(
        f"{name}={quote(address)}" for name in ("next", "back", "url", "return", "to", "by")
    )
    hers = signed_in(administrator(AgencyFactory()))
    for client in (Client(), hers):
        for path in (
            reverse("account_login"),
            reverse("account_logout"),
            reverse("account_reauthenticate"),
            reverse("office:signed_out"),
            reverse("office:home"),
        ):
            answer = client.get(f"{path}?{asked}")
            assert not leads_away(answer.headers.get("Location", "/")), path
            if answer.status_code == 200:
                assert 'href="javascript:' not in answer.content.decode().lower()
    out = hers.post(f"{reverse('account_logout')}?{asked}", {"next": address})
    assert not leads_away(out.headers["Location"])


@pytest.mark.parametrize("path", ["//evil.example/%2e%2e", "/\\evil.example", "/en//evil.example/"])
def test_no_path_leads_to_another_site(path: str) -> None:
    answer = Client().get(path)
    assert not leads_away(answer.headers.get("Location", "/"))


SPLITTING = ["%0d%0aX-Evil:%20yes", "%0aX-Evil:%20yes", "%E5%98%8D%E5%98%8AX-Evil:%20yes", "%00x"]


@pytest.mark.parametrize("words", SPLITTING)
def test_nothing_typed_ends_a_header(words: str) -> None:
    """Response splitting: what is written into Location, Content-Disposition or a cookie."""
    manual = standard_manual()
    pin = PinFactory(manual=manual)
    asked = f"/manual/{manual.procedure_id}"
    for path in (
        f"/receipt?code={words}",
        f"{asked}/due?filed={words}",
        f"{asked}/calculate?x={words}",
        f"{asked}/at/{manual.agency_id}?prov={words}",
        f"{asked}.txt?prov={words}",
        f"{asked}/manual.pdf?a={words}",
        f"/place/{pin.point_id}?manual={words}",
        f"/plan?m={words}",
        f"/plan/calculate?m={words}",
        f"/oembed?url={words}",
        f"/search?q={words}",
        f"/x/{words}/",
        f"/office/?next={words}",
        f"/office/{words}",
        f"/office/sign-in/signed-out?by={words}",
        f"/api/v1/agencies?after={words}",
        f"/files/1/{words}",
    ):
        answer = Client().get(path)
        assert answer.status_code < 500, path
        assert "X-Evil" not in answer.headers
        for value in answer.headers.values():
            assert "\r" not in value and "\n" not in value


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "testserver.evil.example",
        "testserver@evil.example",
        "testserver:80@evil.example",
        "evil.example:80#testserver",
        "testserver/evil.example",
        "testserver\tevil",
        "",
        "[::1",
        "x" * 300,
    ],
)
def test_a_host_that_is_not_ours_is_refused(host: str) -> None:
    for path in ("/", "/office/sign-in/", "/api/v1/search?q=x", "/sitemap.xml"):
        answer = Client(headers={"Host": host}).get(path)
        if host:
            assert answer.status_code == 400, path
        assert "evil" not in answer.content.decode(errors="replace")


def test_letters_name_our_own_host_whatever_was_asked() -> None:
    """Password reset poisoning."""
    officer = OfficerFactory(password=PASSWORD)
    Client(headers={"Host": "localhost:4444", "X-Forwarded-Host": "evil.example"}).post(
        reverse("account_reset_password"), {"email": officer.email}
    )
    body = Letter.objects.get().body
    assert "evil.example" not in body
    assert "localhost:4444" not in body
