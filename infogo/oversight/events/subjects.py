"""What is rolled up, from which raw rows, and which months a line of the audit trail touches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Model, Q

from infogo.core.models import AuditEntry
from infogo.core.upsert import batches
from infogo.oversight.events import of_branches, of_delays, of_ratings, of_volumes
from infogo.oversight.events.cells import (
    DaysCell,
    DelayCell,
    DelayStock,
    Measured,
    NoticeCell,
    RatingCell,
    ReceiptCell,
    ReportCell,
    VolumeCell,
    VolumeDoubt,
)
from infogo.volumes.months import later

MOST_FOLLOWED = 20_000
"""Lines that are read one by one; whoever was away for longer counts everything anew."""
IDS_AT_ONCE = 500
Line = tuple[str, int, str]
"""Target, its id, and the month that the line itself names, or ""."""


def _no_months_after() -> int:
    return 0


@dataclass(frozen=True)
class Subject:
    """One kind of raw rows with the cells made of them.

    ``count`` returns the cells of a month as on a day, ``months`` in which there is any raw row.
    ``tables`` are the models of its cells, each with what tells its own rows from those of other
    subjects. ``months_of`` gives the month of records that the trail names, ``None`` for one that
    counts in none; a record that it leaves out may have counted anywhere. ``months_after`` says
    in how many later months a row can still show. Cells with the same ``whole`` are written in one
    transaction.

    ``made_of`` names the subject of whose cells, in place of raw rows, those of this one are made:
    it follows their months, not the trail. Such cells stand for whole branches, so that all are
    counted anew when the tree changes.
    """

    name: str
    targets: Sequence[str]
    tables: Mapping[type[Model], Q]
    count: Callable[[date, date], Iterable[Model]]
    months: Callable[[date], set[date]]
    months_of: Callable[[str, Collection[int]], Mapping[int, date | None]]
    months_after: Callable[[], int] = _no_months_after
    whole: str = "agency_id"
    made_of: str = ""

    def held(self, model: type[Model], month: date) -> Any:
        """Return the cells of a month that are there."""
        return model._default_manager.filter(self.tables[model], month=month)

    def all_months(self, today: date) -> set[date]:
        """Return the months with raw rows, and those with cells."""
        found = self.months(today)
        for model, own in self.tables.items():
            months = model._default_manager.filter(own).order_by().values_list("month", flat=True)
            found |= set(months.distinct())
        return found

    def touched(self, after: int, until: int) -> set[date] | None:
        """Return the months that lines of the trail touch; ``None`` when it may be any."""
        lines = AuditEntry.objects.filter(
            number__gt=after, number__lte=until, target__in=self.targets
        )
        rows = lines.values_list("target", "target_id", "detail")[: MOST_FOLLOWED + 1]
        found: set[date] = set()
        ids: dict[str, set[int]] = defaultdict(set)
        for place, (target, target_id, detail) in enumerate(rows):
            if place == MOST_FOLLOWED:
                return None
            if target_id:
                ids[target].add(target_id)
            elif "month" not in detail:
                return None
            # Also of a record: one that moved away from a month tells no more by itself.
            if "month" in detail:
                found.add(date.fromisoformat(detail["month"]))
        for target, wanted in ids.items():
            for some in batches(sorted(wanted), IDS_AT_ONCE):
                known = self.months_of(target, some)
                if len(known) < len(some):
                    return None
                found |= {month for month in known.values() if month is not None}
        return {later(month, ahead) for month in found for ahead in range(self.months_after() + 1)}


_EVERY = Q()
_OF_RECEIPTS = Q(measured__in=of_delays.OF_RECEIPTS)


def _no_month(_target: str, _ids: Collection[int]) -> Mapping[int, date | None]:
    return {}


def _branches(name: str, of: Subject) -> Subject:
    """Return the subject of the sums, over whole branches, of the cells of another."""
    return Subject(
        name,
        (),
        {table: own for model, own in of.tables.items() for table in of_branches.SUMS[model]},
        partial(of_branches.count, of.tables),
        partial(of_branches.months, of.tables),
        _no_month,
        whole="branch_id",
        made_of=of.name,
    )


RATINGS = Subject(
    "ratings",
    of_ratings.TARGETS,
    {RatingCell: _EVERY},
    of_ratings.count,
    of_ratings.months,
    of_ratings.months_of,
)
VOLUMES = Subject(
    "volumes",
    of_volumes.TARGETS,
    {VolumeCell: _EVERY, ReportCell: _EVERY},
    of_volumes.count,
    of_volumes.months,
    of_volumes.months_of,
)
DOUBTS = Subject(
    "doubts",
    of_volumes.TARGETS,
    {VolumeDoubt: _EVERY},
    of_volumes.doubts,
    of_volumes.months,
    of_volumes.months_of,
    of_volumes.looked_ahead,
    whole="row_id",
)
DELAYS = Subject(
    "delays",
    of_delays.CASE_TARGETS,
    {
        DelayCell: _EVERY,
        DelayStock: _EVERY,
        NoticeCell: _EVERY,
        DaysCell: Q(measured=Measured.OVER),
    },
    of_delays.count,
    of_delays.months,
    of_delays.month_unknown,
)
RECEIPTS = Subject(
    "receipts",
    of_delays.RECEIPT_TARGETS,
    {ReceiptCell: _EVERY, DaysCell: _OF_RECEIPTS},
    of_delays.count_receipts,
    of_delays.receipt_months,
    of_delays.months_of_receipts,
)
SUBJECTS: Sequence[Subject] = (
    RATINGS,
    _branches("rating_branches", RATINGS),
    VOLUMES,
    _branches("volume_branches", VOLUMES),
    DOUBTS,
    DELAYS,
    _branches("delay_branches", DELAYS),
    RECEIPTS,
    _branches("receipt_branches", RECEIPTS),
)
"""In the order in which they are counted: first what others are made of."""
