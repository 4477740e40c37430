"""What the central agency asked an agency to explain, and the agency's answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Paginator
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.display.case_history import CaseStepLine, case_history
from infogo.editing.models import OPEN_STATES, Draft
from infogo.inspection.evidence import Evidence, edition_words
from infogo.inspection.models import InspectionCase
from infogo.inspection.selectors import cases_of_agency, to_answer
from infogo.inspection.states import SHORT_TH, CaseState, Outcome

PAGE_SIZE = 20


@dataclass(frozen=True)
class InspectionLine:
    """One case of the list."""

    id: int
    title: str
    agency: str
    state: str
    kind: str
    due: date | None
    is_overdue: bool
    changed_at: datetime


@dataclass(frozen=True)
class InspectionsPage:
    """The cases about her agencies' manuals, those to answer first."""

    lines: Sequence[InspectionLine]
    number: int
    pages: int


@dataclass(frozen=True)
class InspectionPage:
    """One case as the agency reads it."""

    case: InspectionCase
    title: str
    agency: str
    state: str
    is_overdue: bool
    outcome: str
    evidence: Evidence
    edition: str
    history: Sequence[CaseStepLine]
    may_answer: bool
    manual_href: str
    draft_href: str
    can_edit: bool


def inspections_page(rights: Rights, page: str) -> InspectionsPage:
    """List the cases of which her agencies know."""
    # Where nothing stands, the two databases disagree about the order unless they are told.
    open_first = F("closed_at").asc(nulls_first=True)
    found = cases_of_agency(rights).order_by(open_first, "due_on", "-pk")
    shown = Paginator(found, PAGE_SIZE).get_page(page)
    return InspectionsPage(
        lines=[_line(case, rights.on) for case in shown.object_list],
        number=shown.number,
        pages=shown.paginator.num_pages,
    )


def inspection_page(rights: Rights, case: InspectionCase) -> InspectionPage:
    """Return a case of ``cases_of_agency`` with what she may do about it."""
    evidence = Evidence.model_validate(case.evidence)
    draft = Draft.objects.filter(manual=case.manual_id, state__in=OPEN_STATES).first()
    # Since a merger the manual may have stayed, retired, with the agency that ended.
    is_hers = rights.manuals(Act.VIEW).filter(pk=case.manual_id).exists()
    return InspectionPage(
        case=case,
        title=case.manual.procedure.name_th,
        agency=case.agency.name_th,
        state=CaseState(case.state).label,
        is_overdue=case.is_overdue(rights.on),
        outcome=Outcome(case.outcome).label if case.outcome else "",
        evidence=evidence,
        edition=edition_words(evidence),
        history=case_history(case, for_agency=True),
        may_answer=to_answer(rights).filter(pk=case.pk).exists(),
        manual_href=reverse("office:manual", args=[case.manual_id]) if is_hers else "",
        draft_href=reverse("office:draft", args=[draft.pk]) if draft else "",
        can_edit=rights.manuals(Act.EDIT_MANUAL).filter(pk=case.manual_id).exists(),
    )


def _line(case: InspectionCase, today: date) -> InspectionLine:
    is_waiting = case.state == CaseState.ASKED
    return InspectionLine(
        id=case.pk,
        title=case.manual.procedure.name_th,
        agency=case.agency.name_th,
        state=SHORT_TH[case.state],
        kind="warning" if is_waiting else "neutral",
        due=case.due_on if is_waiting else None,
        is_overdue=case.is_overdue(today),
        changed_at=timezone.localtime(case.changed_at),
    )
