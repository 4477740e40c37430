from __future__ import annotations

import pytest

from infogo.geo.navigation import navigation_links, search_links


def test_every_link_carries_six_decimals() -> None:
    links = {link.key: link.url for link in navigation_links(13.75545, 100.4980512, "เขต (พระนคร)")}
    assert links["google"] == (
        "https://www.google.com/maps/dir/?api=1&destination=13.755450,100.498051"
    )
    assert links["apple"] == "https://maps.apple.com/?daddr=13.755450,100.498051"
    assert links["waze"] == "https://waze.com/ul?ll=13.755450,100.498051&navigate=yes"
    assert links["geo"].startswith("geo:13.755450,100.498051?q=13.755450,100.498051(%E0%B9%80")
    assert links["geo"].count("(") == 1
    assert list(links)[-1] == "geo"


def test_a_position_off_the_globe_is_refused() -> None:
    with pytest.raises(ValueError, match="not a position"):
        navigation_links(100.5, 13.7, "สลับละติจูดกับลองจิจูดไม่ได้เสมอไป")


def test_a_place_without_a_position_is_looked_up_by_its_words() -> None:
    links = {link.key: link.url for link in search_links("อบต.ขุนคง อ.หางดง & จ.เชียงใหม่")}
    assert list(links) == ["google", "apple", "waze", "geo"]
    assert links["google"].startswith("https://www.google.com/maps/search/?api=1&query=%E0%B8%AD")
    assert links["geo"].startswith("geo:0,0?q=%E0%B8%AD")
    for url in links.values():
        assert " " not in url
        assert url.count("&") == (1 if "google" in url else 0)
