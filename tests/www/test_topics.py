"""Topics and target groups sort the same services two ways."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from infogo.manuals.models import ProcedureStatus
from infogo.taxonomy.models import TargetGroup, Topic
from infogo.www.pages.topics import PAGE_SIZE
from tests.factories import ArticleFactory, TargetGroupFactory, TopicFactory, standard_manual
from tests.www.reading import Page, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic() -> Topic:
    return TopicFactory(
        slug="vehicle",
        name_th="ใบขับขี่และรถ",
        name_en="Driving and vehicles",
        description_th="ใบขับขี่ ภาษีรถ",
        description_en="Licences and vehicle tax",
    )


@pytest.fixture
def group() -> TargetGroup:
    return TargetGroupFactory(slug="elderly", name_th="ผู้สูงอายุ", name_en="Older people")


def _services(topic: Topic, count: int, group: TargetGroup | None = None) -> None:
    for number in range(count):
        manual = standard_manual(topic=topic, name_th=f"เรื่องที่ {number}", popularity=float(number))
        if group is not None:
            manual.procedure.target_groups.add(group)


def _titles(page: Page) -> list[str]:
    return [text for tag, text in page.headings if tag == "h3" and text.startswith("เรื่องที่")]


def test_services_of_a_topic_come_most_used_first(client: Client, topic: Topic) -> None:
    _services(topic, 3)
    standard_manual(name_th="เรื่องที่อื่น")
    page = read(client.get("/category/vehicle"))
    assert page.h1 == "ใบขับขี่และรถ"
    assert "ใบขับขี่ ภาษีรถ" in page.text
    assert [title.split(" ข้อมูล")[0] for title in _titles(page)] == [
        "เรื่องที่ 2",
        "เรื่องที่ 1",
        "เรื่องที่ 0",
    ]


def test_withdrawn_services_are_neither_listed_nor_counted(client: Client, topic: Topic) -> None:
    _services(topic, 2)
    standard_manual(topic=topic, name_th="เรื่องที่เลิก", status=ProcedureStatus.WITHDRAWN)
    page = read(client.get("/category/vehicle"))
    assert len(_titles(page)) == 2
    assert "2 เรื่อง" in page.text
    assert "ใบขับขี่และรถ 2 เรื่อง" in [text for _tag, text in read(client.get("/category/")).headings]


def test_the_head_of_a_longer_list_says_why_it_is_there(client: Client, topic: Topic) -> None:
    _services(topic, 5)
    assert "บรรณาธิการแนะนำ" not in read(client.get("/category/vehicle")).text
    _services(topic, 3)
    assert read(client.get("/category/vehicle")).text.count("บรรณาธิการแนะนำ") == 5


def test_a_topic_is_narrowed_by_a_group_and_back(
    client: Client, topic: Topic, group: TargetGroup
) -> None:
    _services(topic, 2, group)
    _services(topic, 1)
    page = read(client.get("/category/vehicle"))
    narrow = page.href("ผู้สูงอายุ (2)")
    assert narrow == "/category/vehicle?group=elderly"
    narrowed = read(client.get(narrow))
    assert narrowed.h1 == "ใบขับขี่และรถ: ผู้สูงอายุ"
    assert len(_titles(narrowed)) == 2
    assert narrowed.href("เอาออก: ผู้สูงอายุ") == "/category/vehicle"


def test_a_group_is_narrowed_by_a_topic(client: Client, topic: Topic, group: TargetGroup) -> None:
    _services(topic, 2, group)
    standard_manual().procedure.target_groups.add(group)
    page = read(client.get("/for/elderly"))
    assert page.h1 == "ผู้สูงอายุ"
    narrowed = read(client.get(page.href("ใบขับขี่และรถ (2)")))
    assert len(_titles(narrowed)) == 2


def test_an_unknown_narrowing_and_a_wild_page_number_change_nothing(
    client: Client, topic: Topic
) -> None:
    _services(topic, 1)
    assert client.get("/category/vehicle?group=nobody")["Location"] == "/category/vehicle"
    for address in ("?group=nobody", "?page=abc", "?page=-1", "?group=%00&page=٣"):
        response = client.get(f"/category/vehicle{address}", follow=True)
        assert response.status_code == 200
        assert len(_titles(read(response))) == 1


def test_articles_of_a_topic_that_ended_stand_where_its_services_went(
    client: Client, topic: Topic
) -> None:
    """Also one that the loader brought later, or an older release left behind."""
    old, older = TopicFactory(), TopicFactory()
    Topic.everything.filter(pk=old.pk).update(ended_at=timezone.now(), moved_to=topic)
    Topic.everything.filter(pk=older.pk).update(ended_at=timezone.now(), moved_to=old)
    articles = [ArticleFactory(topic=each) for each in (old, older)]
    page = read(client.get("/category/vehicle"))
    for article in articles:
        assert page.href(article.title_th)
        shown = read(client.get(f"/article/{article.pk}"))
        assert shown.href(topic.name_th) == "/category/vehicle"
        assert old.name_th not in shown.text
        told = client.get(f"/api/v1/articles/{article.pk}").json()
        assert told["topic"] == "vehicle"


def test_an_article_whose_topic_ended_without_another_names_none(client: Client) -> None:
    gone = TopicFactory()
    article = ArticleFactory(topic=gone)
    Topic.everything.filter(pk=gone.pk).update(ended_at=timezone.now())
    assert gone.name_th not in read(client.get(f"/article/{article.pk}")).text
    assert client.get(f"/api/v1/articles/{article.pk}").json()["topic"] is None


def test_a_long_list_is_paged_and_searched_instead_of_filtered_here(
    client: Client, topic: Topic
) -> None:
    _services(topic, PAGE_SIZE + 1)
    first = read(client.get("/category/vehicle"))
    assert first.fields("topic") == ["vehicle"]
    second = read(client.get(first.href("ถัดไป")))
    assert len(_titles(first)) == PAGE_SIZE
    assert len(_titles(second)) == 1


def test_articles_of_the_topic_are_offered(client: Client, topic: Topic) -> None:
    article = ArticleFactory(topic=topic, title_th="เรื่องน่ารู้")
    ArticleFactory(title_th="เรื่องหมวดอื่น")
    page = read(client.get("/category/vehicle"))
    assert page.href("เรื่องน่ารู้") == f"/article/{article.pk}"
    assert "เรื่องหมวดอื่น" not in page.text


def test_an_empty_topic_says_so_and_leads_on(client: Client, topic: Topic) -> None:
    page = read(client.get("/category/vehicle"))
    assert "ยังไม่มีเรื่องในรายการนี้" in page.text
    assert page.href("ดูหมวดหมู่ทั้งหมด") == "/category/"


@pytest.mark.parametrize("path", ["/category/none", "/for/none", "/life/none"])
def test_unknown_headings_answer_404(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "path",
    ["/category/", "/category/vehicle", "/category/vehicle?group=elderly", "/for/", "/for/elderly"],
)
def test_english_pages_mark_their_thai(
    client: Client, topic: Topic, group: TargetGroup, path: str
) -> None:
    _services(topic, 6, group)
    page = read(client.get(f"/en{path}"))
    assert page.lang == "en"
    assert page.thai_without_mark() == []


def test_the_breadcrumb_is_told_to_search_engines(client: Client, topic: Topic) -> None:
    (trail,) = read(client.get("/category/vehicle")).json_ld
    names = [item["name"] for item in trail["itemListElement"]]
    assert names == ["หน้าแรก", "หมวดหมู่", "ใบขับขี่และรถ"]
    assert trail["itemListElement"][2]["item"].endswith("/category/vehicle")


@pytest.mark.parametrize("path", ["/category/vehicle", "/for/elderly", "/category/", "/for/"])
def test_queries_do_not_grow_with_services(
    client: Client,
    topic: Topic,
    group: TargetGroup,
    path: str,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    _services(topic, 8, group)
    with django_assert_max_num_queries(20) as small:
        client.get(path)
    _services(topic, 8, group)
    with django_assert_max_num_queries(20) as large:
        client.get(path)
    assert len(small) == len(large) <= 10
