"""A rating in the words of the workspace, which speaks Thai only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from infogo.ratings.models import Channel, Rating, Reason, Suspicion
from infogo.ratings.officer_selectors import LOW

SCORE_WORDS: Mapping[int, str] = {
    5: "มากที่สุด",
    4: "มาก",
    3: "ปานกลาง",
    2: "น้อย",
    1: "น้อยที่สุด",
}
"""How satisfied she was, in the five words of Thai surveys."""
DIMENSION_WORDS: Mapping[str, str] = {
    "process": "ขั้นตอนการให้บริการ",
    "staff": "เจ้าหน้าที่",
    "facilities": "สถานที่และสิ่งอำนวยความสะดวก",
    "channels": "ช่องทางการติดต่อ",
    "quality": "ผลที่ได้รับ",
}
"""The dimensions, as the form of citizens calls them."""
FACT_WORDS: Mapping[str, tuple[str, str, str]] = {
    "in_time": ("เสร็จภายในเวลาที่แจ้งไว้ไหม", "เสร็จในเวลา", "ไม่เสร็จในเวลา"),
    "asked_for_copies": (
        "หน่วยงานขอสำเนาบัตรประชาชนหรือทะเบียนบ้านไหม",
        "ถูกขอสำเนา",
        "ไม่ถูกขอสำเนา",
    ),
    "paid_more": ("จ่ายเกินค่าธรรมเนียมที่แจ้งไว้ไหม", "จ่ายเกิน", "ไม่ได้จ่ายเกิน"),
}
"""The question, and what yes and no mean."""
BAD_ANSWERS: Mapping[str, bool] = {"in_time": False, "asked_for_copies": True, "paid_more": True}
"""Which answer to each question of fact tells of something that should not be."""
HIDING_REASONS: tuple[Reason, ...] = (
    Reason.PERSONAL_DATA,
    Reason.RUDE,
    Reason.OFF_TOPIC,
    Reason.WRONG_PLACE,
    Reason.DUPLICATE,
    Reason.ADVERT,
    Reason.BRIGADING,
)
"""Why an officer may hide a rating; that it is critical is no reason, and neither is any other."""


@dataclass(frozen=True)
class Answer:
    """One question with her answer in words, as ``summary_list`` reads it."""

    label: str
    value: str


def score_text(score: int) -> str:
    """Say a score as citizens chose it: "พอใจน้อย (2 จาก 5)"."""
    return f"พอใจ{SCORE_WORDS[score]} ({score} จาก 5)"


def score_kind(score: int) -> str:
    """Return the kind of tag that shows a score."""
    return "error" if score <= LOW else "success" if score > LOW + 1 else "neutral"


def bad_facts(rating: Rating) -> list[str]:
    """Return what she told that should not be, in words."""
    return [
        FACT_WORDS[name][1 if bad else 2]
        for name, bad in BAD_ANSWERS.items()
        if getattr(rating, name) is bad
    ]


def answers(rating: Rating) -> list[Answer]:
    """Return all her answers in the order of the form; those she skipped are said to be."""
    found = [Answer("ความพึงพอใจโดยรวม", score_text(rating.overall))]
    found += [
        _answer(label, None if (score := getattr(rating, name)) is None else score_text(score))
        for name, label in DIMENSION_WORDS.items()
    ]
    return found + [
        _answer(question, {True: yes, False: no, None: None}[getattr(rating, name)])
        for name, (question, yes, no) in FACT_WORDS.items()
    ]


def place_of(rating: Rating) -> str:
    """Say where the service was used; the rating's point and agency must be at hand."""
    if rating.point is not None:
        return rating.point.name_th
    return f"{Channel(rating.channel).label} · {rating.agency.name_th}"


def suspicions(rating: Rating) -> Sequence[str]:
    """Say why a rating was held when it came."""
    known = set(Suspicion.values)
    return [str(Suspicion(name).label) for name in rating.suspicion if name in known]


def _answer(label: str, value: str | None) -> Answer:
    return Answer(label, value or "ไม่ได้ตอบ")
