"""Where an approver decides about a draft, and what stands before and after it."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.editing.models import WAITING_STATES, Draft, DraftState
from infogo.editing.queue import neighbours, waiting_drafts
from infogo.editing.selectors import drafts_with_all
from infogo.workspace.decision import Place


def decidable(rights: Rights) -> QuerySet[Draft]:
    """Return the drafts that she may look at to decide: of manuals she approves."""
    approved = rights.manuals(Act.APPROVE_MANUAL).order_by().values("pk")
    return drafts_with_all().filter(manual__in=approved)


def place_of(rights: Rights, draft: Draft) -> Place:
    """Return a draft's place among what waits in her agencies."""
    state = DraftState(draft.state) if draft.state in WAITING_STATES else DraftState.SUBMITTED
    queue = waiting_drafts(rights.manuals(Act.APPROVE_MANUAL), state)
    before, after = neighbours(draft, queue)
    return Place(
        path=_address(draft.pk),
        back=f"{reverse('office:approvals')}?state={state}",
        before=_address(before) if before else "",
        after=_address(after) if after else "",
    )


def _address(draft_id: int) -> str:
    return reverse("office:draft_decide", args=[draft_id])
