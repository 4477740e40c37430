"""How long one night's open data takes, how large it is, and that memory stays the same.

The whole country and a tenth of its manuals are written by the same command, each in a process of
its own; what the whole needs more is what does not stay constant.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from bench.report import Table
from tools import country

COLUMNS = ("country", "manuals", "rows written", "files, MB", "seconds", "peak memory, MB")
MB = 1_000_000
A_TENTH = (
    "DELETE FROM pins_pin WHERE manual_id IN"
    " (SELECT id FROM manuals_manual WHERE standard_id IS NOT NULL AND id % 10 <> 0)",
    "UPDATE manuals_manual SET status = 'withdrawn' WHERE standard_id IS NOT NULL AND id % 10 <> 0",
)
Row = tuple[object, ...]


def dumps() -> Table:
    """Write the dumps of a tenth and of the whole; and start the program with nothing to do."""
    home = country.kept_home()
    rows: list[Row] = [("none: the program itself", 0, 0, 0.0, *_run(home, ["check"]))]
    with tempfile.TemporaryDirectory() as folder:
        for name, acts in (("a tenth of the manuals", A_TENTH), ("whole", ())):
            rows.append((name, *_written(home, Path(folder) / name.replace(" ", "-"), acts)))
    return Table("Open data of one night", COLUMNS, rows)


def _written(home: Path, copy: Path, acts: tuple[str, ...]) -> Row:
    copy.mkdir()
    shutil.copy(home / "db.sqlite3", copy / "db.sqlite3")
    with closing(sqlite3.connect(copy / "db.sqlite3")) as database:
        for act in acts:
            database.execute(act)
        database.commit()
    taken = _run(copy, ["write_dumps"])
    manifest = json.loads(next(copy.glob("**/manifest.json")).read_text())
    datasets = manifest["datasets"].values()
    size = sum(file.stat().st_size for file in copy.glob("**/*") if "dumps" in file.parts)
    return (
        manifest["datasets"]["manuals"]["rows"],
        sum(dataset["rows"] for dataset in datasets),
        size / MB,
        *taken,
    )


def _run(home: Path, command: list[str]) -> tuple[float, float]:
    """Return the seconds and the megabytes that a management command took."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_measured, (home, command))


def _measured(home: Path, command: list[str]) -> tuple[float, float]:
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=country.ROOT,
        env={**os.environ, **country.environment(home)},
        check=True,
        stdout=subprocess.DEVNULL,
    )
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return time.perf_counter() - began, peak * 1024 / MB
