"""Simulated answers: marked, the same each time, and gone without a trace when removed."""

from __future__ import annotations

from datetime import date

import pytest

from infogo.channels import simulation
from infogo.channels.errors import ChannelError
from infogo.channels.models import AgencyEChannel, DeclarationStep, EActDeclaration, EActReport
from infogo.channels.reports import figures_of, is_intact
from infogo.core.simulation import Plan
from tests.accounts.watching import nothing_changes
from tests.channels.law import declared, enact, reviewed
from tests.factories import AgencyFactory

pytestmark = pytest.mark.django_db


def plan() -> Plan:
    return Plan(7, 12, date(2026, 10, 20), (), lambda _name, _rows: None)


def rows() -> list[tuple[object, ...]]:
    return list(
        EActDeclaration.objects.order_by("agency", "section").values_list(
            "agency", "section", "review", "order_number", "declared_at"
        )
    )


def test_the_same_seed_makes_the_same_answers_and_removing_takes_all() -> None:
    enact()
    for _ in range(30):
        AgencyFactory(kind="sao")
    real = declared(AgencyFactory())
    assert simulation.simulate(plan()) > 0
    first = rows()
    assert EActDeclaration.objects.filter(is_simulated=True).count() == len(first) - 1
    assert not AgencyEChannel.objects.exists()
    with_growth = [figures_of(report)[-1].filing for report in EActReport.objects.all()]
    assert with_growth == sorted(with_growth, reverse=True)
    assert with_growth[0] > with_growth[-1]
    assert all(report.is_simulated and is_intact(report) for report in EActReport.objects.all())
    simulation.remove()
    assert [row.pk for row in EActDeclaration.objects.all()] == [real.pk]
    assert DeclarationStep.objects.count() == 1
    assert not EActReport.objects.exists()
    simulation.simulate(plan())
    assert rows() == first


def test_a_true_answer_takes_the_place_of_a_simulated_one() -> None:
    enact()
    agency = AgencyFactory()
    simulation.simulate(plan())
    made_up = EActDeclaration.objects.filter(agency=agency, section=10).first()
    seen = made_up.version if made_up else 0
    if made_up:
        with nothing_changes(), pytest.raises(ChannelError, match="จำลอง"):
            reviewed(made_up)
    true = declared(agency, seen=seen)
    assert not true.is_simulated
    assert list(true.steps.values_list("actor", flat=True)) == ["officer 901 ผู้ดูแล"]
