"""Load the demonstration country into a folder of its own, and serve it.

Browser tests, screenshots and benchmarks all look at the same thing that ``./dev run`` serves.
``python -m tools.country FOLDER`` prepares a folder from the command line.
"""

from __future__ import annotations

import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STEPS: tuple[tuple[str, ...], ...] = (
    ("migrate", "--verbosity", "0"),
    ("load_country", "--if-needed"),
    ("reindex", "--if-needed"),
    ("collectstatic", "--noinput", "--verbosity", "0"),
)
PATIENCE_SECONDS = 60


def environment(home: Path) -> dict[str, str]:
    """Return the variables under which the folder is prepared and served, always on SQLite."""
    inherited = {name: value for name, value in os.environ.items() if name[:7] != "INFOGO_"}
    return {
        **inherited,
        "DJANGO_SETTINGS_MODULE": "config.settings.local",
        "INFOGO_HOME": str(home),
    }


def prepare(home: Path) -> dict[str, float]:
    """Bring ``home`` to a served state and return the seconds that each step took.

    Every step knows when it has nothing to do. Of several processes that ask at the same time,
    one works and the others wait.

    Raises:
        subprocess.CalledProcessError: a step failed; its own output says why.
    """
    home.mkdir(parents=True, exist_ok=True)
    seconds = {}
    with (home / "prepare.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for step in STEPS:
            began = time.monotonic()
            command = [sys.executable, "manage.py", *step]
            subprocess.run(command, cwd=ROOT, env=environment(home), check=True)
            seconds[step[0]] = time.monotonic() - began
            print(f"{step[0]}: {seconds[step[0]]:.1f} s", file=sys.stderr, flush=True)
    return seconds


def kept_home() -> Path:
    """Return a prepared folder that stays between runs; delete it to load afresh."""
    home = ROOT / "artifacts" / "country"
    prepare(home)
    return home


@contextmanager
def served(home: Path, *, workers: int = 1) -> Iterator[str]:
    """Serve a prepared folder on a free port; yield its address without a final slash.

    Raises:
        RuntimeError: the server ended, or did not answer within ``PATIENCE_SECONDS``.
    """
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    variables = {**environment(home), "INFOGO_PUBLIC_URL": address, "INFOGO_LOG_LEVEL": "WARNING"}
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"]
    command += ["--workers", str(workers), "--host", "127.0.0.1", "--port", str(port)]
    command += ["--log-level", "warning", "config.wsgi:application"]
    server = subprocess.Popen(command, cwd=ROOT, env=variables)
    try:
        _wait_until_answering(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_answering(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise RuntimeError(f"the server ended with status {server.returncode}")
        try:
            urllib.request.urlopen(f"{address}/about", timeout=10).close()  # noqa: S310
            return
        except urllib.error.HTTPError as problem:
            raise RuntimeError(f"{address}/about answers {problem.code}") from problem
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"{address} did not answer within {PATIENCE_SECONDS} s")


if __name__ == "__main__":
    # Leaving by an exception lets ``subprocess.run`` take the running step along.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    prepare(Path(sys.argv[1]).resolve())
