"""What an officer should know, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils import timezone

from infogo.accounts.models import Notice, NoticeKind, Officer

PAGE_SIZE = 30


@dataclass(frozen=True)
class NoticeLine:
    """One notice."""

    id: int
    kind: str
    text: str
    path: str
    at: datetime
    is_read: bool


@dataclass(frozen=True)
class NoticesPage:
    """The list's content."""

    lines: Sequence[NoticeLine]
    has_unread: bool
    wants_letters: bool
    number: int
    pages: int
    base: str


def notices_page(officer: Officer, page: str) -> NoticesPage:
    """Return her notices."""
    shown = Paginator(Notice.objects.filter(officer=officer), PAGE_SIZE).get_page(page)
    lines = [_line(notice) for notice in shown.object_list]
    return NoticesPage(
        lines=lines,
        has_unread=any(not line.is_read for line in lines),
        wants_letters=officer.wants_letters,
        number=shown.number,
        pages=shown.paginator.num_pages,
        base=f"{reverse('office:notices')}?page=",
    )


def _line(notice: Notice) -> NoticeLine:
    return NoticeLine(
        id=notice.pk,
        kind=str(NoticeKind(notice.kind).label),
        text=notice.text,
        path=notice.path,
        at=timezone.localtime(notice.created_at),
        is_read=notice.read_at is not None,
    )
