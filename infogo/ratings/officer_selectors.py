"""Ratings as officers find them: what each answers for, filtered, newest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import MINYEAR, date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.db.models.expressions import Combinable

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.agencies.models import Agency
from infogo.core.dates import arabic_digits, start_of_day
from infogo.manuals.models import Procedure
from infogo.points.models import ServicePoint
from infogo.ratings.figures import Sums
from infogo.ratings.models import (
    DIMENSIONS,
    FACTS,
    TALLY_NUMBERS,
    Rating,
    RatingReply,
    RatingState,
    RatingTally,
    ReplyKind,
    TallyScope,
)
from infogo.ratings.selectors import ratings_for, unanswered, waiting
from infogo.ratings.tallies import aggregates

LOW = 2
"""The highest overall score that counts as low: น้อย and น้อยที่สุด."""
SMALL = 30
"""Fewer ratings than this are shown to officers in grey: chance moves them too much."""
MOST_COUNTED = 1000
"""Ratings counted one by one; beyond it a page says "more than"."""
MOST_WORDS = 4
LONGEST_NUMBER = 15
PERIODS: dict[str, int] = {"30": 30, "90": 90, "365": 365}
"""Choices of a period, in days up to today."""
PUBLIC, UNANSWERED, ANSWERED, HELD, HIDDEN = "public", "unanswered", "answered", "held", "hidden"
SHOWS = (PUBLIC, UNANSWERED, ANSWERED, HELD, HIDDEN)
ONLY = ("low", "comment", "late", "copies", "paid")


@dataclass(frozen=True)
class RatingFilter:
    """What the inbox is asked for; empty where nothing was chosen.

    ``period`` is one of ``PERIODS`` or a month as "2026-05".
    """

    show: str = ""
    q: str = ""
    period: str = ""
    only: tuple[str, ...] = ()
    point: str = ""
    manual: str = ""
    agency: str = ""

    def pairs(self, *without: str) -> list[tuple[str, str]]:
        """Return the parameters of the address, without some."""
        found: list[tuple[str, str]] = []
        for one in fields(self):
            value = getattr(self, one.name)
            values = value if isinstance(value, tuple) else (value,)
            found += [(one.name, item) for item in values if item and one.name not in without]
        return found


@dataclass(frozen=True)
class Slice:
    """Some ratings of a list; ``older`` is after which rating the next ones begin.

    ``total`` counts the whole list up to ``MOST_COUNTED``; ``is_more`` says that it is longer.
    """

    ratings: Sequence[Rating]
    older: int | None
    total: int
    is_more: bool


def with_answered(ratings: QuerySet[Rating]) -> QuerySet[Rating]:
    """Tell of each rating whether it ``is_answered`` for everybody, and ``has_note`` inside."""
    noted = RatingReply.objects.filter(rating=OuterRef("pk"), kind=ReplyKind.INTERNAL)
    return ratings.annotate(is_answered=Exists(_public_replies()), has_note=Exists(noted))


def filtered(rights: Rights, chosen: RatingFilter) -> QuerySet[Rating]:
    """Return the ratings that she answers for and that match."""
    found = _shown(ratings_for(rights), chosen.show)
    for only in chosen.only:
        found = found.filter(_only(only))
    exact = {"point": chosen.point, "manual": chosen.manual, "agency": chosen.agency}
    found = found.filter(**{name: int(value) for name, value in exact.items() if value})
    if chosen.period:
        since, until = period_bounds(chosen.period, rights.on)
        found = found.filter(created_at__gte=since, created_at__lt=until)
    for word in chosen.q.split()[:MOST_WORDS]:
        found = found.filter(_says(word))
    return found


def newest(ratings: QuerySet[Rating], after: str, size: int) -> Slice:
    """Return the next ``size`` ratings, newest first, after the one of this number.

    Nothing is skipped or shown twice when ratings arrive meanwhile. A number that is in no
    list begins at the newest.
    """
    found = _after(ratings, after)
    # At the beginning one look serves both the count and the page, whose rows are read by ids.
    looked_at = MOST_COUNTED if found is ratings else size
    order = ("-created_at", "-pk")
    ids = list(found.order_by(*order).values_list("pk", flat=True)[: looked_at + 1])
    rows = with_answered(Rating.objects.filter(pk__in=ids[:size]))
    total, is_more = counted(ratings) if found is not ratings else _capped(len(ids))
    return Slice(
        ratings=list(rows.select_related("procedure", "agency", "point").order_by(*order)),
        older=ids[size - 1] if len(ids) > size else None,
        total=total,
        is_more=is_more,
    )


def counted(ratings: QuerySet[Rating]) -> tuple[int, bool]:
    """Count ratings up to ``MOST_COUNTED``; also tells whether there are more."""
    return _capped(ratings.order_by().values("pk")[: MOST_COUNTED + 1].count())


def period_bounds(period: str, today: date) -> tuple[datetime, datetime]:
    """Return the first moment of a period and the first after it, in Thai time.

    Raises:
        ValueError: it is neither of ``PERIODS`` nor a month.
    """
    if period in PERIODS:
        first, last = today - timedelta(days=PERIODS[period] - 1), today + timedelta(days=1)
    else:
        first = date.fromisoformat(f"{period}-01")
        last = (first + timedelta(days=31)).replace(day=1)
    return start_of_day(first), start_of_day(last)


def is_period(period: str) -> bool:
    """Whether a text names a period."""
    try:
        first, _last = period_bounds(period, date(2000, 1, 1))
    except (ValueError, OverflowError):
        return False
    # In other zones the first year begins before the calendar does.
    return len(period) <= len("2026-05") and first.year > MINYEAR


def _capped(number: int) -> tuple[int, bool]:
    return min(number, MOST_COUNTED), number > MOST_COUNTED


def _after(ratings: QuerySet[Rating], number: str) -> QuerySet[Rating]:
    """Return what is older than a rating, or the same queryset when there is no such rating."""
    if not (number.isascii() and number.isdecimal() and len(number) <= LONGEST_NUMBER):
        return ratings
    last = Rating.objects.filter(pk=int(number)).values_list("created_at", flat=True).first()
    if last is None:
        return ratings
    older = Q(created_at__lt=last) | Q(created_at=last, pk__lt=int(number))
    # The second condition says nothing new; it is the part that an index can answer.
    return ratings.filter(older, created_at__lte=last)


def _shown(ratings: QuerySet[Rating], show: str) -> QuerySet[Rating]:
    if show == UNANSWERED:
        return unanswered(ratings)
    if show == ANSWERED:
        return ratings.filter(Exists(_public_replies()))
    if show == HELD:
        return waiting(ratings)
    states = {PUBLIC: RatingState.PUBLIC, HIDDEN: RatingState.HIDDEN}
    return ratings.filter(state=states[show]) if show in states else ratings


def _public_replies() -> QuerySet[RatingReply]:
    return RatingReply.objects.filter(rating=OuterRef("pk"), kind=ReplyKind.PUBLIC)


def _only(name: str) -> Q:
    return {
        "low": Q(overall__lte=LOW),
        "comment": ~Q(comment=""),
        "late": Q(in_time=False),
        "copies": Q(asked_for_copies=True),
        "paid": Q(paid_more=True),
    }[name]


def _says(word: str) -> Q:
    """Match the comment, the reference, or the name of the service, the point or the agency."""
    points = ServicePoint.objects.filter(name_th__icontains=word).order_by().values("pk")
    services = Procedure.objects.filter(name_th__icontains=word).order_by().values("pk")
    agencies = Agency.objects.filter(name_th__icontains=word).order_by().values("pk")
    return (
        Q(comment__icontains=word)
        | Q(reference__iexact=arabic_digits(word))
        | Q(point__in=points)
        | Q(procedure__in=services)
        | Q(agency__in=agencies)
    )


@dataclass(frozen=True)
class MonthSums:
    """What the public ratings of one month add up to; ``month`` is its first day."""

    month: date
    sums: Sums

    @property
    def is_small(self) -> bool:
        """Whether so few rated that the mean says little."""
        return self.sums.total < SMALL


@dataclass(frozen=True)
class Counted:
    """What figures rest on: sums that are kept, and ratings that are in none of these."""

    tallies: QuerySet[RatingTally]
    beside: QuerySet[Rating] | None = None


def all_of(rights: Rights) -> Counted:
    """Return all that she answers for, each rating once.

    Of an officer of some points the sums of her points, of one of some manuals those of her
    manuals. Rights of several kinds overlap: what the sums of one kind leave out is counted
    rating by rating.
    """
    act = Act.HANDLE_FEEDBACK
    if rights.everywhere(act):
        return Counted(RatingTally.objects.filter(scope=TallyScope.PROCEDURE))
    if rights.over_whole_agency(act):
        hers = rights.agencies(act)
        whole = tallies_for(TallyScope.AGENCY, hers)
        if not rights.over_parts(act):
            return Counted(whole)
        elsewhere = ratings_for(rights).exclude(agency__in=hers.order_by().values("pk"))
        return Counted(whole, elsewhere)
    points, manuals = rights.points(act), rights.manuals(act)
    if not manuals.exists():
        return Counted(tallies_for(TallyScope.POINT, points))
    if not points.exists():
        return Counted(tallies_for(TallyScope.MANUAL, manuals))
    return Counted(RatingTally.objects.none(), ratings_for(rights))


def tallies_for(scope: TallyScope, records: QuerySet[Any]) -> QuerySet[RatingTally]:
    """Return the sums of these records."""
    return RatingTally.objects.filter(scope=scope, object_id__in=records.order_by().values("pk"))


def by_month(counted: Counted, since: date, until: date) -> list[MonthSums]:
    """Add up month by month, oldest first; months without ratings too. A query, or two."""
    by = ("month", "is_simulated")
    within = {"month__gte": since, "month__lte": until}
    totals: dict[str, Combinable] = {f"sum_{name}": Sum(name) for name in TALLY_NUMBERS}
    rows: list[Any] = list(
        counted.tallies.filter(**within).order_by().values(*by).annotate(**totals)
    )
    if counted.beside is not None:
        totals = {f"sum_{name}": number for name, number in aggregates().items()}
        public = counted.beside.filter(**within, state=RatingState.PUBLIC)
        rows += public.order_by().values(*by).annotate(**totals)
    found: dict[date, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["month"], []).append(row)
    month, months = since, []
    while month <= until:
        months.append(MonthSums(month, _as_sums(found.get(month, []))))
        month = (month + timedelta(days=31)).replace(day=1)
    return months


def together(months: Sequence[MonthSums]) -> Sums:
    """Return the sums of all these months."""
    all_of = [one.sums for one in months]
    return Sums(
        counts=(
            sum(sums.counts[0] for sums in all_of),
            sum(sums.counts[1] for sums in all_of),
            sum(sums.counts[2] for sums in all_of),
            sum(sums.counts[3] for sums in all_of),
            sum(sums.counts[4] for sums in all_of),
        ),
        dimensions={name: _pairs(sums.dimensions[name] for sums in all_of) for name in DIMENSIONS},
        facts={name: _pairs(sums.facts[name] for sums in all_of) for name in FACTS},
        has_simulated=any(sums.has_simulated for sums in all_of),
    )


def _pairs(pairs: Iterable[tuple[int, int]]) -> tuple[int, int]:
    found = list(pairs)
    return sum(first for first, _second in found), sum(second for _first, second in found)


def _as_sums(rows: Sequence[dict[str, Any]]) -> Sums:
    def total(name: str) -> int:
        return sum(row[f"sum_{name}"] for row in rows)

    return Sums(
        counts=(total("n1"), total("n2"), total("n3"), total("n4"), total("n5")),
        dimensions={name: (total(f"{name}_sum"), total(f"{name}_count")) for name in DIMENSIONS},
        facts={name: (total(f"{name}_yes"), total(f"{name}_no")) for name in FACTS},
        has_simulated=any(row["is_simulated"] for row in rows),
    )
