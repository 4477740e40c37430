"""How long the read API takes for each kind of question, over HTTP and the whole country."""

from __future__ import annotations

import http.client
import random
import sqlite3
import statistics
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from urllib.parse import urlsplit

from bench.loading import descendants, settle
from bench.report import Table, spread
from infogo.core.dates import bangkok_now
from tools import country

ASKED = 60
"""Different questions of each kind, each asked once: nothing of an answer is kept."""
SEED = 2569
COLUMNS = ("question", "p50, ms", "p95, ms", "max, ms", "KB", "304, p50 ms")
Question = Callable[[random.Random], str]


def api() -> Table:
    """Ask every kind of question of a server of one process; goal: 25 ms at the 95th percentile."""
    home = country.kept_home()
    with closing(sqlite3.connect(home / "db.sqlite3")) as database:
        questions = _questions(database)
    chance = random.Random(SEED)
    before = descendants()
    with country.served(home) as address:
        settle(sorted(descendants() - before))
        rows = [
            (name, *_measure(address, [question(chance) for _each in range(ASKED)]))
            for name, question in questions.items()
        ]
    return Table(f"Read API ({ASKED} different questions of each kind)", COLUMNS, rows)


def _questions(database: sqlite3.Connection) -> dict[str, Question]:
    def ids(query: str) -> list[str]:
        return [str(row[0]) for row in database.execute(query)]

    procedures = ids("SELECT id FROM manuals_procedure WHERE status = 'active'")
    agencies = ids("SELECT id FROM agencies_agency WHERE status = 'active'")
    points = ids("SELECT id FROM points_servicepoint WHERE status = 'open'")
    manuals = ids("SELECT id FROM manuals_manual ORDER BY random() LIMIT 5000")
    own = ids("SELECT id FROM manuals_manual WHERE current_id IS NOT NULL")
    places = ids("SELECT code FROM geo_province")

    def near(chance: random.Random) -> str:
        lat, lng = chance.uniform(6, 20), chance.uniform(98, 105)
        return f"lat={lat:.4f}&lng={lng:.4f}"

    return {
        "agencies, 50": lambda c: f"/agencies?cursor=&under={c.choice(agencies)}",
        "one agency": lambda c: f"/agencies/{c.choice(agencies)}",
        "points of a province, 50": lambda c: f"/points?province={c.choice(places)}",
        "points near": lambda c: f"/points/near?{near(c)}",
        "points near that do a service": lambda c: (
            f"/points/near?{near(c)}&procedure={c.choice(procedures)}"
        ),
        "points where a service is done": lambda c: (
            f"/points?procedure={c.choice(procedures)}&province={c.choice(places)}"
        ),
        "one point": lambda c: f"/points/{c.choice(points)}",
        "procedures, 50": lambda c: f"/procedures?document={c.randint(1, 167)}",
        "one procedure": lambda c: f"/procedures/{c.choice(procedures)}",
        "manuals of a procedure, 50": lambda c: f"/manuals?procedure={c.choice(procedures)}",
        "manuals of an agency, 50": lambda c: f"/manuals?agency={c.choice(agencies)}",
        "one manual": lambda c: f"/manuals/{c.choice(manuals)}",
        "one manual as of a day": lambda c: f"/manuals/{c.choice(own)}?on={_today()}",
        "pins of a procedure, 50": lambda c: f"/pins?procedure={c.choice(procedures)}",
        "documents, 50": lambda c: f"/documents?limit={c.randint(40, 50)}",
        "plan of three": lambda c: (
            f"/plan?procedures={','.join(c.sample(procedures, 3))}&province={c.choice(places)}"
        ),
        "due date": lambda c: (
            f"/due-date?received={_today()}T09:00:00%2B07:00&value={c.randint(1, 90)}"
            "&unit=working_day"
        ),
        "ratings of a manual": lambda c: f"/manuals/{c.choice(own)}/ratings",
    }


def _today() -> str:
    return bangkok_now().date().isoformat()


def _measure(address: str, paths: Sequence[str]) -> tuple[float, float, float, float, float]:
    netloc = urlsplit(address).netloc
    times, again, sizes = [], [], []
    with closing(http.client.HTTPConnection(netloc, timeout=30)) as connection:
        for path in paths:
            spent, tag, size = _ask(connection, path, "")
            times.append(spent)
            sizes.append(size / 1000)
            if tag:
                again.append(_ask(connection, path, tag, 304)[0])
    return (*spread(times), statistics.median(sizes), statistics.median(again))


def _ask(
    connection: http.client.HTTPConnection, path: str, tag: str, status: int = 200
) -> tuple[float, str, int]:
    """Return the milliseconds, the tag and the bytes of one answer.

    Raises:
        RuntimeError: it was another one than expected; a record that is not there is an answer.
    """
    headers = {"If-None-Match": tag} if tag else {}
    began = time.perf_counter()
    connection.request("GET", f"/api/v1{path}", headers=headers)
    response = connection.getresponse()
    body = response.read()
    spent = (time.perf_counter() - began) * 1000
    if response.status not in (status, 404, 410):
        raise RuntimeError(f"{path}: {response.status} {body[:200]!r}")
    return spent, response.headers.get("ETag", ""), len(body)
