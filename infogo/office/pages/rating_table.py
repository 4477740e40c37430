"""Ratings as a table to take away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from infogo.core.dates import month_and_year, short_date
from infogo.ratings.models import (
    DIMENSIONS,
    FACTS,
    Channel,
    ModerationStep,
    Rating,
    RatingReply,
    RatingState,
    Reason,
    ReplyKind,
)
from infogo.ratings.officer_words import DIMENSION_WORDS, SCORE_WORDS, suspicions

TITLE = "ความเห็น"
MOST_ROWS = 20_000
"""Ratings in one file; whoever has more narrows the list."""
BATCH = 500
YES_NO = {True: "ใช่", False: "ไม่ใช่", None: ""}
HEADS = (
    "รหัสอ้างอิง",
    "วันที่ให้คะแนน",
    "เดือนที่ใช้บริการ",
    "เรื่อง",
    "หน่วยงาน",
    "จุดให้บริการ",
    "ช่องทาง",
    "คะแนน",
    "ความพึงพอใจ",
    *DIMENSION_WORDS.values(),
    "เสร็จในเวลาที่แจ้ง",
    "ถูกขอสำเนา",
    "จ่ายเกินค่าธรรมเนียม",
    "ข้อความ",
    "สถานะ",
    "เหตุที่รอตรวจหรือซ่อน",
    "คำตอบที่ประชาชนเห็น",
    "ข้อมูลจำลอง",
)
WIDE = tuple(place for place, head in enumerate(HEADS) if head.startswith(("ข้อความ", "คำตอบ")))
"""Columns of long texts."""

Cell = str | int


def rating_rows(ratings: QuerySet[Rating]) -> Iterator[list[Cell]]:
    """Yield the rows of a table, newest first, some hundred at a time.

    Hidden comments are left out: they were hidden for what stands in them.
    """
    found = (
        ratings.select_related("procedure", "agency", "point")
        .prefetch_related(
            Prefetch("replies", RatingReply.objects.filter(kind=ReplyKind.PUBLIC)),
            "steps",
        )
        .order_by("-created_at", "-pk")
    )
    return (_row(rating) for rating in found.iterator(chunk_size=BATCH))


def _row(rating: Rating) -> list[Cell]:
    is_hidden = rating.state == RatingState.HIDDEN
    return [
        rating.reference,
        short_date(timezone.localtime(rating.created_at)),
        month_and_year(rating.visited_on) if rating.visited_on else "",
        rating.procedure.name_th,
        rating.agency.name_th,
        rating.point.name_th if rating.point else "",
        str(Channel(rating.channel).label),
        rating.overall,
        SCORE_WORDS[rating.overall],
        *(_number(getattr(rating, name)) for name in DIMENSIONS),
        *(YES_NO[getattr(rating, name)] for name in FACTS),
        "(ซ่อน)" if is_hidden and rating.comment else rating.comment,
        str(RatingState(rating.state).label),
        _why(rating, rating.steps.all()),
        "\n".join(reply.text for reply in rating.replies.all()),
        "ใช่" if rating.is_simulated else "",
    ]


def _number(score: int | None) -> Cell:
    return "" if score is None else score


def _why(rating: Rating, steps: Iterable[ModerationStep]) -> str:
    if rating.state == RatingState.PUBLIC:
        return ""
    if rating.state == RatingState.HELD and rating.suspicion:
        return "; ".join(suspicions(rating))
    said = [str(Reason(step.reason).label) for step in steps if step.to_state == rating.state]
    return said[-1] if said else ""
