"""What pages read of coverage: totals, rows and the records behind them agree with one another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from infogo.agencies.models import Agency
from infogo.oversight.chosen import choose
from infogo.oversight.coverage import (
    agency_cells,
    groups_in,
    is_of_services,
    months_of,
    state_at,
    total_of,
    value_of,
)
from infogo.oversight.coverage_figures import COVERAGE_FIGURES
from infogo.oversight.coverage_records import first_of_flagged, records_of
from infogo.oversight.grouping import By, groups_of, usable
from infogo.oversight.services.coverage import ALL_NUMBERS, MANUAL_NUMBERS, refresh_coverage
from infogo.oversight.slices import Slice, usual
from infogo.oversight.tree import tree
from tests.factories import standard_manual
from tests.oversight.country import NOW, RandomCountry

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
MONTH = date(2026, 11, 1)


def slices(country: RandomCountry) -> list[Slice]:
    """Return parts of every kind: the country, branches, single agencies, places, services."""
    whole = usual(TODAY)
    ministry, department, local = (country.agencies[place] for place in (0, 2, -1))
    group = Agency.objects.get(kind="group")
    standard = country.standards[0]
    topic = standard.procedure.topic_id
    return [
        whole,
        whole.within(agency=ministry.pk),
        whole.within(agency=department.pk),
        whole.within(agency=group.pk),
        whole.within(agency=local.pk),
        whole.within(province="50"),
        whole.within(province="50", district="5001"),
        whole.within(agency=group.pk, province="51"),
        whole.within(agency=group.pk, province="51", district="5102"),
        whole.within(topic=topic),
        whole.within(procedure=standard.procedure_id),
        whole.within(agency=group.pk, topic=topic),
        whole.within(agency=local.pk, topic=topic),
        whole.within(agency=local.pk, procedure=standard.procedure_id),
        whole.within(agency=group.pk, province="50", topic=topic),
    ]


def told_apart(part: Slice) -> tuple[str, ...]:
    return MANUAL_NUMBERS if is_of_services(part) else ALL_NUMBERS


@pytest.fixture
def country() -> RandomCountry:
    made = RandomCountry.made(11)
    # At a parent nothing is left that its children have not, unless it is asked for alone.
    refresh_coverage(now=NOW)
    return made


def test_a_total_is_the_number_of_the_records_behind_it(country: RandomCountry) -> None:
    known = tree()
    for part in slices(country):
        names = told_apart(part)
        sums = total_of(part, MONTH, names, known)
        behind = {name: records_of(name, part, known, NOW).count() for name in names}
        assert {name: sums[name] or 0 for name in names} == behind, part


def test_the_rows_of_a_table_add_up_to_its_total(country: RandomCountry) -> None:
    known = tree()
    for part in slices(country):
        names = told_apart(part)
        sums = total_of(part, MONTH, names, known)
        chosen = replace(choose({}, TODAY), slice=part)
        for by in usable(chosen, known, (By.AGENCY, By.PLACE)):
            rows = groups_in(part, MONTH, by, names, known)
            added = {name: sum(row[name] or 0 for row in rows.values()) for name in names}
            assert added == {name: sums[name] or 0 for name in names}, (part, by)


def test_children_are_what_the_agencies_below_them_add_up_to(country: RandomCountry) -> None:
    """The long way: every agency's own cells, each added to the child that it lies under."""
    known = tree()
    for part in slices(country):
        if is_of_services(part):
            continue
        below, expected = known.child_of(part.agency), defaultdict[int, Counter[str]](Counter)
        for cell in agency_cells(part, known).filter(month=MONTH):
            child = below[cell.agency_id]
            expected[child].update({name: getattr(cell, name) for name in ALL_NUMBERS})
        rows = groups_in(part, MONTH, By.AGENCY, ALL_NUMBERS, known)
        assert rows == {child: dict(numbers) for child, numbers in expected.items()}, part


def test_services_add_up_to_the_manuals_of_a_slice(country: RandomCountry) -> None:
    known = tree()
    for part in slices(country):
        if part.district:
            continue
        sums = total_of(part, MONTH, MANUAL_NUMBERS, known)
        for by in (By.TOPIC, By.PROCEDURE):
            rows = groups_in(part, MONTH, by, MANUAL_NUMBERS, known)
            added = {name: sum(row[name] for row in rows.values()) for name in MANUAL_NUMBERS}
            assert added == {name: sums[name] or 0 for name in MANUAL_NUMBERS}, (part, by)


def test_a_row_leads_to_a_slice_of_which_it_is_the_total(country: RandomCountry) -> None:
    known = tree()
    chosen = choose({}, TODAY)
    for by in (By.AGENCY, By.PLACE, By.TOPIC, By.PROCEDURE):
        names = MANUAL_NUMBERS if by in (By.TOPIC, By.PROCEDURE) else ALL_NUMBERS
        rows = groups_in(chosen.slice, MONTH, by, names, known)
        for group in groups_of(chosen, by, known):
            if group.slice is None or group.key not in rows:
                continue
            there = total_of(group.slice, MONTH, names, known)
            assert {name: there[name] or 0 for name in names} == rows[group.key], group.label


def test_months_are_told_apart_and_the_newest_count_of_a_period_is_shown(
    country: RandomCountry,
) -> None:
    refresh_coverage(now=NOW.replace(month=12))
    known, part = tree(), usual(date(2026, 12, 5))
    assert state_at(part, date(2026, 12, 5)).month == date(2026, 12, 1)
    ended = part.within(first=date(2026, 10, 1), last=date(2026, 11, 1))
    assert state_at(ended, date(2027, 3, 5)).month == MONTH
    assert set(months_of(part, ["points"], known)) == {MONTH, date(2026, 12, 1)}


def test_what_was_never_counted_is_unknown() -> None:
    known, part = tree(), usual(TODAY)
    state = state_at(part, TODAY)
    assert state.counted_at is None
    sums: Mapping[str, int | None] = total_of(part, state.month, ["points"], known)
    assert value_of("points", sums) == (None, None)


def test_a_share_of_nothing_is_unknown_and_of_something_a_percentage() -> None:
    assert value_of("points_exact", {"points_exact": 0, "points": 0}) == (None, 0)
    assert value_of("points_exact", {"points_exact": 1, "points": 4}) == (25.0, 4)
    assert value_of("manuals_unchecked", {"manuals_unchecked": 1, "manuals_with_text": 2}) == (
        50.0,
        2,
    )


def test_every_figure_of_coverage_has_records_behind_it(country: RandomCountry) -> None:
    known = tree()
    for figure in COVERAGE_FIGURES:
        assert records_of(figure.code, usual(TODAY), known, NOW).count() >= 0
    with pytest.raises(LookupError):
        records_of("points_of_view", usual(TODAY), known, NOW)


def test_a_flag_that_no_manual_has_leads_to_no_rows() -> None:
    manual = standard_manual()
    for part in (usual(TODAY), usual(TODAY).within(procedure=manual.procedure_id)):
        for flag in ("ask_copies", "online", "incomplete"):
            near = first_of_flagged(f"manuals_{flag}", part, 0, 5)
            assert near is not None
            rows = records_of(f"manuals_{flag}", part, tree(), NOW)
            assert not rows.filter(near).exists(), flag


@pytest.mark.parametrize("seed", range(4))
def test_flagged_manuals_are_looked_up_where_they_lie(seed: int) -> None:
    """Page by page, of any length, the same rows as all of them in their order."""
    country = RandomCountry.made(seed)
    group = Agency.objects.get(kind="group")
    for _each in range(12):
        country.change()
    known, whole = tree(), usual(TODAY)
    standard = country.standards[0]
    parts = [
        whole,
        whole.within(topic=standard.procedure.topic_id),
        whole.within(procedure=standard.procedure_id),
    ]
    for part in parts:
        for flag in ("ask_copies", "online", "incomplete", "sample"):
            rows = records_of(f"manuals_{flag}", part, known, NOW)
            ids = list(rows.values_list("pk", flat=True))
            for most in (1, 2, 5):
                found: list[int] = []
                while True:
                    after = found[-1] if found else 0
                    near = first_of_flagged(f"manuals_{flag}", part, after, most)
                    assert near is not None
                    page = rows.filter(near, pk__gt=after).values_list("pk", flat=True)[:most]
                    if not page:
                        break
                    found += page
                assert found == ids, (part, flag, most)
    assert first_of_flagged("manuals_ask_copies", whole.within(agency=group.pk), 0, 5) is None
    assert first_of_flagged("manuals_without_point", whole, 0, 5) is None
