"""Adding and removing pins, taking a change back, and what was picked so far."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from infogo.accounts.models import Officer
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Role
from infogo.agencies.models import Agency
from infogo.core import audit
from infogo.core.importing import Job
from infogo.core.models import AuditEntry, OutboxEvent, OutboxTopic
from infogo.manuals.models import Manual, ProcedureStatus
from infogo.pins.errors import NotAllowedError, PinError
from infogo.pins.history import last_change
from infogo.pins.importers.pins import load_pins
from infogo.pins.models import Pin, PinSelection, SelectedPin, Unpinned
from infogo.pins.planning import Obstacle, Pair
from infogo.pins.services.changes import change_pins, undo_change
from infogo.pins.services.selecting import clear, pick, pick_all, save_selection
from infogo.pins.sides import Side
from infogo.points.models import PointStatus, ServicePoint
from tests.accounts.watching import nothing_changes
from tests.factories import (
    AgencyFactory,
    PinFactory,
    ProvinceFactory,
    ServicePointFactory,
    adoption,
    standard_manual,
)
from tests.pins.acting import pair_of, pairs, pinned, points_of, rights_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency() -> Agency:
    return AgencyFactory()


@pytest.fixture
def manual(agency: Agency) -> Manual:
    return standard_manual(owner=agency)


class TestChange:
    def test_it_pins_counts_tells_and_announces(self, agency: Agency, manual: Manual) -> None:
        rights = rights_of(Role.AGENCY_ADMIN, agency)
        points = points_of(agency, 3)
        OutboxEvent.objects.all().delete()
        wanted = pairs(manual, points)
        done = change_pins(rights=rights, add=wanted, about=("manual", manual.pk))

        assert pinned() == wanted == set(done.added)
        pin = Pin.objects.get(point=points[0])
        assert (pin.procedure_id, pin.province) == (manual.procedure_id, points[0].province)
        assert (pin.confirmed_on, pin.confirmed_by) == (rights.on, rights.officer.name_th)
        manual.procedure.refresh_from_db()
        assert manual.procedure.point_count == 3
        manual.refresh_from_db()
        assert manual.is_pinned is True
        entry = AuditEntry.objects.get(number=done.number)
        assert (entry.verb, entry.target, entry.target_id) == ("change_pins", "manual", manual.pk)
        assert entry.detail["added"] == {str(manual.pk): sorted(p.pk for p in points)}
        assert (entry.detail["added_count"], entry.detail["removed_count"]) == (3, 0)
        assert audit.verify() is None
        told = set(OutboxEvent.objects.values_list("topic", "object_id"))
        assert told == {(OutboxTopic.PROCEDURE, manual.procedure_id)} | {
            (OutboxTopic.POINT, point.pk) for point in points
        }

    def test_once_more_changes_nothing(self, agency: Agency, manual: Manual) -> None:
        rights, point = rights_of(Role.AGENCY_ADMIN, agency), ServicePointFactory(agency=agency)
        pair = pairs(manual, [point])
        change_pins(rights=rights, add=pair)
        with nothing_changes():
            assert change_pins(rights=rights, add=pair).number is None
        change_pins(rights=rights, remove=pair)
        with nothing_changes():
            assert change_pins(rights=rights, remove=pair).number is None
        manual.procedure.refresh_from_db()
        assert manual.procedure.point_count == 0
        manual.refresh_from_db()
        assert manual.is_pinned is False

    def test_one_pair_that_is_not_hers_refuses_all(self, agency: Agency, manual: Manual) -> None:
        rights = rights_of(Role.AGENCY_ADMIN, agency)
        foreign = PinFactory(manual=standard_manual())
        for wrong in (
            {"add": pairs(manual, [*points_of(agency, 2), ServicePointFactory()])},
            {"add": pairs(manual, points_of(agency, 2)) | {Pair(manual.pk, 10**9)}},
            {"add": pairs(manual, points_of(agency, 1)), "remove": [pair_of(foreign)]},
        ):
            with nothing_changes(), pytest.raises(NotAllowedError, match="1 รายการ"):
                change_pins(rights=rights, **wrong)
        assert pinned() == {pair_of(foreign)}

    def test_what_cannot_be_is_skipped_and_told(self, agency: Agency, manual: Manual) -> None:
        rights = rights_of(Role.AGENCY_ADMIN, agency)
        closed, good, taken = points_of(agency, 3)
        ServicePoint.objects.filter(pk=closed.pk).update(status=PointStatus.CLOSED)
        other = Manual.objects.create(
            procedure=manual.procedure, agency=AgencyFactory(), standard=manual
        )
        PinFactory(manual=other, point=taken)
        ended = standard_manual(owner=agency, status=ProcedureStatus.WITHDRAWN)
        wanted = pairs(manual, [closed, good, taken]) | pairs(ended, [good])
        done = change_pins(rights=rights, add=wanted)
        assert set(done.added) == pairs(manual, [good])
        assert dict(done.skipped) == {
            Pair(manual.pk, closed.pk): Obstacle.POINT_CLOSED,
            Pair(manual.pk, taken.pk): Obstacle.TAKEN,
            Pair(ended.pk, good.pk): Obstacle.MANUAL_ENDED,
        }

    def test_one_manual_takes_the_place_of_another(self, manual: Manual) -> None:
        point = ServicePointFactory()
        PinFactory(manual=manual, point=point)
        local = adoption(manual, point.agency)
        rights = rights_of(Role.POINT_EDITOR, point.agency)
        done = change_pins(rights=rights, add=pairs(local, [point]), remove=pairs(manual, [point]))
        assert not done.skipped
        assert pinned() == pairs(local, [point])
        manual.procedure.refresh_from_db()
        assert manual.procedure.point_count == 1
        assert not Unpinned.objects.exists()

    def test_the_loader_does_not_put_back_what_was_taken_off(
        self, agency: Agency, manual: Manual, tmp_path: Path
    ) -> None:
        kind = "district_office"
        type(manual.procedure).objects.filter(pk=manual.procedure_id).update(offered_kinds=[kind])
        points = points_of(agency, 2, kind=kind)
        load_pins(Job(tmp_path))
        assert pinned() == pairs(manual, points)
        rights = rights_of(Role.POINT_EDITOR, agency)
        change_pins(rights=rights, remove=pairs(manual, points[:1]))
        load_pins(Job(tmp_path))
        assert pinned() == pairs(manual, points[1:])
        change_pins(rights=rights, add=pairs(manual, points[:1]))
        assert not Unpinned.objects.exists()

    def test_many_at_once(self, agency: Agency, manual: Manual) -> None:
        """5,000 points: whole, and in a number of queries that the chunks explain."""
        province = ProvinceFactory()
        ServicePoint.objects.bulk_create(
            ServicePoint(
                key=f"many-{n}",
                agency=agency,
                kind="district_office",
                name_th=f"จุดที่ {n}",
                sort_key=f"{n:05}",
                province=province,
            )
            for n in range(5000)
        )
        side = Side(rights_of(Role.AGENCY_ADMIN, agency), manual=manual)
        pick_all(side=side, found=side.candidates(), is_picked=True)
        with CaptureQueriesContext(connection) as caught:
            done = save_selection(side=side)
        assert (len(done.added), Pin.objects.count()) == (5000, 5000)
        assert len(caught) < 300
        manual.procedure.refresh_from_db()
        assert manual.procedure.point_count == 5000


class TestUndo:
    def test_it_takes_the_last_change_back(self, agency: Agency, manual: Manual) -> None:
        rights = rights_of(Role.AGENCY_ADMIN, agency)
        about = ("manual", manual.pk)
        kept, gone, new = points_of(agency, 3)
        PinFactory(manual=manual, point=kept)
        PinFactory(
            manual=manual,
            point=gone,
            counter="7",
            daily_limit=40,
            confirmed_on=date(2025, 3, 1),
            confirmed_by="คนก่อน",
            phones=[{"number": "1111"}],
        )
        change_pins(
            rights=rights, add=pairs(manual, [new]), remove=pairs(manual, [gone]), about=about
        )
        assert last_change(rights.officer, about) is not None
        undo_change(rights=rights, about=about)

        assert pinned() == pairs(manual, [kept, gone])
        back = Pin.objects.get(point=gone)
        assert (back.counter, back.daily_limit, back.phones) == ("7", 40, [{"number": "1111"}])
        assert (back.confirmed_on, back.confirmed_by) == (date(2025, 3, 1), "คนก่อน")
        manual.procedure.refresh_from_db()
        assert manual.procedure.point_count == 2
        with nothing_changes(), pytest.raises(PinError, match="ย้อนกลับไม่ได้แล้ว"):
            undo_change(rights=rights, about=about)

    def test_nobody_undoes_what_another_did_or_long_ago(
        self, agency: Agency, manual: Manual
    ) -> None:
        rights, other = (rights_of(Role.AGENCY_ADMIN, agency) for _ in range(2))
        about = ("manual", manual.pk)
        change_pins(rights=rights, add=pairs(manual, points_of(agency, 1)), about=about)
        with pytest.raises(PinError):
            undo_change(rights=other, about=about)
        AuditEntry.objects.update(at=timezone.now() - timedelta(hours=2))
        with pytest.raises(PinError):
            undo_change(rights=rights, about=about)
        assert Pin.objects.count() == 1


class TestSelection:
    @pytest.fixture
    def officer(self, agency: Agency) -> Officer:
        return rights_of(Role.AGENCY_ADMIN, agency).officer

    @pytest.fixture
    def side(self, officer: Officer, manual: Manual) -> Side:
        return Side(Rights.of(officer), manual=manual)

    def chosen(self) -> dict[int, bool]:
        return dict(SelectedPin.objects.values_list("other_id", "is_added"))

    def test_it_keeps_differences_over_pages(self, side: Side, agency: Agency) -> None:
        old, new, third, unseen = (point.pk for point in points_of(agency, 4))
        change_pins(rights=side.rights, add=side.pairs([old, unseen]))
        pick(side=side, shown=[old, new], picked=[new])
        pick(side=side, shown=[third], picked=[third])
        assert self.chosen() == {old: False, new: True, third: True}
        pick(side=side, shown=[old, third], picked=[old])
        assert self.chosen() == {new: True}
        save_selection(side=side)
        assert pinned() == set(side.pairs([old, unseen, new]))
        assert not PinSelection.objects.exists()

    def test_what_others_do_meanwhile_stays(self, side: Side, agency: Agency) -> None:
        mine, theirs, both, gone = (point.pk for point in points_of(agency, 4))
        change_pins(rights=side.rights, add=side.pairs([gone]))
        pick(side=side, shown=[mine, theirs, both, gone], picked=[mine, both])
        change_pins(
            rights=rights_of(Role.POINT_EDITOR, agency),
            add=side.pairs([theirs, both]),
            remove=side.pairs([gone]),
        )
        save_selection(side=side)
        assert pinned() == set(side.pairs([mine, theirs, both]))

    def test_ids_that_are_not_hers_are_passed_over(self, side: Side) -> None:
        foreign = ServicePointFactory().pk
        pick(side=side, shown=[foreign, 10**12], picked=[foreign, 10**12])
        assert self.chosen() == {}

    def test_all_of_a_result_and_none_of_it(self, side: Side, agency: Agency) -> None:
        points = points_of(agency, 3)
        change_pins(rights=side.rights, add=side.pairs([points[0].pk]))
        pick_all(side=side, found=side.candidates(), is_picked=True)
        assert self.chosen() == {points[1].pk: True, points[2].pk: True}
        pick_all(side=side, found=side.candidates(), is_picked=False)
        assert self.chosen() == {points[0].pk: False}
        clear(side=side)
        assert self.chosen() == {}

    def test_a_refusal_keeps_the_selection(
        self, side: Side, officer: Officer, agency: Agency
    ) -> None:
        pick(side=side, shown=[ServicePointFactory(agency=agency).pk], picked=[])
        pick_all(side=side, found=side.candidates(), is_picked=True)
        officer.grants.update(valid_until=date(2020, 12, 31))
        with nothing_changes(), pytest.raises(NotAllowedError):
            save_selection(side=Side(Rights.of(officer), manual=side.manual))
        assert len(self.chosen()) == 1
