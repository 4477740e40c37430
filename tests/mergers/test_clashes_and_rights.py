"""Two manuals of one procedure become one, and no right becomes wider by a merger."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from infogo.accounts.models import Notice, NoticeKind
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act, Role
from infogo.agencies.models import Agency
from infogo.editing.models import DraftState
from infogo.inspection.notices import agency_officers
from infogo.inspection.selectors import to_answer
from infogo.inspection.states import CaseState
from infogo.manuals.chain import verify_revisions
from infogo.manuals.content import LocalOverrides
from infogo.manuals.models import Manual, ManualStatus
from infogo.manuals.services import publish_overrides
from infogo.mergers.models import GrantFate
from infogo.mergers.planning import plan_merger
from infogo.pins.counting import count_points
from infogo.pins.models import Pin
from infogo.pins.selectors import services_at
from tests.editing.office import begun
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
from tests.inspection.making import answered, asked, flagged, officer_of, person
from tests.manuals.lint.law import enact
from tests.mergers.making import merge, today
from tests.office.deciding import at_work
from tests.office.people import with_second_factor
from tests.ratings.giving import rate

pytestmark = pytest.mark.django_db


@pytest.fixture
def old() -> Agency:
    return AgencyFactory(name_th="เทศบาลตำบลเก่า")


@pytest.fixture
def new() -> Agency:
    return AgencyFactory(name_th="เทศบาลเมืองใหญ่")


def fresh(record: Any) -> Any:
    return type(record).objects.get(pk=record.pk)


class TestClashes:
    def test_the_successors_manual_stays_and_the_other_keeps_its_history(
        self, old: Agency, new: Agency
    ) -> None:
        standard = standard_manual()
        theirs, own = adoption(standard, old), adoption(standard, new)
        point = ServicePointFactory(agency=old)
        PinFactory(manual=theirs, point=point)
        rating, draft = rate(theirs, point), begun(theirs)
        publish_overrides(manual=theirs, overrides=LocalOverrides(remark="ของเรา"), actor=ACTOR)
        merge(new, old)
        assert fresh(own).status == ManualStatus.PUBLISHED
        retired = fresh(theirs)
        assert (retired.agency, retired.status) == (old, ManualStatus.WITHDRAWN)
        assert retired.revisions.count() == 1
        assert verify_revisions(retired) is None
        assert fresh(rating).manual == theirs
        assert Pin.objects.get(point=point).manual == own
        assert (fresh(own).is_pinned, retired.is_pinned) == (True, False)
        assert fresh(draft).state == DraftState.DISCARDED

    def test_a_pin_that_both_have_is_one(self, old: Agency, new: Agency) -> None:
        standard = standard_manual()
        point = ServicePointFactory(agency=new)
        PinFactory(manual=adoption(standard, old), point=point)
        kept = PinFactory(manual=adoption(standard, new), point=point)
        merge(new, old)
        assert list(Pin.objects.filter(point=point)) == [kept]

    def test_the_standard_manual_always_stays(self, old: Agency, new: Agency) -> None:
        standard = standard_manual(owner=old)
        own = adoption(standard, new)
        merge(new, old)
        assert (fresh(standard).agency, fresh(standard).status) == (new, ManualStatus.PUBLISHED)
        assert (fresh(own).agency, fresh(own).status) == (old, ManualStatus.WITHDRAWN)

    def test_the_other_text_can_be_chosen(self, old: Agency, new: Agency) -> None:
        standard = standard_manual()
        theirs, own = adoption(standard, old), adoption(standard, new)
        publish_overrides(manual=theirs, overrides=LocalOverrides(remark="ของเรา"), actor=ACTOR)
        (source,) = plan_merger(new, [old]).sources
        assert [(clash.source.pk, clash.can_choose) for clash in source.clashes] == [
            (theirs.pk, True)
        ]
        merge(new, old, kept_manuals=[theirs.pk])
        assert fresh(theirs).agency == new
        assert fresh(own).status == ManualStatus.WITHDRAWN

    def test_a_manual_that_citizens_cannot_read_gives_way(self, old: Agency, new: Agency) -> None:
        standard = standard_manual()
        theirs, own = adoption(standard, old), adoption(standard, new)
        Manual.objects.filter(pk=own.pk).update(status=ManualStatus.WITHDRAWN)
        merge(new, old)
        assert (fresh(theirs).agency, fresh(theirs).status) == (new, ManualStatus.PUBLISHED)

    def test_where_a_service_was_given_up_it_is_not_offered_again(
        self, old: Agency, new: Agency
    ) -> None:
        """The successor had given its own up; the other one takes its place, not its points."""
        standard = standard_manual()
        theirs, given_up = adoption(standard, old), adoption(standard, new)
        point = PinFactory(manual=given_up, point=ServicePointFactory(agency=new)).point
        served = PinFactory(manual=theirs)
        Manual.objects.filter(pk=given_up.pk).update(status=ManualStatus.WITHDRAWN)
        count_points()
        merge(new, old)
        assert fresh(theirs).agency == new
        assert list(Pin.objects.filter(manual=theirs)) == [served]
        assert not services_at(point).exists()
        assert count_points() == []

    def test_an_open_case_goes_on_about_the_manual_in_use(self, old: Agency, new: Agency) -> None:
        """Citizens read that one, and its editions say whether anything was mended."""
        theirs, own = self.both(old, new)
        approver = officer_of(own)
        case = asked(flagged(theirs))
        publish_overrides(manual=own, overrides=LocalOverrides(remark="ของเรา"), actor=ACTOR)
        merge(new, old)
        case = fresh(case)
        assert (case.agency, case.manual, case.edition) == (new, own, fresh(own).current)
        assert list(to_answer(Rights.of(approver))) == [case]
        assert approver in agency_officers(case)
        notice = Notice.objects.get(officer=approver, kind=NoticeKind.INSPECTION)
        assert "มากับหน่วยงานที่รวมเข้ามา" in notice.text
        answered(case, person(approver))

    def test_where_both_have_an_open_case_the_successor_answers_both(
        self, old: Agency, new: Agency
    ) -> None:
        theirs, own = self.both(old, new)
        approver = officer_of(own)
        cases = [asked(flagged(manual)) for manual in (theirs, own)]
        merge(new, old)
        assert set(to_answer(Rights.of(approver))) == set(cases)
        client = at_work(with_second_factor(approver))
        for case in cases:
            assert approver in agency_officers(fresh(case))
            page = f"/office/inspections/{case.pk}"
            shown = client.get(page)
            assert shown.status_code == 200
            href = f"/office/manuals/{fresh(case).manual_id}"
            is_linked = f'href="{href}"' in shown.content.decode()
            assert is_linked == (client.get(href).status_code == 200)
            said = {"text": "คณะกรรมการประชุมเดือนละครั้ง", "seen": fresh(case).version}
            assert client.post(page, said).status_code == 302
            assert fresh(case).state == CaseState.ANSWERED

    def both(self, old: Agency, new: Agency) -> tuple[Manual, Manual]:
        """Return the manuals of two agencies of one service; what the law asks is in force."""
        enact()
        standard = standard_manual()
        return adoption(standard, old), adoption(standard, new)

    def test_three_at_once(self, old: Agency, new: Agency) -> None:
        third = AgencyFactory()
        standard = standard_manual()
        first, second = adoption(standard, old), adoption(standard, third)
        merge(new, old, third)
        in_use = Manual.objects.filter(agency=new, procedure=standard.procedure)
        assert in_use.get() in {first, second}
        retired = Manual.objects.get(status=ManualStatus.WITHDRAWN)
        assert retired.agency in {old, third}


class TestRights:
    def test_nobody_gets_more_than_she_had(self, old: Agency, new: Agency) -> None:
        point, elsewhere = ServicePointFactory(agency=old), ServicePointFactory(agency=new)
        editor = OfficerFactory(agency=old)
        before = GrantFactory(officer=editor, role=Role.POINT_EDITOR, agency=old)
        merge(new, old)
        rights = Rights.of(fresh(editor))
        assert set(rights.points(Act.EDIT_POINT)) == {point}
        assert elsewhere not in rights.points(Act.EDIT_POINT)
        assert fresh(before).is_ended
        assert fresh(editor).agency == new
        notice = Notice.objects.get(officer=editor)
        assert "เทศบาลตำบลเก่ารวมกับเทศบาลเมืองใหญ่" in notice.text

    def test_what_was_decided_about_a_right_is_done(self, old: Agency, new: Agency) -> None:
        moved, ended = (
            GrantFactory(officer=OfficerFactory(), role=Role.VIEWER, agency=old)
            for _each in range(2)
        )
        fates = {str(moved.pk): GrantFate.MOVE.value, str(ended.pk): GrantFate.END.value}
        merge(new, old, grant_fates=fates)
        assert new in Rights.of(moved.officer).agencies(Act.VIEW)
        assert not Rights.of(ended.officer).can(Act.VIEW)
        assert Notice.objects.filter(officer=ended.officer).exists()

    def test_an_administrator_passes_on_only_where_there_is_none(
        self, old: Agency, new: Agency
    ) -> None:
        third = AgencyFactory()
        first, second = (
            GrantFactory(officer=OfficerFactory(), role=Role.AGENCY_ADMIN, agency=agency)
            for agency in (old, third)
        )
        merge(new, old)
        assert new in Rights.of(first.officer).agencies(Act.ADMINISTER)
        merge(new, third)
        assert not Rights.of(second.officer).can(Act.ADMINISTER)

    def test_rights_below_a_ministry_stay_with_its_children(self, new: Agency) -> None:
        ministry = AgencyFactory()
        department = AgencyFactory(parent=ministry)
        sibling = AgencyFactory(parent=new)
        viewer = OfficerFactory()
        GrantFactory(officer=viewer, role=Role.VIEWER, agency=ministry, whole_subtree=True)
        merge(new, ministry)
        reached = set(Rights.of(viewer).agencies(Act.VIEW))
        assert department in reached
        assert not {sibling, new} & reached

    def test_narrowed_rights_follow_what_they_name(self, old: Agency, new: Agency) -> None:
        standard = standard_manual()
        theirs, own = adoption(standard, old), adoption(standard, new)
        editor = OfficerFactory(agency=old)
        GrantFactory(officer=editor, role=Role.MANUAL_EDITOR, agency=old, only=[theirs])
        merge(new, old)
        assert list(Rights.of(editor).manuals(Act.EDIT_MANUAL)) == [own]

    def test_rights_over_single_points_below_come_along_with_the_agencies(
        self, old: Agency, new: Agency
    ) -> None:
        branch, beside = AgencyFactory(parent=old), AgencyFactory(parent=new)
        points = [ServicePointFactory(agency=agency) for agency in (old, branch)]
        ServicePointFactory(agency=branch)
        ServicePointFactory(agency=beside)
        keeper = OfficerFactory(agency=old)
        GrantFactory(officer=keeper, role=Role.POINT_EDITOR, agency=old, whole_subtree=True,
                     only=points)  # fmt: skip
        merge(new, old)
        assert set(Rights.of(keeper).points(Act.EDIT_POINT)) == set(points)

    @pytest.mark.parametrize("fate", [GrantFate.MOVE, GrantFate.OWN])
    def test_a_smaller_right_at_the_successor_takes_nothing_away(
        self, old: Agency, new: Agency, fate: GrantFate
    ) -> None:
        branch, viewer = AgencyFactory(parent=old), OfficerFactory(agency=old)
        for agency, is_whole in ((old, True), (new, False)):
            grant = GrantFactory(officer=viewer, role=Role.VIEWER, agency=agency,
                                 whole_subtree=is_whole)  # fmt: skip
            if is_whole:
                fates = {str(grant.pk): fate.value}
        merge(new, old, grant_fates=fates)
        assert set(Rights.of(viewer).agencies(Act.VIEW)) == {new, branch}

    def test_a_right_at_the_successor_that_ends_sooner_takes_nothing_away(
        self, old: Agency, new: Agency
    ) -> None:
        point, editor = ServicePointFactory(agency=old), OfficerFactory(agency=old)
        GrantFactory(officer=editor, role=Role.POINT_EDITOR, agency=old)
        GrantFactory(officer=editor, role=Role.POINT_EDITOR, agency=new, valid_until=today())
        merge(new, old)
        tomorrow = today() + timedelta(days=1)
        assert set(Rights.of(editor, tomorrow).points(Act.EDIT_POINT)) == {point}
