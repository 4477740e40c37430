"""Which pages survive which writes: counted on a small country, so the figures are exact."""

from __future__ import annotations

import multiprocessing
import os
from functools import partial

from bench.report import CannotMeasureError, Table

COLUMNS = (
    "write", "pages that show it", "others", "of these made anew", "of these kept, %",
)  # fmt: skip
Row = tuple[object, ...]


def kept() -> Table:
    """Do every write of an officer's day once and look at pages of every kind before and after.

    A page that should have changed and did not is no figure but an error.
    """
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        rows = pool.apply(_measure)
    return Table("Pages that a write leaves as they are, and how many are kept", COLUMNS, rows)


def _measure() -> list[Row]:
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    import django

    django.setup()
    from django.core.management import call_command
    from django.test.utils import setup_test_environment

    from infogo.core import dates
    from tests.www.cache.officer_writes import WRITES
    from tests.www.cache.sceptic import OfficeHours, Sceptic
    from tests.www.cache.small_country import make_country, public_addresses

    setup_test_environment()
    call_command("migrate", run_syncdb=True, verbosity=0)
    dates.datetime = OfficeHours
    country = make_country()
    pages, sceptic, rows = public_addresses(country), Sceptic(), list[Row]()
    for name, act in WRITES.items():
        effect = sceptic.effect(partial(act, country), pages)
        if effect.stale:
            raise CannotMeasureError(f"{name}: {', '.join(effect.stale)}")
        rows.append(_row(name, effect.asked, effect.changed, effect.needless))
    sums = [sum(int(str(row[at])) for row in rows) for at in (1, 2, 3)]
    return [*rows, _row("all together", sums[0] + sums[1], sums[0], sums[2])]


def _row(name: str, asked: int, changed: int, needless: int) -> Row:
    others = asked - changed
    return (name, changed, others, needless, 100 * (others - needless) / others if others else 0.0)
