"""Asking a cluster: single requests, and readers and writers who do not stop."""

from __future__ import annotations

import http.client
import itertools
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

from tools.cluster import Cluster

TOKEN = re.compile(r'name="token" value="([^"]+)"')
_readers = itertools.count(1)


@dataclass(frozen=True)
class Scene:
    """A cluster and what was put into it."""

    cluster: Cluster
    procedure_id: int
    point_id: int

    @property
    def manual(self) -> str:
        """Path of the manual."""
        return f"/manual/{self.procedure_id}"

    @property
    def form(self) -> str:
        """Path of the form of the point, by which citizens rate it."""
        return f"/place/{self.point_id}/rate"


@dataclass(frozen=True)
class Answer:
    """What came back, and when it was asked for on the clock of all processes."""

    asked: float
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body, which must not be compressed."""
        return self.body.decode()

    @property
    def cache(self) -> str:
        """Where nginx had it from."""
        return self.headers.get("x-cache", "")


def ask(
    address: str, path: str, *, method: str = "GET", body: str | None = None, **header: str
) -> Answer:
    """Ask once, by a connection of its own; names of headers are written with underscores."""
    client = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
    try:
        asked = time.monotonic()
        headers = {name.replace("_", "-"): value for name, value in header.items()}
        client.request(method, path, body=body, headers=headers)
        got = client.getresponse()
        told = {name.lower(): value for name, value in got.getheaders()}
        return Answer(asked, got.status, told, got.read())
    finally:
        client.close()


def rate(address: str, path: str) -> str:
    """Rate as one citizen of a network of her own; return the reference she is told.

    Raises:
        AssertionError: the rating was not acknowledged.
    """
    here = f"10.{next(_readers) // 250}.{next(_readers) % 250}.7"
    found = TOKEN.search(ask(address, path, X_Forwarded_For=here).text)
    assert found is not None
    answer = ask(
        address,
        path,
        method="POST",
        body=urlencode({"token": found[1], "overall": "4"}),
        X_Forwarded_For=here,
        Content_Type="application/x-www-form-urlencoded",
        Sec_Fetch_Site="same-origin",
    )
    assert answer.status == 303, answer
    return answer.headers["location"].rpartition("/")[2]


@dataclass
class Worker(threading.Thread):
    """Does one thing over and over; keeps what it returned and what went wrong."""

    do: Callable[[], Any]
    stop: threading.Event
    done: list[Any] = field(default_factory=list)
    failed: list[Exception] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(daemon=True)

    __hash__ = threading.Thread.__hash__

    def run(self) -> None:
        while not self.stop.is_set():
            try:
                self.done.append(self.do())
            except Exception as problem:
                self.failed.append(problem)


@contextmanager
def working(*jobs: Callable[[], Any]) -> Iterator[list[Worker]]:
    """Do every job in a thread of its own until the block ends."""
    stop = threading.Event()
    workers = [Worker(job, stop) for job in jobs]
    for worker in workers:
        worker.start()
    try:
        yield workers
    finally:
        stop.set()
        for worker in workers:
            worker.join()


def wait_until(is_true: Callable[[], bool], what: str, seconds: float = 90.0) -> None:
    """Wait until something has come true; how long it takes says nothing.

    Raises:
        AssertionError: it did not.
    """
    deadline = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < deadline, what
        time.sleep(0.05)
