"""A small country with some months of simulated history, and its cells counted the long way."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from infogo.agencies.models import Agency
from infogo.core.dates import BANGKOK, bangkok_now
from infogo.core.simulation import Counter, Plan
from infogo.delays import receipts_simulation
from infogo.delays import simulation as delays
from infogo.delays.models import DelayCase, DelayNotice, Receipt
from infogo.delays.refusals import refusal_of
from infogo.geo.models import District
from infogo.oversight.events.of_branches import SUMS
from infogo.pins.models import Pin
from infogo.ratings import simulation as ratings
from infogo.ratings.models import DIMENSIONS, FACTS, Rating
from infogo.volumes import simulation as volumes
from infogo.volumes.models import MonthlyReport, VolumeRow
from infogo.volumes.months import later
from infogo.volumes.selectors import TOLD_STATES
from tests.delays.making import counter
from tests.factories import AgencyFactory, DistrictFactory
from tests.manuals.lint.law import enact as enact_law
from tests.volumes.forms import enact_form

Cells = Mapping[tuple[Any, ...], Mapping[str, int]]
"""Numbers by table, month, agency, procedure, district, whether simulated, and what else.

Of branches by table, month, head, procedure or ``None``, province or ``None``, whether simulated.
"""
MONTHS = 5


@dataclass(frozen=True)
class Country:
    """Two ministries with two agencies each; every agency has two services at its points."""

    ministries: list[Agency]
    agencies: list[Agency]
    pins: list[Pin]


def country() -> Country:
    """Make the agencies and their points in three districts, the law and the form of reports."""
    enact_law()
    enact_form()
    ministries = [AgencyFactory(), AgencyFactory()]
    agencies = [AgencyFactory(parent=ministry) for ministry in ministries for _each in range(2)]
    places: list[District] = [DistrictFactory() for _each in range(3)]
    pins = []
    for number, agency in enumerate(agencies):
        home = places[number % 3]
        Agency.objects.filter(pk=agency.pk).update(district=home, province=home.province)
        for more in range(2):
            pin = counter(agency=agency)
            place = places[(number + more) % 3]
            type(pin.point).objects.filter(pk=pin.point_id).update(
                district=place, province=place.province
            )
            pins.append(pin)
    return Country(ministries, agencies, pins)


def simulate(made: Country, months: int = MONTHS) -> None:
    """Write the history of every kind; delays are few, so theirs is longer."""
    plan = _plan(made.pins, months)
    ratings.simulate(plan)
    volumes.simulate(plan)
    receipts_simulation.simulate(plan)
    delays.simulate(replace(plan, months=18))


def more_agencies(count: int) -> None:
    """Make further agencies, each of its own ministry, that report what they received."""
    pins = [counter(agency=AgencyFactory(parent=AgencyFactory())) for _each in range(count)]
    volumes.simulate(_plan(pins, 2))


def _plan(pins: list[Pin], months: int) -> Plan:
    counters = [
        Counter(pin.manual_id, pin.procedure_id, pin.point_id, pin.point.agency_id) for pin in pins
    ]
    return Plan(5, months, bangkok_now().date(), counters, lambda _name, _rows: None)


# ---------------------------------------------------------------- the oracle


def first_of(day: date) -> date:
    return date(day.year, day.month, 1)


def held() -> Cells:
    """Return every number that cells hold, zeros left out."""
    found: dict[tuple[Any, ...], dict[str, int]] = {}
    beside = {"channel", "reason", "measured", "days"}
    place = {"id", "month", "agency_id", "procedure_id", "province_id", "district_id", "branch_id"}
    for table in (*SUMS, *(each for tables in SUMS.values() for each in tables)):
        for cell in table._default_manager.all():  # type: ignore[attr-defined]
            values = {name: value for name, value in vars(cell).items() if name[0] != "_"}
            is_branch = "branch_id" in values
            key = (
                table.__name__,
                cell.month,
                values["branch_id" if is_branch else "agency_id"],
                values.get("procedure_id"),
                values.get("province_id" if is_branch else "district_id"),
                cell.is_simulated,
                *(values[name] for name in sorted(beside & values.keys())),
            )
            assert key not in found, key
            numbers = values.keys() - beside - place - {"is_simulated"}
            found[key] = {name: values[name] for name in numbers if values[name]}
    return {key: numbers for key, numbers in found.items() if numbers}


def expected(today: date | None = None) -> Cells:
    """Return the same, counted one raw row after the other."""
    day = today or timezone.now().astimezone(BANGKOK).date()
    found: dict[tuple[Any, ...], Tally[str]] = {}
    for key, numbers in _all(day):
        found.setdefault(key, Tally()).update(numbers)
    cleaned = {
        key: {name: number for name, number in numbers.items() if number}
        for key, numbers in found.items()
    }
    return {key: numbers for key, numbers in cleaned.items() if numbers}


def _all(today: date) -> Iterator[tuple[tuple[Any, ...], Mapping[str, int]]]:
    told = [*_ratings(), *_volumes(), *_delays(today), *_receipts()]
    yield from told
    yield from _of_branches(told)


def _ratings() -> Iterator[tuple[tuple[Any, ...], Mapping[str, int]]]:
    for each in Rating.objects.prefetch_related("replies").select_related("point"):
        key = (
            "RatingCell",
            first_of(each.created_at.astimezone(BANGKOK).date()),
            each.agency_id,
            each.procedure_id,
            each.point.district_id if each.point else None,
            each.is_simulated,
        )
        if each.state != "public":
            yield key, {each.state: 1}
            continue
        said: dict[str, int] = {f"n{each.overall}": 1}
        for name in DIMENSIONS:
            if (score := getattr(each, name)) is not None:
                said |= {f"{name}_sum": score, f"{name}_count": 1}
        for name in FACTS:
            if (answer := getattr(each, name)) is not None:
                said[name + ("_yes" if answer else "_no")] = 1
        if each.comment:
            said["comments"] = 1
            said["unanswered"] = int(all(reply.kind != "public" for reply in each.replies.all()))
        yield key, said


def _of_branches(
    told: list[tuple[tuple[Any, ...], Mapping[str, int]]],
) -> Iterator[tuple[tuple[Any, ...], Mapping[str, int]]]:
    """Yield what happened for the country, and for each agency above it that others stand under."""
    parents = dict(Agency.objects.values_list("pk", "parent_id"))
    heads = set(parents.values()) - {None}
    provinces = dict(District.objects.values_list("pk", "province_id"))
    for (table, month, agency, procedure, district, *rest), said in told:
        stem = table.removesuffix("Cell").replace("DelayStock", "Stock")
        lies_in, at = [None], agency
        while at is not None:
            if at in heads:
                lies_in.append(at)
            at = parents[at]
        for node in lies_in:
            yield (f"{stem}BranchCell", month, node, None, provinces.get(district), *rest), said
            if procedure is not None:
                yield (f"{stem}ServiceCell", month, node, procedure, None, *rest), said


def _volumes() -> Iterator[tuple[tuple[Any, ...], Mapping[str, int]]]:
    for row in VolumeRow.objects.select_related("report", "manual", "point"):
        if row.report.state in TOLD_STATES:
            key = (
                "VolumeCell",
                row.report.month,
                row.report.agency_id,
                row.manual.procedure_id,
                row.point.district_id if row.point else None,
                row.is_simulated,
                row.channel,
            )
            names = (  # noqa: SIM905
                "brought_forward received completed_in_time completed_late returned withdrawn "
                "carried_forward fee_satang"
            ).split()
            yield key, {"rows": 1, **{name: getattr(row, name) or 0 for name in names}}
    for report in MonthlyReport.objects.select_related("agency"):
        if not report.expected:
            continue
        key = (
            "ReportCell",
            report.month,
            report.agency_id,
            None,
            report.agency.district_id,
            report.is_simulated,
        )
        state = "unfiled"
        if report.state in TOLD_STATES:
            state = "filed_late" if report.late else "filed_in_time"
        yield (
            key,
            {
                "reports": 1,
                state: 1,
                "expected_rows": report.expected,
                "filled_rows": min(report.filled, report.expected),
            },
        )


def _place(case: DelayCase | Receipt, table: str, month: date) -> tuple[Any, ...]:
    return (
        table,
        month,
        case.agency_id,
        case.manual.procedure_id,
        case.point.district_id,
        case.is_simulated,
    )


def _delays(today: date) -> Iterator[tuple[tuple[Any, ...], Mapping[str, int]]]:
    for case in DelayCase.objects.select_related("manual", "point").prefetch_related("notices"):
        received = case.received_at.astimezone(BANGKOK).date()
        if case.due_on is not None:
            key = _place(case, "DelayCell", first_of(case.due_on))
            over = ((case.decided_on or today) - case.due_on).days
            if over > 0:
                standing = "late" if case.decided_on else "overdue"
                at = _place(case, "DaysCell", first_of(case.due_on))
                yield (*at, over, "over"), {"requests": 1}
            else:
                standing = "in_time" if case.decided_on else "waiting"
            is_back = standing == "in_time" and case.outcome == "returned"
            yield key, {"due": 1} if is_back else {"due": 1, standing: 1}
        month = first_of(received)
        while month <= today:
            end = min(later(month, 1) - timedelta(days=1), today)
            if received <= end and (case.decided_on is None or case.decided_on > end):
                missed = any(
                    notice.sent_on is None and notice.due_on and notice.due_on < end
                    for notice in case.notices.all()
                )
                yield (
                    _place(case, "DelayStock", month),
                    {
                        "open": 1,
                        "overdue": int(case.due_on is not None and case.due_on < end),
                        "held": int(case.due_on is None),
                        "missed": int(missed),
                    },
                )
            month = later(month, 1)
        for notice in case.notices.all():
            yield _notice(case, notice)


def _notice(case: DelayCase, notice: DelayNotice) -> tuple[tuple[Any, ...], Mapping[str, int]]:
    if notice.sent_on is None:
        assert notice.due_on is not None
        at = _place(case, "NoticeCell", first_of(notice.due_on))
        return (*at, ""), {"missed": 1}
    at = _place(case, "NoticeCell", first_of(notice.sent_on))
    return (*at, notice.reason), {"sent": 1, "uncopied": int(notice.copied_on is None)}


def _receipts() -> Iterator[tuple[tuple[Any, ...], Mapping[str, int]]]:
    for receipt in Receipt.objects.select_related("manual", "point"):
        if receipt.finished_on is None or receipt.voided_at is not None:
            continue
        refused = refusal_of(receipt)
        if refused is not None and refused.outcome == "returned":
            stopped_on = refused.record_on or receipt.finished_on
            if stopped_on <= receipt.due_on:
                continue
        month = first_of(receipt.finished_on)
        in_time = receipt.finished_on <= receipt.due_on
        yield _place(receipt, "ReceiptCell", month), {"finished": 1, "in_time": int(in_time)}
        letter = {"working_day": "w", "day": "c"}.get(receipt.promised_unit)
        if letter is None or receipt.promised_value % 1:
            continue
        at = _place(receipt, "DaysCell", month)
        yield (*at, receipt.days_taken, f"taken_{letter}"), {"requests": 1}
        yield (*at, int(receipt.promised_value), f"promised_{letter}"), {"requests": 1}


def midnight(day: date) -> datetime:
    """Return the first moment of a Thai day."""
    return datetime.combine(day, time(), BANGKOK)
