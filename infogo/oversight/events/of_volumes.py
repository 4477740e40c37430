"""Counting monthly transaction reports into cells, and what in them asks for a word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from django.db.models import Count, F, Model, Q, QuerySet, Sum
from django.db.models.functions import Least

from infogo.core.upsert import batches
from infogo.oversight.events.cells import ReportCell, VolumeCell, VolumeDoubt
from infogo.volumes.definition import FormDefinition, form_of
from infogo.volumes.expected import Key
from infogo.volumes.findings import Told, findings_of, months_needed
from infogo.volumes.models import (
    COLUMNS,
    OPEN_STATES,
    MonthlyReport,
    ReportForm,
    VolumeExplanation,
    VolumeRow,
    values_told,
)
from infogo.volumes.months import later
from infogo.volumes.selectors import TOLD_STATES
from infogo.volumes.services.common import REPORT

TARGETS = (REPORT,)
SUMS = (
    "brought_forward",
    "received",
    "completed_in_time",
    "completed_late",
    "returned",
    "withdrawn",
    "carried_forward",
    "fee_satang",
)
AGENCIES_AT_ONCE = 100
CHUNK = 2000
LONGEST_FINDING = 300
"""What a form says is wrong may be longer than the rollup keeps."""
_REPORTER = {"at_agency_id": F("report__agency_id")}
_PLACES = {
    **_REPORTER,
    "at_procedure_id": F("manual__procedure_id"),
    "at_province_id": F("point__province_id"),
    "at_district_id": F("point__district_id"),
    "at_is_simulated": F("is_simulated"),
}


def months(_today: date) -> set[date]:
    """Return the months for which a report was opened."""
    return set(MonthlyReport.objects.order_by().values_list("month", flat=True).distinct())


def months_of(_target: str, ids: Collection[int]) -> Mapping[int, date | None]:
    """Return the month of each of these reports that is there."""
    return dict(MonthlyReport.objects.filter(pk__in=ids).values_list("pk", "month"))


def looked_ahead() -> int:
    """Return how many months after a row its numbers can still raise a finding."""
    forms = ReportForm.objects.values_list("definition", flat=True)
    return max((months_needed(FormDefinition.model_validate(each)) for each in forms), default=0)


def count(month: date, _today: date) -> list[Model]:
    """Return the cells of a month; two queries."""
    return [*_volumes(month), *_reports(month)]


def told(month: date) -> QuerySet[VolumeRow]:
    """Return the rows of a month that agencies stand by."""
    return VolumeRow.objects.filter(report__month=month, report__state__in=TOLD_STATES)


def _volumes(month: date) -> Iterator[VolumeCell]:
    rows = told(month).order_by()
    found = rows.values(
        "is_simulated",
        "channel",
        reporter=F("report__agency_id"),
        service=F("manual__procedure_id"),
        in_province=F("point__province_id"),
        in_district=F("point__district_id"),
    ).annotate(of_rows=Count("pk"), **{f"of_{name}": Sum(name) for name in SUMS})
    for row in found:
        yield VolumeCell(
            month=month,
            agency_id=row["reporter"],
            procedure_id=row["service"],
            province_id=row["in_province"],
            district_id=row["in_district"],
            channel=row["channel"],
            is_simulated=row["is_simulated"],
            rows=row["of_rows"],
            **{name[3:]: value for name, value in row.items() if name[3:] in SUMS},
        )


def _reports(month: date) -> Iterator[ReportCell]:
    asked = MonthlyReport.objects.filter(month=month, expected__gt=0).order_by()
    is_open = Q(state__in=OPEN_STATES)
    found = asked.values(
        "is_simulated",
        "agency_id",
        in_province=F("agency__province_id"),
        in_district=F("agency__district_id"),
    ).annotate(
        of_reports=Count("pk"),
        of_filed_in_time=Count("pk", filter=~is_open & Q(late=False)),
        of_filed_late=Count("pk", filter=~is_open & Q(late=True)),
        of_unfiled=Count("pk", filter=is_open),
        of_expected_rows=Sum("expected"),
        of_filled_rows=Sum(Least("filled", "expected")),
    )
    for row in found:
        yield ReportCell(
            month=month,
            agency_id=row["agency_id"],
            province_id=row["in_province"],
            district_id=row["in_district"],
            is_simulated=row["is_simulated"],
            **{name[3:]: value for name, value in row.items() if name.startswith("of_")},
        )


# ---------------------------------------------------------------- findings


def doubts(month: date, _today: date) -> list[Model]:
    """Return the findings about the rows of a month that agencies stand by."""
    form = form_of(month)
    if form is None:
        return []
    reports = MonthlyReport.objects.filter(month=month, state__in=TOLD_STATES)
    agencies = list(reports.order_by("agency").values_list("agency", flat=True))
    found: list[Model] = []
    for some in batches(agencies, AGENCIES_AT_ONCE):
        found += _doubts(month, form, some)
    return found


def _doubts(month: date, form: FormDefinition, agencies: Sequence[int]) -> Iterator[VolumeDoubt]:
    """Look at the rows of some agencies; three queries, and no row becomes an object."""
    past = [later(month, -count) for count in range(1, months_needed(form) + 1)]
    before = _told_before(past, form, agencies)
    words: dict[int, dict[str, str]] = defaultdict(dict)
    explained = VolumeExplanation.objects.filter(
        row__report__month=month, row__report__agency__in=agencies
    )
    for row_id, kind, text in explained.values_list("row_id", "kind", "text"):
        words[row_id][kind] = text
    rows = told(month).filter(report__agency__in=agencies).order_by()
    named = rows.values("pk", "is_zero", "manual_id", "point_id", "extra", *COLUMNS, **_PLACES)
    for row in named:
        known = before[row["at_agency_id"], Key(row["manual_id"], row["point_id"])]
        findings = findings_of(
            form,
            Told(values_told(row), row["is_zero"]),
            [known.get(each) for each in past],
            words[row["pk"]],
        )
        for finding in findings:
            yield VolumeDoubt(
                month=month,
                row_id=row["pk"],
                kind=finding.kind,
                weight=finding.weight.value,
                what=finding.what[:LONGEST_FINDING],
                words=finding.words,
                **{name.removeprefix("at_"): row[name] for name in _PLACES},
            )


def _told_before(
    past: Sequence[date], form: FormDefinition, agencies: Sequence[int]
) -> Mapping[tuple[int, Key], Mapping[date, Told]]:
    """Return what earlier months told of each service, as far as findings look back; one query."""
    needed = {form.carry.source, form.plausibility.measure}
    names = [name for name in COLUMNS if name in needed]
    if needed - set(names):
        names.append("extra")
    found: dict[tuple[int, Key], dict[date, Told]] = defaultdict(dict)
    earlier = VolumeRow.objects.filter(report__month__in=past, report__agency__in=agencies)
    rows = earlier.order_by().values("month", "manual_id", "point_id", *names, **_REPORTER)
    for row in rows.iterator(chunk_size=CHUNK):
        key = Key(row["manual_id"], row["point_id"])
        found[row["at_agency_id"], key][row["month"]] = Told(values_told(row))
    return found
