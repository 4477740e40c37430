"""What lists of waiting drafts have in common, for approvers and for the central review."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator
from django.db.models import QuerySet

from infogo.core.durations import Duration
from infogo.editing.models import Draft
from infogo.manuals.peers import PeerTimes

PAGE_SIZE = 20
MOST_LISTED = 1000
"""Nobody pages further through what waits; counting all of a country's takes too long."""
HOUR_SECONDS = 3600
DAY_HOURS = 24


@dataclass(frozen=True)
class Shown:
    """One page of a list; ``total`` counts up to ``MOST_LISTED`` and ``is_more`` says if so."""

    ids: Sequence[int]
    total: int
    is_more: bool
    number: int
    pages: int


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


def slow_words(total: Duration | None, peers: PeerTimes | None) -> str:
    """Say that a manual promises more time than the like, or nothing."""
    if peers is None or total is None or not peers.is_exceeded_by(total):
        return ""
    return (
        f"เวลาที่สัญญา {total.text()} นานกว่าสามในสี่ของเรื่องแบบเดียวกัน "
        f"ซึ่งมีค่ากลาง {peers.median.text()} (เทียบ {peers.count:,} คู่มือ)"
    )
