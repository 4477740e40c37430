"""Few questions on the page of a manual, and what the answers leave of its lists."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from infogo.core.durations import Duration, DurationUnit
from infogo.manuals.cases import CaseTable
from infogo.manuals.content import RequiredDocument
from infogo.manuals.models import Manual
from tests.factories import ProcedureFactory, adoption, manual_content, standard_manual
from tests.manuals.case_examples import PEOPLE, REASONS, card_manual, listed, paper, row
from tests.www.reading import Page, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def card() -> Manual:
    return standard_manual(content=card_manual(total=Duration.of(15, DurationUnit.MINUTE)))


def show(client: Client, manual: Manual, query: str = "", prefix: str = "") -> Page:
    response = client.get(f"{prefix}/manual/{manual.procedure_id}{query}")
    assert response.status_code == 200, response
    return read(response)


def documents(page: Page) -> str:
    """Return the text of the documents that are to be brought."""
    found = re.search(r'<h2 id="documents">(.*?)(<details|</section>)', page.html, re.S)
    assert found
    return re.sub("<[^>]*>", " ", found[1])


def chosen(page: Page) -> list[str]:
    return [
        given["value"]
        for tag, given in page.attributes
        if tag == "input" and given.get("type") == "radio" and "checked" in given
    ]


class TestBeforeAnAnswer:
    def test_everything_is_there_with_its_cases_in_words(
        self, client: Client, card: Manual
    ) -> None:
        page = show(client, card)
        for name in ("ทะเบียนบ้าน", "บัตรเดิม", "หนังสือมอบอำนาจ", "พยานรับรอง"):
            assert name in documents(page)
        assert "กรณี: บัตรหมดอายุ" in documents(page)
        assert "กรณี: บัตรหาย และ: ให้คนอื่นไปแทน" in documents(page)
        assert "กรณี: บัตรหาย" in page.text
        assert chosen(page) == ["", ""]

    def test_each_answer_tells_what_it_would_make_of_the_list(
        self, client: Client, card: Manual
    ) -> None:
        text = show(client, card).text
        assert "บัตรหาย → เอกสาร 1–3 อย่าง" in text
        assert "บัตรหมดอายุ → เอกสาร 2–3 อย่าง" in text
        assert "ยังไม่เคยมีบัตร → ใช้คู่มือนี้ไม่ได้" in text

    def test_questions_are_printed_only_with_answers(self, client: Client, card: Manual) -> None:
        printed = '<section class="c-section" aria-labelledby="cases">'
        assert printed not in show(client, card).html
        assert printed in show(client, card, "?a=who.self").html

    def test_a_manual_without_questions_asks_nothing(self, client: Client) -> None:
        plain = standard_manual(content=manual_content())
        page = show(client, plain)
        assert "เฉพาะกรณีของคุณ" not in page.text
        assert client.get(f"/manual/{plain.procedure_id}?a=who.self").headers["Location"] == (
            f"/manual/{plain.procedure_id}"
        )


class TestAnswered:
    def test_what_is_not_needed_is_folded_away_and_still_there(
        self, client: Client, card: Manual
    ) -> None:
        page = show(client, card, "?a=reason.lost,who.self")
        assert "ทะเบียนบ้าน" in documents(page)
        assert not re.search("บัตรเดิม|หนังสือมอบอำนาจ|พยานรับรอง", documents(page))
        assert "ไม่ต้องใช้ในกรณีของคุณ 3 อย่าง" in page.text
        assert "พยานรับรอง" in page.text
        assert "1 อย่าง จากทั้งหมด 4" in page.text
        assert "บัตรหาย · ไปเอง" in page.text
        assert "แจ้งบัตรหายที่เดียวกันได้เลย" in page.text
        assert chosen(page) == ["reason.lost", "who.self"]

    def test_fees_steps_channels_and_the_sum_follow(self, client: Client, card: Manual) -> None:
        lost = show(client, card, "?a=reason.lost").text
        assert "ค่าธรรมเนียมของคุณ 120 บาท" in lost
        assert "สอบพยาน" in lost
        assert "ทางแอป" not in lost
        expired = show(client, card, "?a=reason.expired").text
        assert "ค่าธรรมเนียมของคุณ 20 บาท" in expired
        assert "สอบพยาน" not in expired
        assert "ทางแอป" in expired

    def test_what_is_still_open_names_the_question_that_decides(
        self, client: Client, card: Manual
    ) -> None:
        page = show(client, card, "?a=reason.lost")
        assert "กรณี: ให้คนอื่นไปแทน (ขึ้นกับคำตอบ “ใครไปยื่น”)" in documents(page)
        assert "อาจต้องใช้อีก 2 อย่าง" in page.text

    def test_a_box_keeps_its_name_so_that_ticks_stay(self, client: Client, card: Manual) -> None:
        def boxes(page: Page) -> dict[str, str]:
            return dict(re.findall(r'for="(doc-[\d-]+)">([^<]*)<', page.html.replace("\n", "")))

        every = boxes(show(client, card))
        mine = boxes(show(client, card, "?a=reason.lost,who.other"))
        assert len(every) == 4
        assert len(mine) == 3
        assert mine.items() <= every.items()

    def test_a_case_that_is_not_served_leads_to_the_service_that_does(self, client: Client) -> None:
        other = ProcedureFactory.create(code="DOPA-777", name_th="ทำบัตรครั้งแรก")
        first = REASONS.rows[2].model_copy(update={"instead": "DOPA-777"})
        table = REASONS.model_copy(update={"rows": (*REASONS.rows[:2], first)})
        card = standard_manual(content=card_manual(cases=(table, PEOPLE)))
        page = show(client, card, "?a=reason.first")
        assert "ทำบัตรครั้งแรกใช้คู่มืออีกฉบับ" in page.text
        way = ("ทำบัตรครั้งแรก", f"/manual/{other.pk}")
        assert page.links.count(way) == 2, "in the warning, and in what stays in view"
        assert "ดูเอกสาร" not in [text for text, _href in page.links]
        assert page.html.index("ใช้คู่มืออีกฉบับ") < page.html.index("data-answers>")

    def test_a_case_that_no_service_takes_leads_to_the_reason(
        self, client: Client, card: Manual
    ) -> None:
        page = show(client, card, "?a=reason.first")
        assert ("อ่านว่าเพราะอะไร", "#cases") in page.links

    def test_who_needs_every_document_is_not_told_out_of_how_many(self, client: Client) -> None:
        only = listed(RequiredDocument, paper("รูปถ่าย"))
        card = standard_manual(content=card_manual(documents=only))
        page = show(client, card, "?a=reason.lost")
        assert "เอกสารของคุณ 1 อย่าง" in page.text
        assert "จากทั้งหมด" not in page.text

    def test_the_time_of_a_case(self, client: Client) -> None:
        hour = REASONS.rows[0].model_copy(update={"total": Duration.of(1, DurationUnit.HOUR)})
        table = REASONS.model_copy(update={"rows": (hour, *REASONS.rows[1:])})
        usual = Duration.of(15, DurationUnit.MINUTE)
        card = standard_manual(content=card_manual(cases=(table, PEOPLE), total=usual))
        assert "ระยะเวลา 1 ชั่วโมง" in show(client, card, "?a=reason.lost").text
        assert "ระยะเวลา 1 ชั่วโมง หรือ 15 นาที" in show(client, card, "?a=who.self").text

    def test_a_question_that_decides_nothing_more_is_not_asked(self, client: Client) -> None:
        table = CaseTable(
            code="one",
            title="ทั้งหมด",
            rows=(
                row("lost", {"reason": ["lost"], "who": ["self"]}),
                row("other", {"reason": ["lost"], "who": ["other"]}),
                row("expired", {"reason": ["expired", "first"]}),
            ),
        )
        card = standard_manual(content=card_manual(cases=(table,)))
        address = f"/manual/{card.procedure_id}"
        assert "ใครไปยื่น" in show(client, card, "?a=reason.lost").text
        assert "ใครไปยื่น" not in show(client, card, "?a=reason.expired").text
        left_behind = client.get(f"{address}?a=reason.expired,who.self")
        assert left_behind.headers["Location"] == f"{address}?a=reason.expired"

    def test_in_english_the_words_of_the_manual_stay_thai(
        self, client: Client, card: Manual
    ) -> None:
        page = show(client, card, "?a=reason.lost", prefix="/en")
        assert ("บัตรหาย", "th") in [(text.strip(), lang) for text, lang in page.words]
        assert "Your documents 1 of 4" in page.text
        assert "เอกสารของคุณ" not in page.text

    def test_an_agency_that_follows_has_the_same_questions(
        self, client: Client, card: Manual
    ) -> None:
        local = adoption(card)
        address = f"/manual/{card.procedure_id}/at/{local.agency_id}"
        page = read(client.get(f"{address}?a=reason.lost,who.self"))
        assert "1 อย่าง จากทั้งหมด 4" in page.text
        assert f'action="{address}#cases"' in page.html


class TestAddress:
    @pytest.mark.parametrize(
        ("query", "tidy"),
        [
            ("?a1=reason.lost&a2=who.self", "?a=reason.lost,who.self"),
            ("?a1=reason.lost&a2=", "?a=reason.lost"),
            ("?a1=&a2=&prov=10", "?prov=10"),
            ("?a=who.self,reason.lost", "?a=reason.lost,who.self"),
            ("?a=junk,reason.lost,reason.expired", "?a=reason.lost"),
            ("?a=%00", ""),
            (
                "?a=reason.lost,who.x&prov=10&district=1001&x=1",
                "?a=reason.lost&prov=10&district=1001",
            ),
        ],
    )
    def test_one_set_of_answers_has_one_address(
        self, client: Client, card: Manual, query: str, tidy: str
    ) -> None:
        address = f"/manual/{card.procedure_id}"
        response = client.get(address + query)
        assert (response.status_code, response.headers["Location"]) == (302, address + tidy)

    def test_the_form_keeps_where_the_reader_is_and_the_place_keeps_the_answers(
        self, client: Client, card: Manual
    ) -> None:
        page = show(client, card, "?a=reason.lost")
        assert "data-answers" in page.html
        assert f"/plan?m={card.procedure_id}&amp;a1=reason.lost" in page.html

    def test_answers_change_no_other_page_of_the_manual(self, client: Client, card: Manual) -> None:
        address = f"/manual/{card.procedure_id}"
        assert client.get(f"{address}/legal?a=reason.lost").status_code == 200
        data = client.get(f"{address}.json?a=reason.lost").json()["content"]
        assert [each["code"] for each in data["questions"]] == ["reason", "who"]
        assert data["documents"]["items"][1]["cases"] == ["expired"]


def test_the_official_form_says_the_cases(client: Client, card: Manual) -> None:
    text = read(client.get(f"/manual/{card.procedure_id}/legal")).text
    assert "กรณี: บัตรหาย และ: ให้คนอื่นไปแทน" in text
    assert "กรณี: บัตรหมดอายุ · แอป" in text


def test_answers_cost_no_query_per_document(client: Client) -> None:
    counted = []
    for count in (4, 40):
        papers = listed(RequiredDocument, *(paper(f"เอกสาร {n}", "lost") for n in range(count)))
        manual = standard_manual(content=card_manual(documents=papers))
        for query in ("?a=reason.lost", "?a=reason.expired"):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                show(client, manual, query)
            counted.append(len(queries))
    assert counted[0] == counted[2]
    assert counted[1] == counted[3]
