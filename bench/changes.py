"""How fast changes get their numbers, are read and are sent, in a copy of the whole country."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import tempfile
import time
from http import HTTPStatus
from pathlib import Path

from bench.report import CannotMeasureError, Table, spread
from tests.changes.receivers import receiver
from tools import country

COLUMNS = ("what", "median", "p95", "largest", "in all")
EDITS = 500
ROUNDS = 10
READS = 200
Row = tuple[object, ...]


def changes() -> Table:
    """Edit points of a copy of the country, number that, read it and send it to a receiver here."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        shutil.copy(country.kept_home() / "db.sqlite3", home / "db.sqlite3")
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            rows = pool.apply(_measure, (home,))
    title = f"Change feed ({EDITS * ROUNDS:,} edits; one process; SQLite)"
    return Table(title, COLUMNS, rows)


def _measure(home: Path) -> list[Row]:
    os.environ.update(country.environment(home) | {"INFOGO_WEBHOOK_LOOPBACK": "1"})
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    return [_recount(), *_numbering(), *_feed(), _sending()]


def _recount() -> Row:
    from infogo.changes.models import Numbering
    from infogo.changes.numbering import number_some

    steps = []
    while not Numbering.objects.filter(filling="", newest__gt=0).exists():
        began = time.perf_counter()
        number_some()
        steps.append((time.perf_counter() - began) * 1000)
    return ("one step of looking at every record, ms; in all s", *spread(steps), sum(steps) / 1000)


def _numbering() -> list[Row]:
    from django.db import transaction

    from infogo.changes.numbering import number_some
    from infogo.core.models import OutboxTopic
    from infogo.core.outbox import announce
    from infogo.points.models import ServicePoint

    times = []
    ids = list(ServicePoint.objects.order_by("pk").values_list("pk", flat=True)[:EDITS])
    for round_ in range(ROUNDS):
        with transaction.atomic():
            ServicePoint.objects.filter(pk__in=ids).update(landmark=f"bench {round_}")
            announce(OutboxTopic.POINT, ids)
        began = time.perf_counter()
        while number_some():
            pass
        times.append(EDITS / (time.perf_counter() - began))
    idle = []
    for _look in range(READS):
        began = time.perf_counter()
        number_some()
        idle.append((time.perf_counter() - began) * 1000)
    return [
        ("changes numbered a second", *spread(times), ""),
        ("a look that finds nothing, ms", *spread(idle), ""),
    ]


def _feed() -> list[Row]:
    from django.test import Client

    client, rows = Client(SERVER_NAME="127.0.0.1"), []
    for name, query in (("100 changes", ""), ("100 with their records", "&include=record")):
        times = []
        for number in range(READS):
            began = time.perf_counter()
            answer = client.get(f"/api/v1/changes?after={1 + number * 20}{query}")
            if answer.status_code != HTTPStatus.OK:
                raise CannotMeasureError(f"the feed answered {answer.status_code}")
            times.append((time.perf_counter() - began) * 1000)
        rows.append((f"feed: {name}, ms", *spread(times), ""))
    return rows


def _sending() -> Row:
    from infogo.accounts.models import Officer
    from infogo.changes.delivering import turn
    from infogo.changes.models import Subscription, SubscriptionState
    from infogo.changes.signing import locked_away, new_secret

    secret = new_secret()
    with receiver() as (url, it):
        it.secret = secret
        row = Subscription.objects.create(
            owner=Officer.objects.order_by("pk")[0],
            name="bench",
            url=url,
            state=SubscriptionState.ACTIVE,
            challenge="x",
            secret=locked_away(secret),
        )
        rates = []
        for _turn in range(ROUNDS):
            began = time.perf_counter()
            sent = turn(row.pk)
            rates.append(sent / (time.perf_counter() - began))
    return ("messages sent a second, one address on this machine", *spread(rates), len(it.taken))
