"""What stands in Redis while there is one, and without it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.cache import caches
from pytest_django import Settings

from infogo.core import limits
from infogo.core.models import LimitCount
from infogo.core.redis_link import GIVEN_UP_SECONDS, Link, RedisGoneError
from infogo.core.shared_cache import SharedCache
from infogo.ratings.limits import count_sending
from infogo.ratings.models import AddressCount
from tests.redis_server import RedisServer, redis_server

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def server(tmp_path: Path, settings: Settings) -> Iterator[RedisServer]:
    with redis_server(tmp_path) as started:
        settings.INFOGO = {**settings.INFOGO, "CACHE_URL": started.url}
        yield started


@pytest.fixture
def cache(server: RedisServer, settings: Settings) -> SharedCache:
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
        "database": {"BACKEND": "django.core.cache.backends.db.DatabaseCache",
                     "LOCATION": "accounts_cache"},
    }  # fmt: skip
    return SharedCache(server.url, {"KEY_PREFIX": "test"})


def test_a_redis_that_fails_is_asked_again_after_some_seconds(server: RedisServer) -> None:
    clock = Clock()
    link = Link(server.url, clock)
    assert link.ask(lambda client: client.ping()) is True
    server.kill()
    asked = []
    for _time in range(3):
        with pytest.raises(RedisGoneError):
            link.ask(lambda client: asked.append(1) or client.ping())
    assert len(asked) == 1
    server.start()
    clock.now += GIVEN_UP_SECONDS
    assert link.ask(lambda client: client.ping()) is True


def test_a_restart_of_redis_between_two_questions_is_not_noticed(server: RedisServer) -> None:
    link = Link(server.url)
    link.ask(lambda client: client.set("a", 1))
    server.kill()
    server.start()
    assert link.ask(lambda client: client.get("a")) is None


def test_the_cache_keeps_what_django_keeps(cache: SharedCache, server: RedisServer) -> None:
    cache.set("history", [1.5, 2.5], 60)
    assert cache.get("history") == [1.5, 2.5]
    assert cache.get("nothing", "else") == "else"
    assert [cache.add("lock", True, 60), cache.add("lock", True, 60)] == [True, False]
    assert cache.incr("count", 1) if cache.set("count", 1) else cache.incr("count") == 2
    assert cache.delete("lock") and not cache.delete("lock")
    assert cache.touch("history", 1000) and not cache.touch("nothing")
    assert 900 < server.client.ttl("test:1:history") <= 1000
    cache.set("history", [1], 0)
    assert cache.get("history") is None
    server.client.set("other", 1)
    cache.clear()
    assert cache.get("count") is None
    assert server.client.get("other") == b"1"


def test_what_is_in_redis_is_only_ever_data(cache: SharedCache, server: RedisServer) -> None:
    server.client.set("test:1:evil", b"cos\nsystem\n(S'true'\ntR.")
    assert cache.get("evil", "nothing") == "nothing"


def test_without_redis_the_cache_counts_in_the_database(
    cache: SharedCache, server: RedisServer
) -> None:
    server.kill()
    assert [cache.add("lock", True, 60), cache.add("lock", True, 60)] == [True, False]
    cache.set("history", [1.5], 60)
    assert cache.get("history") == [1.5] == caches["database"].get("history")
    assert cache.delete("lock")


def test_limits_are_counted_in_redis_and_without_it_in_the_database(server: RedisServer) -> None:
    assert [limits.share("somebody", 7, 5), limits.share("somebody", 7, 5)] == [5, 10]
    assert not LimitCount.objects.exists()
    assert 0 < server.client.ttl("limit:somebody:7") <= 120
    server.kill()
    assert limits.share("somebody", 7, 5) == 5
    assert LimitCount.objects.get().count == 5


def test_sendings_are_counted_in_redis_and_no_address_is_there(server: RedisServer) -> None:
    def count(network: str, now: datetime = NOW) -> int:
        return count_sending(network=network, what="rating", now=now)

    assert [count("203.0.113.9"), count("203.0.113.9"), count("203.0.113.10")] == [1, 2, 1]
    assert count("203.0.113.9", NOW.replace(hour=10)) == 1
    assert not AddressCount.objects.exists()
    for name in server.client.scan_iter():
        assert b"203.0.113" not in name + (server.client.get(name) or b"")
        assert server.client.ttl(name) > 0
    server.kill()
    assert [count("203.0.113.9"), count("203.0.113.9")] == [1, 2]
    assert AddressCount.objects.get().count == 2
