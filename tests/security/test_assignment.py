"""Mass assignment: what a form does not ask for changes nothing when it is sent along."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from infogo.accounts.models import Grant, Officer
from infogo.accounts.tokens import make_token
from infogo.changes.models import Subscription
from infogo.core.dates import bangkok_now
from infogo.ratings.models import Rating, RatingState
from tests.changes.making import begun
from tests.factories import AgencyFactory, OfficerFactory, standard_manual
from tests.office.people import administrator, signed_in
from tests.ratings.giving import served_manual
from tests.www.rating_forms import send

pytestmark = pytest.mark.django_db
EXTRA: dict[str, Any] = {
    "id": "1",
    "pk": "1",
    "is_active": "on",
    "is_demo": "on",
    "is_staff": "1",
    "is_superuser": "1",
    "password": "x" * 20,
    "role": "central_admin",
    "grants": "central_admin",
    "left_on": "",
    "owner": "1",
    "officer": "1",
    "state": "public",
    "status": "published",
    "is_simulated": "on",
    "created_at": "2000-01-01",
}


def test_inviting_gives_no_right_and_opens_no_account() -> None:
    agency = AgencyFactory()
    client = signed_in(administrator(agency))
    asked = {**EXTRA, "name": "ก ข", "email": "new@a.example", "agency": agency.pk}
    assert client.post(reverse("office:invite"), asked).status_code == 302
    made = Officer.objects.get(email="new@a.example")
    assert (made.is_active, made.is_demo, made.agency) == (False, False, agency)
    assert not made.has_usable_password()
    assert not Grant.objects.filter(officer=made).exists()


def test_an_officer_changes_nothing_of_herself_but_what_is_asked() -> None:
    officer = administrator(AgencyFactory())
    client = signed_in(officer)
    before = Officer.objects.filter(pk=officer.pk).values().get()
    rights = list(Grant.objects.filter(officer=officer).values())
    other = AgencyFactory()
    asked = {**EXTRA, "letters": "off", "agency": other.pk, "email": "x@y.example"}
    client.post(reverse("office:letters"), asked)
    after = Officer.objects.filter(pk=officer.pk).values().get()
    assert {name for name in before if before[name] != after[name]} == {"wants_letters"}
    assert list(Grant.objects.filter(officer=officer).values()) == rights


def test_a_rating_comes_in_as_everybody_s() -> None:
    (manual, point), other = served_manual(), standard_manual()
    asked = {**EXTRA, "reference": "AAAA-BBBB", "manual": str(other.pk), "agency": "1"}
    answer = send(Client(), f"/place/{point.pk}/rate", state="hidden",
                  **{name: text for name, text in asked.items() if name != "state"})  # fmt: skip
    assert answer.status_code == 303
    rating = Rating.objects.get()
    assert (rating.manual, rating.point) == (manual, point)
    assert rating.state == RatingState.PUBLIC
    assert not rating.is_simulated
    assert rating.reference != "AAAA-BBBB"


def test_a_program_decides_nothing_about_its_webhook_but_what_is_asked() -> None:
    begun()
    officer = administrator(AgencyFactory())
    stranger = OfficerFactory()
    _token, secret = make_token(
        officer=officer, name="x", acts=["administer"],
        expires_on=bangkok_now().date() + timedelta(1),
    )  # fmt: skip
    body = {
        "name": "ระบบ ก", "url": "https://hooks.example.go.th/in", "agency": officer.agency_id,
        "owner": stranger.pk, "owner_id": stranger.pk, "state": "active", "position": 10**9,
        "secret": "mine", "verified_at": "2000-01-01T00:00:00Z", "id": 777,
    }  # fmt: skip
    answer = Client().post(
        "/api/v1/webhooks", json.dumps(body), "application/json",
        headers={"Authorization": f"Bearer {secret}", "Idempotency-Key": "x"},
    )  # fmt: skip
    if answer.status_code == 422:
        assert Subscription.objects.count() == 0
        return
    made = Subscription.objects.get()
    assert (made.owner, made.state) == (officer, "verifying")
    assert made.pk != 777 and made.position < 10**9 and made.verified_at is None
    assert "mine" not in made.secret
