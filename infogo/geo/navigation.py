"""Links that hand a place over to the reader's own map application.

No user-agent sniffing: every link is offered and the reader picks. Six decimals are about
eleven centimetres, enough for a door and stable as text.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class NavigationLink:
    """One button: ``key`` is stable for tests and styles, ``label`` is in the reader's language."""

    key: str
    label: str
    url: str


def coordinate_text(lat: float, lng: float) -> str:
    """Return "13.755450,100.498050"; raises ``ValueError`` outside the globe."""
    if not (-90 <= lat <= 90 and -180 <= lng <= 180):
        raise ValueError(f"not a position on Earth: {lat}, {lng}")
    return f"{lat:.6f},{lng:.6f}"


def navigation_links(lat: float, lng: float, name: str) -> tuple[NavigationLink, ...]:
    """Return the links in display order.

    ``geo:`` (RFC 5870 with Android's label) comes last because iPhones ignore it.
    """
    place = coordinate_text(lat, lng)
    label = quote(name, safe="")
    return (
        NavigationLink(
            "google", "Google Maps", f"https://www.google.com/maps/dir/?api=1&destination={place}"
        ),
        NavigationLink("apple", "Apple Maps", f"https://maps.apple.com/?daddr={place}"),
        NavigationLink("waze", "Waze", f"https://waze.com/ul?ll={place}&navigate=yes"),
        NavigationLink("geo", _("แอปแผนที่อื่น"), f"geo:{place}?q={place}({label})"),
    )


def search_links(text: str) -> tuple[NavigationLink, ...]:
    """Return links that look ``text`` (a name and an address) up, in display order.

    For a place whose own position is not known: an application that knows the place finds it,
    and none leads to the position of something else.
    """
    words = quote(text, safe="")
    return (
        NavigationLink(
            "google", "Google Maps", f"https://www.google.com/maps/search/?api=1&query={words}"
        ),
        NavigationLink("apple", "Apple Maps", f"https://maps.apple.com/?q={words}"),
        NavigationLink("waze", "Waze", f"https://waze.com/ul?q={words}"),
        NavigationLink("geo", _("แอปแผนที่อื่น"), f"geo:0,0?q={words}"),
    )
