"""Several real processes: counted together, and stopped without losing a request."""

from __future__ import annotations

import gzip
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span
from prometheus_client.parser import text_string_to_metric_families

from infogo.core.metrics import NOT_YET, Places
from tests.consistency.source import ROOT
from tools.country import environment, free_port


@contextmanager
def serving(home: Path, traces: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Two real web processes of ``tests.watch.small``."""
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"]
    command += ["--workers", "2", "--blocking-threads", "1", "--port", str(port)]
    # A worker told to stop in the middle of its start does not hear it.
    command += ["--workers-kill-timeout", "30"]
    command += ["--log-level", "warning", "tests.watch.small:application"]
    variables = {
        **environment(home),
        "INFOGO_METRICS_NETWORKS": "127.0.0.1",
        "INFOGO_TRACES_URL": traces,
        "INFOGO_TRACES_PERCENT": "100",
    }
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


@contextmanager
def collector() -> Iterator[tuple[str, list[Span]]]:
    """A real receiver of OTLP over HTTP; what it got."""
    spans: list[Span] = []

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.headers.get("Content-Encoding") == "gzip":
                body = gzip.decompress(body)
            for resource in ExportTraceServiceRequest.FromString(body).resource_spans:
                for scope in resource.scope_spans:
                    spans.extend(scope.spans)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    receiver = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    thread = threading.Thread(target=receiver.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{receiver.server_port}/v1/traces", spans
    finally:
        receiver.shutdown()
        thread.join()
        receiver.server_close()


def check_spans(spans: list[Span]) -> None:
    """A request, its statement below it, and nothing that anybody typed."""
    (statement,) = (each for each in spans if each.name == "SELECT" and each.parent_span_id)
    (request,) = (each for each in spans if each.span_id == statement.parent_span_id)
    assert request.trace_id == statement.trace_id
    assert request.name == "GET none"
    told = {fact.key: fact.value for fact in request.attributes}
    assert told["http.response.status_code"].int_value == 200
    assert len(told["infogo.request"].string_value) == 32
    written = "".join(str(each) for each in spans)
    for typed in ("typed", "สมชาย", "127.0.0.1"):
        assert typed not in written


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


def answered_soon(address: str, expected: int) -> float:
    """What was answered: what another process saw is told half a second later."""
    for _attempt in range(100):
        if answered(address) >= expected:
            break
        time.sleep(0.1)
    return answered(address)


def test_processes_count_together_go_on_counting_and_end_what_they_began(
    tmp_path: Path,
) -> None:
    processes: set[str] = set()
    nobody = f"http://127.0.0.1:{free_port()}/v1/traces"  # traces go nowhere, and nobody waits
    with serving(tmp_path, nobody) as (address, _server), ThreadPoolExecutor(8) as readers:
        asked = 0
        while len(processes) < 2 and asked < 4000:
            processes.update(readers.map(ask, [f"{address}/x"] * 40))
            asked += 40
        assert len(processes) == 2
        assert answered_soon(address, asked) == asked
    answers: list[str] = []
    with collector() as (traces, spans), serving(tmp_path, traces) as (address, server):
        assert answered(address) == asked
        ask(f"{address}/asks?q=typed")
        under_way = threading.Thread(target=lambda: answers.append(ask(f"{address}/slow")))
        under_way.start()
        time.sleep(0.4)
        server.send_signal(signal.SIGTERM)
        under_way.join(timeout=20)
        assert len(answers) == 1
        assert server.wait(timeout=20) == 0
        check_spans(spans)
    ended = {file.name.removeprefix("ended-") for file in tmp_path.glob("ended-*")}
    assert processes <= ended  # each did what it has to do at its end


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


def test_nobody_is_let_in_before_every_view_is_imported(tmp_path: Path) -> None:
    """Else whoever asks first after a start waits for it, behind a ``/healthz`` that answers."""
    look = "import sys, config.wsgi; print(*[name for name in sys.modules if 'views' in name])"
    done = subprocess.run(
        [sys.executable, "-c", look],
        cwd=ROOT, env=environment(tmp_path), capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert {"infogo.www.views.search", "infogo.office.views"} <= set(done.stdout.split())
