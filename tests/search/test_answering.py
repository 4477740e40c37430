"""Questions are answered from the manual when the service meant is sure, and honestly."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from infogo.core.dates import BANGKOK
from infogo.core.durations import Duration
from infogo.core.hours import Hours
from infogo.manuals.content import (
    Channel,
    ChannelKind,
    DocumentGroup,
    Fee,
    FeeKind,
    Provenance,
    ProvenanceStatus,
    RequiredDocument,
    Step,
    StepKind,
)
from infogo.manuals.part import Listing, ListingState
from infogo.points.models import HoursStatus, PointStatus, ServicePoint
from infogo.points.opening import Clock
from infogo.search.answering import Answer, answer_to
from infogo.search.selectors import search
from infogo.taxonomy.models import VocabularyTerm
from tests.factories import (
    DistrictFactory,
    PinFactory,
    ProvinceFactory,
    ServicePointFactory,
    adoption,
    manual_content,
    standard_manual,
)

pytestmark = pytest.mark.django_db

MONDAY_MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=BANGKOK)
NAME = "จดทะเบียนสมรส"
OFFICE_HOURS = Hours.model_validate(
    {
        "week": [[{"opens": "08:30", "closes": "16:30"}]] * 5 + [[], []],
        "follows_public_holidays": True,
    }
)
NONE: Any = Listing(state=ListingState.NONE)
UNKNOWN: Any = Listing(state=ListingState.UNKNOWN)


def listed(*items: Any) -> Any:
    return Listing(state=ListingState.LISTED, items=items)


def ask(question: str, **filters: Any) -> Answer | None:
    return answer_to(search(question, **filters), Clock(MONDAY_MORNING))


def texts(answer: Answer | None) -> list[str]:
    assert answer is not None
    return [part.text for part in answer.parts]


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


@pytest.fixture
def offices(indexed: Callable[[], None]) -> None:
    """Marriage is registered at two district offices of Chiang Mai and one of Tak."""
    VocabularyTerm.objects.create(
        vocabulary="point_kind",
        code="district_office",
        label_th="ที่ว่าการอำเภอ",
        label_en="District office",
        effective_from=date(2026, 1, 1),
    )
    manual = standard_manual(name_th=NAME, name_en="Marriage", offered_kinds=["district_office"])
    for code, name, en in (("50", "เชียงใหม่", "Chiang Mai"), ("63", "ตาก", "Tak")):
        ProvinceFactory(code=code, name_th=name, name_en=en)
    for code, name in (("5001", "เมืองเชียงใหม่"), ("5007", "แม่ริม"), ("6306", "แม่สอด")):
        district = DistrictFactory(
            code=code, name_th=name, full_name_th=f"อำเภอ{name}", province_id=code[:2]
        )
        point = ServicePointFactory(
            name_th=f"ที่ว่าการอำเภอ{name}",
            subdistrict=None,
            district=district,
            province=district.province,
            hours=OFFICE_HOURS.model_dump(mode="json"),
            hours_status=HoursStatus.ASSUMED,
        )
        PinFactory(manual=manual, point=point)
    manual.procedure.point_count = 3
    manual.procedure.save()
    indexed()


@pytest.mark.usefixtures("offices")
class TestPlaces:
    def test_the_country_is_counted_and_asks_for_a_province(self) -> None:
        answer = ask(f"{NAME}ที่ไหน")
        assert texts(answer) == ["ยื่นที่ไหน: 3 แห่งทั่วประเทศ · ที่ว่าการอำเภอ"]
        assert answer is not None and answer.parts[0].path.endswith("/places")

    def test_the_district_named_comes_first(self) -> None:
        answer = ask(f"{NAME}ที่ไหน แม่ริม")
        assert answer is not None
        part = answer.parts[0]
        assert part.value == "2 แห่งใน จ.เชียงใหม่"
        assert [line.text for line in part.lines] == ["ที่ว่าการอำเภอแม่ริม", "ที่ว่าการอำเภอเมืองเชียงใหม่"]
        assert part.lines[0].status is not None
        assert part.lines[0].status.text == "น่าจะเปิดอยู่ ถึง 16:30 น."
        assert part.path.endswith("/places?prov=50")

    def test_the_readers_province_counts_too(self) -> None:
        answer = ask(f"{NAME}ที่ไหน", province="63")
        assert answer is not None
        assert answer.parts[0].value == "1 แห่งใน จ.ตาก"

    def test_no_place_at_all_is_not_a_journey_saved(self, indexed: Callable[[], None]) -> None:
        standard_manual(name_th="ขอใบพิเศษ")
        indexed()
        answer = ask("ขอใบพิเศษที่ไหน")
        assert texts(answer) == ["ยื่นที่ไหน: ที่หน่วยงาน แต่ยังไม่มีที่อยู่ของจุดให้บริการในระบบ"]


@pytest.mark.usefixtures("offices")
class TestHours:
    def test_of_one_office_tell_now_and_the_caution(self) -> None:
        answer = ask("ที่ว่าการอำเภอแม่ริมเปิดกี่โมง")
        assert answer is not None and answer.title == "ที่ว่าการอำเภอแม่ริม"
        part = answer.parts[0]
        assert part.value.startswith("จันทร์–ศุกร์ 08:30–16:30 น. · ปิดวันหยุดราชการ")
        assert part.status is not None and part.status.state == "open"
        assert part.note == "เวลาเปิดปิดคิดจากเวลาราชการทั่วไป หน่วยงานยังไม่ยืนยัน"

    def test_of_a_kind_are_told_when_all_are_alike(self) -> None:
        answer = ask("ที่ว่าการอำเภอเปิดกี่โมง")
        assert answer is not None
        assert (answer.title, answer.path) == ("ที่ว่าการอำเภอ", "/places?kind=district_office")
        assert answer.parts[0].value.startswith("จันทร์–ศุกร์ 08:30–16:30 น.")

    def test_of_a_kind_that_differ_are_not_guessed(self, indexed: Callable[[], None]) -> None:
        ServicePointFactory(name_th="ที่ว่าการอำเภอลี้")
        indexed()
        answer = ask("ที่ว่าการอำเภอเปิดกี่โมง")
        assert answer is not None and answer.parts[0].state == "unknown"
        assert "แต่ละแห่งเปิดไม่เหมือนกัน" in answer.parts[0].value

    def test_of_a_service_need_a_province(self) -> None:
        answer = ask(f"{NAME}เปิดกี่โมง")
        assert answer is not None and answer.parts[0].state == "unknown"
        here = ask(f"{NAME}เปิดกี่โมง เชียงใหม่")
        assert here is not None
        assert here.parts[0].value.startswith("จันทร์–ศุกร์ 08:30–16:30 น.")
        assert len(here.parts[0].lines) == 2

    def test_that_are_told_in_words_alone_are_not_known(self) -> None:
        told = Hours.unknown("เปิดเฉพาะวันที่มีเรือ").model_dump(mode="json")
        ServicePoint.objects.filter(district="5007").update(hours=told)
        answer = ask("ที่ว่าการอำเภอแม่ริมเปิดกี่โมง")
        assert answer is not None
        part = answer.parts[0]
        assert (part.state, part.value, part.status) == ("unknown", "เปิดเฉพาะวันที่มีเรือ", None)
        ServicePoint.objects.update(hours=told)
        (of_kind,) = getattr(ask("ที่ว่าการอำเภอเปิดกี่โมง"), "parts", ())
        assert (of_kind.state, of_kind.value) == ("unknown", "เปิดเฉพาะวันที่มีเรือ")
        (of_service,) = getattr(ask(f"{NAME}เปิดกี่โมง", province="63"), "parts", ())
        assert (of_service.state, of_service.value) == ("unknown", "เปิดเฉพาะวันที่มีเรือ")

    def test_of_a_suspended_office_without_hours_it_is_said_to_be_closed(self) -> None:
        ServicePoint.objects.filter(district="5007").update(
            hours={}, status=PointStatus.SUSPENDED, suspended_from=date(2026, 3, 1)
        )
        answer = ask("ที่ว่าการอำเภอแม่ริมเปิดกี่โมง")
        assert answer is not None and answer.parts[0].status is not None
        assert answer.parts[0].status.state == "closed"


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


def test_queries_do_not_grow_with_places(
    indexed: Callable[[], None], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    manual = standard_manual(name_th=NAME)
    province = ProvinceFactory(code="50", name_th="เชียงใหม่", name_en="Chiang Mai")

    def ask_with(more: int) -> int:
        for _number in range(more):
            PinFactory(
                manual=manual,
                point=ServicePointFactory(subdistrict=None, district=None, province=province),
            )
        manual.procedure.refresh_from_db()
        manual.procedure.point_count += more
        manual.procedure.save()
        indexed()
        found = search(f"{NAME}ที่ไหน เชียงใหม่")
        with django_assert_max_num_queries(10) as asked:
            assert answer_to(found, Clock(MONDAY_MORNING)) is not None
        return len(asked)

    assert ask_with(4) == ask_with(4)
