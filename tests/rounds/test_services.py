"""Rounds are announced, changed and cancelled whole; which of them are read when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from infogo.core import versions
from infogo.core.dates import bangkok_now
from infogo.core.models import AuditEntry, OutboxEvent
from infogo.points.models import MOBILE_UNIT, PointStatus, ServicePoint
from infogo.rounds import selectors, services
from infogo.rounds.errors import RoundError
from infogo.rounds.facts import RoundFacts
from infogo.rounds.models import Round
from infogo.rounds.selectors import (
    rounds_at,
    rounds_of_agency,
    rounds_of_points,
    rounds_taking,
    version_of,
)
from tests.accounts.watching import nothing_changes
from tests.factories import (
    PinFactory,
    ProvinceFactory,
    RoundFactory,
    ServicePointFactory,
    adoption,
    standard_manual,
)

pytestmark = pytest.mark.django_db
ACTOR = "officer 7 ปราณี"


def today() -> date:
    return bangkok_now().date()


def day(ahead: int) -> date:
    return today() + timedelta(days=ahead)


@pytest.fixture
def unit() -> ServicePoint:
    return ServicePointFactory(kind=MOBILE_UNIT, name_th="หน่วยทำบัตรเคลื่อนที่")


def facts(unit: ServicePoint, **changed: Any) -> RoundFacts:
    good = RoundFacts(
        first_on=day(7), last_on=day(7), opens=time(9), closes=time(15), place="วัดหนองบัว",
        province_id=unit.province_id or "",
    )  # fmt: skip
    return replace(good, **changed)


class TestCreating:
    def test_it_is_audited_and_touches_every_list_of_the_point(self, unit: ServicePoint) -> None:
        manual = standard_manual()
        PinFactory(manual=manual, point=unit)
        keys = [
            f"point:{unit.pk}", "point.rows", f"points-of:{unit.agency_id}",
            f"served:{manual.procedure_id}",
        ]  # fmt: skip
        before = versions.tokens(keys)
        stamp = ServicePoint.objects.get(pk=unit.pk).updated_at
        made = services.create_round(point_id=unit.pk, facts=facts(unit), actor=ACTOR)
        after = versions.tokens(keys)
        assert all(after[key] != before[key] for key in keys)
        assert Round.objects.get().pk == made.pk
        line = AuditEntry.objects.order_by("number").last()
        assert line is not None
        assert (line.verb, line.target, line.target_id) == ("create_round", "point", unit.pk)
        assert line.detail["values"]["opens"] == "09:00:00"
        assert OutboxEvent.objects.filter(topic="point", object_id=unit.pk).exists()
        held = ServicePoint.objects.get(pk=unit.pk)
        assert held.updated_at > stamp
        assert held.edited_at == unit.edited_at

    @pytest.mark.parametrize(
        ("point", "words"),
        [
            ({"kind": "district_office"}, "หน่วยบริการเคลื่อนที่"),
            ({"status": PointStatus.CLOSED}, "ปิดถาวร"),
            ({"status": PointStatus.MOVED}, "ย้าย"),
        ],
    )
    def test_only_a_mobile_unit_in_use_has_rounds(
        self, unit: ServicePoint, point: dict[str, str], words: str
    ) -> None:
        ServicePoint.objects.filter(pk=unit.pk).update(**point)
        with nothing_changes(), pytest.raises(RoundError, match=words):
            services.create_round(point_id=unit.pk, facts=facts(unit), actor=ACTOR)

    def test_the_same_round_is_refused_until_it_was_cancelled(self, unit: ServicePoint) -> None:
        made = services.create_round(point_id=unit.pk, facts=facts(unit), actor=ACTOR)
        with nothing_changes(), pytest.raises(RoundError, match="มีรอบนี้แล้ว"):
            services.create_round(point_id=unit.pk, facts=facts(unit), actor=ACTOR)
        services.cancel_round(round_id=made.pk, reason="น้ำท่วมทางเข้า", actor=ACTOR)
        services.create_round(point_id=unit.pk, facts=facts(unit), actor=ACTOR)
        assert Round.objects.count() == 2

    def test_what_is_not_pinned_there_is_not_taken_along(self, unit: ServicePoint) -> None:
        here, elsewhere = standard_manual(), standard_manual()
        PinFactory(manual=here, point=unit)
        wanted = facts(unit, procedures=(here.procedure_id, elsewhere.procedure_id))
        with nothing_changes(), pytest.raises(RoundError, match="1 เรื่อง"):
            services.create_round(point_id=unit.pk, facts=wanted, actor=ACTOR)
        wanted = facts(unit, procedures=(here.procedure_id,))
        made = services.create_round(point_id=unit.pk, facts=wanted, actor=ACTOR)
        assert made.procedures == [here.procedure_id]


class TestChanging:
    def test_what_changed_stands_in_the_trail_under_its_own_name(self, unit: ServicePoint) -> None:
        made: Round = RoundFactory(point=unit, **facts(unit).columns())
        moved = facts(unit, place="โรงเรียนบ้านหนองบัว", closes=time(14))
        seen = version_of(made)
        services.save_round(round_id=made.pk, facts=moved, actor=ACTOR, seen=seen)
        assert Round.objects.get().place == "โรงเรียนบ้านหนองบัว"
        line = AuditEntry.objects.order_by("number").last()
        assert line is not None
        assert line.verb == "edit_round"
        assert set(line.detail["round_changes"]) == {"place", "closes"}

    def test_the_same_values_are_no_change(self, unit: ServicePoint) -> None:
        made: Round = RoundFactory(point=unit, **facts(unit).columns())
        with nothing_changes():
            services.save_round(round_id=made.pk, facts=facts(unit), actor=ACTOR, seen="old")

    def test_nobody_saves_over_somebody_else(self, unit: ServicePoint) -> None:
        made: Round = RoundFactory(point=unit, **facts(unit).columns())
        seen = version_of(made)
        services.save_round(round_id=made.pk, facts=facts(unit, note="ก"), actor=ACTOR, seen=seen)
        with nothing_changes(), pytest.raises(RoundError, match="มีคนแก้รอบนี้"):
            services.save_round(
                round_id=made.pk, facts=facts(unit, note="ข"), actor=ACTOR, seen=seen
            )

    def test_what_is_past_or_cancelled_stays(self, unit: ServicePoint) -> None:
        past: Round = RoundFactory(point=unit, first_on=day(-1))
        gone: Round = RoundFactory(point=unit)
        services.cancel_round(round_id=gone.pk, reason="รถเสียระหว่างทาง", actor=ACTOR)
        for held, words in ((past, "ผ่านไปแล้ว"), (gone, "ยกเลิกแล้ว")):
            with nothing_changes(), pytest.raises(RoundError, match=words):
                services.save_round(round_id=held.pk, facts=facts(unit), actor=ACTOR)
            with nothing_changes(), pytest.raises(RoundError, match=words):
                services.cancel_round(round_id=held.pk, reason="ไม่ไปแล้ว", actor=ACTOR)

    @pytest.mark.parametrize("reason", ["", "  ฝน ", "ก" * 301])
    def test_a_cancellation_has_a_reason(self, unit: ServicePoint, reason: str) -> None:
        made: Round = RoundFactory(point=unit)
        with nothing_changes(), pytest.raises(RoundError, match="เหตุผล"):
            services.cancel_round(round_id=made.pk, reason=reason, actor=ACTOR)

    @pytest.mark.parametrize(
        "wrong",
        [{"last_on": date(2020, 1, 1)}, {"closes": time(9)}, {"lat": 16.7}],
    )
    def test_the_database_holds_no_round_that_cannot_be(
        self, unit: ServicePoint, wrong: dict[str, Any]
    ) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            RoundFactory(point=unit, **wrong)


class TestReading:
    def test_a_round_is_read_until_its_last_day_and_a_cancelled_one_too(
        self, unit: ServicePoint
    ) -> None:
        RoundFactory(point=unit, first_on=day(-3), last_on=day(-1))
        now = RoundFactory(point=unit, first_on=day(-1), last_on=day(0))
        later = RoundFactory(point=unit, first_on=day(5))
        soon = RoundFactory(point=unit, first_on=day(2))
        services.cancel_round(round_id=soon.pk, reason="ถนนขาด", actor=ACTOR)
        assert [one.pk for one in rounds_at(unit, today())] == [now.pk, soon.pk, later.pk]
        assert [one.pk for one in rounds_at(unit, day(1))] == [soon.pk, later.pk]
        assert [one.pk for one in rounds_of_agency(unit.agency_id, day(3))] == [later.pk]
        assert len(rounds_of_points([unit.pk])) == 4

    def test_a_closed_unit_goes_nowhere(self, unit: ServicePoint) -> None:
        RoundFactory(point=unit, first_on=day(2))
        after = RoundFactory(point=unit, first_on=day(9))
        unit.status, unit.suspended_until = PointStatus.SUSPENDED, day(5)
        unit.save()
        assert [one.pk for one in rounds_at(unit, today())] == [after.pk]
        unit.status = PointStatus.CLOSED
        unit.save()
        assert rounds_of_agency(unit.agency_id, today()) == []

    def test_a_manual_is_taken_along_where_it_is_pinned(self, unit: ServicePoint) -> None:
        standard, other = standard_manual(), standard_manual()
        local = adoption(standard, unit.agency)
        PinFactory(manual=local, point=unit)
        PinFactory(manual=other, point=unit)
        everything = RoundFactory(point=unit, first_on=day(5))
        some = RoundFactory(point=unit, first_on=day(2), procedures=[other.procedure_id])
        RoundFactory(first_on=day(1))
        assert [one.pk for one in rounds_taking(standard, today())] == [everything.pk]
        assert [one.pk for one in rounds_taking(local, today())] == [everything.pk]
        assert [one.pk for one in rounds_taking(other, today())] == [some.pk, everything.pk]
        unit.pins.filter(procedure=other.procedure_id).delete()
        assert rounds_taking(other, today()) == []

    def test_those_of_the_readers_province_come_first(self, unit: ServicePoint) -> None:
        manual, near = standard_manual(), ProvinceFactory()
        PinFactory(manual=manual, point=unit)
        far = RoundFactory(point=unit, first_on=day(1))
        later = RoundFactory(point=unit, first_on=day(8), province=near)
        sooner = RoundFactory(point=unit, first_on=day(6), province=near)
        found = [one.pk for one in rounds_taking(manual, today(), near.code)]
        assert found == [sooner.pk, later.pk, far.pk]


def test_rounds_are_forgotten_long_after_they_were(unit: ServicePoint) -> None:
    old = RoundFactory(point=unit, first_on=today() - services.KEPT - timedelta(days=1))
    kept = RoundFactory(point=unit, first_on=today() - services.KEPT)
    before = versions.tokens([f"point:{unit.pk}"])
    assert services.forget_past(today()) == 1
    assert services.forget_past(today()) == 0
    assert versions.tokens([f"point:{unit.pk}"]) != before
    assert list(Round.objects.values_list("pk", flat=True)) == [kept.pk]
    assert not Round.objects.filter(pk=old.pk).exists()


def test_what_is_no_mobile_unit_any_more_goes_nowhere(unit: ServicePoint) -> None:
    manual = standard_manual()
    PinFactory(manual=manual, point=unit)
    made = RoundFactory(point=unit, first_on=day(3))
    assert rounds_taking(manual, today()) == [made]
    ServicePoint.objects.filter(pk=unit.pk).update(kind="district_office")
    office = ServicePoint.objects.get(pk=unit.pk)
    assert rounds_at(office, today()) == []
    assert rounds_of_agency(unit.agency_id, today()) == []
    assert rounds_taking(manual, today()) == []
    assert rounds_of_points([unit.pk]) == []


def test_rounds_that_leave_a_manual_behind_crowd_out_none_that_takes_it(
    unit: ServicePoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    manual, other = standard_manual(), standard_manual()
    for pinned in (manual, other):
        PinFactory(manual=pinned, point=unit)
    monkeypatch.setattr(selectors, "MOST_READ", 2)
    for ahead in (1, 2, 3):
        RoundFactory(point=unit, first_on=day(ahead), procedures=[other.procedure_id])
    last = RoundFactory(point=unit, first_on=day(9))
    assert rounds_taking(manual, today()) == [last]
    assert len(rounds_taking(other, today())) == 2


def test_who_read_an_older_round_does_not_cancel_it(unit: ServicePoint) -> None:
    made = services.create_round(point_id=unit.pk, facts=facts(unit), actor=ACTOR)
    seen = version_of(made)
    services.save_round(round_id=made.pk, facts=facts(unit, first_on=day(9), last_on=day(9)),
                        actor=ACTOR)  # fmt: skip
    with nothing_changes(), pytest.raises(RoundError, match="มีคนแก้รอบนี้"):
        services.cancel_round(round_id=made.pk, reason="น้ำท่วมทางเข้า", actor=ACTOR, seen=seen)
    held = Round.objects.get()
    services.cancel_round(
        round_id=made.pk, reason="น้ำท่วมทางเข้า", actor=ACTOR, seen=version_of(held)
    )


def test_programs_that_ask_what_is_new_learn_that_a_round_was_forgotten(
    unit: ServicePoint,
) -> None:
    RoundFactory(point=unit, first_on=day(-120), last_on=day(-120))
    stamp = ServicePoint.objects.get(pk=unit.pk).updated_at
    assert services.forget_past(today()) == 1
    assert ServicePoint.objects.get(pk=unit.pk).updated_at > stamp
