"""Services whose names are nearly the same: perhaps one service, which only people can tell."""

from __future__ import annotations

from typing import Literal, NamedTuple

from infogo.manuals.models import Procedure, ProcedureStatus
from infogo.simplify.detectors.base import Bite, Ground, Hit
from infogo.simplify.estimate import Estimate
from infogo.simplify.facts import DuplicateFacts
from infogo.simplify.models import Kind
from infogo.simplify.similar import pairs_of


class Named(NamedTuple):
    """A service in use, by its two names."""

    id: int
    official: str
    everyday: str
    group: str
    lifecycle: str
    owner: int


def look_at_names(ground: Ground, after: int) -> Bite:
    """Compare the official names of all services, and the everyday ones."""
    rows = Procedure.objects.filter(status=ProcedureStatus.ACTIVE).order_by("pk")
    named = {
        row[0]: Named(*row)
        for row in rows.values_list(
            "pk", "official_name_th", "name_th", "lifecycle_group", "lifecycle", "owner_id"
        )
    }
    best: dict[tuple[int, int], DuplicateFacts] = {}
    names: tuple[Literal["official", "everyday"], ...] = ("official", "everyday")
    for name in names:
        titles = {one.id: getattr(one, name) for one in named.values()}
        for pair in pairs_of(titles, ground.limits.same_title_at):
            key = (pair.first, pair.second)
            if _are_told_apart(named[pair.first], named[pair.second]):
                continue
            if key not in best or best[key].similarity < pair.similarity:
                best[key] = DuplicateFacts(
                    similarity=pair.similarity, is_equal=pair.is_equal, name=name
                )
    return Bite(
        [
            Hit(
                kind=Kind.DUPLICATE,
                key=f"pair:{first}:{second}",
                facts=facts,
                estimate=Estimate(),
                procedure_id=first,
                other_id=second,
                agency_id=named[first].owner,
            )
            for (first, second), facts in sorted(best.items())
        ]
    )


def _are_told_apart(one: Named, other: Named) -> bool:
    """Whether editors said that they concern one thing and do something else with it."""
    return bool(one.group) and one.group == other.group and one.lifecycle != other.lifecycle
