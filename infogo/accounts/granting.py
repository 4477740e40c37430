"""Writing a right down, and finding one that says the same; who may give it is asked elsewhere."""

from __future__ import annotations

from typing import Any

from infogo.accounts.models import Grant, GrantManual, GrantPoint, Officer
from infogo.accounts.perms import Proposal
from infogo.core.dates import bangkok_now


def held_alike(officer: Officer, wanted: Proposal) -> Grant | None:
    """Return a running right of an officer that says the same and lasts as long, if there is one.

    It may have begun before.
    """
    begins = wanted.valid_from or bangkok_now().date()
    same = Grant.objects.filter(
        officer=officer,
        valid_from__lte=begins,
        valid_until=wanted.valid_until,
        ended_at=None,
        **_reach(wanted),
    ).prefetch_related("point_rows", "manual_rows")
    return next((grant for grant in same if _names(grant, wanted)), None)


def _reach(wanted: Proposal) -> dict[str, Any]:
    """Return the columns that say what may be done and where."""
    return {
        "role": wanted.role,
        "agency_id": wanted.agency_id,
        "whole_subtree": wanted.whole_subtree or wanted.agency_id is None,
        "only_points": wanted.point_ids is not None,
        "only_manuals": wanted.manual_ids is not None,
    }


def _names(grant: Grant, wanted: Proposal) -> bool:
    """Whether a right names the same points and manuals."""
    points = {row.point_id for row in grant.point_rows.all()}
    manuals = {row.manual_id for row in grant.manual_rows.all()}
    return points == (wanted.point_ids or set()) and manuals == (wanted.manual_ids or set())


def store_grant(officer: Officer, wanted: Proposal, actor: Officer | None) -> Grant:
    """Write a grant down; whoever may give it is checked before."""
    grant = Grant.objects.create(
        officer=officer,
        valid_from=wanted.valid_from or bangkok_now().date(),
        valid_until=wanted.valid_until,
        granted_by=actor,
        **_reach(wanted),
    )
    GrantPoint.objects.bulk_create(
        GrantPoint(grant=grant, point_id=pk) for pk in sorted(wanted.point_ids or ())
    )
    GrantManual.objects.bulk_create(
        GrantManual(grant=grant, manual_id=pk) for pk in sorted(wanted.manual_ids or ())
    )
    return grant
