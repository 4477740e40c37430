"""Two years of transactions that nobody reported, marked as such on every row.

Busy and quiet months, offices that grow, a few that are slow, late or careless; what is left open
at the end of a month begins the next one.
"""

from __future__ import annotations

from collections import Counter as Counts
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from django.db import transaction

from infogo.core.dates import BANGKOK
from infogo.core.simulation import Counter, Plan
from infogo.volumes.definition import form_of
from infogo.volumes.models import Channel, MonthlyReport, ReportState, VolumeExplanation, VolumeRow
from infogo.volumes.months import due_on, first_of

BATCH = 1000
SIMULATOR = "ข้อมูลจำลอง"
DEFAULT_DUE_DAY = 10
SEASON = (1.1, 0.95, 1.0, 0.8, 1.05, 1.0, 0.95, 1.0, 1.15, 1.1, 1.0, 0.85)
"""January to December: fiscal year's end is busy, Songkran and New Year are quiet."""
GROWTH_A_MONTH = 0.004
BAD_OFFICES, MISSING, LATE, IMPOSSIBLE, COPIED, JUMPING = 0.06, 0.03, 0.08, 0.004, 0.02, 0.006
_LABEL = "volumes"


@dataclass
class Office:
    """One counter as it works: how many come, how quickly they are served, what is open."""

    counter: Counter
    usual: float
    in_time: float
    finishes: float
    copies: bool
    open: int = 0
    told: int | None = None


def simulate(plan: Plan) -> int:
    """Write the months of a plan that are over; returns how many rows."""
    offices = [_office(plan, counter) for counter in plan.counters]
    written = 0
    for number, month in enumerate(plan.firsts()):
        if month >= first_of(plan.until):
            break
        count = _month(plan, offices, month, number)
        written += count
        plan.progress(f"{_LABEL} {month:%Y-%m}", count)
    return written


@transaction.atomic
def remove() -> int:
    """Take all simulated rows away and the reports that held nothing else; returns how many."""
    VolumeExplanation.objects.filter(is_simulated=True).delete()
    simulated = VolumeRow.objects.filter(is_simulated=True)
    count = simulated.count()
    simulated.delete()
    MonthlyReport.objects.filter(is_simulated=True, rows=None).delete()
    MonthlyReport.objects.filter(is_simulated=True).update(is_simulated=False)
    return count


def _office(plan: Plan, counter: Counter) -> Office:
    chance = plan.chance(_LABEL, counter.manual_id, counter.point_id)
    bad = plan.chance(_LABEL, "agency", counter.agency_id).random() < BAD_OFFICES
    return Office(
        counter=counter,
        usual=chance.lognormvariate(3.2, 1.0),
        in_time=chance.uniform(0.6, 0.85) if bad else chance.uniform(0.9, 1.0),
        finishes=chance.uniform(0.6, 0.85) if bad else chance.uniform(0.9, 1.0),
        copies=chance.random() < COPIED,
    )


@transaction.atomic
def _month(plan: Plan, offices: list[Office], month: date, number: int) -> int:
    """Write one month of all offices; months that somebody really reported are left alone."""
    reports = _reports(plan, offices, month)
    expected = Counts(office.counter.agency_id for office in offices)
    rows = [
        _row(office, reports[office.counter.agency_id], month, number, plan)
        for office in offices
        if office.counter.agency_id in reports
        and not _is_missing(plan, office.counter.agency_id, month)
    ]
    made = VolumeRow.objects.bulk_create(rows, batch_size=BATCH)
    said = [each for row in made if (each := _words(row))]
    VolumeExplanation.objects.bulk_create(said, batch_size=BATCH)
    filled: dict[int, int] = {}
    for row in made:
        filled[row.report_id] = filled.get(row.report_id, 0) + 1
    for report in reports.values():
        report.expected, report.filled = expected[report.agency_id], filled.get(report.pk, 0)
    MonthlyReport.objects.bulk_update(reports.values(), ["expected", "filled"], batch_size=BATCH)
    return len(made)


def _reports(plan: Plan, offices: list[Office], month: date) -> dict[int, MonthlyReport]:
    """Begin a simulated report for each agency that has none; some stay empty and unsent."""
    form = form_of(month)
    due = due_on(month, form.due_day if form else DEFAULT_DUE_DAY)
    agencies = sorted({office.counter.agency_id for office in offices})
    real = set(MonthlyReport.objects.filter(month=month).values_list("agency_id", flat=True))
    made = [_report(plan, pk, month, due) for pk in agencies if pk not in real]
    stored = MonthlyReport.objects.bulk_create(made, batch_size=BATCH)
    return {report.agency_id: report for report in stored}


def _is_missing(plan: Plan, agency_id: int, month: date) -> bool:
    """Whether an agency never reports a month."""
    return plan.chance(_LABEL, "report", agency_id, month).random() < MISSING


def _report(plan: Plan, agency_id: int, month: date, due: date) -> MonthlyReport:
    chance = plan.chance(_LABEL, "report", agency_id, month)
    if chance.random() < MISSING:
        return MonthlyReport(agency_id=agency_id, month=month, due_on=due, is_simulated=True)
    days = chance.randint(1, 12) if chance.random() < LATE else -chance.randint(0, 8)
    sent_on = due + timedelta(days=days)
    report = MonthlyReport(agency_id=agency_id, month=month, due_on=due, is_simulated=True)
    if sent_on > plan.until:
        return report
    sent = datetime.combine(sent_on, time(9 + chance.randint(0, 7), chance.randint(0, 59)), BANGKOK)
    report.state = ReportState.SUBMITTED
    report.first_submitted_at = report.submitted_at = sent
    report.submitted_by, report.late = SIMULATOR, sent_on > due
    if sent_on + timedelta(days=20) <= plan.until:
        report.state, report.locked_by = ReportState.LOCKED, SIMULATOR
        report.locked_at = sent + timedelta(days=20)
    return report


def _row(office: Office, report: MonthlyReport, month: date, number: int, plan: Plan) -> VolumeRow:
    """Return a month of one office; its numbers balance but for a few that cannot be."""
    counter = office.counter
    chance = plan.chance(_LABEL, "row", counter.manual_id, counter.point_id, month)
    received = _received(office, month, number, chance)
    came = office.open + received
    done = min(came, round(came * office.finishes * chance.uniform(0.95, 1.0) + 0.4))
    in_time = round(done * office.in_time)
    returned = 1 if came - done > 3 and chance.random() < 0.2 else 0
    left = came - done - returned
    told_left = left + chance.randint(1, 9) if chance.random() < IMPOSSIBLE else left
    begins, office.open, office.told = office.open, told_left, received
    return VolumeRow(
        report=report,
        month=month,
        manual_id=counter.manual_id,
        point_id=counter.point_id,
        channel=Channel.COUNTER,
        is_zero=received == 0 and done == 0,
        brought_forward=begins,
        received=received,
        completed_in_time=in_time,
        completed_late=done - in_time,
        returned=returned,
        withdrawn=0,
        carried_forward=told_left,
        version=1,
        saved_at=report.submitted_at or datetime.combine(report.due_on, time(9), BANGKOK),
        saved_by=SIMULATOR,
        is_simulated=True,
    )


def _received(office: Office, month: date, number: int, chance: Random) -> int:
    if office.copies and office.told is not None and chance.random() < 0.9:
        return office.told
    usual = office.usual * SEASON[month.month - 1] * (1 + GROWTH_A_MONTH) ** number
    if chance.random() < JUMPING:
        usual *= chance.choice((0.1, 4.0))
    return max(0, round(chance.gauss(usual, usual**0.5)))


def _words(row: VolumeRow) -> VolumeExplanation | None:
    """Return what the reporter of a very busy month said, for one in two of them."""
    if not row.received or row.received < 400 or row.pk % 2:
        return None
    return VolumeExplanation(
        row=row, kind="jump", text="มีหน่วยเคลื่อนที่ออกรับคำขอ", by=SIMULATOR, is_simulated=True
    )
