"""What there is at a point for whom access is hard: asked of one point, and of many in a query.

Each fact has three answers, and so has each question here: there, not there, unknown. Nothing
that nobody has said is ever taken for a no.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import and_, or_
from typing import Any, TypeVar

from django.db.models import Count, Model, Q, QuerySet

RowT = TypeVar("RowT", bound=Model)
WHEELCHAIR = "wheelchair"
RAMP = "ramp"
ASKED = (WHEELCHAIR, "disabled_parking", "toilet", "priority_counter", "sign_language")
"""The facts by which lists of points are narrowed, in the order in which they are offered."""


@dataclass(frozen=True)
class AccessCount:
    """What points say: how many have each fact, and how many may have all that was chosen.

    ``total`` have all of it for sure; ``unknown`` are those of which nobody said that something
    chosen is not there, nor that all of it is.
    """

    total: int
    unknown: int = 0
    having: Mapping[str, int] = field(default_factory=dict)


def has(access: Mapping[str, bool], fact: str) -> bool | None:
    """Return whether a point with these facts has one; ``None`` when nobody knows.

    A ramp that is there lets a wheelchair in as long as nobody said otherwise; none is no answer,
    for a level entrance needs none.
    """
    known = access.get(fact)
    if known is None and fact == WHEELCHAIR and access.get(RAMP):
        return True
    return known


def having(fact: str, of: str = "") -> Q:
    """Return the condition of points that have a fact; ``of`` leads to the point, ``point__``."""
    column = f"{of}accessibility__"
    found = Q(**{f"{column}{fact}": True})
    if fact == WHEELCHAIR:
        found |= Q(**{f"{column}{fact}__isnull": True, f"{column}{RAMP}": True})
    return found


def lacking(fact: str, of: str = "") -> Q:
    """Return the condition of points of which it is known that they lack a fact."""
    return Q(**{f"{of}accessibility__{fact}": False})


def with_access(rows: QuerySet[RowT], facts: Iterable[str], of: str = "") -> QuerySet[RowT]:
    """Keep the rows whose point has all of some facts for sure."""
    for fact in facts:
        rows = rows.filter(having(fact, of))
    return rows


def count_access(rows: QuerySet[Any], chosen: Sequence[str], of: str = "") -> AccessCount:
    """Count what the points of some rows say; one query, whatever was chosen."""
    counted = {fact: Count("pk", filter=having(fact, of)) for fact in ASKED}
    if chosen:
        counted["all_of_it"] = Count("pk", filter=reduce(and_, (having(f, of) for f in chosen)))
        counted["not_all"] = Count("pk", filter=reduce(or_, (lacking(f, of) for f in chosen)))
    found = rows.order_by().aggregate(everything=Count("pk"), **counted)
    sure = found["all_of_it"] if chosen else found["everything"]
    open_ones = found["everything"] - sure - found["not_all"] if chosen else 0
    return AccessCount(sure, open_ones, {fact: found[fact] for fact in ASKED})


def known_facts(names: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """Return the facts among some names, each once, in the order of those that are known."""
    asked = set(names)
    return tuple(fact for fact in known if fact in asked)
