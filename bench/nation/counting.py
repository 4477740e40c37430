"""Run in a process of its own: what is indexed and counted of a nation, and its dashboards.

``python -m bench.nation.counting PART…`` prints one line of JSON for each figure: its part, its
name and its numbers.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from functools import partial
from http import HTTPStatus
from pathlib import Path

import django


def main() -> None:
    """Measure the parts named on the command line."""
    django.setup()
    for part in sys.argv[1:]:
        PARTS[part]()


def _index() -> None:
    """Build the two indexes apart, each from the database."""
    from django.conf import settings
    from django.test import override_settings

    from infogo.search.building import create_build
    from infogo.search.documents import build
    from infogo.search.index import Meta
    from infogo.search.schema import INDEXES

    for name, kinds in INDEXES.items():
        documents = {
            other: (doc for kind in (kinds if other == name else ()) for doc in build(kind))
            for other in INDEXES
        }
        with tempfile.TemporaryDirectory(prefix="infogo-bench-") as scratch:
            kept = {**settings.INFOGO, "INDEX_DIR": Path(scratch)}
            with override_settings(INFOGO=kept):
                _time("index", name, partial(create_build, documents, Meta.of_this_program(0, ())))


def _rollups() -> None:
    """Count everything anew that the worker counts."""
    from bench.central import counts
    from infogo.ratings import tallies

    _time("rollups", "sums of ratings", tallies.rebuild)
    for name, count in counts().items():
        _time("rollups", name, count)


def _dashboards() -> None:
    """Ask for the pages of the central agencies in the whole stack but for the server."""
    from django.conf import settings
    from django.test import Client

    from bench.central import ADDRESSES, REPEATS, WARM_UP, analyst, chosen_ids, page_times

    settings.ALLOWED_HOSTS = ["testserver"]
    client, ids = Client(), chosen_ids()
    client.force_login(analyst())
    for name, path in ADDRESSES.items():
        spent = time.process_time()
        median, most, slowest = page_times(client, path.format(**ids))
        work = 1000 * (time.process_time() - spent) / (WARM_UP + REPEATS)
        _tell("dashboards", name, median, most, slowest, work)


def _branches() -> None:
    """Ask for pages of satisfaction, in turns from cells of agencies and of whole branches.

    Cells of branches that were added up by another tree than today's are not read.
    """
    from django.conf import settings
    from django.test import Client
    from django.utils import timezone

    from bench.central import ADDRESSES, REPEATS, WARM_UP, analyst, chosen_ids
    from infogo.oversight.events.cells import Follower
    from infogo.oversight.events.subjects import RATING_BRANCHES, SUBJECTS
    from infogo.oversight.services.events import rebuild_events
    from infogo.oversight.tree import tree

    settings.ALLOWED_HOSTS = ["testserver"]
    subjects = [each for each in SUBJECTS if each.name == RATING_BRANCHES]
    rebuild_events(now=timezone.now(), subjects=subjects)
    client, ids, clock = Client(), chosen_ids(), _clock_of_the_server()
    client.force_login(analyst())
    mark = Follower.objects.filter(subject=RATING_BRANCHES)
    for name in ("first page", *(name for name in ADDRESSES if "satisfaction" in name)):
        times: dict[str, list[tuple[float, float]]] = {"": [], tree().digest: []}
        for _turn in range(WARM_UP + REPEATS):
            for digest, found in times.items():
                mark.update(tree=digest)
                began, spent = time.perf_counter(), clock()
                if client.get(ADDRESSES[name].format(**ids)).status_code != HTTPStatus.OK:
                    raise RuntimeError(name)
                found.append((time.perf_counter() - began, clock() - spent))
        kept = [list(zip(*found[WARM_UP:], strict=True)) for found in times.values()]
        medians = [1000 * statistics.median(seconds) for seconds, _spent in kept]
        means = [1000 * statistics.fmean(spent) for _seconds, spent in kept]
        _tell("branches", name, *medians, *means)


def _clock_of_the_server() -> Callable[[], float]:
    """Return a clock of what PostgreSQL uses of a processor for us; of SQLite, this process."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return time.process_time
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = int(cursor.fetchone()[0])

    def ticks(pid: int, *places: int) -> int:
        columns = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return sum(int(columns[place]) for place in places)

    # Its own two kinds of time, and those of workers that came and went with a query.
    server = ticks(backend, 1)
    a_second = os.sysconf("SC_CLK_TCK")
    return lambda: (ticks(backend, 11, 12) + ticks(server, 13, 14)) / a_second


def _time(part: str, name: str, work: Callable[[], object]) -> None:
    began, spent = time.perf_counter(), time.process_time()
    work()
    seconds, used = time.perf_counter() - began, time.process_time() - spent
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    _tell(part, name, seconds, used, peak)


def _tell(part: str, name: str, *numbers: float) -> None:
    print(json.dumps({"part": part, "name": name, "numbers": numbers}), flush=True)


PARTS: Mapping[str, Callable[[], None]] = {
    "index": _index,
    "rollups": _rollups,
    "dashboards": _dashboards,
    "branches": _branches,
}

if __name__ == "__main__":
    main()
