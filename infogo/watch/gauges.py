"""What is not counted but looked at: when somebody asks, or once a second by each process."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping

from django.db import connections
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from infogo.core.metrics import KEPT, POOL
from infogo.watch.readiness import Readiness

SECONDS = 1.0
POOL_STATES = {"pool_size": "open", "pool_available": "idle", "requests_waiting": "waiting"}


class NodeCollector(Collector):
    """What of this node is well, and how far its index is behind the database."""

    def __init__(self, readiness: Callable[[], Readiness]) -> None:
        self._readiness = readiness

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Look now; what cannot be seen without the database is left out."""
        found = self._readiness()
        ready = GaugeMetricFamily("infogo_ready", "Whether a part is well: 1 or 0", labels=["part"])
        for name, part in found.parts.items():
            ready.add_metric([name], float(part.is_well))
        yield ready
        copy = found.parts.get("replica")
        if copy is not None and "seconds" in copy.facts:
            yield GaugeMetricFamily(
                "infogo_replica_behind_seconds",
                "Age of what the replica shows",
                value=copy.facts["seconds"],
            )
        index = found.parts["index"].facts
        if "behind" in index:
            yield GaugeMetricFamily(
                "infogo_outbox_behind_events", "Changes the index lacks", value=index["behind"]
            )
            yield GaugeMetricFamily(
                "infogo_outbox_behind_seconds", "Age of the oldest of them", value=index["seconds"]
            )


class OwnGauges:
    """Notes what this process holds: connections of its pools and kept pages."""

    def __init__(self, kept: Callable[[], Mapping[str, int]]) -> None:
        """Take what says how many pages are kept, and how many bytes they take."""
        self._kept = kept
        self._lock = threading.Lock()
        self._next = 0.0

    def note(self) -> None:
        """Note it, unless that was done within the last second."""
        with self._lock:
            now = time.monotonic()
            if now < self._next:
                return
            self._next = now + SECONDS
        for unit, number in self._kept().items():
            KEPT.labels(unit).set(number)
        for alias in connections:
            pool = getattr(connections[alias], "pool", None)
            found = pool.get_stats() if pool is not None else {}
            for stat, number in found.items():
                if stat in POOL_STATES:
                    POOL.labels(alias, POOL_STATES[stat]).set(number)
