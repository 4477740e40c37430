"""Which apps can make a simulated history, and which counters it happens at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from infogo.accounts.models import Officer
from infogo.channels import simulation as channels
from infogo.core.simulation import Counter, Plan
from infogo.delays import receipts_simulation as receipts
from infogo.delays import simulation as delays
from infogo.pins.models import Pin
from infogo.ratings import simulation as ratings
from infogo.volumes import simulation as volumes


@dataclass(frozen=True)
class Simulator:
    """One app's part: ``simulate`` returns how many rows it wrote, ``remove`` how many it took."""

    name: str
    simulate: Callable[[Plan], int]
    remove: Callable[[], int]


MOST_OF_DEMO = 100
"""Counters of each agency in which invented officers work."""
SIMULATORS: Sequence[Simulator] = (
    Simulator(ratings.NAME, ratings.simulate, ratings.remove),
    Simulator("ธุรกรรม", volumes.simulate, volumes.remove),
    Simulator("เรื่องล่าช้า", delays.simulate, delays.remove),
    Simulator("ใบรับเรื่อง", receipts.simulate, receipts.remove),
    Simulator("ช่องทางอิเล็กทรอนิกส์", channels.simulate, channels.remove),
)


def counters(wanted: int) -> list[Counter]:
    """Return about ``wanted`` counters spread evenly over all pins, the same ones every time.

    Those of agencies in which invented officers work come on top, so that their screens are full.
    """
    pins = Pin.objects.order_by("pk")
    step = max(1, pins.count() // max(1, wanted))
    chosen = set(list(pins.values_list("pk", flat=True)[::step])[:wanted])
    employers = Officer.objects.filter(is_demo=True).order_by().values_list("agency", flat=True)
    for agency in employers.distinct():
        theirs = pins.filter(point__agency=agency).values_list("pk", flat=True)
        chosen.update(theirs[:MOST_OF_DEMO])
    rows = pins.filter(pk__in=chosen).values_list(
        "manual_id", "procedure_id", "point_id", "point__agency_id"
    )
    return [Counter(*row) for row in rows]
