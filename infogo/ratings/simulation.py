"""Two years of invented ratings, marked on every row, so that results can be seen and judged.

Scores lean to the good side as real ones do; a few counters are bad throughout, some get better.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction

from infogo.core import audit
from infogo.core.dates import BANGKOK
from infogo.core.simulation import Counter, Plan
from infogo.ratings import tallies
from infogo.ratings.models import (
    DIMENSIONS,
    Channel,
    Improvement,
    ModerationStep,
    Rating,
    RatingReply,
    RatingState,
    RatingTally,
    Reason,
    ReplyKind,
    Suspicion,
)
from infogo.ratings.services import ALPHABET
from infogo.ratings.simulated_words import ANSWERS, BAD, CHANGES, FAIR, GOOD, MARK
from infogo.ratings.suspicion import comment_digest

NAME = "ratings"
ACTOR = "ระบบสร้างข้อมูลจำลอง"
BATCH = 500
SEASON = (1.15, 1.0, 1.05, 0.75, 1.1, 1.0, 1.0, 1.0, 0.95, 1.1, 1.05, 0.85)
"""How busy offices are from January to December; few come around Songkran and the New Year."""
MEAN_A_MONTH = 1.1
BAD_COUNTERS, IMPROVING_COUNTERS = 0.04, 0.05
ANSWERED, COMMENTED, SCORED_SIDES = 0.45, 0.22, 0.6
HELD_RECENTLY, HIDDEN = 0.03, 0.008
IMPROVEMENTS = 40


@dataclass(frozen=True)
class _Character:
    """What a counter is like: its quality from 1 to 5 at the beginning and the end, its custom."""

    first: float
    last: float
    visits: float

    def quality(self, part: float) -> float:
        """Return the quality after a part from 0 to 1 of the whole time."""
        return self.first + (self.last - self.first) * part


def simulate(plan: Plan) -> int:
    """Write the ratings of all counters, month by month; returns how many."""
    written = 0
    characters = [_character(plan, counter) for counter in plan.counters]
    firsts = plan.firsts()
    for place, month in enumerate(firsts):
        part = place / max(1, len(firsts) - 1)
        rows = [
            row
            for counter, character in zip(plan.counters, characters, strict=True)
            for row in _ratings(plan, counter, character, month, part)
        ]
        for number, row in enumerate(rows, start=written):
            row.reference, row.idempotency_key = _reference(number), f"simulated-{number}"
        _write(plan, rows, is_recent=place >= len(firsts) - 2)
        written += len(rows)
        plan.progress(NAME, written)
    Improvement.objects.bulk_create(_improvements(plan), batch_size=BATCH)
    tallies.rebuild()
    with transaction.atomic():
        audit.record(actor=ACTOR, verb="simulate", target="rating", detail={"rows": written})
    return written


def remove() -> int:
    """Take away every invented row; returns how many ratings there were."""
    with transaction.atomic():
        RatingReply.objects.filter(rating__is_simulated=True).delete()
        ModerationStep.objects.filter(rating__is_simulated=True).delete()
        Improvement.objects.filter(is_simulated=True).delete()
        RatingTally.objects.filter(is_simulated=True).delete()
        removed, _details = Rating.objects.filter(is_simulated=True).delete()
        if removed:
            audit.record(actor=ACTOR, verb="remove", target="rating", detail={"rows": removed})
    return removed


def _character(plan: Plan, counter: Counter) -> _Character:
    chance = plan.chance(NAME, counter.manual_id, counter.point_id)
    sort = chance.random()
    usual = min(4.8, max(3.2, chance.gauss(4.1, 0.35)))
    visits = MEAN_A_MONTH * chance.lognormvariate(-0.32, 0.8)
    if sort < BAD_COUNTERS:
        bad = chance.uniform(1.9, 2.7)
        return _Character(bad, bad, visits)
    if sort < BAD_COUNTERS + IMPROVING_COUNTERS:
        return _Character(chance.uniform(2.5, 3.0), chance.uniform(4.0, 4.5), visits)
    return _Character(usual, usual, visits)


def _ratings(
    plan: Plan, counter: Counter, character: _Character, month: date, part: float
) -> Iterator[Rating]:
    chance = plan.chance(NAME, counter.manual_id, counter.point_id, month.isoformat())
    expected = character.visits * SEASON[month.month - 1] * (0.5 + part)
    moments = _moments(plan, month)
    for _visit in range(_poisson(chance, expected)):
        yield _rating(chance, counter, character.quality(part), month, chance.choice(moments))


def _rating(
    chance: random.Random, counter: Counter, quality: float, month: date, day: date
) -> Rating:
    overall = min(5, max(1, round(chance.gauss(quality + 0.25, 0.95))))
    at = datetime.combine(day, time(8), BANGKOK) + timedelta(minutes=chance.randrange(12 * 60))
    comment = _comment(chance, overall) if chance.random() < COMMENTED else ""
    bad = (5 - quality) / 4
    return Rating(
        manual_id=counter.manual_id,
        procedure_id=counter.procedure_id,
        agency_id=counter.agency_id,
        point_id=counter.point_id,
        channel=Channel.POINT,
        overall=overall,
        **_sides(chance, overall),
        in_time=_answer(chance, 0.95 - 0.6 * bad - 0.05 * (3 - min(3, overall))),
        asked_for_copies=_answer(chance, 0.04 + 0.5 * bad**1.5),
        paid_more=_answer(chance, 0.005 + 0.08 * bad**2),
        comment=comment,
        comment_digest=comment_digest(comment),
        visited_on=month if chance.random() < 0.5 else None,
        created_at=at.astimezone(UTC),
        month=month,
        is_simulated=True,
    )


def _write(plan: Plan, rows: Sequence[Rating], *, is_recent: bool) -> None:
    """Write one month: ratings, what officers decided about a few, answers to some."""
    chance = plan.chance(NAME, "officers", rows[0].month.isoformat() if rows else "")
    steps, replies = [], []
    for row in rows:
        drawn = chance.random()
        if drawn < HIDDEN and row.comment:
            row.state = RatingState.HIDDEN
            steps.append(_step(row, RatingState.HIDDEN, Reason.OFF_TOPIC))
        elif is_recent and drawn < HELD_RECENTLY:
            row.state, row.suspicion = RatingState.HELD, [str(Suspicion.TOO_FAST)]
            steps.append(_step(row, RatingState.HELD, Reason.ARRIVED))
        elif row.comment and row.overall <= 3 and chance.random() < ANSWERED:
            replies.append(_reply(chance, row))
    with transaction.atomic():
        Rating.objects.bulk_create(rows, batch_size=BATCH)
        ModerationStep.objects.bulk_create(steps, batch_size=BATCH)
        RatingReply.objects.bulk_create(replies, batch_size=BATCH)


def _step(row: Rating, to: RatingState, reason: Reason) -> ModerationStep:
    return ModerationStep(
        rating=row,
        from_state=RatingState.PUBLIC,
        to_state=to,
        reason=reason,
        actor=ACTOR,
        at=row.created_at,
    )


def _reply(chance: random.Random, row: Rating) -> RatingReply:
    return RatingReply(
        rating=row,
        kind=ReplyKind.PUBLIC,
        text=f"{chance.choice(ANSWERS)} {MARK}",
        agency_id=row.agency_id,
        at=row.created_at + timedelta(days=chance.randint(1, 9)),
        is_simulated=True,
    )


def _improvements(plan: Plan) -> list[Improvement]:
    chance = plan.chance(NAME, "improvements")
    counters = list(plan.counters)
    chosen = chance.sample(counters, min(IMPROVEMENTS, len(counters)))
    made = []
    for counter in chosen:
        theme, change = chance.choice(CHANGES)
        made.append(
            Improvement(
                agency_id=counter.agency_id,
                manual_id=counter.manual_id,
                theme=f"{theme} {MARK}",
                change=f"{change} {MARK}",
                published_on=plan.until - timedelta(days=chance.randrange(30 * plan.months)),
                is_simulated=True,
            )
        )
    return made


def _moments(plan: Plan, month: date) -> list[date]:
    """Return the days of a month on which somebody may have rated: working days, until today."""
    days = [month + timedelta(days=number) for number in range(31)]
    in_month = [day for day in days if day.month == month.month and day <= plan.until]
    return [day for day in in_month if day.weekday() < 5] or in_month


def _comment(chance: random.Random, overall: int) -> str:
    bank = GOOD if overall >= 4 else FAIR if overall == 3 else BAD
    return f"{chance.choice(bank)} {MARK}"


def _sides(chance: random.Random, overall: int) -> dict[str, int]:
    if chance.random() >= SCORED_SIDES:
        return {}
    return {name: min(5, max(1, overall + chance.choice((-1, 0, 0, 0, 1)))) for name in DIMENSIONS}


def _answer(chance: random.Random, yes: float) -> bool | None:
    return None if chance.random() < 0.2 else chance.random() < yes


def _poisson(chance: random.Random, expected: float) -> int:
    """Return a Poisson number: how many exponential waits fit into one month."""
    count, waited = 0, chance.expovariate(expected) if expected > 0 else 2.0
    while waited < 1.0:
        count += 1
        waited += chance.expovariate(expected)
    return count


def _reference(number: int) -> str:
    """Return a reference that no citizen gets: S is not in their alphabet."""
    letters = ""
    for _place in range(7):
        number, letter = divmod(number, len(ALPHABET))
        letters = ALPHABET[letter] + letters
    return f"S{letters[:3]}-{letters[3:]}"
