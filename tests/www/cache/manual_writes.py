"""What officers write of points, manuals and services in a day, through the services."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from infogo.core.dates import bangkok_now
from infogo.core.durations import Duration
from infogo.core.hours import Hours, Interval
from infogo.core.refusal import mark_of
from infogo.editing.services import headings, stages, tags
from infogo.editing.services.words import set_words
from infogo.editing.words import words_of
from infogo.geo.coordinates import Position
from infogo.insights.services import refresh_popularity
from infogo.manuals import services as manuals
from infogo.manuals.content import Fee, FeeKind, LocalOverrides, ManualContent
from infogo.manuals.models import Manual, Procedure
from infogo.manuals.part import Listing, ListingState
from infogo.manuals.procedure_facts import facts_of
from infogo.points import services as points
from infogo.points.facts import PointFacts
from infogo.points.models import PointStatus, ServicePoint
from infogo.taxonomy.models import LifeEvent, TargetGroup, Topic
from tests.editing.office import ALL, AUTHOR
from tests.factories import ACTOR, adoption
from tests.www.cache.small_country import Country, documents

Write = Callable[[Country], object]
WRITES: dict[str, Write] = {}
"""By what they do, in the order in which they can be done one after another."""


def write(name: str) -> Callable[[Write], Write]:
    """Add a write to the list."""

    def note(function: Write) -> Write:
        WRITES[name] = function
        return function

    return note


# ---------------------------------------------------------------- points


def _facts(point: ServicePoint, **changed: Any) -> PointFacts:
    fresh = ServicePoint.objects.get(pk=point.pk)
    names = ("name_th", "name_en", "kind", "address", "province_id", "district_id", "postcode")
    return PointFacts(**{**{name: getattr(fresh, name) for name in names}, **changed})


@write("point: confirmed")
def _(country: Country) -> None:
    points.confirm_point(point_id=country.points[0].pk, actor=ACTOR)


@write("point: confirmed again")
def _(country: Country) -> None:
    points.confirm_point(point_id=country.points[0].pk, actor=ACTOR)


@write("point: manuals posted")
def _(country: Country) -> None:
    points.confirm_posting(point_id=country.points[0].pk, is_posted=True, actor=ACTOR)


@write("point: manuals not posted after all")
def _(country: Country) -> None:
    points.confirm_posting(point_id=country.points[0].pk, is_posted=False, actor=ACTOR)


@write("point: renamed")
def _(country: Country) -> None:
    one = country.points[0]
    points.save_facts(point_id=one.pk, facts=_facts(one, name_th="ชื่อใหม่ของจุด"), actor=ACTOR)


@write("point: e-mail changed")
def _(country: Country) -> None:
    one = country.points[0]
    points.save_facts(point_id=one.pk, facts=_facts(one, email="a@example.go.th"), actor=ACTOR)


@write("point: position changed")
def _(country: Country) -> None:
    position = Position(18.95, 98.9)
    points.save_position(point_id=country.points[0].pk, position=position, actor=ACTOR)


@write("point: hours changed")
def _(country: Country) -> None:
    day = (Interval.model_validate({"opens": "07:00", "closes": "20:00"}),)
    hours = Hours(week=(day,) * 7)
    points.save_hours(point_id=country.points[0].pk, hours=hours, actor=ACTOR)


@write("point: access changed")
def _(country: Country) -> None:
    points.save_access(point_id=country.points[0].pk, access={"ramp": True}, actor=ACTOR)


@write("point: another one confirmed")
def _(country: Country) -> None:
    points.confirm_point(point_id=country.points[2].pk, actor=ACTOR)


@write("point: another province's hours changed")
def _(country: Country) -> None:
    day = (Interval.model_validate({"opens": "06:00", "closes": "12:00"}),)
    points.save_hours(point_id=country.points[2].pk, hours=Hours(week=(day,) * 7), actor=ACTOR)


@write("point: opened")
def _(country: Country) -> None:
    facts = _facts(country.points[1], name_th="จุดที่เปิดใหม่")
    points.create_point(agency=country.near_office, facts=facts, actor=ACTOR)


@write("point: suspended")
def _(country: Country) -> None:
    stand(country.points[1], points.Standing(PointStatus.SUSPENDED))


@write("point: open again")
def _(country: Country) -> None:
    stand(country.points[1], points.Standing(PointStatus.OPEN))


def stand(point: ServicePoint, standing: points.Standing) -> None:
    points.set_standing(point_id=point.pk, standing=standing, reason="ปรับปรุงอาคาร", actor=ACTOR)


@write("point: moved to another province")
def _(country: Country) -> None:
    one, there = country.points[1], country.points[2]
    facts = _facts(one, province_id=there.province_id, district_id=there.district_id)
    points.save_facts(point_id=one.pk, facts=facts, actor=ACTOR)


# ---------------------------------------------------------------- manuals


def _content(manual: Manual, **changed: Any) -> ManualContent:
    fresh = Manual.objects.select_related("current").get(pk=manual.pk)
    assert fresh.current is not None
    content = ManualContent.model_validate(fresh.current.content)
    return content.model_copy(update=changed)


def _publish(manual: Manual, **changed: Any) -> None:
    fresh = Manual.objects.select_related("current", "procedure").get(pk=manual.pk)
    manuals.publish_standard(manual=fresh, content=_content(manual, **changed), actor=ACTOR)


def _fee(satang: int) -> Listing[Fee]:
    fee = Fee(item="ค่าธรรมเนียม", kind=FeeKind.FIXED, amount_satang=satang)
    return Listing[Fee](state=ListingState.LISTED, items=(fee,))


@write("manual: a remark published")
def _(country: Country) -> None:
    _publish(country.first, remark="หมายเหตุใหม่")


@write("manual: the remark of another one published")
def _(country: Country) -> None:
    _publish(country.alone, remark="หมายเหตุใหม่")


@write("manual: a fee published")
def _(country: Country) -> None:
    _publish(country.first, fees=_fee(77_700))


@write("manual: a related one's days published")
def _(country: Country) -> None:
    _publish(country.second, total=Duration.of(9, "working_day"))


@write("manual: documents published")
def _(country: Country) -> None:
    changed = documents("บัตรประจำตัวประชาชน", "ใบเกิด", "รูปถ่าย").documents
    _publish(country.second, documents=changed)


@write("manual: documents of another one published")
def _(country: Country) -> None:
    changed = documents("บัตรประจำตัวประชาชน", "ทะเบียนบ้าน", "รูปถ่าย").documents
    _publish(country.alone, documents=changed)


@write("manual: an agency's fee published")
def _(country: Country) -> None:
    manual = Manual.objects.select_related("standard__current", "agency").get(
        pk=country.near_manual.pk
    )
    overrides = LocalOverrides(fees=_fee(55_500))
    manuals.publish_overrides(manual=manual, overrides=overrides, actor=ACTOR)


@write("manual: an agency follows again")
def _(country: Country) -> None:
    manual = Manual.objects.select_related("standard__current", "agency").get(
        pk=country.near_manual.pk
    )
    manuals.publish_overrides(manual=manual, overrides=LocalOverrides(), actor=ACTOR)


@write("manual: a further agency adopts it")
def _(country: Country) -> None:
    adoption(Manual.objects.get(pk=country.first.pk), country.unused)


@write("manual: an agency ends it")
def _(country: Country) -> None:
    manual = Manual.objects.get(pk=country.far_manual.pk)
    manuals.withdraw_adoption(manual=manual, reason="ไม่มีบริการแล้ว", actor=ACTOR)


@write("manual: an agency takes it up again")
def _(country: Country) -> None:
    manual = Manual.objects.get(pk=country.far_manual.pk)
    manuals.reopen_adoption(manual=manual, reason="มีบริการอีกครั้ง", actor=ACTOR)


def _change_facts(manual: Manual, **changed: Any) -> None:
    procedure = Procedure.objects.get(pk=manual.procedure_id)
    facts = facts_of(procedure).model_copy(update=changed)
    manuals.change_facts(procedure=procedure, facts=facts, actor=ACTOR)


@write("procedure: renamed")
def _(country: Country) -> None:
    _change_facts(country.first, name_th="ชื่อใหม่ของเรื่องแรก")


@write("procedure: a related one renamed")
def _(country: Country) -> None:
    _change_facts(country.second, name_th="ชื่อใหม่ของเรื่องที่สอง")


@write("procedure: summary changed")
def _(country: Country) -> None:
    _change_facts(country.first, summary_th="สรุปใหม่")


@write("procedure: under another topic")
def _(country: Country) -> None:
    other = Procedure.objects.get(pk=country.alone.procedure_id).topic.slug
    _change_facts(country.second, topic=other)


@write("procedure: everyday words")
def _(country: Country) -> None:
    manual = Manual.objects.select_related("procedure").get(pk=country.first.pk)
    set_words(
        manual=manual, tags=["คำใหม่", country.tag.text], sayings=["กระเป๋าหาย"],
        seen=words_of(manual.procedure).version, actor=AUTHOR, may=ALL,
    )  # fmt: skip


@write("tag: merged")
def _(country: Country) -> None:
    tags.merge_tags(tag_id=country.tag.pk, into="คำที่รวมแล้ว", seen=1, actor=ACTOR)


@write("topic: renamed")
def _(country: Country) -> None:
    topic = Topic.objects.get(pk=country.first.procedure.topic_id)
    _rename_heading("topic", topic)


@write("group: renamed")
def _(country: Country) -> None:
    _rename_heading("group", TargetGroup.objects.get())


@write("event: renamed")
def _(country: Country) -> None:
    _rename_heading("event", LifeEvent.objects.get())


def _rename_heading(kind: str, heading: Any) -> None:
    facts = headings.HeadingFacts(f"ชื่อใหม่ {kind}", f"New {kind}")
    seen = mark_of(headings.values_of(heading))
    headings.change_heading(kind=kind, heading_id=heading.pk, facts=facts, seen=seen, actor=ACTOR)


@write("topic: added")
def _(country: Country) -> None:
    facts = headings.HeadingFacts("หมวดที่เพิ่ม", "Added topic")
    headings.add_heading(kind="topic", slug="added-topic", facts=facts, actor=ACTOR)


@write("event: other stages")
def _(country: Country) -> None:
    event = LifeEvent.objects.get(pk=country.event.pk)
    code = country.alone.procedure.code
    wanted = [stages.StageFacts(None, "ขั้นใหม่", "New stage", "", "", (code,))]
    seen = mark_of(stages.values_of(event))
    stages.set_stages(event_id=event.pk, stages=wanted, seen=seen, actor=ACTOR)


@write("popularity: counted")
def _(country: Country) -> None:
    Procedure.objects.filter(pk=country.alone.procedure_id).update(starting_popularity=50)
    refresh_popularity(today=bangkok_now().date())
