"""What a card in another site weighs, and how long an answer to LINE takes to work out."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.report import Table, spread
from tools import country

COLUMNS = ("what", "count", "median", "p95", "largest")
QUESTIONS = ("ต่อใบขับขี่", "บัตรประชาชนหายกี่บาท", "พาสปอรต", "อำเภอแม่สอด", "กฟหดกฟหด")
PLACES = ((18.79, 98.98), (13.75, 100.5), (7.0, 100.47), (16.43, 102.83))
CARDS = 200
ROUNDS = 20
Row = tuple[object, ...]


def doors() -> Table:
    """Measure cards of the first manuals and points, and answers to questions and positions."""
    home = country.kept_home()
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        rows = pool.apply(_measure, (home,))
    return Table("Cards in other sites, brotli bytes; answers to LINE, ms", COLUMNS, rows)


def _measure(home: Path) -> list[Row]:
    os.environ.update({**country.environment(home), "INFOGO_ALLOWED_HOSTS": "testserver"})
    import django

    django.setup()
    import brotli
    from django.test import Client

    from infogo.core.dates import bangkok_now
    from infogo.line.events import Event, Said
    from infogo.line.replies import reply_to
    from infogo.points.opening import Clock

    client = Client()

    def weights(path: str) -> list[float]:
        answers = (client.get(path.format(number)) for number in range(1, CARDS + 1))
        return [float(len(brotli.compress(a.content))) for a in answers if a.status_code == 200]

    def times(*events: Event) -> list[float]:
        for event in events:
            reply_to(event, Clock(bangkok_now()))
        return [
            _milliseconds(lambda event=event: reply_to(event, Clock(bangkok_now())))
            for event in events
            for _round in range(ROUNDS)
        ]

    asked = [Event(Said.TEXT, "k", "t", text=text) for text in QUESTIONS]
    shared = [Event(Said.PLACE, "k", "t", lat=lat, lng=lng) for lat, lng in PLACES]
    return [
        _row("card of a manual, bytes", weights("/embed/manual/{}")),
        _row("card of a point, bytes", weights("/embed/point/{}")),
        _row("question in LINE, ms", times(*asked)),
        _row("position in LINE, ms", times(*shared)),
    ]


def _milliseconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _row(what: str, found: Sequence[float]) -> Row:
    return what, len(found), *spread(found)
