"""The official form: 19 items in their order, each with an answer."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from infogo.core.durations import Duration
from infogo.core.hours import CUSTOMARY_LUNCH, Hours
from infogo.core.phones import Phone
from infogo.manuals import services
from infogo.manuals.content import (
    SECTIONS,
    Channel,
    ChannelKind,
    ComplaintChannel,
    Fee,
    FeeKind,
    Form,
    LawDeadline,
    LegalBasis,
    LocalOverrides,
    ManualContent,
    RequestStatistics,
    RequiredDocument,
    Step,
    StepKind,
    StepReduction,
)
from infogo.manuals.models import Manual
from infogo.manuals.part import Listing, ListingState
from infogo.taxonomy.models import VocabularyTerm
from tests.factories import ACTOR, adoption, manual_content, standard_manual
from tests.www.reading import Page, read

pytestmark = pytest.mark.django_db


def listed(*items: Any) -> Any:
    return Listing(state=ListingState.LISTED, items=items)


def item(page: Page, number: int) -> str:
    """Return what stands below the heading of one item."""
    titles = [text for tag, text in page.headings if tag == "h2"]
    after = page.text.split(titles[number - 1], 1)[1]
    return after.split(titles[number], 1)[0].strip()


def show(client: Client, manual: Manual, prefix: str = "") -> Page:
    at = "" if manual.is_standard else f"/at/{manual.agency_id}"
    return read(client.get(f"{prefix}/manual/{manual.procedure_id}{at}/legal"))


def term(vocabulary: str, code: str, label: str, **given: Any) -> None:
    values = {"effective_from": date(2015, 7, 21), "label_en": f"{code} in English"}
    VocabularyTerm.objects.create(
        vocabulary=vocabulary, code=code, label_th=label, **{**values, **given}
    )


FULL = ManualContent(
    legal_bases=listed(LegalBasis(law="พ.ร.บ.สาธารณสุข", section="31")),
    service_areas=("regional", "local"),
    deadline=LawDeadline(law="พ.ร.บ.สาธารณสุข มาตรา 56", limit=Duration.of(30, "day")),
    statistics=RequestStatistics(average=12, highest=40, lowest=0),
    reference_name="คู่มือ อภ.1",
    channels=listed(
        Channel(
            kind=ChannelKind.IN_PERSON,
            description="สำนักงานเทศบาล",
            hours=Hours.weekdays(lunch=CUSTOMARY_LUNCH),
        ),
        Channel(kind=ChannelKind.POST, description="ส่งถึงเทศบาล"),
    ),
    criteria=listed("ผ่านเกณฑ์สุขลักษณะ"),
    steps=listed(
        Step(
            kind=StepKind.DOCUMENT_CHECK,
            title="ตรวจเอกสาร",
            duration=Duration.of(1, "day"),
            responsible="กองสาธารณสุข",
        ),
        Step(kind=StepKind.SIGNING, title="ลงนาม"),
    ),
    total=Duration.of(30, "day"),
    step_reduction=StepReduction(is_reduced=True, total=Duration.of(20, "day")),
    documents=listed(
        RequiredDocument(group="identity_state", name="บัตรประชาชน", issuer="กรมการปกครอง"),
        RequiredDocument(group="other", name="แผนที่", originals=0, copies=2, unit="ชุด"),
    ),
    fees=listed(Fee(item="ใบอนุญาต", kind=FeeKind.FIXED, amount_satang=20_000, per="ฉบับ")),
    fee_note="ตามข้อบัญญัติ",
    complaints=listed(
        ComplaintChannel(name="ศูนย์บริการประชาชน", phones=(Phone(number="1111"),)),
    ),
    forms=listed(Form(name="แบบ อภ.1", url="https://example.go.th/form.pdf")),
    remark="ต่ออายุทุกปี",
)


@pytest.fixture
def manual() -> Manual:
    term("service_type", "single_unit", "เบ็ดเสร็จในหน่วยเดียว")
    term("service_category", "license", "อนุญาต/ออกใบอนุญาต/รับรอง")
    term("impact_level", "general", "บริการทั่วไป")
    term("service_area", "regional", "ส่วนภูมิภาค")
    term("service_area", "local", "ท้องถิ่น")
    term("channel_type", "in_person", "ติดต่อด้วยตนเอง ณ หน่วยงาน")
    term("step_type", "document_check", "การตรวจสอบเอกสาร")
    term("document_group", "identity_state", "เอกสารยืนยันตัวตนที่ออกโดยหน่วยงานภาครัฐ")
    term("document_group", "other", "เอกสารอื่น ๆ สำหรับยื่นเพิ่มเติม")
    return standard_manual(
        content=FULL,
        service_type="single_unit",
        category="license",
        official_name_th="การขอใบอนุญาตประกอบกิจการ",
    )


def test_all_nineteen_items_stand_in_the_order_of_the_form(client: Client, manual: Manual) -> None:
    titles = [text for tag, text in show(client, manual).headings if tag == "h2"]
    assert titles[:19] == [f"{section.number}. {section.title}" for section in SECTIONS]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "การขอใบอนุญาตประกอบกิจการ"),
        (3, "เบ็ดเสร็จในหน่วยเดียว"),
        (4, "อนุญาต/ออกใบอนุญาต/รับรอง"),
        (5, "พ.ร.บ.สาธารณสุข มาตรา 31"),
        (6, "บริการทั่วไป"),
        (7, "ส่วนภูมิภาค ท้องถิ่น"),
        (8, "พ.ร.บ.สาธารณสุข มาตรา 56 ระยะเวลาที่กฎหมายกำหนด: 30 วัน"),
        (9, "จำนวนเฉลี่ยต่อเดือน 12 คำขอ เดือนที่มากที่สุด 40 คำขอ เดือนที่น้อยที่สุด 0 คำขอ"),
        (10, "คู่มือ อภ.1"),
        (
            11,
            "ติดต่อด้วยตนเอง ณ หน่วยงาน: สำนักงานเทศบาล · เปิดให้บริการวัน จันทร์ ถึง วัน ศุกร์"
            " (ยกเว้นวันหยุดที่ทางราชการกำหนด) ตั้งแต่เวลา 08:30 - 16:30 น. (มีพักเที่ยง)",
        ),
        (11, "ส่งถึงเทศบาล · ไม่ได้ระบุเวลาเปิดให้บริการ"),
        (12, "ผ่านเกณฑ์สุขลักษณะ"),
        (13, "1. การตรวจสอบเอกสาร ตรวจเอกสาร 1 วัน กองสาธารณสุข"),
        (13, "ลงนาม ไม่ได้ระบุ ไม่ได้ระบุ ระยะเวลาดำเนินการรวม: 30 วัน"),
        (14, "ผ่านการลดขั้นตอนและระยะเวลาแล้ว ระยะเวลารวมหลังลด: 20 วัน"),
        (15, "15.1 เอกสารยืนยันตัวตนที่ออกโดยหน่วยงานภาครัฐ"),
        (15, "บัตรประชาชน กรมการปกครอง 1 0 ฉบับ ไม่มี"),
        (15, "15.2 เอกสารอื่น ๆ สำหรับยื่นเพิ่มเติม"),
        (15, "แผนที่ ไม่ได้ระบุ 0 2 ชุด ไม่มี"),
        (16, "ใบอนุญาต 200 บาท ต่อฉบับ ไม่มี ตามข้อบัญญัติ"),
        (17, "ศูนย์บริการประชาชน · 1111"),
        (18, "แบบ อภ.1"),
        (19, "ต่ออายุทุกปี"),
    ],
)
def test_each_item_says_what_the_manual_says(
    client: Client, manual: Manual, number: int, words: str
) -> None:
    assert words in item(show(client, manual), number)


def test_what_is_missing_says_that_it_is_not_stated(client: Client) -> None:
    page = show(client, standard_manual(content=ManualContent()))
    for number in (5, 7, 8, 9, 10, 11, 12, 14, 15, 16, 17, 18, 19):
        assert item(page, number) == "ไม่ได้ระบุ", number
    assert item(page, 13) == "ไม่ได้ระบุ ระยะเวลาดำเนินการรวม: ไม่ได้ระบุ"


def test_what_there_is_none_of_says_none(client: Client) -> None:
    none: Any = Listing(state=ListingState.NONE)
    lists = ("legal_bases", "channels", "criteria", "documents", "fees", "complaints", "forms")
    page = show(client, standard_manual(content=ManualContent(**dict.fromkeys(lists, none))))
    for number in (5, 11, 12, 15, 16, 17, 18):
        assert item(page, number) == "ไม่มี", number


def test_a_code_without_a_term_in_force_is_shown_itself(client: Client) -> None:
    term("service_type", "old", "คำเก่า", effective_to=date(2020, 1, 1))
    assert item(show(client, standard_manual(service_type="old")), 3) == "old"


def test_a_local_form_marks_the_agencys_own_items(client: Client, manual: Manual) -> None:
    local = adoption(manual)
    overrides = LocalOverrides(remark="ปิดวันพุธ")
    services.publish_overrides(manual=local, overrides=overrides, actor=ACTOR)
    page = show(client, local)
    assert item(page, 19) == "เฉพาะหน่วยงานนี้ ปิดวันพุธ"
    assert page.text.count("เฉพาะหน่วยงานนี้") == 1
    assert local.agency.name_th in page.text


def test_the_english_form_translates_titles_and_labels_and_marks_thai(
    client: Client, manual: Manual
) -> None:
    page = show(client, manual, prefix="/en")
    titles = [text for tag, text in page.headings if tag == "h2"]
    assert titles[0] == "1. Name of the procedure"
    assert "general in English" in page.text
    assert [text for text in page.thai_without_mark() if text != "ไทย"] == []


def test_the_form_names_its_edition_and_author(client: Client) -> None:
    manual = standard_manual(content=manual_content())
    page = show(client, manual)
    assert "ฉบับที่ 1" in page.text
    assert f"จัดทำโดย {ACTOR}" in page.text
