"""Killing the indexer at any moment loses nothing: real processes, a real database, kill -9.

A start of Python takes a second, and fifty kills take fifty starts. So one process, the *nursery*,
imports everything once and then gives birth to indexers by ``fork``: each is a process of its
own with its own connections, files and locks, and is killed as hard as any other.
"""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

from tests.search.processes import line, prepared, run, started

KILLS = 50
LATEST_KILL_SECONDS = 0.4
"""Long enough for a start, some commits and, now and then, a whole rebuild."""
SURE_SECONDS = 60

NURSERY = """
import os, random, sys, django; django.setup()
from infogo.search import suggest  # with the next one everything that an indexer imports
from infogo.search.indexing import documents
from infogo.search.indexing.index import WriterBusyError, ask_for_rebuild, only_writer
from infogo.search.indexing.indexer import Follower

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
from infogo.search.indexing.index import only_writer
from infogo.search.indexing.indexer import Follower, rebuild
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


def test_kill_9_at_random_moments_loses_nothing(tmp_path: Path) -> None:
    variables = prepared(tmp_path)
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
