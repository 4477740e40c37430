"""In which province a position lies."""

from __future__ import annotations

import pytest

from infogo.geo.outlines import is_in_province, outline_of, province_at

PLACES = [
    ("10", 13.7563, 100.5018),
    ("50", 18.7904, 98.9847),
    ("63", 16.8840, 99.1258),
    ("83", 7.8804, 98.3923),
    ("96", 6.4264, 101.8232),
]


@pytest.mark.parametrize(("code", "lat", "lng"), PLACES)
def test_capitals_lie_in_their_provinces_only(code: str, lat: float, lng: float) -> None:
    assert province_at(lat, lng) == code
    for other, _lat, _lng in PLACES:
        assert is_in_province(lat, lng, other) is (other == code)


def test_the_sea_belongs_to_no_province() -> None:
    assert province_at(9.5, 101.5) == ""


def test_hardly_outside_counts_as_inside() -> None:
    lng, lat = max(outline_of("10")[0][0])
    assert is_in_province(lat, lng + 0.01, "10")
    assert not is_in_province(lat, lng + 0.1, "10")


@pytest.mark.parametrize("code", ["01", "..", "²", ""])
def test_a_province_without_outline_holds_everything(code: str) -> None:
    assert outline_of(code) == ()
    assert is_in_province(13.7, 100.5, code)
