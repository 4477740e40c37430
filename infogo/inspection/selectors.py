"""Reading cases: lists for the centre and for agencies, numbers by state, one case whole."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.agencies.models import AgencyPath
from infogo.files.models import StoredFile
from infogo.inspection.models import InspectionCase, StepFile
from infogo.inspection.states import OPEN_STATES, CaseState

OVERDUE = "overdue"
OPEN = "open"


@dataclass(frozen=True)
class Asked:
    """Which cases to list; empty narrows nothing. ``state`` can be ``OPEN`` and ``OVERDUE``."""

    q: str = ""
    state: str = ""
    ministry: int | None = None
    outcome: str = ""


def cases() -> QuerySet[InspectionCase]:
    """Return all cases with what a line of a list shows, newest first."""
    return InspectionCase.objects.select_related("manual__procedure", "agency")


def asked_cases(asked: Asked, today: date) -> QuerySet[InspectionCase]:
    """Return the cases of the country that are asked for."""
    found = cases()
    if asked.q:
        found = found.filter(
            Q(agency__name_th__icontains=asked.q) | Q(manual__procedure__name_th__icontains=asked.q)
        )
    if asked.state == OVERDUE:
        found = found.filter(state=CaseState.ASKED, due_on__lt=today)
    elif asked.state == OPEN:
        found = found.exclude(state=CaseState.CLOSED)
    elif asked.state:
        found = found.filter(state=asked.state)
    if asked.ministry is not None:
        below = AgencyPath.objects.filter(ancestor=asked.ministry).values("descendant_id")
        found = found.filter(agency__in=below)
    if asked.outcome:
        found = found.filter(outcome=asked.outcome)
    return found


def counts_by_state(asked: Asked, today: date) -> dict[str, int]:
    """Return how many cases are in each state, narrowed by everything but the state.

    ``OVERDUE`` counts those of ``asked`` whose day has passed; one query.
    """
    narrowed = asked_cases(Asked(q=asked.q, ministry=asked.ministry, outcome=asked.outcome), today)
    sums = {str(state): Count("pk", filter=Q(state=state)) for state in CaseState} | {
        OVERDUE: Count("pk", filter=Q(state=CaseState.ASKED, due_on__lt=today))
    }
    return dict(narrowed.order_by().aggregate(**sums))


def open_cases_of(manual_ids: Collection[int]) -> dict[int, int]:
    """Return the open case of each manual that has one; one query."""
    found = InspectionCase.objects.filter(
        manual__in=set(manual_ids), state__in=[str(state) for state in OPEN_STATES]
    )
    return dict(found.values_list("manual_id", "pk"))


def files_of_case(case_id: int) -> QuerySet[StoredFile]:
    """Return the files that came with the steps of a case, each once: an agency may send one again.

    Those that were withdrawn since are left out.
    """
    sent = StepFile.objects.filter(step__case=case_id).order_by()
    return StoredFile.objects.filter(pk__in=sent.values("file"), withdrawn_at=None)


def cases_of_agency(rights: Rights) -> QuerySet[InspectionCase]:
    """Return the cases of which the officer's agencies know: those about which they were asked.

    She reads those of manuals that she writes or approves. Central officers read them in their
    own face.
    """
    if rights.everywhere(Act.APPROVE_MANUAL):
        return cases().none()
    hers = _hers(rights, Act.EDIT_MANUAL) | _hers(rights, Act.APPROVE_MANUAL)
    return cases().filter(hers, due_on__isnull=False)


def spoken_for(rights: Rights) -> QuerySet[InspectionCase]:
    """Return the cases in which she speaks for the agency, whatever their state.

    Whoever approves a manual for its agency does; central officers do not.
    """
    if rights.everywhere(Act.APPROVE_MANUAL):
        return cases().none()
    return cases().filter(_hers(rights, Act.APPROVE_MANUAL))


def to_answer(rights: Rights) -> QuerySet[InspectionCase]:
    """Return the cases that wait for an answer that she may give, the first due first."""
    return spoken_for(rights).filter(state=CaseState.ASKED).order_by("due_on", "pk")


def to_decide(today: date) -> QuerySet[InspectionCase]:
    """Return the cases in which the centre is next: answered, or without answer in time."""
    overdue = Q(state=CaseState.ASKED, due_on__lt=today)
    return cases().filter(overdue | Q(state=CaseState.ANSWERED)).order_by("changed_at", "pk")


def _hers(rights: Rights, act: Act) -> Q:
    """Return the condition that a case is about a manual of hers, or is her agency's to answer.

    After a merger an agency may answer for a manual that stayed with the one that ended.
    """
    manuals = rights.manuals(act).order_by().values("pk")
    return Q(manual__in=manuals) | Q(agency__in=rights.agencies(act).order_by().values("pk"))
