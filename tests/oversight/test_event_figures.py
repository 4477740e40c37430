"""Figures of what happened: equal to what plain loops over the raw rows give."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Mapping
from datetime import date

import pytest
from django.utils import timezone

from infogo.agencies.models import Agency
from infogo.core.dates import bangkok_now
from infogo.delays.models import DelayCase, Receipt
from infogo.oversight.delayed import OVER, PROMISE_MEASURES, delays_by, promises_by
from infogo.oversight.events.reading import median, sums_by
from infogo.oversight.grouping import By
from infogo.oversight.satisfaction import (
    LOW,
    SCORE_SOURCES,
    SHRUNKEN,
    UNANSWERED,
    changes_by,
    with_prior,
)
from infogo.oversight.services.events import rebuild_events
from infogo.oversight.slices import Slice
from infogo.oversight.transactions import VOLUME_MEASURES, VOLUME_SOURCES
from infogo.oversight.tree import tree
from infogo.ratings.models import Rating
from infogo.volumes.models import VolumeRow
from infogo.volumes.months import first_of, later
from tests.oversight.history import Country, country, simulate

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(module_rows: None) -> Country:
    """The history that all tests here read."""
    found = country()
    simulate(found, 8)
    rebuild_events(now=timezone.now())
    return found


@pytest.fixture
def part() -> Slice:
    last = later(first_of(today()), -1)
    return Slice(first=later(last, -3), last=last, is_default=False)


def today() -> date:
    return bangkok_now().date()


def ministry_of(agencies: Mapping[int, Agency], agency_id: int) -> int:
    agency = agencies[agency_id]
    return agency.parent_id or agency.pk


def test_scores_of_ministries(made: Country, part: Slice) -> None:
    known = tree()
    found = sums_by(SCORE_SOURCES, part, By.AGENCY, known, today())
    with_prior(found, part, known, today())
    agencies = Agency.objects.in_bulk()
    scores: dict[int, list[int]] = defaultdict(list)
    silent: dict[int, int] = defaultdict(int)
    for rating in Rating.objects.filter(state="public").prefetch_related("replies"):
        if part.first <= rating.month <= part.last:
            ministry = ministry_of(agencies, rating.agency_id)
            scores[ministry].append(rating.overall)
            answered = any(reply.kind == "public" for reply in rating.replies.all())
            silent[ministry] += bool(rating.comment) and not answered
    everybody = [score for each in scores.values() for score in each]
    country_mean = statistics.fmean(everybody)
    assert len(scores) == 2
    for ministry, each in scores.items():
        value, sources = SHRUNKEN.of(found[ministry])
        assert sources == len(each)
        assert value == pytest.approx((sum(each) + 10 * country_mean) / (len(each) + 10))
        low, _sources = LOW.of(found[ministry])
        assert low == pytest.approx(100 * sum(score <= 2 for score in each) / len(each))
        assert (UNANSWERED.of(found[ministry])[0] or 0) == silent[ministry]


def test_changes_compare_with_the_same_length_before(made: Country, part: Slice) -> None:
    moved = changes_by(part, By.AGENCY, tree(), today())
    agencies = Agency.objects.in_bulk()
    before: dict[int, list[int]] = defaultdict(list)
    for rating in Rating.objects.filter(state="public"):
        if later(part.first, -4) <= rating.month < part.first:
            before[ministry_of(agencies, rating.agency_id)].append(rating.overall)
    assert before
    for ministry, each in before.items():
        assert moved[ministry].before.total == len(each)
        assert moved[ministry].before.mean == pytest.approx(statistics.fmean(each))


def test_volumes_of_procedures(made: Country, part: Slice) -> None:
    sums = sums_by(VOLUME_SOURCES, part, By.PROCEDURE, tree(), today())
    measures = {measure.code: measure for measure in VOLUME_MEASURES}
    received: dict[int, int] = defaultdict(int)
    ended: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for row in VolumeRow.objects.select_related("manual", "report"):
        is_told = row.report.state in ("submitted", "locked")
        if is_told and part.first <= row.report.month <= part.last:
            service = row.manual.procedure_id
            received[service] += row.received or 0
            ended[service][0] += row.completed_in_time or 0
            ended[service][1] += row.completed_late or 0
    assert received
    for service, number in received.items():
        assert measures["received"].of(sums[service])[0] == number
        in_time, late = ended[service]
        value, sources = measures["completed_in_time_share"].of(sums[service])
        assert sources == in_time + late
        assert value == pytest.approx(100 * in_time / (in_time + late))


def test_days_over_of_ministries_are_exact_medians(made: Country, part: Slice) -> None:
    wide = part.within(first=later(part.last, -17))
    sums = delays_by(wide, By.AGENCY, tree(), today())
    agencies = Agency.objects.in_bulk()
    over: dict[int, list[int]] = defaultdict(list)
    for case in DelayCase.objects.exclude(due_on=None):
        assert case.due_on is not None
        days = ((case.decided_on or today()) - case.due_on).days
        if days > 0 and wide.first <= first_of(case.due_on) <= wide.last:
            over[ministry_of(agencies, case.agency_id)].append(days)
    assert over
    for ministry, each in over.items():
        assert OVER.of(sums[ministry]) == (statistics.median_low(each), len(each))


def test_promises_are_medians_in_their_own_kind_of_day(made: Country, part: Slice) -> None:
    sums = promises_by(part, By.AGENCY, tree(), today())
    measures = {measure.code: measure for measure in PROMISE_MEASURES}
    agencies = Agency.objects.in_bulk()
    taken: dict[tuple[int, str], list[int]] = defaultdict(list)
    for receipt in Receipt.objects.filter(voided_at=None).exclude(finished_on=None):
        assert receipt.finished_on is not None and receipt.days_taken is not None
        letter = {"working_day": "w", "day": "c"}.get(receipt.promised_unit)
        if letter and part.first <= first_of(receipt.finished_on) <= part.last:
            ministry = ministry_of(agencies, receipt.agency_id)
            taken[ministry, letter].append(receipt.days_taken)
    assert taken
    for (ministry, letter), each in taken.items():
        value = measures[f"days_taken_{letter}"].of(sums[ministry])
        assert value == (statistics.median_low(each), len(each))


def test_the_middle_of_nothing_is_unknown() -> None:
    assert median({}) is None
    assert median({3: 1, 9: 1}) == 3
