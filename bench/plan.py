"""How long it takes to plan a trip and to make the page, for random plans of the real country."""

from __future__ import annotations

import multiprocessing
import os
import random
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bench.report import Table, spread
from tools import country

SIZES = (1, 2, 3, 5, 8)
PLANS = 120
"""Random plans of each size: services that are served somewhere, in a random province."""
SEED = 2569
COLUMNS = ("errands", "what", "p50, ms", "p95, ms", "max, ms", "most places")
Row = tuple[object, ...]


def plan() -> Table:
    """Measure the search for the best trip alone, and the page with everything it reads."""
    home = country.kept_home()
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        rows = pool.apply(_measure, (home,))
    return Table(f"Plans ({PLANS} random ones of each size, whole provinces)", COLUMNS, rows)


def _measure(home: Path) -> list[Row]:
    os.environ.update(country.environment(home))
    import django

    django.setup()
    from infogo.core.calendar import next_working_day
    from infogo.core.dates import bangkok_now
    from infogo.geo.models import Province
    from infogo.manuals.models import Procedure
    from infogo.planning.competence import Reader
    from infogo.planning.selectors import Region, counters_in, field_of, holidays_after
    from infogo.planning.trip import best_trip
    from infogo.points.opening import Clock
    from infogo.www.pages.plan import plan_page
    from infogo.www.pages.plan_query import PlanQuery

    chance = random.Random(SEED)
    served = list(Procedure.objects.filter(point_count__gt=0).values_list("pk", flat=True))
    provinces = list(Province.objects.all())
    clock = Clock(bangkok_now().replace(hour=9))
    holidays = holidays_after(clock.now.date())
    day = next_working_day(clock.now.date(), holidays)
    rows: list[Row] = []
    for size in SIZES:
        trips, pages, most = [], [], 0
        for _plan in range(PLANS):
            ids, province = tuple(chance.sample(served, size)), chance.choice(provinces)
            region = Region(province, None, province.lat or 0.0, province.lng or 0.0)
            reader = Reader(province.code, "", day)
            field = field_of(counters_in(ids, region), ids, reader, holidays)
            most = max(most, len(field.candidates))
            trips.append(_time(partial(best_trip, field.candidates, (0.0, 0.0), [0] * size)))
            query = PlanQuery(ids=ids, province=province.code)
            pages.append(_time(partial(plan_page, query, clock)))
        rows += [(size, "best trip", *spread(trips), most), (size, "page", *spread(pages), most)]
    return rows


def _time(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000
