"""A nation in a database that holds the demonstration country: always the same, and fast."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date

from django.db import connection, transaction

from bench.nation import history, made_up
from bench.nation.sizes import Size
from bench.nation.writing import analyze, settle_ids
from infogo.agencies.models import Agency, AgencyPath
from infogo.manuals.models import Manual, Procedure
from infogo.pins.counting import count_points
from infogo.pins.models import Pin
from infogo.points.models import ServicePoint
from infogo.ratings.models import Rating
from infogo.volumes.models import MonthlyReport, VolumeRow

MODELS = (
    Agency,
    AgencyPath,
    Procedure,
    ServicePoint,
    Manual,
    Pin,
    Rating,
    MonthlyReport,
    VolumeRow,
)
PRIME, MODULUS = 7919, 1_000_003
"""Which adoptions of the country stay at a smaller scale: spread evenly, always the same."""


def generate(
    scale: float, until: date, say: Callable[[str, int, float], None] = lambda *_said: None
) -> Size:
    """Bring the country to the scale's size and give it a history of two years.

    ``say`` is told of each part how many rows there are and how many seconds it took. Runs once
    in a database: what it made before is not looked for.
    """
    size = Size.of(
        scale, agencies_there=Agency.objects.count(), points_there=ServicePoint.objects.count()
    )
    parts: tuple[Callable[[], dict[str, int]], ...] = (
        lambda: {"adoptions taken away": thin(size.base_share)},
        lambda: made_up.make(size),
        lambda: history.make_history(size, until),
        _settle,
    )
    for part in parts:
        began = time.perf_counter()
        made = part()
        seconds = time.perf_counter() - began
        for name, rows in made.items():
            say(name, rows, seconds)
            seconds = 0.0
    return size


@transaction.atomic
def thin(share: float) -> int:
    """Take adoptions of the country away until about a share of them is left."""
    if share >= 1:
        return 0
    beyond = round(MODULUS * share)
    gone = f"SELECT id FROM manuals_manual WHERE standard_id IS NOT NULL AND current_id IS NULL AND (id * {PRIME}) %% {MODULUS} >= %s"  # noqa: S608, E501  (our own numbers)
    gone += " AND id NOT IN (SELECT manual_id FROM accounts_grantmanual)"
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM pins_pin WHERE manual_id IN ({gone})", [beyond])  # noqa: S608
        cursor.execute(f"DELETE FROM manuals_manual WHERE id IN ({gone})", [beyond])  # noqa: S608
        return int(cursor.rowcount)


def _settle() -> dict[str, int]:
    settle_ids(MODELS)
    with transaction.atomic():
        count_points()
    analyze()
    return {}
