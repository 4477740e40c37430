"""What officers write in a day, through the services: every kind of change that pages may show."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from infogo.accounts.roles import Role
from infogo.agencies import services as agencies
from infogo.agencies.facts import AgencyFacts
from infogo.agencies.models import Agency
from infogo.announcements import services as announcements
from infogo.announcements.models import Announcement, Level, Place
from infogo.articles.services import drafts, workflow
from infogo.channels import services as channels
from infogo.channels.facts import read_channel
from infogo.core.dates import bangkok_now
from infogo.core.durations import Duration
from infogo.core.hours import Hours, Interval
from infogo.core.phones import Phone
from infogo.core.refusal import mark_of
from infogo.delays.services import holidays
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
from infogo.mergers.services import tree
from infogo.pins.models import Pin
from infogo.pins.planning import Pair
from infogo.pins.services.changes import change_pins
from infogo.pins.services.facts import confirm_pins, set_facts
from infogo.points import services as points
from infogo.points.facts import PointFacts
from infogo.points.models import PointStatus, ServicePoint
from infogo.ratings.models import RatingState
from infogo.ratings.services.deciding import Reason, decide, reply
from infogo.ratings.services.improving import publish_improvement
from infogo.search.services import Wording, add_group
from infogo.taxonomy.models import LifeEvent, TargetGroup, Topic
from tests.articles.office import good_text, rights_with
from tests.channels.law import KEEPER, RULES
from tests.editing.office import ALL, AUTHOR
from tests.factories import ACTOR, adoption
from tests.mergers.making import BASIS, merge
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
    _stand(country.points[1], points.Standing(PointStatus.SUSPENDED))


@write("point: open again")
def _(country: Country) -> None:
    _stand(country.points[1], points.Standing(PointStatus.OPEN))


def _stand(point: ServicePoint, standing: points.Standing) -> None:
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


# ---------------------------------------------------------------- pins


@write("pins: confirmed")
def _(country: Country) -> None:
    pins = Pin.objects.filter(point=country.points[0]).values_list("pk", flat=True)
    confirm_pins(rights=country.all_rights, pin_ids=list(pins))


@write("pins: walk-in told")
def _(country: Country) -> None:
    pin = Pin.objects.get(pk=country.pins[0].pk)
    told = {"accepts_walk_in": False, "daily_limit": 40}
    set_facts(rights=country.all_rights, pin_ids=[pin.pk], facts=told)


@write("pins: added")
def _(country: Country) -> None:
    pair = Pair(country.second.pk, country.points[2].pk)
    change_pins(rights=country.all_rights, add=[pair])


@write("pins: removed")
def _(country: Country) -> None:
    pair = Pair(country.near_manual.pk, country.points[0].pk)
    change_pins(rights=country.all_rights, remove=[pair])


# ---------------------------------------------------------------- agencies


def _agency_facts(agency: Agency, **changed: Any) -> AgencyFacts:
    fresh = Agency.objects.get(pk=agency.pk)
    names = ("name_th", "name_en", "abbreviation", "description_th", "address", "email")
    return AgencyFacts(**{**{name: getattr(fresh, name) for name in names}, **changed})


@write("agency: confirmed")
def _(country: Country) -> None:
    agencies.confirm_agency(agency_id=country.near_office.pk, actor=ACTOR)


@write("agency: the owner confirmed")
def _(country: Country) -> None:
    agencies.confirm_agency(agency_id=country.owner.pk, actor=ACTOR)


@write("agency: description and phones changed")
def _(country: Country) -> None:
    phones = (Phone(number="+6627654321"),)
    facts = _agency_facts(country.owner, description_th="คำอธิบายใหม่", phones=phones)
    agencies.save_facts(agency_id=country.owner.pk, facts=facts, actor=ACTOR)


@write("agency: position changed")
def _(country: Country) -> None:
    position = Position(13.75, 100.5)
    agencies.save_position(agency_id=country.owner.pk, position=position, actor=ACTOR)


@write("agency: codes changed")
def _(country: Country) -> None:
    agencies.save_codes(agency_id=country.owner.pk, codes={"budget5": ["12345"]}, actor=ACTOR)


@write("agency: channel opened")
def _(country: Country) -> None:
    facts = read_channel(
        kind="email", address="c@example.go.th", purpose_th="รับคำขอ",
        opened_on=date(2023, 3, 1), rules=RULES,
    )  # fmt: skip
    channels.save_channel(agency_id=country.near_office.pk, facts=facts, actor=KEEPER)


@write("agency: renamed")
def _(country: Country) -> None:
    facts = _agency_facts(country.near_office, name_th="อบต.ชื่อใหม่")
    agencies.save_facts(agency_id=country.near_office.pk, facts=facts, actor=ACTOR)


@write("agency: the owner renamed by law")
def _(country: Country) -> None:
    officer = country.all_rights.officer
    tree.rename_agency(agency_id=country.owner.pk, name_th="กรมชื่อใหม่", basis=BASIS, actor=officer)


@write("agency: under another ministry")
def _(country: Country) -> None:
    officer = country.all_rights.officer
    tree.move_agency(agency_id=country.owner.pk, parent=None, basis=BASIS, actor=officer)


@write("agency: founded")
def _(country: Country) -> None:
    new = tree.NewAgency(name_th="กรมที่ตั้งใหม่", kind="department", parent=country.ministry)
    tree.create_agency(new=new, basis=BASIS, actor=country.all_rights.officer)


# ---------------------------------------------------------------- the rest


@write("announcement: published")
def _(country: Country) -> None:
    now = timezone.now()
    facts = announcements.Facts(
        "ระบบจะปิดปรับปรุง", "Maintenance", Level.URGENT, Place.PUBLIC, now - timedelta(hours=1),
        now + timedelta(days=1),
    )  # fmt: skip
    announcements.publish_announcement(facts=facts, actor=ACTOR)


@write("announcement: withdrawn")
def _(country: Country) -> None:
    held = Announcement.objects.get()
    announcements.withdraw_announcement(
        announcement_id=held.pk, seen=mark_of(announcements.values_of(held)),
        reason="แก้เสร็จแล้ว", actor=ACTOR,
    )  # fmt: skip


@write("rating: answered")
def _(country: Country) -> None:
    rights = country.all_rights
    reply(rating_id=country.rating.pk, kind="public", text="ขอบคุณที่บอก", rights=rights)


@write("rating: hidden")
def _(country: Country) -> None:
    decide(
        rating_id=country.rating.pk, to=RatingState.HIDDEN, reason=Reason.RUDE,
        rights=country.all_rights,
    )  # fmt: skip


@write("rating: improvement told")
def _(country: Country) -> None:
    _improved(country, "คิวยาว", manual_id=country.near_manual.pk)


@write("rating: another improvement told")
def _(country: Country) -> None:
    _improved(country, "ที่จอดรถน้อย")


def _improved(country: Country, theme: str, **about: int) -> None:
    publish_improvement(
        agency_id=country.near_office.pk, theme=theme, change="แก้แล้ว",
        rights=country.all_rights, **about,
    )  # fmt: skip


@write("article: published")
def _(country: Country) -> None:
    author = rights_with(Role.MANUAL_EDITOR, country.owner)
    head = rights_with(Role.MANUAL_APPROVER, country.owner)
    draft = drafts.begin_article(title="บทความใหม่", agency=country.owner, rights=author)
    topic = Topic.objects.get(pk=country.first.procedure.topic_id)
    text = good_text(
        title_th="บทความใหม่", topic=topic.slug, services=(country.first.procedure.code,)
    )
    draft = drafts.save_draft(draft_id=draft.pk, text=text, seen=draft.text_version, rights=author)
    draft = workflow.submit_draft(draft_id=draft.pk, seen=draft.version, rights=author)
    workflow.approve_draft(draft_id=draft.pk, seen=draft.version, rights=head)


@write("holiday: declared")
def _(country: Country) -> None:
    on = bangkok_now().date() + timedelta(days=3)
    facts = holidays.HolidayFacts(on, "วันหยุดพิเศษ", "Special holiday", "มติ ครม.")
    holidays.set_holiday(facts=facts, seen=mark_of(holidays.values_of(None)), actor=ACTOR)


@write("synonym: added")
def _(country: Country) -> None:
    add_group(wording=Wording(("บัตรหาย",), ("บัตรประชาชน",), 0.5), actor=ACTOR)


@write("point: moved away")
def _(country: Country) -> None:
    _stand(country.points[1], points.Standing(PointStatus.MOVED, country.points[0].pk))


@write("point: closed")
def _(country: Country) -> None:
    _stand(country.points[3], points.Standing(PointStatus.CLOSED))


@write("agency: merged")
def _(country: Country) -> None:
    merge(country.near_office, country.far_office)


@write("agency: ended")
def _(country: Country) -> None:
    Manual.objects.filter(agency=country.unused).delete()
    officer = country.all_rights.officer
    tree.end_agency(agency_id=country.unused.pk, reason="ยุบเลิก", actor=officer)


@write("procedure: withdrawn")
def _(country: Country) -> None:
    procedure = Procedure.objects.get(pk=country.second.procedure_id)
    manuals.withdraw_procedure(procedure=procedure, reason="เลิกใช้แล้ว", actor=ACTOR)


@write("procedure: taken up again")
def _(country: Country) -> None:
    procedure = Procedure.objects.get(pk=country.second.procedure_id)
    manuals.reopen_procedure(procedure=procedure, reason="กลับมาใช้", actor=ACTOR)


@write("procedure: merged")
def _(country: Country) -> None:
    procedure = Procedure.objects.get(pk=country.second.procedure_id)
    into = Procedure.objects.get(pk=country.first.procedure_id)
    manuals.merge_procedure(procedure=procedure, into=into, actor=ACTOR)
