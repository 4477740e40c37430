"""One case for the central agency, the steps that it may take, and finding a manual to flag."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.central.pages.case_list import TAGS
from infogo.core.calendar import add_working_days
from infogo.core.dates import long_date
from infogo.core.public_holidays import holiday_names
from infogo.core.written import clean_line
from infogo.display.case_history import CaseStepLine, case_history
from infogo.editing.models import Draft, DraftState
from infogo.editing.selectors import drafts_with_all
from infogo.inspection.evidence import (
    Evidence,
    edition_words,
    evidence_of_draft,
    evidence_of_manual,
    over_standard,
)
from infogo.inspection.models import InspectionCase
from infogo.inspection.notices import agency_officers
from infogo.inspection.selectors import open_cases_of
from infogo.inspection.states import CaseState, Outcome, Verb, verbs_of_centre
from infogo.manuals.models import Manual, ManualFacts
from infogo.manuals.selectors import holder_of_editions, in_use

DUE_WORKING_DAYS = 15
"""Offered as the time to answer; whoever asks may choose another day."""
MOST_FOUND = 20
BUTTONS = {
    Verb.ASK: "ขอให้หน่วยงานชี้แจง",
    Verb.PROPOSE: "จัดทำร่างข้อเสนอคณะรัฐมนตรี",
    Verb.CLOSE: "ปิดเรื่อง",
}


@dataclass(frozen=True)
class PaperLine:
    """One draft paper with its files."""

    number: int
    made_at: datetime
    digest: str
    pdf: str
    docx: str


@dataclass(frozen=True)
class CasePage:
    """One case whole."""

    case: InspectionCase
    title: str
    agency: str
    state: str
    kind: str
    outcome: str
    is_overdue: bool
    evidence: Evidence
    edition: str
    over: int
    history: Sequence[CaseStepLine]
    papers: Sequence[PaperLine]
    acts: Sequence[tuple[str, str]]
    manual_href: str
    draft_href: str


@dataclass(frozen=True)
class ActPage:
    """One step that is about to be taken."""

    case: InspectionCase
    title: str
    agency: str
    button: str
    reaches: int | None


@dataclass(frozen=True)
class FoundManual:
    """A manual that may be flagged, or the case that it has already."""

    href: str
    title: str
    agency: str
    case_href: str


@dataclass(frozen=True)
class NewCasePage:
    """A manual with its evidence, about to be flagged."""

    manual: Manual
    title: str
    agency: str
    evidence: Evidence
    edition: str
    case_href: str
    draft_id: int | None


def case_page(rights: Rights, case: InspectionCase, today: date) -> CasePage:
    """Return a case of ``selectors.cases`` with the steps that she may take."""
    evidence = Evidence.model_validate(case.evidence)
    is_overdue = case.is_overdue(today)
    is_reviewer = rights.everywhere(Act.REVIEW)
    verbs = verbs_of_centre(case.state, is_overdue=is_overdue)
    return CasePage(
        case=case,
        title=case.manual.procedure.name_th,
        agency=case.agency.name_th,
        state=CaseState(case.state).label,
        kind=TAGS[CaseState(case.state)],
        outcome=Outcome(case.outcome).label if case.outcome else "",
        is_overdue=is_overdue,
        evidence=evidence,
        edition=edition_words(evidence),
        over=len(over_standard(evidence)),
        history=case_history(case),
        papers=_papers(case),
        acts=[(BUTTONS[verb], reverse("central:case_act", args=[case.pk, verb])) for verb in verbs]
        if is_reviewer
        else (),
        manual_href=reverse("office:manual", args=[case.manual_id]),
        draft_href=reverse("central:review", args=[case.draft_id])
        if is_reviewer and case.draft is not None and case.draft.state == DraftState.IN_REVIEW
        else "",
    )


def act_page(case: InspectionCase, verb: Verb) -> ActPage:
    """Return what the page of one step shows; ``reaches`` counts whom a request reaches."""
    return ActPage(
        case=case,
        title=case.manual.procedure.name_th,
        agency=case.agency.name_th,
        button=BUTTONS[verb],
        reaches=len(agency_officers(case)) if verb == Verb.ASK else None,
    )


def typed_first(case: InspectionCase, verb: Verb, today: date) -> dict[str, Any]:
    """Return what the form of a step begins with."""
    given: dict[str, Any] = {"seen": case.version}
    if verb == Verb.ASK:
        due = add_working_days(today, DUE_WORKING_DAYS, holiday_names()).due_on
        given |= {"text": _request_text(case), "due_on": long_date(due)}
    return given


def found_manuals(query: str) -> list[FoundManual]:
    """Return manuals in use whose procedure is called like this, standard ones first."""
    words = clean_line(query)
    if not words:
        return []
    named = Q(manual__procedure__name_th__icontains=words)
    official = Q(manual__procedure__official_name_th__icontains=words)
    # Manuals with a text of their own have facts; those that follow a standard are in the hundreds
    # of thousands and say nothing else than it does.
    own = ManualFacts.objects.filter(named | official | Q(manual__agency__name_th__icontains=words))
    rows = list(
        in_use(Manual.objects.filter(pk__in=own.values("manual_id")))
        .select_related("procedure", "agency")
        .order_by("-popularity", "pk")[:MOST_FOUND]
    )
    cases = open_cases_of([row.pk for row in rows])
    return [
        FoundManual(
            href=reverse("central:case_new", args=[row.pk]),
            title=row.procedure.name_th,
            agency=row.agency.name_th,
            case_href=reverse("central:case", args=[cases[row.pk]]) if row.pk in cases else "",
        )
        for row in rows
    ]


def flaggable(rights: Rights) -> QuerySet[Manual]:
    """Return the manuals that she may flag, with all that their evidence needs."""
    return rights.manuals(Act.REVIEW).select_related(
        "procedure__owner",
        "procedure__topic",
        "agency",
        "current__based_on",
        "standard__current",
    )


def draft_to_flag(manual: Manual, draft_id: int | None, *, is_sent: bool) -> Draft | None:
    """Return the manual's draft in review by its number, or nothing.

    A draft that left the review while somebody wrote about it (``is_sent``) is returned all the
    same where there is no edition to show in its place: her words stay beside it.
    """
    if draft_id is None:
        return None
    draft = drafts_with_all().filter(manual=manual, pk=draft_id).first()
    if draft is None or draft.state == DraftState.IN_REVIEW:
        return draft
    return draft if is_sent and holder_of_editions(manual).current_id is None else None


def new_case_page(manual: Manual, draft: Draft | None, today: date) -> NewCasePage:
    """Return a manual or a draft with its evidence of today.

    Raises:
        NotPublishedError: the manual has no published edition and there is no draft.
    """
    evidence = evidence_of_draft(draft, today) if draft else evidence_of_manual(manual, today)
    case = open_cases_of([manual.pk]).get(manual.pk)
    return NewCasePage(
        manual=manual,
        title=manual.procedure.name_th,
        agency=manual.agency.name_th,
        evidence=evidence,
        edition=edition_words(evidence),
        case_href=reverse("central:case", args=[case]) if case else "",
        draft_id=draft.pk if draft else None,
    )


def _papers(case: InspectionCase) -> list[PaperLine]:
    return [
        PaperLine(
            number=paper.number,
            made_at=timezone.localtime(paper.made_at),
            digest=paper.digest[:16],
            pdf=reverse("central:case_paper", args=[case.pk, paper.number, "pdf"]),
            docx=reverse("central:case_paper", args=[case.pk, paper.number, "docx"]),
        )
        for paper in case.papers.defer("data")
    ]


def _request_text(case: InspectionCase) -> str:
    """Return a request to begin with: which steps are long, and what is wanted."""
    evidence = Evidence.model_validate(case.evidence)
    lines = [f"ขอให้ชี้แจงเหตุผลของขั้นตอนและระยะเวลาใน “{evidence.official}”"]
    lines += [
        f"- ขั้นตอน “{step.title}” ใช้ {step.time} เวลามาตรฐาน{step.standard}"
        for step in over_standard(evidence)
    ]
    time = evidence.total_measure
    peer = time.same if time.same.is_exceeded else time.like
    if peer.is_exceeded:
        lines.append(f"- ระยะเวลารวม {evidence.total} ค่ากลางของเรื่องที่เทียบ {peer.value}")
    lines.append("และแจ้งแผนลดขั้นตอนหรือระยะเวลา หรือแก้คู่มือแล้วแจ้งในคำชี้แจง")
    return "\n".join(lines)
