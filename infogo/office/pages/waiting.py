"""Drafts that wait in an agency: for its approval, for the centre, for their time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from infogo.accounts.names import name_in
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.core.dates import long_moment
from infogo.editing.may import person_of
from infogo.editing.models import Draft, DraftState
from infogo.editing.queue import WaitingDraft, waiting_draft, waiting_drafts, with_texts
from infogo.workspace.waiting import Shown, show, waited

APPROVAL_TABS = {
    DraftState.SUBMITTED: "รอคุณอนุมัติ",
    DraftState.IN_REVIEW: "รอส่วนกลางตรวจ",
    DraftState.APPROVED: "รอถึงเวลาเผยแพร่",
}


@dataclass(frozen=True)
class WaitingLine:
    """One draft of a list."""

    id: int
    title: str
    agency: str
    author: str
    since: datetime
    waited: str
    changed: Sequence[str]
    is_first: bool
    note: str
    is_own: bool
    publish_at: str


@dataclass(frozen=True)
class Tab:
    """One kind of waiting, as a link; no ``count`` where there are too many to count."""

    label: str
    href: str
    count: int | None
    current: bool


@dataclass(frozen=True)
class ApprovalsPage:
    """What waits in her agencies, one state at a time."""

    state: str
    tabs: Sequence[Tab]
    lines: Sequence[WaitingLine]
    shown: Shown
    base: str


def approvals_page(rights: Rights, state: str, page: str) -> ApprovalsPage:
    """Return what waits in the agencies whose manuals she approves, the longest waiting first."""
    manuals = rights.manuals(Act.APPROVE_MANUAL)
    chosen = DraftState(state) if state in APPROVAL_TABS else DraftState.SUBMITTED
    path = reverse("office:approvals")
    found = waiting_drafts(manuals, chosen)
    if chosen == DraftState.APPROVED:
        found = found.order_by("publish_at", "pk")
    shown = show(found, page)
    return ApprovalsPage(
        state=chosen,
        tabs=[
            Tab(
                label,
                f"{path}?state={each}",
                _count(shown) if each == chosen else _count(show(waiting_drafts(manuals, each))),
                each == chosen,
            )
            for each, label in APPROVAL_TABS.items()
        ],
        lines=_lines(rights, with_texts(shown.ids)),
        shown=shown,
        base=f"{path}?state={chosen}&page=",
    )


def _count(shown: Shown) -> int | None:
    return None if shown.is_more else shown.total


def _lines(rights: Rights, drafts: Sequence[Draft]) -> list[WaitingLine]:
    me, now = person_of(rights.officer).id, timezone.now()
    return [_line(waiting_draft(draft), me, now) for draft in drafts]


def _line(waiting: WaitingDraft, me: str, now: datetime) -> WaitingLine:
    draft = waiting.draft
    return WaitingLine(
        id=draft.pk,
        title=draft.manual.procedure.name_th,
        agency=draft.manual.agency.name_th,
        author=name_in(draft.author_name),
        since=timezone.localtime(draft.changed_at),
        waited=waited(draft.changed_at, now),
        changed=[str(section.title) for section in waiting.changed],
        is_first=waiting.is_first,
        note=draft.note,
        is_own=me in draft.authors,
        publish_at=long_moment(draft.publish_at) if draft.publish_at else "",
    )
