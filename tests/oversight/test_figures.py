"""Every figure of the central workspace is told apart, told of and documented."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from infogo.oversight.figures import NOTHING, Direction, Figure, Unit, mean, percent
from infogo.oversight.registry import ALL, FIGURES

DOCUMENT = Path(__file__).parents[2] / "docs" / "figures" / "oversight.md"


def test_every_figure_has_a_code_of_its_own() -> None:
    assert len(FIGURES) == len(ALL)


def test_every_figure_is_documented_and_nothing_else_is() -> None:
    rows = re.findall(r"^\| `(\w+)` \| ([^|]+) \|", DOCUMENT.read_text(), re.MULTILINE)
    documented = {code: name.strip() for code, name in rows}
    assert documented == {figure.code: figure.name for figure in ALL}


@pytest.mark.parametrize("figure", ALL, ids=lambda figure: figure.code)
def test_a_figure_says_what_it_means(figure: Figure) -> None:
    assert len(figure.definition) > len(figure.name)
    counted = (Unit.COUNT, Unit.BAHT, Unit.CHANGE)
    assert figure.unit in counted or figure.sources


def test_what_is_unknown_is_never_zero() -> None:
    figure = Figure("late", "ช้า", "เรื่องที่ช้า", Unit.PERCENT, Direction.DOWN, "เรื่อง", True)
    assert figure.text(None) == NOTHING
    assert percent(0, 0) is None
    assert mean(None, 3) is None
    assert percent(0, 4) == 0


def test_only_samples_can_be_too_small() -> None:
    said = Figure("mean", "เฉลี่ย", "ค่าเฉลี่ย", Unit.SCORE, Direction.UP, "ความเห็น", True)
    counted = Figure("points", "จุด", "จุดทั้งหมด", sources="จุด")
    assert said.is_small(29)
    assert not said.is_small(30)
    assert not counted.is_small(1)


def test_a_change_is_good_or_bad_only_where_one_way_is_better() -> None:
    down = Figure("late", "ช้า", "เรื่องที่ช้า", direction=Direction.DOWN)
    neither = Figure("all", "ทั้งหมด", "เรื่องทั้งหมด")
    assert down.is_better(-2) is True
    assert down.is_better(2) is False
    assert down.is_better(0) is None
    assert neither.is_better(5) is None
