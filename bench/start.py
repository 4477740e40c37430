"""What a start costs: until the first search is answered, and in memory, by web processes."""

from __future__ import annotations

import os
import shutil
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from itertools import product
from urllib.parse import quote

from bench.loading import descendants, settle
from bench.memory import megabytes
from bench.report import Table
from tools import country

PROCESSES = (1, 2, 3)
WAYS = (("by each", "granian"), ("by the first, of which all are copies", "config.serve"))
ASKED = 300
COLUMNS = (
    "web processes", "search is learnt", "from", "lets in after, s",
    "first search answered after that, s", "memory of all, MB",
)  # fmt: skip


def start() -> Table:
    """Start each number of processes in both ways, without what was learnt before and with it."""
    load = os.getloadavg()[0]
    return Table(f"Starting a web server (load {load:.0f})", COLUMNS, [*_rows()])


def _rows() -> Iterator[tuple[object, ...]]:
    home = country.kept_home()
    for processes in PROCESSES:
        for (name, program), is_kept in product(WAYS, (False, True)):
            if not is_kept:
                shutil.rmtree(home / "index" / "learnt", ignore_errors=True)
            before, began = descendants(), time.perf_counter()
            with country.served(home, workers=processes, program=program) as address:
                lets_in = time.perf_counter() - began
                while not _is_answered(f"{address}/api/v1/search?q={quote('บัตรประชาชนหาย')}"):
                    pass
                answered = time.perf_counter() - began - lets_in
                pids = sorted(descendants() - before)
                settle(pids)
                for number in range(ASKED):
                    _is_answered(f"{address}/api/v1/search?q={quote(f'ทำบัตร {number}')}")
                    typed = quote("ใบขับขี่"[: number % 7 + 2])
                    _is_answered(f"{address}/api/v1/suggest?q={typed}")
                yield (
                    processes,
                    name,
                    "disk" if is_kept else "anew",
                    f"{lets_in:.1f}",
                    f"{answered:.2f}",
                    f"{megabytes(pids):.0f}",
                )


def _is_answered(address: str) -> bool:
    """Return whether it is; a server that is still learning may say that it takes too long."""
    try:
        urllib.request.urlopen(address, timeout=120).close()  # noqa: S310  (our own address)
    except urllib.error.HTTPError as problem:
        if problem.code != 503:
            raise
        return False
    return True
