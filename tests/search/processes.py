"""Real processes over a database and an index of their own, for tests of how they get along."""

from __future__ import annotations

import atexit
import functools
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.country import ROOT, environment

SETUP = """
import django; django.setup()
from tests.search.corpus import make_country
make_country()
"""


@functools.cache
def _migrated() -> Path:
    """Go through all migrations once for all tests of this process: that takes many seconds.

    ``./dev test`` has done so already and names the folder in ``TEST_MIGRATED``.
    """
    if given := os.environ.get("TEST_MIGRATED"):
        return Path(given)
    home = Path(tempfile.mkdtemp(prefix="infogo-migrated-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    migrate = [sys.executable, "manage.py", "migrate", "--skip-checks", "--verbosity", "0"]
    subprocess.run(migrate, cwd=ROOT, env=environment(home), check=True)
    return home


def migrate(home: Path) -> None:
    """Put an empty database with all its tables into a home folder, on SQLite."""
    shutil.copytree(_migrated(), home, dirs_exist_ok=True)


def prepared(home: Path) -> dict[str, str]:
    """Migrate a database, put the small country in, return the environment of all processes."""
    made = {**environment(home), "PYTHONPATH": str(ROOT), "INFOGO_LOG_LEVEL": "ERROR"}
    migrate(home)
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
