"""``./dev bench nation [--scale 1] [--database sqlite|postgresql] [PART…]``."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence

from bench.nation import home, serving
from bench.nation.home import Nation
from bench.nation.sizes import Size
from bench.report import CannotMeasureError, Table
from tools import country
from tools.postgres import NoPostgresError


def nation(arguments: Sequence[str]) -> Iterator[Table]:
    """Make the nation if it is not there, measure the parts named, or all; yield tables.

    Raises:
        CannotMeasureError: PostgreSQL is asked for and not installed, or a word is not known.
    """
    wanted = chosen(arguments)
    try:
        with home.nation(wanted.scale, wanted.database) as made:
            for part in wanted.parts or USUAL:
                yield from PARTS[part](made)
    except NoPostgresError as problem:
        raise CannotMeasureError(str(problem)) from problem


def chosen(arguments: Sequence[str]) -> argparse.Namespace:
    """Return what the words of a command line ask for.

    Raises:
        CannotMeasureError: a word is not known, or the scale is none.
    """
    parser = argparse.ArgumentParser(prog="./dev bench nation", exit_on_error=False)
    parser.add_argument("--scale", type=float, default=0.01)
    parser.add_argument("--database", choices=home.DATABASES, default=home.SQLITE)
    parser.add_argument("parts", nargs="*", metavar=" | ".join(PARTS))
    try:
        read, unknown = parser.parse_known_args(arguments)
        Size.of(read.scale, agencies_there=0, points_there=0)
    except (argparse.ArgumentError, ValueError) as problem:
        raise CannotMeasureError(str(problem)) from problem
    unknown += [part for part in read.parts if part not in PARTS]
    if unknown:
        raise CannotMeasureError(
            f"ไม่รู้จัก · unknown: {' '.join(unknown)}; มี · there are: {', '.join(PARTS)}"
        )
    return read


def _rows(nation: Nation) -> Iterator[Table]:
    rows: list[tuple[object, ...]] = [
        (one["part"], f"{one['rows']:,}", one["seconds"] or "") for one in nation.made
    ]
    index = home.size_on_disk(nation.home / "index")
    rows.append(("index on disk, MB", f"{index:,.1f}", ""))
    cluster = nation.home.parent / "cluster" / "db" / "base"
    database = (
        home.size_on_disk(cluster)
        if cluster.exists()
        else (nation.home / "db.sqlite3").stat().st_size / 1e6
    )
    rows.append(("database, MB", f"{database:,.0f}", ""))
    yield Table("What was made", ("part", "rows", "s, with those below without a time"), rows)


def _counted(part: str, title: str, columns: Sequence[str]) -> Callable[[Nation], Iterator[Table]]:
    def measure(nation: Nation) -> Iterator[Table]:
        printed = nation.run("-m", "bench.nation.counting", part)
        told = [json.loads(line) for line in printed.splitlines() if line.startswith("{")]
        rows = [(one["name"], *(float(number) for number in one["numbers"])) for one in told]
        yield Table(title, columns, rows)

    return measure


def _in_process(module: str) -> Callable[[Nation], Iterator[Table]]:
    """Run a measurement that prints its own tables in a process that works on the nation."""

    def measure(nation: Nation) -> Iterator[Table]:
        subprocess.run(
            [sys.executable, "-m", module], cwd=country.ROOT, env=nation.environment, check=True
        )
        yield from ()

    return measure


IN_A_PROCESS = {"judged": "bench.nation.judged", "engines": "bench.nation.engines"}
PARTS: Mapping[str, Callable[[Nation], Iterator[Table]]] = {
    "rows": _rows,
    "index": _counted("index", "Index", ("index", "s", "processor, s", "peak memory, MB")),
    "rollups": _counted(
        "rollups", "Counting anew", ("rollup", "s", "processor, s", "peak memory, MB")
    ),
    "dashboards": _counted(
        "dashboards",
        "Pages of the central agencies (goal: 300 ms)",
        ("page", "median, ms", "95 %, ms", "slowest, ms", "processor of the program, ms"),
    ),
    "branches": _counted(
        "branches",
        "Pages of what happened from cells of agencies and of branches, in turns",
        (
            "page",
            "agencies: median, ms",
            "branches: median, ms",
            "agencies: processor of the database, ms",
            "branches: processor of the database, ms",
            "agencies: processor of the program, ms",
            "branches: processor of the program, ms",
        ),
    ),
    "serving": serving.serving,
    "alone": serving.alone,
    "threads": serving.threads,
    **{part: _in_process(module) for part, module in IN_A_PROCESS.items()},
}
"""What can be measured, in the order in which it is."""
USUAL = tuple(part for part in PARTS if part != "threads")
"""What is measured when nothing is named: how many threads are best is a question of its own."""
