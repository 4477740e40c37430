"""The one way to Redis or Valkey: quick to answer, or quick to be given up.

Everything in it can be lost at any time: counts of limits, and copies of public pages that the
database is asked about before each use. While it is away everybody goes on without it.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

import redis
from django.conf import settings
from redis.backoff import NoBackoff
from redis.retry import Retry

from infogo.core.metrics import REDIS_FAILURES

logger = logging.getLogger(__name__)
T = TypeVar("T")

PATIENCE_SECONDS = 0.25
"""Of one question; a page is made in less than this."""
GIVEN_UP_SECONDS = 5.0


class RedisGoneError(Exception):
    """It does not answer, or did not a moment ago."""


class Link:
    """A way to one Redis. Safe to use from several threads."""

    def __init__(self, url: str, clock: Callable[[], float] = time.monotonic) -> None:
        """Take its address; nothing is opened yet."""
        self._client = redis.Redis.from_url(
            url,
            socket_timeout=PATIENCE_SECONDS,
            socket_connect_timeout=PATIENCE_SECONDS,
            retry=Retry(NoBackoff(), 1),  # a connection from before a restart is tried anew once
        )
        self._clock = clock
        self._given_up_until = 0.0
        self._lock = threading.Lock()

    def ask(self, question: Callable[[redis.Redis], T]) -> T:
        """Return what Redis says.

        Raises:
            RedisGoneError: it says nothing; it is asked again after some seconds.
        """
        if self._clock() < self._given_up_until:
            raise RedisGoneError("it did not answer a moment ago")
        try:
            return question(self._client)
        except (redis.RedisError, OSError) as problem:
            self._give_up(problem)
            raise RedisGoneError(type(problem).__name__) from problem

    def _give_up(self, problem: Exception) -> None:
        REDIS_FAILURES.labels(type(problem).__name__).inc()
        with self._lock:
            now = self._clock()
            if now >= self._given_up_until:
                self._given_up_until = now + GIVEN_UP_SECONDS
                logger.warning("going on without Redis for a while: %s", type(problem).__name__)


def link() -> Link | None:
    """Return the way to the Redis of the settings; ``None`` where there is none."""
    url = settings.INFOGO["CACHE_URL"]
    return _link(url) if url else None


@lru_cache(maxsize=4)
def _link(url: str) -> Link:
    return Link(url)
