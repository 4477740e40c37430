"""A plan asks the questions of all its services, each once, and counts what the answers leave."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from infogo.core.durations import Duration, DurationUnit
from infogo.manuals.cases import CaseTable
from infogo.manuals.content import RequiredDocument
from infogo.manuals.models import Manual, Procedure
from tests.factories import manual_content, standard_manual
from tests.manuals.case_examples import (
    PEOPLE,
    REASONS,
    WHO,
    card_manual,
    listed,
    paper,
    question,
    row,
)
from tests.www.reading import Page, read

pytestmark = pytest.mark.django_db
MOST_QUERIES = 16


@pytest.fixture
def card() -> Manual:
    return standard_manual(content=card_manual(), name_th="ทำบัตร")


@pytest.fixture
def move() -> Manual:
    """A second service that asks who goes, in the same words."""
    documents = listed(
        RequiredDocument,
        paper("ทะเบียนบ้าน"),
        paper("หนังสือมอบอำนาจ", "other"),
        paper("ใบแจ้งย้าย", "self"),
    )
    content = manual_content(questions=(WHO,), cases=(PEOPLE,), documents=documents)
    return standard_manual(content=content, name_th="ย้ายบ้าน")


def ids(*manuals: Manual) -> str:
    return ",".join(str(manual.procedure_id) for manual in manuals)


def plan(client: Client, query: str, prefix: str = "") -> Page:
    response = client.get(f"{prefix}/plan?{query}")
    assert response.status_code == 200
    return read(response)


def part(page: Page, heading: str) -> str:
    """Return the text of a section."""
    found = re.search(rf'<h2 id="{heading}">(.*?)</section>', page.html, re.S)
    assert found
    return " ".join(re.sub("<[^>]*>", " ", found[1]).split())


def asked(page: Page) -> list[dict[str, Any]]:
    return [given for tag, given in page.attributes if tag == "input" and given["type"] == "radio"]


def test_questions_are_printed_only_with_answers(client: Client, card: Manual) -> None:
    printed = '<section class="c-section" aria-labelledby="cases">'
    assert printed not in plan(client, f"m={ids(card)}").html
    assert printed in plan(client, f"m={ids(card)}&a1=reason.lost").html


def test_a_question_of_several_services_is_asked_once(
    client: Client, card: Manual, move: Manual
) -> None:
    page = plan(client, f"m={ids(card, move)}")
    text = part(page, "cases")
    assert text.count("ใครไปยื่น") == 1
    assert "สำหรับ “ทำบัตร”, “ย้ายบ้าน”" in text
    assert [one["value"] for one in asked(page)] == [
        *("1:reason.lost", "1:reason.expired", "1:reason.first", ""),
        *("12:who.self", "12:who.other", ""),
    ]


def test_the_same_code_with_other_words_is_another_question(
    client: Client, card: Manual, move: Manual
) -> None:
    other = question("who", "ใครเป็นเจ้าบ้าน", "self", "other")
    content = manual_content(questions=(other,), cases=(PEOPLE,))
    page = plan(client, f"m={ids(card, standard_manual(content=content))}")
    assert [one["value"] for one in asked(page)][-6:] == [
        *("1:who.self", "1:who.other", ""),
        *("2:who.self", "2:who.other", ""),
    ]


def test_the_form_is_put_into_one_address(client: Client, card: Manual, move: Manual) -> None:
    chosen = ids(card, move)
    sent = client.get(f"/plan?m={chosen}&prov=10&c1=1:reason.lost&c2=12:who.self&c3=")
    assert sent.status_code == 302
    assert sent.headers["Location"] == (
        f"/plan?m={chosen}&prov=10&a1=reason.lost,who.self&a2=who.self"
    )
    nothing = client.get(f"/plan?m={chosen}&a1=reason.lost&c1=&c2=&c3=9:x.y")
    assert nothing.headers["Location"] == f"/plan?m={chosen}"


def test_what_is_certain_what_is_open_and_what_is_not_needed(
    client: Client, card: Manual, move: Manual
) -> None:
    chosen = ids(card, move)
    before = part(plan(client, f"m={chosen}"), "documents")
    certain, _heading, perhaps = before.partition("อาจต้องใช้ ขึ้นกับคำตอบของคุณ")
    assert "ทะเบียนบ้าน" in certain
    assert "หนังสือมอบอำนาจ" in perhaps
    assert "กรณี: ให้คนอื่นไปแทน" in perhaps

    page = plan(client, f"m={chosen}&a1=reason.lost,who.self&a2=who.self")
    text = part(page, "documents")
    bring, _heading, left_out = text.partition("ไม่ต้องใช้ในกรณีของคุณ 3 อย่าง")
    assert "ใบแจ้งย้าย" in bring
    assert "อาจต้องใช้" not in bring
    assert left_out.split()[:3] == ["บัตรเดิม", "หนังสือมอบอำนาจ", "พยานรับรอง"]
    assert "บัตรหาย · ไปเอง" in part(page, "cases")


def test_a_paper_that_one_service_still_needs_is_not_left_out(
    client: Client, card: Manual, move: Manual
) -> None:
    page = plan(client, f"m={ids(card, move)}&a1=reason.lost,who.self&a2=who.other")
    bring, _heading, left_out = part(page, "documents").partition("ไม่ต้องใช้ในกรณีของคุณ")
    assert "หนังสือมอบอำนาจ" in bring
    assert "หนังสือมอบอำนาจ" not in left_out


def test_fees_and_times_follow(client: Client) -> None:
    slow = REASONS.rows[0].model_copy(update={"total": Duration.of(3, DurationUnit.DAY)})
    table = REASONS.model_copy(update={"rows": (slow, *REASONS.rows[1:])})
    usual = Duration.of(15, DurationUnit.MINUTE)
    card = standard_manual(content=card_manual(cases=(table, PEOPLE), total=usual))
    open_sums = part(plan(client, f"m={ids(card)}"), "sums")
    assert "20 บาท" in open_sums
    assert "บางกรณีเพิ่มอีกไม่เกิน 100 บาท" in open_sums
    assert "3 วัน หรือ 15 นาที" in open_sums
    lost = part(plan(client, f"m={ids(card)}&a1=reason.lost"), "sums")
    assert "120 บาท" in lost
    assert "15 นาที" not in lost
    expired = part(plan(client, f"m={ids(card)}&a1=reason.expired"), "sums")
    assert "120 บาท" not in expired
    assert "3 วัน" not in expired


def test_a_case_that_is_not_served_offers_the_service_that_does(client: Client) -> None:
    other = standard_manual(content=manual_content(), code="DOPA-778", name_th="ทำบัตรครั้งแรก")
    first = REASONS.rows[2].model_copy(update={"instead": "DOPA-778"})
    table = REASONS.model_copy(update={"rows": (*REASONS.rows[:2], first)})
    card = standard_manual(content=card_manual(cases=(table, PEOPLE)), name_th="ทำบัตรใหม่")
    page = plan(client, f"m={ids(card)}&a1=reason.first")
    assert "กรณีนี้ใช้คู่มือนี้ไม่ได้" in part(page, "cases")
    assert ("เปลี่ยนในรายการนี้", f"/plan?m={other.procedure_id}") in page.links


def test_services_that_exclude_each_other_are_told_and_one_is_taken_out(client: Client) -> None:
    """A stage of a life event is put into a plan whole, whichever of its services is meant."""
    place = question("place", "เสียชีวิตที่ไหน", "hospital", "home")

    def notice_of_death(where: str, other: str, code: str) -> Manual:
        refused = row(other, {"place": [other]}, refusal="ใช้คู่มือนี้ไม่ได้", instead=code)
        rows = (row(where, {"place": [where]}), refused)
        table = CaseTable(code="places", title="ที่เสียชีวิต", rows=rows)
        content = manual_content(questions=(place,), cases=(table,))
        return standard_manual(content=content, name_th=f"แจ้งตาย {where}")

    first = notice_of_death("hospital", "home", "DOPA-779")
    second = notice_of_death("home", "hospital", "")
    Procedure.objects.filter(pk=second.procedure_id).update(code="DOPA-779")
    open_plan = part(plan(client, f"m={ids(first, second)}"), "cases")
    either = "“แจ้งตาย hospital”, “แจ้งตาย home” ใช้คนละกรณี ตอบว่า “เสียชีวิตที่ไหน” ให้เหลือเรื่องเดียว"
    assert either in open_plan
    assert either not in part(plan(client, f"m={ids(first)}"), "cases")
    told = plan(client, f"m={ids(first, second)}&a1=place.home&a2=place.home")
    assert "ใช้คนละกรณี" not in part(told, "cases")
    alone = f"/plan?m={second.procedure_id}&a1=place.home"
    assert ("เอาเรื่องนี้ออกจากรายการ", alone) in told.links


def test_answers_go_with_their_service(client: Client, card: Manual, move: Manual) -> None:
    page = plan(client, f"m={ids(card, move)}&a1=reason.lost&a2=who.self")
    hrefs = [href.partition("#")[0] for _text, href in page.links]
    assert f"/plan?m={ids(move, card)}&a1=who.self&a2=reason.lost" in hrefs
    assert f"/plan?m={ids(move)}&a1=who.self" in hrefs


def test_junk_answers_are_nothing(client: Client, card: Manual) -> None:
    page = plan(client, f"m={ids(card)}&a1=reason.x,who,,.&a2=who.self&c=1")
    assert "ล้างคำตอบ" not in page.text


def test_a_plan_without_questions_asks_nothing(client: Client) -> None:
    page = plan(client, f"m={ids(standard_manual(content=manual_content()))}")
    assert "เฉพาะกรณีของคุณ" not in page.text


def test_answers_cost_no_query(client: Client) -> None:
    counted = []
    for count in (1, 8):
        chosen = [standard_manual(content=card_manual()) for _number in range(count)]
        fields = "".join(f"&a{n}=reason.lost" for n in range(1, count + 1))
        with CaptureQueriesContext(connection) as queries:
            plan(client, f"m={ids(*chosen)}{fields}")
        counted.append(len(queries))
    assert counted[0] == counted[1] <= MOST_QUERIES
