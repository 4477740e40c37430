"""Deficiency records in the room of delayed requests."""

from __future__ import annotations

import pytest
from django.test import Client

from infogo.core.dates import long_date
from infogo.pins.models import Pin
from tests.accounts.watching import nothing_changes
from tests.delays.making import Made, counter, day, record, reporter
from tests.manuals.lint.law import enact
from tests.office.people import signed_in
from tests.office.test_delays import address
from tests.office.test_pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def law() -> None:
    enact()


@pytest.fixture
def pin() -> Pin:
    return counter()


@pytest.fixture
def made(pin: Pin) -> Made:
    return Made(pin)


@pytest.fixture
def client(pin: Pin) -> Client:
    return signed_in(reporter(pin.manual.agency))


def test_a_second_deficiency_record_is_refused_and_says_what_to_do(
    client: Client, made: Made
) -> None:
    case = made.case(20)
    said = {"kind": "defect", "basis": "12/2569", "begins_on": long_date(day(9)),
            "missing": "โฉนด", "complete_by": long_date(record().complete_by)}  # fmt: skip
    with nothing_changes():
        bare = client.post(address(case, "pause"), {**said, "missing": "", "complete_by": ""})
    assert bare.status_code == 422
    assert "ใส่รายการเอกสารที่ขาด" in text_of(bare)
    assert "ใส่วันสุดท้ายที่ให้ผู้ยื่นส่งเอกสาร" in text_of(bare)
    assert client.post(address(case, "pause"), said).status_code == 302
    client.post(address(case, "resume"), {"ends_on": long_date(day(5))})
    asked = text_of(client.get(address(case, "pause")))
    assert "ครบ 1 ครั้งแล้ว" in asked and "คืนคำขอพร้อมเหตุผลเป็นหนังสือ (มาตรา 9)" in asked
    with nothing_changes():
        again = client.post(address(case, "pause"), {**said, "begins_on": long_date(day(2))})
    assert again.status_code == 422
    rule = {"kind": "manual_rule", "basis": "คู่มือข้อ 13", "begins_on": long_date(day(2))}
    with nothing_changes():
        other_name = client.post(address(case, "pause"), {**rule, "missing": "รูปถ่าย"})
    assert other_name.status_code == 422
    assert "เอกสารที่ขาดและกำหนดส่งเป็นของบันทึกความบกพร่อง" in text_of(other_name)
    assert client.post(address(case, "pause"), rule).status_code == 302
