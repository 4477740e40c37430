"""Real processes over a database and an index of their own, for tests of how they get along."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.country import ROOT, environment

SETUP = """
import django; django.setup()
from tests.search.corpus import make_country
make_country()
"""


def prepared(home: Path) -> dict[str, str]:
    """Migrate a database, put the small country in, return the environment of all processes."""
    made = {**environment(home), "PYTHONPATH": str(ROOT), "INFOGO_LOG_LEVEL": "ERROR"}
    migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(migrate, cwd=ROOT, env=made, check=True)
    run(SETUP, made)
    return made


def run(code: str, variables: dict[str, str]) -> str:
    """Run a program to its end and return what it printed."""
    command = [sys.executable, "-c", code]
    done = subprocess.run(
        command, cwd=ROOT, env=variables, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


@contextmanager
def started(
    code: str, variables: dict[str, str], *arguments: str
) -> Iterator[subprocess.Popen[str]]:
    """Run a program beside the test; it ends when its input does or it is told to."""
    process = subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        env=variables,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def line(process: subprocess.Popen[str]) -> str:
    """Return the next line that a process prints."""
    assert process.stdout is not None
    return process.stdout.readline().strip()
