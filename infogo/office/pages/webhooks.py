"""Addresses to which changes are sent, as officers see them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from infogo.accounts.perms import Rights
from infogo.agencies.models import Agency
from infogo.changes.models import DeadLetter, Subscription, SubscriptionState
from infogo.changes.selectors import Edges, edges
from infogo.changes.services import is_left_behind, manageable
from infogo.display.filters import DOT

KIND_WORDS: Mapping[str, str] = {
    "agencies": "หน่วยงาน",
    "procedures": "งานบริการ",
    "manuals": "คู่มือที่มีเนื้อหาของตนเอง",
    "points": "จุดให้บริการและสิ่งที่ทำได้ที่จุดนั้น",
    "articles": "บทความ",
    "topics": "หมวดหมู่",
    "target-groups": "กลุ่มเป้าหมาย",
    "life-events": "เหตุการณ์ชีวิต",
    "holidays": "วันหยุดราชการ",
}
STATE_KINDS = {
    SubscriptionState.VERIFYING: "warning",
    SubscriptionState.ACTIVE: "success",
    SubscriptionState.PAUSED: "neutral",
    SubscriptionState.STOPPED: "error",
}
PAGE_SIZE = 50
MOST_LETTERS = 50


@dataclass(frozen=True)
class WebhookLine:
    """One address in a list."""

    id: int
    name: str
    url: str
    whose: str
    state: str
    state_kind: str
    behind: int
    last_success_at: datetime | None


@dataclass(frozen=True)
class WebhooksPage:
    """Some of the addresses that she keeps; ``next_after`` begins the next page, 0 at the end."""

    lines: Sequence[WebhookLine]
    next_after: int


@dataclass(frozen=True)
class LetterLine:
    """One message that was not taken."""

    id: int
    message: str
    attempts: int
    problem: str
    died_at: datetime
    is_left_behind: bool
    is_asked: bool


@dataclass(frozen=True)
class WebhookPage:
    """One address: what goes there, how it stands, and what was not taken."""

    line: WebhookLine
    owner: str
    kinds: str
    agencies: Sequence[Agency]
    is_sending: bool
    is_verified: bool
    position: int
    newest: int
    failures: int
    problem: str
    next_at: datetime | None
    test_result: str
    tested_at: datetime | None
    is_testing: bool
    old_until: datetime | None
    letters: Sequence[LetterLine]
    secret: str


def webhooks_page(rights: Rights, after: int) -> WebhooksPage:
    """Return a page of the list; three queries."""
    rows = manageable(rights).filter(pk__gt=after).select_related("agency").order_by("pk")
    found, between = list(rows[: PAGE_SIZE + 1]), edges()
    shown = found[:PAGE_SIZE]
    more = len(found) > PAGE_SIZE
    return WebhooksPage([_line(row, between) for row in shown], shown[-1].pk if more else 0)


def webhook_page(row: Subscription, secret: str = "") -> WebhookPage:  # nosec B107
    """Return the page of one address; ``secret`` is a new one, shown this once."""
    between = edges()
    sending = (SubscriptionState.ACTIVE, SubscriptionState.VERIFYING)
    old = row.old_until if row.old_until and row.old_until > timezone.now() else None
    letters = row.dead_letters.order_by("pk")[:MOST_LETTERS]
    return WebhookPage(
        line=_line(row, between),
        owner=row.owner.name_th,
        kinds=DOT.join(KIND_WORDS.get(kind, kind) for kind in row.kinds) or "ทุกชนิด",
        agencies=list(Agency.objects.filter(pk__in=row.agencies).order_by("pk")),
        is_sending=row.state in sending,
        is_verified=row.verified_at is not None,
        position=row.position,
        newest=between.newest,
        failures=row.failures,
        problem=row.problem,
        next_at=_local(row.next_at) if row.failures else None,
        test_result=row.test_result,
        tested_at=_local(row.tested_at),
        is_testing=row.errand_at is not None and row.tested_at is None,
        old_until=_local(old),
        letters=[_letter(row, letter) for letter in letters],
        secret=secret,
    )


def _line(row: Subscription, between: Edges) -> WebhookLine:
    state = SubscriptionState(row.state)
    return WebhookLine(
        id=row.pk,
        name=row.name,
        url=row.url,
        whose=row.agency.name_th if row.agency else "ส่วนกลาง",
        state=str(state.label),
        state_kind=STATE_KINDS[state],
        behind=max(0, between.newest - row.position),
        last_success_at=_local(row.last_success_at),
    )


def _letter(row: Subscription, letter: DeadLetter) -> LetterLine:
    return LetterLine(
        id=letter.pk,
        message=letter.message,
        attempts=letter.attempts,
        problem=letter.problem,
        died_at=timezone.localtime(letter.died_at),
        is_left_behind=is_left_behind(row, letter),
        is_asked=letter.resend_at is not None,
    )


def _local(moment: datetime | None) -> datetime | None:
    return timezone.localtime(moment) if moment else None
