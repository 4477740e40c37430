"""Redis goes away under load of people: they are let in, and limits go on being counted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from infogo.core.limits import Allowance, Meter
from infogo.core.models import LimitCount
from tests.factories import OfficerFactory
from tests.redis_server import RedisServer

pytestmark = pytest.mark.django_db


@pytest.fixture
def redis(tmp_path: Path, settings: Settings) -> Iterator[RedisServer]:
    made = RedisServer(tmp_path)
    made.start()
    settings.INFOGO = {**settings.INFOGO, "CACHE_URL": made.url}
    settings.CACHES = {
        "default": {
            "BACKEND": "infogo.core.shared_cache.SharedCache",
            "LOCATION": made.url,
            "KEY_PREFIX": "infogo",
        },
        "database": configured.CACHES["default"],
    }
    try:
        yield made
    finally:
        made.kill()


def _is_locked_after_five(client: Client) -> bool:
    officer = OfficerFactory()
    form = {"login": officer.email, "password": "ไม่ใช่รหัส"}
    for _try in range(5):
        client.post(reverse("account_login"), form)
    answer = Client(REMOTE_ADDR="192.0.2.7").post(reverse("account_login"), form)
    return answer.status_code == 200 and "รอ 10 นาที" in answer.content.decode()


def test_signing_in_is_limited_with_redis_and_without(redis: RedisServer, client: Client) -> None:
    assert _is_locked_after_five(client)
    redis.kill()
    assert _is_locked_after_five(client), "counted in the database, and limited as before"


def test_callers_of_the_api_are_counted_in_the_database_meanwhile(redis: RedisServer) -> None:
    allowance = Allowance("network", 40)
    redis.kill()
    here, there = (Meter(lambda: 1_000_000.0) for _process in range(2))
    assert here.take(allowance, "a", 30).is_allowed
    assert there.take(allowance, "a", 5).is_allowed
    assert not here.take(allowance, "a", 11).is_allowed
    assert LimitCount.objects.get().count == 35
