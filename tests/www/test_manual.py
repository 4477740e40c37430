"""A manual in the order in which citizens ask, in both languages."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from infogo.agencies.models import AgencyStatus
from infogo.core.durations import Duration
from infogo.manuals import services
from infogo.manuals.content import (
    Channel,
    ChannelKind,
    ChannelPurpose,
    ComplaintChannel,
    DocumentGroup,
    Fee,
    FeeKind,
    LegalBasis,
    LocalOverrides,
    Provenance,
    ProvenanceStatus,
    RequiredDocument,
    Step,
    StepKind,
)
from infogo.manuals.models import Document, Manual, ManualStatus
from infogo.manuals.part import Listing, ListingState
from infogo.manuals.wording import limit_note
from tests.factories import (
    ACTOR,
    AgencyFactory,
    DistrictFactory,
    PinFactory,
    ProcedureFactory,
    ProvinceFactory,
    SubdistrictFactory,
    adoption,
    manual_content,
    standard_manual,
)
from tests.www.reading import Page, read

pytestmark = pytest.mark.django_db
MOST_QUERIES = 16


def listed(*items: Any) -> Any:
    return Listing(state=ListingState.LISTED, items=items)


NONE: Any = Listing(state=ListingState.NONE)
UNKNOWN: Any = Listing()


def show(client: Client, manual: Manual, tail: str = "", prefix: str = "") -> Page:
    at = "" if manual.is_standard else f"/at/{manual.agency_id}"
    response = client.get(f"{prefix}/manual/{manual.procedure_id}{at}{tail}")
    assert response.status_code == 200
    return read(response)


def facts(page: Page) -> str:
    """Return what the key facts say."""
    return page.text[: page.text.index("ในหน้านี้")]


@pytest.fixture
def manual() -> Manual:
    content = manual_content(
        criteria=listed("มีสัญชาติไทย", "อายุ 7 ปีขึ้นไป"),
        complaints=listed(ComplaintChannel(name="ศูนย์บริการประชาชน", detail="โทรได้ตลอด")),
        legal_bases=listed(
            LegalBasis(law="พ.ร.บ.บัตร", section="5"),
            LegalBasis(law="พ.ร.บ.บัตร", section="6"),
        ),
    )
    return standard_manual(
        content=content,
        name_th="ทำบัตรประชาชนหาย",
        official_name_th="การขอมีบัตรใหม่กรณีบัตรหาย",
        name_en="Replace a lost identity card",
    )


def test_the_everyday_name_is_the_title_and_the_official_one_stands_below(
    client: Client, manual: Manual
) -> None:
    page = show(client, manual)
    assert page.h1 == "ทำบัตรประชาชนหาย"
    assert "การขอมีบัตรใหม่กรณีบัตรหาย" in page.text
    assert page.href(manual.agency.name_th) == f"/agency/{manual.agency_id}"


def test_sections_come_in_the_order_in_which_citizens_ask(client: Client, manual: Manual) -> None:
    headings = [text for tag, text in show(client, manual).headings if tag == "h2"]
    assert headings == [
        "ใครยื่นได้และเงื่อนไข",
        "เอกสารที่ต้องเตรียม",
        "ค่าธรรมเนียม",
        "ขั้นตอนและเวลา",
        "ยื่นที่ไหน",
        "คะแนนจากประชาชน",
        "สอบถามและร้องเรียน",
        "กฎหมาย",
        "ที่มาและฉบับ",
    ]


def test_the_key_facts_answer_before_anything_else(client: Client, manual: Manual) -> None:
    manual.procedure.point_count = 143
    manual.procedure.save()
    found = facts(show(client, manual))
    for words in (
        "ค่าธรรมเนียม 100 บาท",
        "ระยะเวลา ไม่เกิน 15 นาที",
        "เอกสาร 1 อย่าง",
        "สถานที่ 143 แห่ง",
        "ออนไลน์ ทำไม่ได้",
    ):
        assert words in found


def test_none_and_unknown_are_different_sentences_everywhere(client: Client) -> None:
    lists = ("criteria", "documents", "fees", "steps", "channels", "complaints", "legal_bases")
    none = show(client, standard_manual(content=manual_content(**dict.fromkeys(lists, NONE))))
    unknown = show(client, standard_manual(content=manual_content(**dict.fromkeys(lists, UNKNOWN))))
    for words in (
        "ไม่มีเงื่อนไขเพิ่มเติม",
        "ไม่ต้องใช้เอกสาร",
        "ไม่มีค่าธรรมเนียม",
        "ไม่มีขั้นตอนที่ต้องรอ",
        "ไม่ต้องยื่นคำขอ",
        "คู่มือไม่มีช่องทางร้องเรียน",
        "ไม่มีกฎหมายกำหนดเรื่องนี้โดยเฉพาะ",
    ):
        assert words in none.text
        assert words not in unknown.text
    for words in (
        "คู่มือยังไม่ได้บอกเงื่อนไข",
        "ไม่มีข้อมูลเอกสาร",
        "ไม่มีข้อมูลค่าธรรมเนียม",
        "คู่มือยังไม่ได้บอกขั้นตอน",
        "คู่มือยังไม่ได้บอกช่องทาง",
        "คู่มือยังไม่ได้บอกช่องทางร้องเรียน",
        "คู่มือยังไม่ได้บอกกฎหมายที่เกี่ยวข้อง",
    ):
        assert words in unknown.text
        assert words not in none.text
    assert facts(unknown).count("ไม่มีข้อมูล") == 4
    assert "ไม่มีข้อมูล" not in facts(none).replace("ไม่มีข้อมูลเวลา", "")


@pytest.mark.parametrize("typed", [None, 12_000])
def test_what_is_said_to_be_free_is_free_whatever_was_typed_before(
    client: Client, typed: int | None
) -> None:
    fees = listed(Fee(item="ค่าบัตร", kind="free", amount_satang=typed))
    manual = standard_manual(content=manual_content(fees=fees))
    page = show(client, manual)
    assert "ค่าบัตร ไม่เสียค่าธรรมเนียม" in page.text
    assert "120 บาท" not in page.text
    assert page.json_ld[0]["offers"][0]["price"] == "0.00"
    assert "120 บาท" not in read(client.get(f"/manual/{manual.procedure_id}/legal")).text


def test_a_fee_of_zero_is_neither_none_nor_unknown(client: Client) -> None:
    free = Fee(item="ยื่นคำขอ", kind=FeeKind.FREE, amount_satang=0)
    page = show(client, standard_manual(content=manual_content(fees=listed(free))))
    assert "ยื่นคำขอ ไม่เสียค่าธรรมเนียม" in page.text


def test_documents_tell_originals_copies_issuer_condition_and_group(client: Client) -> None:
    documents = listed(
        RequiredDocument(group="other", name="แผนที่", originals=0, copies=2),
        RequiredDocument(group="identity_state", name="บัตรประชาชน", issuer="กรมการปกครอง"),
        RequiredDocument(group="other", name="รูปถ่าย", originals=2, unit="รูป"),
        RequiredDocument(group="other", name="หนังสือมอบอำนาจ", condition="กรณีมอบอำนาจ"),
    )
    page = show(client, standard_manual(content=manual_content(documents=documents)))
    assert "เอกสาร 3 อย่าง บางกรณีอีก 1" in facts(page)
    order = [text for tag, text in page.headings if tag == "h3"]
    assert order[:3] == ["เอกสารยืนยันตัวตนที่ราชการออกให้", "เอกสารอื่น", "เฉพาะบางกรณี"]
    assert "บัตรประชาชน ตัวจริง 1 ฉบับ ไม่ต้องใช้สำเนา ออกโดย กรมการปกครอง" in page.text
    assert "แผนที่ สำเนา 2 ฉบับ" in page.text
    assert "รูปถ่าย 2 รูป" in page.text
    assert "กรณีมอบอำนาจ" in page.text
    assert page.html.count('type="checkbox"') == 4


def test_steps_tell_who_how_long_and_the_total_in_each_unit(client: Client) -> None:
    def step(title: str, value: int | None, unit: str) -> Step:
        duration = Duration.of(value, unit) if value else None
        return Step(
            kind=StepKind.CONSIDERATION, title=title, responsible="นายทะเบียน", duration=duration
        )

    steps = listed(
        step("รับคำขอ", 20, "minute"), step("พิจารณา", 3, "working_day"), step("รอ", None, "")
    )
    content = manual_content(steps=steps, total=Duration.of(5, "working_day"))
    page = show(client, standard_manual(content=content))
    assert "รับคำขอ โดย นายทะเบียน ใช้เวลา 20 นาที" in page.text
    assert "รวมถึงขั้นนี้ 20 นาที + 3 วันทำการ" in page.text
    assert "รวมถึงขั้นนี้ อย่างน้อย 20 นาที + 3 วันทำการ" in page.text
    assert "ไม่มีข้อมูลเวลา" in page.text
    assert "ไม่เกิน 5 วันทำการ" in page.text
    assert "นับคนละหน่วยจึงเทียบกันไม่ได้" in page.text


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        (Duration.of(15, "minute"), "ขั้นตอนรวมกัน 15 นาที"),
        (Duration.of(10, "minute"), "ขั้นตอนรวมกัน 15 นาที มากกว่าเวลานี้"),
        (None, "คู่มือยังไม่ได้บอกเวลารวมทั้งหมด"),
    ],
)
def test_the_steps_are_held_against_the_promise(
    client: Client, limit: Duration | None, words: str
) -> None:
    assert words in show(client, standard_manual(content=manual_content(total=limit))).text


@pytest.mark.parametrize(
    ("limit", "words"),
    [(2, "ขั้นตอนรวมกันไม่เกิน 32 วัน ตามกรณีของคุณ"), (1, "ขั้นตอนรวมกัน 32 วัน มากกว่าเวลานี้")],
)
def test_steps_of_some_cases_are_not_held_against_the_promise(limit: int, words: str) -> None:
    steps = listed(
        Step(kind="document_check", title="ตรวจ", duration=Duration.of(2, "day")),
        Step(kind="signing", title="ประกาศ", duration=Duration.of(30, "day"), cases=("lost",)),
    )
    assert words in limit_note(manual_content(steps=steps, total=Duration.of(limit, "day")))


def test_fees_are_written_as_they_are_set(client: Client) -> None:
    fees = listed(
        Fee(item="คำขอ", kind=FeeKind.FIXED, amount_satang=500, per="แปลง"),
        Fee(item="โอน", kind=FeeKind.PERCENT, percent="2", percent_base="ราคาประเมิน"),
        Fee(item="ป้าย", kind=FeeKind.RANGE, amount_satang=10_000, amount_max_satang=90_000),
        Fee(item="รังวัด", kind=FeeKind.START_AT, amount_satang=50_000, condition="นอกเวลา"),
        Fee(item="ภาษี", kind=FeeKind.FORMULA, formula="คำนวณตามปีที่ถือครอง"),
    )
    page = show(client, standard_manual(content=manual_content(fees=fees)))
    for words in (
        "คำขอ 5 บาท ต่อแปลง",
        "โอน ร้อยละ 2 ของราคาประเมิน",
        "ป้าย 100–900 บาท",
        "รังวัด นอกเวลา เริ่มต้น 500 บาท",
        "ภาษี คำนวณตามปีที่ถือครอง",
    ):
        assert words in page.text
    assert "และส่วนที่คิดตามกรณี" in facts(page)


def test_only_filing_online_is_called_online_and_the_button_names_the_site(client: Client) -> None:
    def site(purpose: ChannelPurpose) -> Any:
        channel = Channel(
            kind=ChannelKind.WEBSITE,
            purpose=purpose,
            description="เว็บไซต์ของกรม",
            url="https://www.example.go.th/form",
        )
        return standard_manual(content=manual_content(channels=listed(channel)))

    filing = show(client, site(ChannelPurpose.FILE))
    assert "ออนไลน์ ทำได้ example.go.th" in facts(filing)
    assert filing.href("ทำเรื่องนี้ทางออนไลน์example.go.th (ไปเว็บไซต์อื่น)").startswith("https://www.ex")
    booking = show(client, site(ChannelPurpose.BOOK))
    assert "ออนไลน์ ทำไม่ได้ จองคิวออนไลน์ได้" in facts(booking)
    assert "ทำเรื่องนี้ทางออนไลน์" not in booking.text
    assert "ทางเว็บไซต์ (จองคิวเท่านั้น)" in booking.text


def test_a_channel_of_one_province_is_offered_there_only(client: Client) -> None:
    bangkok, tak = ProvinceFactory(code="10"), ProvinceFactory(code="63")
    counter = Channel(kind=ChannelKind.IN_PERSON, description="สำนักงานเขต")
    site = Channel(kind=ChannelKind.WEBSITE, description="BMA OSS", provinces=("10",))
    standard = standard_manual(content=manual_content(channels=listed(counter, site)))
    here, elsewhere = (adoption(standard, AgencyFactory(province=p)) for p in (bangkok, tak))
    assert "ออนไลน์ ทำได้บางพื้นที่" in facts(show(client, standard))
    assert "ออนไลน์ ทำได้" in facts(show(client, here))
    assert "บางพื้นที่" not in facts(show(client, here))
    away = show(client, elsewhere)
    assert "ออนไลน์ ทำไม่ได้" in facts(away)
    assert "BMA OSS" not in away.text
    assert "BMA OSS" not in show(client, elsewhere, "/legal").text


def test_a_fee_without_any_amount_depends_on_the_case(client: Client) -> None:
    fee = Fee(item="ภาษี", kind=FeeKind.FORMULA, formula="ตามข้อบัญญัติ")
    page = show(client, standard_manual(content=manual_content(fees=listed(fee))))
    assert "ค่าธรรมเนียม คิดตามกรณี" in facts(page)


@pytest.mark.parametrize(
    ("status", "tag"),
    [
        (ProvenanceStatus.UNVERIFIED, "ยังไม่ตรวจสอบ"),
        (ProvenanceStatus.PARTLY_SEEN, "ยังตรวจไม่ครบ"),
        (ProvenanceStatus.VERIFIED, ""),
    ],
)
def test_facts_that_nobody_verified_say_so(
    client: Client, status: ProvenanceStatus, tag: str
) -> None:
    provenance = Provenance(status=status, note="ค่าธรรมเนียมมาจากเว็บไซต์")
    page = show(client, standard_manual(content=manual_content(provenance=provenance)))
    tags = {"ยังไม่ตรวจสอบ", "ยังตรวจไม่ครบ"}
    assert {word for word in tags if word in facts(page)} == ({tag} if tag else set())
    assert ("ถามหน่วยงานก่อนไป" in page.text[page.text.index("ที่มาและฉบับ") :]) is bool(tag)


def test_a_manual_that_asks_for_forbidden_copies_is_explained(client: Client) -> None:
    card = RequiredDocument(group="identity_state", name="บัตร", copies=1, is_state_issued=True)
    content = manual_content(documents=listed(card), is_bad_example=True)
    page = show(client, standard_manual(content=content))
    assert "ตัวอย่างคู่มือที่ยังขอสำเนาเอกสารราชการ" in page.text
    assert "ไม่ได้กล่าวหาหน่วยงานใด" in page.text
    assert "ขอสำเนาที่กฎหมายไม่ให้ขอ" in page.text
    assert "ขอสำเนา" not in show(client, standard_manual()).text


def test_laws_are_named_once_with_all_their_sections(client: Client, manual: Manual) -> None:
    page = show(client, manual)
    assert "พ.ร.บ.บัตร มาตรา 5, 6" in page.text
    assert f"/manual/{manual.procedure_id}/legal" in [href for _text, href in page.links]


def test_related_services_say_why(client: Client) -> None:
    shown = standard_manual(lifecycle_group="licence", lifecycle="new")
    renewal = standard_manual(lifecycle_group="licence", lifecycle="renew", name_th="ต่ออายุ")
    page = show(client, shown)
    assert page.href("ต่ออายุ") == f"/manual/{renewal.procedure_id}"
    assert "ต่ออายุของอย่างเดียวกัน" in page.text


def test_a_province_shows_its_first_points_and_links_to_all(client: Client, manual: Manual) -> None:
    province = ProvinceFactory(code="63", name_th="ตาก")
    subdistrict = SubdistrictFactory(district=DistrictFactory(province=province))
    for _ in range(7):
        PinFactory(manual=manual, point__subdistrict=subdistrict)
    start = show(client, manual)
    assert "เลือกพื้นที่ของคุณ" in start.text
    assert "ตาก (7)" in start.text
    assert not [href for _text, href in start.links if href.startswith("/place/")]
    page = show(client, manual, "?prov=63")
    assert len({href for _text, href in page.links if href.startswith("/place/")}) == 5
    assert page.href("ดูจุดให้บริการทั้ง 7 แห่งใน จ.ตาก").endswith("/places?prov=63")


def test_points_of_the_chosen_district_come_first(client: Client, manual: Manual) -> None:
    province = ProvinceFactory(code="63", name_th="ตาก")
    pins = [
        PinFactory(
            manual=manual,
            point__subdistrict__district=DistrictFactory(province=province, code=code),
        )
        for code in ("6301", "6306")
    ]
    page = show(client, manual, "?prov=63&district=6306")
    places = [href for _text, href in page.links if href.startswith("/place/")]
    assert places[0] == f"/place/{pins[1].point_id}"


@pytest.mark.parametrize("query", ["?prov=99", "?prov=x", "?prov=63;drop", "?district=6301"])
def test_a_place_that_does_not_exist_is_no_place(
    client: Client, manual: Manual, query: str
) -> None:
    PinFactory(manual=manual)
    assert "เลือกพื้นที่ของคุณ" in show(client, manual, query).text


class TestStandardAndLocal:
    @pytest.fixture
    def local(self, manual: Manual) -> Manual:
        return adoption(manual, AgencyFactory(name_th="เทศบาลนครตาก", name_en="Tak City"))

    def test_a_standard_manual_says_how_many_use_it(
        self, client: Client, manual: Manual, local: Manual
    ) -> None:
        page = show(client, manual)
        assert "คู่มือมาตรฐานกลาง" in page.text
        assert "ใช้ที่หน่วยงาน 1 แห่ง" in page.text
        assert "คู่มือมาตรฐานกลาง" not in show(client, standard_manual()).text
        services.withdraw_adoption(manual=local, reason="ไม่มีผู้มาขอ", actor=ACTOR)
        assert "แห่งใช้คู่มือนี้" not in show(client, manual).text

    def test_a_province_lists_the_agencies_with_a_page_of_their_own(
        self, client: Client, manual: Manual
    ) -> None:
        province = ProvinceFactory(code="63", name_th="ตาก")
        district = DistrictFactory(province=province, code="6306", full_name_th="อำเภอแม่สอด")
        agency = AgencyFactory(province=province, district=district, name_th="เทศบาลนครแม่สอด")
        own = adoption(manual, agency)
        PinFactory(manual=own, point__subdistrict__district=district)
        page = show(client, manual, "?prov=63")
        own_page = f"/manual/{manual.procedure_id}/at/{agency.pk}"
        assert page.href("เทศบาลนครแม่สอด") == own_page
        assert "อำเภอแม่สอด" in page.text

    def test_a_long_list_of_agencies_asks_for_the_district(
        self, client: Client, manual: Manual
    ) -> None:
        province = ProvinceFactory(code="63", name_th="ตาก")
        here, there = (DistrictFactory(province=province, code=c) for c in ("6301", "6306"))
        for number in range(31):
            district = there if number == 30 else here
            agency = AgencyFactory(province=province, district=district, name_th=f"อบต. {number}")
            adoption(manual, agency)
        PinFactory(manual=manual, point__subdistrict__district=here)
        page = show(client, manual, "?prov=63")
        assert "จ.ตาก มี 31 หน่วยงานที่รับเรื่องนี้ เลือกอำเภอ" in page.text
        assert "อบต. 30" not in page.text
        narrowed = show(client, manual, "?prov=63&district=6306")
        assert "อบต. 30" in narrowed.text
        assert "อบต. 29" not in narrowed.text

    def test_a_local_manual_that_overrides_nothing_follows_and_names_its_office(
        self, client: Client, manual: Manual, local: Manual
    ) -> None:
        PinFactory(
            manual=local,
            point__name_th="สำนักงานเทศบาลนครตาก",
            point__phones=[{"number": "+6655511234"}],
        )
        page = show(client, local)
        assert "ใช้คู่มือมาตรฐานกลางทั้งฉบับ" in page.text
        assert "จุดให้บริการของเทศบาลนครตาก" in page.text
        assert "สำนักงานเทศบาลนครตาก" in page.text
        assert "055-511-234" in page.text
        canonical = (
            f'<link rel="canonical" href="http://127.0.0.1:8000/manual/{manual.procedure_id}">'
        )
        assert canonical in page.html

    def test_local_sections_are_marked_where_they_stand(
        self, client: Client, manual: Manual, local: Manual
    ) -> None:
        fee = Fee(item="ค่าธรรมเนียมของเทศบาล", kind=FeeKind.FIXED, amount_satang=30_000)
        overrides = LocalOverrides(fees=listed(fee), remark="ปิดวันพุธ")
        services.publish_overrides(manual=local, overrides=overrides, actor=ACTOR)
        page = show(client, local)
        assert "ส่วนที่หน่วยงานนี้กำหนดเอง" in page.text
        assert "ค่าธรรมเนียม 300 บาท" in facts(page)
        assert page.text.count("เฉพาะหน่วยงานนี้") == 1
        standard = f"/manual/{manual.procedure_id}"
        assert page.href("ดูข้อความในคู่มือมาตรฐานกลาง") == f"{standard}#fees"
        assert page.href("หมายเหตุ") == f"{standard}/at/{local.agency_id}/legal#remark"
        assert f'href="http://127.0.0.1:8000{standard}/at/{local.agency_id}"' in page.html
        assert "เฉพาะหน่วยงานนี้" not in show(client, manual).text

    def test_a_local_manual_without_a_point_says_so(self, client: Client, local: Manual) -> None:
        assert "ยังไม่มีจุดให้บริการของหน่วยงานนี้ในระบบ" in show(client, local).text

    def test_the_owners_manual_has_one_address(self, client: Client, manual: Manual) -> None:
        response = client.get(f"/manual/{manual.procedure_id}/at/{manual.agency_id}")
        assert response.status_code == 301
        assert response.headers["Location"] == f"/manual/{manual.procedure_id}"

    def test_an_agency_that_merged_leads_to_its_successors_manual(
        self, client: Client, manual: Manual, local: Manual
    ) -> None:
        successor = adoption(manual)
        agency = local.agency
        agency.status, agency.merged_into = AgencyStatus.MERGED, successor.agency
        agency.save()
        address = f"/manual/{manual.procedure_id}/at"
        response = client.get(f"{address}/{agency.pk}")
        assert response.status_code == 301
        assert response.headers["Location"] == f"{address}/{successor.agency_id}"

    def test_an_agency_that_merged_into_one_without_it_leads_to_the_standard(
        self, client: Client, manual: Manual, local: Manual
    ) -> None:
        agency = local.agency
        agency.status, agency.merged_into = AgencyStatus.MERGED, AgencyFactory()
        agency.save()
        response = client.get(f"/en/manual/{manual.procedure_id}/at/{agency.pk}")
        assert response.headers["Location"] == f"/en/manual/{manual.procedure_id}"

    def test_a_withdrawn_local_manual_names_the_others(
        self, client: Client, manual: Manual, local: Manual
    ) -> None:
        Manual.objects.filter(pk=local.pk).update(status=ManualStatus.WITHDRAWN)
        response = client.get(f"/manual/{manual.procedure_id}/at/{local.agency_id}")
        assert response.status_code == 410
        page = read(response)
        assert "เทศบาลนครตากเลิกให้บริการนี้แล้ว" in page.text
        assert f"/manual/{manual.procedure_id}/places" in [href for _text, href in page.links]

    def test_an_agency_without_this_manual_is_not_found(
        self, client: Client, manual: Manual
    ) -> None:
        agency = AgencyFactory()
        assert client.get(f"/manual/{manual.procedure_id}/at/{agency.pk}").status_code == 404


class TestEnded:
    def test_a_merged_procedure_redirects_page_by_page(
        self, client: Client, manual: Manual
    ) -> None:
        old = standard_manual()
        local = adoption(old)
        services.merge_procedure(procedure=old.procedure, into=manual.procedure, actor=ACTOR)
        new = f"/manual/{manual.procedure_id}"
        for tail, target in (
            ("", new),
            ("/legal", f"{new}/legal"),
            ("/places", f"{new}/places"),
            (".json", f"{new}.json"),
            ("/v/1", new),
            (f"/at/{local.agency_id}", new),
        ):
            response = client.get(f"/manual/{old.procedure_id}{tail}")
            assert (response.status_code, response.headers["Location"]) == (301, target)

    def test_a_withdrawn_procedure_says_why_and_what_to_do_instead(self, client: Client) -> None:
        ended = standard_manual(lifecycle_group="licence", lifecycle="new", name_th="ใบขับขี่กระดาษ")
        other = standard_manual(lifecycle_group="licence", lifecycle="renew", name_th="ใบขับขี่ดิจิทัล")
        services.withdraw_procedure(
            procedure=ended.procedure, reason="เปลี่ยนเป็นใบขับขี่ดิจิทัล", actor=ACTOR
        )
        for prefix, path in (("", ""), ("/en", "/legal"), ("", ".json")):
            response = client.get(f"{prefix}/manual/{ended.procedure_id}{path}")
            assert response.status_code == 410
        page = read(client.get(f"/manual/{ended.procedure_id}"))
        assert "เปลี่ยนเป็นใบขับขี่ดิจิทัล" in page.text
        assert page.href("ใบขับขี่ดิจิทัล") == f"/manual/{other.procedure_id}"

    def test_unknown_and_unpublished_manuals_are_not_found(self, client: Client) -> None:
        procedure = ProcedureFactory()
        Manual.objects.create(procedure=procedure, agency=procedure.owner)
        for address in (f"/manual/{procedure.pk}", "/manual/999999", "/manual/0"):
            assert client.get(address).status_code == 404


class TestEditions:
    @pytest.fixture
    def renewed(self, manual: Manual) -> Manual:
        services.publish_standard(
            manual=manual,
            content=manual_content(remark="ฉบับใหม่"),
            actor="กรมการปกครอง",
            note="แก้เวลา",
        )
        return manual

    def test_the_history_names_every_edition(self, client: Client, renewed: Manual) -> None:
        page = show(client, renewed, "/versions")
        assert "ฉบับที่ 2" in page.text
        assert "โดย กรมการปกครอง · แก้เวลา · รหัสตรวจสอบ" in page.text
        assert page.text.index("ฉบับที่ 2") < page.text.index("ฉบับที่ 1")
        assert page.href("ฉบับที่ 1") == f"/manual/{renewed.procedure_id}/v/1"

    @pytest.mark.parametrize(("tail", "said"), [("/versions", "โดย อารี"), ("/legal", "ทำโดย อารี")])
    def test_an_officer_is_named_without_her_number(
        self, client: Client, manual: Manual, tail: str, said: str
    ) -> None:
        content = manual_content(outputs=("บัตร",))
        services.publish_standard(
            manual=manual, content=content, actor="officer 9 บุญ", author="officer 12 อารี"
        )
        page = show(client, manual, tail)
        assert said in page.text
        assert "officer" not in page.text

    def test_an_old_edition_is_marked_and_kept_out_of_search_engines(
        self, client: Client, renewed: Manual
    ) -> None:
        page = show(client, renewed, "/v/1")
        assert "ฉบับเก่า ไม่ใช้แล้ว" in page.text
        assert "ฉบับใหม่" not in page.text.replace("มีฉบับใหม่แทนตั้งแต่", "")
        assert '<meta name="robots" content="noindex">' in page.html
        assert page.json_ld == []

    def test_the_edition_in_force_is_the_page_itself(self, client: Client, renewed: Manual) -> None:
        page = show(client, renewed, "/v/2")
        assert "ฉบับเก่า" not in page.text
        assert "noindex" not in page.html
        assert "ฉบับใหม่" in page.text

    def test_what_an_edition_changed_is_marked_word_by_word(
        self, client: Client, renewed: Manual
    ) -> None:
        page = show(client, renewed, "/v/2/changes")
        assert "ฉบับที่ 2 เปลี่ยนอะไร" in page.text
        assert "<ins>" in page.html
        assert "ฉบับใหม่" in page.text
        assert "ค่าธรรมเนียมบัตร" not in page.text  # what stayed is not told again
        assert '<meta name="robots" content="noindex">' in page.html
        english = client.get(f"/en/manual/{renewed.procedure_id}/v/2/changes").content.decode()
        assert "What edition 2 changed" in english
        assert '<span class="u-vh">[added: </span>' in english

    @pytest.mark.parametrize("number", [1, 3, 9])
    def test_the_first_edition_and_unknown_ones_changed_nothing(
        self, client: Client, renewed: Manual, number: int
    ) -> None:
        address = f"/manual/{renewed.procedure_id}/v/{number}/changes"
        assert client.get(address).status_code == 404

    def test_an_edition_that_never_was_is_not_found(self, client: Client, manual: Manual) -> None:
        assert client.get(f"/manual/{manual.procedure_id}/v/9").status_code == 404

    def test_an_adopter_shows_the_standards_history_and_says_so(
        self, client: Client, renewed: Manual
    ) -> None:
        page = show(client, adoption(renewed), "/versions")
        assert "จึงเป็นฉบับของคู่มือมาตรฐานกลาง" in page.text
        assert "ฉบับที่ 1" in page.text


class TestEnglish:
    def test_the_frame_is_english_and_thai_content_is_marked(
        self, client: Client, manual: Manual
    ) -> None:
        PinFactory(manual=manual)
        page = show(client, manual, prefix="/en")
        assert (page.lang, page.h1) == ("en", "Replace a lost identity card")
        for words in (
            "Fees 100 baht",
            "Up to 15 minutes",
            "Documents to bring",
            "Where to apply",
            "The details of this manual are in Thai only.",
            "Not verified",
        ):
            assert words in page.text
        assert [text for text in page.thai_without_mark() if text != "ไทย"] == []

    def test_who_issues_a_document_and_for_what_a_fee_is_taken(self, client: Client) -> None:
        AgencyFactory(name_th="กรมการปกครอง", name_en="Department of Provincial Administration")
        documents = listed(
            RequiredDocument(group="other", name="หนังสือ ก", issuer="กรมการปกครอง"),
            RequiredDocument(group="other", name="หนังสือ ข", issuer="นายจ้าง"),
        )
        fees = listed(Fee(item="ค่าเล่ม", kind="fixed", amount_satang=10_000, per="เล่ม"))
        content = manual_content(documents=documents, fees=fees)
        page = show(client, standard_manual(content=content), prefix="/en")
        assert "Issued by Department of Provincial Administration" in page.text
        assert "Issued by นายจ้าง" in page.text
        assert "100 baht per book" in page.text
        assert [text for text in page.thai_without_mark() if text != "ไทย"] == []

    def test_both_languages_point_to_each_other(self, client: Client, manual: Manual) -> None:
        html = show(client, manual, prefix="/en").html
        address = f"http://127.0.0.1:8000/manual/{manual.procedure_id}"
        english = address.replace("/manual", "/en/manual")
        assert f'hreflang="th" href="{address}"' in html
        assert f'hreflang="en" href="{english}"' in html
        assert f'<link rel="canonical" href="{english}">' in html


def test_structured_data_says_what_is_known(client: Client, manual: Manual) -> None:
    (data,) = show(client, manual).json_ld
    assert data["@type"] == "GovernmentService"
    assert data["name"] == "ทำบัตรประชาชนหาย"
    assert data["offers"] == [
        {"@type": "Offer", "name": "ค่าธรรมเนียมบัตร", "price": "100.00", "priceCurrency": "THB"}
    ]
    assert data["availableChannel"][0]["processingTime"] == "PT15M"
    assert data["provider"]["name"] == manual.agency.name_th


def test_structured_data_cannot_break_out_of_its_script(client: Client) -> None:
    manual = standard_manual(name_th="</script><script>alert(1)</script>")
    page = show(client, manual)
    assert "<script>alert" not in page.html
    assert page.json_ld[0]["name"] == "</script><script>alert(1)</script>"


def test_only_the_standard_is_for_the_whole_country(client: Client) -> None:
    standard = standard_manual()
    local = adoption(standard)
    (data,) = show(client, standard).json_ld
    assert data["areaServed"] == {"@type": "Country", "name": "Thailand"}
    (data,) = show(client, local).json_ld
    assert "areaServed" not in data


def test_a_working_day_has_no_iso_duration_and_is_left_out(client: Client) -> None:
    content = manual_content(total=Duration.of(3, "working_day"))
    (data,) = show(client, standard_manual(content=content)).json_ld
    assert "processingTime" not in data["availableChannel"][0]


def test_the_manual_as_data_is_merged_and_names_its_records(client: Client, manual: Manual) -> None:
    local = adoption(manual)
    services.publish_overrides(manual=local, overrides=LocalOverrides(remark="ปิดวันพุธ"), actor=ACTOR)
    data = client.get(f"/manual/{manual.procedure_id}/at/{local.agency_id}.json").json()
    assert data["id"] == manual.procedure_id
    assert data["agency"]["id"] == local.agency_id
    assert data["owner"]["id"] == manual.agency_id
    assert data["is_standard"] is False
    assert data["local_sections"] == ["remark"]
    assert data["content"]["remark"] == "ปิดวันพุธ"
    assert data["content"]["fees"]["items"][0]["amount_satang"] == 10_000
    assert data["edition"]["hash"] == local.revisions.get().content_hash


def test_the_qr_code_is_a_picture_of_this_manual(client: Client, manual: Manual) -> None:
    response = client.get(f"/manual/{manual.procedure_id}/qr.svg")
    assert response.headers["Content-Type"] == "image/svg+xml"
    assert response.content.startswith(b"<?xml")
    other = client.get(f"/manual/{standard_manual().procedure_id}/qr.svg")
    assert other.content != response.content


@pytest.mark.parametrize("tail", ["", "?prov=63", "/places?prov=63", "/legal", "/versions"])
def test_queries_do_not_grow_with_what_is_shown(client: Client, manual: Manual, tail: str) -> None:
    def grow() -> None:
        province = ProvinceFactory(code="63", name_th="ตาก")
        for _ in range(3):
            district = DistrictFactory(province=province)
            agency = AgencyFactory(province=province, district=district)
            own = adoption(manual, agency)
            for pinned in (manual, own):
                PinFactory(manual=pinned, point__subdistrict__district=district)
            standard_manual(lifecycle_group="card", lifecycle="renew")
        services.publish_standard(manual=manual, content=manual_content(), actor=ACTOR)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            show(client, manual, tail)
        return len(queries)

    manual.procedure.lifecycle_group = "card"
    manual.procedure.save()
    grow()
    first = count()
    grow()
    assert count() == first
    assert first <= MOST_QUERIES


def test_english_pages_name_documents_in_english_too(client: Client) -> None:
    Document.objects.create(name_th="บัตรประจำตัวประชาชน", name_en="Thai national ID card")
    card = RequiredDocument(group=DocumentGroup.IDENTITY, name="บัตรประจำตัวประชาชน")
    manual = standard_manual(content=manual_content(documents=listed(card)))
    english = client.get(f"/en/manual/{manual.procedure_id}").content.decode()
    assert 'Thai national ID card <span lang="th">บัตรประจำตัวประชาชน</span>' in english
    assert (
        "Thai national ID card" not in client.get(f"/manual/{manual.procedure_id}").content.decode()
    )
