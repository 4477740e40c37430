"""Reading proposed words: those that wait for an owner, and what became of all of them."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Count, QuerySet

from infogo.editing.models import ProposalState, WordProposal
from infogo.manuals.models import Manual


def waiting_for(manuals: QuerySet[Manual]) -> QuerySet[WordProposal]:
    """Return the proposals that wait for whoever edits these manuals, oldest first."""
    standards = manuals.filter(standard=None).order_by()
    found = WordProposal.objects.filter(
        state=ProposalState.WAITING, procedure__in=standards.values("procedure_id")
    )
    return found.select_related("procedure").order_by("proposed_at", "pk")


def all_proposals(state: str = "") -> QuerySet[WordProposal]:
    """Return all proposals, or those of one state, newest first."""
    found = WordProposal.objects.select_related("procedure__owner")
    return found.filter(state=state) if state else found


def counts_by_state() -> dict[str, int]:
    """Return how many proposals are in each state; one query."""
    rows = WordProposal.objects.order_by().values_list("state").annotate(count=Count("pk"))
    found = dict(rows)
    return {str(state): found.get(state, 0) for state in ProposalState}


def states_of(texts: Collection[str]) -> dict[str, str]:
    """Return the newest state of a proposal behind each failed search that has one; one query.

    Few proposals exist and their searches are JSON, so they are read newest first.
    """
    wanted = set(texts)
    found: dict[str, str] = {}
    for asked, state in WordProposal.objects.values_list("asked", "state")[:2000]:
        for text in wanted.intersection(asked):
            found.setdefault(text, state)
    return found
