"""What passes to another agency when agencies merge and when one point is handed over alike."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet, Subquery

from infogo.accounts.models import Grant
from infogo.accounts.perms import Proposal
from infogo.accounts.roles import Role
from infogo.agencies.models import Agency, AgencyPath
from infogo.core.dates import bangkok_now
from infogo.manuals.models import Manual
from infogo.pins.models import Pin
from infogo.volumes.definition import form_of
from infogo.volumes.expected import count_expected
from infogo.volumes.models import MonthlyReport, VolumeRow
from infogo.volumes.selectors import told_rows


def move_pins(pins: QuerySet[Pin], winner: Manual) -> int:
    """Let another manual of the procedure be served by these pins, with all they tell.

    Where it is served already, its own pin stays and the other one goes. Returns how many changed.
    """
    served = Pin.objects.filter(manual=winner).order_by().values("point_id")
    pins.filter(point__in=served).delete()
    return pins.update(manual=winner)


def join_rows(rows: QuerySet[VolumeRow], own: MonthlyReport, in_use: QuerySet[Any, Any]) -> None:
    """Put rows of another agency's report into an open one; a row that both have stays where it is.

    ``in_use`` gives, for a row, the manual for which it counts from now on, if that is another.
    """
    for row in rows.annotate(in_use=Subquery(in_use[:1])).order_by("pk"):
        manual = row.in_use or row.manual_id
        twin = VolumeRow.objects.filter(
            report=own, manual=manual, point=row.point_id, channel=row.channel
        )
        if not twin.exists():
            VolumeRow.objects.filter(pk=row.pk).update(report=own, manual=manual)


def count_rows(report: MonthlyReport) -> None:
    """Bring up to date how many rows a report asks for and has."""
    report.expected = count_expected(report.agency_id)
    form = form_of(report.month)
    rows = told_rows(report, form) if form is not None else report.rows.all()
    report.filled = rows.count()
    report.save(update_fields=["expected", "filled"])


def like_grant(
    grant: Grant,
    agency_id: int,
    *,
    whole_subtree: bool = False,
    points: frozenset[int] | None = None,
    manuals: frozenset[int] | None = None,
) -> Proposal:
    """Return a right of the same role and time over other things; nothing named means all."""
    begins = max(grant.valid_from, bangkok_now().date())
    return Proposal(
        role=Role(grant.role).value,
        agency_id=agency_id,
        whole_subtree=whole_subtree,
        point_ids=points or None,
        manual_ids=manuals or None,
        valid_from=begins,
        valid_until=grant.valid_until,
    )


def is_within(right: Proposal, held: Grant) -> bool:
    """Whether a right of the same role over all of an agency reaches as far, and lasts as long."""
    is_below = right.whole_subtree or right.agency_id != held.agency_id
    if is_below and not held.whole_subtree:
        return False
    if right.valid_from is not None and held.valid_from > right.valid_from:
        return False
    ends = held.valid_until
    return ends is None or (right.valid_until is not None and right.valid_until <= ends)


def named_there(grant: Grant, into: Agency) -> Q:
    """Return which records that a right names are another agency's by now, or of those below it."""
    there = AgencyPath.objects.filter(ancestor=into)
    if not grant.whole_subtree:
        there = there.filter(depth=0)
    return Q(agency__in=there.values("descendant_id"))
