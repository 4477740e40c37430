"""Vendor Sarabun for paper, with Thai marks of one height where they differ by a hair.

Reproduce with the npm package unpacked somewhere (``npm pack @expo-google-fonts/sarabun@0.4.1``)::

    python tools/paper_fonts.py path/to/package

The font sets a tone mark over สระอิ a few hundredths of its size lower than over สระอี. Typst draws
a mark that stands higher or lower than its letter apart from it, and in the PDF file its letter is
then told twice ("ครั้รั้ง"), to whoever has it read aloud, searches it or copies from it. So
differences up to ``A_HAIR`` are levelled: nobody sees them, and each letter is told once.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

TARGET = Path(__file__).resolve().parent.parent / "infogo" / "paper" / "fonts"
FILES = {
    "Sarabun-Regular.ttf": "400Regular/Sarabun_400Regular.ttf",
    "Sarabun-Bold.ttf": "700Bold/Sarabun_700Bold.ttf",
}
A_HAIR = 90
"""Units of a thousandth of the type's size."""
MARK_TO_BASE, MARK_TO_MARK, EXTENSION = 4, 6, 9
THAI_PARTS = ("uni0E", "thai")
"""What the names of Thai glyphs hold."""


def level(font: TTFont) -> int:
    """Give Thai marks the height of what they stand on where it is a hair off; count them."""
    changed = 0
    for table in _mark_tables(font):
        marks, below = _marks_and_below(table)
        heights: dict[int, list[int]] = {}
        for glyph, record in marks:
            if _is_thai(glyph):
                changed += _level(record.MarkAnchor, heights.setdefault(record.Class, []))
                heights[record.Class].append(record.MarkAnchor.YCoordinate)
        for glyph, anchors in below:
            for kind, anchor in enumerate(anchors):
                if anchor is not None and _is_thai(glyph):
                    changed += _level(anchor, heights.get(kind, []))
    return changed


def _level(anchor: Any, heights: Sequence[int]) -> bool:
    """Move an anchor to the nearest of some heights, if it is less than a hair away from it."""
    nearest = min(heights, key=lambda height: abs(height - anchor.YCoordinate), default=None)
    if nearest is None or not 0 < abs(nearest - anchor.YCoordinate) <= A_HAIR:
        return False
    anchor.YCoordinate = nearest
    return True


def _mark_tables(font: TTFont) -> Iterator[Any]:
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            inner = table.ExtSubTable if table.LookupType == EXTENSION else table
            if inner.LookupType in (MARK_TO_BASE, MARK_TO_MARK):
                yield inner


def _marks_and_below(table: Any) -> tuple[list[tuple[str, Any]], list[tuple[str, Any]]]:
    """Return the marks with their records, and what they stand on with its anchors by class."""
    if table.LookupType == MARK_TO_BASE:
        marks = zip(table.MarkCoverage.glyphs, table.MarkArray.MarkRecord, strict=True)
        rows = [record.BaseAnchor for record in table.BaseArray.BaseRecord]
        return list(marks), list(zip(table.BaseCoverage.glyphs, rows, strict=True))
    marks = zip(table.Mark1Coverage.glyphs, table.Mark1Array.MarkRecord, strict=True)
    rows = [record.Mark2Anchor for record in table.Mark2Array.Mark2Record]
    return list(marks), list(zip(table.Mark2Coverage.glyphs, rows, strict=True))


def _is_thai(glyph: str) -> bool:
    return any(part in glyph for part in THAI_PARTS)


def main(package: Path) -> None:
    """Write both files."""
    for name, source in FILES.items():
        with TTFont(package / source, recalcTimestamp=False) as font:
            changed = level(font)
            font.save(TARGET / name)
        print(f"{name}: {changed} anchors levelled")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
