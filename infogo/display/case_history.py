"""The steps of a case in words, for the central agency and for the agency that was asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from infogo.inspection.models import CaseStep, InspectionCase
from infogo.inspection.states import Verb


@dataclass(frozen=True)
class StepFileLine:
    """A file that came with a step."""

    id: int
    name: str


@dataclass(frozen=True)
class CaseStepLine:
    """One step: who, when, what, and where the agency mended its manual."""

    at: datetime
    what: str
    who: str
    text: str
    due_on: date | None
    files: Sequence[StepFileLine]
    draft_id: int | None
    edition: int | None


def case_history(case: InspectionCase, *, for_agency: bool = False) -> list[CaseStepLine]:
    """Return the steps of a case, oldest first; two queries.

    An agency reads what it was asked, what it answered and how the case ended, and of a proposal
    only that it was made.
    """
    # Why a case was opened is said once, above its history.
    untold = {Verb.FLAG, Verb.PROPOSE} if for_agency else {Verb.FLAG}
    steps = case.steps.select_related("edition").prefetch_related("files__file")
    return [
        CaseStepLine(
            at=timezone.localtime(step.at),
            what=Verb(step.verb).label,
            who=step.actor_name,
            text="" if step.verb in untold else step.text,
            due_on=step.due_on,
            files=[StepFileLine(each.file_id, each.file.name) for each in step.files.all()],
            draft_id=step.draft_id,
            edition=_edition(step),
        )
        for step in steps
        if not (for_agency and step.verb == Verb.FLAG)
    ]


def _edition(step: CaseStep) -> int | None:
    return step.edition.number if step.edition is not None else None
