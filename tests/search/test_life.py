"""Worker, rebuilds and readers side by side, each a process of its own."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

from tests.search.processes import line, prepared, run, started

REBUILDS = 6
SURE_SECONDS = 60
WORKER = """
from django.core.management import execute_from_command_line
execute_from_command_line(["manage.py", "run_worker"])
"""
REBUILD = (
    "import django; django.setup()\n"
    + f"""
from infogo.search.indexing.index import only_writer
from infogo.search.indexing.indexer import rebuild
with only_writer():
    for number in range({REBUILDS}):
        print(rebuild().name, flush=True)
"""
)
# Four readers search without a pause until they are told to stop, and say what was ever wrong.
READERS = """
import sys, threading, django; django.setup()
from django.db import connections
from infogo.search.indexing.index import reader
from infogo.search.selectors import search
stop, wrong, builds = threading.Event(), [], set()
def read():
    count = 0
    while not stop.is_set():
        page = search("แจ้งเกิด", province="50")
        if not page.is_ready or page.results[0].code != "BIRTH-1":
            wrong.append(page)
        builds.add(reader.snapshot().generation[0])
        count += 1
    connections.close_all()
    assert count
threads = [threading.Thread(target=read) for number in range(4)]
search("แจ้งเกิด")
for thread in threads:
    thread.start()
print("ready", flush=True)
sys.stdin.readline()
stop.set()
for thread in threads:
    thread.join()
print(len(wrong), len(builds), flush=True)
"""
RENAME = """
import sys, django; django.setup()
from django.db import transaction
from infogo.core.models import OutboxTopic
from infogo.core.outbox import announce
from infogo.manuals.models import Procedure
with transaction.atomic():
    procedure = Procedure.objects.get(code="LAND-1")
    procedure.name_th = "ซื้อขายเรือสำเภา"
    procedure.save()
    announce(OutboxTopic.PROCEDURE, [procedure.pk])
"""
# A reader that was open before the change, as a web process is.
WATCHER = """
import sys, django; django.setup()
from infogo.search.selectors import search
for asked in sys.stdin:
    page = search("เรือสำเภา")
    print(page.is_ready, [result.code for result in page.results][:1], flush=True)
"""


def test_readers_answer_all_through_rebuilds(tmp_path: Path) -> None:
    variables = prepared(tmp_path)
    run(REBUILD, variables)
    with started(READERS, variables) as readers:
        assert line(readers) == "ready"
        run(REBUILD, variables)
        assert readers.stdin is not None
        readers.stdin.write("stop\n")
        readers.stdin.flush()
        wrong, builds = map(int, line(readers).split())
    assert wrong == 0
    assert builds > 1, "the readers moved on to new builds"


def test_a_worker_builds_what_is_missing_and_open_readers_see_changes(tmp_path: Path) -> None:
    variables = prepared(tmp_path)
    with started(WATCHER, variables) as watcher:

        def look() -> str:
            assert watcher.stdin is not None
            watcher.stdin.write("look\n")
            watcher.stdin.flush()
            return line(watcher)

        def wait_for(answer: str) -> None:
            deadline = time.monotonic() + SURE_SECONDS
            while look() != answer:
                assert time.monotonic() < deadline, look()
                time.sleep(0.05)

        assert look() == "False []"
        with started(WORKER, variables):
            wait_for("True []")
            run(RENAME, variables)
            wait_for("True ['LAND-1']")
            shutil.rmtree((tmp_path / "index" / "current").resolve())
            deadline = time.monotonic() + SURE_SECONDS
            while not (tmp_path / "index" / "current" / "meta.json").exists():
                assert time.monotonic() < deadline
                time.sleep(0.05)
            wait_for("True ['LAND-1']")
