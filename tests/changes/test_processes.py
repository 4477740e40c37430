"""Real workers, killed at random, and a real receiver that fails at random: the log is the feed.

Runs on the database of the test run, SQLite or PostgreSQL: writers in a process of their own,
some of whose transactions are undone and, on PostgreSQL, commit in another order than they began.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from tests.changes.receivers import Receiver, receiver
from tests.search.processes import line, run, started
from tests.www.cache.test_concurrent import variables  # noqa: F401
from tools.country import ROOT, environment

KILLS = 6
PATIENCE_SECONDS = 120
EDITS, POINTS = 30, 4

# The tables as they are now: going through every migration takes longer than the test.
SETUP = """
import django; django.setup()
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
settings.MIGRATION_MODULES = {{app.label: None for app in apps.get_app_configs()}}
call_command("migrate", run_syncdb=True, verbosity=0)
from tests.changes.making import begun, subscription
from tests.factories import ServicePointFactory
ServicePointFactory.create_batch({points})
begun()
row, secret = subscription({url!r})
print(secret)
"""
WRITE = """
import random, threading, time, django; django.setup()
from django.db import connection, transaction
from infogo.points.models import ServicePoint
from tests.changes.making import edit
def write(seed):
    chance = random.Random(seed)
    points = list(ServicePoint.objects.order_by("pk"))
    for number in range(EDITS):
        is_undone = chance.random() < 0.2
        with transaction.atomic():
            edit(chance.choice(points), f"{seed}-{number}")
            time.sleep(chance.uniform(0, 0.02))
            if is_undone:
                transaction.set_rollback(True)
    connection.close()
threads = [threading.Thread(target=write, args=(seed,)) for seed in (1, 2)]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""
# Gives birth to a worker for each line and prints its number; whoever kills it looks after it.
NURSERY = """
import os, signal, sys, time, django; django.setup()
from datetime import timedelta
from django.db import connections
from infogo.changes import delivering
from infogo.changes.numbering import number_some
from infogo.core.outgoing import Limits
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
delivering.LIMITS = Limits(0.4, 0.5)
delivering.FIRST_WAIT = delivering.LONGEST_WAIT = timedelta(seconds=0.05)
connections.close_all()
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        delivering.LEASE = timedelta(seconds=float(line))
        sys.stdin.close()
        while True:
            number_some()
            delivering.deliver_due()
            time.sleep(0.01)
    print(child, flush=True)
"""
STATE = """
import django, json, sys; django.setup()
from infogo.changes.models import Change, KnownRecord, Numbering, Subscription
from infogo.changes.reading import unread
from infogo.changes.sides import SIDES
from infogo.points.models import ServicePoint
for line in sys.stdin:
    state = Numbering.objects.get()
    known = dict(KnownRecord.objects.filter(kind="points").values_list("record", "version"))
    seen = SIDES["points"].look_at(list(ServicePoint.objects.values_list("pk", flat=True)))
    print(json.dumps({
        "numbers": list(Change.objects.order_by("number").values_list("number", flat=True)),
        "is_read": not unread(state.position, state.gaps),
        "is_true": known == {pk: one.version for pk, one in seen.items()},
        "position": Subscription.objects.get().position,
        "is_free": Subscription.objects.get().leased_until is None,
        "newest": state.newest,
    }), flush=True)
"""


class Bad:
    """Answers badly at random, but never for ever."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def __call__(self, it: Receiver, _message: str) -> None:
        draw = self.chance.random()
        if draw < 0.6:
            it.take()
        elif draw < 0.7:
            it.say(500)
        elif draw < 0.8:
            it.taken.append(it.answer)  # it has the message, but nobody learns of it
            it.say(503)
        elif draw < 0.9:
            it.taken.append(it.answer)
            it.connection.close()
        else:
            time.sleep(0.6)


def asked(process: subprocess.Popen[str], what: str) -> str:
    """Return what a process answers."""
    assert process.stdin is not None
    print(what, file=process.stdin, flush=True)
    return line(process)


@contextmanager
def workers(
    nursery: subprocess.Popen[str], lease: float
) -> Iterator[tuple[Callable[[], None], list[int]]]:
    """Yield what gives birth to another worker, and the numbers of those that live."""
    alive: list[int] = []
    try:
        yield lambda: alive.append(int(asked(nursery, str(lease)))), alive
    finally:
        for worker in alive:
            os.kill(worker, signal.SIGKILL)


def wait_until_all_is_sent(watcher: subprocess.Popen[str]) -> dict[str, Any]:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        found: dict[str, Any] = json.loads(asked(watcher, "state"))
        if found["is_read"] and found["position"] == found["newest"]:
            return found
        time.sleep(0.1)
    raise AssertionError(f"not all was sent: {found}")


def test_two_workers_share_a_line_and_lose_nothing_when_they_are_killed(
    tmp_path: Path,
    variables: dict[str, str],  # noqa: F811
) -> None:
    made = {**environment(tmp_path), "PYTHONPATH": str(ROOT), "INFOGO_LOG_LEVEL": "CRITICAL"}
    made |= {**variables, "INFOGO_WEBHOOK_LOOPBACK": "1"}
    with ExitStack() as stack:
        url, it = stack.enter_context(receiver())
        it.secret = run(SETUP.format(points=POINTS, url=url), made)
        nursery = stack.enter_context(started(NURSERY, made))
        watcher = stack.enter_context(started(STATE, made))

        with workers(nursery, lease=60) as (born, _alive):
            born()
            born()
            run(WRITE.replace("EDITS", str(EDITS // 4)), made)
            # Killed with so long a lease, a worker would keep the next ones waiting.
            while not (found := wait_until_all_is_sent(watcher))["is_free"]:
                time.sleep(0.05)
        assert it.tried == [f"chg_{number}" for number in found["numbers"][1:]]
        assert it.overlaps == 0

        it.manner = staticmethod(Bad(20261127))
        chance = random.Random(20261127)
        with workers(nursery, lease=1.5) as (born, alive):
            born()
            born()
            writer = stack.enter_context(started(WRITE.replace("EDITS", str(EDITS)), made))
            for _kill in range(KILLS):
                time.sleep(chance.uniform(0.05, 0.6))
                os.kill(alive.pop(chance.randrange(len(alive))), signal.SIGKILL)
                born()
            assert writer.wait() == 0
            found = wait_until_all_is_sent(watcher)
    check(it, found)


def check(it: type[Receiver], found: dict[str, Any]) -> None:
    """The receiver's log, without what it got twice, is the feed, and the feed is the truth."""
    first_seen = list(dict.fromkeys(key for key, _value in it.taken))
    assert found["numbers"] == list(range(1, found["newest"] + 1))
    assert first_seen == [f"chg_{number}" for number in found["numbers"][1:]]
    assert found["is_true"]
    assert it.forged == []
    assert len(it.taken) > len(first_seen), "no message ever came twice: nothing was tried"
