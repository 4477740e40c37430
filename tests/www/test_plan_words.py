"""What a plan says beside its sums and documents, and how it says so in English."""

from __future__ import annotations

import pytest
from django.test import Client

from infogo.manuals.content import Fee, FeeKind
from tests.factories import AgencyFactory
from tests.www.test_plan import CARD, HOUSE, ids, listed, office, paper, service, show

pytestmark = pytest.mark.django_db


def test_what_some_cases_add_stands_beside_the_sum_and_the_documents(client: Client) -> None:
    copy = Fee(item="คำขอ", kind=FeeKind.FIXED, amount_satang=500)
    card = Fee(item="บัตร", kind=FeeKind.FIXED, amount_satang=50_000, condition="รถยนต์")
    paper_of_some = paper(HOUSE, condition="ถ้ามี")
    both = service("ต่อใบขับขี่", paper(CARD), paper_of_some, fees=listed(copy, card))
    page = show(client, f"?m={ids(both)}")
    answer = page.text[: page.text.index("ในหน้านี้")]
    assert "ค่าธรรมเนียม 5 บาท บางกรณีเพิ่มอีกไม่เกิน 500 บาท" in answer
    assert "เอกสาร 1 อย่าง บางกรณีอีก 1" in answer
    assert "ค่าธรรมเนียม 5 บาท\nบางกรณีเพิ่มอีกไม่เกิน 500 บาท" in page.html
    sometimes = service("แจ้งต่างท้องที่", fees=listed(card))
    assert "ค่าธรรมเนียมรวม 0–500 บาท ตามกรณี" in show(client, f"?m={ids(sometimes)}").text


def test_english_plans_name_who_issues_a_document_in_english(client: Client) -> None:
    AgencyFactory(name_th="กรมตัวอย่าง", name_en="Department of Samples")
    given = service("ทำใบขับขี่", paper(CARD, issuer="กรมตัวอย่าง"))
    here = office("ที่ว่าการ", given)
    page = show(client, f"?m={ids(given)}&prov=50&district={here.district_id}", "/en")
    assert "Issued by Department of Samples" in page.text
    assert f"{here.district.name_en}, Chiang Mai: 1 stop" in page.text
