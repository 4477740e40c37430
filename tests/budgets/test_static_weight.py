"""What the public face's own files weigh compressed, and what the cut fonts must still hold."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import brotli
import pytest
from fontTools.ttLib import TTFont

from tools.fonts import RANGES, WEIGHTS

STATIC = Path(__file__).resolve().parents[2] / "infogo" / "static"
KB = 1000
MOST_STYLE_BYTES = 12 * KB
MOST_SCRIPT_BYTES = 8 * KB
# On top of the public style; the script instead of the public one.
MOST_OFFICE_STYLE_BYTES = 6 * KB
MOST_OFFICE_SCRIPT_BYTES = 25 * KB
# Of the page about one district, on top of the public script; the worker comes after the page.
MOST_DISTRICT_SCRIPT_BYTES = 20 * KB
MOST_WORKER_BYTES = 5 * KB
MOST_FONT_BYTES = 45 * KB
MOST_FONT_FILES = 4
MOST_MAP_BYTES = 46 * KB
FONTS = sorted((STATIC / "fonts").glob("*.woff2"))
TONE_MARKS = "่้๊๋"
UPPER_VOWELS = "ัิีึื"
MARK_TO_MARK = 6  # the GPOS lookup type


def compressed(file: Path) -> int:
    """Return the larger of the two sizes in which the server may send the file."""
    content = file.read_bytes()
    return max(len(gzip.compress(content, 9)), len(brotli.compress(content, quality=5)))


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("css/public.css", MOST_STYLE_BYTES),
        ("js/public.js", MOST_SCRIPT_BYTES),
        ("css/office.css", MOST_OFFICE_STYLE_BYTES),
        ("js/office.js", MOST_OFFICE_SCRIPT_BYTES),
        ("js/section.js", MOST_OFFICE_SCRIPT_BYTES),
        ("js/volumes.js", MOST_OFFICE_SCRIPT_BYTES),
        ("js/count.js", MOST_OFFICE_SCRIPT_BYTES),
        ("js/sw.js", MOST_WORKER_BYTES),
        ("js/offline.js", MOST_WORKER_BYTES),
    ],
)
def test_style_and_script_stay_within_the_budget(name: str, most: int) -> None:
    assert KB // 2 < compressed(STATIC / name) <= most


def test_the_page_of_a_district_loads_no_more_than_it_may() -> None:
    files = [STATIC / "js" / name for name in ("district.js", "pack.js", "thai.js")]

    assert KB < sum(map(compressed, files)) <= MOST_DISTRICT_SCRIPT_BYTES


def test_nobody_else_loads_what_belongs_to_a_district() -> None:
    naming = [
        path.name
        for path in (STATIC.parent / "templates").rglob("*.html")
        if re.search(r"js/(?:district|pack|thai)\.js", path.read_text())
    ]

    assert naming == ["offline_district.html"]
    assert not re.search(r"district\.js|pack\.js", (STATIC / "js" / "public.js").read_text())


@pytest.mark.parametrize("name", ["section.js", "volumes.js"])
def test_an_officer_loads_no_more_than_the_workspace_may_weigh(name: str) -> None:
    everywhere = (STATIC / "vendor" / "htmx" / "htmx.js", STATIC / "js" / "count.js")
    library = sum(map(compressed, everywhere))
    assert library + compressed(STATIC / "js" / name) <= MOST_OFFICE_SCRIPT_BYTES


def test_fonts_stay_within_the_budget() -> None:
    assert len(FONTS) == len(RANGES) * len(WEIGHTS) <= MOST_FONT_FILES
    assert sum(font.stat().st_size for font in FONTS) <= MOST_FONT_BYTES


def test_the_map_library_stays_within_the_budget() -> None:
    library = STATIC / "vendor" / "leaflet"

    assert (
        compressed(library / "leaflet.js") + compressed(library / "leaflet.css") <= MOST_MAP_BYTES
    )


@pytest.mark.parametrize("weight", WEIGHTS)
@pytest.mark.parametrize("script", sorted(RANGES))
def test_each_font_holds_the_characters_it_was_cut_for(script: str, weight: int) -> None:
    with TTFont(STATIC / "fonts" / f"sarabun-{script}-{weight}.woff2") as font:
        missing = RANGES[script] - set(font.getBestCmap())

    # The source has no glyphs for joiners and the dotted circle; shaping needs only their ranges.
    assert {chr(code) for code in missing} <= {"\u200c", "\u200d", "\u25cc"}


@pytest.mark.parametrize("weight", WEIGHTS)
def test_tone_marks_still_climb_over_upper_vowels(weight: int) -> None:
    with TTFont(STATIC / "fonts" / f"sarabun-thai-{weight}.woff2") as font:
        names = font.getBestCmap()
        stacked = {
            (base, mark)
            for lookup in font["GPOS"].table.LookupList.Lookup
            for table in lookup.SubTable
            if table.LookupType == MARK_TO_MARK
            for base in table.Mark2Coverage.glyphs
            for mark in table.Mark1Coverage.glyphs
        }

    wanted = {
        (names[ord(vowel)], names[ord(tone)]) for vowel in UPPER_VOWELS for tone in TONE_MARKS
    }
    assert wanted <= stacked


@pytest.mark.parametrize("weight", WEIGHTS)
def test_digits_are_equally_wide(weight: int) -> None:
    with TTFont(STATIC / "fonts" / f"sarabun-latin-{weight}.woff2") as font:
        names = font.getBestCmap()
        widths = {font["hmtx"][names[ord(digit)]][0] for digit in "0123456789"}

    assert len(widths) == 1
