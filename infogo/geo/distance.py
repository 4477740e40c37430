"""Distances on the ground, good to about half a percent: enough to rank offices.

Nearest-office queries first cut by ``bounding_box`` in SQL (an index range on both databases)
and then order the few rows left by ``haversine_km``.
"""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

EARTH_RADIUS_KM = 6371.0088
KM_PER_DEGREE = 111.195


class BoundingBox(NamedTuple):
    """Degrees; made for Thailand, so it never crosses the date line or a pole."""

    south: float
    west: float
    north: float
    east: float


def haversine_km(lat1: float, lng1: float, lat2: float, lng2: float) -> float:
    """Return the great-circle distance in kilometres."""
    phi1, phi2 = radians(lat1), radians(lat2)
    half_lat, half_lng = (phi2 - phi1) / 2, radians(lng2 - lng1) / 2
    chord = sin(half_lat) ** 2 + cos(phi1) * cos(phi2) * sin(half_lng) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, chord)))


def bounding_box(lat: float, lng: float, radius_km: float) -> BoundingBox:
    """Return the box that holds every place within ``radius_km``; corners lie farther out."""
    # A hair wider than the radius, so that rounding cannot drop a place exactly on the edge.
    lat_span = radius_km * 1.001 / KM_PER_DEGREE
    widest = max(abs(lat - lat_span), abs(lat + lat_span))
    lng_span = lat_span / cos(radians(widest))
    return BoundingBox(lat - lat_span, lng - lng_span, lat + lat_span, lng + lng_span)


def distance_text(km: float, lang: str = "th") -> str:
    """Return "450 ม.", "3.2 กม." or "28 กม.": rounded to what the data can bear."""
    metre, kilometre = ("ม.", "กม.") if lang == "th" else ("m", "km")
    if km < 0.995:
        return f"{max(10, round(km * 100) * 10)} {metre}"
    return f"{km:.1f} {kilometre}" if km < 9.95 else f"{km:,.0f} {kilometre}"
