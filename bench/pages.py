"""How fast one worker process makes pages, and how fast it sends kept ones."""

from __future__ import annotations

import http.client
import statistics
import threading
import time
from urllib.parse import urlsplit

from bench.report import Table
from tests.e2e.pages import PAGES, find_examples
from tools import country

CLIENTS = 4
SECONDS = 1.0
REPEATS = 3


def pages() -> Table:
    """Ask each page type over and over from a few clients, without and with kept pages."""
    home = country.kept_home()
    examples = find_examples(home)
    paths = {page_type.name: page_type.address("th", examples) for page_type in PAGES}
    with country.served(home, INFOGO_PAGE_CACHE_MEGABYTES="0") as address:
        made = {name: _measure(address, path) for name, path in paths.items()}
    with country.served(home) as address:
        kept = {name: _measure(address, path) for name, path in paths.items()}
    title = f"Speed of pages ({CLIENTS} clients, {REPEATS} × {SECONDS:.0f} s, one worker process)"
    columns = ("page", "made anew, /s", "median, ms", "95 %, ms", "kept, /s")
    return Table(title, columns, [(name, *made[name], kept[name][0]) for name in paths])


def _measure(address: str, path: str) -> tuple[float, float, float]:
    """Return requests a second, and the median and 95th percentile in milliseconds."""
    _run(address, path, 0.2)
    runs = [_run(address, path, SECONDS) for _repeat in range(REPEATS)]
    times = [1000 * second for run in runs for second in run]
    rate = statistics.median(len(run) / SECONDS for run in runs)
    return rate, statistics.median(times), statistics.quantiles(times, n=20)[-1]


def _run(address: str, path: str, seconds: float) -> list[float]:
    """Return the seconds that each answer took."""
    deadline = time.perf_counter() + seconds
    taken: list[float] = []
    clients = [
        threading.Thread(target=_ask, args=(address, path, deadline, taken))
        for _client in range(CLIENTS)
    ]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    return taken


def _ask(address: str, path: str, deadline: float, taken: list[float]) -> None:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    while time.perf_counter() < deadline:
        began = time.perf_counter()
        connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
        connection.getresponse().read()
        taken.append(time.perf_counter() - began)
    connection.close()
