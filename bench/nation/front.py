"""A nation served by two web nodes behind nginx, as an installation has it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench import installed
from bench.loading import descendants, program, settle, wait_until_open
from bench.nation.home import Nation
from tools import country
from tools.cluster import layout

NODES = len(layout.NODES)


@dataclass(frozen=True)
class Site:
    """A running site: the front's address, each node's, their processes, all processes."""

    address: str
    nodes: Sequence[str]
    web: Sequence[int]
    everything: Sequence[int]


@contextmanager
def site(nation: Nation, *, with_redis: bool = True, threads: int = 1) -> Iterator[Site]:
    """Serve a nation by two nodes, each with its own index and what follows it, behind nginx.

    ``with_redis`` lets the nodes share the pages that they made; ``threads`` are those of each web
    process, of which an installation has one. On SQLite both nodes share one folder, because the
    database lies in it, and one follower.
    """
    before = descendants()
    # The folder goes last: whatever runs in it writes there until it has ended.
    with installed.room() as place, ExitStack() as running:
        folder, address = place.home, installed.address_of(place)
        homes = [nation.home]
        if nation.variables:
            homes.append(Path(shutil.copytree(nation.home, folder / "second", symlinks=True)))
        variables = {**nation.variables, **installed.VARIABLES, "INFOGO_PUBLIC_URL": address}
        variables["INFOGO_LOG_LEVEL"] = "ERROR"
        if with_redis:
            variables["INFOGO_CACHE_URL"] = running.enter_context(_redis(folder))
        for home in homes:
            running.enter_context(_worker(home, variables))
        unlike_web = descendants()
        served = (
            country.served(
                homes[n % len(homes)], workers=1, threads=threads, port=port, **variables
            )
            for n, port in enumerate(place.web_ports)
        )
        nodes = [running.enter_context(node) for node in served]
        web = sorted(descendants() - unlike_web)
        running.enter_context(installed.nginx_before(place))
        everything = sorted(descendants() - before)
        settle(everything, patience=90)
        yield Site(address, nodes, web, everything)


@contextmanager
def _worker(home: Path, variables: dict[str, str]) -> Iterator[None]:
    worker = subprocess.Popen(
        [sys.executable, "-m", "bench.nation.following"],
        cwd=country.ROOT,
        env={**country.environment(home), **variables},
    )
    try:
        yield
    finally:
        worker.terminate()
        worker.wait(timeout=30)


@contextmanager
def _redis(folder: Path) -> Iterator[str]:
    port = country.free_port()
    command = [program("redis-server"), "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
    command += ["--dir", str(folder), "--maxmemory", "128mb", "--loglevel", "warning"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        wait_until_open(port, server)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.terminate()
        server.wait(timeout=20)
