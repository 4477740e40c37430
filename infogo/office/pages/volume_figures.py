"""Reports over time and over agencies: the fiscal year, completeness, and what item 9 may say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Least
from django.urls import reverse
from django.utils.http import urlencode

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.agencies.models import Agency
from infogo.channels.counting import percent
from infogo.core.dates import fiscal_year_label
from infogo.core.simulation import SIMULATED_TH
from infogo.manuals.content import RequestStatistics
from infogo.manuals.models import Manual
from infogo.manuals.selectors import NotPublishedError, merged_manual
from infogo.office.pages.volume_grid import Narrowing, lines_of
from infogo.office.pages.volumes import (
    STATE_KINDS,
    asked_month,
    month_before_that,
    this_month,
)
from infogo.volumes.definition import FormDefinition, first_covered
from infogo.volumes.expected import visible_agencies, visible_reach
from infogo.volumes.models import COLUMNS, MonthlyReport, ReportState, VolumeRow
from infogo.volumes.months import code_of, later, month_label, months_of_year, short_label
from infogo.volumes.selectors import (
    TOLD_STATES,
    Completeness,
    Figures,
    completeness_of,
    figures_of,
    months_of,
)

CHILDREN_SHOWN = 50
LEAST_MONTHS = 3
"""Fewer months say nothing about a usual month."""
NOT_SIMULATED = "ตัวเลขนี้มีข้อมูลจำลอง จึงนำไปใส่ในคู่มือไม่ได้"
"""A manual cannot mark its item 9 as simulated."""


@dataclass(frozen=True)
class MonthColumn:
    """A month of the year: its state and sum; ``None`` where nobody told a number."""

    label: str
    href: str
    state: str
    kind: str
    total: int | None


@dataclass(frozen=True)
class YearRow:
    """One service at a point over the year."""

    title: str
    place: str
    values: Sequence[int | None]


@dataclass(frozen=True)
class YearPage:
    """A fiscal year of an agency, one measure."""

    agency: Agency
    label: str
    measure: str
    columns: Sequence[MonthColumn]
    rows: Sequence[YearRow]
    year: int
    before_href: str
    after_href: str
    first_href: str
    next_href: str
    month_href: str
    simulated: str


@dataclass(frozen=True)
class Branch:
    """An agency with all below it, in a month."""

    name: str
    href: str
    own_href: str
    counts: Completeness
    share: str


@dataclass(frozen=True)
class CompletenessPage:
    """How far the reports of a month are, from the top or below one agency."""

    label: str
    month: date
    trail: Sequence[tuple[str, str]]
    whole: Completeness
    share: str
    branches: Sequence[Branch]
    is_more: bool
    before: tuple[str, str] | None
    after: tuple[str, str] | None


@dataclass(frozen=True)
class FiguresPage:
    """Requests a month of a manual, beside what its item 9 says now."""

    manual: Manual
    title: str
    until: str
    figures: Figures | None
    rows: Sequence[tuple[str, int | None]]
    now: RequestStatistics | None
    is_enough: bool
    can_edit: bool
    simulated: str


def year_page(
    rights: Rights, agency: Agency, year: int, form: FormDefinition, asked: Narrowing
) -> YearPage:
    """Return a fiscal year; a constant number of queries."""
    first = first_covered()
    months = [month for month in months_of_year(year) if first <= month <= rights.on]
    measure = form.plausibility.measure
    seen = visible_reach(rights, agency)
    lines, after = lines_of(seen, None, form, asked)
    known = months_of(agency.pk, months, [line.key for line in lines])
    reports = {r.month: r for r in MonthlyReport.objects.filter(agency=agency, month__in=months)}
    sums: Mapping[date, int] = {}
    if measure in COLUMNS:
        rows = seen.rows(VolumeRow.objects.filter(report__in=reports.values())).order_by()
        sums = dict(rows.values_list("month").annotate(Sum(measure)))
    path = reverse("office:volumes_year", args=[agency.pk, year])
    newest = months[-1] if months else this_month()
    return YearPage(
        agency=agency,
        label=fiscal_year_label(year),
        measure=form.field(measure).label,
        columns=[_column(agency, month, reports.get(month), sums.get(month)) for month in months],
        rows=[
            YearRow(line.title, line.place, [known.number(m, line.key, measure) for m in months])
            for line in lines
        ],
        year=year,
        before_href=reverse("office:volumes_year", args=[agency.pk, year - 1])
        if months_of_year(year - 1)[-1] >= first
        else "",
        after_href=reverse("office:volumes_year", args=[agency.pk, year + 1])
        if months_of_year(year + 1)[0] <= rights.on
        else "",
        first_href=path if asked.after else "",
        next_href=asked.href(path, after) if after else "",
        month_href=reverse("office:volumes_month", args=[agency.pk, newest]),
        simulated=SIMULATED_TH if any(r.is_simulated for r in reports.values()) else "",
    )


def _column(
    agency: Agency, month: date, report: MonthlyReport | None, total: int | None
) -> MonthColumn:
    state = ReportState(report.state) if report else ReportState.DRAFT
    href = reverse("office:volumes_month", args=[agency.pk, month])
    return MonthColumn(short_label(month), href, str(state.label), STATE_KINDS[state], total)


def completeness_page(rights: Rights, asked: Mapping[str, str]) -> CompletenessPage:
    """Return how far reports are; a constant number of queries."""
    month = asked_month(asked.get("month", ""))
    visible = visible_agencies(rights)
    under = _under(visible, asked.get("under", ""))
    branches = list(
        _children(rights, visible, under).order_by("sort_key", "pk")[: CHILDREN_SHOWN + 1]
    )
    shown = branches[:CHILDREN_SHOWN]
    counts = _counts(shown, month, visible)
    scope = visible
    if under is not None:
        scope = visible.filter(paths_up__ancestor=under)
    whole = completeness_of(scope, month)
    preceding, following = month_before_that(month), later(month, 1)
    return CompletenessPage(
        label=month_label(month),
        month=month,
        trail=_trail(visible, under, month),
        whole=whole,
        share=_share(whole),
        branches=[_branch(agency, month, counts.get(agency.pk)) for agency in shown],
        is_more=len(branches) > CHILDREN_SHOWN,
        before=(month_label(preceding), _address(preceding, under)) if preceding else None,
        after=(month_label(following), _address(following, under))
        if following <= this_month()
        else None,
    )


def _under(visible: QuerySet[Agency], text: str) -> Agency | None:
    if not (text.isascii() and text.isdecimal() and len(text) <= 15):
        return None
    return visible.filter(pk=int(text)).first()


def _children(rights: Rights, visible: QuerySet[Agency], under: Agency | None) -> QuerySet[Agency]:
    """Return the agencies below one; without one, those of hers that lie below no other of hers."""
    if under is not None:
        return visible.filter(parent=under)
    if rights.everywhere(Act.VIEW):
        return Agency.objects.filter(parent=None)
    above = visible.filter(pk=OuterRef("parent_id"))
    return visible.filter(Q(parent=None) | ~Exists(above))


def _counts(
    agencies: Sequence[Agency], month: date, visible: QuerySet[Agency]
) -> dict[int, Completeness]:
    """Return the counts of each with all below it that she sees; one query."""
    top = "agency__paths_up__ancestor"
    reports = MonthlyReport.objects.filter(
        month=month, agency__in=visible.order_by().values("pk"), **{f"{top}__in": agencies}
    ).order_by()
    rows = reports.values(top).annotate(
        reports=Count("pk"),
        submitted=Count("pk", filter=Q(state__in=TOLD_STATES)),
        late_ones=Count("pk", filter=Q(late=True)),
        asked=Sum("expected"),
        told=Sum(Least("filled", "expected")),
    )
    return {
        row[top]: Completeness(
            row["reports"], row["submitted"], row["late_ones"], row["asked"], row["told"]
        )
        for row in rows
    }


def _branch(agency: Agency, month: date, counts: Completeness | None) -> Branch:
    found = counts or Completeness(0, 0, 0, 0, 0)
    return Branch(
        name=agency.name_th,
        href=_address(month, agency),
        own_href=reverse("office:volumes_month", args=[agency.pk, month]),
        counts=found,
        share=_share(found),
    )


def _share(counts: Completeness) -> str:
    share = percent(counts.submitted, counts.reports)
    return "ไม่มีรายงาน" if share is None else f"{share}%"


def _address(month: date, under: Agency | None) -> str:
    query: dict[str, Any] = {"month": code_of(month)}
    if under is not None:
        query["under"] = under.pk
    return f"{reverse('office:volumes_completeness')}?{urlencode(query)}"


def _trail(visible: QuerySet[Agency], under: Agency | None, month: date) -> list[tuple[str, str]]:
    """Return the agencies above one that she sees, from the top."""
    if under is None:
        return []
    above = visible.filter(paths_down__descendant=under).order_by("-paths_down__depth")
    return [(agency.name_th, _address(month, agency)) for agency in above]


def figures_page(rights: Rights, manual: Manual, measure: str = "received") -> FiguresPage:
    """Return what twelve months say about a manual."""
    until = later(this_month(), -1)
    figures = figures_of(manual, until, measure)
    try:
        now = merged_manual(manual).content.statistics
    except NotPublishedError:
        now = None
    return FiguresPage(
        manual=manual,
        title=manual.procedure.name_th,
        until=month_label(until),
        figures=figures,
        rows=[(short_label(month), total) for month, total in figures.months] if figures else (),
        now=now,
        is_enough=bool(figures and figures.count >= LEAST_MONTHS),
        can_edit=rights.manuals(Act.EDIT_MANUAL).filter(pk=manual.pk).exists(),
        simulated=SIMULATED_TH if figures and figures.is_simulated else "",
    )
