"""A spreadsheet of ten thousand rows, and how long somebody else waits meanwhile."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.report import CannotMeasureError, Table
from tools import country
from tools.postgres import NoPostgresError, private_cluster

ROWS = 10_000
OTHERS = 100
ALONE_SECONDS = 5
# Ten thousand points of one agency, a hundred of another; a file changes each of the first.
SETUP = f"""
import django; django.setup()
from datetime import date
from infogo.accounts.models import Grant, Officer
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Role
from infogo.agencies.models import Agency, AgencyPath
from infogo.bulk.services.jobs import upload
from infogo.bulk.sheet import Filters
from infogo.bulk.sheets import SHEETS
from infogo.bulk.writing import csv_lines
from infogo.points.models import ServicePoint
mine, other = (Agency.objects.create(key=k, kind="department", name_th=k, sort_key=k) for k in "ab")
AgencyPath.objects.bulk_create(AgencyPath(ancestor=a, descendant=a, depth=0) for a in (mine, other))
for agency, count in ((mine, {ROWS}), (other, {OTHERS})):
    ServicePoint.objects.bulk_create(
        [ServicePoint(key=f"{{agency.key}}-{{n}}", agency=agency, kind="other", name_th=f"จุด {{n}}",
                      sort_key=f"{{n:06}}") for n in range(count)], batch_size=500)
officer = Officer.objects.create(email="a@b.example", name_th="ทดสอบ", sort_key="x", is_active=True)
begins = date(2020, 1, 1)
Grant.objects.create(officer=officer, role=Role.POINT_EDITOR, agency=mine, valid_from=begins)
rights, sheet = Rights.of(officer), SHEETS["points"]
def cells():
    for row in sheet.rows(rights, Filters()):
        yield {{**row, "landmark": f"ใหม่ {{row['id']}}"}}
upload(rights=rights, sheet=sheet, name="x.csv", pieces=csv_lines(sheet, cells()))
"""
# As the worker does it: a slice, then a look at its other duties.
WORKER = """
import json, time, django; django.setup()
from infogo.bulk.models import BulkJob
from infogo.bulk.services.jobs import start
from infogo.bulk.services.work import work
from infogo.upkeep.duties import acting_for
from infogo.upkeep.management.commands.run_worker import PAUSE_SECONDS
def done():
    began, slices = time.monotonic(), []
    while BulkJob.objects.get().is_working:
        at = time.monotonic()
        work(acting_for)
        slices.append(time.monotonic() - at)
        time.sleep(PAUSE_SECONDS)
    return time.monotonic() - began, max(slices)
checking = done()
job = BulkJob.objects.select_related("officer").get()
start(job_id=job.pk, officer=job.officer)
applying = done()
print(json.dumps([*checking, *applying, BulkJob.objects.get().applied]))
"""
# Somebody at another agency, who saves a point every twentieth of a second.
WRITER = """
import itertools, json, sys, time, django; django.setup()
from pathlib import Path
from infogo.points.models import ServicePoint
from infogo.points.services import save_point
ids = list(ServicePoint.objects.filter(agency__key="b").values_list("pk", flat=True))
waits = []
print("ready", flush=True)
for turn, point_id in enumerate(itertools.cycle(ids)):
    if Path(sys.argv[1]).exists():
        break
    at = time.monotonic()
    save_point(point_id=point_id, changes={"landmark": f"ครั้ง {turn}"}, actor="bench")
    waits.append(time.monotonic() - at)
    time.sleep(0.05)
print(json.dumps(waits))
"""


def bulk() -> Table:
    """Check and apply a file on both databases while somebody else writes."""
    with tempfile.TemporaryDirectory(prefix="infogo-bench-") as folder:
        rows = [_row("SQLite", Path(folder) / "sqlite", "")]
        with _postgresql() as url:
            rows.append(_row("PostgreSQL", Path(folder) / "postgresql", url))
    columns = (
        "database", "rows applied", "checking, s", "applying, s", "longest slice, s",
        "another writer: alone, ms", "meanwhile, ms", "95 %, ms", "longest, ms",
    )  # fmt: skip
    return Table(f"A spreadsheet of {ROWS:,} changed points, beside another writer", columns, rows)


@contextmanager
def _postgresql() -> Iterator[str]:
    try:
        with private_cluster() as place:
            parts = dict(part.split("=", 1) for part in place.split())
            yield f"postgres://{parts['user']}@/{parts['dbname']}?host={parts['host']}"
    except NoPostgresError as problem:
        raise CannotMeasureError(str(problem)) from problem


def _row(name: str, home: Path, url: str) -> tuple[object, ...]:
    variables = {
        **country.environment(home),
        "INFOGO_DATABASE_URL": url,
        "INFOGO_LOG_LEVEL": "ERROR",
        "PYTHONPATH": str(country.ROOT),
    }
    home.mkdir(parents=True)
    _run(variables, "manage.py", "migrate", "--verbosity", "0")
    _run(variables, "-c", SETUP)
    _told, alone = _writer(variables, home / "enough-alone", _nothing_else)
    told, waits = _writer(variables, home / "enough", lambda: _run(variables, "-c", WORKER))
    checking, slow, applying, slower, applied = json.loads(told)
    marks = statistics.quantiles(waits, n=20)
    figures = (statistics.median(alone), statistics.median(waits), marks[-1], max(waits))
    return (
        name,
        applied,
        f"{checking:.1f}",
        f"{applying:.1f}",
        f"{max(slow, slower):.2f}",
        *(f"{1000 * seconds:.0f}" for seconds in figures),
    )


def _writer(
    variables: dict[str, str], enough: Path, act: Callable[[], str]
) -> tuple[str, list[float]]:
    """Do something while somebody writes; return what it printed and how long each write took."""
    command = [sys.executable, "-c", WRITER, str(enough)]
    with subprocess.Popen(
        command, cwd=country.ROOT, env=variables, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None  # noqa: S101  (a pipe was asked for above)
        writer.stdout.readline()  # it is ready
        told = act()
        enough.touch()
        waits, _nothing = writer.communicate(timeout=60)
    return told, json.loads(waits)


def _nothing_else() -> str:
    time.sleep(ALONE_SECONDS)
    return ""


def _run(variables: dict[str, str], *arguments: str) -> str:
    command = [sys.executable, *arguments]
    done = subprocess.run(
        command, cwd=country.ROOT, env={**os.environ, **variables}, check=True,
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    return done.stdout.strip()
