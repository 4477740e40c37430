"""One point passes to another agency: history stays, manuals and rights follow the rules."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from infogo.accounts.models import Grant, Notice, NoticeKind
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act, Role
from infogo.agencies.models import Agency
from infogo.changes.models import Change
from infogo.core import audit, versions
from infogo.core.keys import points_of, served
from infogo.core.models import AuditEntry, OutboxEvent
from infogo.delays.models import DelayCase
from infogo.manuals.models import Manual, ManualStatus
from infogo.mergers.handover import may_hand_over_at_once, plan_handover
from infogo.pins.models import Pin, PinSelection
from infogo.points.models import ServicePoint
from infogo.ratings.models import Rating
from infogo.volumes.models import MonthlyReport, ReportState, VolumeRow
from tests.changes.making import begun, numbered
from tests.delays.making import Made
from tests.factories import (
    ACTOR,
    AgencyFactory,
    GrantFactory,
    OfficerFactory,
    PinFactory,
    ServicePointFactory,
    adoption,
    standard_manual,
)
from tests.mergers.handovers import ORDER, fresh, hand_over
from tests.mergers.making import today
from tests.ratings.giving import rate
from tests.volumes.forms import last_month

pytestmark = pytest.mark.django_db


def served_at(point: ServicePoint) -> set[Manual]:
    return {pin.manual for pin in Pin.objects.filter(point=point).select_related("manual")}


class TestManuals:
    def test_a_standard_manual_stays_where_it_is(
        self, point: ServicePoint, old: Agency, new: Agency
    ) -> None:
        standard = standard_manual(owner=old)
        pin = PinFactory(manual=standard, point=point, counter="ช่อง 3")
        plan = plan_handover(point, new)
        assert (plan.pin_count, list(plan.changes)) == (1, [])
        hand_over(point, new)
        assert (fresh(pin).manual, fresh(pin).counter) == (standard, "ช่อง 3")

    def test_the_old_agencys_text_gives_way_to_the_new_agencys(
        self, point: ServicePoint, old: Agency, new: Agency
    ) -> None:
        standard = standard_manual()
        theirs, ours = adoption(standard, old), adoption(standard, new)
        pin = PinFactory(manual=theirs, point=point, note="ช่อง 3")
        plan = plan_handover(point, new)
        assert [change.winner for change in plan.to_own] == [ours]
        hand_over(point, new)
        assert (fresh(pin).manual, fresh(pin).note) == (ours, "ช่อง 3")
        assert (fresh(theirs).is_pinned, fresh(ours).is_pinned) == (False, True)

    def test_without_one_the_standard_manual_is_served(
        self, point: ServicePoint, old: Agency, new: Agency
    ) -> None:
        standard = standard_manual()
        PinFactory(manual=adoption(standard, old), point=point)
        plan = plan_handover(point, new)
        assert [change.winner for change in plan.to_standard] == [standard]
        hand_over(point, new)
        assert served_at(point) == {standard}
        assert fresh(standard.procedure).point_count == 1

    def test_the_new_agencys_own_text_also_replaces_the_standard(
        self, point: ServicePoint, new: Agency
    ) -> None:
        standard = standard_manual()
        PinFactory(manual=standard, point=point)
        ours = adoption(standard, new)
        hand_over(point, new)
        assert served_at(point) == {ours}

    def test_what_citizens_cannot_read_is_not_served_any_more(
        self, point: ServicePoint, old: Agency, new: Agency
    ) -> None:
        standard = standard_manual()
        PinFactory(manual=adoption(standard, old), point=point)
        Manual.objects.filter(pk=standard.pk).update(status=ManualStatus.WITHDRAWN)
        plan = plan_handover(point, new)
        assert [change.title for change in plan.lost] == [standard.procedure.name_th]
        hand_over(point, new)
        assert served_at(point) == set()
        assert fresh(standard.procedure).point_count == 0

    def test_two_pins_of_one_service_become_one(
        self, point: ServicePoint, old: Agency, new: Agency
    ) -> None:
        standard = standard_manual()
        PinFactory(manual=adoption(standard, old), point=point)
        kept = PinFactory(manual=standard, point=point)
        hand_over(point, new)
        assert list(Pin.objects.filter(point=point)) == [kept]

    def test_what_was_ticked_and_not_saved_is_forgotten(
        self, point: ServicePoint, new: Agency
    ) -> None:
        PinSelection.objects.create(officer=OfficerFactory(), point=point)
        hand_over(point, new)
        assert not PinSelection.objects.filter(point=point).exists()


class TestRights:
    def test_a_right_over_this_point_alone_lapses_and_its_holder_is_told(
        self, point: ServicePoint, old: Agency, new: Agency
    ) -> None:
        grant = GrantFactory(officer=OfficerFactory(agency=old), role=Role.POINT_EDITOR,
                             only=[point])  # fmt: skip
        assert [each.ends for each in plan_handover(point, new).grants] == [True]
        hand_over(point, new)
        assert ORDER in fresh(grant).end_reason
        notice = Notice.objects.get(officer=grant.officer)
        assert notice.kind == NoticeKind.RIGHT_CHANGED
        assert "ไม่มีสิทธิใหม่แทน" in notice.text and "เทศบาลใหม่" in notice.text

    def test_what_else_a_right_names_remains(
        self, point: ServicePoint, old: Agency, new: Agency
    ) -> None:
        other = ServicePointFactory(agency=old)
        until = today() + timedelta(days=30)
        grant = GrantFactory(officer=OfficerFactory(agency=old), role=Role.REPORTER,
                             only=[point, other], valid_until=until)  # fmt: skip
        hand_over(point, new)
        (left,) = Grant.objects.filter(officer=grant.officer, ended_at=None)
        assert list(left.points.all()) == [other]
        assert (left.role, left.valid_until, left.only_points) == (Role.REPORTER, until, True)

    def test_whoever_looks_after_both_agencies_keeps_what_she_has(
        self, point: ServicePoint, old: Agency
    ) -> None:
        ministry = AgencyFactory()
        below, sister = AgencyFactory(parent=ministry), AgencyFactory(parent=ministry)
        point = ServicePointFactory(agency=below)
        officer = OfficerFactory(agency=ministry)
        named = GrantFactory(officer=officer, role=Role.POINT_EDITOR, agency=ministry,
                             whole_subtree=True, only=[point])  # fmt: skip
        whole = GrantFactory(officer=OfficerFactory(agency=ministry), role=Role.POINT_EDITOR,
                             agency=ministry, whole_subtree=True)  # fmt: skip
        plan = plan_handover(point, sister)
        assert (list(plan.grants), plan.whole) == ([], 0)
        rights = Rights.of(whole.officer)
        assert may_hand_over_at_once(rights, point, sister)
        assert not may_hand_over_at_once(rights, point, old)
        hand_over(point, sister)
        assert Rights.of(officer).points(Act.EDIT_POINT).filter(pk=point.pk).exists()
        assert fresh(named).ended_at is None

    def test_officers_of_the_whole_agency_are_counted_and_keep_their_right(
        self, point: ServicePoint, old: Agency, new: Agency
    ) -> None:
        grant = GrantFactory(officer=OfficerFactory(agency=old), role=Role.POINT_EDITOR)
        there = GrantFactory(officer=OfficerFactory(agency=new), role=Role.POINT_EDITOR)
        assert plan_handover(point, new).whole == 1
        hand_over(point, new)
        assert fresh(grant).ended_at is None
        assert not Rights.of(grant.officer).points(Act.EDIT_POINT).filter(pk=point.pk).exists()
        assert Rights.of(there.officer).points(Act.EDIT_POINT).filter(pk=point.pk).exists()

    def test_whoever_administers_one_of_the_agencies_is_told(
        self, point: ServicePoint, old: Agency, new: Agency
    ) -> None:
        admins = [OfficerFactory(agency=agency, is_active=True) for agency in (old, new)]
        for admin in admins:
            GrantFactory(officer=admin, role=Role.AGENCY_ADMIN)
        hand_over(point, new, actor=admins[0])
        (notice,) = Notice.objects.filter(kind=NoticeKind.HANDOVER)
        assert (notice.officer, notice.path) == (admins[1], f"/office/points/{point.pk}")
        assert ORDER in notice.text


class TestHistory:
    def test_ratings_stay_with_the_point_and_its_address_answers(
        self, point: ServicePoint, new: Agency
    ) -> None:
        manual = standard_manual()
        PinFactory(manual=manual, point=point)
        pk, address = rate(manual, point).pk, reverse("www:place", args=[point.pk])
        was = Rating.objects.get(pk=pk).agency_id
        hand_over(point, new)
        kept = Rating.objects.get(pk=pk)
        assert (kept.point, kept.agency_id) == (point, was)
        page = Client().get(address)
        assert page.status_code == 200
        assert "เทศบาลใหม่" in page.content.decode()

    def test_the_trail_keeps_whose_it_was_why_and_what_changed(
        self, point: ServicePoint, old: Agency, new: Agency
    ) -> None:
        standard = standard_manual()
        theirs = adoption(standard, old)
        PinFactory(manual=theirs, point=point)
        hand_over(point, new)
        (entry,) = AuditEntry.objects.filter(verb="hand_over_point", target_id=point.pk)
        assert entry.detail["from"] == old.pk and entry.detail["into"] == new.pk
        assert entry.detail["reason"] == ORDER
        assert entry.detail["pins"]["changed"] == [
            {"procedure": standard.procedure_id, "from": theirs.pk, "to": standard.pk}
        ]
        assert fresh(point).edited_at is not None
        assert audit.verify() is None

    def test_search_kept_pages_and_the_feed_are_told(
        self, point: ServicePoint, old: Agency, new: Agency
    ) -> None:
        standard = standard_manual()
        PinFactory(manual=adoption(standard, old), point=point)
        begun()
        keys = [points_of(old.pk), points_of(new.pk), served(standard.procedure_id),
                f"point:{point.pk}"]  # fmt: skip
        before = versions.tokens(keys)
        OutboxEvent.objects.all().delete()
        hand_over(point, new)
        told = set(OutboxEvent.objects.values_list("topic", "object_id"))
        assert told == {("point", point.pk), ("procedure", standard.procedure_id)}
        after = versions.tokens(keys)
        assert all(before[key] != after[key] for key in keys)
        assert ("points", point.pk, "changed") in numbered()
        assert Change.objects.get(kind="points", record=point.pk, what="changed").agency == new.pk

    def test_open_cases_go_along_and_decided_ones_stay(self, new: Agency) -> None:
        made = Made()
        was, case, decided = made.point.agency, made.case(3), made.case(3)
        DelayCase.objects.filter(pk=decided.pk).update(decided_on=today(), outcome="approved")
        assert plan_handover(made.point, new).delays == 1
        hand_over(made.point, new)
        assert (fresh(case).agency, fresh(decided).agency) == (new, was)

    def test_numbers_not_reported_yet_go_into_the_new_agencys_report(
        self, point: ServicePoint, old: Agency, new: Agency
    ) -> None:
        standard = standard_manual()
        theirs = adoption(standard, old)
        PinFactory(manual=theirs, point=point)
        month = last_month()
        reports = [
            MonthlyReport.objects.create(agency=agency, month=month, due_on=today())
            for agency in (old, new)
        ]
        row = VolumeRow.objects.create(
            report=reports[0], month=month, manual=theirs, point=point, channel="counter",
            received=7, saved_by=ACTOR,
        )  # fmt: skip
        assert plan_handover(point, new).volume_rows == 1
        hand_over(point, new)
        row = fresh(row)
        assert (row.report, row.manual, row.received) == (reports[1], standard, 7)
        assert [(fresh(each).expected, fresh(each).filled) for each in reports] == [(0, 0), (1, 1)]

    def test_numbers_of_a_month_that_the_new_agency_sent_stay(
        self, point: ServicePoint, old: Agency, new: Agency
    ) -> None:
        manual, month = standard_manual(), last_month()
        PinFactory(manual=manual, point=point)
        report = MonthlyReport.objects.create(agency=old, month=month, due_on=today())
        MonthlyReport.objects.create(
            agency=new, month=month, due_on=today(), state=ReportState.SUBMITTED
        )
        row = VolumeRow.objects.create(
            report=report, month=month, manual=manual, point=point, channel="counter",
            received=7, saved_by=ACTOR,
        )  # fmt: skip
        hand_over(point, new)
        assert fresh(row).report == report
