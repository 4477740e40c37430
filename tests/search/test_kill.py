"""Killing the indexer at any moment loses nothing: real processes, a real database, kill -9.

A start of Python takes a second, and fifty kills take fifty starts. So one process, the *nursery*,
imports everything once and then gives birth to indexers by ``fork``: each is a process of its
own with its own connections, files and locks, and is killed as hard as any other.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tools.country import ROOT, environment

KILLS = 50
LATEST_KILL_SECONDS = 0.4
"""Long enough for a start, some commits and, now and then, a whole rebuild."""
SURE_SECONDS = 60

SETUP = """
import django; django.setup()
from tests.search.corpus import make_country
make_country()
"""
NURSERY = """
import os, random, sys, django; django.setup()
from infogo.search import documents, suggest  # everything that an indexer imports
from infogo.search.index import WriterBusyError, ask_for_rebuild, only_writer
from infogo.search.indexer import Follower

def follow(wants_rebuild):
    if wants_rebuild:
        ask_for_rebuild("a test")
    with only_writer():
        follower = Follower()
        while True:
            follower.follow()

for line in sys.stdin:
    child = os.fork()
    if child == 0:
        follow(line == "rebuild\\n")
    print(child, flush=True)
    _, status = os.waitpid(child, 0)
    print(os.waitstatus_to_exitcode(status), flush=True)
"""
CHANGE = """
import sys, time, django; django.setup()
from pathlib import Path
from django.db import transaction
from infogo.core.models import OutboxTopic
from infogo.core.outbox import announce
from infogo.points.models import ServicePoint
from infogo.agencies.models import Agency
owner = Agency.objects.first()
number = 0
print("ready", flush=True)
while not Path(sys.argv[1]).exists():
    with transaction.atomic():
        point = ServicePoint.objects.create(
            key=f"kill-{number}", agency=owner, kind="other", name_th=f"จุดทดสอบ{number}",
            sort_key=str(number))
        announce(OutboxTopic.POINT, [point.pk])
        if number % 3 == 2:  # what was made a moment ago goes again
            gone = ServicePoint.objects.get(key=f"kill-{number - 1}")
            announce(OutboxTopic.POINT, [gone.pk])
            gone.delete()
    number += 1
    time.sleep(0.01)
"""
CHECK = """
import django; django.setup()
from infogo.points.models import ServicePoint
from infogo.search.index import only_writer
from infogo.search.indexer import Follower, rebuild
from infogo.search.results import Kind
from infogo.search.selectors import search
with only_writer():
    follower = Follower()
    while follower.follow():
        pass
    follower.close()
there = set(ServicePoint.objects.filter(key__startswith="kill-").values_list("key", flat=True))
found = []
for page in range(1, 51):
    results = search("จุดทดสอบ", kind=Kind.POINT, page_size=200, page=page).results
    found += [result.code for result in results]
total = search("จุดทดสอบ", kind=Kind.POINT).total
print(sorted(there ^ set(found)), len(found) - len(set(found)), total == len(there), len(there) > 0)
"""


@pytest.fixture
def variables(tmp_path: Path) -> dict[str, str]:
    """The environment of every process, over a migrated database with the small country."""
    made = {**environment(tmp_path), "PYTHONPATH": str(ROOT), "INFOGO_LOG_LEVEL": "ERROR"}
    migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(migrate, cwd=ROOT, env=made, check=True)
    run(SETUP, made)
    return made


def run(code: str, variables: dict[str, str]) -> str:
    """Run a program to its end and return what it printed."""
    command = [sys.executable, "-c", code]
    done = subprocess.run(
        command, cwd=ROOT, env=variables, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


@contextmanager
def started(
    code: str, variables: dict[str, str], *arguments: str
) -> Iterator[subprocess.Popen[str]]:
    """Run a program beside the test; it ends when its input does or it is told to."""
    process = subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        env=variables,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def line(process: subprocess.Popen[str]) -> str:
    """Return the next line that a process prints."""
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_kill_9_at_random_moments_loses_nothing(variables: dict[str, str], tmp_path: Path) -> None:
    moment = random.Random(20260101)
    enough = tmp_path / "enough"
    exits = []
    with (
        started(CHANGE, variables, str(enough)) as writer,
        started(NURSERY, variables) as nursery,
    ):
        assert line(writer) == "ready"
        for number in range(KILLS):
            assert nursery.stdin is not None
            # Every third indexer is killed on its way through a whole rebuild.
            nursery.stdin.write("rebuild\n" if number % 3 == 0 else "follow\n")
            nursery.stdin.flush()
            child = int(line(nursery))
            while number == 0 and not (tmp_path / "index" / "current").is_symlink():
                time.sleep(0.02)  # the first one lives until there is an index to lose
            time.sleep(moment.uniform(0.0, LATEST_KILL_SECONDS))
            os.kill(child, signal.SIGKILL)
            exits.append(int(line(nursery)))
        nursery.stdin.close()
        enough.touch()
        assert writer.wait(timeout=SURE_SECONDS) == 0
    assert exits == [-signal.SIGKILL] * KILLS
    assert run(CHECK, variables) == "[] 0 True True"
