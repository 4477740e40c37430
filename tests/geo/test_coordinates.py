"""Positions as people write and paste them."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from infogo.geo.coordinates import (
    EAST,
    NORTH,
    SOUTH,
    WEST,
    Position,
    PositionError,
    checked_position,
    read_position,
)

HALL = Position(13.75545, 100.49805)
LATITUDES = st.floats(SOUTH, NORTH).map(lambda value: round(value, 6))
LONGITUDES = st.floats(WEST, EAST).map(lambda value: round(value, 6))


@pytest.mark.parametrize(
    "text",
    [
        "13.75545, 100.49805",
        "13.755450 100.498050",
        "(13.75545,100.49805)",
        "๑๓.๗๕๕๔๕, ๑๐๐.๔๙๘๐๕",
        "lat: 13.75545 lng: 100.49805",
        "ละติจูด 13.75545 ลองจิจูด 100.49805",
        "13.75545N 100.49805E",
        "13.75545°N, 100.49805°E",
        "100.49805 E, 13.75545 N",
        "https://www.google.com/maps/@13.75545,100.49805,17z",
        "https://www.google.com/maps/place/x/@13.1,100.1,17z/data=!3m1!4b1!3d13.75545!4d100.49805",
        "https://maps.google.com/?q=13.75545,100.49805",
        "https://www.google.com/maps?q=13.75545%2C100.49805&z=17",
        "https://www.google.com/maps/search/?api=1&query=13.75545,100.49805",
        "https://www.google.com/maps/place/13.75545,100.49805",
        "https://www.google.com/maps/search/13.75545,+100.49805",
        "https://www.google.com/maps/dir/?api=1&destination=13.75545,100.49805",
        "https://www.google.com/maps/dir/13.1,100.1/13.75545,100.49805",
        "https://maps.apple.com/?ll=13.75545,100.49805&q=x",
        "https://maps.apple.com/place?coordinate=13.75545,100.49805",
        "geo:13.75545,100.49805?q=13.75545,100.49805(x)",
        "https://www.openstreetmap.org/?mlat=13.75545&mlon=100.49805#map=17/13.1/100.1",
        "https://www.openstreetmap.org/#map=17/13.75545/100.49805",
    ],
)
def test_every_way_of_writing_a_place_is_read(text: str) -> None:
    assert read_position(text) == HALL


@pytest.mark.parametrize(
    "text",
    [
        "13°45'22.1\"N 100°29'53\"E",
        "13° 45′ 22.1″ N, 100° 29′ 53″ E",
        "N13°45'22.1\" E100°29'53\"",
        "๑๓ องศา ๔๕ ลิปดา ๒๒.๑ พิลิปดา เหนือ ๑๐๐ องศา ๒๙ ลิปดา ๕๓ พิลิปดา ตะวันออก",
        "100°29'53\"E 13°45'22.1\"N",
        "13°45'22.1''N 100°29'53''E",
    ],
)
def test_degrees_minutes_and_seconds(text: str) -> None:
    assert read_position(text) == Position(13.756139, 100.498056)


def test_swapped_numbers_are_noticed_and_the_right_order_is_offered() -> None:
    with pytest.raises(PositionError, match="สลับกัน") as caught:
        read_position("100.49805, 13.75545")
    assert caught.value.suggested == HALL


@pytest.mark.parametrize("text", ["51.5, -0.12", "-13.7, 100.5", "https://maps.google.com/?q=0,0"])
def test_a_place_abroad_is_refused(text: str) -> None:
    with pytest.raises(PositionError, match="นอกประเทศไทย"):
        read_position(text)


@pytest.mark.parametrize(
    "text",
    ["", "ที่ว่าการอำเภอ", "13.75", "13.75, 100.5, 7", "13°61'N 100°29'E", "13N 14N", "1e5, 1e5",
     "https://www.google.com/maps/place/BKK", "\x00", "13.75545.1, 100"],
)  # fmt: skip
def test_what_is_no_position_is_asked_again(text: str) -> None:
    with pytest.raises(PositionError, match="อ่านพิกัดไม่ได้"):
        read_position(text)


def test_a_short_link_says_how_to_get_the_long_one() -> None:
    with pytest.raises(PositionError, match="ลิงก์ย่อ"):
        read_position("https://maps.app.goo.gl/abcDEF123")


@settings(deadline=None)
@given(LATITUDES, LONGITUDES)
def test_every_position_in_the_country_is_read_back(lat: float, lng: float) -> None:
    meant = Position(lat, lng)
    assert read_position(meant.text) == meant
    assert read_position(f"https://www.google.com/maps/@{lat:.6f},{lng:.6f},17z") == meant
    assert read_position(f"geo:{lat:.6f},{lng:.6f}") == meant


@settings(deadline=None)
@given(LATITUDES, LONGITUDES)
def test_degrees_minutes_seconds_lose_less_than_a_metre(lat: float, lng: float) -> None:
    def written(value: float) -> str:
        minutes, seconds = divmod(round(value * 3600, 2), 60)
        degrees, minutes = divmod(minutes, 60)
        return f"{int(degrees)}°{int(minutes)}'{seconds:.2f}\""

    assume("60.00" not in written(lat) + written(lng))
    found = read_position(f"{written(lat)}N {written(lng)}E")
    assert abs(found.lat - lat) < 1e-5
    assert abs(found.lng - lng) < 1e-5


@settings(deadline=None)
@given(st.text(max_size=300))
def test_no_text_breaks_the_reading(text: str) -> None:
    try:
        found = read_position(text)
    except PositionError as problem:
        assert str(problem)
    else:
        assert checked_position(found.lat, found.lng) == found
