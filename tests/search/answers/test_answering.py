"""Questions are answered from the manual when the service meant is sure, and honestly."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import translation

from infogo.core.durations import Duration
from infogo.manuals.content import (
    Channel,
    ChannelKind,
    ChannelPurpose,
    DocumentGroup,
    Fee,
    FeeKind,
    Provenance,
    ProvenanceStatus,
    RequiredDocument,
    Step,
    StepKind,
)
from infogo.manuals.models import Document
from infogo.manuals.part import Listing, ListingState
from infogo.points.opening import Clock
from infogo.search.answers.answering import answer_to, told_on_cards
from infogo.search.selectors import search
from tests.factories import (
    ProvinceFactory,
    adoption,
    manual_content,
    standard_manual,
)
from tests.search.answers.asking import MONDAY_MORNING, NAME, ask, texts

pytestmark = pytest.mark.django_db

NONE: Any = Listing(state=ListingState.NONE)
UNKNOWN: Any = Listing(state=ListingState.UNKNOWN)


def listed(*items: Any) -> Any:
    return Listing(state=ListingState.LISTED, items=items)


Say = Callable[..., None]


@pytest.fixture
def say(indexed: Callable[[], None]) -> Say:
    """Publish one service with this content and index it."""

    def publish(**content: Any) -> None:
        standard_manual(name_th=NAME, content=manual_content(**content))
        indexed()

    return publish


class TestDocuments:
    QUESTION = f"{NAME}ใช้เอกสารอะไรบ้าง"

    def test_are_listed_with_copies_and_conditions(self, say: Say) -> None:
        def document(name: str, **given: Any) -> RequiredDocument:
            return RequiredDocument(group=DocumentGroup.OTHER, name=name, **given)

        say(
            documents=listed(
                document("ทะเบียนหย่า", condition="เคยหย่า"),
                document("บัตรประชาชน"),
                document("รูปถ่าย", originals=2, unit="รูป"),
                document("สัญญา", copies=2),
            )
        )
        answer = ask(self.QUESTION)
        assert texts(answer) == [
            "เอกสารที่ต้องเตรียม: 3 อย่าง บางกรณีอีก 1 · บัตรประชาชน (ตัวจริง 1 ฉบับ · ไม่ต้องใช้สำเนา); "
            "รูปถ่าย (2 รูป); สัญญา (ตัวจริง 1 ฉบับ · สำเนา 2 ฉบับ); "
            "ทะเบียนหย่า (ตัวจริง 1 ฉบับ · ไม่ต้องใช้สำเนา, เคยหย่า)"
        ]
        assert answer is not None and answer.parts[0].path.endswith("#documents")

    def test_a_long_list_is_cut_and_counted(self, say: Say) -> None:
        documents = [
            RequiredDocument(group=DocumentGroup.OTHER, name=f"เอกสาร {n}") for n in range(9)
        ]
        say(documents=listed(*documents))
        answer = ask(self.QUESTION)
        assert answer is not None
        assert len(answer.parts[0].lines) == 6
        assert answer.parts[0].more == "และอีก 3 รายการ"

    def test_an_unlawful_copy_is_named(self, say: Say) -> None:
        card = RequiredDocument(
            group=DocumentGroup.IDENTITY, name="บัตรประชาชน", copies=1, is_state_issued=True
        )
        say(documents=listed(card))
        assert "ขอสำเนาที่กฎหมายไม่ให้ขอ" in texts(ask(self.QUESTION))[0]

    @pytest.mark.parametrize(
        ("documents", "state", "words"),
        [
            (NONE, "none", "ไม่ต้องใช้เอกสาร"),
            (UNKNOWN, "unknown", "คู่มือยังไม่ได้บอกว่าใช้เอกสารอะไร"),
        ],
    )
    def test_none_and_unknown_differ(
        self, say: Say, documents: Any, state: str, words: str
    ) -> None:
        say(documents=documents)
        answer = ask(self.QUESTION)
        assert answer is not None
        assert answer.parts[0].state == state
        assert words in answer.parts[0].value


class TestOutputs:
    QUESTION = f"{NAME}ได้เอกสารอะไร"
    PAPER = "ใบสำคัญการสมรส"

    def test_are_named_with_the_ways_in_which_they_come(self, say: Say) -> None:
        fetched = Channel(
            kind=ChannelKind.IN_PERSON,
            purpose=ChannelPurpose.RECEIVE,
            description="รับทันทีที่สำนักทะเบียน",
        )
        say(outputs=(self.PAPER, "ทะเบียนสมรส"), channels=listed(fetched))
        answer = ask(self.QUESTION)
        told = "สิ่งที่ได้รับ: 2 อย่าง · ใบสำคัญการสมรส; ทะเบียนสมรส · รับทันทีที่สำนักทะเบียน"
        assert texts(answer) == [told]
        assert answer is not None and answer.parts[0].path.endswith("#received")

    def test_what_nobody_said_is_unknown(self, say: Say) -> None:
        say(outputs=())
        answer = ask(self.QUESTION)
        assert answer is not None and answer.parts[0].state == "unknown"
        assert "คู่มือยังไม่ได้บอกว่าได้เอกสารอะไร" in answer.parts[0].value

    def test_english_readers_read_the_english_name(self, say: Say) -> None:
        Document.objects.create(name_th=self.PAPER, name_en="Marriage certificate")
        say(outputs=(self.PAPER,))
        with translation.override("en"):
            answer = ask(self.QUESTION)
        assert texts(answer) == ["What you get: 1 document · Marriage certificate"]

    @pytest.mark.parametrize("asked", ["ได้เงินเท่าไหร่", "ได้สิทธิอะไร", "ใช้เอกสารอะไร"])
    def test_other_questions_are_not_answered_with_it(self, say: Say, asked: str) -> None:
        say(outputs=(self.PAPER,))
        answer = ask(NAME + asked)
        parts = answer.parts if answer else ()
        assert "output" not in {part.intent for part in parts}


class TestFee:
    QUESTION = f"{NAME}กี่บาท"

    @pytest.mark.parametrize(
        ("fees", "state", "text"),
        [
            (NONE, "none", "ค่าธรรมเนียม: ไม่มีค่าธรรมเนียม"),
            (UNKNOWN, "unknown", "ค่าธรรมเนียม: คู่มือยังไม่ได้บอกค่าธรรมเนียม ถามหน่วยงานก่อนไป"),
            (
                listed(Fee(item="ค่าบัตร", kind=FeeKind.FIXED, amount_satang=0)),
                "none",
                "ค่าธรรมเนียม: ไม่มีค่าธรรมเนียม · ค่าบัตร (ไม่เสียค่าธรรมเนียม)",
            ),
            (
                listed(
                    Fee(item="ค่าโอน", kind=FeeKind.PERCENT, percent=2, percent_base="ราคาประเมิน")
                ),
                "known",
                "ค่าธรรมเนียม: ค่าธรรมเนียมคิดตามกรณี · ค่าโอน (ร้อยละ 2 ของราคาประเมิน)",
            ),
            (
                listed(
                    Fee(item="ค่าบัตร", kind=FeeKind.FIXED, amount_satang=10_000, condition="ทำหาย"),
                    Fee(
                        item="ค่าเดินทาง",
                        kind=FeeKind.RANGE,
                        amount_satang=20_000,
                        amount_max_satang=100_000,
                    ),
                ),
                "known",
                "ค่าธรรมเนียม: รายการละ 100–1,000 บาท · ค่าบัตร (100 บาท, ทำหาย); "
                "ค่าเดินทาง (200–1,000 บาท)",
            ),
        ],
    )
    def test_is_told_as_on_the_manual(self, say: Say, fees: Any, state: str, text: str) -> None:
        say(fees=fees)
        answer = ask(self.QUESTION)
        assert texts(answer) == [text]
        assert answer is not None and answer.parts[0].state == state


class TestTime:
    QUESTION = f"{NAME}ใช้เวลากี่วัน"

    def test_the_promised_time_keeps_its_unit(self, say: Say) -> None:
        say(total=Duration.of(90, "minute"))
        assert texts(ask(self.QUESTION))[0].startswith("ระยะเวลา: ไม่เกิน 90 นาที")

    def test_units_are_not_added_up(self, say: Say) -> None:
        def step(duration: Duration) -> Step:
            return Step(kind=StepKind.DOCUMENT_CHECK, title="ตรวจ", duration=duration)

        say(
            total=None,
            steps=listed(step(Duration.of(20, "minute")), step(Duration.of(3, "working_day"))),
        )
        answer = ask(self.QUESTION)
        assert answer is not None and answer.parts[0].state == "unknown"
        assert texts(answer) == [
            "ระยะเวลา: คู่มือยังไม่ได้บอกเวลารวมทั้งหมด · ขั้นตอนที่บอกเวลาไว้รวมกัน 20 นาที + 3 วันทำการ"
        ]


class TestOnline:
    QUESTION = f"{NAME}ออนไลน์ได้ไหม"

    def test_filing_online_is_named_with_its_channel(self, say: Say) -> None:
        web = Channel(kind=ChannelKind.WEBSITE, description="ทางเว็บไซต์ของกรม")
        say(channels=listed(web))
        assert texts(ask(self.QUESTION)) == ["ทำทางออนไลน์: ทำออนไลน์ได้ · ทางเว็บไซต์ของกรม"]

    def test_in_person_only_is_said(self, say: Say) -> None:
        say()
        assert texts(ask(self.QUESTION)) == ["ทำทางออนไลน์: ทำไม่ได้"]

    def test_unknown_channels_are_said_to_be_unknown(self, say: Say) -> None:
        say(channels=UNKNOWN)
        answer = ask(self.QUESTION)
        assert answer is not None and answer.parts[0].state == "unknown"


class TestCertainty:
    def test_twins_are_not_answered(self, indexed: Callable[[], None]) -> None:
        for thing in ("รถยนต์", "รถบรรทุก"):
            standard_manual(name_th=f"ต่อใบขับขี่{thing}")
        indexed()
        assert ask("ต่อใบขับขี่กี่บาท") is None
        sure = ask("ต่อใบขับขี่รถบรรทุกกี่บาท")
        assert sure is not None and sure.title == "ต่อใบขับขี่รถบรรทุก"

    @pytest.mark.parametrize("question", [NAME, f"{NAME}ยังไง", f"{NAME}ได้เงินเดือนละเท่าไหร่", "กี่บาท"])
    def test_what_is_not_asked_is_not_answered(self, say: Say, question: str) -> None:
        say()
        assert ask(question) is None

    def test_the_second_page_repeats_nothing(self, say: Say) -> None:
        say()
        assert ask(f"{NAME}กี่บาท") is not None
        assert ask(f"{NAME}กี่บาท", page=2) is None

    def test_a_verified_manual_carries_no_caution(self, say: Say) -> None:
        say(provenance=Provenance(status=ProvenanceStatus.VERIFIED))
        answer = ask(f"{NAME}กี่บาท")
        assert answer is not None
        assert (answer.caution, answer.is_sample) == ("", False)


def test_a_local_manual_answers_with_its_own_facts(indexed: Callable[[], None]) -> None:
    province = ProvinceFactory(code="50", name_th="เชียงใหม่", name_en="Chiang Mai")
    manual = standard_manual(name_th=NAME)
    local = adoption(manual)
    local.province = province
    local.save()
    indexed()
    answer = ask(f"{NAME}กี่บาท", province="50")
    assert answer is not None
    assert answer.agency == local.agency.name_th
    assert answer.parts[0].path == f"/manual/{manual.procedure_id}/at/{local.agency_id}#fees"


def test_several_questions_are_answered_in_their_order_and_in_english(say: Say) -> None:
    say()
    with translation.override("en"):
        answer = ask(f"{NAME}กี่บาท ใช้เอกสารอะไรบ้าง")
        assert answer is not None
        assert [part.intent for part in answer.parts] == ["fee", "documents"]
        assert texts(answer)[0].startswith("Fees: 100 baht")


class TestOnCards:
    """Where several services may be meant each tells what was asked."""

    CLOCK = Clock(MONDAY_MORNING)

    @pytest.fixture
    def cards_of(self, indexed: Callable[[], None]) -> dict[str, int]:
        """Three cards, of which two need a paper and one none, and a fourth further down."""
        papers = {"ใหม่": ("สูติบัตร", "ทะเบียนบ้าน"), "หมดอายุ": ("บัตรเดิม",), "หาย": ()}
        found = {}
        for case, names in papers.items():
            documents = [RequiredDocument(group=DocumentGroup.OTHER, name=name) for name in names]
            manual = standard_manual(
                name_th=f"ทำบัตรคนไทย {case}",
                content=manual_content(documents=listed(*documents) if documents else NONE),
            )
            found[case] = manual.procedure_id
        indexed()
        return found

    def test_each_tells_the_documents_asked_for(self, cards_of: dict[str, int]) -> None:
        found = search("ทำบัตรคนไทยใช้เอกสารอะไร")
        assert answer_to(found, self.CLOCK) is None
        told = {key: part.text for key, (part,) in told_on_cards(found, self.CLOCK).items()}
        assert told[cards_of["หาย"]] == "เอกสารที่ต้องเตรียม: ไม่ต้องใช้เอกสาร"
        assert told[cards_of["หมดอายุ"]].startswith("เอกสารที่ต้องเตรียม: 1 อย่าง · บัตรเดิม")
        assert told[cards_of["ใหม่"]].startswith("เอกสารที่ต้องเตรียม: 2 อย่าง")

    @pytest.mark.usefixtures("cards_of")
    def test_nothing_is_told_that_was_not_asked_or_stands_there_anyway(self) -> None:
        for query in ("ทำบัตรคนไทย", "ทำบัตรคนไทยกี่บาท", "ทำบัตรคนไทยกี่วัน"):
            assert told_on_cards(search(query), self.CLOCK) == {}

    @pytest.mark.usefixtures("cards_of")
    def test_nothing_is_told_on_later_pages(self) -> None:
        found = search("ทำบัตรคนไทยใช้เอกสารอะไร", page=2, page_size=1)
        assert found.results and told_on_cards(found, self.CLOCK) == {}

    @pytest.mark.usefixtures("cards_of")
    def test_where_is_told_by_the_first_alone(self) -> None:
        found = search("ทำบัตรคนไทยที่ไหน")
        told = told_on_cards(found, self.CLOCK)
        assert list(told) == [found.results[0].id]
        assert [part.intent for part in told[found.results[0].id]] == ["place"]
