"""Changes get their numbers in one step: public facts alone, once each, without a gap."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from infogo.agencies.models import Agency, AgencyStatus
from infogo.changes.models import EVERYTHING, Change, KnownRecord, Numbering
from infogo.changes.numbering import KEPT, forget_old, number_small, number_some
from infogo.core.models import OutboxEvent, OutboxTopic
from infogo.core.outbox import announce, announce_everything
from infogo.manuals import services as manuals
from infogo.manuals.content import LocalOverrides
from infogo.pins.models import Pin
from infogo.points.models import PointStatus
from infogo.points.services import Standing, set_standing
from tests.changes.making import ACTOR, begun, edit, numbered
from tests.factories import (
    AgencyFactory,
    ArticleFactory,
    PinFactory,
    PublicHolidayFactory,
    ServicePointFactory,
    adoption,
    manual_content,
    standard_manual,
)

pytestmark = pytest.mark.django_db


def test_the_feed_begins_with_everything_and_not_with_every_record() -> None:
    ServicePointFactory()
    assert begun() == 1
    only = Change.objects.get()
    assert (only.number, only.kind) == (1, EVERYTHING)
    assert KnownRecord.objects.filter(kind="points").count() == 1
    assert numbered() == []


def test_what_becomes_of_a_point_is_told_in_order() -> None:
    begun()
    point, other = ServicePointFactory(), ServicePointFactory()
    with transaction.atomic():
        announce(OutboxTopic.POINT, [point.pk])
    assert numbered() == [("points", point.pk, "created")]
    edit(point, "ข้างตลาด")
    assert numbered() == [("points", point.pk, "changed")]
    with transaction.atomic():
        announce(OutboxTopic.POINT, [other.pk])
    moved = Standing(PointStatus.MOVED, successor_id=other.pk)
    set_standing(point_id=point.pk, standing=moved, reason="ย้ายที่ทำการ", actor=ACTOR)
    assert numbered() == [("points", other.pk, "created"), ("points", point.pk, "merged")]
    assert Change.objects.get(what="merged").into == other.pk
    closed = Standing(PointStatus.CLOSED)
    set_standing(point_id=other.pk, standing=closed, reason="ยุบที่ทำการ", actor=ACTOR)
    assert numbered() == [("points", other.pk, "withdrawn")]
    numbers = list(Change.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, 7))


def test_an_event_without_a_difference_is_no_change() -> None:
    point, manual = ServicePointFactory(), standard_manual()
    begun()
    with transaction.atomic():
        announce(OutboxTopic.POINT, [point.pk])
        announce(OutboxTopic.PROCEDURE, [manual.procedure_id])
    assert numbered() == []


def test_the_same_again_asks_two_questions_and_writes_nothing() -> None:
    begun()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert number_some() == 0
    assert len(asked) == 2
    assert all(query["sql"].startswith("SELECT") for query in asked)


def test_an_edition_is_a_change_of_its_manual_and_adopters_are_told_once() -> None:
    standard = standard_manual()
    for _agency in range(3):
        adoption(standard)
    begun()
    content = manual_content(remark="ใหม่")
    edition = manuals.publish_standard(manual=standard, content=content, actor=ACTOR)
    assert numbered() == [("manuals", standard.pk, "changed")]
    assert edition.number
    new = manuals.adopt(standard=standard, agency=AgencyFactory(), actor=ACTOR)
    assert numbered() == [("procedures", standard.procedure_id, "changed")]
    manuals.publish_overrides(manual=new, overrides=LocalOverrides(remark="ของเรา"), actor=ACTOR)
    assert numbered() == [("manuals", new.pk, "created")]
    manuals.withdraw_adoption(manual=new, reason="เลิก", actor=ACTOR)
    assert numbered() == [
        ("procedures", standard.procedure_id, "changed"),
        ("manuals", new.pk, "withdrawn"),
    ]


def test_what_differs_at_a_counter_is_a_change_of_its_point() -> None:
    pin = PinFactory(manual=standard_manual())
    begun()
    Pin.objects.filter(pk=pin.pk).update(counter="ช่อง 5")
    with transaction.atomic():
        announce(OutboxTopic.POINT, [pin.point_id])
    assert numbered() == [("points", pin.point_id, "changed")]


def test_another_agency_s_name_is_no_change_of_its_points() -> None:
    point = ServicePointFactory()
    begun()
    Agency.objects.filter(pk=point.agency_id).update(name_th="กรมชื่อใหม่")
    with transaction.atomic():
        announce(OutboxTopic.AGENCY, [point.agency_id])
        announce(OutboxTopic.POINT, [point.pk])
    assert numbered() == [("agencies", point.agency_id, "changed")]


def test_a_merged_agency_leads_to_the_other() -> None:
    one, other = AgencyFactory(), AgencyFactory()
    begun()
    Agency.objects.filter(pk=one.pk).update(status=AgencyStatus.MERGED, merged_into=other)
    with transaction.atomic():
        announce(OutboxTopic.AGENCY, [one.pk])
    assert numbered() == [("agencies", one.pk, "merged")]
    assert Change.objects.latest("number").into == other.pk


def test_drafts_and_what_is_not_public_yet_are_never_told() -> None:
    article = ArticleFactory(status="draft", published_at=None)
    hidden = standard_manual(status="draft")
    begun()
    with transaction.atomic():
        announce(OutboxTopic.ARTICLE, [article.pk])
        announce(OutboxTopic.DRAFT, [hidden.pk])
        announce(OutboxTopic.PROCEDURE, [hidden.procedure_id])
    assert numbered() == []


def test_a_load_of_the_country_is_one_change() -> None:
    begun()
    points = ServicePointFactory.create_batch(3)
    with transaction.atomic():
        announce(OutboxTopic.POINT, [points[0].pk])
        announce_everything()
    assert number_some() == 0
    assert Numbering.objects.get().filling
    # What changes while records are looked at anew is numbered afterwards, if it was not seen.
    edit(points[1], "ข้างวัด")
    newest = begun()
    assert list(Change.objects.values_list("kind", flat=True)) == [EVERYTHING, EVERYTHING]
    edit(points[2], "ข้างวัด")
    assert numbered() == [("points", points[2].pk, "changed")]
    assert Numbering.objects.get().newest == newest + 1


def test_what_was_deleted_before_a_recount_is_known_no_more() -> None:
    point = ServicePointFactory()
    begun()
    with transaction.atomic():
        point.delete()
        announce_everything()
    begun()
    assert not KnownRecord.objects.filter(kind="points").exists()


def test_a_holiday_is_told_though_nobody_announced_it() -> None:
    begun()
    day = PublicHolidayFactory(on=date(2026, 12, 31))
    assert number_small() == 1
    assert number_small() == 0
    assert Change.objects.latest("number").record == day.pk


def test_numbers_cost_the_same_questions_for_more_records() -> None:
    def asked(count: int) -> int:
        points = ServicePointFactory.create_batch(count)
        with transaction.atomic():
            announce(OutboxTopic.POINT, [point.pk for point in points])
        with CaptureQueriesContext(connection) as questions:
            number_some()
        return len(questions)

    begun()
    asked(1)
    assert asked(3) == asked(6)


def test_old_changes_are_forgotten_from_the_beginning() -> None:
    point = ServicePointFactory()
    begun()
    for landmark in ("ก", "ข", "ค"):
        edit(point, landmark)
        number_some()
    before = timezone.now() - KEPT - timedelta(days=1)
    Change.objects.filter(number__in=[1, 2]).update(at=before)
    assert forget_old() == 2
    assert list(Change.objects.values_list("number", flat=True)) == [3, 4]
    assert forget_old() == 0
    edit(point, "ง")
    assert numbered() == [("points", point.pk, "changed")]
    assert Change.objects.latest("number").number == 5
    assert OutboxEvent.objects.exists()
