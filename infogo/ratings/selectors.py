"""Reading ratings: what citizens are shown, and what officers look after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Sum

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.core import keys
from infogo.core.dates import bangkok_now
from infogo.core.memory import Memory
from infogo.core.prepared import Prepared
from infogo.manuals.rule_sets import RatingBand, RatingParameters, parameters_on
from infogo.ratings.figures import Sums, shrunken_mean
from infogo.ratings.models import (
    DIMENSIONS,
    FACTS,
    SCORES,
    TALLY_NUMBERS,
    Improvement,
    Rating,
    RatingReply,
    RatingState,
    RatingTally,
    ReplyKind,
    TallyScope,
)

COUNTRY_SECONDS = 600.0
"""The mean of the whole country moves slowly; it is added up this often by each process."""
_country = Memory(most=4)


# ---------------------------------------------------------------- officers


def ratings_for(rights: Rights, act: Act = Act.HANDLE_FEEDBACK) -> QuerySet[Rating]:
    """Return the ratings that she looks after: of her points, and of her manuals anywhere.

    Filter with ``waiting``, ``unanswered`` and the columns of ``Rating``; add ``with_context``
    for what the rows of a list name.
    """
    if rights.everywhere(act):
        return Rating.objects.all()
    return Rating.objects.filter(
        Q(point_id__in=rights.points(act).order_by().values("pk"))
        | Q(manual_id__in=rights.manuals(act).order_by().values("pk"))
    )


def waiting(ratings: QuerySet[Rating]) -> QuerySet[Rating]:
    """Keep those that wait for somebody to look at them."""
    return ratings.filter(state=RatingState.HELD)


def unanswered(ratings: QuerySet[Rating]) -> QuerySet[Rating]:
    """Keep the public ratings that say something and have no answer for everybody yet."""
    answered = RatingReply.objects.filter(rating=OuterRef("pk"), kind=ReplyKind.PUBLIC)
    return ratings.filter(~Q(comment=""), ~Exists(answered), state=RatingState.PUBLIC)


def with_context(ratings: QuerySet[Rating]) -> QuerySet[Rating]:
    """Select what the rows of a list name, and their replies: two queries, however many rows."""
    return ratings.select_related("procedure", "agency", "point", "manual").prefetch_related(
        Prefetch("replies", RatingReply.objects.select_related("agency", "officer"))
    )


def by_reference(typed: str) -> Rating | None:
    """Return the rating with a reference, however it is typed: small letters, no hyphen."""
    letters = "".join(char for char in typed.upper() if char.isascii() and char.isalnum())
    reference = f"{letters[:4]}-{letters[4:]}"[:12]
    return with_context(Rating.objects.filter(reference=reference)).first()


def answering_agency(rating: Rating) -> int:
    """Return the agency that answers for a rating now.

    ``Rating.agency`` stays that of the day on which it was given: the counter may have been handed
    over since, and an agency merged. Whoever answers today must not speak in its name.
    """
    return rating.point.agency_id if rating.point else rating.manual.agency_id


# ---------------------------------------------------------------- sums


@dataclass(frozen=True)
class Figures:
    """Sums with what may be published of them.

    ``mean`` is the shrunken mean, mixed with ``prior``; where ``is_shown`` is false there are too
    few ratings and nothing of ``sums`` may be published.
    """

    sums: Sums
    prior: float
    mean: float
    rules: RatingParameters

    @property
    def is_shown(self) -> bool:
        """Whether there are enough ratings to publish anything."""
        return self.sums.total >= self.rules.minimum_count

    @property
    def band(self) -> RatingBand:
        """What the mean is called."""
        return band_of(self.mean, self.rules)

    def is_answered(self, count: int) -> bool:
        """Whether enough answered one question to publish its result."""
        return count >= self.rules.minimum_count


def band_of(mean: float, rules: RatingParameters) -> RatingBand:
    """Return the band in which a mean lies, as it is shown: rounded to two decimals."""
    falling = sorted(rules.bands, key=lambda band: -band.from_mean)
    shown = round(mean, 2)
    return next((band for band in falling if shown >= band.from_mean), falling[-1])


def figures_of(
    scope: TallyScope, object_id: int, *, within: int | None = None, today: date | None = None
) -> Figures:
    """Return the figures of one thing over the months that are shown.

    They are mixed with the mean of the procedure ``within`` which it lies, if enough people rated
    that, else with the country's. What has no simulated rating is mixed with real ones alone.
    """
    day = today or bangkok_now().date()
    rules = parameters_on(day).ratings
    since = first_month(day, rules.months_shown)
    sums = sums_of(scope, object_id, since)
    is_real = not sums.has_simulated
    prior = country_mean(since, is_real=is_real)
    if within is not None:
        around = sums_of(TallyScope.PROCEDURE, within, since, is_real=is_real)
        if around.total >= rules.minimum_count:
            prior = shrunken_mean(around, prior, rules.prior_weight)
    return Figures(sums, prior, shrunken_mean(sums, prior, rules.prior_weight), rules)


def sums_of(scope: TallyScope, object_id: int, since: date, *, is_real: bool = False) -> Sums:
    """Return the sums of one thing from the month ``since`` on, or of its real ratings alone.

    One query.
    """
    names = ("is_simulated", *TALLY_NUMBERS)
    rows = _tallies(since).rows([object_id], scope)
    grouped = [dict(zip(names, row, strict=True)) for row in rows]
    if is_real:
        grouped = [row for row in grouped if not row["is_simulated"]]
    return _sums(grouped, has_simulated=any(row["is_simulated"] for row in grouped))


@lru_cache(maxsize=4)
def _tallies(since: date) -> Prepared[RatingTally]:
    totals = {name: Sum(name, default=0) for name in TALLY_NUMBERS}
    return Prepared(
        lambda ids, scope: (
            RatingTally.objects.filter(scope=scope, object_id__in=ids, month__gte=since)
            .order_by()
            .values("is_simulated")
            .annotate(**totals)
            .values_list("is_simulated", *TALLY_NUMBERS)
        )
    )


def country_mean(since: date, *, is_real: bool = False) -> float:
    """Return the plain mean of public ratings from the month ``since`` on, else the middle.

    Of all, or of the real ones alone.
    """

    def read() -> float:
        counts = RatingTally.objects.filter(scope=TallyScope.PROCEDURE, month__gte=since)
        if is_real:
            counts = counts.filter(is_simulated=False)
        found = counts.aggregate(**{f"of{score}": Sum(f"n{score}", default=0) for score in SCORES})
        sums = Sums(counts=tuple(found[f"of{score}"] for score in SCORES))
        return sums.mean or float(SCORES[len(SCORES) // 2])

    return _country.recall((since, is_real), (), read, seconds=COUNTRY_SECONDS)


def first_month(day: date, months: int) -> date:
    """Return the first day of the first of ``months`` months that end with that of ``day``."""
    number = day.year * 12 + day.month - months
    return date(number // 12, number % 12 + 1, 1)


def _sums(rows: Sequence[dict[str, Any]], *, has_simulated: bool) -> Sums:
    def total(name: str) -> int:
        return sum(row[name] for row in rows)

    return Sums(
        counts=tuple(total(f"n{score}") for score in SCORES),
        dimensions={name: (total(f"{name}_sum"), total(f"{name}_count")) for name in DIMENSIONS},
        facts={name: (total(f"{name}_yes"), total(f"{name}_no")) for name in FACTS},
        has_simulated=has_simulated,
    )


# ---------------------------------------------------------------- citizens


def public_comments(*, before: int | None = None, **of: int) -> QuerySet[Rating]:
    """Return the comments that citizens read about ``procedure_id``, ``manual_id``, ``point_id``.

    Newest first; ``before`` is the id of the last one on the page before. Replies for everybody
    are prefetched in ``public_replies``.
    """
    found = Rating.objects.filter(~Q(comment=""), state=RatingState.PUBLIC, **of)
    last = Rating.objects.filter(pk=before).first() if before is not None else None
    if last is not None:
        at = last.created_at
        found = found.filter(Q(created_at__lt=at) | Q(created_at=at, pk__lt=last.pk))
    answers = RatingReply.objects.filter(kind=ReplyKind.PUBLIC).select_related("agency")
    return (
        found.order_by("-created_at", "-pk")
        .select_related("point", "procedure", "agency")
        .prefetch_related(Prefetch("replies", answers, to_attr="public_replies"))
    )


def improvements(
    *,
    agency_id: int | None = None,
    procedure_id: int | None = None,
    manual_id: int | None = None,
    on: date | None = None,
) -> QuerySet[Improvement]:
    """Return what agencies told citizens they changed, newest first."""
    found = Improvement.objects.filter(
        is_withdrawn=False, published_on__lte=on or bangkok_now().date()
    ).select_related("agency", "manual")
    if agency_id is not None:
        found = found.filter(agency_id=agency_id)
    if procedure_id is not None:
        found = found.filter(manual__procedure_id=procedure_id)
    if manual_id is not None:
        found = found.filter(manual_id=manual_id)
    return found


# ---------------------------------------------------------------- kept pages


def procedure_key(procedure_id: int) -> str:
    """Return the version key of the pages with ratings of a procedure, in whichever agency."""
    return keys.ratings_of_procedure(procedure_id)


def page_keys(rating: Rating) -> set[str]:
    """Return the version keys of the pages on which a rating is read."""
    found = {procedure_key(rating.procedure_id)}
    if rating.point_id:
        found.add(keys.ratings_of_point(rating.point_id))
    return found
