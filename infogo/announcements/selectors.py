"""Which announcements stand above a page at a moment, and when that changes next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from infogo.announcements.models import Announcement, Level, Place
from infogo.core.keys import ANNOUNCEMENT
from infogo.core.memory import Memory

MOST_SHOWN = 3
"""Above one page; more would push away what the reader came for."""


@dataclass(frozen=True)
class Posted:
    """An announcement that shows now or later."""

    id: int
    text_th: str
    text_en: str
    level: str
    place: str
    province: str
    target_id: int
    starts_at: datetime
    ends_at: datetime

    def is_shown_at(self, now: datetime) -> bool:
        """Whether it stands above its pages at a moment."""
        return self.starts_at <= now < self.ends_at


@dataclass(frozen=True)
class Where:
    """What a public page is about."""

    provinces: frozenset[str] = frozenset()
    agencies: frozenset[int] = frozenset()
    procedure: int = 0

    def takes(self, posted: Posted) -> bool:
        """Whether an announcement belongs above this page."""
        match posted.place:
            case Place.PUBLIC:
                return True
            case Place.PROVINCE:
                return posted.province in self.provinces
            case Place.AGENCY:
                return posted.target_id in self.agencies
            case Place.PROCEDURE:
                return posted.target_id == self.procedure
        return False


_held = Memory(1)


def posted(now: datetime) -> tuple[Posted, ...]:
    """Return every announcement that shows at ``now`` or later; at most one query."""
    return _held.recall("posted", (ANNOUNCEMENT,), lambda: _read(now))


def next_change(announcements: Iterable[Posted], now: datetime) -> datetime | None:
    """Return the first moment after ``now`` at which one appears or vanishes by the clock."""
    moments = [moment for one in announcements for moment in (one.starts_at, one.ends_at)]
    return min((moment for moment in moments if moment > now), default=None)


def above_page(announcements: Iterable[Posted], where: Where, now: datetime) -> list[Posted]:
    """Return what stands above a public page, urgent ones first, then the newest."""
    return _first(one for one in announcements if one.is_shown_at(now) and where.takes(one))


def for_officers(announcements: Iterable[Posted], now: datetime) -> list[Posted]:
    """Return what stands above the pages of signed-in officers."""
    return _first(
        one for one in announcements if one.is_shown_at(now) and one.place == Place.OFFICERS
    )


def _first(found: Iterable[Posted]) -> list[Posted]:
    newest = sorted(found, key=lambda one: (one.starts_at, one.id), reverse=True)
    return sorted(newest, key=lambda one: one.level != Level.URGENT)[:MOST_SHOWN]


def _read(now: datetime) -> tuple[Posted, ...]:
    rows = Announcement.objects.filter(withdrawn_at=None, ends_at__gt=now).order_by("pk")
    return tuple(
        Posted(
            id=row.pk,
            text_th=row.text_th,
            text_en=row.text_en,
            level=row.level,
            place=row.place,
            province=row.province_id or "",
            target_id=row.target_id or 0,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
        )
        for row in rows
    )
