"""The cells of the index say what the raw rows say: counted here plainly, agency by agency."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from infogo.agencies.models import Agency
from infogo.channels.models import EActDeclaration, EActRuleSet
from infogo.delays.models import DelayNotice
from infogo.manuals.models import Manual
from infogo.oversight.grouping import By
from infogo.oversight.models import AgencyCell, EActCell, IndexCell
from infogo.oversight.quality.counting import told_volumes
from infogo.oversight.quality.index import QualityIndex
from infogo.oversight.quality.measures import MEASURES, STATE_NUMBERS
from infogo.oversight.quality.reading import Compared, index_of, indices_by
from infogo.oversight.quality.rules import IndexParameters
from infogo.oversight.services.coverage import refresh_coverage
from infogo.oversight.services.quality import refresh_index
from infogo.oversight.slices import Slice, usual
from infogo.oversight.tree import tree
from infogo.ratings.models import RatingTally
from infogo.volumes.models import MonthlyReport, VolumeRow
from infogo.volumes.values import MOST_COUNT
from tests.factories import AgencyFactory
from tests.oversight.country import NOW, RandomCountry
from tests.oversight.raw_events import double_reports, scatter

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
RULES = IndexParameters(
    weights={measure.code: number + 1 for number, measure in enumerate(MEASURES)}, known_least=30
)


def raw_counts(agency: Agency, first: date, last: date, *, is_now: bool) -> Counter[str]:
    """Count everything of one agency with plain loops."""
    found = reported(agency, first, last) + delayed(agency, first, last)
    for tally in RatingTally.objects.filter(scope="agency", object_id=agency.pk):
        if first <= tally.month <= last:
            kind = "made_up_" if tally.is_simulated else ""
            for score in range(1, 6):
                count = getattr(tally, f"n{score}")
                found[f"{kind}ratings"] += count
                found[f"{kind}ratings_score"] += score * count
    if is_now:
        for cell in AgencyCell.objects.filter(agency=agency):
            found.update({name: getattr(cell, name) for name in STATE_NUMBERS})
        if agency.kind == "sao" and agency.status == "active":
            found["announcements_asked"] += 2
            accepted = EActDeclaration.objects.filter(agency=agency, review="accepted")
            found["announcements_accepted"] += accepted.count()
    return found


def reported(agency: Agency, first: date, last: date) -> Counter[str]:
    """Count reports and what they tell."""
    found: Counter[str] = Counter()
    for report in MonthlyReport.objects.filter(agency=agency):
        is_in_period = first <= report.month <= last
        if not report.expected:
            continue
        if is_in_period and (report.first_submitted_at or report.due_on < TODAY):
            found["reports_due"] += 1
            found["reports_in_time"] += bool(report.first_submitted_at and not report.late)
            found["rows_asked"] += report.expected
            found["rows_told"] += min(report.expected, report.filled)
    for row in VolumeRow.objects.select_related("report").filter(report__agency=agency):
        values = (row.completed_in_time, row.completed_late)
        is_sent = row.report.state in {"submitted", "locked"}
        if is_sent and None not in values and first <= row.month <= last:
            found["done"] += sum(value or 0 for value in values)
            found["done_in_time"] += values[0] or 0
    return found


def delayed(agency: Agency, first: date, last: date) -> Counter[str]:
    """Count turns of notices."""
    found: Counter[str] = Counter()
    for notice in DelayNotice.objects.filter(case__agency=agency):
        if notice.seq and notice.due_on and first <= notice.due_on.replace(day=1) <= last:
            found["turns"] += 1
            found["turns_kept"] += notice.sent_on is not None
    return found


def by_hand(counts: Counter[str], averages: dict[str, float]) -> dict[str, float | None]:
    """Work out every measure from counts, and the index and its bounds."""
    kind = "" if counts["ratings"] else "made_up_"
    average, counts = averages[kind], counts.copy()
    for name in ("ratings", "ratings_score"):
        counts[name] = counts[f"{kind}{name}"]
    scores: dict[str, float | None] = {}
    for measure in MEASURES:
        whole = counts[measure.whole]
        good = counts[measure.good] if measure.good else whole - counts[measure.bad]
        scores[measure.code] = good / whole * 100 if whole else None
    count = counts["ratings"]
    mixed = (counts["ratings_score"] + 10 * average) / (count + 10)
    scores["satisfaction"] = (mixed - 1) / 4 * 100 if count >= 5 else None
    whole = sum(RULES.weights.values())
    least = sum(RULES.weights[code] * (score or 0) for code, score in scores.items())
    known = sum(RULES.weights[code] for code, score in scores.items() if score is not None)
    scores["least"] = least / whole if known else None
    scores["most"] = (least + 100 * (whole - known)) / whole if known else None
    scores["value"] = least / known if known and known / whole >= 0.30 else None
    scores["known"] = known / whole * 100
    return scores


def told(index: QualityIndex) -> dict[str, float | None]:
    found = {each.measure.code: each.score for each in index.measures}
    return found | {
        "least": index.least,
        "most": index.most,
        "value": index.value,
        "known": index.known,
    }


def below(node: int | None, province: str = "") -> list[Agency]:
    known = tree()
    ids = set(known.parents) if node is None else known.below(node)
    agencies = Agency.objects.filter(pk__in=ids)
    return list(agencies.filter(province=province) if province else agencies)


def summed(agencies: list[Agency], part: Slice, *, is_now: bool = True) -> Counter[str]:
    total: Counter[str] = Counter()
    for agency in agencies:
        total.update(raw_counts(agency, part.first, part.last, is_now=is_now))
    return total


def average_of(part: Slice) -> dict[str, float]:
    """Return the country's mean of real and of simulated ratings."""
    everybody = summed(below(None), part, is_now=False)
    return {
        kind: everybody[f"{kind}ratings_score"] / everybody[f"{kind}ratings"]
        for kind in ("", "made_up_")
    }


@pytest.fixture(scope="module")
def country_once(module_rows: None) -> RandomCountry:
    made = RandomCountry.made(7)
    scatter(made.chance, made.agencies, Manual.objects.get(pk=made.standards[0].pk))
    refresh_coverage(now=NOW)
    refresh_index(now=NOW)
    return made


@pytest.fixture
def country(country_once: RandomCountry, db: None) -> RandomCountry:
    """The same country for every test; what one of them changes is undone, in memory too."""
    return deepcopy(country_once)


def check(country: RandomCountry) -> None:
    known, group = tree(), Agency.objects.get(kind="group")
    whole = usual(TODAY)
    average = average_of(whole)
    nodes = [
        None,
        country.agencies[0].pk,
        country.agencies[2].pk,
        group.pk,
        country.agencies[-1].pk,
    ]
    for node in nodes:
        part = whole.within(agency=node)
        found = index_of(part, RULES, known, TODAY)
        assert told(found.index) == pytest.approx(by_hand(summed(below(node), part), average))
    for node in (None, country.agencies[0].pk, group.pk):
        part = whole.within(agency=node)
        rows = indices_by(part, By.AGENCY, RULES, known, TODAY)
        for child in known.children.get(node, ()):
            expected = by_hand(summed(below(child), part), average)
            assert told(rows[child].index) == pytest.approx(expected)


def test_index_of_every_branch_is_that_of_the_raw_rows(country: RandomCountry) -> None:
    check(country)


def test_changed_raw_rows_show_after_the_next_count_and_a_second_one_changes_nothing(
    country: RandomCountry,
) -> None:
    double_reports()
    assert refresh_index(now=NOW) > 0
    check(country)
    assert refresh_index(now=NOW) == 0


def test_slips_of_the_pen_stop_no_count(country: RandomCountry) -> None:
    rows = VolumeRow.objects.filter(pk__in=told_volumes().values("pk"))
    most = {"completed_in_time": MOST_COUNT, "completed_late": MOST_COUNT}
    rows.update(month=usual(TODAY).last, **most)
    refresh_index(now=NOW)
    cells = IndexCell.objects.filter(node=None, is_whole=True, month=usual(TODAY).last)
    done = sum(cell.done for cell in cells)
    assert done == 2 * MOST_COUNT * rows.count() > 2**31


def test_cells_can_be_thrown_away_and_made_again(country: RandomCountry) -> None:
    IndexCell.objects.all().delete()
    EActCell.objects.all().delete()
    refresh_index(now=NOW)
    check(country)


def test_provinces_add_up_to_the_country(country: RandomCountry) -> None:
    whole, known = usual(TODAY), tree()
    rows = indices_by(whole, By.PLACE, RULES, known, TODAY)
    measures = ("in_time", "notices", "satisfaction", "reported", "filled", "announced")
    for province in ("50", "51"):
        expected = by_hand(summed(below(None, province), whole), average_of(whole))
        found = told(rows[province].index)
        for code in measures:  # manuals and points are proved where coverage is
            assert found[code] == pytest.approx(expected[code])
    counts = [each.count or 0 for row in rows.values() for each in row.index.measures]
    assert sum(counts) == sum(
        each.count or 0 for each in index_of(whole, RULES, known, TODAY).index.measures
    )


def test_a_past_period_knows_no_state_and_the_change_leaves_it_out(country: RandomCountry) -> None:
    part, known = usual(TODAY), tree()
    found = index_of(part, RULES, known, TODAY)
    before = by_hand(summed(below(None), part.before(), is_now=False), average_of(part.before()))
    now = told(found.index)
    common = [code for code in RULES.weights if None not in (now[code], before[code])]
    assert set(common) == {"in_time", "notices", "satisfaction", "reported", "filled"}
    weight = sum(RULES.weights[code] for code in common)
    expected = sum(
        RULES.weights[code] * ((now[code] or 0) - (before[code] or 0)) for code in common
    )
    assert found.change == pytest.approx(expected / weight)


def test_the_number_of_queries_does_not_grow_with_the_country(country: RandomCountry) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            indices_by(usual(TODAY), By.AGENCY, RULES, known, TODAY)
        return len(seen)

    counts = []
    for _ in range(2):
        for _ in range(12):
            AgencyFactory(kind="sao", province_id="50")
        refresh_coverage(now=NOW)
        refresh_index(now=NOW)
        known = tree()
        counts.append(queries())
    assert counts[0] == counts[1]


def test_simulated_ratings_count_only_where_no_real_one_does(country: RandomCountry) -> None:
    part, known = usual(TODAY), tree()
    assert not index_of(part, RULES, known, TODAY).has_made_up_ratings
    real = RatingTally.objects.filter(is_simulated=False)
    child = country.agencies[0].pk
    real.filter(object_id__in=known.below(child)).delete()
    refresh_index(now=NOW)
    check(country)
    assert index_of(part.within(agency=child), RULES, known, TODAY).has_made_up_ratings
    assert not index_of(part, RULES, known, TODAY).has_made_up_ratings


def test_made_up_ratings_are_not_compared_with_real_ones(country: RandomCountry) -> None:
    part, known = usual(TODAY), tree()
    RatingTally.objects.filter(is_simulated=False, month__lt=part.first).delete()
    refresh_index(now=NOW)
    found = index_of(part, RULES, known, TODAY)
    RatingTally.objects.filter(month__lt=part.first).delete()
    refresh_index(now=NOW)
    assert index_of(part, RULES, known, TODAY).change == pytest.approx(found.change)


def test_whoever_the_act_does_not_bind_owes_no_announcement(country: RandomCountry) -> None:
    EActRuleSet.objects.all().delete()
    refresh_index(now=NOW)
    found: Compared = index_of(usual(TODAY), RULES, tree(), TODAY)
    assert told(found.index)["announced"] is None
