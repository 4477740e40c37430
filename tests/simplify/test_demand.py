"""Affected citizens a year: from reports, else from openings, else unknown; against plain loops."""

from __future__ import annotations

import pytest

from infogo.simplify.demand import Requests, demands
from infogo.simplify.models import Basis
from infogo.volumes.models import ReportState, VolumeRow
from tests.factories import AgencyFactory, adoption, standard_manual
from tests.simplify.making import TODAY, opened, report

pytestmark = pytest.mark.django_db


def of_procedure(procedure_id: int) -> Requests | None:
    known = demands(procedure_ids=[procedure_id], manual_ids=[], today=TODAY)
    return known.procedures.get(procedure_id)


def test_reported_requests_of_all_agencies_are_brought_to_a_year() -> None:
    standard = standard_manual()
    other = adoption(standard, AgencyFactory())
    report(standard, [10, 20, 30, 40])
    report(other, [5, None, 5, 5], is_simulated=True)
    found = of_procedure(standard.procedure_id)
    rows = list(VolumeRow.objects.all())
    months = {row.month for row in rows}
    total = sum(row.received or 0 for row in rows)
    assert found == Requests(round(total / len(months) * 12), Basis.REPORTED, 115, 4, True)
    alone = demands(procedure_ids=[], manual_ids=[other.pk, standard.pk], today=TODAY).manuals
    assert alone[other.pk] == Requests(60, Basis.REPORTED, 15, 3, True)
    assert alone[standard.pk] == Requests(300, Basis.REPORTED, 100, 4, False)


def test_a_month_that_nobody_told_is_no_zero() -> None:
    manual = standard_manual()
    report(manual, [30, None, None, 30, 30])
    found = of_procedure(manual.procedure_id)
    assert found is not None
    assert found.a_year == 360


def test_drafts_and_too_few_months_do_not_count() -> None:
    manual = standard_manual()
    report(manual, [30, 30])
    assert of_procedure(manual.procedure_id) is None
    other = standard_manual()
    report(other, [30] * 12, state=ReportState.DRAFT)
    assert of_procedure(other.procedure_id) is None


def test_openings_stand_in_and_say_so() -> None:
    manual, quiet = standard_manual(), standard_manual()
    opened(quiet.procedure, 200)
    for day in range(1, 41):
        opened(manual.procedure, day, 3)
    found = of_procedure(manual.procedure_id)
    assert found == Requests(round(120 * 365 / 90), Basis.OPENINGS, 120, 90)
    assert of_procedure(quiet.procedure_id) is None
    report(manual, [1, 1, 1])
    found = of_procedure(manual.procedure_id)
    assert found is not None
    assert (found.a_year, found.basis) == (12, Basis.REPORTED)


def test_openings_of_a_few_days_tell_nothing_of_a_year() -> None:
    manual = standard_manual()
    opened(manual.procedure, 20, 500)
    assert of_procedure(manual.procedure_id) is None
