"""How fast pages are made, without any cache, by one worker process."""

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
SECONDS = 3.0
REPEATS = 3


def pages() -> Table:
    """Ask each page type over and over from a few clients; medians over the repeats."""
    home = country.kept_home()
    examples = find_examples(home)
    rows = []
    with country.served(home) as address:
        for page_type in PAGES:
            path = page_type.address("th", examples)
            runs = [_run(address, path) for _repeat in range(REPEATS)]
            rates = [len(run) / SECONDS for run in runs]
            times = [1000 * second for run in runs for second in run]
            slow = statistics.quantiles(times, n=20)[-1]
            row = (page_type.name, statistics.median(rates), statistics.median(times), slow)
            rows.append(row)
    title = f"Uncached pages ({CLIENTS} clients, {REPEATS} × {SECONDS:.0f} s, one worker)"
    return Table(title, ("page", "requests/s", "median, ms", "95 %, ms"), rows)


def _run(address: str, path: str) -> list[float]:
    """Return the seconds that each answer took."""
    deadline = time.perf_counter() + SECONDS
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
