"""Asking a server as fast as it answers or at a pace, and what its processes spend on it.

The load comes from ``wrk``, which takes little of the machine itself: a client in Python would
be measured instead of the server.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

CONNECTIONS = 16
PACED_CONNECTIONS = 50
"""Of a paced load: with many, one that waits for its answer hardly slows the others down."""
BROWSER = "Mozilla/5.0 (X11; Linux x86_64)"
DEBIAN_PACKAGES = {"wrk": "wrk", "nginx": "nginx-light", "redis-server": "redis-server"}
TICKS = os.sysconf("SC_CLK_TCK")
# Asks for the paths in turn and prints what it saw as one line of JSON; times in microseconds.
SCRIPT = """
local paths = {%s}
local at = 0
request = function()
  at = at %% #paths + 1
  return wrk.format("GET", paths[at])
end
%s
done = function(summary, latency)
  local e = summary.errors
  io.write(string.format('JSON{"requests":%%d,"micros":%%d,"p50":%%d,"p95":%%d,"p99":%%d,"errors":%%d}\\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(95),
    latency:percentile(99), e.connect + e.read + e.write + e.timeout + e.status))
end
"""


# Between an answer and the next question of its connection; even pauses would come in step.
PAUSE = "delay = function() return math.random(0, %d) end"


def program(name: str) -> str:
    """Return the path of a program.

    Raises:
        SystemExit: it is not there; the message says how to install it.
    """
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if found is None:
        sys.exit(f"install first: sudo apt-get install {DEBIAN_PACKAGES[name]}")
    return found


@dataclass(frozen=True)
class Load:
    """What one round of asking saw: answers a second, times in ms, and ms of processor each."""

    rate: float
    p50: float
    p95: float
    p99: float
    cpu: float


def load(
    address: str,
    paths: Sequence[str],
    pids: Sequence[int],
    *,
    seconds: int,
    headers: Sequence[str] = (),
    connections: int = CONNECTIONS,
    rate: int = 0,
) -> Load:
    """Ask for ``paths`` in turn on some connections; ``pids`` are the server's processes.

    With a ``rate`` about so many are asked a second, on ``PACED_CONNECTIONS``: what a reader waits
    where the machine is not driven to its end. Without one every answer is followed by a question.

    Raises:
        RuntimeError: an answer failed, or was not 2xx or 3xx.
    """
    quoted = ", ".join(json.dumps(path) for path in paths)
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        if rate:
            connections = PACED_CONNECTIONS
        pause = PAUSE % (2000 * connections // rate) if rate else ""
        script.write(SCRIPT % (quoted, pause))
        script.flush()
        command = [program("wrk"), "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "60s"]
        for header in ("Accept-Encoding: br", f"User-Agent: {BROWSER}", *headers):
            command += ["-H", header]
        spent = cpu_seconds(pids)
        printed = subprocess.run(
            [*command, "-s", script.name, address], check=True, capture_output=True, text=True
        ).stdout
        spent = cpu_seconds(pids) - spent
    line = next(line for line in printed.splitlines() if line.startswith("JSON"))
    saw = json.loads(line.removeprefix("JSON"))
    if saw["errors"]:
        raise RuntimeError(f"{saw['errors']} of {saw['requests']} answers of {address} failed")
    return Load(
        rate=saw["requests"] / saw["micros"] * 1e6,
        p50=saw["p50"] / 1000,
        p95=saw["p95"] / 1000,
        p99=saw["p99"] / 1000,
        cpu=1000 * spent / saw["requests"],
    )


def cpu_seconds(pids: Sequence[int]) -> float:
    """Return the processor time that processes have used, in both user and system mode."""
    ticks = 0
    for pid in pids:
        # The name in brackets may hold spaces; the numbers follow the last bracket.
        columns = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(columns[11]) + int(columns[12])
    return ticks / TICKS


def descendants(pid: int | None = None) -> set[int]:
    """Return the processes below a process, this one if none is named."""
    found: set[int] = set()
    waiting = [pid or os.getpid()]
    while waiting:
        for task in Path(f"/proc/{waiting.pop()}/task").glob("*/children"):
            children = {int(child) for child in task.read_text().split()}
            waiting += children - found
            found |= children
    return found


def settle(pids: Sequence[int], *, patience: float = 60.0) -> None:
    """Wait until processes have nothing to do: web processes warm up after their start.

    A helper that a server had only for its beginning may end meanwhile.
    """
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        living = [pid for pid in pids if Path(f"/proc/{pid}").exists()]
        before = cpu_seconds(living)
        time.sleep(1.0)
        if all(Path(f"/proc/{pid}").exists() for pid in living) and (
            cpu_seconds(living) - before < 0.03
        ):
            return


NGINX = """
{user}
worker_processes {workers};
daemon off;
pid {folder}/pid;
error_log {folder}/errors;
events {{ worker_connections 512; }}
http {{
    access_log off;
    sendfile on;
    tcp_nopush on;
    open_file_cache max=100;
    keepalive_requests 100000000;
    client_body_temp_path {folder}/t1;
    proxy_temp_path {folder}/t2;
    fastcgi_temp_path {folder}/t3;
    uwsgi_temp_path {folder}/t4;
    scgi_temp_path {folder}/t5;
    server {{
        listen 127.0.0.1:{port};
        root {folder}/files;
        default_type "text/html; charset=utf-8";
        add_header Content-Encoding br;
    }}
}}
"""


@contextmanager
def nginx(body: bytes, *, port: int, workers: int = 2) -> Iterator[str]:
    """Serve ``body``, which is compressed already, as the static file ``/page``."""
    with tempfile.TemporaryDirectory(prefix="infogo-bench-") as name:
        folder = Path(name)
        (folder / "files").mkdir()
        (folder / "files" / "page").write_bytes(body)
        user = "user root;" if os.geteuid() == 0 else ""
        config = folder / "nginx.conf"
        config.write_text(NGINX.format(folder=folder, port=port, user=user, workers=workers))
        server = subprocess.Popen(
            [program("nginx"), "-c", str(config), "-e", str(folder / "errors")]
        )
        try:
            wait_until_open(port, server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=20)


def wait_until_open(port: int, server: subprocess.Popen[bytes]) -> None:
    """Wait until a server listens.

    Raises:
        RuntimeError: it ended instead.
    """
    while server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"nginx ended with status {server.returncode}; its message is above")
