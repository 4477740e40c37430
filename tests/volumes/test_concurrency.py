"""Two officers at one report at the same moment."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from infogo.agencies.models import Agency
from infogo.core import audit
from infogo.volumes.errors import ClosedError, MovedOnError
from infogo.volumes.models import MonthlyReport, ReportState, VolumeRow
from infogo.volumes.services.common import begun
from infogo.volumes.services.rows import Saved, save_rows
from infogo.volumes.services.states import submit
from tests.editing.test_concurrency import at_once
from tests.factories import AgencyFactory
from tests.volumes.forms import enact_form, last_month, pins_of, rights_of, told

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def agency() -> Agency:
    enact_form()
    return AgencyFactory()


def test_a_report_is_submitted_with_what_was_told_or_not_at_all(agency: Agency) -> None:
    """Whoever comes first: no number changes in a report after it was submitted."""
    (pin,) = pins_of(agency)
    first, second = rights_of(agency), rights_of(agency)
    month = last_month()
    save_rows(rights=first, agency=agency, month=month, rows=[told(pin)])
    late = told(pin, received=101, carried_forward=11)
    results = at_once(
        lambda: submit(rights=first, agency=agency, month=month),
        lambda: save_rows(rights=second, agency=agency, month=month, rows=[late]),
    )
    assert MonthlyReport.objects.get().state == ReportState.SUBMITTED
    row = VolumeRow.objects.get()
    refused = [each for each in results if isinstance(each, ClosedError)]
    assert row.received == (100 if refused else 101), results
    assert not [each for each in results if isinstance(each, Exception) and each not in refused]
    assert audit.verify() is None


def test_of_two_who_tell_one_row_one_is_told_so(agency: Agency) -> None:
    (pin,) = pins_of(agency)
    officers = [rights_of(agency), rights_of(agency)]
    month = last_month()
    results = at_once(
        *(
            lambda rights=rights, n=n: save_rows(  # type: ignore[misc]
                rights=rights, agency=agency, month=month, rows=[told(pin, seen=0, received=n)]
            )
            for n, rights in enumerate(officers)
        )
    )
    assert {type(each) for each in results} == {Saved, MovedOnError}, results
    assert VolumeRow.objects.get().version == 1
    assert MonthlyReport.objects.count() == 1


def test_rows_of_two_officers_all_stand(agency: Agency) -> None:
    pins = pins_of(agency, 20)
    first, second = rights_of(agency), rights_of(agency)
    month = last_month()
    results = at_once(
        lambda: save_rows(
            rights=first, agency=agency, month=month, rows=[told(pin) for pin in pins[:12]]
        ),
        lambda: save_rows(
            rights=second, agency=agency, month=month, rows=[told(pin) for pin in pins[8:]]
        ),
    )
    assert not [each for each in results if isinstance(each, BaseException)], results
    assert VolumeRow.objects.count() == MonthlyReport.objects.get().filled == 20


def test_a_report_is_held_alone(agency: Agency) -> None:
    """Whoever holds the agency's row too keeps all waiting whose records name the agency."""
    MonthlyReport.objects.create(agency=agency, month=last_month(), due_on=last_month())
    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        begun(agency, last_month())
    assert [each["sql"] for each in asked if "volumes_monthlyreport" in each["sql"]]
    assert not [each["sql"] for each in asked if "agencies_agency" in each["sql"]]
