"""Drafts of the served country on their way to the central review: in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from infogo.accounts.models import Officer
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.core.durations import Duration
from infogo.editing.may import OfficerMay, person_of
from infogo.editing.services import drafts, workflow
from infogo.inspection.models import InspectionCase
from infogo.inspection.services import close_case
from infogo.inspection.states import CaseState, Outcome
from infogo.manuals.content import Step, StepKind
from infogo.manuals.models import Manual
from infogo.manuals.part import Listing, ListingState
from tools.country import ROOT, environment

AUTHOR, APPROVER = "agency-admin@demo.example", "manual-approver@demo.example"
CENTRE = "central-reviewer@demo.example"
PLACE = 3
"""Which of the author's manuals: another than other tests write."""


def send_to_review(home: Path, note: str) -> None:
    """Let an agency approve a draft whose board takes 40 working days, in the country of home."""
    code = f"from tests.e2e.reviewing import write; write({note!r})"
    command = [sys.executable, "manage.py", "shell", "--verbosity=0", "--command", code]
    subprocess.run(command, cwd=ROOT, env=environment(home), check=True, stdout=subprocess.PIPE)


def write(note: str) -> None:
    """Write the draft, submit it and approve it; what an earlier run left is taken away first."""
    author, approver = _acting(AUTHOR), _acting(APPROVER)
    manual = _manual()
    _close_open_case(manual)
    draft = drafts.begin_draft(manual=manual, **author)
    if not draft.is_editable:
        draft = workflow.withdraw_submission(draft_id=draft.pk, seen=draft.version, **author)
    saved = draft.sections.get(section="steps")
    drafts.save_section(
        draft_id=draft.pk, section="steps", values=_slow(), seen=saved.version, **author
    )
    draft.refresh_from_db()
    draft = workflow.submit_draft(draft_id=draft.pk, seen=draft.version, note=note, **author)
    workflow.approve_draft(draft_id=draft.pk, seen=draft.version, **approver)


def _manual() -> Manual:
    """Return a standard manual of the author that the approver approves and nobody else writes."""
    hers = Rights.of(Officer.objects.get(email=AUTHOR)).manuals(Act.EDIT_MANUAL)
    approved = Rights.of(Officer.objects.get(email=APPROVER)).manuals(Act.APPROVE_MANUAL)
    both = hers.filter(standard=None, pk__in=approved.values("pk")).order_by("pk")
    return both.reverse()[PLACE]


def _close_open_case(manual: Manual) -> None:
    for case in InspectionCase.objects.filter(manual=manual).exclude(state=CaseState.CLOSED):
        actor = person_of(Officer.objects.get(email=CENTRE))
        close_case(
            case_id=case.pk,
            outcome=Outcome.DROPPED,
            text="การทดสอบก่อนหน้า",
            seen=case.version,
            actor=actor,
        )


def _acting(email: str) -> dict[str, Any]:
    rights = Rights.of(Officer.objects.get(email=email))
    return {"actor": person_of(rights.officer), "may": OfficerMay(rights)}


def _slow() -> dict[str, Any]:
    time = Duration.of(40, "working_day")
    step = Step(kind=StepKind.CONSIDERATION, title="พิจารณาโดยคณะกรรมการ", duration=time)
    steps = Listing[Step](state=ListingState.LISTED, items=(step,))
    return {
        "steps": steps.model_dump(mode="json"),
        "total": time.model_dump(mode="json"),
        "total_basis": "manual",
    }
