"""Whether a counter may do an errand for this reader on this day, and if not, why.

What nobody confirmed is never taken for a refusal: it becomes a caution to ask before going.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from infogo.core.hours import Hours, spans_on

PROVINCE_WIDE = frozenset({"pao"})
"""Kinds of local government whose area is the province."""
DISTRICT_WIDE = frozenset(
    {
        "sao",
        "municipality_city",
        "municipality_town",
        "municipality_subdistrict",
        "special_local",
        "bma_district",
    }
)
"""Kinds of local government whose area lies inside one district (or is one, in Bangkok)."""
WHOLE_DAY = 24 * 60


class Refusal(StrEnum):
    """Why an errand cannot be done at a counter, gravest first."""

    OUTSIDE = "outside"
    """It serves residents or things of another area only."""
    NO_FOREIGNERS = "no_foreigners"
    SUSPENDED = "suspended"
    CLOSED = "closed"


class Caution(StrEnum):
    """What to ask before going."""

    AREA = "area"
    """A local government serves its own area, and the reader's may be another's."""
    RESIDENTS = "residents"
    """It serves residents only; the reader did not say her district."""
    FOREIGNERS = "foreigners"
    HOURS = "hours"
    APPOINTMENT = "appointment"


@dataclass(frozen=True)
class Reader:
    """What the reader told: the area of her house, shop or land, the day, and if a foreigner.

    ``since`` is the minute of that day from which she can go, when it is today.
    """

    province: str
    district: str
    day: date
    is_foreigner: bool = False
    since: int = 0


@dataclass(frozen=True)
class Counter:
    """One pin with what its point says: all that decides who is served when."""

    province: str
    district: str
    agency_kind: str
    residents_only: bool | None
    accepts_foreigners: bool | None
    accepts_walk_in: bool | None
    hours: Hours
    suspended: tuple[date | None, date | None] | None = None
    """First and last day of a closure for a time, each open when empty; nothing when open."""


@dataclass(frozen=True)
class Verdict:
    """``refusal`` is empty when the errand can be done; ``closes`` is in minutes of the day."""

    refusal: Refusal | None = None
    cautions: tuple[Caution, ...] = ()
    closes: int = 0


def judge(counter: Counter, reader: Reader, holidays: Mapping[date, str]) -> Verdict:
    """Return whether a reader is served at a counter on her day."""
    if _is_outside(counter, reader):
        return Verdict(Refusal.OUTSIDE)
    if reader.is_foreigner and counter.accepts_foreigners is False:
        return Verdict(Refusal.NO_FOREIGNERS)
    if _is_suspended(counter, reader.day):
        return Verdict(Refusal.SUSPENDED)
    closes = 0
    if counter.hours.known:
        closes = last_closing(counter.hours, reader.day, holidays)
        if closes <= reader.since:
            return Verdict(Refusal.CLOSED)
    return Verdict(None, tuple(_cautions(counter, reader)), closes)


def last_closing(hours: Hours, day: date, holidays: Mapping[date, str]) -> int:
    """Return when a place closes for the day, in minutes; 0 when it does not open at all."""
    spans = spans_on(hours, day, holidays)
    if not spans:
        return 0
    end = spans[-1][1]
    return WHOLE_DAY if end.date() > day else end.hour * 60 + end.minute


def _is_outside(counter: Counter, reader: Reader) -> bool:
    """Whether the counter serves another area than the reader's.

    A local government acts in its own area unless its pin says that anybody is served.
    """
    is_bound = counter.residents_only or (
        counter.residents_only is None and counter.agency_kind in DISTRICT_WIDE | PROVINCE_WIDE
    )
    if not is_bound:
        return False
    if counter.province and reader.province and counter.province != reader.province:
        return True
    by_district = counter.agency_kind not in PROVINCE_WIDE
    return bool(
        by_district and reader.district and counter.district and counter.district != reader.district
    )


def _is_suspended(counter: Counter, day: date) -> bool:
    if counter.suspended is None:
        return False
    first, last = counter.suspended
    return (first or day) <= day <= (last or day + timedelta(days=1))


def _cautions(counter: Counter, reader: Reader) -> list[Caution]:
    found: list[Caution] = []
    is_of_province = counter.agency_kind in PROVINCE_WIDE
    is_told = bool(reader.province if is_of_province else reader.district)
    if counter.residents_only is None and (
        counter.agency_kind in DISTRICT_WIDE or (is_of_province and not is_told)
    ):
        found.append(Caution.AREA)
    if counter.residents_only and not is_told:
        found.append(Caution.RESIDENTS)
    if reader.is_foreigner and counter.accepts_foreigners is None:
        found.append(Caution.FOREIGNERS)
    if not counter.hours.known:
        found.append(Caution.HOURS)
    if counter.accepts_walk_in is False:
        found.append(Caution.APPOINTMENT)
    return found
