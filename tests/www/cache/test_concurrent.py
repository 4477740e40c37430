"""No reader of any process ever sees a page older than the last publication."""

from __future__ import annotations

import http.client
import re
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

from tools import country

EDITIONS = 25
READERS = 4
PREPARE = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0)
from tests.factories import standard_manual
procedure_id = standard_manual().procedure_id
call_command("reindex", stdout=open("/dev/null", "w"))
print(procedure_id)
"""
# Prints each edition with the moment after its commit, on the clock that all processes share.
PUBLISH = """
import sys, time, django; django.setup()
from infogo.manuals import services
from infogo.manuals.content import ManualContent
from infogo.manuals.models import Manual
manual = Manual.objects.select_related("current").get(standard=None)
content = ManualContent.model_validate(manual.current.content)
for edition in range(2, int(sys.argv[1]) + 1):
    new = content.model_copy(update={"remark": f"ครั้งที่ {edition} แก้ไข"})
    services.publish_standard(manual=manual, content=new, actor="ผู้ทดสอบ")
    print(edition, time.monotonic_ns(), flush=True)
    time.sleep(0.04)
"""


def _run(home: Path, script: str, *arguments: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", script, *arguments],
        env=country.environment(home),
        cwd=country.ROOT,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout


class Reader(threading.Thread):
    """Reads one page over and over and notes when it asked and which edition it saw."""

    def __init__(self, address: str, path: str, stop: threading.Event) -> None:
        super().__init__()
        self.address, self.path, self.stop = address, path, stop
        self.seen: list[tuple[int, int]] = []
        self.statuses: set[int] = set()

    def run(self) -> None:
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=30)
        while not self.stop.is_set():
            asked = time.monotonic_ns()
            connection.request("GET", self.path)
            answer = connection.getresponse()
            found = re.search(r"ครั้งที่ (\d+) แก้ไข", answer.read().decode())
            self.statuses.add(answer.status)
            self.seen.append((asked, int(found[1]) if found else 1))
        connection.close()


def test_readers_of_several_processes_never_see_an_old_edition(tmp_path: Path) -> None:
    procedure_id = _run(tmp_path, PREPARE).strip()
    stop = threading.Event()
    with country.served(tmp_path, workers=2) as address:
        readers = [Reader(address, f"/manual/{procedure_id}/legal", stop) for _n in range(READERS)]
        for reader in readers:
            reader.start()
        published = [
            tuple(map(int, line.split()))
            for line in _run(tmp_path, PUBLISH, str(EDITIONS)).splitlines()
        ]
        time.sleep(0.2)
        stop.set()
        for reader in readers:
            reader.join()

    assert [edition for edition, _moment in published] == list(range(2, EDITIONS + 1))
    seen = [answer for reader in readers for answer in reader.seen]
    assert {status for reader in readers for status in reader.statuses} == {200}
    stale = [
        (asked, shown, edition)
        for asked, shown in seen
        for edition, committed in published
        if asked > committed and shown < edition
    ]
    assert stale == []
    assert len({shown for _asked, shown in seen}) > 5, "readers saw many editions while they lived"
    assert len(seen) > 20 * EDITIONS, "most answers were kept pages, or reading would be slower"
