"""At how many points a service is: of those that can be visited, by whoever still serves it."""

from __future__ import annotations

from typing import Any

import pytest

from infogo.core.models import OutboxEvent, OutboxTopic
from infogo.manuals.models import Manual, ManualStatus, Procedure, ProcedureStatus
from infogo.pins.counting import count_points, counted_again, mend_counts
from infogo.pins.losing import loss_of
from infogo.points.models import PointStatus, ServicePoint
from infogo.points.services import Standing, set_standing
from tests.factories import ACTOR, PinFactory, ServicePointFactory, adoption, standard_manual

pytestmark = pytest.mark.django_db


@pytest.fixture
def standard() -> Manual:
    """A service of two points, one of them by an agency's own manual."""
    made = standard_manual()
    PinFactory(manual=made)
    PinFactory(manual=adoption(made))
    count_points()
    return made


def counted(manual: Manual) -> int:
    manual.procedure.refresh_from_db()
    return manual.procedure.point_count


def set_status(point: ServicePoint, status: PointStatus, **given: Any) -> None:
    with counted_again(point.pk):
        standing = Standing(status, **given)
        set_standing(point_id=point.pk, standing=standing, reason="ยุบสาขา", actor=ACTOR)


def test_manuals_given_up_and_points_that_are_gone_do_not_count(standard: Manual) -> None:
    assert counted(standard) == 2
    for status in (PointStatus.CLOSED, PointStatus.MOVED, PointStatus.SUSPENDED):
        PinFactory(manual=standard, point__status=status)
    given_up = adoption(standard)
    PinFactory(manual=given_up)
    Manual.objects.filter(pk=given_up.pk).update(status=ManualStatus.WITHDRAWN)
    assert count_points() == [standard.procedure_id]
    assert counted(standard) == 3
    assert count_points([standard.procedure_id]) == []


def test_a_point_counts_no_more_once_it_is_closed_or_moved(standard: Manual) -> None:
    point = ServicePoint.objects.get(pins__manual=standard)
    there = ServicePointFactory()
    for status, given, left in (
        (PointStatus.SUSPENDED, {}, 2),
        (PointStatus.CLOSED, {}, 1),
        (PointStatus.OPEN, {}, 2),
        (PointStatus.MOVED, {"successor_id": there.pk}, 1),
        (PointStatus.CLOSED, {}, 1),
        (PointStatus.SUSPENDED, {}, 2),
    ):
        set_status(point, status, **given)
        assert counted(standard) == left, status
        standard.refresh_from_db()
        assert standard.is_pinned == (left == 2)
    told = OutboxEvent.objects.filter(topic=OutboxTopic.PROCEDURE, object_id=standard.procedure_id)
    assert told.exists()


def test_what_no_change_put_right_is_put_right(standard: Manual) -> None:
    """As after an upgrade that counts otherwise; readers and the index hear of it."""
    other = standard_manual()
    PinFactory(manual=other, point__status=PointStatus.CLOSED)
    Manual.objects.update(is_pinned=True)
    Procedure.objects.update(point_count=7)
    OutboxEvent.objects.all().delete()
    assert mend_counts() == Procedure.objects.count()
    assert (counted(standard), counted(other)) == (2, 0)
    marked = dict(Manual.objects.values_list("pk", "is_pinned"))
    assert (marked[standard.pk], marked[other.pk]) == (True, False)
    told = OutboxEvent.objects.filter(topic=OutboxTopic.PROCEDURE)
    assert {standard.procedure_id, other.procedure_id} <= set(
        told.values_list("object_id", flat=True)
    )
    assert mend_counts() == 0


def test_what_is_lost_with_a_point_is_in_use_and_served_nowhere_else(standard: Manual) -> None:
    point = ServicePoint.objects.get(pins__manual=standard)
    assert loss_of(point).total == 0
    Manual.objects.filter(standard=standard).update(status=ManualStatus.WITHDRAWN)
    assert (loss_of(point).manual_count, loss_of(point).total) == (1, 1)
    standard.procedure.status = ProcedureStatus.WITHDRAWN
    standard.procedure.save()
    assert (loss_of(point).manual_count, loss_of(point).total) == (0, 0)
