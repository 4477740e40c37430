"""Which apps can make a simulated history, and which counters it happens at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from infogo.channels import simulation as channels
from infogo.core.simulation import Counter, Plan
from infogo.delays import receipts_simulation as receipts
from infogo.delays import simulation as delays
from infogo.pins.models import Pin
from infogo.volumes import simulation as volumes


@dataclass(frozen=True)
class Simulator:
    """One app's part: ``simulate`` returns how many rows it wrote, ``remove`` how many it took."""

    name: str
    simulate: Callable[[Plan], int]
    remove: Callable[[], int]


SIMULATORS: Sequence[Simulator] = (
    Simulator("volumes", volumes.simulate, volumes.remove),
    Simulator("เรื่องล่าช้า", delays.simulate, delays.remove),
    Simulator("ใบรับเรื่อง", receipts.simulate, receipts.remove),
    Simulator("ช่องทางอิเล็กทรอนิกส์", channels.simulate, channels.remove),
)


def counters(wanted: int) -> list[Counter]:
    """Return about ``wanted`` counters spread evenly over all pins, the same ones every time."""
    pins = Pin.objects.order_by("pk")
    step = max(1, pins.count() // max(1, wanted))
    chosen = pins.values_list("pk", flat=True)[::step]
    rows = pins.filter(pk__in=list(chosen)[:wanted]).values_list(
        "manual_id", "procedure_id", "point_id", "point__agency_id"
    )
    return [Counter(*row) for row in rows]
