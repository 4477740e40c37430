"""The demonstration country in a folder of its own, prepared and served as ``./dev run`` does it.

Browser tests, screenshots and benchmarks all look at this.

``python -m tools.country HOME FILE`` serves a prepared folder to several of them until it is told
to end, and writes its address into FILE as soon as it answers.
"""

from __future__ import annotations

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
PATIENCE_SECONDS = 300
WEB_PROCESSES = 3
"""Of a server that several share, as ``./dev run`` has them: nobody waits for another's page."""


def environment(home: Path) -> dict[str, str]:
    """Return the variables under which the folder is prepared and served, always on SQLite."""
    inherited = {name: value for name, value in os.environ.items() if name[:7] != "INFOGO_"}
    return {
        **inherited,
        "DJANGO_SETTINGS_MODULE": "config.settings.local",
        "INFOGO_HOME": str(home),
        "INFOGO_DEMO_OFFICERS": "1",
        # Whoever measures or tests asks more than any reader would.
        "INFOGO_API_POINTS_PER_MINUTE": "0",
    }


def prepare(home: Path) -> str:
    """Bring ``home`` to a served state and return what ``tools.prepare`` printed.

    Of several processes that ask at the same time, one works and the others wait.

    Raises:
        subprocess.CalledProcessError: a step failed; its error output was passed through.
    """
    command = [sys.executable, "-m", "tools.prepare"]
    return subprocess.run(
        command, cwd=ROOT, env=environment(home), check=True, stdout=subprocess.PIPE, text=True
    ).stdout


def kept_home() -> Path:
    """Return a prepared folder that stays between runs; delete it to load afresh."""
    home = ROOT / "artifacts" / "country"
    prepare(home)
    return home


@contextmanager
def served(
    home: Path,
    *,
    workers: int = 1,
    threads: int = 1,
    application: str = "config.wsgi:application",
    program: str = "config.serve",
    port: int = 0,
    **variables: str,
) -> Iterator[str]:
    """Serve a prepared folder on a free port or a given one; yield its address without a slash.

    ``workers`` is the number of web processes, each of which runs ``application`` in so many
    ``threads``; ``variables`` are settings by their names in the environment. ``program`` is
    ``granian`` for processes that share nothing.

    Raises:
        RuntimeError: the server ended, or did not answer within ``PATIENCE_SECONDS``.
    """
    port = port or free_port()
    address = f"http://127.0.0.1:{port}"
    chosen = {"INFOGO_PUBLIC_URL": address, "INFOGO_LOG_LEVEL": "WARNING", **variables}
    command = [sys.executable, "-m", program, "--interface", "wsgi", "--no-ws"]
    command += ["--workers", str(workers), "--blocking-threads", str(threads)]
    command += ["--host", "127.0.0.1", "--port", str(port)]
    command += ["--log-level", "warning", application]
    server = subprocess.Popen(command, cwd=ROOT, env={**environment(home), **chosen})
    try:
        _wait_until_answering(f"{address}/healthz", server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def main() -> int:
    """Serve for others until SIGTERM comes; see the module."""
    home, told = Path(sys.argv[1]), Path(sys.argv[2])
    signal.signal(signal.SIGTERM, lambda *_told: sys.exit())
    with served(home, workers=WEB_PROCESSES) as address:
        whole = told.with_suffix(".new")
        whole.write_text(address)
        whole.replace(told)  # nobody reads half an address
        while True:
            signal.pause()


def address_in(told: Path) -> str:
    """Return the address of the server that writes it into a file, as soon as it is there.

    Raises:
        RuntimeError: it is not there after ``PATIENCE_SECONDS``.
    """
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if told.exists():
            return told.read_text()
        time.sleep(0.1)
    raise RuntimeError(f"no server wrote its address into {told} within {PATIENCE_SECONDS} s")


def free_port() -> int:
    """Return a port of this machine that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_answering(address: str, server: subprocess.Popen[bytes]) -> None:
    # Said as a proxy would: the production settings lead everything else to https.
    asked = urllib.request.Request(address, headers={"X-Forwarded-Proto": "https"})  # noqa: S310
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise RuntimeError(f"the server ended with status {server.returncode}")
        try:
            urllib.request.urlopen(asked, timeout=10).close()  # noqa: S310  (our own address)
            return
        except urllib.error.HTTPError as problem:
            raise RuntimeError(f"{address} answers {problem.code}") from problem
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"{address} did not answer within {PATIENCE_SECONDS} s")


if __name__ == "__main__":
    sys.exit(main())
