"""Life events: numbered stages, each with its deadline and its services."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from infogo.manuals.content import DocumentGroup, RequiredDocument
from infogo.manuals.models import ProcedureStatus, StageProcedure
from infogo.manuals.part import Listing, ListingState
from infogo.taxonomy.models import LifeEvent
from tests.factories import (
    ArticleFactory,
    LifeEventFactory,
    LifeEventStageFactory,
    manual_content,
    standard_manual,
)
from tests.www.reading import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def birth() -> LifeEvent:
    event = LifeEventFactory(slug="birth", name_th="มีลูก", name_en="Having a child")
    for order, title in enumerate(("แจ้งเกิด", "สิทธิรักษา"), start=1):
        stage = LifeEventStageFactory(event=event, order=order, title_th=title)
        manual = standard_manual(name_th=f"{title}ที่อำเภอ")
        StageProcedure.objects.create(stage=stage, procedure=manual.procedure, order=1)
    return event


def test_stages_are_in_order_with_deadline_anchor_and_document_count(
    client: Client, birth: LifeEvent
) -> None:
    page = read(client.get("/life/birth"))
    assert page.h1 == "มีลูก"
    assert [text for tag, text in page.headings if tag == "h3"] == ["แจ้งเกิด", "สิทธิรักษา"]
    assert page.text.count("ภายใน 15 วัน") == 2
    assert "เอกสาร 1 อย่าง" in page.text
    assert page.href("สิทธิรักษา") == "#stage-2"
    assert 'id="stage-2"' in page.html


def test_documents_of_some_cases_are_counted_apart(client: Client, birth: LifeEvent) -> None:
    always = RequiredDocument(group=DocumentGroup.OTHER, name="บัตร")
    sometimes = RequiredDocument(group=DocumentGroup.OTHER, name="มอบอำนาจ", condition="ทำแทน")
    documents = Listing[RequiredDocument](
        state=ListingState.LISTED, items=(always, sometimes, sometimes)
    )
    manual = standard_manual(content=manual_content(documents=documents))
    stage = birth.stages.get(order=1)
    StageProcedure.objects.create(stage=stage, procedure=manual.procedure, order=2)
    assert "เอกสาร 1–3 อย่าง" in read(client.get("/life/birth")).text


def test_a_withdrawn_service_leaves_its_stage_standing(client: Client, birth: LifeEvent) -> None:
    procedure = StageProcedure.objects.get(stage__order=1).procedure
    procedure.status = ProcedureStatus.WITHDRAWN
    procedure.save()
    page = read(client.get("/life/birth"))
    assert "แจ้งเกิดที่อำเภอ" not in page.text
    assert "แจ้งเกิด" in [text for _tag, text in page.headings]


def test_the_list_names_every_event(client: Client, birth: LifeEvent) -> None:
    page = read(client.get("/life/"))
    assert page.h1 == "เหตุการณ์ชีวิต"
    assert "/life/birth" in [href for _text, href in page.links]


def test_articles_about_the_event_are_offered(client: Client, birth: LifeEvent) -> None:
    ArticleFactory(life_event=birth, title_th="ลูกเพิ่งเกิด")
    assert "ลูกเพิ่งเกิด" in read(client.get("/life/birth")).text


@pytest.mark.parametrize("path", ["/life/", "/life/birth"])
def test_english_pages_mark_their_thai(client: Client, birth: LifeEvent, path: str) -> None:
    page = read(client.get(f"/en{path}"))
    assert page.thai_without_mark() == []
    assert "Having a child" in page.text


def test_a_deadline_without_english_is_marked_as_thai(client: Client, birth: LifeEvent) -> None:
    birth.stages.update(deadline_en="")
    page = read(client.get("/en/life/birth"))
    assert ("ภายใน 15\N{NO-BREAK SPACE}วัน", "th") in page.words
    assert page.thai_without_mark() == []


def test_queries_do_not_grow_with_stages(
    client: Client, birth: LifeEvent, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(20) as small:
        client.get("/life/birth")
    for order in range(3, 8):
        stage = LifeEventStageFactory(event=birth, order=order)
        for place in range(3):
            procedure = standard_manual().procedure
            StageProcedure.objects.create(stage=stage, procedure=procedure, order=place)
    with django_assert_max_num_queries(20) as large:
        client.get("/life/birth")
    assert len(small) == len(large) <= 8


def test_articles_of_an_event_that_ended_are_offered_by_the_one_that_took_over(
    client: Client, birth: LifeEvent
) -> None:
    """The article itself leads here already."""
    old = LifeEventFactory()
    article = ArticleFactory(life_event=old)
    LifeEvent.everything.filter(pk=old.pk).update(ended_at=timezone.now(), moved_to=birth)
    assert read(client.get(f"/article/{article.pk}")).href("มีลูก") == "/life/birth"
    assert read(client.get("/life/birth")).href(article.title_th) == f"/article/{article.pk}"
