"""Records from lean rows are those from whole ones."""

from __future__ import annotations

from typing import Any

import pytest
from django.db.models import QuerySet

from infogo.manuals.models import Document
from infogo.pins.models import Pin
from infogo.points.models import PointStatus, ServicePoint
from infogo.records.base import Kind
from infogo.records.kinds import KINDS
from infogo.records.lean import Lean
from infogo.records.pins import points_with_service, with_service
from infogo.records.points import public_points
from tests.factories import (
    AgencyFactory,
    PinFactory,
    ServicePointFactory,
    adoption,
    standard_manual,
)
from tests.records.test_kinds import some

LEAN = [kind for kind in KINDS.values() if kind.columns]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", LEAN, ids=[kind.name for kind in LEAN])
def test_a_lean_row_makes_the_record_of_the_models(kind: Kind[Any, Any]) -> None:
    some()
    local = adoption(standard_manual(), AgencyFactory(phones=[{"number": "021234567"}]))
    PinFactory(manual=local, hours={})
    Document.objects.create(name_th="ทะเบียนบ้าน", is_state_issued=True)
    rows = list(kind.public().order_by("pk"))
    assert rows

    assert kind.some([row.pk for row in rows]) == kind.make(rows)


def test_what_lies_behind_an_empty_relation_is_nothing() -> None:
    shape = Lean(("pk", "name_th", "agency__pk", "agency__name_th", "standard__facts__pk"))
    row = shape.row((7, "ชื่อ", None, None, 3))
    assert (row.pk, row.name_th, row.agency, row.standard.facts.pk) == (7, "ชื่อ", None, 3)
    with pytest.raises(AttributeError):
        _ = row.name_en


@pytest.mark.django_db
def test_both_ways_find_the_same_points_of_a_service() -> None:
    manual = standard_manual()
    made = [PinFactory(manual=manual).point for _each in range(3)]
    PinFactory(manual=adoption(manual, AgencyFactory()), point=made[0])
    PinFactory(manual=standard_manual(), point=ServicePointFactory())
    closed = PinFactory(manual=manual, point=ServicePointFactory(status=PointStatus.CLOSED))
    assert closed.point in ServicePoint.objects.all()
    procedure = manual.procedure_id

    here: QuerySet[ServicePoint] = with_service(public_points(), procedure)
    ids: QuerySet[Pin, int] = points_with_service(public_points(), procedure)

    assert sorted(point.pk for point in here) == sorted(point.pk for point in made)
    assert list(ids) == sorted(point.pk for point in made)
    assert list(points_with_service(here.filter(pk=made[1].pk), procedure)) == [made[1].pk]
