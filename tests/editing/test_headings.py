"""Headings are renamed, ordered and ended; what was under them goes on to another in one act."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from infogo.articles.models import Article
from infogo.core.models import AuditEntry, OutboxEvent
from infogo.core.refusal import MovedOnError, RefusalError, mark_of
from infogo.editing.services.headings import (
    HeadingFacts,
    add_heading,
    change_heading,
    end_heading,
    order_headings,
    order_values,
    values_of,
)
from infogo.editing.services.stages import StageFacts, set_stages, stages_of
from infogo.editing.services.stages import values_of as stage_values
from infogo.taxonomy.models import Heading, Topic
from infogo.taxonomy.selectors import heading_now
from tests.accounts.watching import nothing_changes
from tests.factories import (
    ArticleFactory,
    LifeEventFactory,
    LifeEventStageFactory,
    ProcedureFactory,
    TargetGroupFactory,
    TopicFactory,
    standard_manual,
)

pytestmark = pytest.mark.django_db
ACTOR = "officer 1 ผู้ดูแล"
FACTS = HeadingFacts("ที่ดินและบ้าน", "Land and home")


def seen(heading: Heading) -> str:
    return mark_of(values_of(heading))


def ended(kind: str, heading: Heading, successor: Heading | None) -> int:
    return end_heading(
        kind=kind,
        heading_id=heading.pk,
        successor_id=successor.pk if successor else None,
        seen=seen(heading),
        reason="รวมกัน",
        actor=ACTOR,
    )


def test_a_topic_that_ends_hands_on_its_services_and_articles() -> None:
    old, new = TopicFactory(), TopicFactory()
    procedures = [ProcedureFactory(topic=old) for _number in range(2)]
    article = ArticleFactory(topic=old)
    OutboxEvent.objects.all().delete()
    assert ended("topic", old, new) == 2
    for procedure in procedures:
        procedure.refresh_from_db()
        assert procedure.topic == new
        assert procedure.edited_at is not None
    assert Article.objects.get(pk=article.pk).topic == new
    assert not Topic.objects.filter(pk=old.pk).exists()
    assert Topic.everything.get(pk=old.pk).moved_to == new
    events = set(OutboxEvent.objects.values_list("topic", "object_id"))
    assert events == {("article", article.pk), *(("procedure", one.pk) for one in procedures)}
    assert AuditEntry.objects.get(target="topic").detail["services"] == [
        one.pk for one in procedures
    ]


def test_a_topic_with_services_needs_a_successor() -> None:
    old = TopicFactory()
    ProcedureFactory(topic=old)
    with nothing_changes(), pytest.raises(RefusalError) as refusal:
        ended("topic", old, None)
    assert refusal.value.field == "successor"


def test_a_group_may_end_without_a_successor_and_leaves_other_groups_alone() -> None:
    old, other, new = TargetGroupFactory(), TargetGroupFactory(), TargetGroupFactory()
    procedure = ProcedureFactory()
    procedure.target_groups.set([old, other])
    ended("group", old, new)
    assert set(procedure.target_groups.all()) == {other, new}
    ended("group", new, None)
    assert set(procedure.target_groups.all()) == {other}


def test_its_old_address_leads_on_and_one_without_a_successor_says_so(client: Client) -> None:
    first, second, third = TopicFactory(), TopicFactory(), TopicFactory()
    ended("topic", first, second)
    ended("topic", second, third)
    answer = client.get(f"/category/{first.slug}")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"/category/{third.slug}")
    group = TargetGroupFactory()
    ended("group", group, None)
    assert client.get(f"/for/{group.slug}").status_code == 410
    assert heading_now(Topic, first.slug) == third
    assert first.name_th not in client.get("/category/").content.decode()


def test_a_renamed_topic_is_renamed_on_pages_of_its_services(client: Client) -> None:
    topic = TopicFactory()
    manual = standard_manual(topic=topic)
    change_heading(kind="topic", heading_id=topic.pk, facts=FACTS, seen=seen(topic), actor=ACTOR)
    assert FACTS.name_th in client.get(f"/manual/{manual.procedure_id}").content.decode()


def test_who_saw_an_older_name_changes_nothing() -> None:
    topic = TopicFactory()
    before = seen(topic)
    change_heading(kind="topic", heading_id=topic.pk, facts=FACTS, seen=before, actor=ACTOR)
    with nothing_changes(), pytest.raises(MovedOnError):
        change_heading(kind="topic", heading_id=topic.pk, facts=FACTS, seen=before, actor=ACTOR)


@pytest.mark.parametrize(
    ("slug", "facts", "field"),
    [
        ("taken", FACTS, "slug"),
        ("free", HeadingFacts("", "x"), "name_th"),
        ("free", HeadingFacts("มีแล้ว", "x"), "name_th"),
    ],
)
def test_a_new_heading_needs_its_own_name_and_address(
    slug: str, facts: HeadingFacts, field: str
) -> None:
    TopicFactory(slug="taken", name_th="มีแล้ว")
    with nothing_changes(), pytest.raises(RefusalError) as refusal:
        add_heading(kind="topic", slug=slug, facts=facts, actor=ACTOR)
    assert refusal.value.field == field


def test_headings_are_put_in_order_all_or_none() -> None:
    first, second = TopicFactory(), TopicFactory()
    mark = mark_of(order_values("topic"))
    with nothing_changes(), pytest.raises(RefusalError):
        order_headings(kind="topic", wanted=[first.pk], seen=mark, actor=ACTOR)
    order_headings(kind="topic", wanted=[second.pk, first.pk], seen=mark, actor=ACTOR)
    assert list(Topic.objects.all()) == [second, first]
    with nothing_changes(), pytest.raises(MovedOnError):
        order_headings(kind="topic", wanted=[first.pk, second.pk], seen=mark, actor=ACTOR)


def stage(title: str, *codes: str, **given: Any) -> StageFacts:
    return StageFacts(given.get("id"), title, "", "", "", codes)


def test_stages_change_places_come_and_go_with_their_services() -> None:
    event = LifeEventFactory()
    one, two = LifeEventStageFactory(event=event), LifeEventStageFactory(event=event)
    a, b = ProcedureFactory(), ProcedureFactory()
    set_stages(
        event_id=event.pk,
        stages=[stage("สอง", a.code, b.code, id=two.pk), stage("หนึ่ง", id=one.pk)],
        seen=mark_of(stage_values(event)),
        actor=ACTOR,
    )
    assert [(held.id, held.title_th, held.codes) for held in stages_of(event)] == [
        (two.pk, "สอง", (a.code, b.code)),
        (one.pk, "หนึ่ง", ()),
    ]
    assert set(event.procedures.all()) == {a, b}
    set_stages(
        event_id=event.pk,
        stages=[stage("ใหม่", b.code)],
        seen=mark_of(stage_values(event)),
        actor=ACTOR,
    )
    assert [held.codes for held in stages_of(event)] == [(b.code,)]
    assert set(event.procedures.all()) == {b}
    event.refresh_from_db()
    assert event.stages_edited_at is not None


@pytest.mark.parametrize(
    ("stages", "field"),
    [
        ([stage("")], "0-title_th"),
        ([stage("ก", "NO-SUCH")], "0-codes"),
        ([stage("ก"), stage("ข", *["x"] * 50)], "1-codes"),
    ],
)
def test_stages_that_cannot_be_are_refused(stages: list[StageFacts], field: str) -> None:
    event = LifeEventFactory()
    with nothing_changes(), pytest.raises(RefusalError) as refusal:
        set_stages(event_id=event.pk, stages=stages, seen=mark_of(stage_values(event)), actor=ACTOR)
    assert refusal.value.field == field


def test_stages_are_read_with_the_same_queries_however_many(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    event = LifeEventFactory()
    LifeEventStageFactory(event=event)
    for count in (1, 4):
        for _number in range(count):
            LifeEventStageFactory(event=event)
        with django_assert_num_queries(2):
            stages_of(event)
