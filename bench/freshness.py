"""How long after an edit a page and the search show it, in a site that runs as it is served."""

from __future__ import annotations

import http.client
import json
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from bench.loading import descendants, settle
from bench.report import Table
from tests.e2e.pages import find_examples
from tools import country

WORKERS = 2
EDITS = 30
POLL_SECONDS = 0.005
# Each look is a new connection, which either web process may take: one that shows the edit says
# nothing about the other.
LOOKS_IN_A_ROW = 5
PATIENCE_SECONDS = 30.0
# An officer at work, through the services. Each line asks for one edit: "publish ID MINUTES" for an
# edition that promises so many minutes, or "withdraw ID". Prints the moment after the commit.
EDITOR = """
import sys, time, django; django.setup()
from infogo.core.durations import Duration
from infogo.manuals import services
from infogo.manuals.content import ManualContent
from infogo.manuals.models import Manual
for line in sys.stdin:
    verb, procedure_id, *minutes = line.split()
    manual = Manual.objects.select_related("current", "procedure").get(
        standard=None, procedure=procedure_id
    )
    if verb == "publish":
        content = ManualContent.model_validate(manual.current.content)
        content = content.model_copy(update={"total": Duration.of(minutes[0], "minute")})
        services.publish_standard(manual=manual, content=content, actor="bench")
    else:
        services.withdraw_procedure(procedure=manual.procedure, reason="bench", actor="bench")
    print(time.monotonic(), flush=True)
"""
# More than any manual promises, so that no page shows it before.
FIRST_MINUTES = 7001
WITHDRAWN = """
    SELECT procedure.id, procedure.name_th FROM manuals_procedure AS procedure
    JOIN manuals_manual AS manual ON manual.procedure_id = procedure.id
    WHERE manual.standard_id IS NULL AND manual.status = 'published'
        AND procedure.status = 'active' AND procedure.id != ? ORDER BY procedure.id LIMIT ?
"""


@dataclass(frozen=True)
class Edit:
    """One edit, and what shows it: an address, and how to tell by the answer."""

    command: str
    path: str
    shows: Callable[[int, str], bool]


def freshness() -> Table:
    """Publish and withdraw through the services, and look until every answer shows it."""
    with tempfile.TemporaryDirectory(prefix="infogo-bench-") as folder:
        home = Path(folder) / "home"
        shutil.copytree(country.kept_home(), home, symlinks=True)
        kinds = _edits(home)
        with _everything_running(home) as (address, edit):
            rows = [
                _row(name, [seconds_until_shown(address, edit, one) for one in edits])
                for name, edits in kinds.items()
            ]
    columns = ("edit", "median, s", "95 %, s", "longest, s", "within 1 s")
    title = f"From the commit of an edit until every answer shows it ({EDITS} edits, {WORKERS} web"
    return Table(f"{title} processes, one worker)", columns, rows)


def _edits(home: Path) -> dict[str, list[Edit]]:
    """Return the edits of each kind by what the table calls them."""
    manual = int(find_examples(home)["manual"])
    with closing(sqlite3.connect(home / "db.sqlite3")) as database:
        (name,) = database.execute(
            "SELECT name_th FROM manuals_procedure WHERE id = ?", [manual]
        ).fetchone()
        others = database.execute(WITHDRAWN, [manual, 2 * EDITS]).fetchall()
    numbers = range(FIRST_MINUTES, FIRST_MINUTES + EDITS)
    return {
        "published: its page": [
            Edit(f"publish {manual} {n}", f"/manual/{manual}", says(f"{n:,} นาที")) for n in numbers
        ],
        "published: its facts in the search": [
            Edit(f"publish {manual} {n + EDITS}", search_path(name), has_fact(manual, n + EDITS))
            for n in numbers
        ],
        "withdrawn: its page": [
            Edit(f"withdraw {key}", f"/manual/{key}", lambda status, _body: status == 410)
            for key, _name in others[:EDITS]
        ],
        "withdrawn: gone from the search": [
            Edit(f"withdraw {key}", search_path(title), _lacks(key))
            for key, title in others[EDITS:]
        ],
    }


def search_path(text: str) -> str:
    """Return the address that searches for a service."""
    return f"/api/v1/search?type=procedure&page_size=50&q={quote(text)}"


def says(words: str) -> Callable[[int, str], bool]:
    """Return what tells whether a page has some words."""
    return lambda status, body: status == 200 and words in body


def has_fact(procedure_id: int, minutes: int) -> Callable[[int, str], bool]:
    """Return what tells whether a search shows a promise of so many minutes."""

    def shows(_status: int, body: str) -> bool:
        found = {hit["id"]: json.dumps(hit["facts"]) for hit in json.loads(body)["results"]}
        return str(minutes) in found.get(procedure_id, "")

    return shows


def _lacks(procedure_id: int) -> Callable[[int, str], bool]:
    def shows(status: int, body: str) -> bool:
        return status == 200 and procedure_id not in {
            hit["id"] for hit in json.loads(body)["results"]
        }

    return shows


@contextmanager
def editing(program: str, environment: Mapping[str, str]) -> Iterator[Callable[[str], float]]:
    """Yield what makes an edit in a process of its own and tells the moment of its commit."""
    editor = subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=country.ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    def edit(command: str) -> float:
        assert editor.stdin is not None  # noqa: S101  (a pipe was asked for above)
        assert editor.stdout is not None  # noqa: S101
        print(command, file=editor.stdin, flush=True)
        return float(editor.stdout.readline())

    try:
        yield edit
    finally:
        editor.communicate(timeout=20)


@contextmanager
def _everything_running(home: Path) -> Iterator[tuple[str, Callable[[str], float]]]:
    """Yield the address of a site with its worker, and what makes an edit and tells its moment."""
    # A page that is gone is what is looked for here, and no event to report.
    quiet = {"INFOGO_LOG_LEVEL": "ERROR"}
    environment, before = {**country.environment(home), **quiet}, descendants()
    with country.served(home, workers=WORKERS, **quiet) as address:
        worker = subprocess.Popen(
            [sys.executable, "manage.py", "run_worker"], cwd=country.ROOT, env=environment
        )
        try:
            with editing(EDITOR, environment) as edit:
                settle(sorted(descendants() - before))
                yield address, edit
        finally:
            worker.terminate()
            worker.wait(timeout=20)


def seconds_until_shown(address: str, edit: Callable[[str], float], one: Edit) -> float:
    """Make an edit; return the seconds until the first of several looks in a row that show it.

    Raises:
        TimeoutError: it is not shown within ``PATIENCE_SECONDS``.
        RuntimeError: it was shown before it was made, so nothing could be measured.
    """
    if one.shows(*_look(address, one.path)):
        raise RuntimeError(f"{one.path} looks like after “{one.command}” already")
    committed = edit(one.command)
    moments: list[float] = []
    while len(moments) < LOOKS_IN_A_ROW:
        if time.monotonic() > committed + PATIENCE_SECONDS:
            raise TimeoutError(f"{one.path} does not show “{one.command}”")
        shown = one.shows(*_look(address, one.path))
        moments = [*moments, time.monotonic()] if shown else []
        time.sleep(POLL_SECONDS)
    return moments[0] - committed


def _look(address: str, path: str) -> tuple[int, str]:
    """Return status and body of an answer, asked for on a connection of its own."""
    client = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    try:
        client.request("GET", path)
        answer = client.getresponse()
        return answer.status, answer.read().decode()
    finally:
        client.close()


def _row(name: str, seconds: Sequence[float]) -> tuple[object, ...]:
    marks = statistics.quantiles(seconds, n=20)
    within = sum(second < 1.0 for second in seconds)
    return (
        name,
        f"{statistics.median(seconds):.3f}",
        f"{marks[-1]:.3f}",
        f"{max(seconds):.3f}",
        f"{within} of {len(seconds)}",
    )
