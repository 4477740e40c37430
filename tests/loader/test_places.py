from __future__ import annotations

from pathlib import Path

import pytest

from infogo.agencies.importers.closure import rebuild_closure
from infogo.agencies.models import Agency, AgencyPath
from infogo.core.importing import NOTED, VALUE_EMPTY, Job, Row
from infogo.geo.importers.places import Areas, position, position_columns
from tests.factories import AgencyFactory, DistrictFactory, ProvinceFactory, SubdistrictFactory


@pytest.fixture
def job(tmp_path: Path) -> Job:
    return Job(tmp_path)


@pytest.mark.parametrize(
    ("lat", "lng", "expected"),
    [
        ("13.7554501234", "100.49805", (13.75545, 100.49805)),
        ("", "", (None, None)),
        ("100.5", "13.7", (None, None)),
        ("13.7", "", (None, None)),
        ("เหนือ", "ใต้", (None, None)),
        ("nan", "100.5", (None, None)),
    ],
)
def test_positions(job: Job, lat: str, lng: str, expected: tuple[float | None, ...]) -> None:
    assert position(Row(job, "f", 1, {"lat": lat, "lng": lng})) == expected
    assert bool(job.problems.count) == (expected[0] is None and bool(lat))


def test_quality_is_none_exactly_without_a_position(job: Job) -> None:
    def columns(lat: str, source: str) -> tuple[object, object]:
        row = Row(job, "f", 1, {"lat": lat, "lng": lat and "100.5", "coord_source": source})
        found = position_columns(row)
        return found["lat"], found["coordinate_quality"]

    assert columns("13.7", "office") == (13.7, "office")
    assert columns("", "none") == (None, "none")
    assert columns("", "office") == (None, "none")
    assert columns("99", "office") == (None, "none")
    assert columns("13.7", "none") == (13.7, "district_centroid")
    assert [problem.outcome for problem in job.problems.kept] == [VALUE_EMPTY, NOTED]


@pytest.mark.django_db
def test_of_codes_that_contradict_each_other_the_coarser_is_kept(job: Job) -> None:
    bangkok, north = ProvinceFactory(code="10"), ProvinceFactory(code="50")
    DistrictFactory(code="1001", province=bangkok)
    there = DistrictFactory(code="5001", province=north)
    SubdistrictFactory(code="500101", district=there)
    areas = Areas()

    def codes(province: str, district: str, subdistrict: str) -> tuple[str | None, ...]:
        data = {
            "province_code": province, "district_code": district, "subdistrict_code": subdistrict,
        }  # fmt: skip
        found = areas.of(Row(job, "f", 1, data))
        return found["province_id"], found["district_id"], found["subdistrict_id"]

    assert codes("50", "5001", "500101") == ("50", "5001", "500101")
    assert codes("", "", "") == (None, None, None)
    assert job.problems.count == 0
    assert codes("10", "5001", "500101") == ("10", None, None)
    assert codes("10", "1001", "500101") == ("10", "1001", None)
    assert codes("10", "", "500101") == ("10", None, None)
    assert job.problems.count == 3


@pytest.mark.django_db
def test_the_closure_follows_the_parents() -> None:
    ministry, other = AgencyFactory(), AgencyFactory()
    department = AgencyFactory(parent=ministry)
    office = AgencyFactory(parent=department)
    assert rebuild_closure() == 0

    Agency.objects.filter(pk=department.pk).update(parent=other)
    changed = rebuild_closure()

    assert changed == 4  # two rows away from the ministry, two to the other
    above = AgencyPath.objects.filter(descendant=office).order_by("depth")
    assert [(path.ancestor_id, path.depth) for path in above] == [
        (office.pk, 0), (department.pk, 1), (other.pk, 2)
    ]  # fmt: skip


@pytest.mark.django_db
def test_a_circle_of_agencies_is_refused() -> None:
    first = AgencyFactory()
    second = AgencyFactory(parent=first)
    Agency.objects.filter(pk=first.pk).update(parent=second)
    with pytest.raises(ValueError, match="its own ancestor"):
        rebuild_closure()
