"""What a reader waits while a thread of the same process computes, by how long its turns are.

A web process learns in threads beside its readers what search knows of changed names. Here such a
thread computes without end, which is the worst that can be.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle, islice

from bench.copies import rows_of
from bench.report import Table
from bench.searching import Program

ASKED = 150
PAUSE_SECONDS = 0.005
USUAL_SECONDS = 0.005
"""What Python takes by itself."""
COLUMNS = ("what", "beside", "turns, ms", "p50, ms", "p95, ms", "p99, ms")


def turns() -> Table:
    """Ask for pages in a copy of the country, in a process of its own."""
    rows = rows_of("bench.turns")
    load = os.getloadavg()[0]
    title = f"A reader beside a thread that computes (load {load:.0f})"
    return Table(title, COLUMNS, rows)


def main() -> None:
    """Ask, and print the rows as JSON."""
    program = Program()
    short = sys.getswitchinterval()
    from infogo.manuals.models import Manual

    standard = Manual.objects.filter(standard=None, status="published").order_by("pk")
    pages = [f"/manual/{pk}" for pk in standard.values_list("procedure_id", flat=True)[:ASKED]]
    for page in pages:
        program.ask(page)
    rows = []
    for name, paths in (
        ("kept page", pages),
        ("page of results", [f"/search?q={word}" for word in ("passport", "visa", "marriage")]),
    ):
        rows.append((name, "nobody", "", *_waits(program, paths)))
        for seconds in (USUAL_SECONDS, short, USUAL_SECONDS, short):
            sys.setswitchinterval(seconds)
            with _computing():
                rows.append((name, "a thread", f"{seconds * 1000:g}", *_waits(program, paths)))
    print(json.dumps(rows))


def _waits(program: Program, paths: Sequence[str]) -> tuple[str, ...]:
    times = []
    for path in islice(cycle(paths), ASKED):
        began = time.perf_counter()
        program.ask(path)
        times.append((time.perf_counter() - began) * 1000)
        time.sleep(PAUSE_SECONDS)
    cuts = statistics.quantiles(times, n=100)
    return tuple(f"{cuts[part - 1]:.2f}" for part in (50, 95, 99))


@contextmanager
def _computing() -> Iterator[None]:
    ended = threading.Event()

    def compute() -> None:
        while not ended.is_set():
            sum(number * number for number in range(10_000))

    thread = threading.Thread(target=compute)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


if __name__ == "__main__":
    main()
