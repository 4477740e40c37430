"""Cut the demonstration country's outlines into one small static file a province.

Reads ``demo/data/geo`` and writes ``infogo/static/geo/province-<code>.json`` and ``country.json``:
bare GeoJSON geometries, the offline base of every map, and ``infogo/static/img/provinces.svg`` with
all of them as the small shapes of coloured maps. Run again when the boundaries change::

    python -m tools.outlines
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from infogo.geo.shapes import province_shapes, shapes_file

HERE = Path(__file__).resolve().parent.parent
SOURCE = HERE / "demo" / "data" / "geo"
TARGET = HERE / "infogo" / "static" / "geo"
SHAPES = HERE / "infogo" / "static" / "img" / "provinces.svg"


def features(path: Path) -> list[dict[str, Any]]:
    """Return the features of a GeoJSON collection."""
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["features"]
    return found


def write(name: str, geometry: dict[str, Any]) -> int:
    """Write one geometry without spaces and return its size in bytes."""
    text = json.dumps(geometry, separators=(",", ":"))
    (TARGET / name).write_text(text + "\n", encoding="utf-8")
    return len(text)


def main(source: Path = SOURCE) -> None:
    """Write all outlines; say how many and how large."""
    TARGET.mkdir(parents=True, exist_ok=True)
    sizes = [
        write(f"province-{feature['properties']['code']}.json", feature["geometry"])
        for feature in features(source / "provinces.geojson")
    ]
    (country,) = features(source / "country.geojson")
    write("country.json", country["geometry"])
    province_shapes.cache_clear()
    SHAPES.write_text(shapes_file(), encoding="utf-8")
    print(f"{len(sizes)} provinces, largest {max(sizes):,} bytes, and the country")


if __name__ == "__main__":
    if not SOURCE.is_dir():
        sys.exit(f"{SOURCE} is missing")
    main()
