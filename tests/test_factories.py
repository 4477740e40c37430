"""The factories make rows that the models themselves accept."""

from __future__ import annotations

import pytest
from factory.django import DjangoModelFactory

from infogo.agencies.models import AgencyPath
from infogo.manuals.models import ManualFacts
from tests import factories

PLAIN = [
    made
    for made in vars(factories).values()
    if isinstance(made, type)
    and issubclass(made, DjangoModelFactory)
    and made not in (DjangoModelFactory, factories.PinFactory)
]


@pytest.mark.django_db
@pytest.mark.parametrize("make", PLAIN, ids=lambda factory: factory.__name__)
def test_two_rows_of_each_kind_are_valid(make: type[DjangoModelFactory]) -> None:
    for row in (make(), make()):
        empty = [f.name for f in row._meta.fields if getattr(row, f.name) in (None, [], {})]
        row.full_clean(exclude=empty)


@pytest.mark.django_db
def test_an_agency_stands_in_the_closure_table_below_its_ancestors() -> None:
    ministry = factories.AgencyFactory(kind="ministry")
    department = factories.AgencyFactory(parent=ministry)
    office = factories.AgencyFactory(parent=department)

    above = AgencyPath.objects.filter(descendant=office).order_by("depth")

    assert [path.ancestor_id for path in above] == [office.pk, department.pk, ministry.pk]


@pytest.mark.django_db
def test_a_standard_manual_is_published_and_can_be_adopted_and_pinned() -> None:
    manual = factories.standard_manual(name_th="ทำบัตรประชาชน")
    local = factories.adoption(manual)
    pin = factories.PinFactory(manual=local)

    assert manual.current is not None
    assert ManualFacts.objects.get(manual=manual).document_count == 1
    assert local.standard == manual
    assert (pin.procedure, pin.province) == (manual.procedure, pin.point.province)
