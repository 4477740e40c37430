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
from ipaddress import ip_address
from pathlib import Path

import orjson

from infogo.core.dates import bangkok_now
from infogo.core.metrics import ACCESS_LOST
from infogo.core.request_facts import PATH, WHO
from infogo.watch.layer import Environ, Seen
from infogo.watch.middleware import path_to_nowhere

logger = logging.getLogger(__name__)

PRIVATE_FOLDER, PRIVATE_FILE = 0o700, 0o600
LONGEST_PATH = 300
COMPLAINT_SECONDS = 60.0
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
        self._day: date | None = None
        self._file = -1
        self._complained = -COMPLAINT_SECONDS

    def write(self, seen: Seen) -> None:
        """Write the line of one request; a disk that takes none stops nobody's answer."""
        now = self._clock()
        line = orjson.dumps(self._line(seen, now)) + b"\n"
        try:
            with self._lock:
                written = os.write(self._file_of(now.date()), line)
            if written < len(line):
                raise OSError("only a part of a line was written")
        except OSError as problem:
            ACCESS_LOST.labels(type(problem).__name__).inc()
            self._complain(problem)

    def close(self) -> None:
        """Close the file; the next line opens it anew."""
        with self._lock:
            if self._file >= 0:
                os.close(self._file)
            self._day, self._file = None, -1

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
        if day != self._day:
            if self._file >= 0:
                os.close(self._file)
            self._day, self._file = None, -1
            folder = self._folder / day.isoformat()
            self._folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
            folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
            flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
            self._file = os.open(folder / self._name, flags, PRIVATE_FILE)
            self._day = day
        return self._file

    def _complain(self, problem: OSError) -> None:
        now = time.monotonic()
        if now - self._complained >= COMPLAINT_SECONDS:
            self._complained = now
            logger.error("lines of the access log are lost: %s", problem)


def address_of(environ: Environ, proxies: int) -> str:
    """Return the whole address that asked, as far as our own proxies can say; else nothing."""
    told = str(environ.get("REMOTE_ADDR", ""))
    if proxies:
        forwarded = environ.get("HTTP_X_FORWARDED_FOR", "").split(",")
        told = forwarded[-proxies] if len(forwarded) >= proxies else ""
    try:
        return str(ip_address(told.strip()))
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
