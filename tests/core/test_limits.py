"""What callers may ask is counted together by all processes, and a lost store keeps nobody out."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from infogo.accounts.roles import Role
from infogo.core import limits
from infogo.core.limits import Allowance, Left, Meter, forget_counts
from infogo.core.models import LimitCount
from tests.api.programs import Program
from tests.factories import GrantFactory
from tools.country import ROOT, free_port

FORTY = Allowance("test", 40)
ASKS = """
import django, sys, time; django.setup()
from infogo.core.limits import Allowance, Meter
meter, allowed = Meter(), 0
for _each in range(100):
    allowed += meter.take(Allowance("test", 100), sys.argv[1], 1).is_allowed
    time.sleep(0.002)
print(allowed)
"""


class Clock:
    """Seconds that a test sets; a minute begins at 600."""

    now = 600.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.mark.django_db
class TestOneProcess:
    def test_a_caller_asks_so_much_in_a_minute_and_again_in_the_next(self, clock: Clock) -> None:
        meter = Meter(clock)
        answers = [meter.take(FORTY, "a", 1).is_allowed for _each in range(50)]
        assert answers == [True] * 40 + [False] * 10
        clock.now += 59
        assert meter.take(FORTY, "a", 1) == Left(False, 0, 1)
        clock.now += 1
        assert meter.take(FORTY, "a", 1).is_allowed

    def test_who_is_refused_costs_the_database_nothing(self, clock: Clock) -> None:
        meter = Meter(clock)
        for _each in range(41):
            meter.take(FORTY, "a", 1)
        with CaptureQueriesContext(connection) as asked:
            assert not meter.take(FORTY, "a", 1).is_allowed
        assert asked.captured_queries == []

    def test_what_is_dear_costs_more(self, clock: Clock) -> None:
        meter = Meter(clock)
        assert [meter.take(FORTY, "a", 15).points for _each in range(3)] == [25, 10, 0]
        assert not meter.take(FORTY, "a", 15).is_allowed
        assert meter.take(FORTY, "a", 10).is_allowed

    def test_callers_do_not_take_from_one_another(self, clock: Clock) -> None:
        meter = Meter(clock)
        assert not [n for n in range(41) if meter.take(FORTY, "a", 1).is_allowed][40:]
        assert meter.take(FORTY, "b", 1).is_allowed

    def test_few_questions_write_nothing(self, clock: Clock) -> None:
        meter = Meter(clock)
        meter.take(FORTY, "a", 1)
        assert LimitCount.objects.count() == 0
        meter.take(FORTY, "a", 1)  # a twentieth of forty
        assert [row.count for row in LimitCount.objects.all()] == [2]

    def test_no_address_is_kept(self, clock: Clock) -> None:
        Meter(clock).take(FORTY, "203.0.113.7", 30)
        assert "203" not in LimitCount.objects.get().key

    def test_nothing_is_limited_where_nothing_is_asked_for(self, clock: Clock) -> None:
        meter = Meter(clock)
        assert all(meter.take(Allowance("none", 0), "a", 1).is_allowed for _each in range(100))
        assert all(meter.take(FORTY, "", 1).is_allowed for _each in range(100))

    def test_a_lost_store_keeps_nobody_out_and_lets_nobody_ask_without_end(
        self, clock: Clock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def lost(*_given: object) -> int:
            raise DatabaseError("gone")

        monkeypatch.setattr(limits, "_in_database", lost)
        meter = Meter(clock)
        answers = [meter.take(FORTY, "a", 1).is_allowed for _each in range(50)]
        assert answers == [True] * 40 + [False] * 10

    def test_past_minutes_are_forgotten(self, clock: Clock) -> None:
        Meter(clock).take(FORTY, "a", 30)
        clock.now = time.time()
        Meter(clock).take(FORTY, "a", 30)
        assert forget_counts() == 1
        assert LimitCount.objects.count() == 1


@pytest.fixture
def redis_address(tmp_path: Path) -> Iterator[str]:
    """A real Redis of the test's own."""
    port = free_port()
    program = shutil.which("redis-server")
    assert program, "redis-server is needed: ./dev test installs it"
    command = [program, "--port", str(port), "--save", "", "--dir", str(tmp_path)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        yield f"redis://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=10)


def asked_by_two(caller: str, **variables: str) -> int:
    """Return how many of two hundred questions two processes let through together."""
    environment = {"PATH": "/usr/bin:/bin", "DJANGO_SETTINGS_MODULE": "config.settings.local"}
    command = [sys.executable, "-c", ASKS, caller]
    children = [
        subprocess.Popen(
            command, cwd=ROOT, env={**environment, **variables}, stdout=subprocess.PIPE, text=True
        )
        for _each in range(2)
    ]
    return sum(int(child.communicate(timeout=60)[0]) for child in children)


def two_together(caller: str, **variables: str) -> int:
    """Return the same, asked again when a minute began in between."""
    for _try in range(3):
        minute = time.time() // 60
        found = asked_by_two(caller, **variables)
        if time.time() // 60 == minute:
            return found
        caller += "+"
    raise AssertionError("no minute was long enough")


def test_two_processes_count_together_in_a_database(tmp_path: Path) -> None:
    home = {"INFOGO_HOME": str(tmp_path)}
    program = "import django; django.setup(); from django.core.management import call_command;"
    subprocess.run(
        [sys.executable, "-c", f"{program} call_command('migrate', 'core', verbosity=0)"],
        cwd=ROOT,
        env={
            "PATH": "/usr/bin:/bin",
            "DJANGO_SETTINGS_MODULE": "config.settings.local",
            **home,
        },
        check=True,
        timeout=120,
    )
    # A twentieth of the allowance for each process may come on top.
    assert 100 <= two_together("together", **home) <= 110


def test_two_processes_count_together_in_redis(tmp_path: Path, redis_address: str) -> None:
    given = {"INFOGO_HOME": str(tmp_path), "INFOGO_CACHE_URL": redis_address}
    assert 100 <= two_together("together", **given) <= 110


@pytest.mark.django_db
class TestApi:
    @pytest.fixture(autouse=True)
    def little(self, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        settings.INFOGO = {**settings.INFOGO, "API_POINTS_PER_MINUTE": 10}
        meter = Meter(Clock())
        monkeypatch.setattr("infogo.api.middleware.METER", meter)
        monkeypatch.setattr("infogo.agents.views.METER", meter)

    def test_who_asks_too_often_is_told_when_to_come_back(self, client: Client) -> None:
        for left in range(9, -1, -1):
            answer = client.get("/api/v1/topics")
            assert answer.status_code == 200
            assert answer["RateLimit"] == f'"network";r={left};t=60'
        refused = client.get("/api/v1/topics")
        assert refused.status_code == 429
        assert refused["Retry-After"] == "60"
        assert refused["Content-Type"] == "application/problem+json"
        assert "ลองใหม่ใน 60 วินาที" in refused.json()["title_th"]
        assert refused["Access-Control-Allow-Origin"] == "*"
        assert client.get("/").status_code == 200  # pages for people are not counted

    def test_another_network_is_another_caller(self, client: Client) -> None:
        for _each in range(11):
            client.get("/api/v1/topics")
        assert client.get("/api/v1/topics").status_code == 429
        assert client.get("/api/v1/topics", REMOTE_ADDR="203.0.113.9").status_code == 200

    def test_a_forwarded_address_is_believed_from_our_own_proxies_only(
        self, client: Client, settings: Any
    ) -> None:
        for each in range(11):
            client.get("/api/v1/topics", headers={"X-Forwarded-For": f"203.0.113.{each}"})
        assert client.get("/api/v1/topics").status_code == 429
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
        answer = client.get("/api/v1/topics", headers={"X-Forwarded-For": "203.0.113.1"})
        assert answer.status_code == 200

    @pytest.mark.parametrize(
        ("path", "points"),
        [
            ("/topics", 1),
            ("/agencies?limit=200", 4),
            ("/agencies?limit=999999999999", 1),
            ("/plan?procedures=1", 5),
            ("/points/near?lat=1&lng=1", 3),
        ],
    )
    def test_a_question_costs_what_it_takes(self, client: Client, path: str, points: int) -> None:
        answer = client.get(f"/api/v1{path}")
        assert answer["RateLimit"] == f'"network";r={10 - points};t=60'

    def test_a_token_has_an_allowance_of_its_own(
        self, client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        settings.INFOGO = {
            **settings.INFOGO, "API_POINTS_PER_MINUTE": 0, "API_TOKEN_POINTS_PER_MINUTE": 2,
        }  # fmt: skip
        monkeypatch.setattr("infogo.api.callers.METER", Meter(Clock()))
        program = Program(GrantFactory(role=Role.VIEWER).officer, "view")
        for _each in range(2):
            program.send("GET", "/api/v1/delays", status=200)
        refused = program.answer("GET", "/api/v1/delays")
        assert refused.status_code == 429
        assert int(refused["Retry-After"]) == 60
        assert "โทเค็นนี้ถามถี่เกินไป" in refused.json()["title_th"]
        other = Program(program.officer, "view")
        other.send("GET", "/api/v1/delays", status=200)

    def test_an_act_costs_three(self, client: Client) -> None:
        answer = client.post("/api/v1/delays", data=b"{}", content_type="application/json")
        assert answer["RateLimit"] == '"network";r=7;t=60'

    def test_assistants_count_as_well(self, client: Client) -> None:
        for _each in range(10):
            client.get("/api/v1/topics")
        answer = client.post("/mcp", data=b"{}", content_type="application/json")
        assert answer.status_code == 429
        assert "Retry-After" in answer

    def test_a_body_that_is_too_large_is_not_read(self, client: Client) -> None:
        answer = client.post(
            "/api/v1/delays", data=b"x" * 1_000_001, content_type="application/json"
        )
        assert answer.status_code == 413
        assert "1 MB" in answer.json()["title_th"]
