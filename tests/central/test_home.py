"""The first page of a central officer: the country's figures, and what waits for her."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from infogo.accounts.models import Officer
from infogo.accounts.roles import Role
from infogo.core.dates import long_date
from infogo.editing.models import Draft, DraftState
from infogo.oversight.services.coverage import refresh_coverage
from infogo.simplify.models import State
from tests.editing.office import good_content, submitted
from tests.factories import (
    GrantFactory,
    OfficerFactory,
    ServicePointFactory,
    adoption,
    standard_manual,
)
from tests.inspection.making import asked, flagged, overdue
from tests.manuals.lint.law import enact
from tests.office.people import signed_in, with_second_factor
from tests.simplify.findings import finding_about

pytestmark = pytest.mark.django_db


def central(role: Role) -> Client:
    officer: Officer = with_second_factor(OfficerFactory())
    GrantFactory(officer=officer, role=role, agency=None)
    return signed_in(officer)


def home(client: Client) -> str:
    answer = client.get(reverse("central:home"))
    assert answer.status_code == 200
    return answer.content.decode()


def test_figures_are_told_with_their_change_and_lead_to_their_records() -> None:
    standard_manual()
    ServicePointFactory()
    now = timezone.now()
    refresh_coverage(now=now.replace(day=1) - timedelta(days=20))
    ServicePointFactory()
    refresh_coverage(now=now)
    text = home(central(Role.CENTRAL_ANALYST))
    assert reverse("central:coverage_records", args=["points"]) in text
    assert "เพิ่มขึ้นจาก 1" in text
    assert "นับล่าสุด" in text


def test_where_nothing_is_known_that_is_said_and_no_more() -> None:
    """That no rating comes from none, and that none are too few, tells a minister nothing."""
    analyst = central(Role.CENTRAL_ANALYST)
    refresh_coverage(now=timezone.now())
    text = home(analyst)
    assert text.count("ไม่มีข้อมูล") > 3
    assert "จาก 0 " not in text
    assert "ยังสรุปไม่ได้" not in text
    for room in ("volumes", "satisfaction", "delays"):
        page = analyst.get(reverse(f"central:{room}")).content.decode()
        assert "ไม่มีข้อมูล" in page
        assert "จาก 0" not in page
        assert "(น้อย)" not in page


def test_before_the_first_count_nothing_is_said_to_be_zero() -> None:
    text = home(central(Role.CENTRAL_ANALYST))
    assert "ยังไม่เคยนับ" in text
    assert "ไม่มีข้อมูล" in text


def test_what_waits_is_shown_to_whoever_may_do_it() -> None:
    enact()
    draft = submitted(standard_manual(content=good_content()))
    Draft.objects.filter(pk=draft.pk).update(state=DraftState.IN_REVIEW)
    flagged(standard_manual())
    reviewer = home(central(Role.CENTRAL_REVIEWER))
    assert f"{reverse('central:cases')}?state=flagged" in reviewer
    assert "ตรวจคู่มือที่รอส่วนกลาง" in reviewer
    assert "1 รายการ" in reviewer
    analyst = home(central(Role.CENTRAL_ANALYST))
    assert "ตรวจคู่มือที่รอส่วนกลาง" not in analyst
    assert reverse("central:cases") + "?" not in analyst
    assert "ไม่มีงานรอคุณ" in analyst


def test_an_agency_that_let_its_day_pass_waits_for_the_centre() -> None:
    enact()
    asked(flagged(standard_manual()))
    late = overdue(asked(flagged(standard_manual())))
    page = home(central(Role.CENTRAL_REVIEWER))
    assert f'href="{reverse("central:cases")}?state=overdue"' in page
    assert f"นานสุดตั้งแต่ {long_date(late.due_on)}" in page


def test_findings_of_the_radar_wait_for_those_who_work_on_them() -> None:
    client = central(Role.CENTRAL_ANALYST)
    officer = Officer.objects.get()
    manual = standard_manual()
    finding_about(manual)
    taken = finding_about(adoption(manual), state=State.TAKEN, owner=officer)
    text = home(client)
    assert f"{reverse('central:simplify')}?state=new" in text
    assert f"{reverse('central:simplify')}?owner={taken.owner_id}" in text
