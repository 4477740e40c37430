"""Agencies to choose from, as both signed-in faces offer them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from infogo.agencies.models import Agency, AgencyStatus
from infogo.display.filters import DOT
from infogo.geo.wording import province_name
from infogo.mergers.finding import agencies_named

MOST_OFFERED = 30


@dataclass(frozen=True)
class AgencyOption:
    """An agency that can be chosen, with where it stands, because names repeat."""

    id: int
    name: str
    where: str
    checked: bool = False


@dataclass(frozen=True)
class Picker:
    """Agencies that fit what was typed: the first of ``total``; ``is_guess`` when none did."""

    query: str
    options: Sequence[AgencyOption]
    total: int
    is_guess: bool


def pick_agency(query: str, chosen: int = 0, without: Sequence[int] = ()) -> Picker:
    """Return the active agencies that fit a query, the chosen one first; three queries."""
    active = Agency.objects.filter(status=AgencyStatus.ACTIVE).exclude(pk__in=without)
    rows: list[Agency] = []
    if chosen:
        rows += active.filter(pk=chosen).select_related("parent", "province")
    total, is_guess = len(rows), False
    if query:
        found, is_guess = agencies_named(query, active.exclude(pk=chosen))
        rows += found.select_related("parent", "province")[:MOST_OFFERED]
        total += found.count()
    options = [
        AgencyOption(agency.pk, agency.name_th, where_words(agency), checked=agency.pk == chosen)
        for agency in rows
    ]
    return Picker(query, options, total, is_guess)


def where_words(agency: Agency) -> str:
    """Say where an agency, selected with parent and province, stands."""
    parts = []
    if agency.parent is not None:
        parts.append(agency.parent.name_th)
    if agency.province is not None:
        parts.append(province_name(agency.province))
    return DOT.join(parts)
