"""What a search takes of the processor: asked for the first time, again, and while officers write.

Asked is the whole program as a server runs it, in one process without one: times on the clock say
little on a machine that does other things, and the processor's time is what a machine must have.
"""

from __future__ import annotations

import io
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import cycle
from urllib.parse import urlencode

from bench.copies import rows_of
from bench.latency import PROVINCE, beginnings, judged_queries
from bench.report import Table
from tools import country

WRITES = 20
"""How many times a second officers write."""
SECONDS = 64
"""Of searching while officers write: whatever is renewed each half minute is in it twice."""
PACE = 10
"""Searches a second meanwhile."""
QUERIES = 3
"""Every third of the judged queries is asked, every fifteenth as a page."""
PAGES = 15
KEYS = 25
"""Every twenty-fifth key that somebody presses is asked about."""
COLUMNS = (
    "what", "asked", "processor, ms each", "p50, ms", "p95, ms", "p99, ms", "with all threads, ms",
)  # fmt: skip


def searching() -> Table:
    """Ask the judged queries, in a copy of the country, in a process of its own."""
    rows = rows_of("bench.searching")
    load = os.getloadavg()[0]
    title = f"Searching in one process; officers write {WRITES} times a second (load {load:.0f})"
    return Table(title, COLUMNS, rows)


def main() -> None:
    """Ask, and print the rows as JSON."""
    program = Program()
    judged = list(dict.fromkeys(judged_queries()))
    queries = judged[::QUERIES]
    api = ["/api/v1/search?" + urlencode({"q": query}) for query in queries]
    local = [f"{path}&province={PROVINCE}" for path in api]
    pages = ["/search?" + urlencode({"q": query}) for query in judged[::PAGES]]
    typed = dict.fromkeys(list(beginnings(judged))[::KEYS])
    suggest = ["/api/v1/suggest?" + urlencode({"q": part}) for part in typed]
    program.ask(f"/api/v1/search?q=warm&province={PROVINCE}")
    program.ask("/search?q=warm")
    rows = []
    for name, paths in (
        ("search", api),
        ("search with a province", local),
        ("page of results", pages),
        ("suggestions", suggest),
    ):
        for time_of_asking in ("first", "second", "third"):
            rows.append(program.measured(f"{name}, {time_of_asking} time", paths))
    with _running("bench.nation.following"), _officers():
        mixed = [path for pair in zip(api, local, strict=True) for path in pair]
        rows.append(
            program.measured(f"search, {PACE} a second while officers write", mixed, SECONDS)
        )
    print(json.dumps(rows))


class Program:
    """The program as a web process runs it."""

    def __init__(self) -> None:
        from config.wsgi import application
        from infogo.search.warmup import warm_up_in_background

        warm_up_in_background().join()
        self._application = application

    def ask(self, path: str) -> bytes:
        """Return what is answered.

        Raises:
            RuntimeError: the status is not 200.
        """
        statuses: list[str] = []

        def start(status: str, _headers: object, _problem: object = None) -> None:
            statuses.append(status)

        answer = self._application(_environ(path), start)
        body = b"".join(answer)
        if hasattr(answer, "close"):
            answer.close()
        if not statuses[0].startswith("200"):
            raise RuntimeError(f"{path}: {statuses[0]}")
        return body

    def measured(self, name: str, paths: Sequence[str], seconds: float = 0.0) -> tuple[object, ...]:
        """Ask all paths once, or for so many seconds at the pace, and return a row."""
        spent, times = time.process_time(), []
        for path in _at_the_pace(paths, seconds) if seconds else paths:
            at = time.thread_time()
            self.ask(path)
            times.append((time.thread_time() - at) * 1000)
        spent = (time.process_time() - spent) * 1000 / len(times)
        cuts = statistics.quantiles(times, n=100)
        shown = (statistics.mean(times), cuts[49], cuts[94], cuts[98], spent)
        return (name, len(times), *(f"{one:.2f}" for one in shown))


def _at_the_pace(paths: Sequence[str], seconds: float) -> Iterator[str]:
    began = time.monotonic()
    for number, path in enumerate(cycle(paths)):
        time.sleep(max(0.0, began + number / PACE - time.monotonic()))
        if time.monotonic() - began >= seconds:
            return
        yield path


def _environ(path: str) -> Mapping[str, object]:
    address, _mark, query = path.partition("?")
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": address,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "127.0.0.1:8000",
        "HTTP_ACCEPT_ENCODING": "gzip",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }


@contextmanager
def _officers() -> Iterator[None]:
    """Let officers write beside the block, from its beginning on."""
    with _running("bench.nation.officers", str(WRITES)) as officers:
        assert officers.stdout is not None  # noqa: S101  (a pipe was asked for)
        officers.stdout.readline()
        yield


@contextmanager
def _running(module: str, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Run a module beside the block, and end it."""
    process = subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        cwd=country.ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.terminate()
        process.communicate(timeout=30)


if __name__ == "__main__":
    main()
