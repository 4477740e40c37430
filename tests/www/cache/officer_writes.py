"""What officers write in a day, through the services: every kind of change that pages may show.

``WRITES`` begins with those of points and manuals.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
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
from infogo.core.phones import Phone
from infogo.core.refusal import mark_of
from infogo.delays.services import holidays
from infogo.geo.coordinates import Position
from infogo.manuals import services as manuals
from infogo.manuals.models import Manual, Procedure
from infogo.mergers.services import tree
from infogo.mergers.services.handing_over import hand_over_point
from infogo.pins.models import Pin
from infogo.pins.planning import Pair
from infogo.pins.services.changes import change_pins
from infogo.pins.services.facts import confirm_pins, set_facts
from infogo.points import certificates
from infogo.points import services as points
from infogo.points.certificates import CertificateFacts
from infogo.points.models import Certificate, PointStatus
from infogo.ratings.models import RatingState
from infogo.ratings.services.deciding import Reason, decide, reply
from infogo.ratings.services.improving import publish_improvement
from infogo.rounds import services as rounds
from infogo.rounds.facts import RoundFacts
from infogo.rounds.models import Round
from infogo.search.services import GroupWording, add_group
from infogo.taxonomy.models import Topic
from tests.articles.office import good_text, rights_with
from tests.channels.law import KEEPER, RULES
from tests.factories import ACTOR
from tests.mergers.making import BASIS, merge
from tests.www.cache.manual_writes import WRITES, stand, write
from tests.www.cache.small_country import Country

__all__ = ["WRITES"]


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


# ---------------------------------------------------------------- rounds


def _round(country: Country, **changed: Any) -> RoundFacts:
    on = bangkok_now().date() + timedelta(days=3)
    unit = country.points[4]
    good = RoundFacts(on, on, time(9), time(15), "วัดหนองบัว", unit.province_id or "")
    return replace(good, **changed)


@write("round: announced")
def _(country: Country) -> None:
    rounds.create_round(point_id=country.points[4].pk, facts=_round(country), actor=ACTOR)


@write("round: another place told")
def _(country: Country) -> None:
    held = Round.objects.get()
    rounds.save_round(round_id=held.pk, facts=_round(country, place="โรงเรียน"), actor=ACTOR)


@write("round: cancelled")
def _(country: Country) -> None:
    rounds.cancel_round(round_id=Round.objects.get().pk, reason="ทางเข้าน้ำท่วม", actor=ACTOR)


@write("round: forgotten")
def _(country: Country) -> None:
    rounds.forget_past(Round.objects.get().last_on + rounds.KEPT + timedelta(days=1))


# ---------------------------------------------------------------- certificates


def _tell(country: Country, **changed: Any) -> None:
    point = country.points[0]
    held = Certificate.objects.filter(point=point).first()
    granted = bangkok_now().date() - timedelta(days=30)
    facts = CertificateFacts("basic", "12/2568", granted, certificates.years_after(granted))
    certificates.tell_certificate(
        point_id=point.pk, facts=replace(facts, **changed), actor=ACTOR,
        seen=held.version if held else 0,
    )  # fmt: skip


def _decide(reason: str = "") -> None:
    held = Certificate.objects.get()
    certificates.decide_certificate(
        certificate_id=held.pk, is_true=not reason, reason=reason, actor="officer 9 กลาง",
        seen=held.version,
    )  # fmt: skip


@write("certificate: told")
def _(country: Country) -> None:
    _tell(country)


@write("certificate: confirmed")
def _(country: Country) -> None:
    _decide()


@write("certificate: another level told")
def _(country: Country) -> None:
    _tell(country, level="excellent")


@write("certificate: confirmed anew")
def _(country: Country) -> None:
    _decide()


@write("certificate: withdrawn by the centre")
def _(country: Country) -> None:
    _decide("ถูกเพิกถอน")


@write("certificate: taken back")
def _(country: Country) -> None:
    held = Certificate.objects.get()
    certificates.take_back_certificate(
        point_id=held.point_id, reason="ใส่ผิดจุด", actor=ACTOR, seen=held.version
    )


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


@write("point: handed over to another agency")
def _(country: Country) -> None:
    hand_over_point(
        point_id=country.points[1].pk, into=country.far_office, reason=BASIS,
        actor=country.all_rights.officer,
    )  # fmt: skip


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
    add_group(wording=GroupWording(("บัตรหาย",), ("บัตรประชาชน",), 0.5), actor=ACTOR)


@write("point: moved away")
def _(country: Country) -> None:
    stand(country.points[1], points.Standing(PointStatus.MOVED, country.points[0].pk))


@write("point: closed")
def _(country: Country) -> None:
    stand(country.points[3], points.Standing(PointStatus.CLOSED))


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
