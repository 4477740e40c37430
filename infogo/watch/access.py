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
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from ipaddress import ip_address
from pathlib import Path

import orjson

from infogo.core.dates import BANGKOK
from infogo.core.metrics import ACCESS_LOST
from infogo.watch.layer import Seen
from infogo.watch.middleware import path_to_nowhere

logger = logging.getLogger(__name__)

PRIVATE_FOLDER, PRIVATE_FILE = 0o700, 0o600
LONGEST_PATH = 300
COMPLAINT_SECONDS = 60.0
DAY_LENGTH, SECOND_LENGTH = len("2026-11-27"), len("2026-11-27T16:42:12")
MOST_PORTS = 65_535


class AccessLog:
    """Writes the lines of one process. Safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        """Write below ``folder``."""
        self._folder = folder
        self._node = socket.gethostname()
        self._name = f"{self._node}-{os.getpid()}-{time.time_ns()}.jsonl"
        self._lock = threading.Lock()
        self._file = -1
        self._file_day = ""
        self._complained = -COMPLAINT_SECONDS

    def write(self, many: Sequence[Seen]) -> None:
        """Write a line for each request; a disk that takes none stops nobody's answer."""
        lines_of_days: dict[str, list[bytes]] = {}
        for seen in many:
            at = moment_of(seen.at)
            lines_of_days.setdefault(at[:DAY_LENGTH], []).append(self._line(seen, at))
        with self._lock:
            for day, lines in lines_of_days.items():
                self._write_down(day, lines)

    def close(self) -> None:
        """Close the file; the next line opens it anew."""
        with self._lock:
            if self._file >= 0:
                os.close(self._file)
            self._file, self._file_day = -1, ""

    def _write_down(self, day: str, lines: list[bytes]) -> None:
        whole, lost = b"".join(lines), len(lines)
        try:
            file = self._file_of(day)
            done = os.write(file, whole)
            if done < len(whole):  # half a line would spoil the next one, too
                kept = whole.rfind(b"\n", 0, done) + 1
                lost -= whole.count(b"\n", 0, kept)
                os.ftruncate(file, os.fstat(file).st_size - (done - kept))
                raise OSError("only a part could be written")
        except OSError as problem:
            ACCESS_LOST.labels(type(problem).__name__).inc(lost)
            self._complain(problem)

    def _line(self, seen: Seen, at: str) -> bytes:
        path = seen.path or path_to_nowhere(_as_text(seen.asked_path))
        line = {
            "at": at,
            "address": whole_address(seen.address),
            "port": port_in(seen.port),
            "who": seen.who,
            "action": seen.view,
            "method": seen.method[:10],
            "path": path[:LONGEST_PATH].encode("utf-8", "replace").decode(),
            "status": seen.status,
            "request": seen.number,
            "node": self._node,
        }
        return orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE)

    def _file_of(self, day: str) -> int:
        if day != self._file_day:
            if self._file >= 0:
                os.close(self._file)
            self._file, self._file_day = -1, ""
            folder = self._folder / day
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


def moment_of(seconds: float) -> str:
    """Return a moment in Thai time, to the millisecond, with its offset from UTC."""
    whole = int(seconds)
    date_and_time, offset = _second_of(whole)
    return f"{date_and_time}.{int((seconds - whole) * 1000):03d}{offset}"


# Thousands of lines tell of one second, and making its text costs more than the rest of a line.
@lru_cache(maxsize=8)
def _second_of(seconds: int) -> tuple[str, str]:
    text = datetime.fromtimestamp(seconds, BANGKOK).isoformat()
    return text[:SECOND_LENGTH], text[SECOND_LENGTH:]


# A reader asks many times, and reading an address costs as much as the rest of a line.
@lru_cache(maxsize=2048)
def whole_address(text: str) -> str:
    """Return the address that asked; nothing where none is known."""
    try:
        return str(ip_address(text.strip()))
    except ValueError:
        return ""


def port_in(told: str) -> int | None:
    """Return the port that asked, if the server or our own proxy tells one."""
    is_number = told.isascii() and told.isdecimal() and len(told) <= len(str(MOST_PORTS))
    return int(told) if is_number and 0 < int(told) <= MOST_PORTS else None


def _as_text(path: str) -> str:
    """Return a path as it was meant: servers hand over its bytes as Latin-1 (PEP 3333)."""
    try:
        return path.encode("latin-1").decode("utf-8", "replace")
    except UnicodeEncodeError:
        return path
