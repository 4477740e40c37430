"""A point is not handed over when it cannot be, or is not any more what somebody read."""

from __future__ import annotations

import threading
from datetime import timedelta
from functools import partial

import pytest
from django.db import transaction

from infogo.accounts.roles import Role
from infogo.agencies.models import Agency, AgencyStatus
from infogo.core.models import AuditEntry
from infogo.mergers.errors import MergerError
from infogo.mergers.handover import plan_handover
from infogo.points.models import PointStatus, ServicePoint
from tests.editing.test_concurrency import at_once, winners
from tests.factories import (
    AgencyFactory,
    GrantFactory,
    OfficerFactory,
    PinFactory,
    ServicePointFactory,
    adoption,
    standard_manual,
)
from tests.mergers.handovers import fresh, hand_over, refused
from tests.mergers.making import central_admin, merge, today

pytestmark = pytest.mark.django_db


class TestRefusals:
    def test_it_is_the_agencys_already(self, point: ServicePoint, old: Agency) -> None:
        assert "อยู่แล้ว" in refused(partial(hand_over, point, old, actor=central_admin()))

    @pytest.mark.parametrize("status", [PointStatus.CLOSED, PointStatus.MOVED])
    def test_a_point_that_nobody_can_visit(
        self, point: ServicePoint, new: Agency, status: str
    ) -> None:
        actor = central_admin()
        ServicePoint.objects.filter(pk=point.pk).update(status=status)
        said = refused(partial(hand_over, point, new, actor=actor))
        assert str(PointStatus(status).label) in said

    @pytest.mark.parametrize("status", [AgencyStatus.CLOSED, AgencyStatus.MERGED])
    def test_an_agency_that_ended(self, point: ServicePoint, new: Agency, status: str) -> None:
        actor = central_admin()
        Agency.objects.filter(pk=new.pk).update(status=status)
        assert "เทศบาลใหม่" in refused(partial(hand_over, point, new, actor=actor))

    def test_no_reason(self, point: ServicePoint, new: Agency) -> None:
        act = partial(hand_over, point, new, actor=central_admin(), reason=" ก ")
        assert "ใส่เหตุผล" in refused(act)

    @pytest.mark.parametrize("what", ["pins", "status", "rights"])
    def test_it_is_not_any_more_what_she_read(
        self, point: ServicePoint, new: Agency, what: str
    ) -> None:
        actor = central_admin()
        seen = plan_handover(point, new).seen
        if what == "pins":
            PinFactory(manual=standard_manual(), point=point)
        elif what == "status":
            ServicePoint.objects.filter(pk=point.pk).update(status=PointStatus.SUSPENDED)
        else:
            GrantFactory(officer=OfficerFactory(agency=point.agency), role=Role.VIEWER,
                         only=[point])  # fmt: skip
        assert "เปลี่ยนไป" in refused(partial(hand_over, point, new, actor=actor, seen=seen))
        hand_over(point, new, actor=actor, seen=plan_handover(fresh(point), new).seen)
        assert fresh(point).agency == new


def test_a_point_handed_over_after_a_merger_was_planned_does_not_follow_the_merged(
    point: ServicePoint, old: Agency, new: Agency
) -> None:
    merger = merge(AgencyFactory(), old, effective_on=today() + timedelta(days=1))
    hand_over(point, new)
    assert fresh(point).agency == new
    assert merger.is_open


@pytest.mark.django_db(transaction=True)
def test_of_two_who_hand_it_over_at_once_one_is_refused() -> None:
    point = ServicePointFactory()
    PinFactory(manual=adoption(standard_manual(), point.agency), point=point)
    one, other, actor = AgencyFactory(), AgencyFactory(), central_admin()
    seen = [plan_handover(point, into).seen for into in (one, other)]
    results = at_once(
        partial(hand_over, point, one, actor=actor, seen=seen[0]),
        partial(hand_over, point, other, actor=actor, seen=seen[1]),
    )
    assert len(winners(results, MergerError)) == 1
    assert AuditEntry.objects.filter(verb="hand_over_point").count() == 1


@pytest.mark.django_db(transaction=True)
def test_it_is_handed_over_while_somebody_closes_it() -> None:
    """Whoever comes second is told what is so now."""
    point, into, actor = ServicePointFactory(), AgencyFactory(), central_admin()
    seen = plan_handover(point, into).seen
    has_closed, may_end = threading.Event(), threading.Event()

    def close() -> None:
        with transaction.atomic():
            held = ServicePoint.objects.select_for_update().get(pk=point.pk)
            held.status = PointStatus.CLOSED
            held.save()
            has_closed.set()
            may_end.wait(0.5)

    def hand() -> object:
        assert has_closed.wait(20)
        return hand_over(point, into, actor=actor, seen=seen)

    results = at_once(close, hand)
    assert isinstance(results[1], MergerError)
    assert "ปิดถาวร" in str(results[1])
    assert fresh(point).agency_id == point.agency_id
