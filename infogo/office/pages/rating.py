"""One rating: what she answered, what became of it, and what the agency replied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from infogo.accounts.names import name_in
from infogo.core.dates import month_and_year
from infogo.display.filters import DOT
from infogo.office.pages.ratings import STATE_KINDS
from infogo.ratings.models import (
    Channel,
    ModerationStep,
    Rating,
    RatingReply,
    RatingState,
    Reason,
    ReplyKind,
    ReplyTemplate,
)
from infogo.ratings.officer_words import (
    Answer,
    answers,
    place_of,
    score_kind,
    score_text,
    suspicions,
)
from infogo.ratings.selectors import answering_agency

MOST_TEMPLATES = 100


@dataclass(frozen=True)
class StepLine:
    """One change of the rating's state."""

    words: str
    reason: str
    text: str
    actor: str
    at: datetime


@dataclass(frozen=True)
class ReplyLine:
    """One reply or note."""

    kind: str
    is_public: bool
    text: str
    author: str
    at: datetime


@dataclass(frozen=True)
class ReadyText:
    """A text that can be put into the answer."""

    id: int
    title: str


@dataclass(frozen=True)
class RatingPage:
    """The page's content."""

    id: int
    reference: str
    title: str
    score: str
    score_kind: str
    service: str
    place: str
    agency: str
    at: datetime
    visited: str
    channel: str
    state: str
    state_kind: str
    comment: str
    has_masked: bool
    answers: Sequence[Answer]
    suspicions: Sequence[str]
    steps: Sequence[StepLine]
    replies: Sequence[ReplyLine]
    ready: Sequence[ReadyText]
    can_reply_publicly: bool
    can_hide: bool
    can_release: bool
    is_simulated: bool
    same_point_href: str
    same_manual_href: str
    improvement_href: str


def rating_page(rating: Rating) -> RatingPage:
    """Return the page of a rating whose names are at hand."""
    state = RatingState(rating.state)
    inbox = reverse("office:ratings")
    ready = ReplyTemplate.objects.filter(agency=answering_agency(rating)).order_by("title", "pk")
    return RatingPage(
        id=rating.pk,
        reference=rating.reference,
        title=f"{score_text(rating.overall)}{DOT}{rating.procedure.name_th}",
        score=score_text(rating.overall),
        score_kind=score_kind(rating.overall),
        service=rating.procedure.name_th,
        place=place_of(rating),
        agency=rating.agency.name_th,
        at=timezone.localtime(rating.created_at),
        visited=month_and_year(rating.visited_on) if rating.visited_on else "",
        channel=str(Channel(rating.channel).label),
        state=str(state.label),
        state_kind=STATE_KINDS[state],
        comment=rating.comment,
        has_masked=rating.has_masked,
        answers=answers(rating),
        suspicions=suspicions(rating) if state is RatingState.HELD else (),
        steps=[_step(step) for step in rating.steps.all()],
        replies=[_reply(reply) for reply in rating.replies.select_related("officer")],
        ready=[ReadyText(*row) for row in ready.values_list("pk", "title")[:MOST_TEMPLATES]],
        can_reply_publicly=state is RatingState.PUBLIC,
        can_hide=state is not RatingState.HIDDEN,
        can_release=state is not RatingState.PUBLIC,
        is_simulated=rating.is_simulated,
        same_point_href=f"{inbox}?point={rating.point_id}" if rating.point_id else "",
        same_manual_href=f"{inbox}?manual={rating.manual_id}",
        improvement_href=reverse("office:improvement_new", args=[rating.manual_id]),
    )


def _step(step: ModerationStep) -> StepLine:
    return StepLine(
        words=f"{RatingState(step.from_state).label} → {RatingState(step.to_state).label}"
        if step.from_state != step.to_state
        else str(RatingState(step.to_state).label),
        reason=str(Reason(step.reason).label),
        text=step.text,
        actor=name_in(step.actor),
        at=timezone.localtime(step.at),
    )


def _reply(reply: RatingReply) -> ReplyLine:
    kind = ReplyKind(reply.kind)
    return ReplyLine(
        kind=str(kind.label),
        is_public=kind is ReplyKind.PUBLIC,
        text=reply.text,
        author=reply.officer.name_th if reply.officer else "",
        at=timezone.localtime(reply.at),
    )
