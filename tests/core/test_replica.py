"""Reading from a replica: never older than it may be, and no reader refused because of it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from pytest_django import Settings

from infogo.core import replica
from infogo.core.replica import Lag, place_in, text_of
from tests.consistency.source import ROOT
from tools.country import environment
from tools.postgres import NoPostgresError, private_pair, programs


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """What the scenes saw with a real primary and a real streaming replica."""
    try:
        programs()
    except NoPostgresError as problem:
        pytest.skip(str(problem))
    with private_pair() as pair:
        folders = [dsn.split()[0].removeprefix("host=") for dsn in pair]
        urls = [f"postgres://infogo@{quote(folder, safe='')}/postgres" for folder in folders]
        variables = {
            **environment(tmp_path_factory.mktemp("home")),
            "DJANGO_SETTINGS_MODULE": "tests.core.replica_settings",
            "INFOGO_DATABASE_URL": urls[0],
            "INFOGO_REPLICA_URL": urls[1],
            "INFOGO_DATABASE_POOL": "3",
        }
        done = subprocess.run(
            [sys.executable, "-m", "tests.core.replica_scenes", folders[1]],
            cwd=ROOT, env=variables, capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr
    yield json.loads(done.stdout.splitlines()[-1])


def test_a_page_is_read_from_the_replica_only_when_it_has_what_was_published(
    found: dict[str, Any],
) -> None:
    assert found["page, in step"] == "first replica first"
    assert found["page, behind"] == "second default second"
    assert found["page, behind, again"] == "second default second"
    assert found["page, in step again"] == "second replica second"


def test_what_a_page_finds_out_to_name_is_read_from_where_it_is_new_enough(
    found: dict[str, Any],
) -> None:
    assert found["page that finds out, in step"] == "second replica second replica"
    assert found["page that finds out, behind"] == "second replica other default"
    # Whoever made it before asks for all it will name at once, and reads it all from there.
    assert found["page that found out before, behind"] == "other default other default"


def test_what_was_just_written_is_read_back(found: dict[str, Any]) -> None:
    assert found["within one request"] == ["second replica", "third default"]
    assert found["in a transaction"] == "third default"


def test_an_officer_reads_what_she_wrote_and_others_at_most_late(found: dict[str, Any]) -> None:
    assert found["officer, in step"] == "third replica"
    assert found["officer who wrote"] == "fourth default"
    assert found["another officer"] == "third replica"
    assert found["another officer, late"] == "fourth default"
    assert found["officer who wrote, later"] == "fourth replica"


def test_a_forged_mark_leads_to_the_true_database(found: dict[str, Any]) -> None:
    assert found["forged mark"] == "fourth default"


def test_the_mark_is_set_for_both_faces_after_writing_alone(found: dict[str, Any]) -> None:
    assert found["cookies"] == [
        [["infogo_seen", "/office/"], ["infogo_seen /central/", "/central/"]], True
    ]  # fmt: skip
    assert found["reading sets no mark"] is False


def test_a_replica_that_fails_refuses_nobody(found: dict[str, Any]) -> None:
    assert found["cut in the middle, officer"] == "fourth default"
    assert found["cut in the middle, public"] == "fourth default"
    assert found["replica gone, page"] == "fourth default fourth"
    assert found["replica gone, officer"] == "fourth default"


def test_readiness_says_how_the_replica_is_and_does_not_need_it(found: dict[str, Any]) -> None:
    assert (found["readiness, in step"], found["readiness, late"]) == (True, False)
    assert found["replica gone, ready"] == {
        "well": False, "needed": False, "problem": "unreachable"
    }  # fmt: skip


def test_processes_share_connections_of_a_pool(found: dict[str, Any]) -> None:
    assert found["pool"] == 3


@pytest.mark.parametrize("text", ["0/0", "16/B374D848", "FFFFFFFF/FFFFFFFF"])
def test_places_are_written_as_postgresql_does(text: str) -> None:
    place = place_in(text)
    assert place is not None
    assert text_of(place) == text


@pytest.mark.parametrize("text", ["", "16", "16/", "/1", "g/1", "16/B374D8480", "1/1\n", "๑/๑"])
def test_what_is_no_place_is_refused(text: str) -> None:
    assert place_in(text) is None


class Log:
    """A primary and a copy, with a clock."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now, self.written, self.seen = 100.0, 10, 10
        monkeypatch.setattr(replica, "place_of_primary", lambda: self.written)
        monkeypatch.setattr(replica, "place_of_replica", lambda: self.seen)
        self.lag = Lag(lambda: self.now)


def test_the_lag_is_the_age_of_what_the_copy_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    log = Log(monkeypatch)
    assert log.lag.seconds() == 0.0
    for _second in range(10):
        log.now += 1.0
        log.written += 5
        behind = log.lag.seconds()
    assert behind == 10.0
    log.seen = log.written - 12  # within what was written two to three seconds ago
    log.now += 0.5
    assert log.lag.seconds() == 3.5
    log.seen = log.written
    log.now += 0.5
    assert log.lag.seconds() == 0.0


def test_a_quiet_primary_makes_nobody_late(monkeypatch: pytest.MonkeyPatch) -> None:
    log = Log(monkeypatch)
    for _hour in range(3):
        log.now += 3600.0
        assert log.lag.seconds() == 0.0


def test_without_a_replica_everything_is_true(settings: Settings) -> None:
    assert not replica.is_configured()
    with replica.reading():
        assert not replica.is_reading()
    assert replica.read(lambda: 7) == 7
