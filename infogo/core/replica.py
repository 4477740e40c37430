"""Reading from a copy of the database that follows the true one by streaming replication.

A copy is behind, by milliseconds or, at times, by more. What is read from it is nevertheless
never older than it may be:

- Who reads by version tokens (public pages, the API, everything that is remembered) asks
  ``core.versions``: tokens come from the true database, and when the copy does not have the very
  same tokens, the rest of the request reads from the true one. Tokens are written in the
  transaction of the change, so a copy that has the token has the change.
- Who is signed in brings the place in the log up to which she has written (``Mark``), and reads
  from the copy only when it has come that far; and not at all while it is too far behind.
- Who she is and what she may is always read from the true database, and everything after a write.

A copy that fails is left alone for some seconds; nobody is refused because of it.
"""

from __future__ import annotations

import logging
import re
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections, models

logger = logging.getLogger(__name__)
T = TypeVar("T")

ALIAS = "replica"
IDENTITY = frozenset({"sessions", "auth", "accounts", "account", "mfa", "socialaccount", "core"})
"""Apps that are read from the true database always: who somebody is, and what must be exact."""
GIVEN_UP_SECONDS = 5.0
SAMPLED_SECONDS = 0.5
SAMPLES = 240

_reads: ContextVar[bool] = ContextVar("reads from the replica", default=False)
_wrote: ContextVar[bool] = ContextVar("has written", default=False)


class Router:
    """Django's database router: everything is true, except what ``reading`` allows."""

    def db_for_read(self, model: type[models.Model], **hints: Any) -> str:
        """Return the copy inside ``reading``, unless the true database is asked for."""
        if not _reads.get() or model._meta.app_label in IDENTITY:
            return DEFAULT_DB_ALIAS
        # What is read inside a transaction belongs to what it writes.
        return DEFAULT_DB_ALIAS if connection.in_atomic_block else ALIAS

    def db_for_write(self, model: type[models.Model], **hints: Any) -> str:
        """Return the true database, from which the rest of the request is read too."""
        _reads.set(False)
        _wrote.set(True)
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one: models.Model, other: models.Model, **hints: Any) -> bool:
        """Both are rows of one database, wherever they were read."""
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """Change the true database only; the copy follows."""
        return db == DEFAULT_DB_ALIAS


class Lag:
    """How far the copy is behind, by places in the log and no clock but this process's."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._samples: deque[tuple[float, int]] = deque(maxlen=SAMPLES)
        self._given_up_until = 0.0
        self._seconds: float | None = None

    def seconds(self) -> float | None:
        """Return the age of what the copy shows; ``None`` when it does not answer."""
        with self._lock:
            now = self._clock()
            if now < self._given_up_until:
                return None
            if not self._samples or now - self._samples[-1][0] >= SAMPLED_SECONDS:
                self._seconds = self._sample(now)
            return self._seconds

    def give_up(self, problem: Exception) -> None:
        """Leave the copy alone for a while."""
        logger.warning("the replica is not read for a while: %s", type(problem).__name__)
        connections[ALIAS].close()
        self._given_up_until = self._clock() + GIVEN_UP_SECONDS

    def forget(self) -> None:
        """Begin anew, as with another copy."""
        with self._lock:
            self._samples.clear()
            self._given_up_until, self._seconds = 0.0, None

    def _sample(self, now: float) -> float | None:
        try:
            self._samples.append((now, place_of_primary()))
            seen = place_of_replica()
        except DatabaseError as problem:
            self.give_up(problem)
            return None
        held = [at for at, place in self._samples if place <= seen]
        # Of a place before the first sample nobody knows how old it is: as old as the first is.
        return now - (max(held) if held else self._samples[0][0] - SAMPLED_SECONDS)


LAG = Lag()
"""The one of this process."""


def is_configured() -> bool:
    """Whether there is a copy to read from."""
    return ALIAS in settings.DATABASES


def is_reading() -> bool:
    """Whether what is read now comes from the copy."""
    return _reads.get()


def leave() -> None:
    """Read the rest of this request from the true database."""
    _reads.set(False)


def has_written() -> bool:
    """Whether this request has written, as far as the router was asked."""
    return _wrote.get()


@contextmanager
def reading(*, allowed: bool = True) -> Iterator[None]:
    """Read from the copy within the block, as long as it is near enough; ``allowed`` or not."""
    use = allowed and is_near(settings.INFOGO["REPLICA_LATE_SECONDS"])
    reads, wrote = _reads.set(use), _wrote.set(False)
    try:
        yield
    finally:
        _reads.reset(reads)
        _wrote.reset(wrote)


def is_near(seconds: float) -> bool:
    """Whether the copy answers and is less than this behind."""
    behind = LAG.seconds() if is_configured() else None
    return behind is not None and behind < seconds


def read(make: Callable[[], T], *, allowed: bool = True) -> T:
    """Make something, from the copy if it may be; and once more without it should it fail.

    ``make`` only reads, so that it can be done twice.
    """
    if not is_configured():
        return make()
    began_there = False
    try:
        with reading(allowed=allowed):
            began_there = is_reading()
            return make()
    except DatabaseError as problem:
        if not began_there:
            raise
        LAG.give_up(problem)
    return make()


# ---------------------------------------------------------------- places in the log

_PLACE = re.compile(r"[0-9A-F]{1,8}/[0-9A-F]{1,8}")
LONGEST_PLACE = 17


def place_of_primary() -> int:
    """Return how far the true database has written."""
    return _place(DEFAULT_DB_ALIAS, "SELECT pg_current_wal_lsn()")


def place_of_replica() -> int:
    """Return how far the copy has come."""
    return _place(ALIAS, "SELECT pg_last_wal_replay_lsn()")


def _place(alias: str, question: str) -> int:
    with connections[alias].cursor() as cursor:
        cursor.execute(question)
        ((found,),) = cursor.fetchall()
    place = place_in(str(found or ""))
    if place is None:
        raise DatabaseError(f"{alias} is no part of a replication")
    return place


def place_in(text: str) -> int | None:
    """Return the place that a text names, such as ``16/B374D848``; ``None`` if it names none."""
    if len(text) > LONGEST_PLACE or not _PLACE.fullmatch(text):
        return None
    high, low = text.split("/")
    return (int(high, 16) << 32) + int(low, 16)


def text_of(place: int) -> str:
    """Return a place as PostgreSQL writes it."""
    return f"{place >> 32:X}/{place & 0xFFFFFFFF:X}"


def has_come_to(place: int) -> bool:
    """Whether the copy has everything that was written up to a place."""
    try:
        return place_of_replica() >= place
    except DatabaseError as problem:
        LAG.give_up(problem)
        return False


def has_tokens(wanted: Mapping[str, int], query: Callable[[Any], dict[str, int]]) -> bool:
    """Whether the copy has the very same tokens; ``query`` asks one connection for them."""
    try:
        return query(connections[ALIAS]) == wanted
    except DatabaseError as problem:
        LAG.give_up(problem)
        return False
