"""Webhooks kept by an agency's program with a token, within what its officer administers."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from infogo.accounts.models import Officer
from infogo.accounts.tokens import make_token
from infogo.changes.models import DeadLetter, Subscription, SubscriptionState
from infogo.changes.services import MOST_SUBSCRIPTIONS
from infogo.changes.signing import taken_out
from infogo.core.dates import bangkok_now
from tests.accounts.watching import nothing_changes
from tests.changes.making import begun
from tests.factories import AgencyFactory
from tests.office.people import administrator, central_officer

pytestmark = pytest.mark.django_db
URL = "https://hooks.example.go.th/in?a=1"


class Program:
    """Calls the API with a token of an officer."""

    def __init__(self, officer: Officer, *acts: str) -> None:
        last_day = bangkok_now().date() + timedelta(days=30)
        chosen = acts or ("administer",)
        _token, self.secret = make_token(
            officer=officer, name="ระบบ", acts=chosen, expires_on=last_day
        )
        self.count = 0

    def __call__(self, method: str, path: str, body: Any = None, *, status: int = 200) -> Any:
        self.count += 1
        headers = {"Authorization": f"Bearer {self.secret}", "Idempotency-Key": f"{self.count}"}
        answer = Client().generic(
            method, f"/api/v1/webhooks{path}", json.dumps(body), "application/json", headers=headers
        )
        assert answer.status_code == status, answer.content.decode()
        return json.loads(answer.content) if answer.content else None


@pytest.fixture
def officer() -> Officer:
    begun()
    return administrator(AgencyFactory())


def wanted(officer: Officer, **values: Any) -> dict[str, Any]:
    return {"name": "ระบบ ก", "url": URL, "agency": officer.agency_id, **values}


def test_it_is_made_read_changed_and_ended(officer: Officer) -> None:
    call = Program(officer)
    made = call("POST", "", wanted(officer, kinds=["points"]), status=201)
    row = Subscription.objects.get()
    assert made["secret"] == taken_out(row.secret)
    assert made["secret"] not in row.secret
    assert (made["state"], made["position"]) == ("verifying", 1)
    (listed,) = call("GET", "")["webhooks"]
    assert listed["secret"] is None
    path = f"/{row.pk}"
    assert call("POST", f"{path}/pause")["state"] == "paused"
    assert call("POST", f"{path}/resume", {})["state"] == "verifying"
    assert call("POST", f"{path}/secret")["secret"] != made["secret"]
    row.refresh_from_db()
    assert taken_out(row.old_secret) == made["secret"]
    assert row.old_until is not None
    call("DELETE", path, status=204)
    assert not Subscription.objects.exists()
    call("GET", path, status=404)


@pytest.mark.parametrize(
    "change",
    [
        {"url": "http://hooks.example.go.th/"},
        {"url": "https://hooks.example.go.th:22/"},
        {"url": "https://name:word@hooks.example.go.th/"},
        {"url": "ftp://hooks.example.go.th/"},
        {"url": "https://hooks.example.go.th/\r\nX: y"},
        {"url": "https://" + "a" * 500},
        {"name": " "},
        {"kinds": ["secrets"]},
        {"agencies": [2**31 - 1]},
        {"agency": None},
        {"agency": 2**31 - 1},
    ],
)
def test_what_cannot_be_is_refused(officer: Officer, change: dict[str, Any]) -> None:
    call = Program(officer)
    with nothing_changes():
        call("POST", "", wanted(officer, **change), status=422)


def test_a_text_that_no_database_keeps_is_refused_before_it_is_read(officer: Officer) -> None:
    call = Program(officer)
    with nothing_changes():
        answer = call("POST", "", wanted(officer, name="ก\x00"), status=400)
    assert "NUL" in answer["title"]


def test_nobody_keeps_what_is_another_agency_s(officer: Officer) -> None:
    call = Program(officer)
    other = administrator(AgencyFactory())
    theirs = Program(other)("POST", "", wanted(other), status=201)
    assert call("GET", "")["webhooks"] == []
    with nothing_changes():
        call("POST", "", wanted(other), status=422)
        call("DELETE", f"/{theirs['id']}", status=404)
        call("POST", f"/{theirs['id']}/pause", status=404)
    centre = Program(central_officer())
    assert [one["id"] for one in centre("GET", "")["webhooks"]] == [theirs["id"]]
    assert centre("POST", "", wanted(other, agency=None), status=201)["agency"] is None


def test_a_token_without_the_act_and_nobody_at_all(officer: Officer, client: Client) -> None:
    call = Program(officer, "view")
    with nothing_changes():
        call("GET", "", status=403)
        call("POST", "", wanted(officer), status=403)
        assert client.get("/api/v1/webhooks").status_code == 401


def test_an_agency_has_so_many(officer: Officer) -> None:
    call = Program(officer)
    for number in range(MOST_SUBSCRIPTIONS):
        call("POST", "", wanted(officer, url=f"{URL}{number}"), status=201)
    with nothing_changes():
        call("POST", "", wanted(officer), status=422)


def test_what_stood_in_the_way_can_be_left_behind(officer: Officer) -> None:
    call = Program(officer)
    path = f"/{call('POST', '', wanted(officer), status=201)['id']}"
    now = timezone.now()
    Subscription.objects.update(state=SubscriptionState.STOPPED, verified_at=now, position=0)
    row = Subscription.objects.get()
    DeadLetter.objects.create(
        subscription=row,
        message="chg_1",
        body="{}",
        attempts=9,
        first_failed_at=now,
        died_at=now,
    )
    assert call("POST", f"{path}/resume", {"skip": True})["position"] == 1
    assert DeadLetter.objects.exists()


def test_a_place_that_is_kept_no_more_is_not_resumed(officer: Officer) -> None:
    call = Program(officer)
    path = f"/{call('POST', '', wanted(officer), status=201)['id']}"
    Subscription.objects.update(state=SubscriptionState.PAUSED, position=-1)
    with nothing_changes():
        call("POST", f"{path}/resume", {}, status=422)
