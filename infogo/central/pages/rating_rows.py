"""The public ratings behind numbers, as officers of the centre may read them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from infogo.central.pages.listing import Kind, ListedRow, Spot
from infogo.core.dates import BANGKOK, short_date
from infogo.oversight.events.raw import RATING_SHOWS, Wanted, ratings
from infogo.ratings.models import Rating, RatingReply, ReplyKind
from infogo.ratings.officer_words import bad_facts, place_of, score_text


def _find(wanted: Wanted, show: str) -> QuerySet[Rating]:
    answers = RatingReply.objects.filter(rating=OuterRef("pk"), kind=ReplyKind.PUBLIC)
    found = ratings(wanted, show).annotate(is_answered=Exists(answers))
    return found.select_related("procedure", "agency", "point__agency", "manual__agency")


def _line(rating: Any, today: date) -> ListedRow:
    at = timezone.localtime(rating.created_at)
    waited = (today - rating.created_at.astimezone(BANGKOK).date()).days
    answered = "ตอบแล้ว" if rating.is_answered else f"รอมา {waited:,} วัน"
    return ListedRow(
        (
            Spot(rating.reference),
            Spot(short_date(at.date())),
            Spot(score_text(rating.overall)),
            Spot(rating.comment),
            Spot(" · ".join(bad_facts(rating))),
            Spot(answered if rating.comment else ""),
            Spot(rating.procedure.name_th),
            Spot(place_of(rating)),
            Spot(rating.agency.name_th),
        ),
        rating.is_simulated,
    )


RATINGS = Kind(
    "central:ratings",
    "ความเห็นรายข้อ",
    RATING_SHOWS,
    (
        "รหัส",
        "วันที่",
        "คะแนน",
        "ข้อความ",
        "ที่ไม่ควรเป็น",
        "คำตอบ",
        "เรื่อง",
        "จุดให้บริการ",
        "หน่วยงาน",
    ),
    _find,
    _line,
    note="แสดงเฉพาะความเห็นที่เผยแพร่ ข้อมูลส่วนบุคคลในข้อความถูกปิดไว้ตั้งแต่รับ",
)
