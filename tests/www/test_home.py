"""The home page leads everywhere, is honest about its order, and stays light."""

from __future__ import annotations

import gzip
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from infogo.insights.models import OpenedFrom, ProcedureOpenings
from infogo.manuals.models import StageProcedure
from tests.factories import (
    ArticleFactory,
    LifeEventFactory,
    LifeEventStageFactory,
    TargetGroupFactory,
    TopicFactory,
    standard_manual,
)
from tests.www.reading import read

pytestmark = pytest.mark.django_db
HEAVIEST_HTML = 12 * 1024
EDITORS_CHOICE = "ยังไม่มีสถิติการใช้งาน ลำดับนี้บรรณาธิการเลือกให้ก่อน"


def _fill(count: int) -> None:
    group = TargetGroupFactory()
    for number in range(count):
        manual = standard_manual(popularity=float(number))
        manual.procedure.target_groups.add(group)
        stage = LifeEventStageFactory(event=LifeEventFactory())
        StageProcedure.objects.create(stage=stage, procedure=manual.procedure, order=1)
        ArticleFactory()


def test_the_question_is_the_title_and_the_label_of_the_search_box(client: Client) -> None:
    page = read(client.get("/"))
    assert page.h1 == "ติดต่อราชการเรื่องอะไร"
    assert page.href("บัตรประชาชนหาย").startswith("/search?q=")
    assert page.lang == "th"


def test_frequent_services_come_most_used_first_and_at_most_eight(client: Client) -> None:
    for number in range(10):
        standard_manual(name_th=f"เรื่องที่ {number}", popularity=float(number))
    titles = [text for tag, text in read(client.get("/")).headings if text.startswith("เรื่องที่ ")]
    assert titles == [f"เรื่องที่ {number}" for number in range(9, 1, -1)]


def test_the_order_is_called_the_editors_choice_until_somebody_opened_something(
    client: Client,
) -> None:
    procedure = standard_manual().procedure
    assert EDITORS_CHOICE in read(client.get("/")).text
    ProcedureOpenings.objects.create(
        procedure=procedure, day=date(2026, 11, 24), opened_from=OpenedFrom.SEARCH, count=1
    )
    assert EDITORS_CHOICE not in read(client.get("/")).text


def test_it_shows_six_events_all_topics_all_groups_and_three_articles(client: Client) -> None:
    _fill(8)
    TopicFactory(name_th="หมวดว่าง", slug="empty")
    page = read(client.get("/"))
    hrefs = [href for _text, href in page.links]
    assert len([href for href in hrefs if href.startswith("/life/event-")]) == 6
    assert len([href for href in hrefs if href.startswith("/article/") and href[9:]]) == 3
    assert page.href("หมวดว่าง") == "/category/empty"
    assert len([href for href in hrefs if href.startswith("/category/topic-")]) >= 8
    assert len([href for href in hrefs if href.startswith("/for/group-")]) == 1


@pytest.mark.parametrize("path", ["/places", "/agency/", "/emergency"])
def test_it_leads_to_places_agencies_and_telephone_numbers(client: Client, path: str) -> None:
    hrefs = [href for _text, href in read(client.get("/")).links]
    assert hrefs.count(path) == 2, "above, and at the foot of every page"


def test_events_whose_services_are_used_most_are_chosen_and_kept_in_order(client: Client) -> None:
    for number in range(7):
        manual = standard_manual(popularity=0.0 if number == 3 else 10.0)
        event = LifeEventFactory(slug=f"e{number}", name_th=f"ชีวิต {number}", order=number)
        stage = LifeEventStageFactory(event=event)
        StageProcedure.objects.create(stage=stage, procedure=manual.procedure, order=1)
    hrefs = [href for _text, href in read(client.get("/")).links if href.startswith("/life/e")]
    assert hrefs == [f"/life/e{number}" for number in (0, 1, 2, 4, 5, 6)]


def test_half_of_the_events_are_those_with_the_shortest_deadline_of_their_first_step(
    client: Client,
) -> None:
    """A death in the family is rare among what is opened, and due within 24 hours."""
    firsts = ["", "ภายใน 2 ปี", "ภายใน 15 วันนับแต่วันเกิด", "", "", "", "ภายใน ๒๔ ชั่วโมง", "ภายใน 7 วัน"]
    for number, deadline in enumerate(firsts):
        manual = standard_manual(popularity=10.0 if not deadline else 0.0)
        event = LifeEventFactory(slug=f"e{number}", name_th=f"ชีวิต {number}", order=number)
        for order, text in ((2, "ภายใน 1 วัน"), (1, deadline)):
            stage = LifeEventStageFactory(event=event, order=order, deadline_th=text)
            StageProcedure.objects.create(stage=stage, procedure=manual.procedure, order=1)
    hrefs = [href for _text, href in read(client.get("/")).links if href.startswith("/life/e")]
    assert hrefs == [f"/life/e{number}" for number in (0, 2, 3, 4, 6, 7)]


def test_search_engines_learn_of_the_search(client: Client) -> None:
    (site,) = read(client.get("/en/")).json_ld
    assert site["@type"] == "WebSite"
    target = site["potentialAction"]["target"]["urlTemplate"]
    assert target.endswith("/en/search?q={query}")


def test_english_is_wholly_english_but_for_marked_thai(client: Client) -> None:
    _fill(2)
    page = read(client.get("/en/"))
    assert page.lang == "en"
    assert page.h1 == "What do you need from the government?"
    assert page.thai_without_mark() == []


def test_queries_do_not_grow_and_the_page_is_light(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    _fill(3)
    with django_assert_max_num_queries(20) as few:
        client.get("/")
    _fill(6)
    with django_assert_max_num_queries(20) as many:
        response = client.get("/")
    assert len(few) == len(many) <= 11
    assert len(gzip.compress(response.content)) < HEAVIEST_HTML
    assert not response.cookies
