"""No reader of any process ever sees a page older than the last publication.

Two web processes with several threads each, readers that keep asking, and a writer in a process
of its own. Runs on the database of the test run: SQLite, or PostgreSQL.
"""

from __future__ import annotations

import http.client
import re
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from config.env import ENV
from tools import country

EDITIONS = 13
# After every third edition the writer waits for readers; the others follow one another at once.
ROUND = 3
ANSWERS_OF_EACH_PROCESS = 10
PATIENCE_SECONDS = 60
READERS_OF_A_PAGE = 3
# A reader comes back with a new connection, which the other process may accept.
ANSWERS_PER_CONNECTION = 20
PAGES = ("/manual/{}/legal", "/manual/{}", "/en/manual/{}", "/manual/{}?prov=10&junk=1")
# The tables as they are now: going through every migration takes longer than the test.
PREPARE = """
import django; django.setup()
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}
call_command("migrate", run_syncdb=True, verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0)
from tests.factories import standard_manual
procedure_id = standard_manual().procedure_id
call_command("reindex", stdout=open("/dev/null", "w"))
print(procedure_id)
"""
# Publishes one edition for each line it is given, and prints it with the moment after its commit,
# on the clock that all processes share.
PUBLISH = """
import sys, time, django; django.setup()
from infogo.manuals import services
from infogo.manuals.content import ManualContent
from infogo.manuals.models import Manual
manual = Manual.objects.select_related("current").get(standard=None)
content = ManualContent.model_validate(manual.current.content)
for line in sys.stdin:
    edition = int(line)
    new = content.model_copy(update={"remark": f"ครั้งที่ {edition} แก้ไข"})
    services.publish_standard(manual=manual, content=new, actor="ผู้ทดสอบ")
    print(time.monotonic_ns(), flush=True)
"""


@pytest.fixture
def variables(django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, str]]:
    """Settings of a database of its own, on the server of the test run if it has one."""
    if not ENV.database_url:
        yield {}
        return
    name = f"concurrent_{uuid4().hex[:12]}"
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name}")
        address = urlsplit(ENV.database_url)._replace(path=f"/{name}")
        yield {"INFOGO_DATABASE_URL": urlunsplit(address)}
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
        connection.close()


def _prepare(home: Path, variables: dict[str, str]) -> str:
    """Return the id of a procedure with a published manual in a new database."""
    return subprocess.run(
        [sys.executable, "-c", PREPARE],
        env={**country.environment(home), **variables},
        cwd=country.ROOT,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout.strip()


@contextmanager
def _writer(home: Path, variables: dict[str, str]) -> Iterator[Callable[[int], int]]:
    """Yield what publishes an edition and returns the moment after its commit."""
    process = subprocess.Popen(
        [sys.executable, "-c", PUBLISH],
        env={**country.environment(home), **variables},
        cwd=country.ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    def publish(edition: int) -> int:
        assert process.stdin is not None and process.stdout is not None
        print(edition, file=process.stdin, flush=True)
        return int(process.stdout.readline())

    try:
        yield publish
    finally:
        process.communicate(timeout=30)
    assert process.returncode == 0


@dataclass(frozen=True)
class Seen:
    """One answer: when it was asked for, the edition it shows and the process that gave it."""

    asked: int
    edition: int
    status: int
    worker: str


class Reader(threading.Thread):
    """Reads one page over and over."""

    def __init__(self, address: str, path: str, stop: threading.Event) -> None:
        super().__init__()
        self.host, self.path, self.stop = urlsplit(address).netloc, path, stop
        self.seen: list[Seen] = []

    def run(self) -> None:
        while not self.stop.is_set():
            client = http.client.HTTPConnection(self.host, timeout=30)
            for _answer in range(ANSWERS_PER_CONNECTION):
                self.seen.append(self._ask(client))
            client.close()

    def _ask(self, client: http.client.HTTPConnection) -> Seen:
        asked = time.monotonic_ns()
        client.request("GET", self.path)
        answer = client.getresponse()
        found = re.search(r"ครั้งที่ (\d+) แก้ไข", answer.read().decode())
        worker = answer.headers["X-Worker"]
        return Seen(asked, int(found[1]) if found else 1, answer.status, worker)


def _wait_for_readers(readers: list[Reader], edition: int) -> None:
    """Wait until two processes have shown an edition many times."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        shown = Counter(
            answer.worker
            for reader in readers
            for answer in list(reader.seen)
            if answer.edition == edition
        )
        if len(shown) == 2 and min(shown.values()) >= ANSWERS_OF_EACH_PROCESS:
            return
        time.sleep(0.02)
    raise AssertionError(f"two processes should show edition {edition}; answers: {shown}")


@contextmanager
def _reading(readers: list[Reader], stop: threading.Event) -> Iterator[None]:
    for reader in readers:
        reader.start()
    try:
        yield
    finally:
        stop.set()
        for reader in readers:
            reader.join()


def test_readers_of_several_processes_never_see_an_old_edition(
    tmp_path: Path, variables: dict[str, str]
) -> None:
    procedure_id = _prepare(tmp_path, variables)
    paths = [page.format(procedure_id) for page in PAGES]
    stop = threading.Event()
    committed: dict[int, int] = {}
    served = country.served(
        tmp_path,
        workers=2,
        application="tests.www.cache.telling_worker:application",
        **variables,
    )
    with served as address, _writer(tmp_path, variables) as publish:
        readers = [Reader(address, path, stop) for path in paths for _n in range(READERS_OF_A_PAGE)]
        with _reading(readers, stop):
            _wait_for_readers(readers, 1)
            for edition in range(2, EDITIONS + 1):
                committed[edition] = publish(edition)
                if edition % ROUND == 1:
                    _wait_for_readers(readers, edition)

    seen = [answer for reader in readers for answer in reader.seen]
    assert {answer.status for answer in seen} == {200}
    stale = [
        (answer, edition)
        for answer in seen
        for edition, moment in committed.items()
        if answer.asked > moment and answer.edition < edition
    ]
    assert stale == []
    for reader in readers:
        shown = [answer.edition for answer in reader.seen]
        assert shown == sorted(shown), f"{reader.path} never goes back"
        assert len(set(shown)) > EDITIONS // ROUND // 2, f"{reader.path} was read all along"
