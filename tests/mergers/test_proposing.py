"""One agency proposes to hand a point over, the other one answers; nothing changes before."""

from __future__ import annotations

from functools import partial

import pytest

from infogo.accounts.models import Notice, NoticeKind, Officer
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Role
from infogo.agencies.models import Agency
from infogo.core import audit
from infogo.core.models import AuditEntry
from infogo.mergers.errors import MergerError
from infogo.mergers.handover import (
    may_hand_over_at_once,
    plan_handover,
    proposals_to_answer,
    visible_proposals,
)
from infogo.mergers.models import HandoverProposal, HandoverState
from infogo.mergers.planning import plan_merger
from infogo.mergers.services.proposing import (
    accept_handover,
    decline_handover,
    propose_handover,
    withdraw_handover,
)
from infogo.mergers.services.tree import end_agency
from infogo.points.models import PointStatus, ServicePoint
from tests.editing.test_concurrency import at_once, winners
from tests.factories import AgencyFactory, GrantFactory, OfficerFactory, ServicePointFactory
from tests.mergers.handovers import ORDER, fresh, hand_over, refused
from tests.mergers.making import BASIS, central_admin, merge

pytestmark = pytest.mark.django_db


def keeper(agency: Agency) -> Officer:
    """Return an officer who looks after all points of an agency."""
    officer = OfficerFactory(agency=agency, is_active=True)
    GrantFactory(officer=officer, role=Role.POINT_EDITOR)
    return officer


def propose(point: ServicePoint, into: Agency, actor: Officer | None = None) -> HandoverProposal:
    by = actor or keeper(point.agency)
    return propose_handover(point_id=point.pk, into=into, reason=ORDER, actor=by)


def told(officer: Officer) -> list[Notice]:
    return list(Notice.objects.filter(officer=officer, kind=NoticeKind.HANDOVER).order_by("pk"))


def test_a_proposal_changes_nothing_and_tells_who_may_answer(
    point: ServicePoint, new: Agency
) -> None:
    receiver, giver = keeper(new), keeper(point.agency)
    made = propose(point, new, giver)
    assert fresh(point).agency == point.agency
    (notice,) = told(receiver)
    assert notice.path == f"/office/handovers/{made.pk}"
    assert ORDER in notice.text
    assert list(proposals_to_answer(Rights.of(receiver))) == [made]
    assert not proposals_to_answer(Rights.of(giver)).exists()
    assert list(visible_proposals(Rights.of(giver))) == [made]
    assert not may_hand_over_at_once(Rights.of(giver), point, new)
    assert not visible_proposals(Rights.of(keeper(AgencyFactory()))).exists()


def test_where_nobody_looks_after_the_agency_the_centre_is_asked(
    point: ServicePoint, new: Agency
) -> None:
    admin = central_admin(is_active=True)
    propose(point, new)
    assert len(told(admin)) == 1


def test_accepting_hands_it_over_with_the_reason_that_was_proposed(
    point: ServicePoint, new: Agency
) -> None:
    receiver, giver = keeper(new), keeper(point.agency)
    made = propose(point, new, giver)
    seen = plan_handover(point, new).seen
    accept_handover(proposal_id=made.pk, actor=receiver, seen=seen)
    made = fresh(made)
    assert (made.state, made.decided_by) == (HandoverState.ACCEPTED, receiver)
    assert fresh(point).agency == new
    entry = AuditEntry.objects.get(verb="hand_over_point")
    assert entry.detail["reason"] == ORDER
    assert "รับโอน" in told(giver)[-1].text
    # What asked for an answer needs none any more.
    assert told(receiver)[0].read_at is not None
    assert audit.verify() is None


def test_declining_and_taking_back_keep_the_point_and_say_why(
    point: ServicePoint, new: Agency
) -> None:
    receiver, giver = keeper(new), keeper(point.agency)
    first = propose(point, new, giver)
    decline_handover(proposal_id=first.pk, reason="ยังไม่มีคำสั่ง", actor=receiver)
    assert (fresh(first).state, fresh(first).answer) == (HandoverState.DECLINED, "ยังไม่มีคำสั่ง")
    assert "ยังไม่มีคำสั่ง" in told(giver)[-1].text
    second = propose(point, new, giver)
    withdraw_handover(proposal_id=second.pk, reason="เสนอผิดจุด", actor=giver)
    assert fresh(second).state == HandoverState.WITHDRAWN
    assert fresh(point).agency == point.agency


class TestAgenciesThatEnd:
    """What waits for an answer does not stay with an agency that nobody speaks for any more."""

    def test_the_successor_gives_what_the_merged_one_proposed(
        self, point: ServicePoint, new: Agency
    ) -> None:
        made, receiver, successor = propose(point, new), keeper(new), AgencyFactory()
        preview = dict(plan_merger(successor, [point.agency]).sources[0].moves)
        assert preview["handovers"] == 1
        merger = merge(successor, point.agency)
        assert merger.moved["handovers"] == 1
        assert fresh(made).source == successor
        seen = plan_handover(fresh(point), new).seen
        accept_handover(proposal_id=made.pk, actor=receiver, seen=seen)
        assert fresh(point).agency == new

    def test_the_successor_is_asked_in_place_of_the_merged_one(
        self, point: ServicePoint, new: Agency
    ) -> None:
        was, successor = keeper(new), AgencyFactory(name_th="เทศบาลเมืองใหญ่")
        receiver = keeper(successor)
        made = propose(point, new)
        merge(successor, new)
        assert fresh(made).into == successor
        (notice,) = told(receiver)
        assert "ให้เทศบาลเมืองใหญ่" in notice.text
        assert told(was)[0].read_at is not None
        accept_handover(proposal_id=made.pk, actor=receiver)
        assert fresh(point).agency == successor

    def test_what_would_come_to_where_it_is_now_is_taken_back(
        self, point: ServicePoint, new: Agency
    ) -> None:
        giver = keeper(point.agency)
        made = propose(point, new, giver)
        merge(new, point.agency)
        assert fresh(made).state == HandoverState.WITHDRAWN
        assert BASIS in fresh(made).answer
        assert "ระบบถอนข้อเสนอโอนจุดของคุณแล้ว" in told(giver)[-1].text
        assert not proposals_to_answer(Rights.of(keeper(new))).exists()

    def test_what_an_ended_agency_was_asked_is_taken_back(
        self, point: ServicePoint, new: Agency
    ) -> None:
        giver = keeper(point.agency)
        made = propose(point, new, giver)
        end_agency(agency_id=new.pk, reason=BASIS, actor=central_admin())
        assert fresh(made).state == HandoverState.WITHDRAWN
        assert "เทศบาลใหม่เลิกแล้ว" in told(giver)[-1].text
        propose(point, AgencyFactory(), giver)


class TestRefusals:
    def test_a_second_proposal_waits_for_the_first(self, point: ServicePoint, new: Agency) -> None:
        giver = keeper(point.agency)
        propose(point, new, giver)
        said = refused(partial(propose, point, AgencyFactory(), giver))
        assert "รอเทศบาลใหม่ตอบรับอยู่แล้ว" in said

    def test_what_was_answered_is_not_answered_again(
        self, point: ServicePoint, new: Agency
    ) -> None:
        made, receiver = propose(point, new), keeper(new)
        decline_handover(proposal_id=made.pk, reason="ยังไม่มีคำสั่ง", actor=receiver)
        accept = partial(accept_handover, proposal_id=made.pk, actor=receiver)
        assert "ไม่รับโอน" in refused(accept)
        again = partial(withdraw_handover, proposal_id=made.pk, reason=ORDER, actor=receiver)
        assert "ไม่รับโอน" in refused(again)

    def test_a_point_that_is_closed_meanwhile(self, point: ServicePoint, new: Agency) -> None:
        made, receiver = propose(point, new), keeper(new)
        ServicePoint.objects.filter(pk=point.pk).update(status=PointStatus.CLOSED)
        accept = partial(accept_handover, proposal_id=made.pk, actor=receiver)
        assert "ปิดถาวร" in refused(accept)

    def test_a_point_that_is_another_agencys_meanwhile(
        self, point: ServicePoint, new: Agency
    ) -> None:
        made, receiver, other = propose(point, new), keeper(new), AgencyFactory(name_th="กรมอื่น")
        ServicePoint.objects.filter(pk=point.pk).update(agency=other)
        accept = partial(accept_handover, proposal_id=made.pk, actor=receiver)
        assert "ตอนนี้จุดนี้เป็นของกรมอื่น" in refused(accept)

    def test_the_centre_hands_it_over_meanwhile(self, point: ServicePoint, new: Agency) -> None:
        made = propose(point, new)
        other = AgencyFactory(name_th="กรมอื่น")
        hand_over(point, other)
        assert fresh(made).state == HandoverState.WITHDRAWN
        assert fresh(made).answer == "จุดนี้โอนไปกรมอื่นแล้ว"

    @pytest.mark.parametrize("reason", ["", " ก "])
    def test_no_reason(self, point: ServicePoint, new: Agency, reason: str) -> None:
        made, receiver = propose(point, new), keeper(new)
        for act in (decline_handover, withdraw_handover):
            said = refused(partial(act, proposal_id=made.pk, reason=reason, actor=receiver))
            assert "ใส่เหตุผล" in said


@pytest.mark.django_db(transaction=True)
def test_it_is_accepted_while_it_is_taken_back() -> None:
    point, new = ServicePointFactory(), AgencyFactory()
    made, receiver, giver = propose(point, new), keeper(new), keeper(point.agency)
    results = at_once(
        partial(accept_handover, proposal_id=made.pk, actor=receiver),
        partial(withdraw_handover, proposal_id=made.pk, reason=ORDER, actor=giver),
    )
    assert len(winners(results, MergerError)) == 1
    is_accepted = fresh(made).state == HandoverState.ACCEPTED
    assert (fresh(point).agency == new) == is_accepted
