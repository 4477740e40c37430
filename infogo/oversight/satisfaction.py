"""Figures of what citizens say of services; ``docs/figures/oversight.md`` has the formulas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from infogo.manuals.rule_sets import parameters_on
from infogo.oversight.comparing import Change, Scores, change
from infogo.oversight.events.cells import RatingCell
from infogo.oversight.events.reading import Source, sums_by, sums_of
from infogo.oversight.figures import Direction, Figure, Unit, percent
from infogo.oversight.grouping import By, Key
from infogo.oversight.measures import Measure, Sums, Told, average, number, plus, share
from infogo.oversight.slices import Slice
from infogo.oversight.tree import Tree
from infogo.ratings.figures import Sums as RatingSums
from infogo.ratings.figures import shrunken_mean
from infogo.ratings.models import DIMENSIONS, FACTS, SCORES

COUNTS = tuple(f"n{score}" for score in SCORES)
PEOPLE = "คน"
PRIOR, WEIGHT = "prior", "prior_weight"
MADE_UP = "made_up_"
"""Before the names of sums that count simulated rows alone."""
_NAMES = (*COUNTS, "comments", "unanswered", "held", "hidden")
_SIMULATED = Source(RatingCell, COUNTS, Q(is_simulated=True), MADE_UP)
SCORE_SOURCES = (
    Source(RatingCell, (*_NAMES, *(f"{n}_{a}" for n in FACTS for a in ("yes", "no")))),
    _SIMULATED,
)
SIDE_SOURCES = (
    Source(
        RatingCell, (*COUNTS, *(f"{n}_{part}" for n in DIMENSIONS for part in ("sum", "count")))
    ),
    _SIMULATED,
)


def scores_of(sums: Sums) -> Scores:
    """Return how many gave each score."""
    return Scores([sums.get(name) or 0 for name in COUNTS])


def with_prior(sums: Mapping[Key, dict[str, Any]], part: Slice, known: Tree, today: date) -> None:
    """Add to all sums what their means are mixed with: the country's in the same period.

    Sums without a simulated rating are mixed with real ones alone, or they would have to be called
    simulated too. They hold those of ``SCORE_SOURCES`` or ``SIDE_SOURCES``.
    """
    country = part.within(agency=None, province="", topic=None, procedure=None)
    whole = sums_of((Source(RatingCell, COUNTS), _SIMULATED), country, known, today)
    middle = float(SCORES[len(SCORES) // 2])
    mixed = scores_of(whole)
    real = Scores(
        [all_ - made_up for all_, made_up in zip(mixed.counts, _made_up(whole), strict=True)]
    )
    weight = parameters_on(today).ratings.prior_weight
    for each in sums.values():
        prior = (mixed if any(_made_up(each)) else real).mean or middle
        each |= {PRIOR: prior, WEIGHT: weight}


def _made_up(sums: Sums) -> Sequence[int]:
    return [sums.get(MADE_UP + name) or 0 for name in COUNTS]


def _shrunken(sums: Sums) -> Told:
    scores = scores_of(sums)
    if not scores.total:
        return None, 0
    found = shrunken_mean(RatingSums(counts=tuple(scores.counts)), sums[PRIOR], sums[WEIGHT])
    return found, scores.total


def _plain(sums: Sums) -> Told:
    scores = scores_of(sums)
    return scores.mean, scores.total


def _low(sums: Sums) -> Told:
    scores = scores_of(sums)
    return percent(sum(scores.counts[:2]), scores.total), scores.total


def _score(code: str, name: str, definition: str) -> Figure:
    return Figure(code, name, definition, Unit.SCORE, Direction.UP, PEOPLE, is_sample=True)


def _rate(code: str, name: str, definition: str, good: Direction) -> Figure:
    return Figure(code, name, definition, Unit.PERCENT, good, PEOPLE, is_sample=True)


RATINGS = Measure(
    Figure("ratings", "คะแนนที่นับ", "คะแนนจากประชาชนที่เผยแพร่ ตามเดือนที่ส่ง ไม่นับที่รอตรวจหรือซ่อน"),
    plus(*COUNTS),
    "public",
)
SHRUNKEN = Measure(
    _score(
        "rating_shown",
        "คะแนน",
        "ค่าเฉลี่ยที่ถ่วงด้วยค่าเฉลี่ยทั้งประเทศในช่วงเดียวกัน คนน้อยจึงอยู่ใกล้ค่ากลาง เต็ม 5",
    ),
    _shrunken,
    "public",
)
PLAIN = Measure(
    _score("rating_mean", "ค่าเฉลี่ยตรง", "ผลบวกของคะแนนโดยรวมหารด้วยจำนวนคน ไม่ถ่วง เต็ม 5"),
    _plain,
    "public",
)
LOW = Measure(
    _rate(
        "rating_low",
        "ให้ 1 หรือ 2",
        "คนที่ให้คะแนนโดยรวม 1 หรือ 2 ต่อคนที่ให้คะแนนทั้งหมด",
        Direction.DOWN,
    ),
    _low,
    "low",
)
FACT_MEASURES = (
    Measure(
        _rate(
            "rating_in_time",
            "เสร็จในเวลา",
            "คนที่บอกว่าเสร็จในเวลาตามคู่มือ ต่อคนที่ตอบว่าใช่หรือไม่ใช่",
            Direction.UP,
        ),
        share("in_time_yes", "in_time_yes", "in_time_no"),
        "late",
    ),
    Measure(
        _rate(
            "rating_copies",
            "ถูกขอสำเนา",
            "คนที่บอกว่าถูกขอสำเนาเอกสารที่ทางราชการออกให้ ต่อคนที่ตอบว่าใช่หรือไม่ใช่",
            Direction.DOWN,
        ),
        share("asked_for_copies_yes", "asked_for_copies_yes", "asked_for_copies_no"),
        "copies",
    ),
    Measure(
        _rate(
            "rating_paid",
            "จ่ายเกินคู่มือ",
            "คนที่บอกว่าจ่ายมากกว่าที่คู่มือบอก ต่อคนที่ตอบว่าใช่หรือไม่ใช่",
            Direction.DOWN,
        ),
        share("paid_more_yes", "paid_more_yes", "paid_more_no"),
        "paid",
    ),
)
UNANSWERED = Measure(
    Figure(
        "comments_unanswered",
        "ยังไม่ตอบ",
        "ความเห็นที่เผยแพร่ มีข้อความ และหน่วยงานยังไม่ตอบให้ทุกคนเห็น",
        Unit.COUNT,
        Direction.DOWN,
    ),
    number("unanswered"),
    "unanswered",
)
COMMENTS = Measure(
    Figure("comments", "ความเห็น", "คะแนนที่เผยแพร่และมีข้อความ"), number("comments"), "comment"
)
UNANSWERED_SHARE = Measure(
    Figure(
        "comments_unanswered_share",
        "ยังไม่ตอบ (ร้อยละ)",
        "ความเห็นที่ยังไม่ตอบ ต่อความเห็นที่มีข้อความทั้งหมด",
        Unit.PERCENT,
        Direction.DOWN,
        "ความเห็น",
    ),
    share("unanswered", "comments"),
    "unanswered",
)
HELD = Measure(
    Figure("ratings_held", "รอตรวจ", "คะแนนที่ระบบหรือเจ้าหน้าที่พักไว้ ยังไม่นับและยังไม่แสดง"),
    number("held"),
)
HIDDEN = Measure(
    Figure("ratings_hidden", "ซ่อน", "คะแนนที่เจ้าหน้าที่ซ่อนพร้อมเหตุผล ไม่นับ"), number("hidden")
)
SCORE_MEASURES = (SHRUNKEN, PLAIN, LOW, *FACT_MEASURES, UNANSWERED)
_SIDES = {
    "process": "ขั้นตอน",
    "staff": "เจ้าหน้าที่",
    "facilities": "สถานที่",
    "channels": "ช่องทาง",
    "quality": "คุณภาพงาน",
}
SIDE_MEASURES = (
    SHRUNKEN,
    *(
        Measure(
            _score(
                f"rating_{name}",
                words,
                f"ผลบวกของคะแนนด้าน{words} หารด้วยจำนวนคนที่ให้คะแนนด้านนี้ ไม่ถ่วง เต็ม 5",
            ),
            average(f"{name}_sum", f"{name}_count"),
            "public",
        )
        for name, words in _SIDES.items()
    ),
)
# ---------------------------------------------------------------- two periods

BEFORE = Measure(
    _score("rating_before", "ค่าเฉลี่ยก่อน", "ค่าเฉลี่ยตรงในช่วงก่อนหน้าที่ยาวเท่ากัน เต็ม 5"),
    lambda sums: (scores_of(sums["before"]).mean, scores_of(sums["before"]).total),
)
AFTER = Measure(
    _score("rating_after", "ค่าเฉลี่ยช่วงนี้", "ค่าเฉลี่ยตรงในช่วงที่เลือก เต็ม 5"),
    lambda sums: (scores_of(sums["after"]).mean, scores_of(sums["after"]).total),
    "public",
)
DIFFERENCE = Measure(
    Figure(
        "rating_change",
        "เปลี่ยนไป",
        "ค่าเฉลี่ยช่วงนี้ลบค่าเฉลี่ยช่วงก่อน คิดเฉพาะกลุ่มที่มีอย่างน้อย 30 คนทั้งสองช่วง",
        Unit.CHANGE,
        Direction.UP,
    ),
    lambda sums: (sums["change"].difference, None),
)
CHANGE_MEASURES = (BEFORE, AFTER, DIFFERENCE)


def changes_by(part: Slice, by: By, known: Tree, today: date) -> dict[Key, Change]:
    """Return how the mean of each group moved since the period before; a few queries."""
    source = (Source(RatingCell, COUNTS),)
    after = sums_by(source, part, by, known, today)
    before = sums_by(source, part.before(), by, known, today)
    return {
        key: change(scores_of(before.get(key, {})), scores_of(after.get(key, {})))
        for key in after.keys() | before.keys()
    }
