"""Killing the indexer at any moment loses nothing: a real process, a real database, kill -9."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from tools.country import ROOT, environment

KILLS = 3
EVENTS_PER_ROUND = 120
LATEST_KILL_SECONDS = 0.25

SETUP = """
import django; django.setup()
from tests.search.corpus import make_country
make_country()
"""
FOLLOW = """
import django; django.setup()
from infogo.search.index import only_writer
from infogo.search.indexer import Follower
with only_writer():
    follower = Follower()
    print("ready", flush=True)
    while True:
        follower.follow()
"""
CHANGE = """
import sys, django; django.setup()
from django.db import transaction
from infogo.core.models import OutboxTopic
from infogo.core.outbox import announce
from infogo.points.models import ServicePoint
from infogo.agencies.models import Agency
owner = Agency.objects.first()
start, count = int(sys.argv[1]), int(sys.argv[2])
for number in range(start, start + count):
    with transaction.atomic():
        point = ServicePoint.objects.create(
            key=f"kill-{number}", agency=owner, kind="other", name_th=f"จุดทดสอบ{number}",
            sort_key=str(number))
        announce(OutboxTopic.POINT, [point.pk])
"""
CHECK = """
import sys, django; django.setup()
from infogo.search.index import only_writer
from infogo.search.indexer import Follower
from infogo.search.results import Kind
from infogo.search.selectors import search
with only_writer():
    follower = Follower()
    while follower.follow():
        pass
    follower.close()
missing = [n for n in range(int(sys.argv[1]))
           if [r.code for r in search(f"จุดทดสอบ{n}", kind=Kind.POINT, page_size=1).results]
           != [f"kill-{n}"]]
total = search("จุดทดสอบ", kind=Kind.POINT).total
print(f"missing {missing} total {total}")
"""


def test_kill_9_at_random_moments_loses_nothing(tmp_path: Path) -> None:
    variables = {**environment(tmp_path), "PYTHONPATH": str(ROOT), "INFOGO_LOG_LEVEL": "ERROR"}

    def run(code: str, *arguments: object) -> str:
        command = [sys.executable, "-c", code, *map(str, arguments)]
        done = subprocess.run(
            command, cwd=ROOT, env=variables, check=True, capture_output=True, text=True
        )
        return done.stdout.strip()

    migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(migrate, cwd=ROOT, env=variables, check=True)
    run(SETUP)
    moment = random.Random(20260101)
    for round_number in range(KILLS):
        follower = subprocess.Popen(
            [sys.executable, "-c", FOLLOW],
            cwd=ROOT,
            env=variables,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert follower.stdout is not None and follower.stdout.readline() == "ready\n"
        writer = subprocess.Popen(
            [
                sys.executable,
                "-c",
                CHANGE,
                str(round_number * EVENTS_PER_ROUND),
                str(EVENTS_PER_ROUND),
            ],
            cwd=ROOT,
            env=variables,
        )
        while writer.poll() is None and not _has_index(tmp_path):
            time.sleep(0.02)
        time.sleep(moment.uniform(0.0, LATEST_KILL_SECONDS))
        os.kill(follower.pid, signal.SIGKILL)
        follower.wait()
        follower.stdout.close()
        assert writer.wait(timeout=60) == 0
    made = KILLS * EVENTS_PER_ROUND
    assert run(CHECK, made) == f"missing [] total {made}"


def _has_index(home: Path) -> bool:
    return (home / "index" / "current").is_symlink()
