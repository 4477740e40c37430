"""Turning counts into popularity."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime, timedelta

from django.db import transaction

from infogo.core.models import OutboxTopic
from infogo.core.outbox import announce
from infogo.insights.models import AgencyTally, NextOpenings, OpenedFrom, ProcedureOpenings
from infogo.insights.tallies import NUMBERS, count_all
from infogo.manuals.models import Procedure

HALF_LIFE_DAYS = 30
# After five half-lives a day counts 3 %; older rows are neither read nor kept.
KEPT_DAYS = 5 * HALF_LIFE_DAYS
# Somebody who chose the service out of search results meant it more than a passer-by.
OPENING_WEIGHT = {OpenedFrom.SEARCH: 2.0, OpenedFrom.SITE: 1.0, OpenedFrom.ELSEWHERE: 1.0}
# Smaller movements would only make the index busy.
SMALLEST_CHANGE = 0.01


@transaction.atomic
def refresh_popularity(*, today: date) -> int:
    """Recompute every procedure's popularity from its daily counts; returns how many changed.

    Each opening counts half as much every ``HALF_LIFE_DAYS``; the editors' starting value
    stays as a floor under it. Safe to run as often as one likes.
    """
    scores: dict[int, float] = {}
    since = today - timedelta(days=KEPT_DAYS)
    for procedure_id, day, opened_from, count in ProcedureOpenings.objects.filter(
        day__gt=since
    ).values_list("procedure_id", "day", "opened_from", "count"):
        age = max(0, (today - day).days)
        weight = OPENING_WEIGHT[OpenedFrom(opened_from)] * 0.5 ** (age / HALF_LIFE_DAYS)
        scores[procedure_id] = scores.get(procedure_id, 0.0) + count * weight
    changed = []
    for procedure in Procedure.objects.only("pk", "popularity", "starting_popularity"):
        score = round(procedure.starting_popularity + scores.get(procedure.pk, 0.0), 3)
        if abs(score - procedure.popularity) >= SMALLEST_CHANGE:
            procedure.popularity = score
            changed.append(procedure)
    Procedure.objects.bulk_update(changed, ["popularity"], batch_size=500)
    announce(OutboxTopic.PROCEDURE, [procedure.pk for procedure in changed])
    ProcedureOpenings.objects.filter(day__lte=since).delete()
    NextOpenings.objects.filter(day__lte=since).delete()
    return len(changed)


@transaction.atomic
def refresh_tallies(*, now: datetime) -> int:
    """Count anew what every agency has and lacks; returns how many agencies have other numbers.

    Derived numbers of the workspace, so there is no trail and no outbox. Agencies that have
    nothing any more lose their row.
    """
    counted = count_all(now)
    held = {row.agency_id: row for row in AgencyTally.objects.all()}
    changed = [
        AgencyTally(agency_id=agency_id, counted_at=now, **asdict(tally))
        for agency_id, tally in counted.items()
        if agency_id not in held
        or any(getattr(held[agency_id], name) != getattr(tally, name) for name in NUMBERS)
    ]
    AgencyTally.objects.bulk_create(
        changed,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["agency"],
        update_fields=[*NUMBERS, "counted_at"],
    )
    AgencyTally.objects.exclude(counted_at=now).update(counted_at=now)
    gone = held.keys() - counted.keys()
    AgencyTally.objects.filter(agency_id__in=gone).delete()
    return len(changed) + len(gone)
