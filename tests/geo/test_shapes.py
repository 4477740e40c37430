"""The small shapes of provinces: all of them, alike to the outlines, in the file that pages use."""

from __future__ import annotations

import gzip
from pathlib import Path

import infogo
from infogo.geo.outlines import FOLDER
from infogo.geo.shapes import HEIGHT, WIDTH, province_shapes, shapes_file

FILE = Path(infogo.__file__).parent / "static" / "img" / "provinces.svg"
MOST_BYTES = 9_000


def test_every_province_with_an_outline_has_a_shape_inside_the_picture() -> None:
    shapes = province_shapes()
    assert len(shapes) == len([*FOLDER.glob("province-*.json")]) == 77
    assert all(0 < each.x < WIDTH and 0 < each.y < HEIGHT for each in shapes.values())
    assert all(each.path.startswith("M") and each.path.endswith("z") for each in shapes.values())


def test_north_is_above_and_east_is_right() -> None:
    shapes = province_shapes()
    chiang_mai, songkhla, ubon = shapes["50"], shapes["90"], shapes["34"]
    assert chiang_mai.y < ubon.y < songkhla.y
    assert chiang_mai.x < songkhla.x < ubon.x


def test_the_file_is_what_the_outlines_give_and_stays_light() -> None:
    """After a change of the outlines: ``python -m tools.outlines``."""
    text = FILE.read_text(encoding="utf-8")
    assert text == shapes_file()
    assert len(gzip.compress(text.encode())) <= MOST_BYTES
