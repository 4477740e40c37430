"""How fast the list of manuals is for an officer who may see 50,000 of them, on both databases."""

from __future__ import annotations

import multiprocessing
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from bench.report import Table, spread
from tools import country
from tools.postgres import NoPostgresError, private_cluster

AGENCIES, HERS, PROCEDURES = 1250, 250, 200
"""Every agency has a manual of every procedure: 250,000, of which 50,000 are hers."""
DRAFTS = 2000
WARM_UP, REPEATS = 3, 31
ACCOUNT = "/office/account/"
"""A page without a list, to tell what signing in and the frame cost."""
ADDRESSES = {
    "all": "",
    "page 33": "?page=33",
    "a word": "?q=" + quote("เรื่องที่ 17"),
    "a word nobody uses": "?q=" + quote("ช้างเผือก"),
    "an agency": "?office=" + quote("หน่วยงาน 7"),
    "published": "?state=published",
    "with a draft": "?state=draft",
    "returned": "?state=returned",
    "not published": "?state=new",
    "ended": "?state=ended",
    "standard manuals": "?kind=standard",
    "followed": "?kind=followed",
    "own sections": "?kind=own",
    "no point (all have one)": "?no_point=on",
    "unchecked for a year": "?unchecked=on",
}
SERVER_OPTIONS = ("shared_buffers=256MB", "jit=off", "random_page_cost=1.1")
"""As docs/operations.md asks for in production."""
COLUMNS = ("list", "median, ms", "95 %, ms", "slowest, ms")
Measured = dict[str, tuple[float, float, float]]


def office_lists() -> Sequence[Table]:
    """Fill an empty database and ask for the list by each filter, in the process itself."""
    found = {"SQLite": in_a_process(_measure, "")}
    with suppress(NoPostgresError), private_cluster(*SERVER_OPTIONS) as dsn:
        folder = dsn.split()[0].removeprefix("host=")
        found["PostgreSQL"] = in_a_process(
            _measure, f"postgres://infogo@{quote(folder, safe='')}/postgres"
        )
    shown = f"{HERS * PROCEDURES:,} of {AGENCIES * PROCEDURES:,} manuals visible"
    return [
        Table(f"List of manuals, {name} ({shown}, {REPEATS} runs)", COLUMNS, _rows(measured))
        for name, measured in found.items()
    ]


def _rows(measured: Measured) -> list[tuple[object, ...]]:
    return [(name, *figures) for name, figures in measured.items()]


def in_a_process(measure: Callable[[Path, str], Any], url: str) -> Any:
    """Measure in a process of its own, in an empty folder: Django has one database in each.

    ``url`` names the database; empty for the one in the folder.
    """
    spawned = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory(prefix="infogo-bench-") as home, spawned.Pool(1) as pool:
        return pool.apply(measure, (Path(home), url))


def _measure(home: Path, url: str) -> Measured:
    os.environ.update(country.environment(home))
    os.environ["INFOGO_DATABASE_URL"] = url
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    from bench.office_rows import fill

    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    officer = fill(agencies=AGENCIES, hers=HERS, procedures=PROCEDURES, drafts=DRAFTS)
    client = Client()
    client.force_login(officer)
    found: Measured = {}
    paths = {name: f"/office/manuals/{query}" for name, query in ADDRESSES.items()}
    for name, path in {"(her account, no list)": ACCOUNT, **paths}.items():
        times = [milliseconds(client, path) for _ in range(WARM_UP + REPEATS)]
        found[name] = spread(times[WARM_UP:])
    return found


def milliseconds(client: object, path: str) -> float:
    """Return how long a page takes that must be there."""
    began = time.perf_counter()
    answer = client.get(path)  # type: ignore[attr-defined]
    seconds = time.perf_counter() - began
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answers {answer.status_code}")
    return seconds * 1000
