"""One process of a cluster: started in a session of its own, watched, asked to stop, killed."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

PATIENCE_SECONDS = 90.0
STOP_SECONDS = 30.0
LAST_LINES = 30


class NotReadyError(Exception):
    """A process ended or did not answer in time; the message holds the end of its log."""


@dataclass
class Process:
    """A program of the cluster.

    Attributes:
        name: what the cluster calls it.
        command: what is run.
        log: file to which it writes both outputs.
        is_ready: whether it answers now.
        environment: its whole environment.
        user: the user it runs as when root starts it; empty: whoever starts it.
        polite: the signal that asks it to finish what it is doing and end.
    """

    name: str
    command: Sequence[str]
    log: Path
    is_ready: Callable[[], bool]
    environment: Mapping[str, str]
    cwd: Path
    user: str = ""
    polite: signal.Signals = signal.SIGTERM
    _running: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def pid(self) -> int | None:
        """Its process id, ``None`` when it does not run."""
        return self._running.pid if self.is_running and self._running else None

    @property
    def is_running(self) -> bool:
        """Whether its main process lives."""
        return self._running is not None and self._running.poll() is None

    def start(self) -> None:
        """Start it and wait until it answers; does nothing when it runs.

        Raises:
            NotReadyError: it ended, or did not answer within ``PATIENCE_SECONDS``.
        """
        self.begin()
        self.wait_until_ready()

    def begin(self) -> None:
        """Start it without waiting; does nothing when it runs."""
        if self.is_running:
            return
        other = self.user if os.geteuid() == 0 and self.user else None
        with self.log.open("ab") as log:
            self._running = subprocess.Popen(
                [*self.command],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=dict(self.environment),
                cwd=self.cwd,
                start_new_session=True,
                user=other,
                group=other,
                extra_groups=None if other is None else [],
            )

    def wait_until_ready(self) -> None:
        """Wait until it answers.

        Raises:
            NotReadyError: it ended, or did not answer within ``PATIENCE_SECONDS``.
        """
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self.is_ready():
            if not self.is_running:
                raise NotReadyError(f"{self.name} ended at once\n{self.last_words()}")
            if time.monotonic() > deadline:
                raise NotReadyError(f"{self.name} does not answer\n{self.last_words()}")
            time.sleep(0.05)

    def stop(self) -> None:
        """Ask it to finish; after ``STOP_SECONDS`` insist. Returns when it is gone."""
        if self._running is None:
            return
        if self.is_running:
            self._running.send_signal(self.polite)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._running.wait(STOP_SECONDS)
        self.kill()

    def kill(self) -> None:
        """End it and all of its children at once, as a power cut would; returns when it is gone."""
        if self._running is None:
            return
        # Children first found, then killed: a backend of PostgreSQL is in a session of its own.
        for pid in (self._running.pid, *descendants(self._running.pid)):
            _kill(pid)
        # What was adopted by init meanwhile is still in the session.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._running.pid, signal.SIGKILL)
        self._running.wait()

    def children(self) -> set[int]:
        """Ids of its living children, grandchildren and so on."""
        return set() if self.pid is None else set(descendants(self.pid))

    def signal(self, which: signal.Signals) -> None:
        """Send a signal to the main process, such as ``SIGHUP`` to take up new code."""
        if self.is_running and self._running:
            self._running.send_signal(which)

    def last_words(self) -> str:
        """Return the end of its log."""
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(lines[-LAST_LINES:])


def descendants(pid: int) -> list[int]:
    """Return the ids of all living children, grandchildren and so on of a process."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            # The name in brackets may hold anything, so what follows the last bracket counts.
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(stat.parent.name))
    found: list[int] = []
    waiting = [pid]
    while waiting:
        below = children.get(waiting.pop(), [])
        found += below
        waiting += below
    return found


def _kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
