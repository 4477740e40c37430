"""In which province a position lies, by the outlines that the maps of the site show.

The outlines are simplified to some hundred metres and offices stand on borders: a position a
little outside counts as inside.
"""

from __future__ import annotations

import json
from functools import lru_cache
from math import cos, hypot, radians
from pathlib import Path
from typing import Any

from infogo.geo.distance import KM_PER_DEGREE

FOLDER = Path(__file__).resolve().parent.parent / "static" / "geo"
BORDER_KM = 2.0
"""How far outside an outline a position may lie and still be taken for inside."""

Ring = tuple[tuple[float, float], ...]
Outline = tuple[tuple[Ring, ...], ...]
"""Polygons, each with its outer ring first and its holes after; corners are (lng, lat)."""


@lru_cache(maxsize=128)
def outline_of(province: str) -> Outline:
    """Return the outline of a province by its code; empty when there is none."""
    file = FOLDER / f"province-{province}.json"
    if not (province.isascii() and province.isdecimal()) or not file.is_file():
        return ()
    shape: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    parts = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    return tuple(
        tuple(tuple((lng, lat) for lng, lat in ring) for ring in polygon) for polygon in parts
    )


def is_in_province(lat: float, lng: float, province: str) -> bool:
    """Whether a position lies in a province or hardly outside; one without outline holds all."""
    outline = outline_of(province)
    if not outline:
        return True
    return _holds(outline, lat, lng) or any(
        _is_near(ring, lat, lng) for polygon in outline for ring in polygon
    )


def province_at(lat: float, lng: float) -> str:
    """Return the code of the province in which a position lies; empty at sea and abroad."""
    codes = sorted(file.stem.removeprefix("province-") for file in FOLDER.glob("province-*.json"))
    return next((code for code in codes if _holds(outline_of(code), lat, lng)), "")


def _holds(outline: Outline, lat: float, lng: float) -> bool:
    return any(
        _is_inside(polygon[0], lat, lng)
        and not any(_is_inside(hole, lat, lng) for hole in polygon[1:])
        for polygon in outline
    )


def _is_inside(ring: Ring, lat: float, lng: float) -> bool:
    """Whether a ray to the east crosses the ring an odd number of times."""
    inside = False
    x1, y1 = ring[-1]
    for x2, y2 in ring:
        if (y1 > lat) != (y2 > lat) and lng < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
            inside = not inside
        x1, y1 = x2, y2
    return inside


def _is_near(ring: Ring, lat: float, lng: float) -> bool:
    """Whether an edge of the ring passes within ``BORDER_KM``; flat, as small as that is."""
    across = KM_PER_DEGREE * cos(radians(lat))
    corners = [((x - lng) * across, (y - lat) * KM_PER_DEGREE) for x, y in ring]
    x1, y1 = corners[-1]
    for x2, y2 in corners:
        dx, dy = x2 - x1, y2 - y1
        length = dx * dx + dy * dy
        along = max(0.0, min(1.0, -(x1 * dx + y1 * dy) / length)) if length else 0.0
        if hypot(x1 + along * dx, y1 + along * dy) <= BORDER_KM:
            return True
        x1, y1 = x2, y2
    return False
