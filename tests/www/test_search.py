"""The page of results: what was found and why, filters in the address, and ways out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from infogo.core.dates import bangkok_now
from infogo.points.opening import Clock
from infogo.search.curation import failed
from infogo.search.models import FailedQueryHour
from infogo.search.results import Correction, CorrectionKind, SearchPage
from infogo.www.pages.search import search_results_page
from infogo.www.pages.search_query import SearchQuery, read_query
from infogo.www.views import search as search_view
from tests.consistency.readonly import reading_only
from tests.search.corpus import Country, use_index
from tests.www.reading import Page, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def country(module_country: tuple[Country, Path], db: None) -> Iterator[Country]:
    """The corpus of the module, to read. Tests with rows of their own: test_search_found.py."""
    made, folder = module_country
    with use_index(folder):
        yield made


def _titles(page: Page) -> list[str]:
    return [text for tag, text in page.headings if tag == "h3"]


def _fields(href: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(href).query)


def _filter(page: Page, label: str) -> str:
    """Return the address behind the first link whose text begins with ``label``."""
    return next(href for text, href in page.links if text.startswith(label))


def test_a_blank_page_shows_how_to_ask_and_what_others_do(client: Client, country: Country) -> None:
    response = client.get("/search")
    page = read(response)
    assert page.h1 == "ค้นหา"
    assert "บัตรประชาชนหาย" in [text for text, href in page.links if "?q=" in href]
    assert "เรื่องที่ทำบ่อย" in page.text
    assert "noindex" in page.html


def test_the_query_is_kept_in_the_box_and_in_the_title(client: Client, country: Country) -> None:
    page = read(client.get("/search", {"q": "แจ้งเกิด"}))
    assert page.h1 == "ค้นหา “แจ้งเกิด”"
    assert page.fields("q")[0] == "แจ้งเกิด"
    assert _titles(page)[0] == "แจ้งเกิด"


def test_a_result_shows_both_names_agency_facts_and_the_match(
    client: Client, country: Country
) -> None:
    page = read(client.get("/search", {"q": "บัตรประชาชนหาย"}))
    procedure = country.procedures["ID-2"]
    assert page.href("บัตรประชาชนหาย") == f"/manual/{procedure.pk}"
    for words in (procedure.owner.name_th, "100 บาท", "ไม่เกิน 15 นาที", "2 แห่ง"):
        assert words in page.text
    assert "<mark>" in page.html


def test_the_everyday_word_that_matched_is_named(client: Client, country: Country) -> None:
    page = read(client.get("/search", {"q": "กระเป๋าตังค์หาย"}))
    assert "ตรงกับคำว่า “กระเป๋าตังค์หาย”" in page.text


@pytest.mark.parametrize(
    ("question", "section"),
    [("แจ้งเกิดใช้เอกสารอะไรบ้าง", "#documents"), ("แจ้งเกิดกี่บาท", "#fees"), ("แจ้งเกิด", "")],
)
def test_a_question_leads_to_the_section_that_answers_it(
    client: Client, country: Country, question: str, section: str
) -> None:
    page = read(client.get("/search", {"q": question}))
    hrefs = [href for text, href in page.links if text == "แจ้งเกิด"]
    assert hrefs[-1] == f"/manual/{country.procedures['BIRTH-1'].pk}{section}"


def test_tabs_count_each_kind_and_lead_to_it(client: Client, country: Country) -> None:
    page = read(client.get("/search", {"q": "แม่สอด"}))
    tab = _filter(page, "หน่วยงาน")
    assert _fields(tab) == {"q": ["แม่สอด"], "type": ["agency"]}
    inside = read(client.get(tab))
    assert all(
        href.startswith("/agency/") for text, href in inside.links if text in _titles(inside)
    )


def test_filters_are_one_plain_form_with_counts_and_zeros(client: Client, country: Country) -> None:
    page = read(client.get("/search", {"q": "แจ้งเกิด", "type": "procedure"}))
    forms = [
        given for tag, given in page.attributes if tag == "form" and "c-filter" in given["class"]
    ]
    assert [form["method"] for form in forms] == ["get"]
    selects = [given["name"] for tag, given in page.attributes if tag == "select"]
    assert selects == ["topic", "group", "prov", "agency"]
    assert {"online", "free", "weekend"} <= {
        given.get("name") for tag, given in page.attributes if tag == "input"
    }
    assert "(0)" in page.text


def test_a_filter_becomes_a_chip_that_can_be_taken_off(client: Client, country: Country) -> None:
    page = read(client.get("/search?q=แจ้งเกิด&prov=50&topic=id-civil&agency=&group="))
    off = _filter(page, "เอาออก: จังหวัด: เชียงใหม่")
    assert _fields(off) == {"q": ["แจ้งเกิด"], "topic": ["id-civil"]}
    clear = page.href("ล้างตัวกรองทั้งหมด")
    assert _fields(clear) == {"q": ["แจ้งเกิด"]}


def test_the_only_manual_of_a_province_is_opened(client: Client, country: Country) -> None:
    birth = country.procedures["BIRTH-1"]
    query = {"q": "แจ้งเกิด", "prov": "63"}
    page = read(client.get("/search", query))
    assert page.href("แจ้งเกิด").startswith(f"/manual/{birth.pk}/at/")
    assert "คู่มือของ" in page.text
    english = read(client.get("/en/search", query))
    hrefs = [href for _text, href in english.links]
    assert any(href.startswith(f"/en/manual/{birth.pk}/at/") for href in hrefs)


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ({"q": "บัตรประชาชนหาย", "prov": "50"}, "?prov=50"),
        ({"q": "บัตรประชาชนหาย เชียงใหม่"}, "?prov=50"),
        ({"q": "บัตรประชาชนหาย อำเภอเมืองเชียงใหม่"}, "?prov=50&district=5001"),
        ({"q": "บัตรประชาชนหาย อำเภอเมืองเชียงใหม่", "prov": "63"}, "?prov=63"),
        ({"q": "บัตรประชาชนหายกี่บาท เชียงใหม่"}, "?prov=50#fees"),
    ],
    ids=["filter", "named", "district", "the filter wins", "asked"],
)
def test_a_manual_found_for_a_place_opens_at_the_counters_there(
    client: Client, country: Country, query: dict[str, str], place: str
) -> None:
    procedure = country.procedures["ID-2"]
    page = read(client.get("/search", query))
    opened = [href for text, href in page.links if text.startswith("บัตรประชาชนหาย")][-1]
    assert opened.startswith(f"/manual/{procedure.pk}")
    assert opened.endswith(place)
    assert client.get(opened).status_code == 200


def test_where_several_agencies_do_it_the_manual_opens_with_all_their_counters(
    client: Client, country: Country
) -> None:
    birth = country.procedures["BIRTH-1"]
    for query in ({"q": "แจ้งเกิด", "prov": "50"}, {"q": "แจ้งเกิด อำเภอแม่ริม"}):
        page = read(client.get("/search", query))
        opened = [href for text, href in page.links if text.startswith("แจ้งเกิด")]
        assert any(href.startswith(f"/manual/{birth.pk}?prov=50") for href in opened), opened
        assert not any(href.startswith(f"/manual/{birth.pk}/at/") for href in opened), opened
    named = read(client.get("/search", {"q": "แจ้งเกิด เทศบาลตำบลแม่ริม"}))
    agency = country.agencies["muni-maerim"]
    hrefs = [href for _text, href in named.links]
    assert any(href.startswith(f"/manual/{birth.pk}/at/{agency.pk}?prov=50") for href in hrefs)
    assert "คู่มือของเทศบาลตำบลแม่ริม" in named.text


def test_a_correction_is_told_and_can_be_undone(client: Client, country: Country) -> None:
    page = read(client.get("/search", {"q": "c0h'gdbf"}))
    assert "ดูเหมือนลืมเปลี่ยนภาษาของแป้นพิมพ์ · แสดงผลของ “แจ้งเกิด” แทน “c0h'gdbf”" in page.text
    undo = page.href("ค้นตามที่พิมพ์")
    assert _fields(undo) == {"q": ["c0h'gdbf"], "as_typed": ["1"]}
    undone = read(client.get(undo))
    assert "แสดงผลของ" not in undone.text
    # Nothing is written like that, so the way back is offered with what it finds.
    assert _fields(_filter(undone, "ให้ระบบช่วยแก้คำที่พิมพ์ (")) == {"q": ["c0h'gdbf"]}


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        (CorrectionKind.SPACING, "ลบช่องว่างในคำแล้ว"),
        (CorrectionKind.SPELLING, "แก้ตัวสะกดแล้ว"),
    ],
)
def test_each_kind_of_correction_says_what_was_done(kind: CorrectionKind, why: str) -> None:
    found = SearchPage(query="แจ้งเกด", used="x", correction=Correction(kind, "แจ้งเกด", "แจ้งเกิด"))
    page = search_results_page(SearchQuery(q="แจ้งเกด"), found, Clock(bangkok_now()))
    assert page.correction is not None
    assert page.correction.why == why
    assert page.correction.text == "แสดงผลของ “แจ้งเกิด” แทน “แจ้งเกด”"


def test_a_suggestion_is_offered_and_escaped() -> None:
    found = SearchPage(query="แจ้งเกด", used="แจ้งเกด", repaired_service="<b>แจ้งเกิด")
    page = search_results_page(SearchQuery(q="แจ้งเกด"), found, Clock(bangkok_now()))
    assert page.did_you_mean is not None
    assert page.did_you_mean.text == "หมายถึง “&lt;b&gt;แจ้งเกิด” หรือไม่"
    assert _fields(page.did_you_mean.href) == {"q": ["<b>แจ้งเกิด"]}


def test_what_can_be_added_to_the_plan_carries_no_tick(client: Client, country: Country) -> None:
    page = read(client.get("/search", {"q": "แจ้งเกิด"}))
    link = page.html[page.html.index("data-plan=") :]
    link = link[: link.index("</a>")]
    assert "เพิ่มในรายการเตรียมตัว" in link
    assert "M12 4.5v15" in link  # a plus: a tick says that it was done already
    assert "M4.5 12.5l5 5" not in link


def test_the_answer_stands_above_the_results_with_its_caution(
    client: Client, country: Country
) -> None:
    page = read(client.get("/search", {"q": "บัตรประชาชนหายกี่บาท"}))
    procedure = country.procedures["ID-2"]
    assert page.headings[1] == ("h2", "คำตอบ บัตรประชาชนหาย ข้อมูลตัวอย่าง")
    assert page.html.index('class="c-answer"') < page.html.index('class="c-cards"')
    assert page.href("ดูค่าธรรมเนียมในคู่มือ") == f"/manual/{procedure.pk}#fees"
    assert "ข้อมูลตัวอย่าง ยังไม่ได้ตรวจกับหน่วยงาน ถามหน่วยงานก่อนไป" in page.text
    english = read(client.get("/en/search", {"q": "บัตรประชาชนหายกี่บาท"}))
    assert english.href("See the fees in the manual") == f"/en/manual/{procedure.pk}#fees"


@pytest.mark.parametrize("query", ["บัตรประชาชนหาย", "กี่บาท", "zzzz กี่บาท"])
def test_no_answer_without_a_question_or_a_sure_service(
    client: Client, country: Country, query: str
) -> None:
    assert "คำตอบ" not in read(client.get(f"/search?q={query}")).text


def test_results_with_some_of_the_words_say_so(client: Client, country: Country) -> None:
    words = "ไม่มีเรื่องที่ตรงกับทุกคำ"
    some = read(client.get("/search", {"q": "แจ้งเกิด มังกรไฟ ดาวหาง ภูเขาน้ำแข็ง"}))
    assert _titles(some) and words in some.text
    assert words not in read(client.get("/search", {"q": "แจ้งเกิด"})).text


class TestExplanation:
    def test_tells_every_stage_and_where_each_result_matched(
        self, client: Client, country: Country
    ) -> None:
        response = client.get("/search", {"q": "c0h'gdbf", "explain": "1"})
        page = read(response)
        assert ("h2", "ระบบค้นหาอย่างไร") in page.headings
        assert "ภาษาของแป้นพิมพ์ c0h'gdbf แจ้งเกิด ไม่มี" in page.text
        assert "ตัวสะกด ไม่มีอะไรต้องทำ" in page.text
        assert "เขียนให้เป็นแบบเดียวกัน แจ้งเกิด ไม่เปลี่ยน ไม่มี" in page.text
        row = page.text[page.text.index("เหตุผลของแต่ละรายการ") :]
        assert "1 แจ้งเกิด" in row and "ชื่อ · ชื่อทางการ" in row
        assert response.headers["Cache-Control"] == "no-store"
        assert "noindex" in page.html

    def test_tells_what_is_owed_to_sayings(self, client: Client, country: Country) -> None:
        story = "หมอผ่าท้องเอาเด็กออกมาตอนตีสามต้องทำอะไรบ้าง"
        page = read(client.get("/search", {"q": story, "explain": "1"}))
        assert "ประโยคที่คนพูดถึงเรื่องนี้ (+" in page.text
        name = read(client.get("/search", {"q": "แจ้งเกิด", "explain": "1"}))
        assert "ประโยคที่คนพูดถึงเรื่องนี้" not in name.text, "a name is weighed without them"

    def test_is_shown_only_when_asked_for(self, client: Client, country: Country) -> None:
        for query in ("q=แจ้งเกิด", "q=แจ้งเกิด&explain=0", "explain=1"):
            assert "ระบบค้นหาอย่างไร" not in read(client.get(f"/search?{query}")).text

    def test_english_pages_mark_its_thai(self, client: Client, country: Country) -> None:
        page = read(client.get("/en/search?q=กระเป๋าตังค์หาย&explain=1"))
        typed = "กระเป๋าตังค์หาย"
        assert "How this was found" in page.text
        assert [text for text in page.thai_without_mark() if typed not in text] == []

    def test_hostile_words_stay_words(self, client: Client, country: Country) -> None:
        answer = client.get("/search", {"q": "<script>alert(1)</script>", "explain": "1"})
        assert "<script>alert" not in answer.content.decode()


def test_a_suggestion_keeps_the_question_and_the_place() -> None:
    typed = "แจ้งเกด แม่ริม กี่บาท"
    found = SearchPage(query=typed, used=typed, service="แจ้งเกด", repaired_service="แจ้งเกิด")
    query = SearchQuery(q=typed)
    page = search_results_page(query, found, Clock(bangkok_now()))
    assert page.did_you_mean is not None
    assert _fields(page.did_you_mean.href) == {"q": ["แจ้งเกิด แม่ริม กี่บาท"]}


class TestFailures:
    BROWSER = "Mozilla/5.0 (Linux; Android 14)"

    @pytest.fixture(autouse=True)
    def noted(self, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        seen: list[str] = []
        monkeypatch.setattr(search_view, "note_failure", lambda found: seen.append(found.query))
        return seen

    def test_a_plain_search_is_looked_at(
        self, client: Client, country: Country, noted: list[str]
    ) -> None:
        client.get("/search", {"q": "zzzzqq"}, headers={"User-Agent": self.BROWSER})
        assert noted == ["zzzzqq"]

    @pytest.mark.parametrize(
        ("query", "agent"),
        [
            ("q=zzzzqq&free=1", BROWSER),
            ("q=zzzzqq&type=agency", BROWSER),
            ("q=zzzzqq&as_typed=1", BROWSER),
            ("q=zzzzqq&page=2", BROWSER),
            ("", BROWSER),
            ("q=zzzzqq", "SomeBot/1.0"),
            ("q=zzzzqq", ""),
        ],
    )
    def test_filters_robots_and_further_pages_are_not(
        self, client: Client, country: Country, noted: list[str], query: str, agent: str
    ) -> None:
        client.get(f"/search?{query}", headers={"User-Agent": agent})
        assert noted == []


def test_a_failed_search_writes_nothing_by_itself(client: Client, country: Country) -> None:
    with reading_only():
        client.get("/search", {"q": "zzzzqq"}, headers={"User-Agent": TestFailures.BROWSER})
    assert not FailedQueryHour.objects.exists()
    assert failed.flush() == 1
    assert FailedQueryHour.objects.count() == 1


def test_nothing_found_offers_ways_out_with_counts(client: Client, country: Country) -> None:
    page = read(client.get("/search", {"q": "แจ้งเกิด", "weekend": "1", "type": "procedure"}))
    assert "ไม่พบสิ่งที่ค้นหา" in page.text
    wider = _filter(page, "ไม่กรอง เปิดวันเสาร์หรืออาทิตย์ (")
    assert _fields(wider) == {"q": ["แจ้งเกิด"], "type": ["procedure"]}
    assert _titles(read(client.get(wider)))
    assert page.href("1111") == "tel:1111"
    assert "เรื่องที่ทำบ่อย" in page.text
    assert "c-tabs" in page.html


def test_where_nothing_at_all_is_found_there_is_nothing_to_choose_from(
    client: Client, country: Country
) -> None:
    page = read(client.get("/search", {"q": "zzzzqq"}))
    assert "ไม่พบสิ่งที่ค้นหา" in page.text
    assert "c-tabs" not in page.html
    assert "พบ 0 รายการ" not in page.text


@pytest.mark.parametrize(
    "query",
    [
        "page=abc",
        "page=-3&q=บัตร",
        "page=99999999999999999999&q=แจ้งเกิด",
        "prov=99&topic=none&group=none&agency=none&type=none&q=บัตร",
        "prov=%00&topic=%00&agency=%00&q=%00",
        "agency=99999999999999999999&q=บัตร",
        "q=%28อบต.",
        "q=" + "ก" * 5000,
        "q=%3Cscript%3Ealert(1)%3C/script%3E",
    ],
)
def test_no_address_breaks_the_page(client: Client, country: Country, query: str) -> None:
    response = client.get(f"/search?{query}")
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


@pytest.mark.parametrize("query", ["", "?q=passport", "?q=บัตร&prov=50", "?q=zzzzzz&free=1"])
def test_english_pages_mark_their_thai(client: Client, country: Country, query: str) -> None:
    page = read(client.get(f"/en/search{query}"))
    assert page.lang == "en"
    typed = "บัตร"
    assert [text for text in page.thai_without_mark() if typed not in text] == []


def test_an_address_is_read_and_written_the_same(country: Country) -> None:
    agency = country.procedures["ID-2"].owner
    given = {"q": "บัตร", "type": "procedure", "topic": "id-civil", "agency": str(agency.pk)}
    query = read_query({**given, "free": "1", "prov": "", "page": "3"})
    assert query.fields == {**given, "free": "1"}
    assert _fields(query.url) == {name: [value] for name, value in query.fields.items()}
    assert query.without("topic").fields == {
        **{k: v for k, v in given.items() if k != "topic"},
        "free": "1",
    }
    assert query.without("free").page == 1


def test_latin_letters_read_as_thai_are_told_and_marked(client: Client, country: Country) -> None:
    page = read(client.get("/search", {"q": "jaeng gerd"}))
    assert "อ่านตามเสียงเป็นภาษาไทยว่า “แจ้งเกิด” ด้วย" in page.text
    assert _titles(page)[0].startswith("แจ้งเกิด")
    english = client.get("/en/search", {"q": "jaeng gerd"}).content.decode()
    assert 'as Thai “<span lang="th">แจ้งเกิด</span>”' in english
    assert "by its sound" not in read(client.get("/en/search", {"q": "passport"})).text
