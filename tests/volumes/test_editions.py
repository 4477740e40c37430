"""A new form of monthly reports begins with a coming month and can be taken back before it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from infogo.core import editions
from infogo.core.dates import bangkok_now
from infogo.core.refusal import RefusalError
from infogo.volumes.definition import FormDefinition, form_of
from infogo.volumes.editions import REPORT_FORMS
from infogo.volumes.models import ReportForm
from tests.accounts.watching import nothing_changes
from tests.central.reference import first_of_coming_month
from tests.volumes.forms import enact_form as enact

pytestmark = pytest.mark.django_db
ACTOR = "officer 1 ผู้ดูแล"


def edition(**given: Any) -> ReportForm:
    present = ReportForm.objects.get()
    values: dict[str, Any] = {
        "code": "next", "name_th": "แบบหน้า", "effective_from": first_of_coming_month(),
        "value": {**present.definition, "due_day": 20}, **given,
    }  # fmt: skip
    made: ReportForm = editions.enact(REPORT_FORMS, **values, actor=ACTOR)
    return made


def due_day(month: date) -> int:
    form = form_of(month)
    assert form is not None
    return form.due_day


def test_months_before_it_keep_their_form() -> None:
    enact()
    before = due_day(bangkok_now().date())
    edition()
    assert before != 20
    assert due_day(first_of_coming_month()) == 20
    assert due_day(first_of_coming_month() - timedelta(days=1)) == before


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"effective_from": bangkok_now().date().replace(day=1)}, "effective_from"),
        ({"effective_from": first_of_coming_month().replace(day=2)}, "effective_from"),
        ({"name_th": ""}, "name_th"),
        ({"value": {}}, "fields"),
    ],
)
def test_what_does_not_fit_is_refused(given: dict[str, Any], field: str) -> None:
    enact()
    with nothing_changes(), pytest.raises(RefusalError) as refusal:
        edition(**given)
    assert refusal.value.field == field


def test_it_is_taken_back_before_its_month_and_never_after() -> None:
    enact()
    present = ReportForm.objects.get()
    made = edition()
    with nothing_changes(), pytest.raises(RefusalError):
        editions.withdraw(REPORT_FORMS, edition_id=present.pk, reason="x", actor=ACTOR)
    editions.withdraw(REPORT_FORMS, edition_id=made.pk, reason="x", actor=ACTOR)
    assert due_day(first_of_coming_month()) != 20


def test_every_part_of_a_form_has_a_name_for_people() -> None:
    assert [name for name, info in FormDefinition.model_fields.items() if not info.title] == []
