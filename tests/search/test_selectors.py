from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from infogo.search.indexing.index import is_rebuild_wanted, reader
from infogo.search.indexing.schema import SERVICES
from infogo.search.results import CorrectionKind, Kind, SearchPage
from infogo.search.retrieval.query import Builder, QueryWording
from infogo.search.retrieval.shelf import shelf
from infogo.search.selectors import search
from infogo.search.stages import ALL
from infogo.search.understanding.understand import units
from infogo.search.words.synonyms import shipped
from tests.search.corpus import Country


def codes(page: SearchPage) -> list[str]:
    return [result.code for result in page.results]


def first(q: str, **given: object) -> str:
    return codes(search(q, **given))[0]  # type: ignore[arg-type]


class TestFinding:
    @pytest.mark.parametrize(
        ("q", "code"),
        [
            ("บัตรประชาชนหาย", "ID-2"),
            ("การขอมีบัตรประจำตัวประชาชนครั้งแรก", "ID-1"),
            ("บัตรปรชาชนหาย", "ID-2"),
            ("กระเป๋าตังหาย", "ID-2"),
            ("ใบ ขับ ขี่ หาย", "CAR-2"),
            ("passport", "PASS-1"),
            ("tham passport", "PASS-1"),
            ("jaeng gerd", "BIRTH-1"),
            ("ภ.ง.ด.๙๐", "TAX-1"),
            ("ภงด 91", "TAX-1"),
            ("ข้างบ้านเปิดเพลงดังทุกคืน", "NOISE-1"),
            ("id-2", "ID-2"),
            ("ตอนตีสามหมอจับเด็กออกมาทางหน้าท้อง", "BIRTH-1"),
            ("our son came into the world at dawn", "BIRTH-1"),
            ("บัตรประชาชนหายเมื่อวันที่ 20 พ.ย. 2569 ต้องไปทำใหม่ภายในวันไหน", "ID-2"),
        ],
    )
    def test_the_service_meant_comes_first(self, country: Country, q: str, code: str) -> None:
        assert first(q) == code

    @pytest.mark.parametrize(
        ("q", "key"),
        [
            ("กรมการขนส่งทางบก", "mot-dlt"),
            ("ขนส่ง", "mot-dlt"),
            ("ปค.", "moi-dopa"),
            ("ที่ว่าการอำเภอแม่สอด", "hall-6306"),
            ("ขนส่งเชียงใหม่", "dlt-50"),
            ("อบต.ริมเหนือ", "sao-rim"),
            ("ปค", "moi-dopa"),
            ("กรมการปกคลอง", "moi-dopa"),
            ("krom kan pokkhrong", "moi-dopa"),
        ],
    )
    def test_an_office_that_is_named_comes_first(self, country: Country, q: str, key: str) -> None:
        assert first(q) == key

    def test_the_office_itself_comes_first_where_it_is_asked_about(self, country: Country) -> None:
        assert first("ขนส่ง") == "mot-dlt"
        assert first("ขนส่งเปิดกี่โมง") in {"dlt-50", "dlt-63"}
        assert first("สนง.ขนส่งเชียงใหม่อยู่แถวไหน") == "dlt-50"

    def test_words_that_no_service_has_are_not_demanded(self, country: Country) -> None:
        snapshot = reader.snapshot()
        words = replace(ALL, grams=False, exact=False, body=False, sayings=False)
        builder = Builder(snapshot.schema, words)
        text = "พาสปอร์ต ฌฌฌ ฎฎฎ"
        wording = [QueryWording(text, units(text, shipped().phrases))]
        for known, hits in (("พาสปอร์ต", 1), ("พาสปอร์ต ฌฌฌ ฎฎฎ", 0)):
            query = builder.service(wording, known=frozenset(known.split()))
            assert snapshot.count(SERVICES, query) == hits

    def test_a_guide_weighs_more_where_it_is_asked_what_all_there_is(
        self, country: Country
    ) -> None:
        def lead(q: str) -> float:
            scores = {one.code: one.score for one in search(q).results}
            return scores["new-baby"] / scores["BIRTH-1"]

        assert lead("แจ้งเกิดลูก เริ่มตรงไหน") > lead("แจ้งเกิดลูก ตรงไหน")

    def test_an_agency_is_found_by_what_it_answers_for(self, country: Country) -> None:
        page = search("ใครดูแลเรื่องภาษีรถ", kind=Kind.AGENCY)
        assert codes(page)[0] == "mot-dlt"

    def test_a_stage_that_is_off_does_nothing(self, country: Country) -> None:
        story = "ตอนตีสามหมอจับเด็กออกมาทางหน้าท้อง"
        assert "BIRTH-1" not in codes(search(story, stages=ALL.without("sayings")))
        assert search("แจ้งเกีดเกินกำหนด", stages=ALL.without("spelling")).correction is None

    def test_nothing_found_says_so(self, country: Country) -> None:
        page = search("ฌฌฌฌฌฌ")
        assert page.results == ()
        assert page.total == page.page_count == 0
        assert page.is_ready


class TestCorrections:
    def test_a_forgotten_keyboard_switch_is_undone_and_told(self, country: Country) -> None:
        page = search("[y9ixit=k=oskp")
        assert codes(page)[0] == "ID-2"
        assert page.correction is not None
        assert page.correction.kind == CorrectionKind.LAYOUT
        assert page.correction.original == "[y9ixit=k=oskp"
        assert page.correction.used == "บัตรประชาชนหาย"

    def test_stray_spaces_are_closed_and_told(self, country: Country) -> None:
        page = search("บัตร ประ ชา ชน หาย")
        assert page.correction is not None
        assert page.correction.kind == CorrectionKind.SPACING

    def test_a_misspelt_word_is_replaced_and_told(self, country: Country) -> None:
        page = search("แจ้งเกีดเกินกำหนด")
        assert codes(page)[0] == "BIRTH-2"
        assert page.correction is not None
        assert page.correction.kind == CorrectionKind.SPELLING

    def test_what_may_be_meant_is_searched_beside_what_was_typed(self, country: Country) -> None:
        page = search("โอนที่ดีน")  # ดี and น could be words
        assert codes(page)[0] == "LAND-1"

    def test_the_reader_can_insist_on_what_she_typed(self, country: Country) -> None:
        page = search("[y9ixit=k=oskp", as_typed=True)
        assert page.correction is None
        assert page.results == ()

    def test_what_was_meant_is_not_corrected(self, country: Country) -> None:
        for q in ("passport", "บัตรประชาชนหาย", "แจ้ง เกิด", "id card", "ปค."):
            assert search(q).correction is None


class TestPlaces:
    def test_a_place_in_the_query_picks_the_manual_there(self, country: Country) -> None:
        page = search("บัตรประชาชนหาย เชียงใหม่", kind=Kind.PROCEDURE)
        assert page.place is not None and page.place.code == "50"
        assert page.province == "50"
        assert codes(page)[0] == "ID-2"
        variant = page.results[0].variant
        assert variant is not None
        assert variant.agency_id == country.agencies["muni-cm"].pk
        assert page.results[0].path == (
            f"/manual/{country.procedures['ID-2'].pk}/at/{variant.agency_id}"
        )

    def test_the_district_or_agency_named_decides(self, country: Country) -> None:
        maerim = country.agencies["muni-maerim"].pk
        for q in ("แจ้งเกิด อำเภอแม่ริม", "แจ้งเกิด เทศบาลตำบลแม่ริม"):
            variant = search(q, kind=Kind.PROCEDURE).results[0].variant
            assert variant is not None and variant.agency_id == maerim, q

    def test_the_only_manual_of_a_province_is_marked(self, country: Country) -> None:
        here = search("แจ้งเกิด", province="63").results[0].variant
        there = search("แจ้งเกิด", province="50").results[0].variant
        assert here is not None and here.is_only_choice
        assert there is not None and not there.is_only_choice

    def test_places_are_counted_where_the_reader_is(self, country: Country) -> None:
        assert search("บัตรประชาชนหาย").results[0].place_count == 2
        assert search("บัตรประชาชนหาย", province="63").results[0].place_count == 1

    @pytest.mark.parametrize(
        ("q", "code"),
        [
            ("แจ้งเกิดเลยกำหนด", "BIRTH-2"),
            ("เพื่อนบ้านตากผ้าเสียงดัง", "NOISE-1"),
        ],
    )
    def test_ordinary_words_are_not_provinces(self, country: Country, q: str, code: str) -> None:
        page = search(q)
        assert page.place is None
        assert codes(page)[0] == code

    @pytest.mark.parametrize("q", ["โอนที่ดิน จ.ตาก", "โอนที่ดิน จังหวัดตาก", "โอนที่ดิน ตาก"])
    def test_a_province_that_says_so_is_one(self, country: Country, q: str) -> None:
        page = search(q)
        assert page.place is not None and page.place.code == "63"
        assert codes(page)[0] == "LAND-1"

    def test_a_service_not_offered_in_the_province_is_left_out(self, country: Country) -> None:
        assert "ID-2" in codes(search("บัตรประชาชนหาย", province="50"))
        assert "ID-2" not in codes(search("บัตรประชาชนหาย", province="42"))
        assert "LAND-1" in codes(search("โอนที่ดิน", province="42"))


class TestFiltersAndCounts:
    def test_tabs_show_one_kind_and_count_all(self, country: Country) -> None:
        page = search("เชียงใหม่", kind=Kind.POINT)
        assert {result.kind for result in page.results} == {Kind.POINT}
        assert page.total == page.counts.point == 2
        assert page.counts.agency == 3, "agencies that lie in the province count as well"

    def test_filters_narrow(self, country: Country) -> None:
        everything = search("", kind=Kind.PROCEDURE).total
        assert search("", kind=Kind.PROCEDURE, group=country.group.pk).total == 1
        assert search("", kind=Kind.PROCEDURE, topic=country.topic.pk).total == everything
        owner = country.agencies["mot-dlt"].pk
        assert search("", kind=Kind.PROCEDURE, agency=owner).total == 2
        assert search("", kind=Kind.PROCEDURE, free=True).total == 0

    def test_a_result_page_without_hits_tells_what_the_filters_hide(self, country: Country) -> None:
        page = search("แจ้งเกิด", kind=Kind.PROCEDURE, free=True)
        assert page.total == 0
        assert page.total_without_filters >= 2

    def test_facets_keep_zeros_and_count_under_the_other_filters(self, country: Country) -> None:
        page = search("แจ้งเกิด", kind=Kind.PROCEDURE, province="50", with_facets=True)
        counts = {option.value: option.count for option in page.facets.provinces}
        chosen = [option.value for option in page.facets.provinces if option.is_chosen]
        assert chosen == ["50"]
        assert counts["63"] >= 2, "choosing another province is counted without this one"
        assert counts["42"] >= 1
        assert page.facets.free == 0
        assert {option.value: option.count for option in page.facets.groups} == {"parent": 1}

    def test_pages_follow_one_another_without_gap_or_repeat(self, country: Country) -> None:
        whole = codes(search("แม่ริม เชียงใหม่ บัตรประชาชน", page_size=50))
        pieces = [
            code
            for number in range(1, 8)
            for code in codes(search("แม่ริม เชียงใหม่ บัตรประชาชน", page=number, page_size=2))
        ]
        assert pieces == whole
        assert len(set(whole)) == len(whole)


class TestWhatIsShown:
    def test_matches_are_marked_in_the_raw_text(self, country: Country) -> None:
        result = search("บัตรประชาชนหาย").results[0]
        marked = "".join(part.text for part in result.title_segments if part.is_match)
        assert "หาย" in marked
        assert "".join(part.text for part in result.official_segments) == result.official_title

    def test_the_tag_that_matched_is_told(self, country: Country) -> None:
        assert search("กระเป๋าตังค์หาย").results[0].matched_tag == "กระเป๋าตังค์หาย"
        assert search("โอนที่ดิน").results[0].matched_tag == ""

    def test_intents_are_read(self, country: Country) -> None:
        page = search("ทำพาสปอร์ตใช้เอกสารอะไรบ้าง")
        assert page.intents == ("documents",)
        assert codes(page)[0] == "PASS-1"

    def test_the_facts_of_the_standard_manual_come_along(self, country: Country) -> None:
        facts = search("โอนที่ดิน").results[0].facts
        assert facts is not None
        assert facts.fee_low_satang == 10_000


def test_queries_do_not_grow_with_the_results(country: Country) -> None:
    def queries(size: int) -> int:
        shelf.forget()
        with CaptureQueriesContext(
            connection,
        ) as captured:
            page = search("บัตรประชาชน แจ้งเกิด", province="50", page_size=size)
            assert len(page.results) == size
        # Whether there are new synonyms is asked once a moment, whatever is searched.
        return sum("'synonym'" not in query["sql"] for query in captured.captured_queries)

    search("อุ่นเครื่อง")
    assert queries(1) == queries(2)


def test_without_an_index_the_page_says_so_and_asks_for_one(db: None) -> None:
    page = search("บัตรประชาชนหาย")
    assert not page.is_ready
    assert page.results == ()
    assert is_rebuild_wanted()
