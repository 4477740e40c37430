"""A copy of the manual: where to ask for it, and what it costs only where the manual says so."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import translation

from infogo.core.dates import bangkok_now
from infogo.display.copying import copy_cost, copy_words
from infogo.display.legal import legal_page
from infogo.manuals.chain import verify_revisions
from infogo.manuals.content import ManualContent
from infogo.manuals.copying import CopyFee
from infogo.manuals.selectors import merged_manual
from tests.factories import manual_content, standard_manual


@pytest.mark.parametrize(
    ("fee", "cost"),
    [
        (None, None),
        (CopyFee(amount_satang=0), "ไม่คิดค่าสำเนา"),
        (CopyFee(amount_satang=200), "ค่าสำเนา 2 บาท"),
        (CopyFee(amount_satang=150, per="หน้า"), "ค่าสำเนา 1.50 บาท ต่อหน้า"),
    ],
)
def test_what_a_copy_costs(fee: CopyFee | None, cost: str | None) -> None:
    assert copy_cost(ManualContent(copy_fee=fee)) == cost


def test_a_charge_that_the_manual_does_not_name_cannot_be_taken() -> None:
    assert "เก็บได้เฉพาะที่ระบุไว้ในคู่มือ" in copy_words(ManualContent())
    named = copy_words(ManualContent(copy_fee=CopyFee(amount_satang=200, per="<b>")))
    assert "เก็บได้เฉพาะ" not in named and "<b>" not in named
    with translation.override("en"):
        assert "ขอคัด" not in copy_words(ManualContent())


@pytest.mark.django_db
def test_it_stands_on_the_page_and_in_the_official_form(client: Client) -> None:
    fee = CopyFee(amount_satang=200, per="หน้า")
    manual = standard_manual(content=manual_content(copy_fee=fee, fee_note="จ่ายเงินสด"))
    page = client.get(f"/manual/{manual.procedure_id}").content.decode()
    assert "ขอคัดสำเนาคู่มือได้" in page and "ค่าสำเนา 2 บาท ต่อหน้า" in page
    items = legal_page(merged_manual(manual), bangkok_now().date()).items
    (fees,) = [item for item in items if item.code == "fees"]
    assert "สำเนาคู่มือ: ค่าสำเนา 2 บาท ต่อหน้า" in fees.answer.closing
    assert verify_revisions(manual) is None
