"""English pages: what the page says itself is English also beside a manual's Thai words."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from infogo.core.durations import Duration
from infogo.display.filters import THAI
from infogo.manuals.content import DocumentGroup, Fee, FeeKind, RequiredDocument, Step, StepKind
from infogo.manuals.models import Document
from tests.factories import manual_content, standard_manual
from tests.www.reading import Page, read
from tests.www.test_plan import CARD, ids, listed, service, show

pytestmark = pytest.mark.django_db
ASK = "If you have no Thai ID card, ask the office what to bring instead."


def taken_for_thai(page: Page) -> list[str]:
    """Return English words that a reader aloud would read with a Thai voice."""
    return [
        text
        for text, lang in page.words
        if lang == "th" and re.search("[A-Za-z]{3}", text) and not THAI.search(text)
    ]


@pytest.fixture
def page(client: Client) -> Page:
    new = "ถ่ายไว้ไม่เกิน 6 เดือน"
    papers = [
        RequiredDocument(group=DocumentGroup.OTHER, name="รูปถ่าย", note=new, unit="รูป"),
        RequiredDocument(group=DocumentGroup.IDENTITY, name=CARD, condition="ไปเอง"),
    ]
    fees = [
        Fee(item="ค่าบัตร", kind=FeeKind.FIXED, amount_satang=10_000, per="ฉบับ"),
        Fee(item="ค่าห้อง", kind=FeeKind.FIXED, amount_satang=500, per="ห้อง"),
    ]
    step = Step(
        kind=StepKind.DOCUMENT_CHECK,
        title="ตรวจเอกสาร",
        description="เจ้าหน้าที่ตรวจ",
        responsible="ฝ่ายทะเบียน",
        duration=Duration.of(5, "minute"),
    )
    content = manual_content(documents=listed(*papers), fees=listed(*fees), steps=listed(step))
    manual = standard_manual(content=content, name_en="A service")
    return read(client.get(f"/en/manual/{manual.procedure_id}"))


def test_only_the_words_of_the_manual_are_marked_as_thai(page: Page) -> None:
    for words in ("1 original", "No copy needed", "100 baht", "each", "Takes", "5 minutes"):
        assert words in page.text
    assert taken_for_thai(page) == []
    assert [text for text in page.thai_without_mark() if text != "ไทย"] == []


def test_somebody_without_a_thai_card_is_told_to_ask(client: Client, page: Page) -> None:
    assert ASK in page.text
    plain = service("ทำใบขับขี่", RequiredDocument(group=DocumentGroup.OTHER, name=CARD))
    Document.objects.create(name_th=CARD)
    renewal = service("ต่อบัตร", outputs=(CARD,))
    assert ASK in show(client, f"?m={ids(plain)}", "/en").text
    asked = "ถ้าไม่มีบัตรประชาชนไทย ถามหน่วยงานว่าใช้อะไรแทน"
    assert asked not in show(client, f"?m={ids(plain)}").text
    assert asked in show(client, f"?m={ids(plain)}&foreign=1").text
    assert asked not in show(client, f"?m={ids(renewal, plain)}&foreign=1").text


def marked_wrong(page: Page) -> list[str]:
    """Return texts with English in a Thai mark; no word of these manuals is in Latin letters."""
    return [text for text, lang in page.words if lang == "th" and re.search("[A-Za-z]{3}", text)]


def unmarked(page: Page) -> list[str]:
    return [text for text in page.thai_without_mark() if text != "ไทย"]


def address_of(page: Page) -> str:
    address = next(href for _text, href in page.links if href.startswith("/en/manual/"))
    return re.sub(r"(/en/manual/\d+).*", r"\1", address)


def test_steps_to_be_read_aloud_are_marked_language_by_language(client: Client, page: Page) -> None:
    easy = read(client.get(f"{address_of(page)}/easy"))
    for words in ("1 original", "100 baht each", "Takes 5 minutes", "By"):
        assert words in easy.text
    assert "ถ่ายไว้ไม่เกิน 6 เดือน" in easy.text
    assert marked_wrong(easy) == []
    assert unmarked(easy) == []


def test_plans_and_letters_are_marked_language_by_language(client: Client) -> None:
    paper = RequiredDocument(group=DocumentGroup.OTHER, name="ทะเบียนบ้าน", condition="ถ้ามี")
    other = service("แจ้งย้าย", paper)
    easy = read(client.get(f"/en/plan/easy?m={ids(other)}"))
    assert "ทะเบียนบ้าน (1 original)" in easy.text
    assert marked_wrong(easy) == []
    assert unmarked(easy) == []


def test_a_comparison_is_marked_language_by_language(client: Client, page: Page) -> None:
    number = address_of(page).rpartition("/")[2]
    other = service("แจ้งย้าย", RequiredDocument(group=DocumentGroup.OTHER, name="รูปถ่าย"))
    beside = read(client.get(f"/en/compare?m={number},{other.procedure_id}"))
    for words in ("Originals 1", "100 baht", "(5 minutes)", "Not needed", "In person"):
        assert words in beside.text, words
    assert marked_wrong(beside) == []
    assert unmarked(beside) == []
