"""Reading the agency tree."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from infogo.agencies.models import Agency, AgencyStatus
from infogo.agencies.selectors import (
    agencies_in,
    ancestors_of,
    children_of,
    local_counts_by_province,
    national_agencies,
    top_agencies,
)
from tests.factories import AgencyFactory, ProvinceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ministry() -> Agency:
    return AgencyFactory(kind="ministry", name_th="กระทรวงมหาดไทย")


def test_ancestors_run_from_the_top_in_one_query(
    ministry: Agency, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    department = AgencyFactory(parent=ministry)
    division = AgencyFactory(parent=department)
    with django_assert_num_queries(1):
        assert ancestors_of(division) == [ministry, department]
    assert ancestors_of(ministry) == []


def test_children_know_how_many_are_below_them(ministry: Agency) -> None:
    large, small = AgencyFactory(parent=ministry), AgencyFactory(parent=ministry)
    AgencyFactory(parent=AgencyFactory(parent=large))
    AgencyFactory(parent=ministry, status=AgencyStatus.CLOSED)
    counts = {child: child.below_count for child in children_of(ministry)}  # type: ignore[attr-defined]
    assert counts == {large: 2, small: 0}


def test_tops_and_those_right_below_them(ministry: Agency) -> None:
    department = AgencyFactory(parent=ministry)
    AgencyFactory(parent=department)
    AgencyFactory(kind="ministry", status=AgencyStatus.MERGED, merged_into=ministry)
    assert list(top_agencies()) == [ministry]
    assert list(national_agencies()) == [department]


def test_a_province_has_its_own_bodies_and_not_the_head_offices_that_stand_there() -> None:
    bangkok, other = ProvinceFactory(code="10"), ProvinceFactory(code="50")
    AgencyFactory(kind="department", province=bangkok)
    district = AgencyFactory(kind="bma_district", province=bangkok)
    AgencyFactory(kind="sao", province=other)
    AgencyFactory(kind="sao", province=other, status=AgencyStatus.CLOSED)
    assert list(agencies_in(bangkok)) == [district]
    assert local_counts_by_province() == {"10": 1, "50": 1}
