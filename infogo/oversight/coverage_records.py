"""The agencies, points, pins and manuals behind the figures of coverage, as rows of the database.

The same conditions as in ``infogo.oversight.counting``; what changed since the last count shows
here already.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from infogo.agencies.models import Agency, AgencyPath
from infogo.agencies.selectors import agencies_in_law
from infogo.core.dates import BANGKOK
from infogo.insights.tallies import a_year_ago
from infogo.manuals.models import Manual, ManualFacts, ManualStatus, Procedure, ProcedureStatus
from infogo.manuals.selectors import in_use, unchecked_manuals
from infogo.oversight.counting.manuals import (
    FLAGS,
    naming_broken_links,
    standard_flags,
    told_in_facts,
    with_text,
)
from infogo.oversight.counting.places import (
    AGENCY_INCOMPLETE,
    point_conditions,
    with_broken_link,
)
from infogo.oversight.slices import Slice
from infogo.oversight.tree import Tree
from infogo.pins.models import Pin
from infogo.pins.selectors import manuals_without_point, that_count, unconfirmed_pins
from infogo.points.models import ServicePoint
from infogo.points.selectors import visitable_points

Rows = QuerySet[Any]


def records_of(code: str, part: Slice, known: Tree, now: datetime) -> Rows:
    """Return what a figure of coverage counts in a slice, in the order of their ids.

    Raises:
        LookupError: no figure of coverage has this code.
    """
    subject = code.split("_")[0]
    makers = {"agencies": _agencies, "points": _points, "pins": _pins, "manuals": _manuals}
    if subject not in makers:
        raise LookupError(code)
    return makers[subject](code, part, known, now).order_by("pk")


def _inside(part: Slice, known: Tree, agency: str) -> dict[str, Any]:
    """Return the conditions of an agency and all below it, by the name of a column."""
    if part.agency is None:
        return {}
    if known.is_leaf(part.agency):
        return {agency: part.agency}
    below = AgencyPath.objects.filter(ancestor=part.agency).order_by()
    return {f"{agency}__in": below.values("descendant")}


def _at(part: Slice, province: str, district: str) -> dict[str, Any]:
    where = {province: part.province} if part.province else {}
    return {**where, district: part.district} if part.district else where


def _agencies(code: str, part: Slice, known: Tree, _now: datetime) -> QuerySet[Agency]:
    manuals = in_use(Manual.objects.filter(agency=OuterRef("pk")))
    points = visitable_points().filter(agency=OuterRef("pk"))
    conditions: dict[str, Any] = {
        "agencies": Q(),
        "agencies_incomplete": AGENCY_INCOMPLETE,
        "agencies_without_manual": ~Exists(manuals),
        "agencies_without_point": ~Exists(points),
        "agencies_broken_link": Q(pk__in=with_broken_link("agency")),
    }
    here = {**_inside(part, known, "pk"), **_at(part, "province", "district")}
    return agencies_in_law().filter(_one_of(conditions, code), **here)


def _points(code: str, part: Slice, known: Tree, now: datetime) -> QuerySet[ServicePoint]:
    conditions = {"points": Q(), **point_conditions(now)}
    here = {**_inside(part, known, "agency"), **_at(part, "province", "district")}
    return visitable_points().filter(_one_of(conditions, code), **here)


def _pins(code: str, part: Slice, known: Tree, now: datetime) -> QuerySet[Pin]:
    pins = that_count(Pin.objects.all())
    conditions = {
        "pins": pins,
        "pins_unconfirmed": unconfirmed_pins(pins, now.astimezone(BANGKOK).date()),
    }
    here = {
        **_inside(part, known, "point__agency"),
        **_at(part, "point__province", "point__district"),
    }
    return _one_of(conditions, code).filter(**here)


def _manuals(code: str, part: Slice, known: Tree, now: datetime) -> QuerySet[Manual]:
    here = {**_inside(part, known, "agency"), **_at(part, "province", "agency__district")}
    manuals = Manual.objects.filter(_of_services(part), **here)
    own = with_text(in_use(manuals))
    found = {
        "manuals": lambda: in_use(manuals),
        "manuals_standard": lambda: in_use(manuals.filter(standard=None)),
        "manuals_own_sections": lambda: own.filter(standard__isnull=False),
        "manuals_followed": lambda: _followers(in_use(manuals)),
        "manuals_with_text": lambda: own,
        "manuals_unchecked": lambda: unchecked_manuals(own, a_year_ago(now)),
        "manuals_without_point": lambda: manuals_without_point(manuals),
        "manuals_broken_link": lambda: own.filter(pk__in=naming_broken_links().values("manual_id")),
    }
    if code.removeprefix("manuals_") in FLAGS:
        return _flagged(in_use(manuals), code.removeprefix("manuals_"))
    made: QuerySet[Manual] = _one_of(found, code)()
    return made


def _of_services(part: Slice) -> Q:
    if part.procedure:
        return Q(procedure=part.procedure)
    return Q(procedure__topic=part.topic) if part.topic else Q()


def _followers(manuals: QuerySet[Manual]) -> QuerySet[Manual]:
    """Keep those that follow their standard wholly; those who do not are few and looked up."""
    holding = ManualFacts.objects.order_by().values("manual_id")
    return manuals.filter(standard__isnull=False).exclude(pk__in=holding)


def _flagged(manuals: QuerySet[Manual], flag: str) -> QuerySet[Manual]:
    """Keep those of which a flag is told, by themselves or by the standard that they follow."""
    return manuals.filter(_following(flag) | Q(pk__in=_telling(flag)))


def _following(flag: str) -> Q:
    """Return the condition of those of which a flag is told by their procedure's standard."""
    standards = [procedure for procedure, told in standard_flags().items() if flag in told]
    others = ManualFacts.objects.exclude(told_in_facts(flag)).order_by().values("manual_id")
    return Q(procedure__in=standards) & ~Q(pk__in=others)


def _telling(flag: str) -> QuerySet[Any, Any]:
    """Return the ids of those that tell a flag of themselves."""
    return ManualFacts.objects.filter(told_in_facts(flag)).order_by().values("manual_id")


def first_of_flagged(code: str, part: Slice, after: int, most: int) -> Q | None:
    """Return which are the first ``most`` manuals behind a flag's number, of ids beyond ``after``.

    Manuals of one procedure stand beside each other, so the next of which a flag is told may lie
    half a nation further on: a database that reads by ids would read all between. The first
    ``most`` of each procedure and of those that speak for themselves are enough; four queries.
    ``None`` for other figures, and for agencies and places, whose own indexes are better.
    """
    flag = code.removeprefix("manuals_")
    if flag not in FLAGS or part.agency is not None or part.province:
        return None
    manuals = Manual.objects.filter(_of_services(part), pk__gt=after)
    alone = in_use(manuals.filter(pk__in=_telling(flag))).order_by("pk")
    ids = set(alone.values_list("pk", flat=True)[:most])
    following = manuals.filter(_following(flag), status=ManualStatus.PUBLISHED)
    if spans := _spans(following, most):
        ids |= set(following.order_by().filter(spans).values_list("pk", flat=True))
    return Q(pk__in=sorted(ids)[:most])


def _spans(manuals: QuerySet[Manual], most: int) -> Q:
    """Return between which ids the first ``most`` of each procedure lie that a page can show."""
    there = manuals.filter(procedure=OuterRef("pk")).order_by("pk").values("pk")
    procedures = Procedure.objects.filter(status=ProcedureStatus.ACTIVE).annotate(
        begin=Subquery(there[:1]), end=Subquery(there[most - 1 : most])
    )
    # Not by the database: of a flag that no standard tells, Django takes the look-up for nothing
    # at all and the condition with it.
    told = procedures.values_list("pk", "begin", "end")
    found = [each for each in told if each[1] is not None]
    # One procedure alone fills a page up to its end: what lies beyond is on no page yet.
    last = min((end for _pk, _begin, end in found if end is not None), default=None)
    spans = Q()
    for procedure, begin, _end in found:
        if last is None:
            spans |= Q(procedure=procedure, pk__gte=begin)
        elif begin <= last:
            spans |= Q(procedure=procedure, pk__gte=begin, pk__lte=last)
    return spans


def _one_of(conditions: dict[str, Any], code: str) -> Any:
    if code not in conditions:
        raise LookupError(code)
    return conditions[code]
