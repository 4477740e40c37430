"""Two years of ratings, transactions and delayed requests that never were, marked on every row."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from datetime import date

from bench.nation.made_up import SEED, Counters, chance, whole_months
from bench.nation.sizes import Size
from bench.nation.writing import Row, bare, next_id, write
from infogo.core.simulation import Counter, Plan
from infogo.delays import simulation as delays
from infogo.delays.models import DelayCase
from infogo.ratings.models import DIMENSIONS, Channel, Rating, RatingState
from infogo.ratings.simulated_words import BAD, FAIR, GOOD, MARK
from infogo.ratings.suspicion import comment_digest
from infogo.volumes.definition import form_of
from infogo.volumes.models import Channel as VolumeChannel
from infogo.volumes.models import MonthlyReport, ReportState, VolumeRow
from infogo.volumes.months import due_on

RATING_FIELDS = (
    "reference", "manual", "procedure", "agency", "point", "channel", "overall", *DIMENSIONS,
    "in_time", "asked_for_copies", "paid_more", "comment", "comment_digest", "created_at",
    "month", "state", "idempotency_key", "is_simulated",
)  # fmt: skip
OVERALL = (1, 2, 3, 4, 5)
SHARES = (4, 10, 24, 62, 100)
"""Of a hundred ratings so many are at most 1, 2, 3, 4 and 5."""
COMMENTED, HIDDEN = 0.2, 0.01
REPORT_FIELDS = (
    "id", "agency", "month", "state", "due_on", "expected", "filled", "first_submitted_at",
    "submitted_at", "submitted_by", "locked_at", "locked_by", "is_simulated",
)  # fmt: skip
VOLUME_FIELDS = (
    "report", "month", "manual", "point", "channel", "brought_forward", "received",
    "completed_in_time", "completed_late", "returned", "withdrawn", "carried_forward", "version",
    "saved_at", "saved_by", "is_simulated",
)  # fmt: skip
DUE_DAY = 10
SIMULATOR = "ข้อมูลจำลอง"
SLICE = 5_000
"""Counters whose delayed requests are made at once."""


def make_history(size: Size, until: date) -> dict[str, int]:
    """Write the history of the whole months before ``until``; return how many rows of each."""
    counters = Counters.read(size.counters)
    months = whole_months(until, size.months)
    with bare(Rating):
        ratings = write(Rating, RATING_FIELDS, rating_rows(counters, months, size.ratings))
    with bare(VolumeRow):
        reports, rows = _volumes(counters, months)
    return {
        "ratings": ratings,
        "monthly reports": reports,
        "volumes": rows,
        "delay cases": _delays(counters, size.months, until),
    }


def rating_rows(counters: Counters, months: list[date], count: int) -> Iterator[Row]:
    """Yield ratings month by month; a few counters get most of them, as in life."""
    banks = {score: BAD if score < 3 else FAIR if score == 3 else GOOD for score in OVERALL}
    words = {
        score: [(text, comment_digest(text)) for text in (f"{said} {MARK}" for said in bank)]
        for score, bank in banks.items()
    }
    point, public, hidden = (
        Channel.POINT.value,
        RatingState.PUBLIC.value,
        RatingState.HIDDEN.value,
    )
    number = 0
    for place, month in enumerate(months):
        draw = chance("ratings", place).random
        first, beginning = month.isoformat(), month.strftime("%Y-%m-")
        for _turn in range(count * (place + 1) // len(months) - count * place // len(months)):
            at = int(len(counters) * draw() ** 2)
            share = draw() * 100
            overall = next(s for s, limit in zip(OVERALL, SHARES, strict=True) if share < limit)
            sides: tuple[int | None, ...] = (None,) * len(DIMENSIONS)
            if draw() < 0.6:
                near = (max(1, overall - 1), overall, overall, min(5, overall + 1))
                sides = tuple(near[int(draw() * 4)] for _side in DIMENSIONS)
            said, digest = "", ""
            if draw() < COMMENTED:
                said, digest = words[overall][int(draw() * len(words[overall]))]
            minute = int(draw() * 28 * 480)
            day, minute = minute // 480 + 1, minute % 480
            yield (
                f"S{number:09}", counters.manuals[at], counters.procedures[at],
                counters.agencies[at], counters.points[at], point, overall, *sides,
                int(draw() < 0.9) if draw() < 0.8 else None,
                int(draw() < 0.3) if draw() < 0.8 else None,
                int(draw() < 0.02) if draw() < 0.8 else None,
                said, digest, f"{beginning}{day:02} {2 + minute // 60:02}:{minute % 60:02}:00",
                first, hidden if draw() < HIDDEN else public, f"nation-{number:09}", 1,
            )  # fmt: skip
            number += 1


# ---------------------------------------------------------------- transactions


def _volumes(counters: Counters, months: list[date]) -> tuple[int, int]:
    """Write a report of each agency and a row of each counter for each month."""
    agencies = sorted(set(counters.agencies))
    there = {pk: place for place, pk in enumerate(agencies)}
    expected = array("i", bytes(4 * len(agencies)))
    for agency in counters.agencies:
        expected[there[agency]] += 1
    left = array("i", bytes(4 * len(counters)))
    reports = rows = 0
    for place, month in enumerate(months):
        first = next_id(MonthlyReport)
        form = form_of(month)
        due = due_on(month, form.due_day if form else DUE_DAY).isoformat()
        told = _reports(first, agencies, expected, month.isoformat(), due)
        reports += write(MonthlyReport, REPORT_FIELDS, told)
        numbers = [first + there[agency] for agency in counters.agencies]
        rows += write(VolumeRow, VOLUME_FIELDS, _rows(counters, numbers, month, place, left))
    return reports, rows


def _reports(
    first: int, agencies: list[int], expected: array[int], month: str, due: str
) -> Iterator[Row]:
    sent, locked = f"{due} 03:00:00", ReportState.LOCKED.value
    for place, agency in enumerate(agencies):
        count = expected[place]
        yield (
            first + place, agency, month, locked, due, count, count, sent, sent,
            SIMULATOR, sent, SIMULATOR, 1,
        )  # fmt: skip


def _rows(
    counters: Counters, reports: list[int], month: date, place: int, left: array[int]
) -> Iterator[Row]:
    """Yield rows that balance: what was left open of a month begins the next."""
    draw = chance("volumes", place).random
    first, channel = month.isoformat(), VolumeChannel.COUNTER.value
    saved = f"{first} 03:00:00"
    for at in range(len(counters)):
        received = int(2 + 120 * draw() ** 3)
        came = left[at] + received
        done = came - int(came * 0.2 * draw())
        late = int(done * 0.15 * draw())
        yield (
            reports[at], first, counters.manuals[at], counters.points[at], channel, left[at],
            received, done - late, late, 0, 0, came - done, 1, saved, SIMULATOR, 1,
        )  # fmt: skip
        left[at] = came - done


# ---------------------------------------------------------------- delayed requests


def _delays(counters: Counters, months: int, until: date) -> int:
    """Let the program's own simulator make delayed requests, some counters at a time."""
    before = DelayCase.objects.count()
    for first in range(0, len(counters), SLICE):
        some = [
            Counter(
                counters.manuals[at], counters.procedures[at], counters.points[at],
                counters.agencies[at],
            )
            for at in range(first, min(first + SLICE, len(counters)))
        ]  # fmt: skip
        delays.simulate(Plan(SEED, months, until, some, progress=lambda _name, _rows: None))
    return DelayCase.objects.count() - before
