"""Addresses that hang, fail or are slow hold up nobody else: real receivers on this machine."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone
from pytest_django import Settings

from infogo.changes import delivering, slots
from infogo.changes.delivering import deliver_due, due
from infogo.changes.models import Subscription
from infogo.changes.slots import SLOTS, SLOTS_OF_HOST, SLOTS_OF_SLOW, Slots
from infogo.core.outgoing import Limits
from tests.changes.making import begun, edit, numbered, subscription
from tests.changes.receivers import Receiver, receiver
from tests.factories import OfficerFactory, ServicePointFactory

PATIENCE_SECONDS = 60
OTHERS = SLOTS * 5
threads = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def nearby(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.INFOGO = {**settings.INFOGO, "WEBHOOK_LOOPBACK": True}
    # Longer than anybody waits here: who hangs does so until the test lets it go.
    monkeypatch.setattr(delivering, "LIMITS", Limits(silence=600, whole=600))


@contextmanager
def delivering_beside() -> Iterator[None]:
    """Deliver in a thread, and wait at the end until nobody holds a lease."""
    stop = threading.Event()

    def deliver() -> None:
        deliver_due(stop)
        connections.close_all()

    thread = threading.Thread(target=deliver, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
        until = time.monotonic() + PATIENCE_SECONDS
        while Subscription.objects.exclude(lease="").exists() and time.monotonic() < until:
            time.sleep(0.02)


def wait_for(it: type[Receiver], messages: int) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while len(it.taken) < messages and time.monotonic() < until:
        time.sleep(0.02)


@threads
@pytest.mark.parametrize("failures", [0, 3], ids=["never failed before", "failing for long"])
def test_one_that_hangs_does_not_delay_another_however_often_it_is_named(failures: int) -> None:
    point = ServicePointFactory()
    begun()
    let_go = threading.Event()
    with (
        receiver(lambda it, _id: (let_go.wait(), it.take())[0]) as (hanging, _other),
        receiver() as (url, it),
    ):
        owner, earlier = OfficerFactory(), timezone.now() - timedelta(minutes=5)
        for _one in range(OTHERS):
            subscription(hanging, owner=owner, failures=failures, next_at=earlier)
        _row, it.secret = subscription(url)
        for landmark in "กขค":
            edit(point, landmark)
            numbered()
        with delivering_beside():
            wait_for(it, 3)
            taken = len(it.taken)
            let_go.set()
        assert taken == 3


def a_turn(chosen: Slots) -> Subscription | None:
    """Begin a turn that ends at once, as the loop does; return whose it is."""
    row = chosen.open_to(due(timezone.now())).first()
    if row is not None:
        chosen.begin(row, lambda _pk: 1)
    return row


@pytest.mark.django_db
def test_who_was_slow_may_not_take_all_until_a_turn_went_well(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ServicePointFactory()
    begun()
    rows = [subscription(f"https://{n}.example/", position=0)[0] for n in range(SLOTS)]
    chosen = Slots()
    monkeypatch.setattr(slots, "SLOW_SECONDS", -1.0)  # everything is slow
    begun_by = [a_turn(chosen) for _row in rows]
    assert begun_by == rows
    for turn in chosen.running.values():
        assert turn.thread is not None
        turn.thread.join()
    chosen.settle()
    assert [a_turn(chosen) for _row in rows].count(None) == SLOTS - SLOTS_OF_SLOW

    monkeypatch.setattr(slots, "SLOW_SECONDS", 600.0)
    for turn in chosen.running.values():
        assert turn.thread is not None
        turn.thread.join()
    chosen.settle()
    assert len(chosen.slow) == SLOTS - SLOTS_OF_SLOW


@pytest.mark.django_db
def test_another_name_or_port_is_another_machine() -> None:
    ServicePointFactory()
    begun()
    same = (
        "https://a.example/1",
        "https://a.example/2",
        "https://a.example?3",
        "https://a.example",
    )
    for url in (*same, "https://a.example.org/", "https://a.example:8443/"):
        subscription(url, position=0)
    chosen = Slots()
    began = [row.url for _try in range(9) if (row := a_turn(chosen))]
    assert began == [*same[:SLOTS_OF_HOST], "https://a.example.org/", "https://a.example:8443/"]
