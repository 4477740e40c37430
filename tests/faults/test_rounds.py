"""A few short rounds of kill -9 under load; ``./dev faults`` plays long ones on a whole cluster."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from django.db import connection

from tests.factories import standard_manual
from tests.faults.databases import Copied, copied
from tools import country
from tools.cluster.process import Process
from tools.faults.http import ask
from tools.faults.rounds import Pace, run_rounds

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 2
SEED = 326
"""First the database and the web server at once, then the web server and the worker."""
QUICK = Pace(before=1.0, dead=0.5, after=0.5)


class SmallRig:
    """One web server with two processes and one worker; the database is cut off, not killed."""

    def __init__(self, home: Path, database: Copied) -> None:
        self._gate = database.gate
        self._port = country.free_port()
        self._variables = {
            **country.environment(home),
            **database.variables,
            "INFOGO_PUBLIC_URL": self.url,
            "INFOGO_TRUSTED_PROXIES": "1",
            "INFOGO_LOG_LEVEL": "ERROR",
        }
        web = ["-m", "config.serve", "--interface", "wsgi", "--no-ws", "--workers", "2"]
        web += ["--blocking-threads", "1", "--host", "127.0.0.1", "--port", str(self._port)]
        self._processes = {
            "web-1": self._process("web-1", home, *web, "config.wsgi:application"),
            "worker-1": self._process("worker-1", home, "manage.py", "run_worker"),
        }

    def _process(self, name: str, home: Path, *words: str) -> Process:
        return Process(
            name=name,
            command=[sys.executable, *words],
            log=home / f"{name}.log",
            is_ready=(lambda: ask(self.url, "/healthz") is not None)
            if name == "web-1"
            else (lambda: True),
            environment=self._variables,
            cwd=country.ROOT,
        )

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    @property
    def web_urls(self) -> Sequence[str]:
        return (self.url,)

    def names(self) -> Sequence[str]:
        return (*self._processes, *(("database",) if self._gate else ()))

    def kill(self, name: str) -> None:
        if name == "database":
            assert self._gate is not None
            self._gate.shut()
        else:
            self._processes[name].kill()

    def start_one(self, name: str) -> None:
        if name == "database":
            assert self._gate is not None
            self._gate.open()
        else:
            self._processes[name].start()

    def stop(self) -> None:
        for one in self._processes.values():
            one.kill()

    def environment(self, node: int = 1) -> dict[str, str]:
        assert node == 1
        return {**self._variables, "PYTHONPATH": str(country.ROOT)}


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[SmallRig]:
    if connection.vendor == "sqlite":
        pytest.skip("rounds are played once a run, where the database can be cut off: PostgreSQL")
    standard_manual()  # something to make an index of
    with copied(tmp_path) as database:
        made = SmallRig(tmp_path, database)
        try:
            for name in ("web-1", "worker-1"):
                made.start_one(name)
            yield made
        finally:
            made.stop()


def test_kill_9_under_load_loses_nothing_and_doubles_nothing(rig: SmallRig) -> None:
    played = run_rounds(rig, rounds=ROUNDS, seed=SEED, victims=rig.names(), nodes=(1,), pace=QUICK)
    *_before, outcome = played
    assert outcome.wrong == []
    assert outcome.rounds == ROUNDS
    assert outcome.acknowledged > ROUNDS, "there was load"
    assert outcome.killed == {"database": 1, "web-1": 2, "worker-1": 1}
