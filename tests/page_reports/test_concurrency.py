"""Two at the same moment: whose a report is decides who answers, never who was asked first."""

from __future__ import annotations

import pytest

from infogo.core import audit
from infogo.page_reports.errors import PageReportError
from infogo.page_reports.models import PageReportStep, State
from infogo.page_reports.services import decide, hand_to_centre
from tests.editing.test_concurrency import at_once, winners
from tests.factories import AgencyFactory
from tests.page_reports.telling import handler, tell

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 6


def test_a_report_is_answered_or_handed_to_the_centre_and_never_both() -> None:
    agency = AgencyFactory()
    one, other = handler(agency), handler(agency)
    for _round in range(ROUNDS):
        report = tell(agency)
        results = at_once(
            lambda pk=report.pk: hand_to_centre(report_id=pk, text="เป็นงานของกรม", rights=one),
            lambda pk=report.pk: decide(report_id=pk, to=State.MENDED, text="แก้แล้ว", rights=other),
        )
        assert len(winners(results, PageReportError)) == 1
        report.refresh_from_db()
        assert report.is_with_centre == report.is_open
        assert PageReportStep.objects.filter(report=report).count() == 1
    assert audit.verify() is None
