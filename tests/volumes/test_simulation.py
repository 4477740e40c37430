"""A simulated history: the same every time, balanced, marked, and gone without a trace."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from infogo.agencies.models import Agency
from infogo.core.simulation import Counter, Plan
from infogo.volumes import simulation
from infogo.volumes.equations import equation
from infogo.volumes.models import MonthlyReport, VolumeRow
from infogo.volumes.months import later
from infogo.volumes.services.rows import save_rows
from infogo.volumes.simulation import remove, simulate
from tests.factories import AgencyFactory
from tests.volumes.forms import FORM, enact_form, last_month, pins_of, rights_of, told

pytestmark = pytest.mark.django_db
MONTHS = 24


@pytest.fixture
def agencies() -> list[Agency]:
    enact_form()
    made = [AgencyFactory() for _each in range(8)]
    for agency in made:
        pins_of(agency, 2)
    return made


def plan(agencies: list[Agency], seed: int = 1) -> Plan:
    counters = [
        Counter(pin.manual_id, pin.procedure_id, pin.point_id, agency.pk)
        for agency in agencies
        for point in agency.points.order_by("pk")
        for pin in point.pins.all()
    ]
    until = later(last_month(), 1).replace(day=15)
    return Plan(seed, MONTHS, until, counters, lambda _name, _rows: None)


def picture() -> list[Any]:
    return list(
        VolumeRow.objects.order_by("month", "point").values_list(
            "month", "point", "brought_forward", "received", "carried_forward"
        )
    )


def test_the_same_seed_makes_the_same_and_removing_leaves_nothing(
    agencies: list[Agency],
) -> None:
    count = simulate(plan(agencies))
    first = picture()
    assert count == len(first) > 300
    assert not VolumeRow.objects.filter(is_simulated=False).exists()
    assert VolumeRow.objects.filter(month__gt=last_month()).count() == 0
    assert remove() == count
    assert not VolumeRow.objects.exists()
    assert not MonthlyReport.objects.exists()
    simulate(plan(agencies))
    assert picture() == first
    remove()
    simulate(plan(agencies, seed=2))
    assert picture() != first


def test_its_numbers_balance_and_go_on_from_month_to_month(agencies: list[Agency]) -> None:
    simulate(plan(agencies))
    flow = equation(FORM.checks[0].equation)
    judged = [flow.judge(FORM.numbers(row.values)) for row in VolumeRow.objects.all()]
    wrong = [each for each in judged if each is None or not each.holds]
    assert len(wrong) <= len(judged) * 0.03
    open_before: dict[tuple[date, int | None], int | None] = {}
    for row in VolumeRow.objects.order_by("month"):
        before = open_before.get((later(row.month, -1), row.point_id))
        assert before is None or before == row.brought_forward
        open_before[row.month, row.point_id] = row.carried_forward
    states = set(MonthlyReport.objects.values_list("state", flat=True))
    assert "locked" in states


def test_what_people_told_stays_and_is_never_written_over(agencies: list[Agency]) -> None:
    agency = agencies[0]
    pin = agency.points.order_by("pk")[0].pins.get()
    save_rows(rights=rights_of(agency), agency=agency, month=last_month(), rows=[told(pin)])
    simulate(plan(agencies))
    real = VolumeRow.objects.get(is_simulated=False)
    assert real.received == 100
    assert VolumeRow.objects.filter(report=real.report).count() == 1
    old = VolumeRow.objects.filter(report__agency=agency, month__lt=last_month())[0]
    changed = told(old.manual.pins.get(), received=77)
    report = old.report
    MonthlyReport.objects.filter(pk=report.pk).update(state="draft")
    save_rows(rights=rights_of(agency), agency=agency, month=old.month, rows=[changed])
    remove()
    assert set(VolumeRow.objects.values_list("received", flat=True)) == {100, 77}
    assert not MonthlyReport.objects.filter(is_simulated=True).exists()


def test_some_reports_never_come(agencies: list[Agency], monkeypatch: pytest.MonkeyPatch) -> None:
    """They are there, asked for and empty, as the worker opens them: completeness counts them."""
    monkeypatch.setattr(simulation, "MISSING", 0.3)  # at 3 % there may be none among so few
    simulate(plan(agencies))
    old = MonthlyReport.objects.filter(month__lt=later(last_month(), -1), state="draft")
    assert 0 < old.count() < MonthlyReport.objects.count()
    for report in old:
        assert (report.expected, report.filled, report.first_submitted_at) == (2, 0, None)
        assert not report.rows.exists()
