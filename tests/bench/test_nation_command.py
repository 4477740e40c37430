"""The command that measures a nation: what it understands, and what it says of the rest."""

from __future__ import annotations

import pytest

from bench.__main__ import main
from bench.nation.command import PARTS, chosen
from bench.report import CannotMeasureError


def test_scale_database_and_parts_are_read() -> None:
    read = chosen(["--scale", "0.1", "--database", "postgresql", "index", "serving"])
    assert (read.scale, read.database, read.parts) == (0.1, "postgresql", ["index", "serving"])
    assert chosen([]).database == "sqlite"
    assert chosen([]).parts == [], "nothing named is everything"


@pytest.mark.parametrize(
    "words",
    [["--scale", "2"], ["--scale", "0"], ["--scale", "x"], ["--database", "dbase"], ["nothing"],
     ["--fast"]],
)  # fmt: skip
def test_what_is_not_known_is_refused_before_anything_is_made(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(CannotMeasureError):
        chosen(words)
    assert main(["nation", *words]) == 2
    assert capsys.readouterr().err.strip()


def test_an_unknown_part_is_told_which_there_are() -> None:
    with pytest.raises(CannotMeasureError, match="serving"):
        chosen(["sevring"])
    assert set(PARTS) >= {"rows", "index", "rollups", "dashboards", "serving", "engines"}
