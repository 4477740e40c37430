"""Renewing by paying the fee (section 12): what citizens read, and what the lint makes of it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import translation

from infogo.core.dates import bangkok_now
from infogo.display.legal import legal_page
from infogo.display.renewal import renewal_words
from infogo.display.told_changes import Felt, told
from infogo.manuals.chain import verify_revisions
from infogo.manuals.content import (
    Channel,
    ChannelKind,
    ChannelPurpose,
    DocumentGroup,
    Form,
    LocalOverrides,
    ManualContent,
    RequiredDocument,
    StepKind,
    merge,
)
from infogo.manuals.models import Lifecycle
from infogo.manuals.part import Listing, ListingState
from infogo.manuals.renewal import FeeRenewal
from infogo.manuals.selectors import merged_manual
from infogo.packs.manuals import manual_line
from tests.factories import manual_content, standard_manual
from tests.manuals.lint.law import findings
from tests.manuals.lint.test_rules import listed, step

BY_FEE = FeeRenewal(ground="พระราชกฤษฎีกา พ.ศ. 2564 บัญชีท้าย ลำดับ 3", how="จ่ายที่ธนาคารได้ทุกสาขา")
TITLE = "ต่ออายุได้ด้วยการชำระค่าธรรมเนียม ไม่ต้องยื่นคำขอ"
PAID = Channel(kind=ChannelKind.PAYMENT_COUNTER, purpose=ChannelPurpose.PAY, description="จุดรับชำระ")
CARD = RequiredDocument(group=DocumentGroup.IDENTITY, name="บัตรประจำตัวประชาชน")
SOMETIMES = RequiredDocument(group=DocumentGroup.OTHER, name="หนังสือ", condition="กรณีนิติบุคคล")


def test_a_manual_that_does_not_say_so_tells_nothing() -> None:
    assert renewal_words(ManualContent()) is None


def test_what_to_do_is_told_in_the_order_in_which_it_is_done() -> None:
    words = renewal_words(ManualContent(renewal_by_fee=BY_FEE, channels=listed(PAID)))
    assert words is not None and words.title == TITLE
    assert words.has_ways
    assert "ก่อนใบอนุญาตหมดอายุ" in words.lines[0]
    assert words.lines[1] == BY_FEE.how
    assert words.lines[-1] == f"ตาม{BY_FEE.ground}"
    bare = renewal_words(ManualContent(renewal_by_fee=FeeRenewal(ground="<b>")))
    assert bare is not None and not bare.has_ways
    assert "<b>" not in bare.text
    with translation.override("en"):
        english = renewal_words(ManualContent(renewal_by_fee=BY_FEE))
        assert english is not None
        assert 'lang="th"' in english.text and TITLE not in english.text


def test_no_agency_can_lose_it_by_fees_of_its_own() -> None:
    standard = ManualContent(renewal_by_fee=BY_FEE)
    assert merge(standard, LocalOverrides(fee_note="ตามข้อบัญญัติ")).renewal_by_fee == BY_FEE


def test_that_it_came_is_told_among_the_conditions() -> None:
    old = manual_content()
    changes = told(old, old.model_copy(update={"renewal_by_fee": BY_FEE}))
    assert {change.felt for change in changes} == {Felt.CONDITIONS}
    assert {change.after for change in changes} == {BY_FEE.ground, BY_FEE.how}


def test_a_manual_that_says_so_asks_for_nothing_that_an_application_needs() -> None:
    none = Listing[RequiredDocument](state=ListingState.NONE)
    pay = manual_content(
        renewal_by_fee=BY_FEE, documents=none, steps=listed(step("รับชำระ", kind=StepKind.SIGNING))
    )
    clinic = {"official_name": "การต่ออายุใบอนุญาต", "lifecycle": Lifecycle.RENEW}
    assert findings(pay, "renewal-by-fee", **clinic) == []
    asks = pay.model_copy(
        update={
            "documents": listed(SOMETIMES, CARD),
            "forms": listed(Form(name="แบบคำขอต่ออายุ"), Form(name="ใบแจ้งชำระเงิน")),
            "steps": listed(step("ตรวจคำขอ", kind=StepKind.DOCUMENT_CHECK)),
        }
    )
    found = findings(asks, "renewal-by-fee", **clinic)
    assert {hit.path for hit in found} == {"documents", "forms.0", "steps.0"}
    sometimes = pay.model_copy(update={"documents": listed(SOMETIMES)})
    assert findings(sometimes, "renewal-by-fee", **clinic) == []


@pytest.mark.django_db
def test_it_stands_on_top_wherever_the_manual_is_told(client: Client) -> None:
    manual = standard_manual(content=manual_content(renewal_by_fee=BY_FEE))
    number = manual.procedure_id
    page = client.get(f"/manual/{number}").content.decode()
    assert page.index(TITLE) < page.index('id="criteria"')
    for path in ("/legal", "/easy"):
        text = client.get(f"/manual/{number}{path}").content.decode()
        assert TITLE in text and BY_FEE.how in text.replace("\N{NO-BREAK SPACE}", " "), path
    items = legal_page(merged_manual(manual), bangkok_now().date()).items
    (laws,) = [item for item in items if item.code == "legal_bases"]
    assert TITLE in laws.answer.closing
    assert TITLE in manual_line(manual).decode()
    assert verify_revisions(manual) is None
