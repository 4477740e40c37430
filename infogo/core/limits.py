"""How much one caller may ask in a minute, counted together by all processes.

Each process counts by itself and shares what it counted when that is a twentieth of the allowance,
or old: most callers never make anybody write. So P processes together may let through up to P/20
of an allowance more than it says (docs/decisions/0022-api-limits.md). Shared counts stand in Redis
where one is configured and answers, else in the database; while neither does, each process goes on
alone.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import redis
from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from infogo.core import redis_link
from infogo.core.models import LimitCount

WINDOW_SECONDS = 60
SHARED_PART = 20
OLD_SECONDS = 2.0
MOST_CALLERS = 20_000
KEPT = timedelta(minutes=10)
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Allowance:
    """What callers of one kind may ask in a minute, in points; 0 allows everything."""

    name: str
    points: int


@dataclass(frozen=True)
class Left:
    """What is left of an allowance, and in how many seconds the next minute begins."""

    is_allowed: bool
    points: int
    seconds: int


@dataclass
class _Count:
    shared: int = 0
    own: int = 0
    shared_at: float = 0.0


class Meter:
    """Counts what callers ask. One for each process; safe to use from several threads."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        """Begin with nothing counted; ``clock`` gives seconds that all processes agree on."""
        self._clock = clock
        self._counts: OrderedDict[tuple[str, int], _Count] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, allowance: Allowance, caller: str, points: int) -> Left:
        """Count ``points`` for a caller and say whether they were still hers to ask.

        What is refused is not counted, so somebody who asks too often is let in again with the
        next minute.
        """
        now = self._clock()
        window, seconds = int(now // WINDOW_SECONDS), WINDOW_SECONDS - int(now % WINDOW_SECONDS)
        if not allowance.points or not caller:
            return Left(True, allowance.points, seconds)
        key = _digest(f"{allowance.name}|{caller}")
        with self._lock:
            count = self._count(key, window)
            is_full = count.shared + points > allowance.points  # what all counted never shrinks
            if not is_full and count.shared + count.own + points > allowance.points:
                self._share(key, window, count, now)
            if count.shared + count.own + points > allowance.points:
                return Left(False, 0, seconds)
            count.own += points
            is_much = count.own >= max(allowance.points // SHARED_PART, 1)
            if is_much or (count.shared_at and now - count.shared_at >= OLD_SECONDS):
                self._share(key, window, count, now)
            left = allowance.points - count.shared - count.own
        return Left(True, max(left, 0), seconds)

    def _count(self, key: str, window: int) -> _Count:
        found = self._counts.setdefault((key, window), _Count())
        self._counts.move_to_end((key, window))
        while len(self._counts) > MOST_CALLERS:
            self._counts.popitem(last=False)
        return found

    def _share(self, key: str, window: int, count: _Count, now: float) -> None:
        total = share(key, window, count.own)
        if total is not None:
            count.shared, count.own = total, 0
        count.shared_at = now


METER = Meter()
"""The one of this process."""


def of_networks() -> Allowance:
    """Return what the programs of one network may ask together, of the API and as assistants."""
    return Allowance("network", settings.INFOGO["API_POINTS_PER_MINUTE"])


def share(key: str, window: int, points: int) -> int | None:
    """Add to the count of all processes; return what they counted together, if anybody knows."""
    try:
        way = redis_link.link()
        if way is not None:
            return add_in_redis(way, f"limit:{key}:{window}", points, 2 * WINDOW_SECONDS)
    except redis_link.RedisGoneError:
        pass  # counted in the database until it is back
    try:
        return _in_database(key, window, points)
    except DatabaseError as problem:
        # A limit that cannot be counted must keep nobody out.
        log.warning("limits are counted by this process alone: %s", problem)
        return None


def add_in_redis(way: redis_link.Link, name: str, points: int, seconds: int) -> int:
    """Add to a count in Redis and return it; it vanishes some seconds after the last addition.

    Raises:
        RedisGoneError: Redis does not answer.
    """

    def ask(client: redis.Redis) -> int:
        both = client.pipeline(transaction=True)
        both.incrby(name, points)
        both.expire(name, seconds)
        return int(both.execute()[0])

    return way.ask(ask)


@transaction.atomic
def _in_database(key: str, window: int, points: int) -> int:
    LimitCount.objects.bulk_create([LimitCount(key=key, window=window)], ignore_conflicts=True)
    row = LimitCount.objects.filter(key=key, window=window)
    row.update(count=F("count") + points)
    return row.values_list("count", flat=True).get()


def forget_counts() -> int:
    """Remove the counts of past minutes; returns how many."""
    before = int((timezone.now() - KEPT).timestamp() // WINDOW_SECONDS)
    removed, _details = LimitCount.objects.filter(window__lt=before).delete()
    return removed


def _digest(text: str) -> str:
    """Return what stands for a caller: her address is not kept anywhere, and changes daily."""
    return salted_hmac(f"limits{timezone.now().date()}", text, algorithm="sha256").hexdigest()[:32]
