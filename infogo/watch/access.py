"""The access log that the law asks for (Computer Crime Act s. 26), apart from everything else.

One line a request: when, from where, who if an officer, what. No query and nothing typed, no
secret of an address, and of what anonymous readers say about a service not even which service
(``infogo.watch.middleware``): no line leads to a rating. Each process writes files of its own, a
new one each day of Thai time, which nobody but the account of the service may read::

    access/2026-11-27/<node>-<process>-<start>.jsonl

``infogo.watch.sealing`` closes the days and ends those that were kept for long enough.
"""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from ipaddress import ip_address
from pathlib import Path

import orjson

from infogo.core.dates import bangkok_now
from infogo.core.metrics import ACCESS_LOST
from infogo.core.networks import address_in
from infogo.core.request_facts import PATH, WHO
from infogo.watch.layer import Environ, Seen
from infogo.watch.middleware import path_to_nowhere

logger = logging.getLogger(__name__)

PRIVATE_FOLDER, PRIVATE_FILE = 0o700, 0o600
LONGEST_PATH = 300
COMPLAINT_SECONDS = 60.0
LATE_SECONDS, MOST_WAITING = 0.5, 200
PORT_HEADER = "HTTP_X_REAL_PORT"
"""Header in which our own proxy tells the client's port, without which an address that many
share (CGNAT) names nobody."""
MOST_PORTS = 65_535


class AccessLog:
    """Writes the lines of one process. Safe to use from several threads."""

    def __init__(
        self, folder: Path, *, proxies: int = 0, clock: Callable[[], datetime] = bangkok_now
    ) -> None:
        """Write below ``folder``; ``proxies`` of ours stand in front and tell who asked them."""
        self._folder = folder
        self._proxies = proxies
        self._clock = clock
        self._node = socket.gethostname()
        self._name = f"{self._node}-{os.getpid()}-{time.time_ns()}.jsonl"
        self._lock = threading.Lock()
        self._waiting: list[bytes] = []
        self._later: threading.Timer | None = None
        self._day: date | None = None
        self._file = -1
        self._file_day: date | None = None
        self._complained = -COMPLAINT_SECONDS

    def write(self, seen: Seen) -> None:
        """Write the line of one request; a disk that takes none stops nobody's answer.

        Lines of pages that anybody reads wait up to ``LATE_SECONDS`` for one another, because
        writing each would cost more than sending a kept page does. What an officer does, and
        whatever changes something, is written before the answer goes out.
        """
        now = self._clock()
        line = orjson.dumps(self._line(seen, now)) + b"\n"
        is_plain = WHO not in seen.environ and seen.environ["REQUEST_METHOD"] in ("GET", "HEAD")
        with self._lock:
            if self._waiting and now.date() != self._day:
                self._write_down()
            self._day = now.date()
            self._waiting.append(line)
            if is_plain and len(self._waiting) < MOST_WAITING:
                self._write_soon()
            else:
                self._write_down()

    def close(self) -> None:
        """Write what waits and close the file; the next line opens it anew."""
        with self._lock:
            self._write_down()
            if self._file >= 0:
                os.close(self._file)
            self._file, self._file_day = -1, None

    def _write_soon(self) -> None:
        if self._later is None:
            self._later = threading.Timer(LATE_SECONDS, self._write_now)
            self._later.daemon = True
            self._later.start()

    def _write_now(self) -> None:
        with self._lock:
            self._write_down()

    def _write_down(self) -> None:
        if self._later is not None:
            self._later.cancel()
            self._later = None
        lines, self._waiting = self._waiting, []
        if not lines or self._day is None:
            return
        whole = b"".join(lines)
        try:
            if os.write(self._file_of(self._day), whole) < len(whole):
                raise OSError("only a part could be written")
        except OSError as problem:
            ACCESS_LOST.labels(type(problem).__name__).inc(len(lines))
            self._complain(problem)

    def _line(self, seen: Seen, now: datetime) -> dict[str, object]:
        environ = seen.environ
        path = environ.get(PATH) or path_to_nowhere(_as_text(environ.get("PATH_INFO", "")))
        return {
            "at": now.isoformat(timespec="milliseconds"),
            "address": address_of(environ, self._proxies),
            "port": port_of(environ, self._proxies),
            "who": environ.get(WHO),
            "action": seen.view,
            "method": environ["REQUEST_METHOD"][:10],
            "path": path[:LONGEST_PATH].encode("utf-8", "replace").decode(),
            "status": seen.status,
            "request": seen.number,
            "node": self._node,
        }

    def _file_of(self, day: date) -> int:
        if day != self._file_day:
            if self._file >= 0:
                os.close(self._file)
            self._file, self._file_day = -1, None
            folder = self._folder / day.isoformat()
            self._folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
            folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
            flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
            self._file = os.open(folder / self._name, flags, PRIVATE_FILE)
            self._file_day = day
        return self._file

    def _complain(self, problem: OSError) -> None:
        now = time.monotonic()
        if now - self._complained >= COMPLAINT_SECONDS:
            self._complained = now
            logger.error("lines of the access log are lost: %s", problem)


def address_of(environ: Environ, proxies: int) -> str:
    """Return the whole address that asked, as far as our own proxies can say; else nothing."""
    return _whole_address(address_in(environ, proxies))


# A reader asks many times, and reading an address costs as much as the rest of a line.
@lru_cache(maxsize=2048)
def _whole_address(text: str) -> str:
    try:
        return str(ip_address(text.strip()))
    except ValueError:
        return ""


def port_of(environ: Environ, proxies: int) -> int | None:
    """Return the port that asked, if the server or our own proxy tells it."""
    told = environ.get(PORT_HEADER if proxies else "REMOTE_PORT", "")
    is_number = told.isascii() and told.isdecimal() and len(told) <= len(str(MOST_PORTS))
    return int(told) if is_number and 0 < int(told) <= MOST_PORTS else None


def _as_text(path: str) -> str:
    """Return a path as it was meant: servers hand over its bytes as Latin-1 (PEP 3333)."""
    try:
        return path.encode("latin-1").decode("utf-8", "replace")
    except UnicodeEncodeError:
        return path
