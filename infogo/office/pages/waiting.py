"""Lists of drafts that wait: for an agency's approval, for their time, for the central review."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from infogo.accounts.names import name_in
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.agencies.models import Agency, AgencyPath
from infogo.core.dates import long_moment
from infogo.editing.may import person_of
from infogo.editing.models import Draft, DraftState
from infogo.editing.queue import WaitingDraft, waiting_draft, waiting_drafts, with_texts
from infogo.manuals.peers import PeerTimes, peer_times

PAGE_SIZE = 20
MOST_LISTED = 1000
"""Nobody pages further through what waits; counting all of a country's takes too long."""
MINISTRY = "ministry"
HOUR_SECONDS = 3600
DAY_HOURS = 24
APPROVAL_TABS = {
    DraftState.SUBMITTED: "รอคุณอนุมัติ",
    DraftState.IN_REVIEW: "รอส่วนกลางตรวจ",
    DraftState.APPROVED: "รอถึงเวลาเผยแพร่",
}


@dataclass(frozen=True)
class WaitingLine:
    """One draft of a list. ``slow`` compares its time with other agencies', where it is longer."""

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
    slow: str = ""


@dataclass(frozen=True)
class Tab:
    """One kind of waiting, as a link; no ``count`` where there are too many to count."""

    label: str
    href: str
    count: int | None
    current: bool


@dataclass(frozen=True)
class Shown:
    """One page of a list; ``total`` counts up to ``MOST_LISTED`` and ``is_more`` says if so."""

    ids: Sequence[int]
    total: int
    is_more: bool
    number: int
    pages: int


@dataclass(frozen=True)
class ApprovalsPage:
    """What waits in her agencies, one state at a time."""

    state: str
    tabs: Sequence[Tab]
    lines: Sequence[WaitingLine]
    shown: Shown
    base: str


@dataclass(frozen=True)
class ReviewsPage:
    """What waits for the central review, perhaps only of some agencies."""

    query: str
    ministry: int | None
    ministries: Sequence[tuple[int, str]]
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


def reviews_page(rights: Rights, query: str, ministry: str, page: str) -> ReviewsPage:
    """Return what waits for the central review, with what takes longer than elsewhere marked."""
    words = query.strip()[:100].replace("\x00", "")
    chosen = int(ministry) if ministry.isascii() and ministry.isdecimal() else None
    ministries = list(
        Agency.objects.filter(kind=MINISTRY).order_by("sort_key").values_list("pk", "name_th")
    )
    if chosen not in dict(ministries):
        chosen = None
    waiting = waiting_drafts(rights.manuals(Act.REVIEW), DraftState.IN_REVIEW)
    shown = show(of_agencies(waiting, words, chosen), page)
    kept = {"q": words, "ministry": chosen or ""}
    return ReviewsPage(
        query=words,
        ministry=chosen,
        ministries=ministries,
        lines=_lines(rights, with_texts(shown.ids), with_peers=True),
        shown=shown,
        base=f"{reverse('office:reviews')}?{urlencode(kept)}&page=",
    )


def of_agencies(drafts: QuerySet[Draft], words: str, ministry: int | None) -> QuerySet[Draft]:
    """Return the drafts of agencies whose name holds the words, below one ministry if given."""
    if words:
        drafts = drafts.filter(
            Q(manual__agency__name_th__icontains=words)
            | Q(manual__procedure__name_th__icontains=words)
        )
    if ministry is not None:
        below = AgencyPath.objects.filter(ancestor=ministry).values("descendant_id")
        drafts = drafts.filter(manual__agency__in=below)
    return drafts


def show(found: QuerySet[Draft], page: str = "") -> Shown:
    """Return one page of a list's ids; one query, however long the list is."""
    ids = list(found.values_list("pk", flat=True)[: MOST_LISTED + 1])
    rows = Paginator(ids[:MOST_LISTED], PAGE_SIZE).get_page(page)
    return Shown(
        ids=list(rows.object_list),
        total=min(len(ids), MOST_LISTED),
        is_more=len(ids) > MOST_LISTED,
        number=rows.number,
        pages=rows.paginator.num_pages,
    )


def waited(since: datetime, now: datetime) -> str:
    """Say how long something has waited, in whole hours or days."""
    hours = int((now - since).total_seconds() // HOUR_SECONDS)
    if hours < 1:
        return "รอไม่ถึง 1 ชั่วโมง"
    if hours < DAY_HOURS:
        return f"รอ {hours} ชั่วโมง"
    return f"รอ {hours // DAY_HOURS:,} วัน"


def slow_words(waiting: WaitingDraft, peers: PeerTimes | None) -> str:
    """Say that a manual takes longer than the like, or nothing."""
    if peers is None or waiting.total is None or not peers.is_exceeded_by(waiting.total):
        return ""
    return (
        f"สัญญา {waiting.total.text()} นานกว่าสามในสี่ของเรื่องแบบเดียวกัน "
        f"ซึ่งมีค่ากลาง {peers.median.text()} (เทียบ {peers.count:,} คู่มือ)"
    )


def _count(shown: Shown) -> int | None:
    return None if shown.is_more else shown.total


def _lines(
    rights: Rights, drafts: Sequence[Draft], *, with_peers: bool = False
) -> list[WaitingLine]:
    waiting = [waiting_draft(draft) for draft in drafts]
    asked = [(each.draft.manual.procedure, each.total) for each in waiting]
    peers = peer_times(asked) if with_peers else (None,) * len(waiting)
    me, now = person_of(rights.officer).id, timezone.now()
    return [
        _line(each, slow_words(each, usual), me, now)
        for each, usual in zip(waiting, peers, strict=True)
    ]


def _line(waiting: WaitingDraft, slow: str, me: str, now: datetime) -> WaitingLine:
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
        slow=slow,
    )
