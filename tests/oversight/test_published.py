"""Public figures: equal to plain counts of the raw rows, silent of few, marked where made up."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from statistics import fmean

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from infogo.core.dates import bangkok_today
from infogo.manuals.models import Procedure, ProcedureStatus
from infogo.oversight.grouping import By
from infogo.oversight.published import Least, Section, Told, parts_of, sections_of, tell
from infogo.oversight.published_events import (
    IN_TIME,
    LATE,
    PROMISES,
    RATING_MEAN,
    RATING_SHOWN,
    RATINGS,
    RECEIVED,
    SATISFACTION,
)
from infogo.oversight.published_figures import COVERS, DUTIES, FRESH, honest_percent
from infogo.oversight.services.coverage import refresh_coverage
from infogo.oversight.services.events import rebuild_events
from infogo.oversight.slices import usual
from infogo.points.models import ServicePoint
from infogo.ratings.models import Rating
from infogo.volumes.models import VolumeRow
from infogo.volumes.selectors import TOLD_STATES
from tests.factories import ProcedureFactory
from tests.oversight.history import Country, country, more_agencies, simulate

pytestmark = pytest.mark.django_db
ALL_TOLD = Least(ratings=1, requests=1)


@pytest.fixture(scope="module")
def made(module_rows: None) -> Country:
    found = country()
    simulate(found, 6)
    now = timezone.now()
    refresh_coverage(now=now)
    rebuild_events(now=now)
    return found


def by_code(sections: list[Section]) -> dict[str, Told]:
    return {told.figure.code: told for section in sections for told in section.told}


def told_rows() -> list[VolumeRow]:
    part = usual(bangkok_today())
    rows = VolumeRow.objects.filter(
        report__state__in=TOLD_STATES,
        report__month__gte=part.first,
        report__month__lte=part.last,
    )
    return list(rows.select_related("report", "manual", "point"))


def in_period(day: date) -> bool:
    part = usual(bangkok_today())
    return part.first <= day.replace(day=1) <= part.last


def test_the_country_is_what_its_rows_are(made: Country) -> None:
    told = by_code(list(sections_of(bangkok_today(), ALL_TOLD)))
    rows = told_rows()
    kept = sum(row.completed_in_time or 0 for row in rows)
    late = sum(row.completed_late or 0 for row in rows)
    assert told["received"].value == sum(row.received or 0 for row in rows) > 0
    assert told["completed"].value == kept + late
    share = told["completed_in_time_share"]
    assert (share.part, share.whole) == (kept, kept + late)
    assert share.value == honest_percent(kept, kept + late)
    scores = [
        each.overall for each in Rating.objects.filter(state="public") if in_period(each.month)
    ]
    assert told["ratings"].value == len(scores)
    assert told["rating_mean"].value == round(fmean(scores), 2)
    assert told["rating_gave_5"].part == scores.count(5)
    points = ServicePoint.objects.count()
    assert told["points"].value == points
    with_phone = sum(bool(point.phones) for point in ServicePoint.objects.all())
    assert (told["points_with_phone"].part, told["points_with_phone"].whole) == (with_phone, points)


@pytest.mark.parametrize("by", [By.AGENCY, By.PLACE, By.PROCEDURE])
def test_the_parts_add_up_to_the_country(made: Country, by: By) -> None:
    parts = parts_of(by, bangkok_today(), ALL_TOLD)
    country_told = by_code(list(sections_of(bangkok_today(), ALL_TOLD)))
    received = [row.told[0].value or 0 for row in parts.rows]
    assert sum(received) == country_told["received"].value
    in_time = [row.told[1] for row in parts.rows]
    assert sum(each.whole or 0 for each in in_time) == country_told["completed"].value
    if by == By.PROCEDURE:
        assert received == sorted(received, reverse=True)


def test_what_happened_says_that_it_was_made_up_and_what_there_is_does_not(made: Country) -> None:
    for section in sections_of(bangkok_today(), ALL_TOLD):
        is_event = section.code in ("satisfaction", "promises", "late")
        assert section.is_simulated == is_event, section.code
        for told in section.told:
            assert told.is_simulated == (is_event and told.is_simulated)
    for by in (By.AGENCY, By.PLACE, By.PROCEDURE):
        parts = parts_of(by, bangkok_today(), ALL_TOLD)
        assert parts.is_simulated
        for row in parts.rows:
            for told in row.told[:3]:
                assert told.is_simulated or told.value is None


def test_simulated_ratings_move_no_row_that_is_not_marked(made: Country) -> None:
    rated = Rating.objects.filter(state="public")
    real = rated.values_list("procedure_id", flat=True)[0]
    Rating.objects.filter(procedure=real).update(is_simulated=False, overall=5)
    Rating.objects.exclude(procedure=real).update(overall=1)
    rebuild_events(now=timezone.now())
    everybody = [each.overall for each in rated if in_period(each.month)]
    for row in parts_of(By.PROCEDURE, bangkok_today(), ALL_TOLD).rows:
        (shown,) = [told for told in row.told if told.figure is RATING_SHOWN]
        if row.key == real:
            assert (shown.value, shown.is_simulated) == (5.0, False)
        elif shown.value is not None:
            count = shown.whole or 0
            assert shown.value == round((count + 10 * fmean(everybody)) / (count + 10), 2)
            assert shown.is_simulated


def test_of_few_nothing_is_told_neither_count_nor_share(made: Country) -> None:
    silent = Least(ratings=10**6, requests=10**6)
    for section in sections_of(bangkok_today(), silent)[3:]:
        for told in section.told:
            assert told.value is told.part is told.whole is None
        assert any(told.is_few for told in section.told)
        assert not section.is_simulated  # nothing is shown that could be taken for real
    for row in parts_of(By.PLACE, bangkok_today(), silent).rows:
        assert [told.value for told in row.told[:3]] == [None] * 3


def test_the_number_of_queries_does_not_grow(made: Country) -> None:
    def queries() -> list[int]:
        counts = []
        for by in (None, By.AGENCY, By.PLACE, By.PROCEDURE):
            with CaptureQueriesContext(connection) as seen:
                if by is None:
                    sections_of(bangkok_today(), ALL_TOLD)
                else:
                    parts_of(by, bangkok_today(), ALL_TOLD)
            counts.append(len(seen))
        return counts

    queries()  # the tree is remembered
    few = queries()
    more_agencies(6)
    refresh_coverage(now=timezone.now())
    rebuild_events(now=timezone.now())
    assert queries() == few
    assert max(few) <= 35


# ---------------------------------------------------------------- of sums alone


def test_a_real_number_is_not_called_simulated_and_one_with_any_made_up_row_is() -> None:
    sums = {"received": 50, "completed_in_time": 40, "completed_late": 10}
    assert not tell(RECEIVED, sums, ALL_TOLD).is_simulated
    assert tell(RECEIVED, sums | {"made_up_rows": 1}, ALL_TOLD).is_simulated
    ratings = {"n1": 0, "n2": 0, "n3": 0, "n4": 1, "n5": 4}
    assert not tell(RATING_MEAN, ratings, ALL_TOLD).is_simulated
    assert tell(RATING_MEAN, ratings | {"made_up_n4": 1}, ALL_TOLD).is_simulated


@pytest.mark.parametrize(("done", "is_told"), [(29, False), (30, True)])
def test_requests_are_told_from_the_minimum_on(done: int, is_told: bool) -> None:
    sums = {"received": 500, "completed_in_time": done - 1, "completed_late": 1}
    for figure in (RECEIVED, IN_TIME):
        told = tell(figure, sums, Least(5, 30))
        assert (told.value is not None) == is_told
        assert told.is_few == (not is_told)


def test_that_nobody_told_of_online_requests_is_not_that_there_were_none() -> None:
    online = next(figure for figure in PROMISES if figure.code == "online_share")
    silent = tell(online, {"received": 50}, ALL_TOLD)
    assert (silent.value, silent.is_few) == (None, False)
    none = tell(online, {"received": 50, "online_received": 0}, ALL_TOLD)
    assert (none.value, none.part, none.whole) == (0.0, 0, 50)


def test_what_ended_still_counts_and_drafts_are_not_named(made: Country) -> None:
    ended, draft = made.pins[0].procedure, ProcedureFactory(status=ProcedureStatus.DRAFT)
    Procedure.objects.filter(pk=ended.pk).update(status=ProcedureStatus.WITHDRAWN)
    rows = {row.key: row for row in parts_of(By.PROCEDURE, bangkok_today(), ALL_TOLD).rows}
    assert rows[ended.pk].is_ended and rows[ended.pk].told[0].value
    assert draft.pk not in rows
    assert [key for key, row in rows.items() if row.is_ended] == [ended.pk]


def test_unknown_is_neither_zero_nor_few() -> None:
    for figure in (RECEIVED, IN_TIME, RATINGS, RATING_MEAN, *COVERS):
        told = tell(figure, {}, Least(5, 30))
        assert (told.value, told.is_few) == (None, False)


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [(0, 9, 0.0), (9, 9, 100.0), (99_999, 100_000, 99.9), (1, 100_000, 0.1), (1, 3, 33.3)],
)
def test_a_share_claims_neither_all_nor_nothing_falsely(
    part: int, whole: int, percent: float
) -> None:
    assert honest_percent(part, whole) == percent


def test_every_public_figure_has_its_formula_written_down() -> None:
    document = (Path(__file__).parents[2] / "docs/figures/statistics.md").read_text()
    figures = [*COVERS, *DUTIES, *FRESH, *SATISFACTION, RATING_SHOWN, *PROMISES, *LATE]
    assert len({figure.code for figure in figures}) == len(figures)
    for figure in figures:
        assert f"| `{figure.code}` | {figure.name} | {figure.method} |" in document
