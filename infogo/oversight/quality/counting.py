"""Counting the raw rows of the index: by month, agency and the province where it is at home."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Least, TruncMonth

from infogo.agencies.models import Agency
from infogo.channels.models import EActDeclaration, Review, Section
from infogo.channels.rules import rules_on
from infogo.channels.selectors import counted_agencies
from infogo.delays.models import DelayNotice
from infogo.oversight.tree import Tree
from infogo.ratings.models import RatingTally, TallyScope
from infogo.volumes.models import MonthlyReport, VolumeRow
from infogo.volumes.selectors import TOLD_STATES

Numbers = Counter[str]
Rows = Iterable[Any]
"""Sums by month and agency: ``in_month``, ``of_agency`` and numbers named ``n_…``."""
NodeKey = tuple[int | None, str | None, bool]
"""Node (none: the country), province, whether all below the node is summed."""


def due_reports(today: date) -> QuerySet[MonthlyReport]:
    """Return the reports that were sent or should have been; one that asks for no row is none."""
    is_due = Q(due_on__lt=today) | Q(first_submitted_at__isnull=False)
    return MonthlyReport.objects.filter(is_due, expected__gt=0)


def told_volumes() -> QuerySet[VolumeRow]:
    """Return the lines of sent reports that tell how many requests ended in time and late."""
    return VolumeRow.objects.filter(
        report__state__in=TOLD_STATES, completed_in_time__isnull=False, completed_late__isnull=False
    )


def due_turns() -> QuerySet[DelayNotice]:
    """Return the turns of notices that came, kept or missed."""
    return DelayNotice.objects.filter(seq__gt=0, due_on__isnull=False)


def count_events(today: date) -> dict[date, dict[int, Numbers]]:
    """Return what happened, by month and agency; four queries over all years."""
    found: dict[date, dict[int, Numbers]] = defaultdict(lambda: defaultdict(Counter))
    for rows in (_reports(today), _volumes(), _turns(), _ratings()):
        for row in rows:
            month, agency = row.pop("in_month"), row.pop("of_agency")
            numbers = {name.removeprefix("n_"): value or 0 for name, value in row.items()}
            found[month][agency].update(numbers)
    return {month: dict(agencies) for month, agencies in found.items()}


def count_announcements(today: date) -> dict[int, Numbers]:
    """Return the state of announcements under the E-Act by agency; three queries."""
    found = {
        pk: Counter(announcements_asked=len(Section))
        for pk in counted_agencies(rules_on(today)).order_by().values_list("pk", flat=True)
    }
    accepted = EActDeclaration.objects.filter(review=Review.ACCEPTED).order_by()
    for agency, count in accepted.values_list("agency_id").annotate(count=Count("pk")):
        if agency in found:
            found[agency]["announcements_accepted"] = count
    return found


def add_up_nodes(agencies: Mapping[int, Numbers], known: Tree) -> dict[NodeKey, Numbers]:
    """Return the sums of every agency alone, of every branch and of the country, by province."""
    homes = dict(Agency.objects.order_by().values_list("pk", "province_id"))
    branches = known.branches()
    found: dict[NodeKey, Numbers] = defaultdict(Counter)
    for agency, numbers in agencies.items():
        province = homes.get(agency)
        found[agency, province, False].update(numbers)
        found[None, province, True].update(numbers)
        for node in known.up_from(agency):
            if node in branches:
                found[node, province, True].update(numbers)
    return dict(found)


def _reports(today: date) -> Rows:
    in_time = Q(first_submitted_at__isnull=False, late=False)
    return (
        due_reports(today)
        .order_by()
        .values(in_month=F("month"), of_agency=F("agency"))
        .annotate(
            n_reports_due=Count("pk"),
            n_reports_in_time=Count("pk", filter=in_time),
            n_rows_asked=Sum("expected"),
            n_rows_told=Sum(Least("filled", "expected")),
            n_simulated=Count("pk", filter=Q(is_simulated=True)),
        )
    )


def _volumes() -> Rows:
    return (
        told_volumes()
        .order_by()
        .values(in_month=F("month"), of_agency=F("report__agency"))
        .annotate(
            n_done=Sum(F("completed_in_time") + F("completed_late")),
            n_done_in_time=Sum("completed_in_time"),
        )
    )


def _turns() -> Rows:
    return (
        due_turns()
        .order_by()
        .values(in_month=TruncMonth("due_on"), of_agency=F("case__agency"))
        .annotate(
            n_turns=Count("pk"),
            n_turns_kept=Count("pk", filter=Q(sent_on__isnull=False)),
            n_simulated=Count("pk", filter=Q(is_simulated=True)),
        )
    )


def _ratings() -> Rows:
    count = F("n1") + F("n2") + F("n3") + F("n4") + F("n5")
    score = F("n1") + 2 * F("n2") + 3 * F("n3") + 4 * F("n4") + 5 * F("n5")
    return (
        RatingTally.objects.filter(scope=TallyScope.AGENCY)
        .order_by()
        .values(in_month=F("month"), of_agency=F("object_id"))
        .annotate(
            n_ratings=Sum(count),
            n_ratings_score=Sum(score),
            n_simulated=Sum(count, filter=Q(is_simulated=True)),
            n_made_up_ratings=Sum(count, filter=Q(is_simulated=True)),
            n_made_up_ratings_score=Sum(score, filter=Q(is_simulated=True)),
        )
    )
