"""Run in a process of its own: what is indexed and counted of a nation, and its dashboards.

``python -m bench.nation.counting PART…`` prints one line of JSON for each figure: its part, its
name and its numbers.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from functools import partial
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
}

if __name__ == "__main__":
    main()
