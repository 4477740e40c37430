"""What waits for others: nothing is lost, nothing told twice, and nobody waits for ever."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import pytest

from infogo.watch.batch import Batch

LONG = 3600.0
pytestmark = pytest.mark.usefixtures("writing_later")


def test_many_threads_lose_nothing_and_keep_their_order() -> None:
    told: list[tuple[int, int]] = []
    batch = Batch(told.extend, seconds=0.001, most=7)

    def add(thread: int) -> None:
        for number in range(500):
            batch.add((thread, number))

    threads = [threading.Thread(target=add, args=(thread,)) for thread in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    batch.flush()
    assert sorted(told) == [(thread, number) for thread in range(8) for number in range(500)]
    for thread_number in range(8):
        own = [number for thread, number in told if thread == thread_number]
        assert own == sorted(own)


def test_the_last_one_is_told_by_itself_again_and_again() -> None:
    told, heard = [], threading.Event()

    def tell(items: Sequence[int]) -> None:
        told.extend(items)
        heard.set()

    batch = Batch(tell, seconds=0.01, most=100)
    for number in range(5):
        heard.clear()
        batch.add(number)
        assert heard.wait(30)
    assert told == [0, 1, 2, 3, 4]


def test_no_more_wait_than_may() -> None:
    told: list[int] = []
    batch = Batch(told.extend, seconds=LONG, most=3)
    for number in range(7):
        batch.add(number)
    assert told == [0, 1, 2, 3, 4, 5]
    batch.flush()
    assert told == [0, 1, 2, 3, 4, 5, 6]


def test_what_cannot_be_told_is_logged_and_stops_nobody(caplog: pytest.LogCaptureFixture) -> None:
    told = []

    def tell(items: Sequence[str]) -> None:
        if "bad" in items:
            raise RuntimeError("no room")
        told.extend(items)

    batch = Batch(tell, seconds=LONG, most=2)
    for item in ("a", "bad", "b", "c"):
        batch.add(item)
    assert told == ["b", "c"]
    assert "2 items could not be handed over" in caplog.text
