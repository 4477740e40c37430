"""Help that was asked for is given, and no option is ever taken for a folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from config.env import EnvironmentValueError, read_environment
from tests.consistency.source import ROOT


@pytest.mark.parametrize(
    "tool", ["examples", "guide", "screens", "drill", "styleguide", "prepare", "openapi"]
)
def test_a_tool_takes_no_option_for_a_folder(tool: str, tmp_path: Path) -> None:
    """One of them once made a folder "--help" with a database and a key in it."""

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", f"tools.{tool}", *words],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT), "INFOGO_HOME": str(tmp_path / "home")},
            capture_output=True,
            text=True,
        )

    helped = run("--help")
    assert (helped.returncode, helped.stderr) == (0, "")
    assert helped.stdout
    assert run("--nonsense").returncode != 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", ["run --help", "lint --help", "test --help", "client -h"])
def test_help_of_a_command_does_nothing_else(words: str) -> None:
    done = subprocess.run(
        ["sh", "dev", *words.split()], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("./dev —")


@pytest.mark.parametrize("home", ["--help", "-x", "./made/--help"])
def test_a_home_is_no_option(home: str) -> None:
    done = subprocess.run(
        ["sh", "dev", "run", "--home", home], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "เป็นตัวเลือก ไม่ใช่โฟลเดอร์" in done.stderr
    with pytest.raises(EnvironmentValueError, match="not an option"):
        read_environment({"INFOGO_HOME": home})
