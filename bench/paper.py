"""How long each kind of paper takes to set, for real manuals, plans and points of the country."""

from __future__ import annotations

import multiprocessing
import os
import random
import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from bench.report import Table, spread
from tools import country

PAPERS = 40
"""Papers of each kind; each shows something else, so none is one that was kept."""
ERRANDS = 3
SEED = 2569
COLUMNS = ("paper", "what", "p50, ms", "p95, ms", "max, ms", "KB")
Row = tuple[object, ...]
Data = dict[str, Any]


def paper() -> Table:
    """Measure what a paper needs to be read for, and the setting of its type."""
    home = country.kept_home()
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        rows = pool.apply(_measure, (home,))
    return Table(f"Papers ({PAPERS} of each kind, processor time)", COLUMNS, rows)


def _measure(home: Path) -> list[Row]:
    os.environ.update(country.environment(home))
    import django

    django.setup()
    from infogo.paper import typeset
    from infogo.www.pages.paper_marks import made_at

    moment = made_at(_today())
    rows: list[Row] = []
    for name, template, read in _papers():
        typeset.pdf(template, read(0), made_at=moment)
        reading, setting, sizes = [], [], []
        for number in range(1, PAPERS + 1):
            spent, data = _time(partial(read, number))
            reading.append(spent)
            spent, made = _time(partial(typeset.pdf, template, data, made_at=moment))
            setting.append(spent)
            sizes.append(len(made) / 1000)
        rows.append((name, "reading", *spread(reading), ""))
        rows.append((name, "setting", *spread(setting), statistics.median(sizes)))
    return rows


def _today() -> Any:
    from infogo.core.dates import bangkok_now

    return bangkok_now().date()


def _papers() -> list[tuple[str, str, Callable[[int], Data]]]:
    """Return the kinds: a name, its template, and what reads the data of the paper of a number."""
    from infogo.core.dates import bangkok_now
    from infogo.geo.models import Province
    from infogo.manuals.models import Manual, Procedure
    from infogo.manuals.selectors import MergedManual, merged_manual
    from infogo.points.models import ServicePoint
    from infogo.points.opening import Clock
    from infogo.www.pages.paper_checklist import checklist_data
    from infogo.www.pages.paper_manual import manual_data
    from infogo.www.pages.paper_plan import plan_data
    from infogo.www.pages.paper_point import point_poster_data
    from infogo.www.pages.plan import plan_page
    from infogo.www.pages.plan_query import PlanQuery
    from infogo.www.pages.point import point_page

    chance, today = random.Random(SEED), _today()
    clock = Clock(bangkok_now().replace(hour=9))
    served = list(Procedure.objects.filter(point_count__gt=0).values_list("pk", flat=True))
    provinces = list(Province.objects.values_list("code", flat=True))
    points = list(ServicePoint.objects.order_by("pk").values_list("pk", flat=True)[: PAPERS + 1])

    standards = Manual.objects.filter(standard=None, current__isnull=False).select_related(
        "procedure__owner", "procedure__topic", "agency", "current", "standard__current"
    )
    manuals = list(standards.order_by("pk")[: PAPERS + 1])

    def manual(number: int) -> MergedManual:
        return merged_manual(manuals[number])

    def plan(_number: int, *, is_large: bool) -> Data:
        ids = tuple(chance.sample(served, ERRANDS))
        page = plan_page(PlanQuery(ids=ids, province=chance.choice(provinces)), clock)
        return plan_data(page, today, is_large=is_large)

    def poster(number: int) -> Data:
        areas = ("agency", "subdistrict", "district", "province", "moved_to")
        point = ServicePoint.objects.select_related(*areas).get(pk=points[number])
        return point_poster_data(point_page(point, clock))

    return [
        ("manual", "manual", lambda number: manual_data(manual(number), today)),
        ("checklist", "checklist", lambda number: checklist_data(manual(number), today)),
        (f"plan of {ERRANDS}", "plan", partial(plan, is_large=False)),
        (f"plan of {ERRANDS}, large", "plan", partial(plan, is_large=True)),
        ("point poster", "point_poster", poster),
    ]


def _time(work: Callable[[], Any]) -> tuple[float, Any]:
    began = time.process_time()
    made = work()
    return (time.process_time() - began) * 1000, made
