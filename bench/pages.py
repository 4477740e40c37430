"""How fast pages are: kept, made anew, as installed, and nginx with the same bytes as a file."""

from __future__ import annotations

import sqlite3
import statistics
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from bench import installed
from bench.loading import BROWSER, Load, cpu_seconds, descendants, load, nginx, program, settle
from bench.report import Table
from tests.e2e.pages import PAGES, find_examples
from tools import country

WORKERS = 2
ROUNDS = 11
SECONDS = 1
# Either process may answer; after so many readings most have met a page.
READINGS = 3
MANUALS = "SELECT DISTINCT procedure_id FROM manuals_manual WHERE standard_id IS NULL ORDER BY 1"
SPEED = ("/s", "of nginx", "median, ms", "95 %, ms", "99 %, ms", "processor, ms each", "KB each")


@dataclass(frozen=True)
class Server:
    """A server that can be asked: its address and its processes."""

    address: str
    pids: Sequence[int]


@dataclass(frozen=True)
class Question:
    """What is asked of which server in each round."""

    name: str
    server: Server
    paths: Sequence[str]
    headers: Sequence[str] = ()


def pages() -> Table:
    """Ask for a manual in turns: of nginx, of the kept pages, and of a site that keeps none."""
    for name in ("wrk", "nginx"):
        program(name)
    home = country.kept_home()
    manual = f"/manual/{find_examples(home)['manual']}"
    every = [f"/manual/{number}" for number in _manuals(home)]
    with ExitStack() as running:
        kept = running.enter_context(_site(home))
        anew = running.enter_context(_site(home, INFOGO_PAGE_CACHE_MEGABYTES="0"))
        first = _first_readings(anew, every)
        for server in (kept, anew):
            _meet(server, every)
        front = running.enter_context(_installed(home))
        _meet(front, [manual])
        body, tag = _page(kept, manual)
        static = running.enter_context(_static(body))
        unchanged = (f"If-None-Match: {tag}",)
        questions = [
            Question("nginx, the same bytes as a file", static, ["/page"]),
            Question("kept page, as installed behind nginx", front, [manual]),
            Question("kept page", kept, [manual]),
            Question("kept page, unchanged (304)", kept, [manual], unchanged),
            Question("kept pages of all manuals in turn", kept, every),
            Question("made anew, one manual", anew, [manual]),
            Question("made anew, all manuals in turn", anew, every),
        ]
        rounds = [_round(questions) for _round_number in range(ROUNDS)]
        sizes = [len(body), len(body), len(body), 0, "", _size(anew, manual), ""]
    rows = [
        _row(question.name, [seen[at] for seen in rounds], [seen[0] for seen in rounds], size)
        for at, (question, size) in enumerate(zip(questions, sizes, strict=True))
    ]
    rows.append(first)
    title = (
        f"Speed of a manual's page ({WORKERS} web processes, medians of {ROUNDS} rounds of"
        f" {SECONDS} s, asked in turns)"
    )
    return Table(title, ("page", *SPEED), rows)


def page_types() -> Table:
    """Ask for each page type, without and with kept pages."""
    home = country.kept_home()
    examples = find_examples(home)
    rows = []
    with _site(home) as kept, _site(home, INFOGO_PAGE_CACHE_MEGABYTES="0") as anew:
        for page in PAGES:
            if page.status != 200:  # a load of errors is nothing to be fast at
                continue
            path = quote(page.address("th", examples), safe="/?=&,")
            made = load(anew.address, [path], anew.pids, seconds=SECONDS)
            sent = load(kept.address, [path], kept.pids, seconds=SECONDS)
            rows.append((page.name, made.rate, made.p50, made.p95, f"{made.cpu:.2f}", sent.rate))
    columns = ("page", "made anew, /s", "median, ms", "95 %, ms", "processor, ms each", "kept, /s")
    title = f"Speed of page types ({WORKERS} web processes, {SECONDS} s each; searches are"
    return Table(f"{title} never kept)", columns, rows)


@contextmanager
def _site(home: Path, **variables: str) -> Iterator[Server]:
    """Serve the country with its processes warmed up."""
    before = descendants()
    with country.served(home, workers=WORKERS, **variables) as address:
        pids = sorted(descendants() - before)
        settle(pids)
        yield Server(address, pids)


@contextmanager
def _installed(home: Path) -> Iterator[Server]:
    """Serve the country by two nodes behind nginx, as an installation does."""
    before = descendants()
    with installed.room() as layout, ExitStack() as running:
        address = installed.address_of(layout)
        variables = {**installed.VARIABLES, "INFOGO_PUBLIC_URL": address}
        for port in layout.web_ports:
            running.enter_context(country.served(home, port=port, **variables))
        running.enter_context(installed.nginx_before(layout))
        # nginx's loader of what it had kept ends within a minute, and so while others measure.
        pids = sorted(pid for pid in descendants() - before if "cache loader" not in _name(pid))
        settle(pids)
        yield Server(address, pids)


def _name(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")


@contextmanager
def _static(body: bytes) -> Iterator[Server]:
    before = descendants()
    with nginx(body, port=country.free_port(), workers=WORKERS) as address:
        yield Server(address, sorted(descendants() - before))


def _manuals(home: Path) -> list[int]:
    with closing(sqlite3.connect(home / "db.sqlite3")) as database:
        return [number for (number,) in database.execute(MANUALS)]


def _round(questions: Sequence[Question]) -> list[Load]:
    return [
        load(q.server.address, q.paths, q.server.pids, seconds=SECONDS, headers=q.headers)
        for q in questions
    ]


def _page(server: Server, path: str) -> tuple[bytes, str]:
    """Return a page's body as it is sent in brotli, and its tag."""
    headers = {"Accept-Encoding": "br", "User-Agent": BROWSER}
    request = urllib.request.Request(server.address + path, headers=headers)  # noqa: S310
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310  (our own address)
        return answer.read(), answer.headers["ETag"]


def _size(server: Server, path: str) -> int:
    return len(_page(server, path)[0])


def _row(
    name: str, seen: Sequence[Load], beside: Sequence[Load], size: object
) -> tuple[object, ...]:
    """Return medians; the ratio is that of the two rates in the same round."""

    def median(values: Iterator[float]) -> float:
        return statistics.median(values)

    return (
        name,
        median(one.rate for one in seen),
        f"{median(one.rate / other.rate for one, other in zip(seen, beside, strict=True)):.2f}",
        f"{median(one.p50 for one in seen):.2f}",
        f"{median(one.p95 for one in seen):.2f}",
        f"{median(one.p99 for one in seen):.2f}",
        f"{median(one.cpu for one in seen):.3f}",
        f"{size / 1000:.1f}" if isinstance(size, int) else "",
    )


def _meet(server: Server, paths: Sequence[str]) -> None:
    """Let every process make every page once, before its speed is measured."""
    for _reading in range(READINGS):
        for path in paths:
            _page(server, path)


def _first_readings(server: Server, paths: Sequence[str]) -> tuple[object, ...]:
    """Read each page once, with nothing remembered of it; one reader, so no rate is told."""
    spent, taken = cpu_seconds(server.pids), []
    for path in paths:
        began = time.perf_counter()
        _page(server, path)
        taken.append(1000 * (time.perf_counter() - began))
    cpu = 1000 * (cpu_seconds(server.pids) - spent) / len(paths)
    marks = statistics.quantiles(taken, n=100)
    times = (f"{statistics.median(taken):.2f}", f"{marks[94]:.2f}", f"{marks[98]:.2f}")
    return ("read for the first time, all manuals once", "", "", *times, f"{cpu:.3f}", "")
