"""How long the country takes to load, and the index to rebuild."""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.report import Table
from tools import country

REPEATS = 5


def load() -> Table:
    """Prepare an empty folder as ``./dev run`` does, then once more when nothing is to be done."""
    with tempfile.TemporaryDirectory(prefix="infogo-bench-") as folder:
        home = Path(folder) / "home"
        first, second = (_steps(country.prepare(home)) for _start in range(2))
        megabytes = (home / "db.sqlite3").stat().st_size / 1e6
    rows = [(step, seconds, second[step]) for step, seconds in first.items()]
    rows.append(("together", sum(first.values()), sum(second.values())))
    title = f"Loading the country (one run each; database {megabytes:,.0f} MB)"
    return Table(title, ("step", "empty folder, s", "again, s"), rows)


def _steps(printed: str) -> dict[str, float]:
    """Read the seconds of each step from what ``tools.prepare`` printed."""
    steps = re.findall(r"^▸ .* · (.+)\n(?:(?!▸).*\n)*?  ✓ ([\d.]+) s$", printed, re.M)
    return {name: float(seconds) for name, seconds in steps}


def index() -> Table:
    """Rebuild the search index from the loaded database, start of Python included."""
    home = country.kept_home()
    seconds = []
    for _repeat in range(REPEATS):
        began = time.perf_counter()
        command = [sys.executable, "manage.py", "reindex"]
        subprocess.run(command, cwd=country.ROOT, env=country.environment(home), check=True)
        seconds.append(time.perf_counter() - began)
    size = sum(file.stat().st_size for file in (home / "index").rglob("*") if file.is_file())
    row = (statistics.median(seconds), min(seconds), max(seconds), size / 1e6)
    columns = ("median, s", "fastest, s", "slowest, s", "size, MB")
    return Table(f"Rebuilding the index ({REPEATS} runs)", columns, [row])
