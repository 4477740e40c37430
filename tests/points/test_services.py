"""Changes of service points: whole, audited, announced, never over somebody else's."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from infogo.agencies.models import AgencyStatus
from infogo.core import audit, versions
from infogo.core.dates import bangkok_now
from infogo.core.hours import Hours
from infogo.core.models import AuditEntry, OutboxEvent
from infogo.geo.coordinates import Position
from infogo.geo.models import CoordinateQuality
from infogo.pins.models import Pin
from infogo.points import services
from infogo.points.errors import PointConflictError, PointError
from infogo.points.facts import PointFacts
from infogo.points.models import HoursStatus, PointStatus, ServicePoint
from infogo.points.opening import Clock, open_now
from infogo.points.services import Part, Standing, version_of
from infogo.thai.collate import stored_key
from tests.accounts.watching import nothing_changes
from tests.factories import (
    AgencyFactory,
    PinFactory,
    ProvinceFactory,
    ServicePointFactory,
    standard_manual,
)

pytestmark = pytest.mark.django_db
ACTOR = "officer 7 ปราณี"
WEEKEND = Hours.weekdays().model_copy(update={"week": (Hours.weekdays().week[0],) * 7})
FACTS = PointFacts(name_th="เกาะสมมุติ", kind="district_office")


@pytest.fixture
def point() -> ServicePoint:
    return ServicePointFactory()


def events() -> set[tuple[str, int]]:
    return set(OutboxEvent.objects.values_list("topic", "object_id"))


def last() -> AuditEntry:
    return AuditEntry.objects.order_by("number").last()  # type: ignore[return-value]


class TestSaving:
    def test_a_change_is_whole(self, point: ServicePoint) -> None:
        OutboxEvent.objects.all().delete()
        before = versions.tokens([f"point:{point.pk}", "point"])
        services.save_facts(point_id=point.pk, facts=FACTS, actor=ACTOR)
        point.refresh_from_db()
        assert point.name_th == "เกาะสมมุติ"
        assert point.sort_key == stored_key("เกาะสมมุติ")
        assert point.edited_at is not None
        assert ("point", point.pk) in events()
        assert versions.tokens(before).values() != before.values()
        assert last().actor == ACTOR
        assert last().detail["changes"]["name_th"][1] == "เกาะสมมุติ"
        assert audit.verify() is None

    def test_what_is_there_already_is_no_change(self, point: ServicePoint) -> None:
        services.save_facts(point_id=point.pk, facts=FACTS, actor=ACTOR)
        with nothing_changes():
            services.save_facts(point_id=point.pk, facts=FACTS, actor=ACTOR)

    def test_pins_follow_into_another_province(self, point: ServicePoint) -> None:
        pin = PinFactory(manual=standard_manual(), point=point)
        OutboxEvent.objects.all().delete()
        other = ProvinceFactory(code="96")
        services.save_point(point_id=point.pk, changes={"province_id": other.pk}, actor=ACTOR)
        assert Pin.objects.get(pk=pin.pk).province_id == "96"
        assert ("procedure", pin.procedure_id) in events()

    def test_only_columns_of_a_point_can_be_changed(self, point: ServicePoint) -> None:
        other = AgencyFactory()
        with nothing_changes(), pytest.raises(ValueError, match="agency_id"):
            services.save_point(point_id=point.pk, changes={"agency_id": other.pk}, actor=ACTOR)


class TestTwoPeople:
    def test_another_part_is_no_conflict(self, point: ServicePoint) -> None:
        seen = version_of(point, Part.POSITION)
        services.save_facts(point_id=point.pk, facts=FACTS, actor=ACTOR)
        services.save_position(
            point_id=point.pk, position=Position(18.7, 98.9), actor=ACTOR, seen=seen
        )
        point.refresh_from_db()
        assert (point.name_th, point.lat) == ("เกาะสมมุติ", 18.7)

    def test_the_same_part_is_not_overwritten(self, point: ServicePoint) -> None:
        seen = version_of(point, Part.FACTS)
        services.save_facts(point_id=point.pk, facts=FACTS, actor="officer 8 มานะ")
        mine = PointFacts(name_th="อีกชื่อ", kind="district_office")
        with nothing_changes(), pytest.raises(PointConflictError) as caught:
            services.save_facts(point_id=point.pk, facts=mine, actor=ACTOR, seen=seen)
        assert caught.value.point.name_th == "เกาะสมมุติ"

    def test_the_same_change_twice_is_no_conflict(self, point: ServicePoint) -> None:
        seen = version_of(point, Part.FACTS)
        services.save_facts(point_id=point.pk, facts=FACTS, actor=ACTOR)
        services.save_facts(point_id=point.pk, facts=FACTS, actor=ACTOR, seen=seen)


class TestHours:
    def test_saved_hours_are_confirmed_and_weekends_known(self, point: ServicePoint) -> None:
        pin = PinFactory(manual=standard_manual(), point=point)
        OutboxEvent.objects.all().delete()
        services.save_hours(point_id=point.pk, hours=WEEKEND, actor=ACTOR)
        point.refresh_from_db()
        assert Hours.model_validate(point.hours) == WEEKEND
        assert point.hours_status == HoursStatus.CONFIRMED
        assert point.opens_on_weekend
        assert ("procedure", pin.procedure_id) in events()

    def test_assumed_hours_can_be_confirmed_as_they_are(self) -> None:
        stored = Hours.weekdays().model_dump(mode="json", exclude_defaults=True)
        point = ServicePointFactory(hours=stored, hours_status=HoursStatus.ASSUMED)
        services.save_hours(point_id=point.pk, hours=Hours.weekdays(), actor=ACTOR)
        point.refresh_from_db()
        assert point.hours_status == HoursStatus.CONFIRMED

    def test_not_knowing_is_an_answer(self) -> None:
        point = ServicePointFactory(hours=Hours.always().model_dump(mode="json"))
        services.save_hours(point_id=point.pk, hours=Hours.unknown(), actor=ACTOR)
        point.refresh_from_db()
        assert (point.hours, point.hours_status) == ({}, HoursStatus.UNKNOWN)
        assert not point.opens_on_weekend


def test_a_position_is_the_offices_own_or_none(point: ServicePoint) -> None:
    services.save_position(point_id=point.pk, position=None, actor=ACTOR)
    point.refresh_from_db()
    assert (point.lat, point.coordinate_quality) == (None, CoordinateQuality.NONE)
    services.save_position(
        point_id=point.pk, position=Position(13.7, 100.5), actor=ACTOR, note="อยู่นอกจังหวัด"
    )
    point.refresh_from_db()
    assert point.has_exact_position
    assert last().detail["note"] == "อยู่นอกจังหวัด"


def test_access_has_three_answers(point: ServicePoint) -> None:
    access = {"ramp": True, "lift": False, "toilet": None}
    services.save_access(point_id=point.pk, access=access, actor=ACTOR)
    point.refresh_from_db()
    assert point.accessibility == {"ramp": True, "lift": False}
    with pytest.raises(ValueError, match="no such"):
        services.save_access(point_id=point.pk, access={"pool": True}, actor=ACTOR)


def test_confirming_notes_the_day(point: ServicePoint) -> None:
    services.confirm_point(point_id=point.pk, actor=ACTOR)
    services.confirm_point(point_id=point.pk, actor=ACTOR)
    point.refresh_from_db()
    assert point.checked_on == bangkok_now().date()
    assert AuditEntry.objects.filter(verb="confirm_point").count() == 2


def test_that_manuals_are_posted_is_noted_with_its_day_and_taken_back(point: ServicePoint) -> None:
    services.confirm_posting(point_id=point.pk, is_posted=True, actor=ACTOR)
    point.refresh_from_db()
    assert point.manuals_posted_on == bangkok_now().date()
    assert (last().verb, last().actor) == ("confirm_posting", ACTOR)
    services.confirm_posting(point_id=point.pk, is_posted=False, actor=ACTOR)
    point.refresh_from_db()
    assert point.manuals_posted_on is None
    assert last().verb == "deny_posting"


class TestStanding:
    def test_closing_needs_a_reason_that_is_kept(self, point: ServicePoint) -> None:
        pin = PinFactory(manual=standard_manual(), point=point)
        OutboxEvent.objects.all().delete()
        closed = Standing(PointStatus.CLOSED)
        with nothing_changes(), pytest.raises(PointError, match="เหตุผล"):
            services.set_standing(point_id=point.pk, standing=closed, reason=" ", actor=ACTOR)
        services.set_standing(point_id=point.pk, standing=closed, reason="ยุบสาขา", actor=ACTOR)
        point.refresh_from_db()
        assert point.status == PointStatus.CLOSED
        assert last().detail["reason"] == "ยุบสาขา"
        assert ("procedure", pin.procedure_id) in events()

    @pytest.mark.parametrize("whither", ["nowhere", "itself", "closed"])
    def test_moving_needs_a_place_to_go(self, point: ServicePoint, whither: str) -> None:
        places = {
            "nowhere": None,
            "itself": point.pk,
            "closed": ServicePointFactory(status=PointStatus.CLOSED).pk,
        }
        with nothing_changes(), pytest.raises(PointError, match="แห่งใหม่"):
            services.set_standing(
                point_id=point.pk,
                standing=Standing(PointStatus.MOVED, successor_id=places[whither]),
                reason="ย้ายอาคาร",
                actor=ACTOR,
            )

    def test_moved_and_open_again(self, point: ServicePoint) -> None:
        there = ServicePointFactory()
        moved = Standing(PointStatus.MOVED, successor_id=there.pk)
        services.set_standing(point_id=point.pk, standing=moved, reason="ย้ายอาคาร", actor=ACTOR)
        point.refresh_from_db()
        assert point.moved_to == there
        services.set_standing(
            point_id=point.pk, standing=Standing(PointStatus.OPEN), reason="", actor=ACTOR
        )
        point.refresh_from_db()
        assert (point.status, point.moved_to) == (PointStatus.OPEN, None)

    def test_a_suspension_begins_and_ends_by_itself(self, point: ServicePoint) -> None:
        now = bangkok_now()
        first, final = now.date() + timedelta(days=2), now.date() + timedelta(days=4)
        suspended = Standing(PointStatus.SUSPENDED, since=first, until=final)
        services.set_standing(
            point_id=point.pk, standing=suspended, reason="ปรับปรุงอาคาร", actor=ACTOR
        )
        point.refresh_from_db()
        states: list[Any] = [
            open_now(point, Clock(now + timedelta(days=days))).text for days in range(6)
        ]
        assert [text == "ปิดชั่วคราว" for text in states] == [False, False, True, True, True, False]

    def test_days_must_be_in_order(self, point: ServicePoint) -> None:
        backwards = Standing(PointStatus.SUSPENDED, since=date(2026, 5, 2), until=date(2026, 5, 1))
        with nothing_changes(), pytest.raises(PointError, match="วันสุดท้าย"):
            services.set_standing(
                point_id=point.pk, standing=backwards, reason="ปรับปรุง", actor=ACTOR
            )

    def test_a_suspension_that_is_over_is_a_slip_of_the_year(self, point: ServicePoint) -> None:
        yesterday = bangkok_now().date() - timedelta(days=1)

        def suspend(until: date, reason: str = "ปรับปรุงอาคาร") -> None:
            standing = Standing(PointStatus.SUSPENDED, until=until)
            services.set_standing(point_id=point.pk, standing=standing, reason=reason, actor=ACTOR)

        with nothing_changes(), pytest.raises(PointError, match="ผ่านไปแล้ว"):
            suspend(yesterday)
        suspend(bangkok_now().date())
        ServicePoint.objects.filter(pk=point.pk).update(suspended_until=yesterday)
        suspend(yesterday, "แก้คำอธิบายเหตุผล")
        with nothing_changes(), pytest.raises(PointError, match="ผ่านไปแล้ว"):
            suspend(yesterday - timedelta(days=1))


class TestNewPoint:
    def test_it_is_there_at_once(self) -> None:
        agency = AgencyFactory()
        point = services.create_point(agency=agency, facts=FACTS, actor=ACTOR)
        assert point.agency == agency
        assert point.edited_at is not None
        assert ("point", point.pk) in events()
        assert last().verb == "create_point"

    def test_a_twin_is_refused(self) -> None:
        agency = AgencyFactory()
        services.create_point(agency=agency, facts=FACTS, actor=ACTOR)
        with nothing_changes(), pytest.raises(PointError, match="ชื่อนี้"):
            services.create_point(agency=agency, facts=FACTS, actor=ACTOR)

    def test_an_agency_that_ended_opens_nothing(self) -> None:
        agency = AgencyFactory(status=AgencyStatus.CLOSED)
        with nothing_changes(), pytest.raises(PointError, match="หน่วยงาน"):
            services.create_point(agency=agency, facts=FACTS, actor=ACTOR)
