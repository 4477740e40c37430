"""What an agency's program may do with delayed requests: tell of them, each request once."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from infogo.accounts.models import Officer
from infogo.accounts.tokens import make_token
from infogo.core.dates import bangkok_now
from infogo.core.models import AuditEntry
from infogo.delays.models import DelayCase, DelayNotice, PauseKind
from infogo.delays.services.cases import pause_clock
from tests.accounts.watching import nothing_changes
from tests.delays.making import Made, counter, day, moment, noticed, record, reporter, weekday
from tests.factories import ACTOR
from tests.manuals.lint.law import enact

pytestmark = pytest.mark.django_db


class Program:
    """Calls the API with a token; every request is a new one unless it is given a key."""

    def __init__(self, officer: Officer, *acts: str) -> None:
        self.token, self.secret = make_token(
            officer=officer,
            name="ระบบรับคำขอ",
            acts=acts or ("view", "report"),
            expires_on=bangkok_now().date() + timedelta(days=30),
        )
        self.client = Client()
        self.count = 0
        self("GET", "")  # the first use of a token is noted; later ones only now and then

    def __call__(
        self, method: str, path: str, body: Any = None, *, status: int = 200, key: str | None = None
    ) -> dict[str, Any]:
        self.count += 1
        headers = {"Authorization": f"Bearer {self.secret}"}
        if method != "GET":
            headers["Idempotency-Key"] = key or f"{self.count}"
        answer = self.client.generic(
            method,
            f"/api/v1/delays{path}",
            json.dumps(body) if body is not None else "",
            "application/json",
            headers=headers,
        )
        assert answer.status_code == status, answer.content.decode()
        assert not answer.cookies
        return json.loads(answer.content)


@pytest.fixture(autouse=True)
def law() -> None:
    enact()


@pytest.fixture
def made() -> Made:
    return Made()


@pytest.fixture
def call(made: Made) -> Program:
    return Program(reporter(made.manual.agency))


def request(made: Made, ago: int = 10, **given: Any) -> dict[str, Any]:
    return {
        "manual": made.manual.pk,
        "point": made.point.pk,
        "reference": "อภ 12/2569",
        "received_at": moment(ago).isoformat(),
        **given,
    }


def notice(ago: int = 1, **given: Any) -> dict[str, Any]:
    return {
        "sent_on": day(ago).isoformat(),
        "channel": "online",
        "reason": "committee",
        "text": "รอคณะกรรมการ",
        "expected_on": day(-10).isoformat(),
        **given,
    }


def test_nothing_is_returned_before_its_deficiency_record_allows(call: Program, made: Made) -> None:
    case = made.case(20)
    pause_clock(
        case_id=case.pk, kind=PauseKind.DEFECT, basis="12/2569", begins_on=day(9), actor=ACTOR,
        record=record(),
    )  # fmt: skip
    body = {"decided_on": day(0).isoformat(), "outcome": "returned"}
    with nothing_changes():
        refused = call("POST", f"/{case.pk}/close", body, status=422)
    assert refused["errors"][0]["parameter"] == "decided_on"
    assert "คืนคำขอได้ตั้งแต่" in refused["errors"][0]["message_th"]
    case.pauses.update(complete_by=weekday(3))
    closed = call("POST", f"/{case.pk}/close", body)
    assert closed["outcome"] == "returned"
    # No success of the service: callers since before there were returns still read in_time.
    assert (closed["standing"], closed["ending"]) == ("in_time", "returned")


def test_a_case_is_opened_read_noticed_and_closed(call: Program, made: Made) -> None:
    opened = call("POST", "", request(made, 40), status=201)
    assert opened["ending"] is None
    assert (opened["due_on"], opened["standing"], opened["missed_notices"]) == (
        day(10).isoformat(), "overdue", 1,
    )  # fmt: skip
    case = DelayCase.objects.get(pk=opened["id"])
    assert call.token.prefix in case.noted_by
    told = call("POST", f"/{case.pk}/notices", notice(), status=201)
    assert told["next_notice_due_on"] == day(-11).isoformat()
    full = call("GET", f"/{case.pk}")
    assert full["days"][0]["why_th"] == "วันที่รับคำขอครบถ้วน ไม่นับ"
    assert [(turn["turn"], turn["is_missed"], turn["sent_on"]) for turn in full["notices"]] == [
        (1, True, None), (2, False, day(1).isoformat()),
    ]  # fmt: skip
    closed = call(
        "POST", f"/{case.pk}/close", {"decided_on": day(0).isoformat(), "outcome": "approved"}
    )
    assert (closed["standing"], closed["ending"]) == ("late", "late")
    assert call("GET", "?show=closed")["cases"][0]["id"] == case.pk
    assert call("GET", "")["cases"] == []


def test_a_request_that_comes_twice_acts_once(call: Program, made: Made) -> None:
    first = call("POST", "", request(made), status=201, key="k1")
    with nothing_changes():
        assert call("POST", "", request(made), status=201, key="k1") == first
        call("POST", "", request(made, 9), status=422, key="k1")
    assert DelayCase.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "parameter"),
    [
        ({"reference": "สมชาย ใจดี"}, "reference"),
        ({"reference": "1101700203450"}, "reference"),
        ({"received_at": "2026-01-01T10:00:00"}, "received_at"),
        ({"received_at": "2099-01-01T10:00:00+07:00"}, "received"),
        ({"point": 10**8}, "point"),
        ({"point": 10**12}, "point"),
        ({"name": "สมชาย"}, "name"),
        ({"reference": "1" * 500}, "reference"),
    ],
)
def test_what_cannot_be_used_is_said_in_two_languages(
    call: Program, made: Made, given: dict[str, Any], parameter: str
) -> None:
    with nothing_changes():
        answer = call("POST", "", request(made, **given), status=422)
    (error,) = answer["errors"]
    assert error["parameter"] == parameter
    assert error["message"]
    assert error["message_th"]


def test_a_refused_notice_keeps_nothing_and_its_key_can_be_used_again(
    call: Program, made: Made
) -> None:
    case = made.case(40)
    path = f"/{case.pk}/notices"
    with nothing_changes():
        call("POST", path, notice(reason="invented"), status=422, key="n1")
    call("POST", path, notice(), status=201, key="n2")
    assert DelayNotice.objects.exclude(sent_on=None).count() == 1
    assert AuditEntry.objects.filter(verb="send_delay_notice").count() == 1


def test_what_the_token_may_not_do_is_refused(made: Made) -> None:
    case = made.case(40)
    looks = Program(reporter(made.manual.agency), "view")
    elsewhere = Program(reporter(counter().manual.agency))
    assert looks("GET", f"/{case.pk}")["id"] == case.pk
    with nothing_changes():
        looks("POST", "", request(made), status=403)
        looks("POST", f"/{case.pk}/notices", notice(), status=403)
        elsewhere("GET", f"/{case.pk}", status=404)
        elsewhere("POST", f"/{case.pk}/notices", notice(), status=404)
        elsewhere("POST", "", request(made), status=422)
    assert elsewhere("GET", "")["cases"] == []
    assert Client().get("/api/v1/delays").status_code == 401


def test_the_list_costs_the_same_for_more_rows(call: Program, made: Made) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as caught:
            call("GET", "")
        return len(caught)

    noticed(made.case(40), 1)
    cost()
    few = cost()
    for _n in range(5):
        noticed(made.case(40), 1)
    assert cost() == few
