"""A service of the file says the same as a manual."""

from __future__ import annotations

import copy
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from infogo.core.durations import Duration
from infogo.core.hours import Hours
from infogo.core.importers.sources import SourceLabels
from infogo.core.importing import Job, Row, RowError
from infogo.loader.management.commands.load_country import DEMO_DATA
from infogo.manuals.content import (
    ChannelKind,
    ChannelPurpose,
    DocumentGroup,
    Fee,
    FeeKind,
    ManualContent,
    ProvenanceStatus,
    StepKind,
    TotalBasis,
)
from infogo.manuals.importers.content import ContentReader
from infogo.manuals.models import Document
from infogo.manuals.part import ListingState

pytestmark = pytest.mark.django_db

SERVICE: dict[str, Any] = {
    "code": "X-1",
    "legal_basis": [{"law": "พ.ร.บ.ก พ.ศ. 2500", "section": "7"}],
    "conditions": ["มีสัญชาติไทย"],
    "channels": [],
    "steps": [],
    "time_limit": {"value": 30, "unit": "working_day", "basis": "manual"},
    "documents": [],
    "fees": [],
    "fee_note": "ไม่มีค่าธรรมเนียม",
    "offered_at": ["district_office", "sao"],
    "outputs": ["ใบรับรอง"],
    "confidence": {"overall": "general_knowledge", "note": "จำมา"},
    "source": None,
    "asks_copies": False,
}
OFFICE = "วันจันทร์–ศุกร์ เวลา 08.30–16.30 น. ยกเว้นวันหยุดราชการ"


@pytest.fixture
def job() -> Job:
    return Job(DEMO_DATA)


@pytest.fixture
def reader(job: Job) -> ContentReader:
    Document.objects.create(name_th="โฉนดที่ดิน", is_state_issued=True, aliases=["โฉนด"])
    Document.objects.create(name_th="บัตรประจำตัวประชาชน", is_state_issued=True)
    return ContentReader(job)


def content(reader: ContentReader, unit: str = "", **changes: Any) -> ManualContent:
    data = {**copy.deepcopy(SERVICE), **changes}
    return reader.content(Row(Job(Path()), "f", 1, data), unit)


def fee(reader: ContentReader, **changes: Any) -> Fee:
    plain = {"item": "ค่าออกบัตร", "amount": 100, "unit": "บาท", "per": "ฉบับ",
             "condition": None, "formula": None}  # fmt: skip
    (made,) = content(reader, fees=[{**plain, **changes}], fee_note=None).fees.items
    return made


def test_fees_are_none_only_when_the_source_says_so(reader: ContentReader) -> None:
    assert content(reader).fees.is_none
    assert content(reader, fee_note=None).fees.is_unknown
    assert content(reader).fee_note == "ไม่มีค่าธรรมเนียม"


def test_every_way_of_setting_a_fee(reader: ContentReader) -> None:
    fixed = fee(reader)
    assert (fixed.kind, fixed.amount_satang, fixed.per) == (FeeKind.FIXED, 10_000, "ฉบับ")
    assert fee(reader, amount=0).kind is FeeKind.FREE
    assert fee(reader, amount=0.5).amount_satang == 50
    percent = fee(reader, amount=3.3, unit="%", per="ราคาประเมิน")
    assert (percent.kind, percent.percent) == (FeeKind.PERCENT, Decimal("3.3"))
    assert percent.percent_base == "ราคาประเมิน"
    assert fee(reader, amount=None, unit="%", formula="ร้อยละ 0.02–0.10").kind is FeeKind.FORMULA
    spread = fee(reader, amount=10_000, formula="10,000–40,000 บาท ตามประเภท")
    assert spread.kind is FeeKind.RANGE
    assert (spread.amount_satang, spread.amount_max_satang) == (1_000_000, 4_000_000)
    assert spread.formula == "10,000–40,000 บาท ตามประเภท"
    small = fee(reader, amount=None, formula="0.50–4 บาทต่อตารางเมตร")
    assert (small.amount_satang, small.amount_max_satang) == (50, 400)
    ceiling = fee(reader, amount=None, formula="ไม่เกิน 2,000 บาท ตามข้อบัญญัติ")
    assert (ceiling.kind, ceiling.amount_satang) == (FeeKind.FORMULA, None)
    with pytest.raises(RowError):
        fee(reader, amount=None)


def test_channels_keep_readable_hours_as_hours_and_the_rest_as_words(
    reader: ContentReader,
) -> None:
    def channel(kind: str, description: str, hours: str | None) -> dict[str, Any]:
        return {"kind": kind, "description": description, "url": None, "hours": hours}

    counter, post, booking, bangkok, fetched = content(
        reader,
        channels=[
            channel("walk_in", "สำนักงาน", OFFICE),
            channel("mail", "ส่งไปรษณีย์", "ตามเวลาทำการไปรษณีย์"),
            channel("app", "จองคิวผ่านแอป", "ตลอด 24 ชั่วโมง"),
            channel("online", "ระบบสำหรับพื้นที่กรุงเทพมหานคร", None),
            channel("mail", "รับเล่มทางไปรษณีย์", None),
        ],
    ).channels.items
    assert (counter.kind, counter.hours) == (ChannelKind.IN_PERSON, Hours.weekdays())
    assert counter.hours_text == ""
    assert (post.kind, post.hours, post.hours_text) == (
        ChannelKind.POST, None, "ตามเวลาทำการไปรษณีย์"
    )  # fmt: skip
    assert (booking.purpose, booking.hours) == (ChannelPurpose.BOOK, Hours.always())
    assert (bangkok.purpose, bangkok.provinces) == (ChannelPurpose.FILE, ("10",))
    assert (fetched.kind, fetched.purpose) == (ChannelKind.POST, ChannelPurpose.RECEIVE)
    assert content(reader).channels.is_unknown


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("ตรวจเอกสาร", StepKind.DOCUMENT_CHECK),
        ("รับคำขอ", StepKind.DOCUMENT_CHECK),
        ("รับชำระและออกใบเสร็จ", StepKind.CONSIDERATION),
        ("ตรวจสถานที่", StepKind.CONSIDERATION),
        ("คณะกรรมการพิจารณา", StepKind.CONSIDERATION),
        ("ออกใบอนุญาต", StepKind.SIGNING),
        ("ออกสูบและรับชำระ", StepKind.CONSIDERATION),
        ("รับจดทะเบียน", StepKind.SIGNING),
    ],
)
def test_steps_are_of_the_three_official_kinds(
    reader: ContentReader, title: str, kind: StepKind
) -> None:
    step = {"title": title, "description": None, "duration": None, "responsible": None}
    (made,) = content(reader, steps=[step]).steps.items
    assert (made.kind, made.duration, made.responsible) == (kind, None, "")


def test_steps_keep_their_unit_of_time_and_name_the_unit_of_the_agency(
    reader: ContentReader,
) -> None:
    step = {"title": "ตรวจ", "description": "", "duration": {"value": 90, "unit": "minute"}}
    first, second, third = content(
        reader,
        unit="ตม.",
        steps=[{**step, "responsible": name} for name in ("เจ้าหน้าที่", "ตม. จังหวัด", None)],
    ).steps.items
    assert first.duration == Duration.of(90, "minute")
    assert (first.responsible, second.responsible, third.responsible) == (
        "เจ้าหน้าที่ (ตม.)", "ตม. จังหวัด", "ตม."
    )  # fmt: skip


def test_documents_know_their_group_issuer_and_canonical_name(reader: ContentReader) -> None:
    plain = {"issuer": None, "originals": 1, "copies": 0, "condition": None, "note": None}
    card, deed, photo = content(
        reader,
        documents=[
            {**plain, "name": "บัตรประจำตัวประชาชน", "copies": 1},
            {**plain, "name": "โฉนด", "condition": "ถ้ามี"},
            {**plain, "name": "รูปถ่ายขนาด 1 นิ้ว"},
        ],
    ).documents.items
    assert (card.group, card.asks_unlawful_copy) == (DocumentGroup.IDENTITY, True)
    assert (deed.group, deed.canonical, deed.condition) == (
        DocumentGroup.OTHER, "โฉนดที่ดิน", "ถ้ามี"
    )  # fmt: skip
    assert deed.is_state_issued
    assert (photo.is_state_issued, photo.unit) == (False, "รูป")


def test_a_deadline_is_stated_only_when_the_law_sets_it(reader: ContentReader) -> None:
    manual = content(reader)
    assert (manual.total, manual.total_basis, manual.deadline) == (
        Duration.of(30, "working_day"), TotalBasis.MANUAL, None
    )  # fmt: skip
    law = content(reader, time_limit={"value": 45, "unit": "day", "basis": "law"})
    assert law.deadline is not None
    assert law.deadline.law == "พ.ร.บ.ก พ.ศ. 2500 มาตรา 7"
    assert law.deadline.limit == law.total == Duration.of(45, "day")


def test_areas_complaints_outputs_and_standing(reader: ContentReader) -> None:
    made = content(reader, asks_copies=True)
    assert made.service_areas == ("regional", "local")
    assert content(reader, offered_at=["online_only"]).service_areas == ("central",)
    assert made.outputs == ("ใบรับรอง",)
    assert made.is_bad_example
    assert [phone.display for phone in made.complaints.items[1].phones] == ["1111"]
    assert made.forms.state is ListingState.UNKNOWN


def test_where_the_facts_come_from_is_said_in_words(reader: ContentReader) -> None:
    guessed = content(reader).provenance
    assert guessed.status is ProvenanceStatus.UNVERIFIED
    assert (guessed.note, guessed.source) == ("จำมา", "ความรู้ทั่วไป ไม่ได้มาจากบัญชีทางการ")
    seen = content(
        reader,
        confidence={"overall": "seen"},
        source="bizportal_services.json[1]; official_manual_names.tsv: ก",
    ).provenance
    assert seen.status is ProvenanceStatus.PARTLY_SEEN
    assert seen.source == ("ข้อมูลใบอนุญาตใน BizPortal พ.ศ. 2561–2562; ชื่อคู่มือที่หน่วยงานเผยแพร่บนเว็บไซต์")


def test_no_name_of_a_file_is_told_as_a_source(job: Job) -> None:
    known = {row.data["label_th"] for row in job.csv_rows("sources.csv", ("tag", "label_th"))}
    services = (DEMO_DATA / "services" / "services.jsonl").read_text(encoding="utf-8")
    labels = SourceLabels(job)
    told = [labels.label(json.loads(line)["source"] or "") for line in services.splitlines()]
    assert {part for words in told for part in words.split("; ") if part} <= known


@pytest.mark.parametrize(
    "changes",
    [
        {"channels": [{"kind": "pigeon", "description": "", "url": None, "hours": None}]},
        {"steps": [{"title": "ก"}]},
        {"time_limit": {"value": 3, "unit": "fortnight", "basis": "law"}},
        {"documents": None},
        {"outputs": "ใบรับรอง"},
        {"legal_basis": [{"law": "ก" * 500, "section": ""}]},
    ],
)
def test_what_contradicts_the_definition_is_a_bad_row(
    reader: ContentReader, changes: dict[str, Any]
) -> None:
    with pytest.raises(RowError):
        content(reader, **changes)
