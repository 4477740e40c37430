"""Reading reports: which an officer answers for, what waits, and what the whole country has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, F, Min, Q, QuerySet, When
from django.db.models.functions import Coalesce

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.agencies.models import Agency
from infogo.page_reports.models import OPEN_STATES, PageReport, State

MOST_AGENCIES = 100
"""Agencies of a table of the country: those with most that is late."""


def reports_for(rights: Rights, act: Act = Act.HANDLE_FEEDBACK) -> QuerySet[PageReport]:
    """Return the reports that she answers for.

    Of her points and manuals, and of her agencies' own pages and articles; what was handed to the
    centre is the centre's alone, as is what is about no agency's page.
    """
    if rights.everywhere(act):
        return PageReport.objects.all()
    agencies = rights.agencies(act).order_by().values("pk")
    return PageReport.objects.filter(
        Q(point_id__in=rights.points(act).order_by().values("pk"))
        | Q(manual_id__in=rights.manuals(act).order_by().values("pk"))
        | Q(agency_id__in=agencies)
        | Q(agency__merged_into_id__in=agencies)
        | Q(article__agency_id__in=agencies),
        is_with_centre=False,
    )


def waiting_for(rights: Rights) -> QuerySet[PageReport]:
    """Return the open reports that it falls to her to answer.

    A central officer may answer all; it falls to her what no agency has.
    """
    found = still_open(reports_for(rights))
    return found.filter(is_with_centre=True) if rights.everywhere(Act.HANDLE_FEEDBACK) else found


def speaks_for_agency(rights: Rights, report: PageReport) -> bool:
    """Whether she answers by a role in the agency; a central officer speaks for the centre.

    Whoever has both speaks for the agency where the report is still the agency's.
    """
    return reports_for(rights.of_agencies()).filter(pk=report.pk).exists()


def still_open(reports: QuerySet[PageReport]) -> QuerySet[PageReport]:
    """Keep those that have no answer yet."""
    return reports.filter(state__in=OPEN_STATES)


def overdue(reports: QuerySet[PageReport], today: date) -> QuerySet[PageReport]:
    """Keep the open ones whose promised day is over."""
    return still_open(reports).filter(due_on__lt=today)


def in_time(reports: QuerySet[PageReport], today: date) -> QuerySet[PageReport]:
    """Keep the open ones whose promised day is not over."""
    return still_open(reports).filter(due_on__gte=today)


def with_subject(reports: QuerySet[PageReport]) -> QuerySet[PageReport]:
    """Select what a report's page and its line in a list name."""
    return reports.select_related(
        "manual__procedure",
        "manual__agency",
        "point__agency",
        "agency__merged_into",
        "article__agency",
    )


def by_reference(typed: str) -> PageReport | None:
    """Return the report with a reference, however it is typed: small letters, no hyphen."""
    letters = "".join(char for char in typed.upper() if char.isascii() and char.isalnum())
    reference = f"{letters[:4]}-{letters[4:]}"[:12]
    return with_subject(PageReport.objects.filter(reference=reference)).first()


def answering_agency(report: PageReport) -> Agency | None:
    """Return the agency that answers for a report now; none where the centre does.

    The agency of today: a counter may have been handed over since, and an agency merged.
    """
    return None if report.is_with_centre else agency_of_subject(report)


def agency_of_subject(report: PageReport) -> Agency | None:
    """Return whose page a report is about; none of a page of the site itself."""
    if report.manual is not None:
        return report.manual.agency
    if report.point is not None:
        return report.point.agency
    if report.article is not None:
        return report.article.agency
    # Manuals and counters move with a merger; the report about an agency's own page stays where
    # it is, and whoever the agency was merged into answers it.
    return (report.agency.merged_into or report.agency) if report.agency else None


def subject_names(report: PageReport) -> tuple[str, str]:
    """Return the name of what a report is about in Thai and, if there is one, in English.

    A page that is no record's is called by its address; empty where it is the site as a whole.
    """
    if report.manual is not None:
        return report.manual.procedure.name_th, report.manual.procedure.name_en
    if report.point is not None:
        return report.point.name_th, report.point.name_en
    if report.article is not None:
        return report.article.title_th, report.article.title_en
    if report.agency is not None:
        return report.agency.name_th, report.agency.name_en
    return report.path, report.path


# ---------------------------------------------------------------- the country


@dataclass(frozen=True)
class Totals:
    """How many reports there are; ``late`` are open ones whose promised day is over."""

    by_state: dict[str, int]
    late: int

    @property
    def open(self) -> int:
        """Those that have no answer yet."""
        return sum(self.by_state[state] for state in OPEN_STATES)


@dataclass(frozen=True)
class AgencyTotals:
    """The open and late reports of one agency; no ``agency_id`` where the centre answers."""

    agency_id: int | None
    name: str
    open: int
    late: int
    oldest_due_on: date


def country_totals(today: date) -> Totals:
    """Count all reports; two queries."""
    counts = PageReport.objects.order_by().values("state").annotate(count=Count("pk"))
    late = overdue(PageReport.objects.all(), today).count()
    found = {row["state"]: row["count"] for row in counts}
    return Totals({state: found.get(state, 0) for state in State.values}, late)


def totals_by_agency(today: date) -> Sequence[AgencyTotals]:
    """Return what is open by the agency that answers, most that is late first; two queries."""
    rows = list(
        still_open(PageReport.objects.all())
        .annotate(answering=_answering())
        .order_by()
        .values("answering")
        .annotate(
            count=Count("pk"),
            late=Count("pk", filter=Q(due_on__lt=today)),
            oldest=Min("due_on"),
        )
        .order_by("-late", "-count", "answering")[:MOST_AGENCIES]
    )
    names = dict(
        Agency.objects.filter(pk__in=[row["answering"] for row in rows]).values_list(
            "pk", "name_th"
        )
    )
    return [
        AgencyTotals(
            row["answering"],
            names.get(row["answering"], ""),
            row["count"],
            row["late"],
            row["oldest"],
        )
        for row in rows
    ]


def _answering() -> Case:
    """Return which agency answers, as an expression over reports: ``answering_agency`` of many."""
    whose = Coalesce(
        F("manual__agency_id"),
        F("point__agency_id"),
        F("article__agency_id"),
        F("agency__merged_into_id"),
        F("agency_id"),
    )
    return Case(When(is_with_centre=False, then=whose))


def answered_by(reports: QuerySet[PageReport], agency_id: int) -> QuerySet[PageReport]:
    """Keep those that one agency answers, as ``totals_by_agency`` counts them."""
    return reports.alias(answering=_answering()).filter(answering=agency_id)
