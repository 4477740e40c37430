"""Whether readers should be sent to this node, part by part."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from infogo.core import replica
from infogo.search.indexing.freshness import Lag, lag_of_index
from infogo.search.indexing.index import IndexUnusableError, reader

logger = logging.getLogger(__name__)

REMEMBERED_SECONDS = 1.0
"""However often it is asked, the parts are looked at this seldom."""
LEAVING = "leaving"
"""Name of the file in the home folder by which an operator sends readers away before a stop."""


@dataclass(frozen=True)
class Part:
    """One thing a node needs, or only profits from (``is_needed``), and what was seen of it."""

    is_well: bool
    is_needed: bool = True
    facts: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return what is told; nothing in it names an address or an account."""
        return {"well": self.is_well, "needed": self.is_needed, **self.facts}


@dataclass(frozen=True)
class Readiness:
    """All parts by their names."""

    parts: Mapping[str, Part]

    @property
    def is_ready(self) -> bool:
        """Whether everything that is needed is well."""
        return all(part.is_well for part in self.parts.values() if part.is_needed)

    def as_json(self) -> dict[str, Any]:
        """Return what is told."""
        parts = {name: part.as_json() for name, part in self.parts.items()}
        return {"ready": self.is_ready, "parts": parts}


def look() -> Readiness:
    """Look at every part now."""
    database = _database()
    parts = {"database": database, "here": _here()}
    if database.is_well:
        parts |= {"migrations": _migrations(), "index": _index()}
        if replica.is_configured():
            parts["replica"] = _replica()
    else:
        unknown = Part(is_well=False, facts={"problem": "database"})
        parts |= {"migrations": unknown, "index": unknown}
    return Readiness(parts)


class Watched:
    """Looks at most once in ``REMEMBERED_SECONDS``, however many ask."""

    def __init__(self, look: Callable[[], Readiness] = look) -> None:
        self._look = look
        self._lock = threading.Lock()
        self._seen: tuple[float, Readiness] | None = None

    def readiness(self) -> Readiness:
        """Return what was seen last, or look."""
        with self._lock:
            now = time.monotonic()
            if self._seen is None or now - self._seen[0] >= REMEMBERED_SECONDS:
                self._seen = (now, self._look())
            return self._seen[1]


def _database() -> Part:
    """Ask the database something; a connection that died with it is tried anew once."""
    for is_last in (False, True):
        began = time.perf_counter()
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
        except DatabaseError as problem:
            connection.close()
            if is_last:
                logger.warning("the database cannot be reached: %s", type(problem).__name__)
                return Part(is_well=False)
        else:
            milliseconds = round((time.perf_counter() - began) * 1000, 1)
            return Part(is_well=True, facts={"milliseconds": milliseconds})
    raise AssertionError("unreachable")


def _migrations() -> Part:
    """Compare the migrations of this program with those that the database has seen.

    A newer release may have applied more: this program goes on while they only add.
    """
    try:
        applied = set(MigrationRecorder(connection).applied_migrations())
    except DatabaseError:
        return Part(is_well=False, facts={"problem": "database"})
    missing = len(_own_migrations() - applied)
    return Part(is_well=missing == 0, facts={"missing": missing})


@cache
def _own_migrations() -> frozenset[tuple[str, str]]:
    """Return the migrations of this program, which do not change while it runs."""
    loader = MigrationLoader(None)
    return frozenset(loader.disk_migrations or {})


def _index() -> Part:
    """Look whether the index can be searched and how far it is behind the database."""
    try:
        reader.snapshot()
        lag = lag_of_index()
    except IndexUnusableError as problem:
        logger.warning("the search index cannot be used: %s", problem)
        return Part(is_well=False, facts={"problem": "unusable"})
    except DatabaseError:
        return Part(is_well=False, facts={"problem": "database"})
    return Part(is_well=_is_fresh(lag), facts={"behind": lag.events, "seconds": lag.seconds})


def _is_fresh(lag: Lag) -> bool:
    return lag.seconds <= float(settings.INFOGO["INDEX_LATE_SECONDS"])


def _replica() -> Part:
    """Whether the copy of the database is near; without it the true one is read."""
    behind = replica.LAG.seconds()
    if behind is None:
        return Part(is_well=False, is_needed=False, facts={"problem": "unreachable"})
    is_near = behind < settings.INFOGO["REPLICA_LATE_SECONDS"]
    return Part(is_well=is_near, is_needed=False, facts={"seconds": round(behind, 1)})


def _here() -> Part:
    """Whether nobody asked this node to leave; see ``LEAVING``."""
    return Part(is_well=not (Path(settings.INFOGO["HOME"]) / LEAVING).exists())
