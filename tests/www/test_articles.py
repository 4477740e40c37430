"""Articles lead to services, say how old they are, and outlive what they name."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from infogo.articles.models import ArticleStatus
from infogo.manuals.models import ProcedureStatus
from tests.factories import ArticleFactory, LifeEventFactory, TopicFactory, standard_manual
from tests.www.reading import read

pytestmark = pytest.mark.django_db


def test_an_article_shows_answer_dates_text_and_service_cards(client: Client) -> None:
    procedure = standard_manual(code="DOPA-001", name_th="แจ้งเกิดลูก").procedure
    article = ArticleFactory(
        title_th="ลูกเพิ่งเกิด",
        summary_th="แจ้งเกิดภายใน 15 วัน",
        body_th="## ก่อนอื่น\n\nไป[แจ้งเกิด](service:DOPA-001)ที่อำเภอ",
        published_at=datetime(2026, 8, 19, 3, tzinfo=UTC),
        checked_on=date(2026, 9, 1),
        life_event=LifeEventFactory(slug="birth", name_th="มีลูก"),
        source="ทดสอบ",
        is_sample=True,
    )
    article.procedures.add(procedure)
    page = read(client.get(f"/article/{article.pk}"))
    assert page.h1 == "ลูกเพิ่งเกิด"
    for words in ("แจ้งเกิดภายใน 15 วัน", "19 สิงหาคม 2569", "1 กันยายน 2569", "บทความตัวอย่าง", "ทดสอบ"):
        assert words in page.text
    assert page.href("แจ้งเกิด") == f"/manual/{procedure.pk}"
    assert "แจ้งเกิดลูก" in [text for tag, text in page.headings if tag == "h3"]
    assert ("h2", "ก่อนอื่น") in page.headings
    assert "/life/birth" in [href for _text, href in page.links]


def test_service_cards_come_in_the_order_of_the_text(client: Client) -> None:
    codes = ("B-1", "A-1", "C-1")
    article = ArticleFactory(body_th=" ".join(f"[x](service:{code})" for code in codes))
    for code in sorted(codes):
        article.procedures.add(standard_manual(code=code, name_th=f"เรื่อง {code}").procedure)
    page = read(client.get(f"/article/{article.pk}"))
    assert [text for tag, text in page.headings if tag == "h3"] == [
        "เรื่อง B-1",
        "เรื่อง A-1",
        "เรื่อง C-1",
    ]


def test_links_to_withdrawn_and_merged_services_stay_useful(client: Client) -> None:
    new = standard_manual(code="NEW-1").procedure
    standard_manual(code="OLD-1", status=ProcedureStatus.WITHDRAWN)
    standard_manual(code="MER-1", status=ProcedureStatus.MERGED, merged_into=new)
    article = ArticleFactory(body_th="[เก่า](service:OLD-1) [รวม](service:MER-1)")
    page = read(client.get(f"/article/{article.pk}"))
    assert "เก่า (ยกเลิกแล้ว)" in page.text
    assert page.href("รวม") == f"/manual/{new.pk}"


def test_a_draft_cannot_be_read_nor_found_in_the_list(client: Client) -> None:
    article = ArticleFactory(status=ArticleStatus.DRAFT, title_th="ยังไม่เสร็จ")
    assert client.get(f"/article/{article.pk}").status_code == 404
    assert "ยังไม่เสร็จ" not in read(client.get("/article/")).text


def test_a_withdrawn_article_answers_410_and_names_others(client: Client) -> None:
    topic = TopicFactory()
    procedure = standard_manual(name_th="เรื่องที่ยังทำได้").procedure
    gone = ArticleFactory(status=ArticleStatus.WITHDRAWN, topic=topic, title_th="บทความเก่า")
    gone.procedures.add(procedure)
    other = ArticleFactory(topic=topic, title_th="บทความใหม่")
    response = client.get(f"/article/{gone.pk}")
    page = read(response)
    assert response.status_code == 410
    assert page.h1 == "บทความเก่า"
    assert "บทความนี้เลิกใช้แล้ว" in page.text
    assert page.href("บทความใหม่") == f"/article/{other.pk}"
    assert page.href("เรื่องที่ยังทำได้") == f"/manual/{procedure.pk}"


@pytest.mark.parametrize("key", ["0", "999999", "99999999999999999999999", "abc"])
def test_unknown_articles_answer_404(client: Client, key: str) -> None:
    assert client.get(f"/article/{key}").status_code == 404


def test_the_list_is_newest_first_and_paged(client: Client) -> None:
    for day in range(1, 23):
        ArticleFactory(title_th=f"บทความ {day}", published_at=datetime(2026, 1, day, tzinfo=UTC))
    page = read(client.get("/article/"))
    titles = [text for tag, text in page.headings if tag == "h2"]
    assert titles[0] == "บทความ 22"
    assert len(titles) == 20
    assert "บทความ 1" in [text for _tag, text in read(client.get(page.href("ถัดไป"))).headings]


def test_an_empty_list_leads_on(client: Client) -> None:
    assert read(client.get("/article/")).href("ดูหมวดหมู่ทั้งหมด") == "/category/"


def test_english_says_that_the_text_is_thai_and_marks_it(client: Client) -> None:
    article = ArticleFactory(title_en="Lost card", body_th="ข้อความ [ลิงก์](/help)", source="แหล่ง")
    page = read(client.get(f"/en/article/{article.pk}"))
    assert page.h1 == "Lost card"
    assert "This article is in Thai only" in page.text
    assert page.thai_without_mark() == []
    assert read(client.get("/en/article/")).thai_without_mark() == []


def test_queries_do_not_grow_with_links(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    def article_of(count: int) -> str:
        procedures = [standard_manual().procedure for _number in range(count)]
        body = " ".join(f"[x](service:{procedure.code})" for procedure in procedures)
        article = ArticleFactory(body_th=body)
        article.procedures.set(procedures)
        return f"/article/{article.pk}"

    small, large = article_of(2), article_of(8)
    with django_assert_max_num_queries(20) as few:
        client.get(small)
    with django_assert_max_num_queries(20) as many:
        client.get(large)
    assert len(few) == len(many) <= 6
