"""A nation as it is served: searches, suggestions, pages while officers write, and how soon."""

from __future__ import annotations

import json
import random
import statistics
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from urllib.parse import urlencode

from bench.freshness import (
    EDITOR,
    Edit,
    editing,
    has_fact,
    says,
    search_path,
    seconds_until_shown,
)
from bench.latency import PROVINCE, all_judged, beginnings, judged_queries
from bench.loading import BROWSER, Load, load
from bench.memory import megabytes, servers
from bench.nation.front import NODES, Site, site
from bench.nation.home import Nation
from bench.report import Table
from tools import country

SECONDS = 5
WARM_UP = 8
THREE_MINUTES = 180
"""For which nodes answer what people ask before they are measured: real ones do for weeks."""
AS_A_BROWSER = {"Accept-Encoding": "br", "User-Agent": BROWSER}
CONNECTIONS = 8
WRITES = 20
"""How many times a second officers write."""
EDITS = 8
THREADS = (1, 2, 4)
SEED = 2569
ASKED = 100_000
"""Questions of a load in people's proportions; a longer load asks them again."""
SEARCHES, SUGGESTIONS, PAGES = 150, 300, 1_000
"""Asked in a second of the paced rows."""
COLUMNS = ("what", "a second", "p50, ms", "p95, ms", "p99, ms", "processor, ms each", "goal")
SOME = 100
"""Standard manuals, manuals of local governments, and points: so many of each are read in turn."""
FIRST_MINUTES = 9_001
Row = tuple[object, ...]
PLACES = """
import json, django; django.setup()
from infogo.manuals.models import Manual
from infogo.points.models import ServicePoint
standard = Manual.objects.filter(standard=None, status="published").order_by("pk")
local = Manual.objects.exclude(standard=None).filter(status="published").order_by("pk")
local = local.values_list("procedure_id", "agency_id")
points = ServicePoint.objects.order_by("pk")
def some(rows):
    return rows[:: max(1, rows.count() // {some})][:{some}]
watched = standard.exclude(procedure__code__startswith="SIM-").select_related("procedure")[0]
print(json.dumps({{
    "pages": [
        *(f"/manual/{{pk}}" for pk in some(standard.values_list("procedure_id", flat=True))),
        *(f"/manual/{{pk}}/at/{{at}}" for pk, at in some(local)),
        *(f"/place/{{pk}}" for pk in some(points.values_list("pk", flat=True))),
    ],
    "watched": [watched.procedure_id, watched.procedure.name_th],
}}))
"""


def serving(nation: Nation) -> Iterator[Table]:
    """Ask a running site for everything that has a goal; yield the tables as they are made."""
    places = json.loads(nation.run("-c", PLACES.format(some=SOME)))
    title = f"Served by {NODES} nodes behind nginx ({CONNECTIONS} connections, {SECONDS} s each)"
    with site(nation) as running:
        yield Table(title, COLUMNS, _asked(nation, running, places))
        memory = [
            (f"web node {n}", f"{megabytes(pids):.0f}")
            for n, pids in enumerate(servers(running.web), start=1)
        ]
        yield Table("Memory of a web node after that", ("node", "MB"), memory)
        yield _publish_to_visible(nation, running, *places["watched"])


def alone(nation: Nation) -> Iterator[Table]:
    """Ask for pages while officers write, of nodes that share nothing but the database."""
    pages = json.loads(nation.run("-c", PLACES.format(some=SOME)))["pages"]
    title = f"Served by {NODES} nodes without Redis, while officers write {WRITES} times a second"
    with site(nation, with_redis=False) as running:
        _meet(running, pages)
        yield Table(title, COLUMNS, _while_officers_write(nation, running, pages)[0])


def threads(nation: Nation) -> Iterator[Table]:
    """Ask nodes whose processes answer with one, two and four threads, twice in turns."""
    searches, typed, popular = _questions()
    pages = json.loads(nation.run("-c", PLACES.format(some=SOME)))["pages"]
    for number in THREADS * 2:
        with site(nation, threads=number) as running:
            for paths in (searches, typed, popular):
                _load(running, paths, WARM_UP)
            _meet(running, pages)
            rows = [
                _row("search, as people ask", _load(running, popular), ""),
                _row("search, paced", _load(running, searches, rate=SEARCHES), ""),
                _row("suggestions, paced", _load(running, typed, rate=SUGGESTIONS), ""),
            ]
            written, wrote = _while_officers_write(nation, running, pages, searches)
            yield Table(f"{number} threads a web process", COLUMNS, [*rows, *written, wrote])


def _questions() -> tuple[list[str], list[str], list[str]]:
    """Return searches, every fifth key of typing them, and searches in people's proportions."""
    queries = judged_queries()
    searches = ["/api/v1/search?" + urlencode({"q": query}) for query in queries]
    typed = ["/api/v1/suggest?" + urlencode({"q": part}) for part in beginnings(queries)][::5]
    return searches, typed, as_people_ask(_all_searches())


def _all_searches() -> list[str]:
    return ["/api/v1/search?" + urlencode({"q": one}) for one in all_judged()]


def _asked(nation: Nation, running: Site, places: dict[str, Sequence[str]]) -> list[Row]:
    searches, typed, popular = _questions()
    local = [f"{path}&province={PROVINCE}" for path in searches]
    pages = places["pages"]
    for paths in (searches, typed):  # until both nodes have met what they ask for
        _load(running, paths, WARM_UP)
    _meet(running, pages)
    _load(running, as_people_ask(_all_searches(), SEED + 1), THREE_MINUTES)
    rows = [
        _row("search, all alike often", _load(running, searches), "≥ 500/s, p95 ≤ 25 ms"),
        _row("search, as people ask", _load(running, popular), "≥ 500/s, p95 ≤ 25 ms"),
        _row("search, paced", _load(running, searches, rate=SEARCHES), "p95 ≤ 25 ms"),
        _row("search with a province", _load(running, local), "≥ 500/s, p95 ≤ 25 ms"),
        _row("suggestions, every fifth key", _load(running, typed), "p99 ≤ 5 ms"),
        _row("suggestions, paced", _load(running, typed, rate=SUGGESTIONS), "p99 ≤ 5 ms"),
        _row("pages, nobody writes", _load(running, pages), ""),
    ]
    written, wrote = _while_officers_write(nation, running, pages, searches)
    return [*rows, *written, wrote]


def _while_officers_write(
    nation: Nation, running: Site, pages: Sequence[str], searches: Sequence[str] = ()
) -> tuple[list[Row], Row]:
    """Ask for pages, and searches if any, while officers write; return rows, and that of writes."""
    with _officers(nation, WRITES) as told:
        _load(running, pages)  # until the pace is reached
        seen = _load(running, pages)
        # What nginx keeps is at most two seconds old. After a pause all of it is asked for anew at
        # once; a sustained load meets it page by page.
        _load(running, pages, rate=PAGES)
        paced = _load(running, pages, rate=PAGES)
        beside = _load(running, searches) if searches else None
    rows = [
        _row("pages while officers write", seen, "≥ 1,000/s"),
        _row("pages while officers write, paced", paced, "≥ 1,000/s, p99 ≤ 50 ms"),
    ]
    if beside:
        rows.append(_row("search while officers write", beside, ""))
    wrote = told[0]
    if wrote["refused"]:
        raise RuntimeError(f"{wrote['refused']} of {wrote['writes']} writes were refused")
    pace = wrote["writes"] / wrote["seconds"]
    return rows, ("writes of officers meanwhile", pace, wrote["p50"], wrote["p95"], "", "", "20/s")


def _meet(running: Site, pages: Sequence[str]) -> None:
    """Let each node make every page once: readers met them long before."""
    for node in running.nodes:
        for page in pages:
            request = urllib.request.Request(node + page, headers=AS_A_BROWSER)  # noqa: S310
            urllib.request.urlopen(request, timeout=60).close()  # noqa: S310  (our own address)


def _load(running: Site, paths: Sequence[str], seconds: int = SECONDS, *, rate: int = 0) -> Load:
    asking = {"seconds": seconds, "connections": CONNECTIONS, "rate": rate}
    return load(running.address, paths, running.web, **asking)


def as_people_ask(paths: Sequence[str], seed: int = SEED) -> list[str]:
    """Return the paths in the proportions in which people ask: the n-th most wanted 1/n as often.

    So are the words of every large search log spread (Zipf). Which are wanted most is drawn, the
    same each time; ``seed`` draws in which order they are asked.
    """
    ranked = random.Random(SEED).sample(paths, len(paths))
    weights = [1 / rank for rank in range(1, len(ranked) + 1)]
    return random.Random(seed).choices(ranked, weights, k=ASKED)


def _row(name: str, seen: Load, goal: str) -> Row:
    return (name, seen.rate, seen.p50, seen.p95, seen.p99, f"{seen.cpu:.2f}", goal)


@contextmanager
def _officers(nation: Nation, rate: float) -> Iterator[list[dict[str, float]]]:
    """Let officers write during the block; what they tell of it is in the list behind it."""
    told: list[dict[str, float]] = []
    officers = subprocess.Popen(
        [sys.executable, "-m", "bench.nation.officers", str(rate)],
        cwd=country.ROOT,
        env=nation.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert officers.stdout is not None  # noqa: S101  (a pipe was asked for above)
    officers.stdout.readline()
    try:
        yield told
    finally:
        printed, _nothing = officers.communicate(timeout=60)
        told.append(json.loads(printed))


def _publish_to_visible(nation: Nation, running: Site, manual: int, name: str) -> Table:
    """Publish editions and look until each node and nginx show them, as a page and in search."""
    doors = {f"node {n}": node for n, node in enumerate(running.nodes, start=1)}
    doors["nginx"] = running.address
    rows, minutes = [], FIRST_MINUTES
    with editing(EDITOR, nation.environment) as edit, _officers(nation, WRITES):
        for door, address in doors.items():
            seconds: dict[str, list[float]] = {"page": [], "search": []}
            for _turn in range(EDITS):
                said = Edit(
                    f"publish {manual} {minutes}", f"/manual/{manual}", says(f"{minutes:,} นาที")
                )
                seconds["page"].append(seconds_until_shown(address, edit, said))
                minutes += 1
                fact = Edit(
                    f"publish {manual} {minutes}", search_path(name), has_fact(manual, minutes)
                )
                seconds["search"].append(seconds_until_shown(address, edit, fact))
                minutes += 1
            rows += [
                (f"{what}, {door}", f"{statistics.median(took):.3f}", f"{max(took):.3f}")
                for what, took in seconds.items()
            ]
    title = f"From publishing until it is seen, while officers write {WRITES} times a second"
    return Table(f"{title} ({EDITS} editions each)", ("where", "median, s", "longest, s"), rows)
