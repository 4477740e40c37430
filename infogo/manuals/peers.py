"""How long other agencies take for the like: a comparison for reviewers, never a judgement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from statistics import quantiles

from infogo.core.durations import Duration
from infogo.manuals.models import ManualFacts, ManualStatus, Procedure, ProcedureStatus

FEWEST_PEERS = 5
"""Fewer say nothing about what is usual."""


@dataclass(frozen=True)
class PeerTimes:
    """The times of ``count`` standard manuals of one topic and lifecycle, in one unit.

    Half of them promise at most ``median``, three quarters at most ``upper``.
    """

    count: int
    median: Duration
    upper: Duration

    def is_exceeded_by(self, total: Duration) -> bool:
        """Whether a promised time in the same unit is longer than that of three in four."""
        return total.unit == self.upper.unit and total.value_max > self.upper.value_max


def peer_times(
    asked: Collection[tuple[Procedure, Duration | None]],
) -> tuple[PeerTimes | None, ...]:
    """Return the peers of each procedure that promises this time, in the order asked; one query.

    Peers are the published standard manuals of *other* procedures with the same topic and
    lifecycle whose total is stated in the same unit; units are never converted. ``None`` where
    there are fewer than ``FEWEST_PEERS`` or the time is not stated.
    """
    wanted = [(procedure, total) for procedure, total in asked if total is not None]
    found: dict[tuple[int, str, str], dict[int, Decimal]] = defaultdict(dict)
    rows = ManualFacts.objects.filter(
        manual__standard=None,
        manual__status=ManualStatus.PUBLISHED,
        manual__procedure__status=ProcedureStatus.ACTIVE,
        manual__procedure__topic__in={procedure.topic_id for procedure, _total in wanted},
        manual__procedure__lifecycle__in={procedure.lifecycle for procedure, _total in wanted},
        duration_unit__in={total.unit.value for _procedure, total in wanted},
        duration_value__isnull=False,
    ).values_list(
        "manual__procedure",
        "manual__procedure__topic",
        "manual__procedure__lifecycle",
        "duration_unit",
        "duration_value",
    )
    for procedure_id, topic_id, lifecycle, unit, value in rows if wanted else ():
        found[topic_id, lifecycle, unit][procedure_id] = value or Decimal(0)
    return tuple(
        _peers(found[procedure.topic_id, procedure.lifecycle, total.unit.value], procedure, total)
        if total is not None
        else None
        for procedure, total in asked
    )


def _peers(times: dict[int, Decimal], procedure: Procedure, total: Duration) -> PeerTimes | None:
    others = [value for peer, value in times.items() if peer != procedure.pk]
    if len(others) < FEWEST_PEERS:
        return None
    _lower, middle, upper = quantiles(others, n=4, method="inclusive")
    return PeerTimes(len(others), Duration.of(middle, total.unit), Duration.of(upper, total.unit))
