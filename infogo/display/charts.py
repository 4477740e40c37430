"""Charts made on the server: SVG that scales without its words getting smaller.

Places along the page are percentages and heights are pixels, so that a chart fills any width while
its letters keep their size. What a chart shows is always said in a table and a sentence as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LEFT, RIGHT = 12.0, 94.0
"""Where the first and the last mark stand, in percent of the width; numbers stand to the left."""
TOP, BOTTOM = 16.0, 176.0
"""Where the highest and the lowest value stand, in pixels from the top."""
MOST_TICKS = 5
"""Names under the chart that fit beside each other on a phone."""


@dataclass(frozen=True)
class Reading:
    """One value of a series: its name in one or two short lines, and all of it in words.

    ``value`` is ``None`` where nothing was measured; ``is_small`` says that it rests on too few
    to be trusted.
    """

    short: Sequence[str]
    words: str
    value: float | None
    is_small: bool = False


@dataclass(frozen=True)
class Mark:
    """One dot: ``x`` in percent, ``y`` in pixels."""

    x: str
    y: str
    words: str
    is_small: bool


@dataclass(frozen=True)
class Segment:
    """A line between the dots of two readings that follow one another."""

    x1: str
    y1: str
    x2: str
    y2: str
    is_small: bool


@dataclass(frozen=True)
class GridLine:
    """A value of the scale with its name."""

    y: str
    label_y: str
    label: str


@dataclass(frozen=True)
class Tick:
    """The name of a reading under the chart."""

    x: str
    lines: Sequence[str]


@dataclass(frozen=True)
class SeriesChart:
    """A series over time, as ``components/chart.html`` draws it."""

    title: str
    summary: str
    marks: Sequence[Mark]
    segments: Sequence[Segment]
    grid: Sequence[GridLine]
    ticks: Sequence[Tick]


@dataclass(frozen=True)
class Share:
    """One row of a distribution; ``width`` is its share of all, in percent."""

    label: str
    count: int
    percent: str
    width: str


def series_chart(
    *, title: str, summary: str, readings: Sequence[Reading], scale: Sequence[float]
) -> SeriesChart:
    """Return a chart of readings in their order; ``scale`` are the values named at the side.

    Raises:
        ValueError: the scale has no two different values.
    """
    low, high = min(scale), max(scale)
    if low == high:
        raise ValueError("a scale needs two different values")
    places = [_place(number, len(readings)) for number in range(len(readings))]
    heights = [
        None if reading.value is None else _height(reading.value, low, high) for reading in readings
    ]
    marks = [
        Mark(_percent(x), _pixels(y), reading.words, reading.is_small)
        for x, y, reading in zip(places, heights, readings, strict=True)
        if y is not None
    ]
    return SeriesChart(
        title=title,
        summary=summary,
        marks=marks,
        segments=_segments(places, heights, readings),
        grid=[_grid_line(value, low, high) for value in scale],
        ticks=_ticks(places, readings),
    )


def shares(counts: Sequence[tuple[str, int]]) -> list[Share]:
    """Return counts as shares of their sum; of nothing, all are zero."""
    total = sum(count for _label, count in counts)
    return [
        Share(label, count, f"{_share(count, total):.0f} %", _percent(_share(count, total)))
        for label, count in counts
    ]


def _share(count: int, total: int) -> float:
    return 100 * count / total if total else 0.0


def _segments(
    places: Sequence[float], heights: Sequence[float | None], readings: Sequence[Reading]
) -> list[Segment]:
    """Join neighbours; over a gap no line is drawn, for nobody knows what was there."""
    found = []
    for number in range(1, len(readings)):
        before, here = heights[number - 1], heights[number]
        if before is None or here is None:
            continue
        found.append(
            Segment(
                _percent(places[number - 1]),
                _pixels(before),
                _percent(places[number]),
                _pixels(here),
                readings[number - 1].is_small or readings[number].is_small,
            )
        )
    return found


def _ticks(places: Sequence[float], readings: Sequence[Reading]) -> list[Tick]:
    """Name so many readings as fit, counted back from the newest."""
    step = max(1, -(-len(readings) // MOST_TICKS))
    named = range(len(readings) - 1, -1, -step)
    return [Tick(_percent(places[number]), readings[number].short) for number in named]


def _grid_line(value: float, low: float, high: float) -> GridLine:
    y = _height(value, low, high)
    label = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"
    return GridLine(_pixels(y), _pixels(y + 5), label)


def _place(number: int, count: int) -> float:
    return RIGHT if count == 1 else LEFT + (RIGHT - LEFT) * number / (count - 1)


def _height(value: float, low: float, high: float) -> float:
    inside = min(max(value, low), high)
    return BOTTOM - (BOTTOM - TOP) * (inside - low) / (high - low)


def _percent(value: float) -> str:
    return f"{value:.4g}%"


def _pixels(value: float) -> str:
    return f"{value:.4g}"
