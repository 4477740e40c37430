from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infogo.geo.distance import bounding_box, distance_text, haversine_km

BANGKOK = (13.7563, 100.5018)
CHIANG_MAI = (18.7883, 98.9853)


def test_bangkok_to_chiang_mai() -> None:
    assert haversine_km(*BANGKOK, *CHIANG_MAI) == pytest.approx(583, abs=3)
    assert haversine_km(*BANGKOK, *BANGKOK) == 0


@given(
    st.floats(5.6, 20.5), st.floats(97.3, 105.7), st.floats(-1, 1), st.floats(-1, 1),
    st.floats(0.1, 80),
)  # fmt: skip
def test_the_box_misses_nothing_within_the_radius(
    lat: float, lng: float, d_lat: float, d_lng: float, radius: float
) -> None:
    box = bounding_box(lat, lng, radius)
    other = (lat + d_lat, lng + d_lng)
    if haversine_km(lat, lng, *other) <= radius:
        assert box.south <= other[0] <= box.north
        assert box.west <= other[1] <= box.east


@pytest.mark.parametrize(
    ("km", "thai", "english"),
    [
        (0, "10 ม.", "10 m"),
        (0.447, "450 ม.", "450 m"),
        (0.996, "1.0 กม.", "1.0 km"),
        (3.24, "3.2 กม.", "3.2 km"),
        (28.4, "28 กม.", "28 km"),
        (1234, "1,234 กม.", "1,234 km"),
    ],
)
def test_distances_are_rounded_to_what_the_data_can_bear(
    km: float, thai: str, english: str
) -> None:
    assert distance_text(km) == thai
    assert distance_text(km, "en") == english
