"""The provinces as shapes of one small map, drawn from the outlines in whole units.

A unit is about three kilometres: enough to tell provinces apart on a phone. Corners that fall
onto the same unit become one, and since neighbours share their corners no gap opens between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, radians

from infogo.geo.outlines import FOLDER, Ring, outline_of

WEST, NORTH, SOUTH, EAST = 97.3, 20.5, 5.55, 105.7
UNITS_A_DEGREE = 40
ACROSS = cos(radians((NORTH + SOUTH) / 2))
WIDTH = round((EAST - WEST) * ACROSS * UNITS_A_DEGREE)
HEIGHT = round((NORTH - SOUTH) * UNITS_A_DEGREE)
SMALLEST_ISLAND = 4.0
"""Islands below this many square units are left out, unless a province has nothing larger."""
ROOM_FOR_A_NUMBER = 150.0
"""A province of fewer square units has no room for a number on it."""
Corner = tuple[int, int]


@dataclass(frozen=True)
class Shape:
    """A province: ``path`` as SVG writes it, ``x`` and ``y`` the middle of its largest part."""

    code: str
    path: str
    x: int
    y: int
    is_roomy: bool


@lru_cache(maxsize=1)
def province_shapes() -> Mapping[str, Shape]:
    """Return the shape of every province by its code; reads 77 small files once."""
    codes = sorted(file.stem.removeprefix("province-") for file in FOLDER.glob("province-*.json"))
    return {code: _shape(code) for code in codes}


def shapes_file() -> str:
    """Return the file of all shapes that pages show parts of: each is ``#p<code>``."""
    paths = [f'<path id="p{each.code}" d="{each.path}"/>' for each in province_shapes().values()]
    lines = "\n".join(paths)
    box = f"0 0 {WIDTH} {HEIGHT}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">\n{lines}\n</svg>\n'


def _shape(code: str) -> Shape:
    rings = [_snapped(polygon[0]) for polygon in outline_of(code)]
    rings = sorted((ring for ring in rings if len(ring) > 2), key=_area, reverse=True)
    kept = [ring for place, ring in enumerate(rings) if not place or _area(ring) >= SMALLEST_ISLAND]
    x, y = _middle(kept[0])
    is_roomy = _area(kept[0]) >= ROOM_FOR_A_NUMBER
    return Shape(code, "".join(map(_path, kept)), x, y, is_roomy)


def _snapped(ring: Ring) -> list[Corner]:
    """Return the corners in whole units, those that fall together once."""
    found: list[Corner] = []
    for lng, lat in ring:
        corner = (
            round((lng - WEST) * ACROSS * UNITS_A_DEGREE),
            round((NORTH - lat) * UNITS_A_DEGREE),
        )
        if not found or found[-1] != corner:
            found.append(corner)
    while len(found) > 1 and found[0] == found[-1]:
        found.pop()
    return found


def _edges(ring: Sequence[Corner]) -> Iterable[tuple[Corner, Corner]]:
    return zip(ring, [*ring[1:], ring[0]], strict=True)


def _signed(ring: Sequence[Corner]) -> float:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in _edges(ring)) / 2


def _area(ring: Sequence[Corner]) -> float:
    return abs(_signed(ring))


def _middle(ring: Sequence[Corner]) -> Corner:
    """Return the centre of gravity."""
    area = _signed(ring)
    if not area:
        return ring[0]
    x = y = 0.0
    for (x1, y1), (x2, y2) in _edges(ring):
        cross = x1 * y2 - x2 * y1
        x += (x1 + x2) * cross
        y += (y1 + y2) * cross
    return round(x / (6 * area)), round(y / (6 * area))


def _path(ring: Sequence[Corner]) -> str:
    (x, y), steps = ring[0], []
    start = f"M{x} {y}l"
    for following in ring[1:]:
        steps.append(f"{following[0] - x} {following[1] - y}")
        x, y = following
    return start + " ".join(steps).replace(" -", "-") + "z"
