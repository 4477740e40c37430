"""Charts made on the server: where marks stand, gaps, names that fit, and shares."""

from __future__ import annotations

from itertools import pairwise

import pytest

from infogo.display.charts import (
    BOTTOM,
    MOST_TICKS,
    TOP,
    Reading,
    SeriesChart,
    series_chart,
    shares,
)


def chart(*values: float | None, small: frozenset[int] = frozenset()) -> SeriesChart:
    readings = [
        Reading((f"ค{place}",), f"ค่า {value}", value, place in small)
        for place, value in enumerate(values)
    ]
    return series_chart(title="ชื่อ", summary="สรุป", readings=readings, scale=(1, 3, 5))


def places(text: str) -> float:
    return float(text.rstrip("%"))


def test_the_ends_of_the_scale_are_the_ends_of_the_picture_and_the_middle_its_middle() -> None:
    low, middle, high = (float(mark.y) for mark in chart(1, 3, 5).marks)
    assert (low, middle, high) == (BOTTOM, (TOP + BOTTOM) / 2, TOP)
    assert [line.label for line in chart(1, 2).grid] == ["1", "3", "5"]


def test_time_goes_from_left_to_right_in_even_steps_inside_the_picture() -> None:
    found = [places(mark.x) for mark in chart(2, 3, 4, 5).marks]
    steps = [round(after - before, 1) for before, after in pairwise(found)]
    assert len(set(steps)) == 1 and steps[0] > 0
    assert min(found) > 0 and max(found) < 100


def test_no_line_is_drawn_over_a_gap() -> None:
    found = chart(4, None, 3, 2)
    assert len(found.marks) == 3
    assert [(line.x1, line.x2) for line in found.segments] == [(found.marks[1].x, found.marks[2].x)]


def test_what_rests_on_few_is_marked_and_so_are_the_lines_to_it() -> None:
    found = chart(4, 3, 2, small=frozenset({2}))
    assert [mark.is_small for mark in found.marks] == [False, False, True]
    assert [line.is_small for line in found.segments] == [False, True]


@pytest.mark.parametrize("count", [1, 2, 5, 6, 12, 24, 120])
def test_no_more_names_than_fit_and_the_newest_is_named(count: int) -> None:
    found = chart(*[3.0] * count)
    assert 1 <= len(found.ticks) <= MOST_TICKS
    assert found.ticks[0].lines == (f"ค{count - 1}",)


def test_a_value_beyond_the_scale_stays_in_the_picture() -> None:
    assert [float(mark.y) for mark in chart(0, 9).marks] == [BOTTOM, TOP]


def test_a_scale_of_one_value_is_refused() -> None:
    with pytest.raises(ValueError, match="two different"):
        series_chart(title="", summary="", readings=[], scale=(3, 3))


def test_shares_are_of_all_and_nothing_is_no_share() -> None:
    assert [(row.percent, row.width) for row in shares([("ก", 1), ("ข", 3)])] == [
        ("25 %", "25%"),
        ("75 %", "75%"),
    ]
    assert [row.width for row in shares([("ก", 0)])] == ["0%"]
