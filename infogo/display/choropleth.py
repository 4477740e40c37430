"""A map of the provinces coloured by one figure, and the same in words.

Colour is never the only sign: classes run from light to dark and bear numbers, provinces without
data are hatched and named, and the whole is said in sentences. Numbers to read stand in the table
beside the map. Pages draw the shapes of ``img/provinces.svg``; paper has a picture of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from infogo.geo.shapes import HEIGHT, WIDTH, province_shapes

MOST_CLASSES = 5
COLOURS = ("#E3E9F5", "#B5C4E4", "#7F97CD", "#46609F", "#1C2C66")
"""Fills of the classes on paper, lightest first; ``office.css`` has the same for pages."""
INK, WHITE, LINE = "#1F2937", "#FFFFFF", "#4B5563"
DARK_FROM = 4
"""Numbers on classes from this one on are white."""


@dataclass(frozen=True)
class Reading:
    """The value of a province: ``words`` as a reader sees it, ``None`` where nothing is known.

    ``value`` is rounded as ``words`` are, so that no class begins within another. ``href`` leads
    to the narrower slice. ``is_small`` says that it rests on too few to be trusted.
    """

    code: str
    name: str
    value: float | None
    words: str
    href: str = ""
    is_small: bool = False


@dataclass(frozen=True)
class Class:
    """One colour: its number from 1 for the lowest values, what it holds and how many."""

    number: int
    words: str
    count: int


@dataclass(frozen=True)
class Drawn:
    """A province as it is drawn; ``number`` is that of its class, 0 without data."""

    code: str
    words: str
    href: str
    number: int
    x: int
    y: int
    shows_number: bool
    is_small: bool


@dataclass(frozen=True)
class ProvinceMap:
    """The map as ``components/central/map.html`` draws it."""

    title: str
    summary: Sequence[str]
    provinces: Sequence[Drawn]
    classes: Sequence[Class]
    missing: Sequence[str]
    small: Sequence[str]
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def box(self) -> str:
        """Return the view box."""
        return f"0 0 {self.width} {self.height}"


def province_map(title: str, readings: Sequence[Reading]) -> ProvinceMap | None:
    """Return the map of a figure; without any value there is none.

    Classes hold about the same number of provinces each (quantiles); equal values are never
    parted, so there may be fewer than five.
    """
    known = sorted((each for each in readings if each.value is not None), key=_value)
    if not known:
        return None
    number_of = _classes([_value(each) for each in known])
    held: dict[int, list[Reading]] = {}
    for each in known:
        held.setdefault(number_of[_value(each)], []).append(each)
    missing = [each.name for each in readings if each.value is None]
    return ProvinceMap(
        title=title,
        summary=_summary(known, missing, len(readings)),
        provinces=[_drawn(each, number_of) for each in readings if each.code in province_shapes()],
        classes=[Class(number, _span(group), len(group)) for number, group in sorted(held.items())],
        missing=missing,
        small=[each.name for each in known if each.is_small],
    )


def map_svg(drawn: ProvinceMap) -> str:
    """Return the map as a picture that needs nothing else, for paper."""
    shapes = province_shapes()
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{drawn.box}" '
        f'width="{drawn.width}" height="{drawn.height}" font-family="Sarabun" font-size="12">',
        '<defs><pattern id="none" width="5" height="5" patternUnits="userSpaceOnUse">'
        f'<path d="M0 5L5 0" stroke="{LINE}" stroke-width=".8"/></pattern></defs>',
    ]
    for each in drawn.provinces:
        fill = COLOURS[each.number - 1] if each.number else "url(#none)"
        path = shapes[each.code].path
        parts.append(f'<path d="{path}" fill="{fill}" stroke="{LINE}" stroke-width=".6"/>')
    for each in drawn.provinces:
        if each.shows_number:
            ink = WHITE if each.number >= DARK_FROM else INK
            place = f'x="{each.x}" y="{each.y + 4}"'
            text = escape(str(each.number))
            parts.append(f'<text {place} text-anchor="middle" fill="{ink}">{text}</text>')
    return "".join([*parts, "</svg>"])


def _value(reading: Reading) -> float:
    return reading.value or 0.0


def _classes(values: Sequence[float]) -> Mapping[float, int]:
    """Return the class of every value; ``values`` are sorted."""
    count = len(values)
    fifths = {
        value: place * MOST_CLASSES // count for place, value in reversed([*enumerate(values)])
    }
    numbers = {fifth: number for number, fifth in enumerate(sorted(set(fifths.values())), 1)}
    return {value: numbers[fifth] for value, fifth in fifths.items()}


def _span(group: Sequence[Reading]) -> str:
    first, last = group[0].words, group[-1].words
    return first if first == last else f"{first} ถึง {last}"


def _summary(known: Sequence[Reading], missing: Sequence[str], count: int) -> list[str]:
    """Say the highest, the lowest, the middle and what is not known."""
    lowest, highest = known[0], known[-1]
    middle = known[(len(known) - 1) // 2]
    said = []
    if lowest.words == highest.words:
        said.append(f"ทุกจังหวัดที่มีข้อมูลเท่ากัน คือ {highest.words}")
    else:
        said.append(f"สูงสุด {_names(known, highest)} {highest.words}")
        said.append(f"ต่ำสุด {_names(known, lowest)} {lowest.words}")
        said.append(f"ค่ากลาง {middle.words}")
    tail = f"มีข้อมูล {len(known)} จาก {count} จังหวัด" if missing else f"มีข้อมูลครบ {count} จังหวัด"
    return [*said, tail]


def _names(known: Sequence[Reading], like: Reading) -> str:
    same = [each.name for each in known if each.words == like.words]
    return same[0] if len(same) == 1 else f"{same[0]}และอีก {len(same) - 1} จังหวัด"


def _drawn(reading: Reading, number_of: Mapping[float, int]) -> Drawn:
    shape = province_shapes()[reading.code]
    number = 0 if reading.value is None else number_of[reading.value]
    words = f"{reading.name} {reading.words}" + (" (ข้อมูลน้อย)" if reading.is_small else "")
    return Drawn(
        code=reading.code,
        words=words,
        href=reading.href,
        number=number,
        x=shape.x,
        y=shape.y,
        shows_number=bool(number) and shape.is_roomy,
        is_small=reading.is_small,
    )
