"""What is measured, for Prometheus; counted together by all processes of a node.

Each process writes into files of its own under the folder of the settings and takes a free place
for them (``Places``), so that counters go on where an ended process left them: the number of
files is that of the processes that ever ran at once, and no counter falls when one is restarted.
Without a folder everything stays in the memory of this process, as in tests.
"""

from __future__ import annotations

import fcntl
import os
import time
from bisect import bisect_left
from collections import Counter as Tally
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TextIO, TypeVar

import prometheus_client.values
from django.conf import settings
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.values import MultiProcessValue

from infogo.core.tracing import span

P = ParamSpec("P")
T = TypeVar("T")

MOST_PLACES = 512
NOT_YET = -1


class Places:
    """Places of the processes of a node; each is held by a lock that ends with its process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._held: tuple[int, TextIO] | None = None
        self._is_asked = False
        os.register_at_fork(after_in_child=self._let_go)

    def own(self) -> int:
        """Return the place of this process; taken when first needed.

        Raises:
            RuntimeError: more processes run than there are places.
        """
        if not self._is_asked:  # prometheus_client asks once as it is set up, and needs none yet
            self._is_asked = True
            return NOT_YET
        if self._held is None:
            self._held = self._take()
        return self._held[0]

    def drop_gauges_of_the_dead(self) -> None:
        """Remove what ended processes were at last: it is nothing any more."""
        for lock in self.folder.glob("place-*.lock"):
            number = int(lock.stem.removeprefix("place-"))
            if self._held is not None and number == self._held[0]:
                continue
            with lock.open("w") as file:
                if _locked(file):
                    for gauge in self.folder.glob(f"gauge_live*_{number}.db"):
                        gauge.unlink(missing_ok=True)

    def _take(self) -> tuple[int, TextIO]:
        for number in range(MOST_PLACES):
            file = (self.folder / f"place-{number}.lock").open("w")
            if _locked(file):
                return number, file
            file.close()
        raise RuntimeError(f"more than {MOST_PLACES} processes measure in {self.folder}")

    def _let_go(self) -> None:
        self._held = None


def _locked(file: TextIO) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _share_between_processes(folder: Path) -> Places:
    folder.mkdir(parents=True, exist_ok=True)
    places = Places(folder)
    # It looks for the folder in the environment, where the settings put it.
    prometheus_client.values.ValueClass = MultiProcessValue(process_identifier=places.own)
    return places


PLACES = (
    _share_between_processes(Path(settings.INFOGO["METRICS_DIR"]))
    if settings.INFOGO["METRICS_DIR"]
    else None
)
REGISTRY = CollectorRegistry()
"""Of this process alone; ``all_processes`` has everything."""


class Durations(Histogram):
    """A histogram that can be told of many durations in one go."""

    def observe_many(self, seconds: Sequence[float]) -> None:
        """Observe all of them: each file or lock is touched once for a bucket, not for each."""
        self._raise_if_not_observable()
        found = Tally(bisect_left(self._upper_bounds, each) for each in seconds)
        self._sum.inc(sum(seconds))
        for bucket, number in found.items():
            self._buckets[bucket].inc(number)


FAST = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
SLOW = (0.001, 0.01, 0.1, 0.5, 1.0, 5.0, 30.0, 120.0, 600.0)

REQUESTS = Counter(
    "infogo_requests",
    "Requests answered, by the name of their view",
    ["view", "method", "status"],
    registry=REGISTRY,
)
REQUEST_SECONDS = Durations(
    "infogo_request_seconds",
    "Seconds until the answer begins",
    ["view"],
    buckets=FAST,
    registry=REGISTRY,
)
PAGES = Counter(
    "infogo_pages",
    "Answers of the page cache: from memory, from the level shared by nodes, or made",
    ["source"],
    registry=REGISTRY,
)
SEARCH_SECONDS = Histogram(
    "infogo_search_seconds", "Seconds of a search", ["kind"], buckets=FAST, registry=REGISTRY
)
DUTY_SECONDS = Histogram(
    "infogo_duty_seconds", "Seconds of one of the worker's duties", ["duty"],
    buckets=SLOW, registry=REGISTRY,
)  # fmt: skip
DUTY_RECORDS = Counter(
    "infogo_duty_records", "Records that duties touched", ["duty"], registry=REGISTRY
)
DUTY_FAILURES = Counter(
    "infogo_duty_failures", "Duties that ended with an error", ["duty"], registry=REGISTRY
)
DUTY_LAST = Gauge(
    "infogo_duty_last_success_timestamp_seconds", "When a duty last ended well", ["duty"],
    multiprocess_mode="max", registry=REGISTRY,
)  # fmt: skip
ACCESS_LOST = Counter(
    "infogo_access_lines_lost", "Lines that the access log could not take", ["problem"],
    registry=REGISTRY,
)  # fmt: skip
REDIS_FAILURES = Counter(
    "infogo_redis_failures", "Questions that Redis did not answer", ["problem"], registry=REGISTRY
)
POOL = Gauge(
    "infogo_database_connections", "Connections of the database pools of all processes",
    ["database", "state"], multiprocess_mode="livesum", registry=REGISTRY,
)  # fmt: skip
KEPT = Gauge(
    "infogo_kept_pages", "Pages kept in the memory of all processes, and their bytes", ["unit"],
    multiprocess_mode="livesum", registry=REGISTRY,
)  # fmt: skip


def all_processes() -> CollectorRegistry:
    """Return what all processes of this node measured."""
    if PLACES is None:
        return REGISTRY
    PLACES.drop_gauges_of_the_dead()
    registry = CollectorRegistry()
    MultiProcessCollector(registry, path=str(PLACES.folder))
    return registry


@contextmanager
def doing(duty: str) -> Iterator[None]:
    """Measure a duty, whether it ends well or not."""
    began = time.perf_counter()
    try:
        with span(f"duty {duty}"):
            yield
    except BaseException:
        DUTY_FAILURES.labels(duty).inc()
        raise
    else:
        DUTY_LAST.labels(duty).set(time.time())
    finally:
        DUTY_SECONDS.labels(duty).observe(time.perf_counter() - began)


def timed(histogram: Histogram, *labels: str) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Measure every call of a function."""

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        @wraps(function)
        def wrapped(*args: P.args, **kwargs: P.kwargs) -> T:
            began = time.perf_counter()
            try:
                with span(" ".join(labels)):
                    return function(*args, **kwargs)
            finally:
                histogram.labels(*labels).observe(time.perf_counter() - began)

        return wrapped

    return decorate
