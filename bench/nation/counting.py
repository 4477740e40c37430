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

SUMMED = (
    "first page",
    "satisfaction",
    "satisfaction of the largest branch by procedure",
    "changes of satisfaction by procedure",
    "volumes",
    "volumes of two years by procedure",
    "fiscal years",
    "reporting",
    "delays",
    "delays of two years by procedure",
    "promises by province",
)
"""Pages that read sums of branches where there are any."""


def main() -> None:
    """Measure the parts named on the command line."""
    django.setup()
    for part in sys.argv[1:]:
        PARTS[part]()


def _index() -> None:
    """Build the two indexes apart, each from the database."""
    from django.conf import settings
    from django.test import override_settings

    from infogo.search.indexing.building import create_build
    from infogo.search.indexing.documents import build
    from infogo.search.indexing.index import Meta
    from infogo.search.indexing.schema import INDEXES

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
    _count_new_sums()
    client, ids = Client(), chosen_ids()
    client.force_login(analyst())
    for name, path in ADDRESSES.items():
        spent = time.process_time()
        median, most, slowest = page_times(client, path.format(**ids))
        work = 1000 * (time.process_time() - spent) / (WARM_UP + REPEATS)
        _tell("dashboards", name, median, most, slowest, work)


def _count_new_sums() -> None:
    """Count sums of branches that a nation counted by an older program has not, and no more."""
    from django.utils import timezone

    from infogo.oversight.events.cells import Follower
    from infogo.oversight.events.subjects import SUBJECTS
    from infogo.oversight.services.events import rebuild_events

    counted = set(Follower.objects.exclude(counted_at=None).values_list("subject", flat=True))
    new = [each for each in SUBJECTS if each.made_of in counted and each.name not in counted]
    rebuild_events(now=timezone.now(), subjects=new)


def _branches() -> None:
    """Ask for pages of what happened, in turns from cells of agencies and of whole branches.

    Cells of branches that were added up by another tree than today's are not read.
    """
    from django.conf import settings
    from django.test import Client
    from django.utils import timezone

    from bench.central import ADDRESSES, REPEATS, WARM_UP, analyst, chosen_ids
    from infogo.oversight.events.cells import Follower
    from infogo.oversight.events.subjects import SUBJECTS
    from infogo.oversight.services.events import rebuild_events
    from infogo.oversight.tree import tree

    settings.ALLOWED_HOSTS = ["testserver"]
    subjects = [each for each in SUBJECTS if each.made_of]
    rebuild_events(now=timezone.now(), subjects=subjects)
    client, ids = Client(), chosen_ids()
    clocks = (time.perf_counter, _clock_of_the_server(), time.process_time)
    client.force_login(analyst())
    marks = Follower.objects.filter(subject__in=[each.name for each in subjects])
    for name in SUMMED:
        path = ADDRESSES[name].format(**ids)
        times: dict[str, list[tuple[float, ...]]] = {"": [], tree().digest: []}
        for _turn in range(WARM_UP + REPEATS):
            for digest, found in times.items():
                marks.update(tree=digest)
                before = [each() for each in clocks]
                if client.get(path).status_code != HTTPStatus.OK:
                    raise RuntimeError(name)
                after = [each() for each in clocks]
                found.append(tuple(b - a for a, b in zip(before, after, strict=True)))
        agencies, branches = (list(zip(*each[WARM_UP:], strict=True)) for each in times.values())
        told = zip((statistics.median, statistics.fmean, statistics.fmean), agencies, branches,
                   strict=True)  # fmt: skip
        _tell("branches", name, *(1000 * of(each) for of, *both in told for each in both))


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
