"""Dashboards of satisfaction: scores, sides, changes between two periods, comments unanswered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from infogo.central.pages.rooms import (
    Area,
    Look,
    Room,
    cells_of,
    dashboard,
    groups_shown,
    look_at,
)
from infogo.central.pages.table import Dashboard
from infogo.display.charts import Share, shares
from infogo.oversight.comparing import LEAST, Change, change, different
from infogo.oversight.events.cells import RatingCell
from infogo.oversight.events.reading import Source, sums_by, sums_of
from infogo.oversight.grouping import By, Key, words_of
from infogo.oversight.measures import Sums
from infogo.oversight.satisfaction import (
    CHANGE_MEASURES,
    COMMENTS,
    COUNTS,
    HELD,
    HIDDEN,
    RATINGS,
    SCORE_MEASURES,
    SCORE_SOURCES,
    SIDE_MEASURES,
    SIDE_SOURCES,
    UNANSWERED,
    UNANSWERED_SHARE,
    changes_by,
    scores_of,
    with_prior,
)
from infogo.oversight.slices import Slice
from infogo.oversight.tables import Column, Row, Table
from infogo.oversight.tree import Tree
from infogo.ratings.models import SCORES

SCORE_SCALE = (1.0, 2.0, 3.0, 4.0, 5.0)
SURE, UNSURE, SMALL_TH = "ต่างกันอย่างมีนัยสำคัญ", "อาจเป็นความบังเอิญ", "คนน้อย ยังเทียบไม่ได้"
NOT_A_SURVEY = "ใครก็ให้คะแนนได้ จึงไม่ใช่การสำรวจแบบสุ่ม คนที่พอใจมากหรือไม่พอใจมากมักให้คะแนนมากกว่าคนอื่น"


def _reading(sources: Sequence[Source]) -> dict[str, Any]:
    """Return how a room reads cells of ratings, with what means are mixed with."""

    def read_by(part: Slice, by: By, known: Tree, today: date) -> Mapping[Key, Sums]:
        found = sums_by(sources, part, by, known, today)
        with_prior(found, part, known, today)
        return found

    def read_of(part: Slice, known: Tree, today: date) -> Sums:
        found: dict[Key, dict[str, Any]] = {None: sums_of(sources, part, known, today)}
        with_prior(found, part, known, today)
        return found[None]

    return {
        "read_by": read_by,
        "read_of": read_of,
        "tables": (RatingCell,),
        "subjects": ("ratings",),
        "rows": "central:ratings",
    }


SCORE_ROOM = Room(
    "central:satisfaction",
    "คะแนน",
    "ประชาชนให้คะแนนบริการเท่าใด เสร็จในเวลาหรือไม่ ยังถูกขอสำเนาหรือจ่ายเกินคู่มือหรือไม่",
    (*SCORE_MEASURES[:1], RATINGS, *SCORE_MEASURES[1:]),
    headline=("rating_shown", "rating_in_time", "rating_copies", "rating_paid"),
    trend="rating_mean",
    scale=SCORE_SCALE,
    notes=(NOT_A_SURVEY,),
    **_reading(SCORE_SOURCES),
)
SIDE_ROOM = Room(
    "central:satisfaction_sides",
    "รายด้าน",
    "คะแนนห้าด้านตามที่หน่วยงานไทยใช้ถาม: ขั้นตอน เจ้าหน้าที่ สถานที่ ช่องทาง คุณภาพงาน",
    SIDE_MEASURES,
    notes=(NOT_A_SURVEY,),
    **_reading(SIDE_SOURCES),
)
CHANGE_ROOM = Room(
    "central:satisfaction_changes",
    "เปลี่ยนแปลง",
    "กลุ่มใดแย่ลงมากที่สุดเมื่อเทียบกับช่วงก่อนหน้าที่ยาวเท่ากัน กลุ่มที่ต่างกันอย่างมีนัยสำคัญอยู่ก่อน",
    CHANGE_MEASURES,
    divisions=(By.AGENCY, By.PLACE, By.TOPIC, By.PROCEDURE),
    **_reading(SCORE_SOURCES),
)
UNANSWERED_ROOM = Room(
    "central:satisfaction_unanswered",
    "ยังไม่ตอบ",
    "หน่วยงานใดยังไม่ตอบความเห็นของประชาชน แบ่งรายเดือนเพื่อดูว่าค้างมานานเท่าใด",
    (UNANSWERED, COMMENTS, UNANSWERED_SHARE, HELD, HIDDEN),
    headline=("comments_unanswered", "comments_unanswered_share", "ratings_held"),
    trend="comments_unanswered",
    **_reading(SCORE_SOURCES),
)
AREA = Area("ความพึงพอใจ", (SCORE_ROOM, SIDE_ROOM, CHANGE_ROOM, UNANSWERED_ROOM))
MORE = (("ความเห็นรายข้อ", "central:ratings"),)


@dataclass(frozen=True)
class ScoresPage:
    """What the first room shows besides its table."""

    dashboard: Dashboard
    shares: Sequence[Share]
    shares_caption: str


def room_page(room: Room, asked: Mapping[str, str], today: date) -> Dashboard:
    """Return the dashboard of a room."""
    look = look_at(room, asked, today)
    if room is CHANGE_ROOM:
        return _changes(look)
    return dashboard(AREA, look, more_rooms=MORE)


def scores_page(asked: Mapping[str, str], today: date) -> ScoresPage:
    """Return the first room with the distribution of scores."""
    look = look_at(SCORE_ROOM, asked, today)
    counts = scores_of(SCORE_ROOM.read_of(look.part, look.known, today)).counts
    named = [(f"{score} คะแนน", counts[score - 1]) for score in reversed(SCORES)]
    words = f"คะแนนโดยรวมของ{look.chosen.words} {look.chosen.period}"
    return ScoresPage(dashboard(AREA, look, more_rooms=MORE), shares(named), words)


# ---------------------------------------------------------------- two periods


def _changes(look: Look) -> Dashboard:
    """Return the page of changes: what is surely worse first, what cannot be told last."""
    moved = changes_by(look.part, look.by, look.known, look.today)
    sure = different(moved)
    rows = [
        _change_row(look, group, moved[group.key], is_sure=group.key in sure)
        for group in groups_shown(look, moved)
        if group.key in moved
    ]
    order = {id(row): _order(row, row.note == SURE) for row in rows}
    rows.sort(key=lambda row: order[id(row)])
    head = words_of(look.by, look.part)
    before = look.part.before()
    period = replace(look.chosen, slice=before).period
    table = Table(
        title=f"คะแนนที่เปลี่ยนไปจาก {period} ราย{head}",
        head=head,
        columns=[Column(measure.figure) for measure in CHANGE_MEASURES],
        rows=rows,
        total=_total(look),
        is_ordered=True,
    )
    told = sum(each.is_told for each in moved.values())
    notes = (
        f"เทียบได้ {told:,} จาก {len(moved):,} กลุ่ม: กลุ่มที่มีคนไม่ถึง {LEAST} คนในช่วงใดช่วงหนึ่งไม่เทียบ",
        f"“{SURE}” คือต่างกันเกินกว่าที่ความบังเอิญจะอธิบายได้ เมื่อดูทุกกลุ่มพร้อมกัน "
        "(Welch และ Benjamini–Hochberg ที่ร้อยละ 5)",
        NOT_A_SURVEY,
    )
    return dashboard(AREA, look, more_rooms=MORE, table=table, notes=notes)


def _order(row: Row, is_sure: bool) -> tuple[int, float]:
    value = row.cells[2].value
    if value is None:
        return (2, 0.0)
    return (0 if is_sure else 1, value)


def _change_row(look: Look, group: Any, moved: Change, *, is_sure: bool) -> Row:
    sums = {"before": _counts(moved.before.counts), "after": _counts(moved.after.counts)}
    cells = cells_of(CHANGE_ROOM, sums | {"change": moved}, group.slice or look.part)
    href = group.slice.address(look.path) if group.slice else ""
    return Row(group.label, cells, href, _words(moved, is_sure=is_sure))


def _words(moved: Change, *, is_sure: bool) -> str:
    """Say how sure a change is; with the interval around it where it is not."""
    if moved.low is None or moved.high is None:
        return SMALL_TH
    if is_sure:
        return SURE
    # Alone it would pass for sure; of many groups, some look so without any cause.
    many = "เมื่อดูหลายกลุ่มพร้อมกัน" if moved.low > 0 or moved.high < 0 else ""
    return f"{UNSURE}{many} ({moved.low:+.2f} ถึง {moved.high:+.2f})"


def _counts(counts: Sequence[int]) -> dict[str, int]:
    return dict(zip(COUNTS, counts, strict=True))


def _total(look: Look) -> Row:
    read = CHANGE_ROOM.read_of
    after = scores_of(read(look.part, look.known, look.today))
    before = scores_of(read(look.part.before(), look.known, look.today))
    moved = change(before, after)
    sums = {"before": _counts(before.counts), "after": _counts(after.counts), "change": moved}
    is_sure = moved.chance is not None and moved.chance <= 0.05
    return Row("รวม", cells_of(CHANGE_ROOM, sums, look.part), "", _words(moved, is_sure=is_sure))
