"""Announcing what a merger moved, after its line in the audit trail.

Everybody holds the trail first and the keys of pages after it: whoever did it the other way round
would wait for somebody who waits for her.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.db.models import F

from infogo.accounts.notices import settle
from infogo.agencies.models import Agency
from infogo.core import keys, versions
from infogo.core.models import OutboxTopic
from infogo.core.outbox import announce
from infogo.inspection.models import InspectionCase
from infogo.inspection.notices import tell_successor
from infogo.manuals.models import Manual
from infogo.mergers.services.moving import Move
from infogo.mergers.services.tree import announce_below
from infogo.mergers.services.waiting import (
    ask_receivers,
    proposal_page,
    take_back,
    waiting_proposals,
)


def _tell_children(_move: Move, ids: Sequence[int]) -> None:
    for child in Agency.objects.filter(pk__in=ids).order_by("pk"):
        announce_below(child)


def _tell_procedures(_move: Move, ids: Sequence[int]) -> None:
    announce(OutboxTopic.PROCEDURE, ids)


def _tell_manuals(_move: Move, ids: Sequence[int]) -> None:
    procedures = Manual.objects.filter(pk__in=ids).order_by().values_list("procedure_id", flat=True)
    announce(OutboxTopic.PROCEDURE, sorted(set(procedures)))


def _tell_points(move: Move, ids: Sequence[int]) -> None:
    announce(OutboxTopic.POINT, ids)
    versions.touch([keys.points_of(move.source.pk)])


def _tell_handovers(move: Move, ids: Sequence[int]) -> None:
    """Ask the successor about points that it may take; one that it has already is its own."""
    held = waiting_proposals().filter(pk__in=ids)
    take_back(held.filter(source=F("into")), move.why, move.officer)
    asked = held.filter(into=move.into).select_related("point", "source", "into")
    for proposal in asked.order_by("pk"):
        settle([proposal_page(proposal.pk)])
        ask_receivers(proposal)


def _tell_cases(_move: Move, ids: Sequence[int]) -> None:
    with_names = InspectionCase.objects.select_related("manual__procedure")
    for case in with_names.filter(pk__in=ids).order_by("pk"):
        tell_successor(case)


def _tell_articles(_move: Move, ids: Sequence[int]) -> None:
    announce(OutboxTopic.ARTICLE, ids)


def _tell_improvements(move: Move, _ids: Sequence[int]) -> None:
    versions.touch([keys.improvements_of(move.into.pk)])


TELLERS: Mapping[str, Callable[[Move, Sequence[int]], None]] = {
    "children": _tell_children,
    "procedures": _tell_procedures,
    "manuals": _tell_manuals,
    "points": _tell_points,
    "handovers": _tell_handovers,
    "articles": _tell_articles,
    "cases": _tell_cases,
    "improvements": _tell_improvements,
}
"""What announces the records of a kind that were moved; a clash announces itself."""
