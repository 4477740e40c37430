"""The command that measures a nation: what it understands, and what it says of the rest."""

from __future__ import annotations

import subprocess
import sys

import pytest

from bench.__main__ import main
from bench.nation.command import IN_A_PROCESS, PARTS, chosen
from bench.report import CannotMeasureError
from tools.country import ROOT


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


@pytest.mark.parametrize("module", IN_A_PROCESS.values())
def test_what_runs_in_a_process_of_its_own_can_begin_there(module: str) -> None:
    """Nothing has set the program up before it is imported."""
    subprocess.run([sys.executable, "-c", f"import {module}"], cwd=ROOT, check=True)


def test_an_unknown_part_is_told_which_there_are() -> None:
    with pytest.raises(CannotMeasureError, match="serving"):
        chosen(["sevring"])
    assert set(PARTS) >= {"rows", "index", "rollups", "dashboards", "serving", "engines"}
