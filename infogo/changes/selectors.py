"""Reading the feed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Max, Min, Q, QuerySet

from infogo.agencies.models import AgencyPath
from infogo.changes.models import EVERYTHING, Change, Numbering
from infogo.changes.sides import SIDES
from infogo.records.base import Record
from infogo.records.kinds import KINDS

FEED_KINDS: tuple[str, ...] = (*SIDES, EVERYTHING)


@dataclass(frozen=True)
class Edges:
    """Between which numbers the feed can be read: after ``oldest - 1`` up to ``newest``."""

    oldest: int
    newest: int


def edges() -> Edges:
    """Return the first number that is kept and the last one given; nothing yet is 1 and 0."""
    newest = Numbering.objects.aggregate(newest=Max("newest"))["newest"] or 0
    oldest = Change.objects.aggregate(oldest=Min("number"))["oldest"]
    return Edges(oldest if oldest is not None else newest + 1, newest)


def matching(kinds: Collection[str], agencies: Collection[int]) -> QuerySet[Change]:
    """Return the changes of these kinds and of these agencies with all below them.

    Empty means all. The change that concerns everything is always among them.
    """
    wanted = Q()
    if kinds:
        wanted &= Q(kind__in=kinds)
    if agencies:
        below = AgencyPath.objects.filter(ancestor__in=agencies)
        wanted &= Q(agency__in=below.values("descendant"))
    return Change.objects.filter(wanted | Q(kind=EVERYTHING)) if wanted else Change.objects.all()


@dataclass(frozen=True)
class Page:
    """Some changes in order; the next page begins after ``until``."""

    changes: Sequence[Change]
    until: int
    edges: Edges


def page_after(
    number: int, limit: int, *, kinds: Collection[str] = (), agencies: Collection[int] = ()
) -> Page:
    """Return the next changes after a number; the newest is read first, so none is passed over."""
    between = edges()
    rows = matching(kinds, agencies).filter(number__gt=number, number__lte=between.newest)
    found = list(rows.order_by("number")[: limit + 1])
    if len(found) > limit:
        return Page(found[:limit], found[limit - 1].number, between)
    return Page(found, max(number, between.newest), between)


def records_of(changes: Sequence[Change]) -> dict[tuple[str, int], Record]:
    """Return how the records of changes are now, a constant number of queries for each kind."""
    found: dict[tuple[str, int], Record] = {}
    for kind in {change.kind for change in changes} & KINDS.keys():
        ids = sorted({change.record for change in changes if change.kind == kind})
        public = KINDS[kind].public().filter(pk__in=ids).order_by("pk")
        rows = list(public)
        for row, record in zip(rows, KINDS[kind].make(rows), strict=True):
            found[kind, row.pk] = record
    return found
