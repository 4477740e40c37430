"""Two or more agencies become one: nothing is lost, nothing is doubled, nothing comes back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from infogo.accounts.models import Grant, Notice, Officer
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act, Role
from infogo.agencies.models import Agency, AgencyStatus
from infogo.announcements.models import Announcement, Place
from infogo.announcements.services import Facts, publish_announcement
from infogo.channels.models import AgencyEChannel, ChannelStatus
from infogo.core import audit
from infogo.core.models import AuditEntry, OutboxEvent
from infogo.delays.models import DelayCase
from infogo.editing.models import Draft, DraftState
from infogo.manuals.chain import verify_revisions
from infogo.manuals.models import Manual, Procedure
from infogo.mergers.errors import MergerError
from infogo.mergers.models import GrantFate, Merger, MergerState, MovedRecords
from infogo.mergers.planning import plan_merger
from infogo.mergers.services import merging
from infogo.mergers.services.merging import cancel_merger, work_on_mergers, work_portion
from infogo.pins.models import Pin
from infogo.points.models import ServicePoint
from infogo.ratings.models import Rating
from infogo.volumes.models import MonthlyReport, ReportState, VolumeRow
from tests.accounts.watching import nothing_changes
from tests.delays.making import Made
from tests.editing.office import begun
from tests.factories import (
    ACTOR,
    AgencyFactory,
    ArticleFactory,
    GrantFactory,
    OfficerFactory,
    PinFactory,
    ServicePointFactory,
    adoption,
    standard_manual,
)
from tests.inspection.making import closed, flagged
from tests.mergers.making import central_admin, expected_paths, merge, paths, today
from tests.ratings.giving import rate
from tests.volumes.forms import last_month

pytestmark = pytest.mark.django_db


@pytest.fixture
def old() -> Agency:
    return AgencyFactory(name_th="เทศบาลตำบลเก่า")


@pytest.fixture
def new() -> Agency:
    return AgencyFactory(name_th="เทศบาลเมืองใหญ่")


def refused(act: Callable[[], object]) -> str:
    with nothing_changes(), pytest.raises(MergerError) as refusal:
        act()
    return str(refusal.value)


def fresh(record: Any) -> Any:
    return type(record).objects.get(pk=record.pk)


class TestWhatMoves:
    def test_points_manuals_and_articles_belong_to_the_successor(
        self, old: Agency, new: Agency
    ) -> None:
        point = ServicePointFactory(agency=old)
        manual = adoption(standard_manual(), old)
        pin = PinFactory(manual=manual, point=point)
        article = ArticleFactory(agency=old)
        draft = begun(manual)
        OutboxEvent.objects.all().delete()
        merger = merge(new, old)
        assert merger.state == MergerState.DONE
        assert fresh(point).agency == fresh(manual).agency == fresh(article).agency == new
        assert fresh(point).edited_at is not None
        assert fresh(pin).manual == manual
        assert fresh(draft).state == DraftState.DRAFT
        gone = fresh(old)
        assert (gone.status, gone.merged_into) == (AgencyStatus.MERGED, new)
        told = set(OutboxEvent.objects.values_list("topic", "object_id"))
        assert {
            ("agency", old.pk), ("agency", new.pk), ("point", point.pk),
            ("procedure", manual.procedure_id), ("article", article.pk),
        } <= told  # fmt: skip
        assert merger.moved["points"] == merger.moved["pins"] == 1
        assert merger.moved["manuals"] == merger.moved["drafts"] == 1
        assert audit.verify() is None

    def test_a_standard_manual_takes_its_procedure_along(self, old: Agency, new: Agency) -> None:
        standard = standard_manual(owner=old)
        follower = adoption(standard)
        merge(new, old)
        assert fresh(standard).agency == new
        assert Procedure.objects.get(pk=standard.procedure_id).owner == new
        assert fresh(follower).standard_id == standard.pk
        assert verify_revisions(standard) is None

    def test_the_old_names_find_the_successor(self, old: Agency, new: Agency) -> None:
        old.former_names.create(name_th="สุขาภิบาลเก่า")
        merge(new, old)
        names = {row.name_th for row in new.former_names.all()}
        assert names == {"เทศบาลตำบลเก่า", "สุขาภิบาลเก่า"}

    def test_a_ministry_brings_its_children(self, new: Agency) -> None:
        ministry = AgencyFactory()
        department = AgencyFactory(parent=ministry)
        AgencyFactory(parent=department)
        ended = AgencyFactory(parent=ministry, status=AgencyStatus.CLOSED)
        merge(new, ministry)
        assert fresh(department).parent == new
        assert fresh(ended).parent == ministry
        assert paths() == expected_paths()

    def test_open_cases_pass_on_and_closed_ones_stay(self, old: Agency, new: Agency) -> None:
        made = Made()
        DelayCase.objects.all().delete()
        here = Agency.objects.get(pk=made.manual.agency_id)
        open_case, closed = made.case(3), made.case(5)
        DelayCase.objects.filter(pk=closed.pk).update(decided_on=today(), outcome="approved")
        merge(new, here)
        assert fresh(open_case).agency == new
        assert fresh(closed).agency == here

    def test_ratings_stay_with_their_history(self, old: Agency, new: Agency) -> None:
        manual = adoption(standard_manual(), old)
        point = PinFactory(manual=manual, point=ServicePointFactory(agency=old)).point
        rating = rate(manual, point, comment="ดีมาก")
        handler = OfficerFactory(agency=new)
        GrantFactory(officer=handler, role=Role.FEEDBACK_HANDLER, agency=new)
        merge(new, old)
        assert fresh(rating).agency == old
        # Whoever answers for the successor can answer it: the point is hers now.
        assert point in Rights.of(handler).points(Act.HANDLE_FEEDBACK)

    def test_channels_that_both_have_are_one(self, old: Agency, new: Agency) -> None:
        def channel(agency: Agency, address: str) -> AgencyEChannel:
            return AgencyEChannel.objects.create(
                agency=agency, kind="email", level="1", address=address, opened_on=today()
            )

        own, double = channel(old, "a@old.example"), channel(old, "both@x.example")
        channel(new, "both@x.example")
        merge(new, old)
        assert fresh(own).agency == new
        assert (fresh(double).agency, fresh(double).status) == (old, ChannelStatus.CLOSED)


class TestReports:
    def report(self, agency: Agency, **given: Any) -> MonthlyReport:
        return MonthlyReport.objects.create(
            **{"agency": agency, "month": last_month(), "due_on": today(), **given}
        )

    def row(self, report: MonthlyReport, pin: Pin, received: int) -> VolumeRow:
        return VolumeRow.objects.create(
            report=report, month=report.month, manual=pin.manual, point=pin.point,
            channel="counter", received=received, saved_by=ACTOR,
        )  # fmt: skip

    def test_open_months_are_joined(self, old: Agency, new: Agency) -> None:
        standard = standard_manual()
        theirs = PinFactory(manual=adoption(standard, old), point=ServicePointFactory(agency=old))
        own = PinFactory(manual=adoption(standard, new), point=ServicePointFactory(agency=new))
        first, second = self.report(old), self.report(new)
        moved, stays = self.row(first, theirs, 7), self.row(second, own, 5)
        merge(new, old)
        assert not MonthlyReport.objects.filter(pk=first.pk).exists()
        assert set(fresh(second).rows.values_list("pk", flat=True)) == {moved.pk, stays.pk}
        # Their manual was retired: its numbers count for the one that is in use.
        assert fresh(moved).manual == own.manual
        assert (fresh(second).filled, fresh(second).expected) == (2, 2)

    def test_what_was_sent_stays_as_it_was(self, old: Agency, new: Agency) -> None:
        sent = self.report(old, state=ReportState.LOCKED)
        waits = self.report(old, month=last_month().replace(year=2020))
        self.report(new, month=waits.month, state=ReportState.SUBMITTED)
        pin = PinFactory(manual=adoption(standard_manual(), old),
                         point=ServicePointFactory(agency=old))  # fmt: skip
        row = self.row(waits, pin, 3)
        merger = merge(new, old)
        assert merger.state == MergerState.DONE
        assert fresh(sent).agency == old
        assert (fresh(waits).agency, fresh(waits).state) == (old, ReportState.LOCKED)
        assert fresh(row).report == waits


class TestRefusals:
    def test_what_cannot_be_merged(self, old: Agency, new: Agency) -> None:
        child = AgencyFactory(parent=AgencyFactory(parent=old))
        ended = AgencyFactory(status=AgencyStatus.CLOSED)
        actor = central_admin()
        assert "ตัวเอง" in refused(lambda: merge(new, new, actor=actor))
        assert "อยู่ในสังกัด" in refused(lambda: merge(child, old, actor=actor))
        assert "เลิกหรือรวม" in refused(lambda: merge(new, ended, actor=actor))
        assert "เลิกหรือรวม" in refused(lambda: merge(ended, new, actor=actor))
        assert "อย่างน้อยหนึ่ง" in refused(lambda: merge(new, actor=actor))
        assert "ใส่กฎหมาย" in refused(lambda: merge(new, old, basis="", actor=actor))

    def test_two_mergers_never_cross(self, old: Agency, new: Agency) -> None:
        actor, third = central_admin(), AgencyFactory()
        merge(new, old, effective_on=today() + timedelta(days=3), actor=actor)
        assert "ยังไม่เสร็จ" in refused(lambda: merge(third, old, actor=actor))
        assert "ยังไม่เสร็จ" in refused(lambda: merge(third, new, actor=actor))
        assert "ยังไม่เสร็จ" in refused(lambda: merge(old, third, actor=actor))
        assert merge(new, third, actor=actor).state == MergerState.DONE

    def test_a_merged_agency_is_not_merged_again(self, old: Agency, new: Agency) -> None:
        actor = central_admin()
        merge(new, old, actor=actor)
        assert "เลิกหรือรวม" in refused(lambda: merge(new, old, actor=actor))


class TestInTime:
    def test_a_day_to_come_is_waited_for(self, old: Agency, new: Agency) -> None:
        point = ServicePointFactory(agency=old)
        merger = merge(new, old, effective_on=today() + timedelta(days=1))
        assert merger.state == MergerState.PLANNED
        assert work_on_mergers() == 0
        assert fresh(point).agency == old
        Merger.objects.filter(pk=merger.pk).update(effective_on=today())
        assert work_on_mergers() > 0
        while work_on_mergers():  # half a second at a time, however slow the machine is
            pass
        assert fresh(merger).state == MergerState.DONE
        assert fresh(point).agency == new

    def test_a_plan_can_be_given_up_and_a_merger_cannot(self, old: Agency, new: Agency) -> None:
        actor = central_admin()
        merger = merge(new, old, effective_on=today() + timedelta(days=1), actor=actor)
        cancel_merger(merger_id=merger.pk, reason="เลื่อนไปปีหน้า", actor=actor)
        assert fresh(merger).state == MergerState.CANCELLED
        assert fresh(old).status == AgencyStatus.ACTIVE
        done = merge(new, old, actor=actor)
        said = refused(lambda: cancel_merger(merger_id=done.pk, reason="เปลี่ยนใจแล้ว", actor=actor))
        assert "ยังไม่เริ่ม" in said

    def test_a_plan_that_became_impossible_is_given_up(self, old: Agency, new: Agency) -> None:
        merger = merge(new, old, effective_on=today() + timedelta(days=1))
        Agency.objects.filter(pk=new.pk).update(status=AgencyStatus.CLOSED)
        Merger.objects.filter(pk=merger.pk).update(effective_on=today())
        work_on_mergers()
        assert fresh(merger).state == MergerState.CANCELLED
        assert fresh(old).status == AgencyStatus.ACTIVE
        assert "เลิกหรือรวม" in AuditEntry.objects.latest("number").detail["reason"]

    def test_it_goes_on_where_it_was_killed(
        self, old: Agency, new: Agency, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        points = [ServicePointFactory(agency=old) for _each in range(5)]
        manuals = [adoption(standard_manual(), old) for _each in range(3)]
        monkeypatch.setattr(merging, "PORTION", 2)
        merger = merge(new, old, effective_on=today() + timedelta(days=1))
        Merger.objects.filter(pk=merger.pk).update(effective_on=today())
        for _each in range(4):
            work_portion(merger_id=merger.pk)
        with pytest.raises(RuntimeError), monkeypatch.context() as broken:
            broken.setattr(merging, "_note", _dies)
            work_portion(merger_id=merger.pk)
        left = Manual.objects.filter(agency=old).count()
        left += ServicePoint.objects.filter(agency=old).count()
        assert 0 < left < 8
        while work_portion(merger_id=merger.pk):
            pass
        assert fresh(merger).state == MergerState.DONE
        assert {fresh(record).agency_id for record in [*points, *manuals]} == {new.pk}
        moved = MovedRecords.objects.filter(kind="points").values_list("ids", flat=True)
        assert sorted(pk for ids in moved for pk in ids) == [point.pk for point in points]
        assert not work_portion(merger_id=merger.pk)


def test_open_cases_and_announcements_go_along_and_closed_ones_stay(
    old: Agency, new: Agency
) -> None:
    open_one = flagged(adoption(standard_manual(), old))
    over = closed(flagged(adoption(standard_manual(), old)))
    elsewhere = flagged(adoption(standard_manual(), AgencyFactory()))
    shown = announced(old.pk)
    procedure = announced(old.pk, place=Place.PROCEDURE)
    merge(new, old)
    assert fresh(open_one).agency_id == new.pk and fresh(over).agency_id == old.pk
    assert fresh(elsewhere).agency_id not in {old.pk, new.pk}
    assert fresh(shown).target_id == new.pk and fresh(procedure).target_id == old.pk


def announced(target: int, place: Place = Place.AGENCY) -> Announcement:
    now = timezone.now()
    facts = Facts("ปิดปรับปรุงอาคาร", "", "info", place, now, now + timedelta(days=3), None, target)
    return publish_announcement(facts=facts, actor=ACTOR)


def _dies(*_args: Any) -> None:
    raise RuntimeError("killed")


class TestAddresses:
    def test_chains_lead_straight_to_the_last(
        self, old: Agency, new: Agency, client: Client
    ) -> None:
        last = AgencyFactory()
        manual = adoption(standard_manual(), old)
        merge(new, old)
        merge(last, new)
        assert fresh(old).merged_into == fresh(new).merged_into == last
        for agency in (old, new):
            answer = client.get(f"/agency/{agency.pk}")
            assert (answer.status_code, answer.headers["Location"]) == (301, f"/agency/{last.pk}")
            answer = client.get(f"/manual/{manual.procedure_id}/at/{agency.pk}")
            assert answer.status_code == 301
            assert answer.headers["Location"] == f"/manual/{manual.procedure_id}/at/{last.pk}"

    def test_a_retired_manual_leads_to_the_one_in_use(
        self, old: Agency, new: Agency, client: Client
    ) -> None:
        standard = standard_manual()
        adoption(standard, old), adoption(standard, new)
        merge(new, old)
        answer = client.get(f"/manual/{standard.procedure_id}/at/{old.pk}")
        assert answer.headers["Location"] == f"/manual/{standard.procedure_id}/at/{new.pk}"

    def test_a_manual_nobody_has_is_still_not_found(self, client: Client, new: Agency) -> None:
        standard = standard_manual()
        assert client.get(f"/manual/{standard.procedure_id}/at/{new.pk}").status_code == 404


def test_the_preview_tells_what_will_be(old: Agency, new: Agency) -> None:
    standard = standard_manual()
    adoption(standard, old), adoption(standard, new), adoption(standard_manual(), old)
    ServicePointFactory(agency=old)
    rate(Manual.objects.filter(agency=old).first())  # type: ignore[arg-type]
    GrantFactory(officer=OfficerFactory(agency=old), role=Role.VIEWER, agency=old)
    plan = plan_merger(new, [old])
    (source,) = plan.sources
    assert (source.moves["manuals"], source.moves["points"], source.clash_total) == (2, 1, 1)
    assert source.stays["ratings"] == Rating.objects.count() == 1
    assert [one.fate for one in source.grants] == [GrantFate.OWN]
    assert plan.is_small
    assert Draft.objects.count() == Grant.objects.exclude(ended_at=None).count() == 0


def test_an_officer_is_told_once_for_each_right(old: Agency, new: Agency) -> None:
    officer: Officer = OfficerFactory(agency=old)
    for role in (Role.VIEWER, Role.REPORTER):
        GrantFactory(officer=officer, role=role, agency=old)
    merge(new, old)
    assert Notice.objects.filter(officer=officer).count() == 2
