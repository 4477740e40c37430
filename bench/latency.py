"""How long a search and a suggestion take: as a function, and over HTTP."""

from __future__ import annotations

import csv
import http.client
import multiprocessing
import os
import statistics
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from bench.report import Table
from tools import country

QUERIES = country.ROOT / "tests" / "relevance" / "queries.csv"
BEGINNINGS = "prefixes.csv"
"""What people have typed so far; everything else beside it are whole queries."""
ROUNDS = 2
EVERY = 4
"""Every so many of the judged queries is asked: all of them take a quarter of an hour."""
WEB_PROCESSES = 2
CLIENTS = 2
HTTP_REQUESTS = 1500
SHORTEST_BEGINNING = 2
PROVINCE = "50"
"""Chiang Mai: with 211 local governments the most work for picking a manual, after Bangkok."""

Times = list[float]
"""Milliseconds."""
Row = tuple[object, ...]


def latency() -> Table:
    """Ask judged queries, and every beginning of them that somebody typing them would send."""
    home = country.kept_home()
    rows = [*_in_processes(home, 1), *_in_processes(home, 2), *_over_http(home)]
    title = f"Search and suggestions ({WEB_PROCESSES} web processes, {CLIENTS} clients for HTTP)"
    return Table(title, ("what", "p50, ms", "p95, ms", "p99, ms", "max, ms", "a second"), rows)


def _row(name: str, times: Sequence[float], seconds: float) -> Row:
    cuts = statistics.quantiles(times, n=100)
    shown = [f"{value:.2f}" for value in (cuts[49], cuts[94], cuts[98], max(times))]
    return (name, *shown, f"{len(times) / seconds:,.0f}")


# ---------------------------------------------------------------- as a function


def _in_processes(home: Path, count: int) -> list[Row]:
    """Time the functions in ``count`` processes that work at the same moment."""
    spawned = multiprocessing.get_context("spawn")
    with spawned.Manager() as manager, spawned.Pool(count) as pool:
        together = manager.Barrier(count)
        parts = pool.starmap(_measure, [(home, together)] * count)
    label = f"{count} process{'es' if count > 1 else ''}"
    return [
        _row(
            f"{name}, {label}",
            [one for part in parts for one in part[name][0]],
            max(part[name][1] for part in parts),
        )
        for name in parts[0]
    ]


def _measure(home: Path, together: threading.Barrier) -> dict[str, tuple[Times, float]]:
    """Run in a process of its own, warmed up as a web process is."""
    os.environ.update(country.environment(home))
    import django

    django.setup()
    from infogo.search.selectors import search
    from infogo.search.suggest import suggest
    from infogo.search.warmup import warm_up
    from tests.relevance.judging import read_rows, run

    warm_up()
    rows = read_rows()[::EVERY]
    typed = list(beginnings(row.query for row in rows))
    jobs: dict[str, tuple[Callable[[int], object], int]] = {
        "search": (lambda n: search(rows[n].query, kind=rows[n].kind), len(rows)),
        "search as judged": (lambda n: run(rows[n]), len(rows)),
        "search with a province": (
            lambda n: search(rows[n].query, kind=rows[n].kind, province=PROVINCE),
            len(rows),
        ),
        "suggest, every keystroke": (lambda n: suggest(typed[n]), len(typed)),
    }
    found: dict[str, tuple[Times, float]] = {}
    for name, (ask, count) in jobs.items():
        together.wait()
        began = time.perf_counter()
        times = [_time(ask, n) for _round in range(ROUNDS) for n in range(count)]
        found[name] = times, time.perf_counter() - began
    return found


def _time(ask: Callable[[int], object], number: int) -> float:
    began = time.perf_counter()
    ask(number)
    return (time.perf_counter() - began) * 1000


def beginnings(queries: Iterable[str]) -> Iterable[str]:
    """Yield what stands in the box after every key that somebody typing a query presses."""
    for query in queries:
        for end in range(SHORTEST_BEGINNING, len(query) + 1):
            yield query[:end]


# ---------------------------------------------------------------- over HTTP


def judged_queries(path: Path = QUERIES) -> list[str]:
    """Return the texts of the judged queries of one set, without Django."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [row["query"] for row in csv.DictReader(lines)]


def all_judged() -> list[str]:
    """Return every text that is judged in any set, once."""
    sets = [path for path in sorted(QUERIES.parent.glob("*.csv")) if path.name != BEGINNINGS]
    return list(dict.fromkeys(query for path in sets for query in judged_queries(path)))


def _over_http(home: Path) -> list[Row]:
    queries = judged_queries()
    searches = ["/api/v1/search?" + urlencode({"q": query}) for query in queries]
    local = [f"{path}&province={PROVINCE}" for path in searches]
    typed = ["/api/v1/suggest?" + urlencode({"q": part}) for part in beginnings(queries)]
    with country.served(home, workers=WEB_PROCESSES) as address:
        _ask_all(address, searches[:300])  # until every process has warmed up
        return [
            _row(f"HTTP {name}", *_ask_all(address, paths))
            for name, paths in (
                ("search", searches),
                ("search with a province", local),
                ("suggest", typed),
            )
        ]


def _ask_all(address: str, paths: Sequence[str]) -> tuple[Times, float]:
    """Ask for ``HTTP_REQUESTS`` of the paths from a few clients; return times and seconds."""
    step = max(1, len(paths) // HTTP_REQUESTS)
    asked = [paths[n * step % len(paths)] for n in range(HTTP_REQUESTS)]
    times: Times = []
    clients = [
        threading.Thread(target=_ask, args=(address, asked[n::CLIENTS], times))
        for n in range(CLIENTS)
    ]
    began = time.perf_counter()
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    return times, time.perf_counter() - began


def _ask(address: str, paths: Sequence[str], times: Times) -> None:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    for path in paths:
        began = time.perf_counter()
        connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        answer.read()
        if answer.status != http.client.OK:
            raise RuntimeError(f"{path} answers {answer.status}")
        times.append((time.perf_counter() - began) * 1000)
    connection.close()
