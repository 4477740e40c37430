"""Counting watched requests, notices of delay and receipts into cells."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import Exists, F, Max, Min, Model, OuterRef, Q, QuerySet

from infogo.core.dates import BANGKOK, end_of_day
from infogo.core.durations import DurationUnit
from infogo.delays.models import DelayCase, DelayNotice, Outcome, Receipt
from infogo.delays.receipts import TARGET as RECEIPT
from infogo.delays.refusals import is_no_time
from infogo.delays.services.keeping import TARGET as CASE
from infogo.oversight.events.cells import (
    DaysCell,
    DelayCell,
    DelayStock,
    Measured,
    NoticeCell,
    ReceiptCell,
)
from infogo.oversight.events.grain import every_month, gathered, last_day
from infogo.volumes.months import first_of, later

CASE_TARGETS, RECEIPT_TARGETS = (CASE,), (RECEIPT,)
OF_RECEIPTS = (
    Measured.TAKEN_WORKING,
    Measured.TAKEN_CALENDAR,
    Measured.PROMISED_WORKING,
    Measured.PROMISED_CALENDAR,
)
_KINDS = {
    DurationUnit.WORKING_DAY.value: (Measured.TAKEN_WORKING, Measured.PROMISED_WORKING),
    DurationUnit.DAY.value: (Measured.TAKEN_CALENDAR, Measured.PROMISED_CALENDAR),
}
Counted = tuple[dict[str, Any], dict[str, int]]


def months(today: date) -> set[date]:
    """Return the months from the first request to the last promised day, this one among them."""
    found = DelayCase.objects.aggregate(first=Min("received_at"), last=Max("due_on"))
    if found["first"] is None:
        return set()
    told = DelayNotice.objects.aggregate(first=Min("sent_on"), last=Max("sent_on"))
    first = min(found["first"].astimezone(BANGKOK).date(), told["first"] or today)
    return every_month(first, max(today, found["last"] or today, told["last"] or today))


def month_unknown(_target: str, _ids: Collection[int]) -> Mapping[int, date | None]:
    """Return nothing: one request lies in the months of its promise, its notices and its end."""
    return {}


def count(month: date, today: date) -> list[Model]:
    """Return the cells of watched requests of a month, as on a day; three queries."""
    due, over = [], []
    promised = DelayCase.objects.filter(due_on__gte=month, due_on__lte=last_day(month))
    rows = _rows(promised, "", "due_on", "decided_on", "outcome")
    for place, due_on, decided_on, outcome in rows:
        standing = _standing(due_on, decided_on, today)
        # What was returned in time was not finished: it is no success of the service.
        is_back = standing == "in_time" and outcome == Outcome.RETURNED
        due.append((place, {"due": 1} if is_back else {"due": 1, standing: 1}))
        if standing in ("late", "overdue"):
            days = ((decided_on or today) - due_on).days
            over.append((place | {"measured": Measured.OVER.value, "days": days}, {"requests": 1}))
    return [
        *gathered(DelayCell, month, due),
        *gathered(DaysCell, month, over),
        *gathered(DelayStock, month, _stock(month, today)),
        *gathered(NoticeCell, month, _notices(month)),
    ]


def _standing(due_on: date, decided_on: date | None, today: date) -> str:
    if decided_on is not None:
        return "late" if decided_on > due_on else "in_time"
    return "overdue" if due_on < today else "waiting"


def _stock(month: date, today: date) -> Iterator[Counted]:
    """Yield the requests undecided at the end of a month; of later months there is nothing."""
    if month > today:
        return
    last = min(last_day(month), today)
    midnight = end_of_day(last)
    there = DelayCase.objects.filter(
        Q(decided_on=None) | Q(decided_on__gt=last), received_at__lt=midnight
    )
    passed = DelayNotice.objects.filter(case=OuterRef("pk"), sent_on=None, due_on__lt=last)
    there = there.annotate(is_missed=Exists(passed))
    for place, due_on, is_missed in _rows(there, "", "due_on", "is_missed"):
        yield (
            place,
            {
                "open": 1,
                "overdue": int(due_on is not None and due_on < last),
                "held": int(due_on is None),
                "missed": int(is_missed),
            },
        )


def _notices(month: date) -> Iterator[Counted]:
    first, last = month, last_day(month)
    found = DelayNotice.objects.filter(
        Q(sent_on__gte=first, sent_on__lte=last)
        | Q(sent_on=None, due_on__gte=first, due_on__lte=last)
    )
    for place, sent_on, copied_on, reason in _rows(
        found, "case__", "sent_on", "copied_on", "reason"
    ):
        is_sent = sent_on is not None
        numbers = {
            "sent": int(is_sent),
            "missed": int(not is_sent),
            "uncopied": int(is_sent and copied_on is None),
        }
        yield place | {"reason": reason}, numbers


# ---------------------------------------------------------------- receipts


def receipt_months(_today: date) -> set[date]:
    """Return the months from the first finished receipt to the last."""
    found = Receipt.objects.aggregate(first=Min("finished_on"), last=Max("finished_on"))
    return every_month(found["first"], found["last"])


def months_of_receipts(_target: str, ids: Collection[int]) -> Mapping[int, date | None]:
    """Return the month in which each of these receipts was finished, ``None`` before that.

    One that was opened again names the month it left in its line of the trail.
    """
    rows = Receipt.objects.filter(pk__in=ids).values_list("pk", "finished_on")
    return {pk: first_of(finished_on) if finished_on else None for pk, finished_on in rows}


def count_receipts(month: date, _today: date) -> list[Model]:
    """Return the cells of receipts whose time ended in a month (``is_no_time``); one query."""
    rows = Receipt.objects.filter(
        ~is_no_time(), finished_on__gte=month, finished_on__lt=later(month, 1), voided_at=None
    )
    finished, measured = [], []
    names = ("finished_on", "due_on", "promised_unit", "days_taken", "promised_value")
    for place, finished_on, due_on, unit, taken, value in _rows(rows, "", *names):
        finished.append((place, {"finished": 1, "in_time": int(finished_on <= due_on)}))
        if unit in _KINDS and value == int(value):
            for kind, days in zip(_KINDS[unit], (taken, int(value)), strict=True):
                at = place | {"measured": kind.value, "days": days}
                measured.append((at, {"requests": 1}))
    return [*gathered(ReceiptCell, month, finished), *gathered(DaysCell, month, measured)]


def _rows(found: QuerySet[Any], to_case: str, *names: str) -> Iterator[tuple[Any, ...]]:
    """Yield the place of each row, and its values of these names."""
    places = {
        "agency_id": F(f"{to_case}agency_id"),
        "procedure_id": F(f"{to_case}manual__procedure_id"),
        "province_id": F(f"{to_case}point__province_id"),
        "district_id": F(f"{to_case}point__district_id"),
        "is_simulated": F(f"{to_case}is_simulated"),
    }
    columns = {f"at_{name}": column for name, column in places.items()}
    for row in found.order_by().values(*names, **columns).iterator(chunk_size=2000):
        place = {name: row[f"at_{name}"] for name in places}
        yield (place, *(row[name] for name in names))
