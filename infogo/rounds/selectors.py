"""Reading rounds: those to come, of a unit, of an agency, and those that take a manual along."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Case, Exists, OuterRef, QuerySet, When

from infogo.core.prepared import Prepared
from infogo.core.upsert import digest
from infogo.manuals.models import Manual
from infogo.pins.selectors import pins_of, services_at
from infogo.points.models import MOBILE_UNIT, ServicePoint
from infogo.points.selectors import VISITABLE
from infogo.rounds.models import Round

COLUMNS = (
    "first_on", "last_on", "opens", "closes", "place", "province_id", "district_id",
    "subdistrict_id", "lat", "lng", "procedures", "note",
)  # fmt: skip
"""What is said of a round."""
MOST_READ = 200
"""Rounds that one page looks at, however many a country announces."""
MOST_LOOKED_AT = 5000
"""Of which it learns no more than what they take along."""


def with_areas(rounds: QuerySet[Round]) -> QuerySet[Round]:
    """Select all that a row of rounds says, in the same query."""
    return rounds.select_related("point__agency", "province", "district", "subdistrict")


def coming_rounds(today: date) -> QuerySet[Round]:
    """Return the rounds of units in use that are not past on a day, the first of them first.

    Cancelled ones are among them: whoever meant to go has to learn it. What is no mobile unit any
    more goes out no more: its page would tell of no round that others announce.
    """
    rounds = Round.objects.filter(last_on__gte=today, point__status__in=VISITABLE)
    return with_areas(_of_units(rounds)).order_by("first_on", "opens", "pk")


def rounds_at(point: ServicePoint, today: date) -> list[Round]:
    """Return the coming rounds of one unit; none on days on which it is closed for a time."""
    return _held(coming_rounds(today).filter(point=point), today)


def rounds_of_agency(agency_id: int, today: date) -> list[Round]:
    """Return the coming rounds of all units of an agency."""
    return _held(coming_rounds(today).filter(point__agency=agency_id), today)


def rounds_taking(manual: Manual, today: date, province: str = "") -> list[Round]:
    """Return the coming rounds that take a manual along, those in a province before all others.

    Those of a standard manual are those of its service, of whichever agency (``pins_of``).
    """
    here = pins_of(manual).filter(point=OuterRef("point")).order_by()
    nearer = Case(When(province=province or None, then=0), default=1)
    ordered = coming_rounds(today).order_by(nearer, "first_on", "opens", "pk")
    # Those that leave the manual behind take up no room; no database finds them for all others.
    named = ordered.filter(Exists(here)).values_list("pk", "procedures")[:MOST_LOOKED_AT]
    taking = [pk for pk, only in named if not only or manual.procedure_id in only][:MOST_READ]
    found = with_areas(Round.objects.all()).in_bulk(taking) if taking else {}
    return [found[pk] for pk in taking if pk in found and not _is_kept_in(found[pk], today)]


def rounds_of_points(point_ids: Sequence[int]) -> list[Round]:
    """Return every round that is kept of some points, past ones as well, the first day first.

    What it returns changes with a write alone and never by the clock, so that whoever keeps it
    need not know the day.
    """
    return _of_points.objects(point_ids)


def procedures_at(point: ServicePoint) -> dict[int, str]:
    """Return the services that a unit can take along, id to name, used most first."""
    return {pin.procedure_id: pin.procedure.name_th for pin in services_at(point)}


def version_of(held: Round) -> str:
    """Return what tells one state of a round from another."""
    return digest([getattr(held, name) for name in (*COLUMNS, "cancelled_at")])[:16]


def _held(rounds: QuerySet[Round], today: date) -> list[Round]:
    """Leave out rounds of which all days still to come are days on which the unit is closed."""
    return [one for one in rounds[:MOST_READ] if not _is_kept_in(one, today)]


def _is_kept_in(one: Round, today: date) -> bool:
    return one.point.is_suspended_on(max(one.first_on, today)) and one.point.is_suspended_on(
        one.last_on
    )


def _of_units(rounds: QuerySet[Round]) -> QuerySet[Round]:
    return rounds.filter(point__kind=MOBILE_UNIT)


_of_points = Prepared(
    lambda points: _of_units(Round.objects.filter(point__in=points)).order_by(
        "first_on", "opens", "pk"
    )
)
