"""No regular expression of ours takes long on hostile text (ReDoS).

Every pattern of the code is asked what it could repeat, and is given long texts of just that, with
and without an end that fits. What may be used is processor time, so a busy machine fails nothing;
``pumping.py`` says how much. Nothing that grows with the cube of the length comes through.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.consistency.source import ROOT, python_files, shown

CALLS = {"compile", "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer"}


def patterns(file: Path) -> Iterator[tuple[int, str | bytes]]:
    """Yield the patterns that a module writes down, with their lines."""
    for node in ast.walk(ast.parse(file.read_text())):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if ast.unparse(node.func.value) != "re" or node.func.attr not in CALLS or not node.args:
            continue
        try:
            written = ast.literal_eval(node.args[0])
        except ValueError:
            continue  # put together when the module is loaded: asked there, below
        yield node.lineno, written


def test_every_pattern_that_is_written_down_can_be_found() -> None:
    found = [pattern for file in python_files("infogo") for pattern in patterns(file)]
    assert len(found) > 100


def test_no_pattern_takes_long_on_hostile_text() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.security.pumping", *map(shown, python_files("infogo"))],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.splitlines() == [], done.stderr
    assert done.returncode == 0, done.stderr


def test_a_pattern_that_does_take_long_is_found(tmp_path: Path) -> None:
    """The search above would also be silent if it could find nothing."""
    bad = tmp_path / "bad.py"
    bad.write_text(
        "import re\nONE = re.compile('(a|a)*b')\nTWO = re.compile('[a-z]+[a-z]+[0-9]')\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", "tests.security.pumping", str(bad)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert [line.partition(": ")[2][:9] for line in done.stdout.splitlines()] == [
        "(a|a)*b o",
        "[a-z]+[a-",
    ]
    assert re.search(r"bad\.py:2: ", done.stdout)
