"""Whether any text at all makes search slow: 100,000 hostile ones over the loaded country."""

from __future__ import annotations

import multiprocessing
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from bench.report import Table
from tools import country

INPUTS = 100_000
PROCESSES = 2
SEED = 20_261_126
SLOWEST_SHOWN = 5
SHOWN_CHARACTERS = 40
MOST_MILLISECONDS = 100.0


class Timed(NamedTuple):
    """One text and the milliseconds it took: by the wall clock, and of this thread's CPU."""

    wall: float
    cpu: float
    text: str


def fuzz() -> Table:
    """Search for every text and complete it; those that cost the most CPU are shown.

    Where wall time is far above CPU time the machine was busy with something else.
    """
    home = country.kept_home()
    each = INPUTS // PROCESSES
    with multiprocessing.get_context("spawn").Pool(PROCESSES) as pool:
        found = pool.starmap(_measure, [(home, SEED + n, each) for n in range(PROCESSES)])
    rows: list[list[object]] = []
    for name in ("search", "suggest"):
        timed = sorted((one for part in found for one in part[name]), key=lambda one: one.cpu)
        rows.append([f"{name}, {len(timed):,} texts", *_summary([one.wall for one in timed])])
        rows.append(["… CPU", *_summary([one.cpu for one in timed])])
        for one in timed[: -SLOWEST_SHOWN - 1 : -1]:
            shown = ascii(one.text[:SHOWN_CHARACTERS]) if not one.text.isprintable() else one.text
            label = shown[:SHOWN_CHARACTERS].replace("|", "¦")
            rows.append([f"… {label} ({len(one.text)})", "", "", f"{one.wall:.1f}", one.cpu])
    title = f"Hostile texts, {PROCESSES} processes at once (bound: {MOST_MILLISECONDS:.0f} ms)"
    return Table(title, ("texts", "p50, ms", "p99, ms", "max, ms", "CPU, ms"), rows)


def _summary(times: list[float]) -> list[object]:
    cuts = statistics.quantiles(times, n=100)
    return [f"{cuts[49]:.2f}", f"{cuts[98]:.2f}", f"{max(times):.1f}", ""]


def _measure(home: Path, seed: int, count: int) -> dict[str, list[Timed]]:
    """Run in a process of its own: read the country, then time every text."""
    os.environ.update(country.environment(home))
    import django

    django.setup()
    from infogo.agencies.models import Agency
    from infogo.geo.models import District
    from infogo.manuals.models import Procedure
    from infogo.search.selectors import search
    from infogo.search.suggest import suggest
    from infogo.search.warmup import warm_up
    from tests.search.hostile import HOSTILE, texts

    names = [
        name
        for model in (Agency, District, Procedure)
        for name in model.objects.order_by("pk").values_list("name_th", flat=True)[:1000]
    ]
    warm_up()
    timed: dict[str, list[Timed]] = {"search": [], "suggest": []}
    provinces = ("", "10", "50")
    for number, text in enumerate([*HOSTILE, *texts(seed, count - len(HOSTILE), names)]):
        province = provinces[number % len(provinces)]
        timed["search"].append(_time(text, lambda q, p=province: search(q, province=p)))  # type: ignore[misc]
        timed["suggest"].append(_time(text, suggest))
    return timed


def _time(text: str, ask: Callable[[str], object]) -> Timed:
    wall, cpu = time.perf_counter(), time.thread_time()
    ask(text)
    spent = time.thread_time() - cpu
    return Timed((time.perf_counter() - wall) * 1000, spent * 1000, text)
