"""What all processes of all nodes count together: in Redis, and without it in the database.

Attempts to sign in must be limited whatever is down, and nobody may be kept out because Redis is.
What was counted in one place is not known in the other; a limit that begins anew when Redis goes or
comes back lets through one allowance more.
"""

from __future__ import annotations

import logging
import time
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.cache.backends.db import DatabaseCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

SECONDS_BETWEEN_TRIES = 5.0
"""While Redis is away, each process asks it this seldom."""
PATIENCE_SECONDS = 1.0
log = logging.getLogger(__name__)


class RedisOrDatabaseCache(BaseCache):
    """Redis, and the table named by the option ``TABLE`` while Redis does not answer."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        """Take the address of Redis; nothing is asked yet."""
        super().__init__(params)
        options = dict(params.get("OPTIONS", {}))
        table, most = options.pop("TABLE"), options.pop("MOST_IN_TABLE")
        patience = {"socket_timeout": PATIENCE_SECONDS, "socket_connect_timeout": PATIENCE_SECONDS}
        self._redis = RedisCache(server, {**params, "OPTIONS": {**patience, **options}})
        self._table = DatabaseCache(table, {**params, "OPTIONS": {"MAX_ENTRIES": most}})
        self._away_until = 0.0

    def count(self, key: str, number: int, seconds: int) -> int | None:
        """Add to a count that ends after some seconds; ``None`` when Redis is away."""
        if not self._may_ask():
            return None
        try:
            self._redis.add(key, 0, seconds)
            return int(self._redis.incr(key, number))
        except (RedisError, OSError, ValueError) as problem:
            self._is_away(problem)
            return None

    def add(
        self,
        key: Any,
        value: Any,
        timeout: float | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> bool:
        """Keep a value unless there is one; returns whether there was none."""
        return bool(self._ask("add", key, value, timeout, version))

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """Return a value."""
        return self._ask("get", key, default, version)

    def set(
        self,
        key: Any,
        value: Any,
        timeout: float | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> None:
        """Keep a value."""
        self._ask("set", key, value, timeout, version)

    def touch(
        self,
        key: Any,
        timeout: float | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> bool:
        """Let a value live longer; returns whether there is one."""
        return bool(self._ask("touch", key, timeout, version))

    def delete(self, key: Any, version: int | None = None) -> bool:
        """Forget a value; returns whether there was one."""
        return bool(self._ask("delete", key, version))

    def clear(self) -> None:
        """Forget everything."""
        self._ask("clear")

    def _ask(self, what: str, *words: Any) -> Any:
        if self._may_ask():
            try:
                return getattr(self._redis, what)(*words)
            except (RedisError, OSError) as problem:
                self._is_away(problem)
        return getattr(self._table, what)(*words)

    def _may_ask(self) -> bool:
        return time.monotonic() >= self._away_until

    def _is_away(self, problem: Exception) -> None:
        log.warning("Redis does not answer, the database counts instead: %s", problem)
        self._away_until = time.monotonic() + SECONDS_BETWEEN_TRIES
