"""How fast the pages of the central agencies are over the whole country and two simulated years."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from bench.office_lists import SERVER_OPTIONS, in_a_process, milliseconds
from bench.report import Table, spread
from tools import country
from tools.postgres import NoPostgresError, private_cluster

MONTHS = 24
WARM_UP, REPEATS = 2, 15
LARGEST = "องค์กรปกครองส่วนท้องถิ่นและองค์กรปกครองพิเศษ"
"""The branch with the most agencies below it: nine of ten."""
ADDRESSES: Mapping[str, str] = {
    "first page": "/central/",
    "agencies": "/central/coverage/agencies/",
    "points": "/central/coverage/points/",
    "points by province": "/central/coverage/points/?by=place",
    "points of the largest branch": "/central/coverage/points/?agency={largest}",
    "points of a province by district": "/central/coverage/points/?prov=50&by=place",
    "manuals": "/central/coverage/manuals/",
    "manuals by procedure": "/central/coverage/manuals/?by=procedure",
    "manuals of the largest branch by procedure": (
        "/central/coverage/manuals/?agency={largest}&by=procedure"
    ),
    "manuals of a topic": "/central/coverage/manuals/?topic={topic}",
    "standards in two years": "/central/coverage/standards/?from=2567-11&to=2569-10",
    "standards as a workbook": "/central/coverage/standards/?by=procedure&format=xlsx",
    "points by province as PDF": "/central/coverage/points/?by=place&format=pdf",
    "index": "/central/index/",
    "index by province": "/central/index/?by=place&sort=-index",
    "index of the largest branch": "/central/index/?agency={largest}",
    "parts of the index": "/central/index/parts/",
    "satisfaction": "/central/satisfaction/",
    "satisfaction of the largest branch by procedure": (
        "/central/satisfaction/?agency={largest}&by=procedure"
    ),
    "changes of satisfaction by procedure": "/central/satisfaction/changes?by=procedure",
    "ratings nobody answered": "/central/satisfaction/ratings?show=unanswered",
    "volumes": "/central/volumes/",
    "volumes of two years by procedure": "/central/volumes/?by=procedure&from=2567-11&to=2569-10",
    "fiscal years": "/central/volumes/years",
    "reporting": "/central/volumes/reporting",
    "findings about numbers": "/central/volumes/findings",
    "delays": "/central/delays/",
    "delays of two years by procedure": "/central/delays/?by=procedure&from=2567-11&to=2569-10",
    "promises by province": "/central/delays/promises?by=place",
    "delayed requests behind a number": "/central/delays/cases?show=missed",
    "all manuals behind a number": "/central/coverage/of/manuals",
    "manuals without a point": "/central/coverage/of/manuals_without_point",
    "manuals that ask for copies": "/central/coverage/of/manuals_ask_copies",
    "pins nobody confirmed": "/central/coverage/of/pins_unconfirmed?prov=30",
}
"""Pages by name; ``{largest}`` and ``{topic}`` are ids of the loaded country."""
PAGES = ("page", "median, ms", "95 %, ms", "slowest, ms")
Measured = tuple[dict[str, float], dict[str, tuple[float, float, float]]]


def central() -> Sequence[Table]:
    """Count the country into the rollups and ask for the heaviest pages, on both databases."""
    found = {"SQLite": in_a_process(_measure, "")}
    with suppress(NoPostgresError), private_cluster(*SERVER_OPTIONS) as dsn:
        folder = dsn.split()[0].removeprefix("host=")
        found["PostgreSQL"] = in_a_process(
            _measure, f"postgres://infogo@{quote(folder, safe='')}/postgres"
        )
    tables = []
    for name, (counting, pages) in found.items():
        tables.append(Table(f"Counting, {name}", ("rollup", "s"), list(counting.items())))
        rows = [(page, *figures) for page, figures in pages.items()]
        title = f"Pages of the central agencies, {name} ({MONTHS} months, {REPEATS} runs)"
        tables.append(Table(title, PAGES, rows))
    return tables


def _measure(home: Path, url: str) -> Measured:
    os.environ.update(country.environment(home))
    if url:
        os.environ["INFOGO_DATABASE_URL"] = url
    else:
        shutil.copytree(country.kept_home(), home, dirs_exist_ok=True)
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    if url:
        call_command("load_country", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("simulate_history", months=MONTHS, uncounted=True, verbosity=0)
    counting = {name: seconds_of(count) for name, count in counts().items()}
    ids = chosen_ids()
    client = Client()
    client.force_login(analyst())
    pages = {name: page_times(client, path.format(**ids)) for name, path in ADDRESSES.items()}
    return counting, pages


def chosen_ids() -> dict[str, int]:
    """Return what the addresses leave open."""
    from infogo.agencies.models import Agency
    from infogo.taxonomy.models import Topic

    return {
        "largest": Agency.objects.get(name_th=LARGEST).pk,
        "topic": Topic.objects.order_by("order").values_list("pk", flat=True)[0],
    }


def analyst() -> Any:
    """Return an officer who sees everything; the copied country has one, a loaded one none."""
    from django.utils import timezone

    from infogo.accounts.models import Grant, Officer
    from infogo.accounts.roles import Role

    held = Grant.objects.filter(role=Role.CENTRAL_ANALYST, ended_at=None).first()
    if held is None:
        officer = Officer.objects.create(
            name_th="ผู้วัดความเร็ว", email="bench@infogo.example", is_active=True
        )
        held = Grant.objects.create(
            officer=officer, role=Role.CENTRAL_ANALYST, valid_from=timezone.localdate()
        )
    return held.officer


def counts() -> Mapping[str, Callable[[], object]]:
    """Return what fills each rollup from nothing, by its name."""
    from django.utils import timezone

    from infogo.oversight.services.coverage import refresh_coverage
    from infogo.oversight.services.events import rebuild_events
    from infogo.oversight.services.quality import refresh_index

    return {
        "coverage": lambda: refresh_coverage(now=timezone.now()),
        "what happened": lambda: rebuild_events(now=timezone.now()),
        "index": lambda: refresh_index(now=timezone.now()),
    }


def page_times(client: object, path: str) -> tuple[float, float, float]:
    """Return the median, the 95th percentile and the slowest of several times, in ms."""
    times = [milliseconds(client, path) for _ in range(WARM_UP + REPEATS)]
    return spread(times[WARM_UP:])


def seconds_of(work: Callable[[], object]) -> float:
    """Return how long some work took."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
