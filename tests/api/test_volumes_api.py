"""What an agency's program may do with a token: read and send its reports, each request once."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from infogo.accounts.perms import Rights
from infogo.accounts.tokens import make_token
from infogo.agencies.models import Agency
from infogo.core.dates import bangkok_now
from infogo.core.models import AuditEntry
from infogo.pins.models import Pin
from infogo.volumes.models import MonthlyReport, VolumeRow
from tests.accounts.watching import nothing_changes
from tests.factories import AgencyFactory
from tests.volumes.forms import GOOD, enact_form, last_month, pins_of, rights_of

pytestmark = pytest.mark.django_db
MONTH = f"{last_month():%Y-%m}"


@pytest.fixture
def agency() -> Agency:
    enact_form()
    return AgencyFactory()


class Program:
    """Calls the API with a token; every request is a new one unless it is given a key."""

    def __init__(self, rights: Rights, *acts: str) -> None:
        last_day = bangkok_now().date() + timedelta(days=30)
        self.token, self.secret = make_token(
            officer=rights.officer,
            name="ระบบ",
            acts=acts or ("view", "report"),
            expires_on=last_day,
        )
        self.client = Client()
        self.count = 0

    def __call__(
        self, method: str, path: str, body: Any = None, *, status: int = 200, key: str | None = None
    ) -> dict[str, Any]:
        self.count += 1
        headers = {"Authorization": f"Bearer {self.secret}"}
        if method != "GET":
            headers["Idempotency-Key"] = f"{self.count}" if key is None else key
        answer = self.client.generic(
            method,
            f"/api/v1/volumes/{path}",
            json.dumps(body) if body is not None else "",
            "application/json",
            headers=headers,
        )
        assert answer.status_code == status, answer.content.decode()
        assert not answer.cookies
        assert answer["Cache-Control"] == "no-store"
        return json.loads(answer.content)


def row(pin: Pin, **values: Any) -> dict[str, Any]:
    return {"manual": pin.manual_id, "point": pin.point_id, "values": {**GOOD, **values}}


def test_a_month_is_read_told_and_submitted(agency: Agency) -> None:
    pins = pins_of(agency, 2)
    call, path = Program(rights_of(agency)), f"{agency.pk}/{MONTH}"
    empty = call("GET", path)
    assert [(each["manual"], each["point"]) for each in empty["rows"]] == [
        (pin.manual_id, pin.point_id) for pin in pins
    ]
    assert all(each["values"] == {} for each in empty["rows"])
    assert {"name", "label", "label_en", "kind", "required"} == set(empty["fields"][0])

    told = [row(pins[0], fee_satang=150050, average_duration=2.5, duration_unit="day")]
    told.append({"manual": pins[1].manual_id, "point": pins[1].point_id, "is_zero": True})
    saved = call("PUT", path, {"rows": told})
    assert saved == {
        "agency": agency.pk,
        "month": MONTH,
        "state": "draft",
        "changed": 2,
        "expected": 2,
        "filled": 2,
        "is_late": False,
    }
    first, second = call("GET", path)["rows"]
    expected = {**GOOD, "fee_satang": 150050, "average_duration": "2.5", "duration_unit": "day"}
    assert first["values"] == expected
    assert second["is_zero"]
    assert second["values"]["received"] == 0

    assert call("POST", f"{path}/submit")["state"] == "submitted"
    assert AuditEntry.objects.filter(detail__via=call.token.prefix).count() == 2
    problem = call("PUT", path, {"rows": told}, status=409)
    assert "เปิดให้แก้ใหม่ก่อน" in problem["title_th"]
    assert problem["title"].isascii()


def test_what_is_wrong_is_said_line_by_line_and_nothing_is_kept(agency: Agency) -> None:
    good, bad = pins_of(agency, 2)
    (other,) = pins_of(AgencyFactory())
    call, path = Program(rights_of(agency)), f"{agency.pk}/{MONTH}"
    for wrong, place in (
        (row(bad, received=-1), f"{bad.manual_id}-{bad.point_id}.received"),
        (row(bad, received=1.5), f"{bad.manual_id}-{bad.point_id}.received"),
        (row(bad, received="สิบ"), f"{bad.manual_id}-{bad.point_id}.received"),
        (row(bad, received=10**12), f"{bad.manual_id}-{bad.point_id}.received"),
        *(
            (row(bad, fee_satang=fee), f"{bad.manual_id}-{bad.point_id}.fee_satang")
            for fee in ("1 บาทกว่า", "150050", 1500.5, -1, 10**16)
        ),
        (row(bad, nonsense=1), f"{bad.manual_id}-{bad.point_id}.nonsense"),
        (row(other), f"{other.manual_id}-{other.point_id}"),
    ):
        with nothing_changes():
            problem = call("PUT", path, {"rows": [row(good), wrong]}, status=422)
        (error,) = problem["errors"]
        assert error["parameter"] == place
        assert error["message"].isascii()
        assert error["message_th"]
    for body in ({"rows": [{**row(good), "point": "x"}]}, {"rows": [{**row(good), "x": 1}]}, {}):
        with nothing_changes():
            call("PUT", path, body, status=422)
    with nothing_changes():
        problem = call("POST", f"{path}/submit", status=422)
    assert len(problem["errors"]) == 2


def test_money_is_satang_however_a_program_writes_its_numbers(agency: Agency) -> None:
    (pin,) = pins_of(agency)
    call, path = Program(rights_of(agency)), f"{agency.pk}/{MONTH}"
    call("PUT", path, {"rows": [row(pin, fee_satang=150050.0)]})
    assert call("GET", path)["rows"][0]["values"]["fee_satang"] == 150050
    with nothing_changes():
        problem = call("PUT", path, {"rows": [row(pin, fee_satang="150050")]}, status=422)
    assert "satang" in problem["errors"][0]["message"]


def test_a_request_is_done_once_however_often_it_comes(agency: Agency) -> None:
    (pin,) = pins_of(agency)
    call, path = Program(rights_of(agency)), f"{agency.pk}/{MONTH}"
    first = call("POST", path, {"rows": [row(pin)]}, key="nightly-1")
    VolumeRow.objects.update(received=999)
    assert call("POST", path, {"rows": [row(pin)]}, key="nightly-1") == first
    assert VolumeRow.objects.get().received == 999
    with nothing_changes():
        call("POST", path, {"rows": [row(pin, received=1)]}, key="nightly-1", status=422)
        call("POST", path, {"rows": [row(pin)]}, key="", status=422)
        call("POST", path, {"rows": [row(pin)]}, key="x" * 101, status=422)
    call("POST", path, {"rows": [row(pin, received=None)]}, key="nightly-2")
    assert VolumeRow.objects.get().received is None


def test_a_refused_request_may_be_mended_under_its_key(agency: Agency) -> None:
    (pin,) = pins_of(agency)
    call, path = Program(rights_of(agency)), f"{agency.pk}/{MONTH}"
    call("PUT", path, {"rows": [row(pin, received=-1)]}, key="k", status=422)
    assert call("PUT", path, {"rows": [row(pin)]}, key="k")["changed"] == 1


def test_it_may_do_what_was_chosen_and_what_her_right_covers(agency: Agency) -> None:
    (pin,) = pins_of(agency)
    neighbour = AgencyFactory()
    reader = Program(rights_of(agency), "view")
    path, body = f"{agency.pk}/{MONTH}", {"rows": [row(pin)]}
    assert reader("GET", path)["rows"]
    with nothing_changes():
        reader("PUT", path, body, status=403)
        reader("POST", f"{path}/submit", status=403)
    writer = Program(rights_of(agency))
    for method, each in (("GET", None), ("PUT", body)):
        with nothing_changes():
            problem = writer(method, f"{neighbour.pk}/{MONTH}", each, status=404)
        assert "ไม่พบหน่วยงาน" in problem["title_th"]
    narrow = Program(rights_of(agency, only=[pin.point]))
    pins_of(agency, 2)
    assert len(narrow("GET", path)["rows"]) == 1
    assert narrow("PUT", path, body)["changed"] == 1
    with nothing_changes():
        narrow("POST", f"{path}/submit", status=403)


@pytest.mark.parametrize(
    "headers", [{}, {"Authorization": "Bearer igt_00000000_" + "a" * 43}, {"Authorization": "x"}]
)
def test_without_a_token_nobody_gets_in(agency: Agency, client: Client, headers: Any) -> None:
    for method in ("get", "put", "post"):
        with nothing_changes():
            answer = getattr(client, method)(
                f"/api/v1/volumes/{agency.pk}/{MONTH}", headers=headers
            )
        assert answer.status_code == 401
        assert answer["WWW-Authenticate"] == "Bearer"
        assert answer["Content-Type"] == "application/problem+json"


def test_a_month_that_cannot_be_is_said(agency: Agency) -> None:
    call = Program(rights_of(agency))
    for month, status in (("2569-10", 422), ("x", 422), ("2199-01", 409), ("2010-01", 409)):
        call("GET", f"{agency.pk}/{month}", status=status)
    assert not MonthlyReport.objects.exists()


def test_reading_costs_the_same_for_twice_the_rows(agency: Agency) -> None:
    call = Program(rights_of(agency))
    call("GET", f"{agency.pk}/{MONTH}")
    costs = []
    for _each in range(2):
        pins_of(agency, 3)
        with CaptureQueriesContext(connection) as asked:
            call("GET", f"{agency.pk}/{MONTH}")
        costs.append(len(asked))
    assert costs[0] == costs[1]
