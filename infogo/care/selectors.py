"""Reading what is to be mended: counts by rule, and the records behind each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, QuerySet

from infogo.agencies.models import Agency, AgencyPath
from infogo.care.models import QualityCount, QualityFinding, RecordKind
from infogo.care.rules import RULES, QualityRule
from infogo.insights.models import AgencyTally
from infogo.insights.tallies import Totals, totals_of
from infogo.manuals.models import Manual
from infogo.points.models import ServicePoint


@dataclass(frozen=True)
class RuleCount:
    """How much a rule found; ``None`` where nothing was counted yet."""

    rule: QualityRule
    found: int | None
    looked_at: int | None
    counted_at: datetime | None


def below(agency: Agency | None) -> QuerySet[AgencyPath, Any] | None:
    """Return the agency with all below it as ids, or nothing for the country."""
    if agency is None:
        return None
    return AgencyPath.objects.filter(ancestor=agency).order_by().values("descendant_id")


def rule_counts(agency: Agency | None = None) -> list[RuleCount]:
    """Return what every rule found in the country, or in and below one agency.

    How many records a rule looked at is known for the country alone; for an agency it is left
    out unless tallies count it.
    """
    there = below(agency)
    totals = totals_of(None if there is None else Agency.objects.filter(pk__in=there))
    counts = {count.rule: count for count in QualityCount.objects.all()}
    here = _found_below(there) if there is not None else {}
    return [_count(rule, totals, counts.get(rule.id), here, agency) for rule in RULES]


def findings(rule: QualityRule, agency: Agency | None = None) -> QuerySet[QualityFinding]:
    """Return the records in which a rule found something, by agency."""
    found = QualityFinding.objects.filter(rule=rule.id).select_related("agency")
    there = below(agency)
    if there is not None:
        found = found.filter(agency__in=there)
    return found.order_by("agency__sort_key", "agency_id", "pk")


def tallies(rule: QualityRule, agency: Agency | None = None) -> QuerySet[AgencyTally]:
    """Return the agencies in which a counted rule finds something, the most first."""
    rows = AgencyTally.objects.filter(**{f"{rule.tally}__gt": 0}).select_related("agency")
    there = below(agency)
    if there is not None:
        rows = rows.filter(agency__in=there)
    return rows.annotate(found=F(rule.tally), looked_at=F(rule.of)).order_by(
        f"-{rule.tally}", "agency_id"
    )


def _found_below(there: QuerySet[AgencyPath, Any]) -> dict[str, int]:
    rows = QualityFinding.objects.filter(agency__in=there).order_by().values_list("rule")
    return dict(rows.annotate(Count("pk")))


def _count(
    rule: QualityRule,
    totals: Totals,
    count: QualityCount | None,
    here: Mapping[str, int],
    agency: Agency | None,
) -> RuleCount:
    if rule.tally:
        if totals.counted_at is None:
            return RuleCount(rule, None, None, None)
        found, of = getattr(totals.tally, rule.tally), getattr(totals.tally, rule.of)
        return RuleCount(rule, found, of, totals.counted_at)
    if count is None or not count.looked_at:
        return RuleCount(rule, None, None, None)  # nothing looked at is no zero
    if agency is None:
        return RuleCount(rule, count.found, count.looked_at, count.counted_at)
    return RuleCount(rule, here.get(rule.id, 0), None, count.counted_at)


def names_of(rows: Sequence[QualityFinding]) -> dict[tuple[str, int], str]:
    """Return what the records of findings are called, by kind and id; three queries at most."""
    ids: dict[str, list[int]] = {kind: [] for kind in RecordKind.values}
    for row in rows:
        ids[row.kind].append(row.record_id)
    agencies = Agency.objects.filter(pk__in=ids[RecordKind.AGENCY]).order_by()
    points = ServicePoint.objects.filter(pk__in=ids[RecordKind.POINT]).order_by()
    manuals = Manual.objects.filter(pk__in=ids[RecordKind.MANUAL]).order_by()
    named = (
        (RecordKind.AGENCY, agencies.values_list("pk", "name_th")),
        (RecordKind.POINT, points.values_list("pk", "name_th")),
        (RecordKind.MANUAL, manuals.values_list("pk", "procedure__name_th")),
    )
    return {(kind.value, pk): name for kind, names in named for pk, name in names}
