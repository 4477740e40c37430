"""Receipts in the workspace: one press for each filing, and only for what is hers."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from infogo.accounts.roles import Role
from infogo.agencies.models import Agency
from infogo.core.dates import long_date
from infogo.core.durations import Duration, DurationUnit
from infogo.delays.receipts import issue_receipt
from infogo.delays.receipts_code import grouped
from infogo.delays.receipts_models import Receipt
from infogo.manuals.models import Procedure, ProcedureStatus
from infogo.pins.models import Pin
from infogo.points.models import PointStatus, ServicePoint
from tests.accounts.watching import nothing_changes
from tests.factories import (
    ACTOR,
    AgencyFactory,
    GrantFactory,
    OfficerFactory,
    PinFactory,
    ServicePointFactory,
    manual_content,
    standard_manual,
)
from tests.office.people import signed_in

pytestmark = pytest.mark.django_db
KEY = "k" * 32


@pytest.fixture
def agency() -> Agency:
    return AgencyFactory()


@pytest.fixture
def pin(agency: Agency) -> Pin:
    return pin_of(agency)


@pytest.fixture
def client(agency: Agency) -> Client:
    officer = OfficerFactory(agency=agency)
    GrantFactory(officer=officer, role=Role.REPORTER)
    return signed_in(officer)


def pin_of(agency: Agency, point: Any = None, **procedure: Any) -> Pin:
    length = Duration.of(Decimal(3), DurationUnit.WORKING_DAY)
    manual = standard_manual(content=manual_content(total=length), owner=agency, **procedure)
    return PinFactory(manual=manual, point=point or ServicePointFactory(agency=agency))


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>|&nbsp;", " ", answer.content.decode()))


def at(name: str, *args: object) -> str:
    return reverse(f"office:{name}", args=args)


def given(pin: Pin, key: str = KEY) -> Receipt:
    return issue_receipt(pin=pin, request_key=key, actor=ACTOR)


def test_one_press_gives_a_receipt_with_its_code(client: Client, pin: Pin) -> None:
    page = client.get(at("receipts"))
    key = re.search(r'name="key" value="(\w+)"', page.content.decode())
    assert key
    done = client.post(at("receipt_issue"), {"pin": pin.pk, "key": key[1], "point": pin.point_id})
    made = Receipt.objects.get()
    assert done.headers["Location"] == at("receipt", made.pk)
    slip = client.get(at("receipt", made.pk))
    assert grouped(made.code) in text_of(slip)
    assert "<svg" in slip.content.decode()
    assert client.get(at("receipt_slip", made.pk)).content.startswith(b"%PDF")
    again = client.post(at("receipt_issue"), {"pin": pin.pk, "key": key[1]})
    assert again.headers["Location"] == at("receipt", made.pk)
    assert Receipt.objects.count() == 1


def test_what_nobody_can_file_any_more_is_not_offered(client: Client, pin: Pin) -> None:
    ended = pin_of(pin.point.agency, pin.point, name_th="ขอเลขที่บ้าน")
    elsewhere = pin_of(pin.point.agency)
    ServicePoint.objects.filter(pk=elsewhere.point_id).update(status=PointStatus.CLOSED)
    Procedure.objects.filter(pk=ended.procedure_id).update(status=ProcedureStatus.WITHDRAWN)
    page = text_of(client.get(at("receipts")))
    assert f"ออกใบรับ: {pin.procedure.name_th}" in page
    assert "ขอเลขที่บ้าน" not in page


def test_a_page_shown_again_gives_nobody_the_receipt_of_somebody_else(
    client: Client, pin: Pin
) -> None:
    first = given(pin)
    other = pin_of(pin.point.agency, pin.point, name_th="ขอเลขที่บ้าน")
    with nothing_changes():
        answer = client.post(
            at("receipt_issue"), {"pin": other.pk, "key": KEY, "point": pin.point_id}
        )
    assert answer.status_code == 422
    assert "ออกใบรับไปแล้ว" in text_of(answer)
    page = answer.content.decode()
    assert "data-once" in page  # fetched anew where the browser kept the page itself
    key = re.search(r'name="key" value="(\w+)"', page)
    assert key
    client.post(at("receipt_issue"), {"pin": other.pk, "key": key[1], "point": pin.point_id})
    made = Receipt.objects.exclude(pk=first.pk).get()
    assert made.manual_id == other.manual_id


def test_while_typing_only_the_services_come(client: Client, pin: Pin) -> None:
    pin_of(pin.point.agency, pin.point, name_th="ขอเลขที่บ้าน")
    asked = {"point": pin.point_id, "q": "เลขที่บ้าน"}
    answer = client.get(at("receipts"), asked, headers={"HX-Request": "true"})
    assert "<main" not in answer.content.decode()
    assert "ออกใบรับ: ขอเลขที่บ้าน" in text_of(answer)
    assert "autofocus" in answer.content.decode()


def test_points_and_receipts_of_others_are_not_there(client: Client, pin: Pin) -> None:
    other = pin_of(AgencyFactory())
    made = given(other)
    sent = {"pin": other.pk, "key": "x" * 32}
    with nothing_changes():
        assert client.post(at("receipt_issue"), sent).status_code == 404
        assert client.get(at("receipt", made.pk)).status_code == 404
        assert client.post(at("receipt_void", made.pk)).status_code == 404
    assert other.point.name_th not in text_of(client.get(at("receipts")))
    found = client.get(at("receipt_find"), {"code": made.code})
    assert found.status_code == 422


def test_a_reporter_of_one_point_gives_receipts_there_alone(agency: Agency, pin: Pin) -> None:
    elsewhere = pin_of(agency)
    officer = OfficerFactory(agency=agency)
    GrantFactory(officer=officer, role=Role.REPORTER, only=[pin.point])
    client = signed_in(officer)
    sent = {"pin": elsewhere.pk, "key": KEY}
    assert client.post(at("receipt_issue"), sent).status_code == 404
    assert client.post(at("receipt_issue"), {**sent, "pin": pin.pk}).status_code == 302


def test_what_was_filed_before_is_dated_then(client: Client, pin: Pin) -> None:
    day = timezone.localdate() - timedelta(days=7)
    sent = {"pin": pin.pk, "key": KEY, "on": long_date(day), "at": "๙.๓๐", "by_channel": "on"}
    assert client.post(at("receipt_issue"), sent).status_code == 302
    made = Receipt.objects.get()
    assert timezone.localtime(made.received_at).strftime("%d %H:%M") == f"{day:%d} 09:30"
    assert made.by_channel


@pytest.mark.parametrize(
    "sent",
    [
        {"on": "1 ม.ค. 2560", "at": "9.00"},
        {"on": "เมื่อวาน", "at": "9.00"},
        {"on": "", "at": "9.00"},
        {"at": "25.99"},
        {"key": "short"},
        {"key": "x" * 99},
    ],
)
def test_a_mistake_is_told_and_nothing_given(
    client: Client, pin: Pin, sent: dict[str, str]
) -> None:
    with nothing_changes():
        answer = client.post(
            at("receipt_issue"), {"pin": pin.pk, "key": KEY, "point": pin.point_id, **sent}
        )
    assert answer.status_code == 422
    assert "ยังทำไม่สำเร็จ" in text_of(answer)


def test_a_manual_without_a_time_gives_no_receipt_and_says_why(
    client: Client, agency: Agency
) -> None:
    content = manual_content(total=None, steps={"state": "none"})
    bare = PinFactory(
        manual=standard_manual(content=content, owner=agency),
        point=ServicePointFactory(agency=agency),
    )
    with nothing_changes():
        answer = client.post(
            at("receipt_issue"), {"pin": bare.pk, "key": KEY, "point": bare.point_id}
        )
    assert answer.status_code == 422
    assert "ระยะเวลารวม" in text_of(answer)


def test_a_scanned_address_leads_to_the_receipt_and_it_is_finished(
    client: Client, pin: Pin
) -> None:
    made = given(pin)
    scanned = {"code": f"https://x.example/receipt/{made.code.lower()}"}
    assert client.get(at("receipt_find"), scanned).headers["Location"] == at("receipt", made.pk)
    bad = client.post(at("receipt_finish", made.pk), {"finished_on": "1 ม.ค. 2560"})
    assert bad.status_code == 422
    today = long_date(timezone.localdate())
    assert client.post(at("receipt_finish", made.pk), {"finished_on": today}).status_code == 302
    assert "ในกำหนด" in text_of(client.get(at("receipt", made.pk)))


def test_a_receipt_given_by_mistake_is_taken_back(client: Client, pin: Pin) -> None:
    made = given(pin)
    client.post(at("receipt_void", made.pk))
    assert "ยกเลิกแล้ว" in text_of(client.get(at("receipt", made.pk)))


def test_a_receipt_finished_by_mistake_is_opened_again_with_a_reason(
    client: Client, pin: Pin
) -> None:
    made = given(pin)
    today = long_date(timezone.localdate())
    page = text_of(client.get(at("receipt", made.pk)))
    assert "เปิดใบรับอีกครั้ง" not in page
    client.post(at("receipt_finish", made.pk), {"finished_on": today})
    assert "เปิดใบรับอีกครั้ง" in text_of(client.get(at("receipt", made.pk)))
    with nothing_changes():
        answer = client.post(at("receipt_reopen", made.pk), {"reason": " "})
    assert answer.status_code == 422
    assert client.post(at("receipt_reopen", made.pk), {"reason": "ปิดผิดใบ"}).status_code == 302
    page = text_of(client.get(at("receipt", made.pk)))
    assert "อยู่ในกำหนด" in page
    assert "ปิดใบรับ" in page
    citizen = text_of(Client().get(f"/receipt/{made.code}"))
    assert "เหลืออีก" in citizen
    other = given(pin_of(AgencyFactory()), "o" * 32)
    with nothing_changes():
        answer = client.post(at("receipt_reopen", other.pk), {"reason": "ปิดผิดใบ"})
    assert answer.status_code == 404


@pytest.mark.parametrize("many", ["pins", "receipts", "points"])
def test_a_busy_counter_costs_no_more_queries(
    client: Client, agency: Agency, pin: Pin, many: str
) -> None:
    counts = []
    for batch in range(2):
        for number in range(5):
            if many == "receipts":
                given(pin, f"{batch}{number}".ljust(32, "k"))
            else:
                pin_of(agency, pin.point if many == "pins" else None)
        path = at("receipts") if many == "points" else f"{at('receipts')}?point={pin.point_id}"
        client.get(path)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(path).status_code == 200
        counts.append(len(caught))
    assert counts[0] == counts[1]
