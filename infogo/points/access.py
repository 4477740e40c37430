"""What there is at a point for whom access is hard: asked of one point, and of many in a query.

Each fact has three answers, and so has each question here: there, not there, unknown. Nothing
that nobody has said is ever taken for a no.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db.models import Count, Model, Q, QuerySet

RowT = TypeVar("RowT", bound=Model)
Answers = Sequence[tuple[Mapping[str, bool], int]]
"""What points say about access, each with how many of them say just that."""
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


def with_access(rows: QuerySet[RowT], facts: Iterable[str], of: str = "") -> QuerySet[RowT]:
    """Keep the rows whose point has all of some facts for sure."""
    for fact in facts:
        rows = rows.filter(having(fact, of))
    return rows


def count_access(rows: QuerySet[Any], chosen: Sequence[str], of: str = "") -> AccessCount:
    """Count what the points of some rows say; one query, whatever was chosen."""
    return counted(access_answers(rows, of), chosen)


def access_answers(rows: QuerySet[Any], of: str = "") -> Answers:
    """Return what the points of some rows say, with how many say just that; one query.

    Points say few different things, so that whatever is chosen can be counted from the same.
    """
    column = f"{of}accessibility"
    return tuple(rows.order_by().values_list(column).annotate(Count("pk")).order_by())


def counted(answers: Answers, chosen: Sequence[str]) -> AccessCount:
    """Count what answers say of everything that is offered, and of what was chosen."""
    found = dict.fromkeys(ASKED, 0)
    sure = unknown = 0
    for access, count in answers:
        for fact in ASKED:
            found[fact] += count if has(access, fact) else 0
        said = {has(access, fact) for fact in chosen}
        if False not in said:
            sure += count if None not in said else 0
            unknown += count if None in said else 0
    return AccessCount(sure, unknown, found)


def known_facts(names: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """Return the facts among some names, each once, in the order of those that are known."""
    asked = set(names)
    return tuple(fact for fact in known if fact in asked)
