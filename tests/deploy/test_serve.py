"""Web processes are copies of one that has learnt: they learn nothing again, and share it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.consistency.source import ROOT
from tools import country
from tools.country import environment

IN_A_COPY = """
import os, sys
from config.serve import prepare
prepare()
if os.fork():
    sys.exit(os.waitstatus_to_exitcode(os.wait()[1]))
from infogo.search import selectors, suggest
from infogo.search.memory import knowledge
from infogo.search.results import Kind
def fail(*_asked):
    raise AssertionError("learnt again")
knowledge._learn = suggest.read_entries = fail
from infogo.search.warmup import warm_up
warm_up()
print(*[result.code for result in selectors.search("บัตรประชาชนหาย", kind=Kind.PROCEDURE).results])
print(*[one.text for one in suggest.suggest("ใบขับ")])
"""
STARTED = """
import sys
import granian.cli
from config import serve
serve.prepare = lambda: print("learns")
granian.cli.entrypoint = lambda: print("starts", "django" in sys.modules)
serve.main()
"""
WITH_A_THREAD = """
import threading
from config.serve import prepare
threading.Thread(target=threading.Event().wait, name="left over", daemon=True).start()
prepare()
"""


def run(
    home: Path, program: str, *arguments: str, **variables: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT,
        env={**environment(home), "INFOGO_LOG_LEVEL": "WARNING", **variables},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.country
def test_a_copy_has_learnt_already(country_home: Path) -> None:
    done = run(country_home, IN_A_COPY)
    assert done.returncode == 0, done.stderr
    found, suggested = done.stdout.splitlines()
    assert found.split()
    assert "ใบขับขี่" in suggested


@pytest.mark.parametrize(
    ("arguments", "variables"),
    [
        (["--workers", "2", "config.wsgi:application"], {}),
        (["config.wsgi:application"], {"GRANIAN_WORKERS": "2"}),
    ],
)
def test_several_processes_are_copies_of_one_that_has_learnt(
    tmp_path: Path, arguments: list[str], variables: dict[str, str]
) -> None:
    done = run(tmp_path, STARTED, *arguments, **variables)
    assert done.stdout.split("\n")[0] == "learns", done.stderr


@pytest.mark.parametrize("arguments", [["config.wsgi:application"], ["--workers", "1"], ["--help"]])
def test_who_starts_a_single_process_learns_nothing(tmp_path: Path, arguments: list[str]) -> None:
    done = run(tmp_path, STARTED, *arguments)
    assert done.stdout == "starts False\n", done.stderr


@pytest.mark.country
def test_a_database_that_is_away_keeps_nobody_from_starting(country_home: Path) -> None:
    away = "postgresql://infogo@127.0.0.1:1/infogo"
    done = run(
        country_home,
        "from config.serve import prepare; prepare(); print('went on')",
        INFOGO_DATABASE_URL=away,
        INFOGO_DATABASE_POOL="2",
    )
    assert done.stdout == "went on\n", done.stderr
    assert "search is not warmed up" in done.stderr


def test_a_server_that_is_shared_tells_its_address_to_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "served"
    monkeypatch.setattr(country, "PATIENCE_SECONDS", 0.1)
    with pytest.raises(RuntimeError, match="no server wrote its address"):
        country.address_in(told)
    told.write_text("http://127.0.0.1:8123")
    assert country.address_in(told) == "http://127.0.0.1:8123"


def test_a_thread_that_copies_would_miss_is_told(tmp_path: Path) -> None:
    done = run(tmp_path, WITH_A_THREAD)
    assert done.returncode == 1
    assert "threads that no copy would have: left over" in done.stderr
