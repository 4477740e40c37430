"""The agencies, points, pins and manuals behind the figures of coverage, as rows of the database.

The same conditions as in ``infogo.oversight.counting``; what changed since the last count shows
here already.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from infogo.agencies.models import Agency, AgencyPath
from infogo.core.dates import BANGKOK
from infogo.insights.tallies import a_year_ago
from infogo.manuals.models import Manual, ManualFacts
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
    bodies,
    point_conditions,
    visitable,
    with_broken_link,
)
from infogo.oversight.slices import Slice
from infogo.oversight.tree import Tree
from infogo.pins.models import Pin
from infogo.pins.selectors import manuals_without_point, unconfirmed_pins
from infogo.points.models import ServicePoint

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
    points = visitable().filter(agency=OuterRef("pk"))
    conditions: dict[str, Any] = {
        "agencies": Q(),
        "agencies_incomplete": AGENCY_INCOMPLETE,
        "agencies_without_manual": ~Exists(manuals),
        "agencies_without_point": ~Exists(points),
        "agencies_broken_link": Q(pk__in=with_broken_link("agency")),
    }
    here = {**_inside(part, known, "pk"), **_at(part, "province", "district")}
    return bodies().filter(_one_of(conditions, code), **here)


def _points(code: str, part: Slice, known: Tree, now: datetime) -> QuerySet[ServicePoint]:
    conditions = {"points": Q(), **point_conditions(now)}
    here = {**_inside(part, known, "agency"), **_at(part, "province", "district")}
    return visitable().filter(_one_of(conditions, code), **here)


def _pins(code: str, part: Slice, known: Tree, now: datetime) -> QuerySet[Pin]:
    pins = Pin.objects.all()
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
    if part.procedure:
        here["procedure"] = part.procedure
    elif part.topic:
        here["procedure__topic"] = part.topic
    manuals = Manual.objects.filter(**here)
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


def _followers(manuals: QuerySet[Manual]) -> QuerySet[Manual]:
    """Keep those that follow their standard wholly; those who do not are few and looked up."""
    holding = ManualFacts.objects.order_by().values("manual_id")
    return manuals.filter(standard__isnull=False).exclude(pk__in=holding)


def _flagged(manuals: QuerySet[Manual], flag: str) -> QuerySet[Manual]:
    """Keep those of which a flag is told, by themselves or by the standard that they follow."""
    standards = [procedure for procedure, told in standard_flags().items() if flag in told]
    own = ManualFacts.objects.filter(told_in_facts(flag)).order_by().values("manual_id")
    others = ManualFacts.objects.exclude(told_in_facts(flag)).order_by().values("manual_id")
    following = Q(procedure__in=standards) & ~Q(pk__in=others)
    return manuals.filter(following | Q(pk__in=own))


def _one_of(conditions: dict[str, Any], code: str) -> Any:
    if code not in conditions:
        raise LookupError(code)
    return conditions[code]
