"""Where a nation lives between runs: a folder for each scale and database, made when missing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from tools import country
from tools.postgres import kept_cluster

SQLITE, POSTGRESQL = "sqlite", "postgresql"
DATABASES = (SQLITE, POSTGRESQL)
SERVER_OPTIONS = (
    "shared_buffers=1GB",
    "effective_cache_size=4GB",
    "maintenance_work_mem=512MB",
    "max_wal_size=8GB",
    "wal_level=minimal",
    "max_wal_senders=0",
    "random_page_cost=1.1",
    "jit=off",
)
REPORT = "nation.json"
"""Says that the nation is whole, and how it was made."""


@dataclass(frozen=True)
class Nation:
    """A filled database: its folder, what a process needs to find it, and how it was made."""

    home: Path
    variables: dict[str, str]
    made: list[dict[str, float]] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        """Return the variables of a process that works on it."""
        return {**country.environment(self.home), **self.variables}

    def run(self, *words: str) -> str:
        """Run a module or script of the project on it and return what it printed."""
        return subprocess.run(
            [sys.executable, *words],
            cwd=country.ROOT,
            env=self.environment,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        ).stdout


@contextmanager
def nation(scale: float, database: str) -> Iterator[Nation]:
    """Yield the nation of a scale, made now if it was not before; a cluster runs meanwhile.

    Raises:
        tools.postgres.NoPostgresError: no server is installed.
    """
    folder = country.ROOT / "artifacts" / f"nation-{scale:g}-{database}"
    report = folder / REPORT
    if not report.exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    cluster = folder / "cluster"
    running = kept_cluster(cluster, *SERVER_OPTIONS) if database == POSTGRESQL else nullcontext("")
    # The user of the server has to get through to its folder.
    folder.chmod(0o755)
    with running as dsn:
        sockets = dsn.partition(" ")[0].removeprefix("host=")
        url = f"postgres://infogo@{quote(sockets, safe='')}/postgres" if dsn else ""
        found = Nation(folder / "home", {"INFOGO_DATABASE_URL": url} if url else {})
        if not report.exists():
            report.write_text(json.dumps(_make(found, scale)), encoding="utf-8")
        else:
            # It may have been made before the newest tables were, and the newest words of search.
            found.run("manage.py", "migrate", "--verbosity", "0")
            found.run("manage.py", "reindex", "--if-needed")
        made = json.loads(report.read_text(encoding="utf-8"))
        yield Nation(found.home, found.variables, made)


def _make(found: Nation, scale: float) -> list[dict[str, float]]:
    """Load the country, make the nation of it, index it."""
    if found.variables:
        found.run("-m", "tools.prepare")
    else:
        shutil.copytree(country.kept_home(), found.home, symlinks=True)
    printed = found.run("-m", "bench.nation.fill", str(scale))
    found.run("manage.py", "reindex")
    return [json.loads(line) for line in printed.splitlines()]


def size_on_disk(folder: Path) -> float:
    """Return the megabytes of all files below a folder."""
    files = (Path(at) / name for at, _folders, names in os.walk(folder) for name in names)
    return sum(file.stat().st_size for file in files if file.exists()) / 1e6
