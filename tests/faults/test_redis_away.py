"""Redis goes away and comes back: everything works without it, and limits go on being counted."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from infogo.core import limits, shared_cache
from infogo.core.limits import Allowance, Meter
from infogo.core.models import LimitCount
from infogo.core.shared_cache import RedisOrDatabaseCache
from tests.factories import OfficerFactory
from tools.country import free_port

pytestmark = pytest.mark.django_db
PATIENCE_SECONDS = 10


class Redis:
    """A real one that can be killed."""

    def __init__(self, folder: Path) -> None:
        program = shutil.which("redis-server")
        assert program, "redis-server is needed: ./dev test installs it"
        self._port = free_port()
        self._command = [program, "--port", str(self._port), "--save", "", "--dir", str(folder)]
        self.start()

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self._port}"

    def start(self) -> None:
        self._server = subprocess.Popen(self._command, stdout=subprocess.DEVNULL)

    def kill(self) -> None:
        self._server.kill()
        self._server.wait()


@pytest.fixture
def redis(tmp_path: Path, settings: Settings) -> Iterator[Redis]:
    made = Redis(tmp_path)
    settings.INFOGO = {**settings.INFOGO, "CACHE_URL": made.url}
    settings.CACHES = {
        "default": {
            "BACKEND": "infogo.core.shared_cache.RedisOrDatabaseCache",
            "LOCATION": made.url,
            "OPTIONS": {"TABLE": "accounts_cache", "MOST_IN_TABLE": 1000},
        }
    }
    assert _comes_back(caches["default"])
    try:
        yield made
    finally:
        made.kill()


def _comes_back(cache: Any) -> bool:
    """Wait until Redis counts; only then is nothing taken from the table."""
    assert isinstance(cache, RedisOrDatabaseCache)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while cache.count("probe", 1, 60) is None:
        if time.monotonic() > deadline:
            return False
        cache._away_until = 0.0  # nobody waits five seconds in a test
        time.sleep(0.05)
    return True


def _is_locked_after_five(client: Client) -> bool:
    officer = OfficerFactory()
    for _try in range(5):
        client.post(reverse("account_login"), {"login": officer.email, "password": "ไม่ใช่รหัส"})
    form = {"login": officer.email, "password": "ไม่ใช่รหัส"}
    answer = Client(REMOTE_ADDR="192.0.2.7").post(reverse("account_login"), form)
    return answer.status_code == 200 and "รอ 10 นาที" in answer.content.decode()


def test_signing_in_is_limited_with_redis_and_without(redis: Redis, client: Client) -> None:
    assert _is_locked_after_five(client)
    redis.kill()
    assert _is_locked_after_five(client), "counted in the database, and limited as before"


def test_what_is_kept_while_redis_is_away_is_found(redis: Redis) -> None:
    cache = caches["default"]
    cache.set("with", 1)
    redis.kill()
    assert cache.get("with", "unknown") == "unknown"
    assert cache.add("without", 2)
    assert not cache.add("without", 3)
    assert cache.get("without") == 2
    assert cache.touch("without", 60)
    assert cache.delete("without")
    assert cache.get("without") is None
    redis.start()
    assert _comes_back(cache)
    cache.set("again", 4)
    assert cache.get("again") == 4


def test_redis_is_asked_again_only_after_a_while(
    redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = caches["default"]
    redis.kill()
    assert cache.get("x") is None
    asked: list[str] = []
    monkeypatch.setattr(cache._redis, "get", lambda *_words: asked.append("redis"))
    cache.get("x")
    assert asked == []
    monkeypatch.setattr(shared_cache, "SECONDS_BETWEEN_TRIES", 0.0)
    cache._away_until = 0.0
    cache.get("x")
    assert asked == ["redis"]


def test_callers_of_the_api_are_counted_in_the_database_meanwhile(redis: Redis) -> None:
    allowance = Allowance("network", 40)
    redis.kill()
    here, there = (Meter(lambda: 1_000_000.0) for _process in range(2))
    assert here.take(allowance, "a", 30).is_allowed
    assert there.take(allowance, "a", 5).is_allowed
    assert not here.take(allowance, "a", 11).is_allowed, "it knows what the other one counted"
    assert LimitCount.objects.get().count == 35
    assert limits.share("somebody", 1, 5) == 5
