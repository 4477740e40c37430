"""Health and readiness: answered to any host name, honest about each part."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from pytest_django import Settings

from infogo.core.models import OutboxEvent, OutboxTopic
from infogo.search.indexing.index import reader
from infogo.search.indexing.indexer import Follower, rebuild
from infogo.watch import readiness
from infogo.watch.layer import Watch
from infogo.watch.readiness import LEAVING, Part, Readiness, Watched, look
from tests.watch.asking import Answer, nobody


@pytest.fixture
def home(settings: Settings, tmp_path: Path, db: None) -> Path:
    """The home folder of a node whose database and index are well."""
    settings.INFOGO = {**settings.INFOGO, "INDEX_DIR": tmp_path / "index", "HOME": tmp_path}
    rebuild()
    return tmp_path


def changed(*, ago: timedelta) -> None:
    OutboxEvent.objects.create(
        topic=OutboxTopic.AGENCY, object_id=1, created_at=timezone.now() - ago
    )


def test_health_asks_nothing_and_answers_to_any_name() -> None:
    answer = Answer(Watch(nobody), "/healthz", HTTP_HOST="anything at all")
    assert (answer.status, answer.json) == (200, {"alive": True})
    assert answer.headers["cache-control"] == "no-store"


def test_other_addresses_are_left_to_django() -> None:
    assert Answer(Watch(nobody), "/healthz/more").body == b"/healthz/more"


def test_doors_only_answer_questions() -> None:
    assert Answer(Watch(nobody), "/readyz", REQUEST_METHOD="POST").status == 405


def test_a_head_request_gets_no_body() -> None:
    answer = Answer(Watch(nobody), "/healthz", REQUEST_METHOD="HEAD")
    assert (answer.status, answer.body) == (200, b"")
    assert int(answer.headers["content-length"]) > 0


def test_a_node_that_is_well_says_so_part_by_part(home: Path) -> None:
    answer = Answer(Watch(nobody), "/readyz", HTTP_HOST="pod-17")
    assert answer.status == 200
    assert answer.json["ready"] is True
    parts = answer.json["parts"]
    assert {name for name, part in parts.items() if part["needed"]} == {
        "database", "migrations", "index", "here"
    }  # fmt: skip
    assert all(part["well"] for part in parts.values())
    assert parts["index"]["behind"] == 0
    assert parts["migrations"]["missing"] == 0


def test_a_node_without_an_index_asks_not_to_be_sent_readers(
    home: Path, settings: Settings
) -> None:
    settings.INFOGO = {**settings.INFOGO, "INDEX_DIR": home / "none"}
    answer = Answer(Watch(nobody), "/readyz")
    assert (answer.status, answer.json["ready"]) == (503, False)
    assert answer.json["parts"]["index"]["well"] is False
    assert answer.json["parts"]["database"]["well"] is True


def test_an_index_may_be_behind_for_a_while_and_not_for_longer(
    home: Path, settings: Settings
) -> None:
    settings.INFOGO = {**settings.INFOGO, "INDEX_LATE_SECONDS": 60}
    changed(ago=timedelta(seconds=30))
    soon = look()
    changed(ago=timedelta(seconds=90))
    late = look()
    assert soon.is_ready and soon.parts["index"].facts["behind"] == 1
    assert not late.is_ready and late.parts["index"].facts["behind"] == 2
    assert late.parts["index"].facts["seconds"] >= 90

    follower = Follower()
    follower.follow()
    follower.close()
    reader.forget()
    assert look().parts["index"].facts == {"behind": 0, "seconds": 0.0}


def test_a_program_newer_than_the_database_waits_for_its_migrations(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readiness, "_own_migrations", lambda: frozenset({("core", "9999_next")}))
    found = look()
    assert not found.is_ready
    assert found.parts["migrations"].facts == {"missing": 1}


def test_a_program_older_than_the_database_goes_on(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        MigrationRecorder, "applied_migrations", lambda _self: {("core", "0001"): 1, ("x", "2"): 1}
    )
    monkeypatch.setattr(readiness, "_own_migrations", lambda: frozenset({("core", "0001")}))
    assert look().is_ready


def test_without_a_database_nothing_else_is_claimed(
    home: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = connections.create_connection(DEFAULT_DB_ALIAS)
    away.settings_dict = {**away.settings_dict, "NAME": "/no/such", "HOST": "/no"}
    monkeypatch.setattr(readiness, "connection", away)
    found = look()
    assert not found.is_ready
    assert {name: part.is_well for name, part in found.parts.items()} == {
        "database": False, "migrations": False, "index": False, "here": True
    }  # fmt: skip


def test_an_operator_can_send_readers_away_before_a_stop(home: Path) -> None:
    (home / LEAVING).touch()
    answer = Answer(Watch(nobody), "/readyz")
    assert (answer.status, answer.json["parts"]["here"]["well"]) == (503, False)
    (home / LEAVING).unlink()
    assert Answer(Watch(nobody), "/readyz").status == 200


def test_many_who_ask_cost_one_look() -> None:
    looks = []

    def count() -> Readiness:
        looks.append(1)
        return Readiness({"database": Part(is_well=True)})

    watched = Watched(count)
    assert all(watched.readiness().is_ready for _asked in range(50))
    assert len(looks) == 1


def test_what_only_helps_is_told_and_not_needed() -> None:
    found = Readiness({"a": Part(is_well=True), "b": Part(is_well=False, is_needed=False)})
    assert found.is_ready
    assert found.as_json()["parts"]["b"] == {"well": False, "needed": False}
