"""Keeping the state of coverage: counted anew for the present month, months that ended stay."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Model

from infogo.core.dates import BANGKOK
from infogo.oversight.counting.branches import add_up
from infogo.oversight.counting.manuals import Numbers, branches_of, count_manuals
from infogo.oversight.counting.places import count_places
from infogo.oversight.models import (
    AgencyCell,
    BranchCell,
    Count,
    ManualNumbers,
    PlaceNumbers,
    ServiceCell,
)
from infogo.oversight.tree import tree
from infogo.volumes.months import first_of

COVERAGE = "coverage"
MANUAL_NUMBERS = tuple(field.name for field in ManualNumbers._meta.get_fields())
ALL_NUMBERS = (*MANUAL_NUMBERS, *(field.name for field in PlaceNumbers._meta.get_fields()))
SERVICE_NUMBERS = (*MANUAL_NUMBERS, "pins")
AGENCY_KEYS = ("agency_id", "province_id", "district_id")
BRANCH_KEYS = ("branch_id", "province_id")
SERVICE_KEYS = ("branch_id", "procedure_id", "province_id")
_AT_ONCE = 500


def refresh_coverage(*, now: datetime) -> int:
    """Count the whole country anew; returns how many rows of the rollups are other than before.

    Derived numbers, so there is no trail and no outbox. Counting takes seconds and happens
    before the transaction; what is written then is one state of the country.
    """
    started = time.monotonic()
    month, known = first_of(now.astimezone(BANGKOK).date()), tree()
    manuals = count_manuals(now, branches_of(known))
    cells = count_places(now, manuals.by_agency)
    by_province = ((agency, province, each) for (agency, province, _), each in cells.items())
    with transaction.atomic():
        changed = (
            store(AgencyCell, month, AGENCY_KEYS, ALL_NUMBERS, cells)
            + store(BranchCell, month, BRANCH_KEYS, ALL_NUMBERS, add_up(by_province, known))
            + store(ServiceCell, month, SERVICE_KEYS, SERVICE_NUMBERS, manuals.by_service)
        )
        Count.objects.update_or_create(
            subject=COVERAGE,
            month=month,
            defaults={"counted_at": now, "seconds": round(time.monotonic() - started, 2)},
        )
    return changed


def store(
    model: type[Model],
    month: date,
    keys: Sequence[str],
    numbers: Sequence[str],
    cells: Mapping[Any, Numbers],
) -> int:
    """Make the rows of a month what was counted; returns how many are new, other or gone.

    ``keys`` name the columns that tell cells apart, in the order of the keys of ``cells``. Rows
    that are as they were are not written: nearly all are.
    """
    rows = model._default_manager.filter(month=month)
    held: dict[Any, tuple[int, tuple[int, ...]]] = {}
    doubled = []
    for pk, *values in rows.values_list("pk", *keys, *numbers):
        key = tuple(values[: len(keys)])
        if key in held:
            doubled.append(pk)
            continue
        held[key] = (pk, tuple(values[len(keys) :]))
    wanted = {
        key: tuple(counts[name] for name in numbers)
        for key, counts in cells.items()
        if any(counts.values())
    }
    new: list[Model] = []
    other: list[Model] = []
    for key, values in wanted.items():
        pk, before = held.get(key, (None, ()))
        if before == values:
            continue
        columns = dict(zip((*keys, *numbers), (*key, *values), strict=True))
        (new if pk is None else other).append(model(pk=pk, month=month, **columns))
    gone = [pk for key, (pk, _values) in held.items() if key not in wanted] + doubled
    model._default_manager.bulk_create(new, batch_size=_AT_ONCE)
    model._default_manager.bulk_update(other, numbers, batch_size=_AT_ONCE)
    for start in range(0, len(gone), _AT_ONCE):
        rows.filter(pk__in=gone[start : start + _AT_ONCE]).delete()
    return len(new) + len(other) + len(gone)
