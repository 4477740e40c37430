"""Django's cache in Redis, and in the database for as long as Redis is away.

It counts attempts to sign in: without it they must be counted all the same, and nobody may be
kept out. What was counted in Redis counts anew when it comes back; an account's lock may then
begin from nothing, for one window. Values are JSON: what is read from Redis must never be run.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TypeVar

import redis
from django.core.cache import caches
from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache

from infogo.core.redis_link import Link, RedisGoneError

INSTEAD = "database"
"""Alias of the cache that stands in."""

T = TypeVar("T")


class SharedCache(BaseCache):
    """What Django and allauth use of a cache."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self._link = Link(server)

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """Return what is kept under a key."""

        def ask(client: redis.Redis) -> Any:
            found = client.get(self.make_and_validate_key(key, version))
            try:
                return default if found is None else json.loads(found)
            except ValueError:  # nothing that this program wrote
                return default

        return self._either(ask, lambda: caches[INSTEAD].get(key, default, version))

    def set(
        self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> None:
        """Keep a value."""

        def ask(client: redis.Redis) -> None:
            name, seconds = self.make_and_validate_key(key, version), self._seconds(timeout)
            if seconds == 0:
                client.delete(name)
            else:
                client.set(name, json.dumps(value), ex=seconds)

        self._either(ask, lambda: caches[INSTEAD].set(key, value, timeout, version))

    def add(
        self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        """Keep a value unless there is one; returns whether there was none."""

        def ask(client: redis.Redis) -> bool:
            name, seconds = self.make_and_validate_key(key, version), self._seconds(timeout)
            if seconds == 0:
                return False
            return bool(client.set(name, json.dumps(value), ex=seconds, nx=True))

        return self._either(ask, lambda: caches[INSTEAD].add(key, value, timeout, version))

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Keep a value for longer; returns whether there is one."""

        def ask(client: redis.Redis) -> bool:
            name, seconds = self.make_and_validate_key(key, version), self._seconds(timeout)
            return bool(client.persist(name) if seconds is None else client.expire(name, seconds))

        return self._either(ask, lambda: caches[INSTEAD].touch(key, timeout, version))

    def delete(self, key: Any, version: int | None = None) -> bool:
        """Forget a value; returns whether there was one."""

        def ask(client: redis.Redis) -> bool:
            return bool(client.delete(self.make_and_validate_key(key, version)))

        return self._either(ask, lambda: caches[INSTEAD].delete(key, version))

    def clear(self) -> None:
        """Forget everything that is kept here; of Redis, this program's keys alone."""

        def ask(client: redis.Redis) -> None:
            for name in client.scan_iter(f"{self.key_prefix}:*", count=1000):
                client.delete(name)

        self._either(ask, caches[INSTEAD].clear)

    def _either(self, ask: Callable[[redis.Redis], T], instead: Callable[[], T]) -> T:
        try:
            return self._link.ask(ask)
        except RedisGoneError:
            return instead()

    def _seconds(self, timeout: Any) -> int | None:
        """Return how long to keep something; ``None`` for ever, 0 not at all."""
        seconds = self.default_timeout if timeout == DEFAULT_TIMEOUT else timeout
        return None if seconds is None else max(0, int(seconds))
