"""Run in a process of its own: officers who write, so many times a second, until told to stop.

``python -m bench.nation.officers RATE`` writes until its input ends, then prints how many writes
it made, how long they took and the seconds it worked, as one line of JSON. Nine in ten confirm a
point, one publishes an edition of a procedure, all through the services; of a nation only what is
made up is written to.
"""

from __future__ import annotations

import json
import statistics
import sys
import threading
import time
from collections.abc import Callable, Iterator
from itertools import count, cycle
from typing import TYPE_CHECKING, Any

import django

if TYPE_CHECKING:
    from django.db.models import QuerySet

ACTOR = "bench"
PUBLISHED = 10
"""One write in so many is a new edition."""


def main() -> None:
    """Write at the pace asked for; what is late is caught up with."""
    django.setup()
    from django.db import OperationalError

    ended = threading.Event()

    def wait_for_the_end() -> None:
        sys.stdin.read()
        ended.set()

    threading.Thread(target=wait_for_the_end, daemon=True).start()
    times: list[float] = []
    rate = float(sys.argv[1])
    print("ready", flush=True)
    began, refused = time.monotonic(), 0
    for turn, write in enumerate(_writes()):
        ended.wait(max(0.0, began + turn / rate - time.monotonic()))
        if ended.is_set():
            break
        started = time.perf_counter()
        try:
            write()
        except OperationalError:
            refused += 1  # SQLite lets one write at a time, and waits no longer than its time-out
        times.append((time.perf_counter() - started) * 1000)
    seconds = time.monotonic() - began
    cuts = statistics.quantiles(times, n=20) if len(times) > 1 else [0.0] * 19
    told = {
        "writes": len(times),
        "seconds": seconds,
        "p50": cuts[9],
        "p95": cuts[18],
        "refused": refused,
    }
    print(json.dumps(told), flush=True)


def _writes() -> Iterator[Callable[[], object]]:
    from functools import partial

    from infogo.core.durations import Duration
    from infogo.manuals import services as manuals
    from infogo.manuals.content import ManualContent
    from infogo.manuals.models import Manual
    from infogo.points import services as points
    from infogo.points.models import ServicePoint

    points_there = ServicePoint.objects.order_by("pk")
    manuals_there = Manual.objects.filter(standard=None, status="published").order_by("pk")
    own = points_there.filter(key__startswith="sim-point-")
    made_up = manuals_there.filter(procedure__code__startswith="SIM-")
    standards = cycle(_ids(made_up) or _ids(manuals_there))
    numbers = cycle(_ids(own[:5000]) or _ids(points_there[:5000]))

    def publish(days: int) -> None:
        manual = Manual.objects.select_related("current", "procedure").get(pk=next(standards))
        assert manual.current is not None  # noqa: S101  (published when it was made)
        content = ManualContent.model_validate(manual.current.content)
        total = Duration.of(1 + days % 90, "working_day")
        content = content.model_copy(update={"total": total})
        manuals.publish_standard(manual=manual, content=content, actor=ACTOR)

    for turn in count(1):
        if turn % PUBLISHED == 0:
            yield partial(publish, turn)
        else:
            yield partial(points.confirm_point, point_id=next(numbers), actor=ACTOR)


def _ids(rows: QuerySet[Any]) -> list[int]:
    return list(rows.values_list("pk", flat=True))


if __name__ == "__main__":
    main()
