"""Reading reports: rows with what came before them, findings, sums by month."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Least

from infogo.accounts.models import Grant, Officer
from infogo.accounts.perms import reaching
from infogo.accounts.roles import CENTRAL_ROLES, Act, roles_with
from infogo.agencies.models import Agency
from infogo.manuals.models import Manual
from infogo.volumes.definition import FormDefinition
from infogo.volumes.expected import (
    ONLINE_PLACE,
    Key,
    Line,
    Reach,
    count_expected,
    online_lines,
    pin_lines,
    row_key,
    unfilled,
)
from infogo.volumes.findings import Finding, Told, findings_of, months_needed
from infogo.volumes.models import (
    COLUMNS,
    OPEN_STATES,
    MonthlyReport,
    ReportState,
    VolumeExplanation,
    VolumeRow,
)
from infogo.volumes.months import later

FIGURE_MONTHS = 12
TOLD_STATES = (ReportState.SUBMITTED, ReportState.LOCKED)
"""Whose numbers an agency stands by."""
MOST_LIVE = 3000
"""Expected rows that are counted while somebody waits."""


@dataclass(frozen=True)
class Filled:
    """A line of a month with its row, if there is one, and what looks wrong with it."""

    line: Line
    row: VolumeRow | None
    findings: Sequence[Finding]
    carried: int | None
    """What the month before left open; ``None`` when nobody told it."""


@dataclass(frozen=True)
class Months:
    """Rows of one agency in some months, by key."""

    report_ids: Mapping[date, int]
    rows: Mapping[tuple[date, Key], VolumeRow] = field(default_factory=dict)
    words: Mapping[int, Mapping[str, str]] = field(default_factory=dict)

    def told(self, month: date, key: Key) -> Told | None:
        """Return what was told of a row in a month."""
        row = self.rows.get((month, key))
        return Told(row.values, row.is_zero) if row else None

    def number(self, month: date, key: Key, name: str) -> int | None:
        """Return one count of a row in a month."""
        row = self.rows.get((month, key))
        value = row.values.get(name) if row else None
        return value if isinstance(value, int) else None


@dataclass(frozen=True)
class Figures:
    """Requests a month over twelve months; ``months`` is how many of them were told."""

    months: Sequence[tuple[date, int | None]]
    average: int
    highest: int
    lowest: int
    is_simulated: bool

    @property
    def count(self) -> int:
        """Return in how many of the months anything was told."""
        return sum(total is not None for _month, total in self.months)


def reporters_of(agency_id: int, on: date) -> list[Officer]:
    """Return who reports for an agency on a day, central officers aside; one query."""
    grants = Grant.objects.active(on).filter(
        reaching(agency_id),
        role__in=set(roles_with(Act.REPORT)) - CENTRAL_ROLES,
        officer__is_active=True,
    )
    found = Officer.objects.filter(pk__in=grants.order_by().values("officer"))
    return list(found.order_by("pk"))


def report_of(agency_id: int, month: date) -> MonthlyReport | None:
    """Return an agency's report of a month, if it was begun."""
    return MonthlyReport.objects.filter(agency=agency_id, month=month).first()


def months_of(
    agency_id: int, months: Collection[date], keys: Iterable[Key], *, with_words: bool = False
) -> Months:
    """Return the rows with these keys in these months; at most three queries."""
    reports = MonthlyReport.objects.filter(agency=agency_id, month__in=months)
    ids = dict(reports.values_list("month", "pk"))
    wanted = set(keys)
    rows = _rows(VolumeRow.objects.filter(report__in=ids.values()), wanted) if ids else []
    words: dict[int, dict[str, str]] = {}
    if with_words and rows:
        explained = VolumeExplanation.objects.filter(row__in=[row.pk for row in rows])
        for row_id, kind, text in explained.values_list("row_id", "kind", "text"):
            words.setdefault(row_id, {})[kind] = text
    return Months(ids, {(row.month, row_key(row)): row for row in rows}, words)


def _rows(rows: QuerySet[VolumeRow], keys: Collection[Key]) -> list[VolumeRow]:
    points = {key.point_id for key in keys if key.point_id}
    manuals = {key.manual_id for key in keys}
    found = list(rows.filter(point__in=points, manual__in=manuals)) if points else []
    if any(key.point_id is None for key in keys):
        found += rows.filter(point=None, manual__in=manuals)
    return [row for row in found if row_key(row) in keys]


def filled_lines(
    agency_id: int, month: date, form: FormDefinition, lines: Sequence[Line]
) -> list[Filled]:
    """Return lines with their rows and findings; a constant number of queries."""
    past = [later(month, -count) for count in range(1, months_needed(form) + 1)]
    keys = [line.key for line in lines]
    known = months_of(agency_id, [month, *past], keys, with_words=True)
    return [_filled(line, month, past, form, known) for line in lines]


def _filled(
    line: Line, month: date, past: Sequence[date], form: FormDefinition, known: Months
) -> Filled:
    row = known.rows.get((month, line.key))
    before = [known.told(each, line.key) for each in past]
    carried = before[0].values.get(form.carry.source) if before[0] else None
    findings: Sequence[Finding] = ()
    if row is not None:
        told = Told(row.values, row.is_zero)
        findings = findings_of(form, told, before, known.words.get(row.pk))
    return Filled(line, row, findings, carried if isinstance(carried, int) else None)


def all_lines(reach: Reach) -> list[Line]:
    """Return every line of an agency that is hers, online ones first; two queries."""
    pins = reach.pins().order_by("point_id", "pk").select_related("procedure", "point")
    pins = pins.only(
        "manual_id", "point_id", "procedure__name_th", "point__name_th", "procedure_id"
    )
    return [*online_lines(reach.online()), *pin_lines(pins)]


def rows_left(reach: Reach, report: MonthlyReport | None, form: FormDefinition) -> int:
    """Return how many rows of hers are not told yet, at counters and online; two queries."""
    pins = unfilled(reach.pins(), [report.pk] if report else [], required_columns(form))
    return pins.count() + online_left(reach, report, form).count()


def online_left(
    reach: Reach, report: MonthlyReport | None, form: FormDefinition
) -> QuerySet[Manual]:
    """Return the manuals whose online rows are hers and not told yet."""
    if report is None:
        return reach.online()
    told = told_rows(report, form).filter(point=None).order_by()
    return reach.online().exclude(pk__in=told.values("manual_id"))


def required_columns(form: FormDefinition) -> list[str]:
    """Return the columns without which a row is not told."""
    return [f.name for f in form.fields if f.required and f.name in COLUMNS]


def told_rows(report: MonthlyReport, form: FormDefinition) -> QuerySet[VolumeRow]:
    """Return the rows of a report in which all that is required was told."""
    told = {f"{name}__isnull": False for name in required_columns(form)}
    return VolumeRow.objects.filter(report=report, **told)


def expected_now(agency_id: int, report: MonthlyReport | None) -> int:
    """Return how many rows are asked for: counted now, or as last counted where they are many."""
    if report is not None and report.expected > MOST_LIVE:
        return report.expected
    return count_expected(agency_id)


def sums_of(reach: Reach, report: MonthlyReport, form: FormDefinition) -> dict[str, int | None]:
    """Return the sum of each main column over her rows of a report; one query."""
    names = [f.name for f in form.main if f.name in COLUMNS]
    rows = reach.rows(VolumeRow.objects.filter(report=report))
    found = rows.aggregate(**{name: Sum(name) for name in names})
    return {name: found[name] for name in names}


def has_simulated(agency_id: int, months: Collection[date]) -> bool:
    """Whether any report of these months is simulated; one query."""
    reports = MonthlyReport.objects.filter(agency=agency_id, month__in=months)
    return reports.filter(is_simulated=True).exists()


def figures_of(manual: Manual, until: date, measure: str = "received") -> Figures | None:
    """Return requests a month in the twelve months up to ``until``, of submitted reports alone.

    Of a standard manual those of the whole procedure are counted, in whichever agency: it is what
    the standard manual's item 9 tells. A month in which nobody told anything is left out of the
    mean, it is not zero. ``None`` when nothing was told at all. One query.
    """
    months = [later(until, -count) for count in range(FIGURE_MONTHS - 1, -1, -1)]
    rows = VolumeRow.objects.filter(
        month__gte=months[0], month__lte=until, report__state__in=TOLD_STATES
    ).order_by()
    if manual.is_standard:
        same = Manual.objects.filter(procedure=manual.procedure_id).order_by().values("pk")
        rows = rows.filter(manual__in=same)
    else:
        rows = rows.filter(manual=manual)
    rows = rows.filter(**{f"{measure}__isnull": False})
    by_month = rows.values_list("month").annotate(
        total=Sum(measure), simulated=Count("pk", filter=Q(is_simulated=True))
    )
    sums = {month: (total, simulated) for month, total, simulated in by_month}
    if not sums:
        return None
    totals = [total for total, _simulated in sums.values()]
    return Figures(
        months=[(month, sums[month][0] if month in sums else None) for month in months],
        average=_rounded(sum(totals), len(totals)),
        highest=max(totals),
        lowest=min(totals),
        is_simulated=any(simulated for _total, simulated in sums.values()),
    )


def _rounded(total: int, count: int) -> int:
    """Return the mean as a whole number, halves upwards."""
    return (2 * total + count) // (2 * count)


@dataclass(frozen=True)
class Completeness:
    """How far the reports of some agencies are in a month."""

    reports: int
    submitted: int
    late: int
    expected: int
    filled: int


def completeness_of(agencies: QuerySet[Agency], month: date) -> Completeness:
    """Return how far these agencies' reports of a month are, as last counted; two queries.

    No report tells more rows than it asks for: those of services that ended count no more.
    """
    reports = MonthlyReport.objects.filter(
        agency__in=agencies.order_by().values("pk"), month=month
    ).order_by()
    counts = dict(reports.values_list("state").annotate(Count("pk")))
    sums = reports.aggregate(
        Sum("expected"),
        told=Sum(Least("filled", "expected")),
        late=Count("pk", filter=Q(late=True)),
    )
    return Completeness(
        reports=sum(counts.values()),
        submitted=sum(counts.get(state, 0) for state in TOLD_STATES),
        late=sums["late"],
        expected=sums["expected__sum"] or 0,
        filled=sums["told"] or 0,
    )


def told_lines(reach: Reach, report: MonthlyReport) -> list[Line]:
    """Return the lines of a report in which something was told, hers alone; one query."""
    rows = reach.rows(VolumeRow.objects.filter(report=report))
    named = rows.order_by("point_id", "pk").values_list(
        "manual_id", "point_id", "manual__procedure__name_th", "point__name_th"
    )
    return [
        Line(Key(manual_id, point_id), title, place or ONLINE_PLACE)
        for manual_id, point_id, title, place in named
    ]


def unsubmitted(agencies: QuerySet[Agency], month: date) -> QuerySet[MonthlyReport]:
    """Return what these agencies have still to submit of a month, simulated reports aside."""
    return MonthlyReport.objects.filter(
        month=month,
        state__in=OPEN_STATES,
        is_simulated=False,
        expected__gt=0,
        agency__in=agencies.order_by().values("pk"),
    ).order_by("pk")
