"""Cases for tests: flagged, asked and answered by the services, as people do."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from infogo.accounts.models import Officer
from infogo.accounts.roles import Role
from infogo.core.dates import bangkok_now
from infogo.core.durations import Duration
from infogo.editing.may import person_of
from infogo.editing.people import Person
from infogo.inspection import services
from infogo.inspection.models import InspectionCase
from infogo.inspection.states import Outcome
from infogo.manuals.content import ManualContent, Step, StepKind
from infogo.manuals.models import Manual
from infogo.manuals.part import Listing, ListingState
from tests.editing.office import good_content
from tests.factories import GrantFactory, OfficerFactory

REVIEWER = Person("officer 990001", "เอกชัย ผู้ตรวจ")
HEAD = Person("officer 990002", "จันทร์ ผู้อนุมัติ")
SLOW_DAYS, STANDARD_DAYS = 40, 29


def slow_content(days: int = SLOW_DAYS, **given: Any) -> ManualContent:
    """Return a content with a board that takes longer than the standard of 29 working days."""
    time = Duration.of(days, "working_day")
    step = Step(kind=StepKind.CONSIDERATION, title="พิจารณาโดยคณะกรรมการ", duration=time)
    steps = Listing[Step](state=ListingState.LISTED, items=(step,))
    return good_content(**{"steps": steps, "total": time, **given})


def officer_of(manual: Manual, role: Role = Role.MANUAL_APPROVER, **given: Any) -> Officer:
    """Make an officer of a manual's agency."""
    officer = OfficerFactory(agency=manual.agency, **given)
    GrantFactory(officer=officer, role=role)
    return officer


def flagged(manual: Manual, actor: Person = REVIEWER, **given: Any) -> InspectionCase:
    said = {"reason": "คณะกรรมการใช้ 40 วันทำการ เกินมาตรฐาน", **given}
    return services.open_case(manual_id=manual.pk, actor=actor, **said)


def asked(case: InspectionCase, *, days: int = 20, actor: Person = REVIEWER) -> InspectionCase:
    return services.ask_agency(
        case_id=case.pk,
        text="ขอให้ชี้แจงว่าเหตุใดคณะกรรมการใช้เวลา 40 วันทำการ",
        due_on=bangkok_now().date() + timedelta(days=days),
        seen=case.version,
        actor=actor,
    )


def answered(case: InspectionCase, actor: Person = HEAD, **given: Any) -> InspectionCase:
    said = {"text": "คณะกรรมการประชุมเดือนละครั้ง", "says_fixed": False, "uploads": (), **given}
    return services.answer_case(case_id=case.pk, seen=case.version, actor=actor, **said)


def closed(case: InspectionCase, outcome: Outcome = Outcome.DROPPED) -> InspectionCase:
    return services.close_case(
        case_id=case.pk, outcome=outcome, text="พอแล้ว", seen=case.version, actor=REVIEWER
    )


def overdue(case: InspectionCase) -> InspectionCase:
    """Let the agency's day have passed."""
    yesterday = bangkok_now().date() - timedelta(days=1)
    InspectionCase.objects.filter(pk=case.pk).update(due_on=yesterday)
    case.refresh_from_db()
    return case


def person(officer: Officer) -> Person:
    return person_of(officer)
