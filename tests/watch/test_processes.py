"""Several real processes: counted together, and stopped without losing a request."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families

from infogo.core.metrics import NOT_YET, Places
from tests.consistency.source import ROOT
from tools.country import environment, free_port


@contextmanager
def serving(home: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Two real web processes of ``tests.watch.small``."""
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"]
    command += ["--workers", "2", "--blocking-threads", "1", "--port", str(port)]
    # A worker told to stop in the middle of its start does not hear it.
    command += ["--workers-kill-timeout", "10"]
    command += ["--log-level", "warning", "tests.watch.small:application"]
    variables = {**environment(home), "INFOGO_METRICS_NETWORKS": "127.0.0.1"}
    server = subprocess.Popen(command, cwd=ROOT, env=variables)
    address = f"http://127.0.0.1:{port}"
    try:
        for _attempt in range(200):
            try:
                ask(f"{address}/healthz")
                break
            except OSError:
                time.sleep(0.1)
        yield address, server
    finally:
        server.terminate()
        server.wait(timeout=20)


def ask(address: str) -> str:
    with urllib.request.urlopen(address, timeout=20) as answer:  # noqa: S310  (our own)
        return str(answer.read().decode())


def answered(address: str) -> float:
    families = text_string_to_metric_families(ask(f"{address}/metrics"))
    return sum(
        sample.value
        for family in families
        if family.name == "infogo_requests"
        for sample in family.samples
        if sample.name.endswith("_total")
    )


def test_processes_count_together_go_on_counting_and_end_what_they_began(
    tmp_path: Path,
) -> None:
    processes: set[str] = set()
    with serving(tmp_path) as (address, _server), ThreadPoolExecutor(8) as readers:
        asked = 0
        while len(processes) < 2 and asked < 4000:
            processes.update(readers.map(ask, [f"{address}/x"] * 40))
            asked += 40
        assert len(processes) == 2
        assert answered(address) == asked
    answers: list[str] = []
    with serving(tmp_path) as (address, server):
        assert answered(address) == asked
        under_way = threading.Thread(target=lambda: answers.append(ask(f"{address}/slow")))
        under_way.start()
        time.sleep(0.4)
        server.send_signal(signal.SIGTERM)
        under_way.join(timeout=20)
        assert len(answers) == 1
        assert server.wait(timeout=20) == 0


def test_each_process_has_a_place_and_the_dead_leave_no_gauges(tmp_path: Path) -> None:
    first, second = Places(tmp_path), Places(tmp_path)
    assert first.own() == second.own() == NOT_YET
    assert (first.own(), second.own()) == (0, 1)
    for name in ("gauge_livesum_0.db", "gauge_livesum_1.db", "gauge_livesum_7.db", "counter_7.db"):
        (tmp_path / name).touch()
    (tmp_path / "place-7.lock").touch()

    first.drop_gauges_of_the_dead()

    left = {file.name for file in tmp_path.glob("*.db")}
    assert left == {"gauge_livesum_0.db", "gauge_livesum_1.db", "counter_7.db"}
