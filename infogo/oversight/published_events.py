"""Public figures of what happened: ratings, requests, delays; how each follows from sums.

Names and methods are public in both languages, as in ``published_figures``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.utils.translation import gettext_noop

from infogo.oversight.events.cells import Measured
from infogo.oversight.events.reading import median
from infogo.oversight.figures import Unit
from infogo.oversight.measures import added
from infogo.oversight.published_figures import PublicFigure, Reading, Source, Sums, honest_percent
from infogo.oversight.satisfaction import COUNTS, MADE_UP, SHRUNKEN, scores_of
from infogo.ratings.models import SCORES

N_ = gettext_noop
_Of = Callable[[Sums], Reading]


def _rated(code: str, name: str, method: str, unit: Unit, of: _Of) -> PublicFigure:
    made_up = tuple(MADE_UP + each for each in COUNTS)
    return PublicFigure(code, name, method, unit, of, Source.RATINGS, made_up)


def _reported(code: str, name: str, method: str, unit: Unit, of: _Of) -> PublicFigure:
    return PublicFigure(code, name, method, unit, of, Source.REQUESTS, (f"{MADE_UP}rows",))


def _of_receipts(code: str, name: str, method: str, unit: Unit, of: _Of) -> PublicFigure:
    return PublicFigure(code, name, method, unit, of, Source.REQUESTS, (f"{MADE_UP}finished",))


# ---------------------------------------------------------------- what citizens said


def _ratings(sums: Sums) -> Reading:
    total = scores_of(sums).total
    return Reading(total, base=total)


def _plain_mean(sums: Sums) -> Reading:
    scores = scores_of(sums)
    return Reading(scores.mean, whole=scores.total, base=scores.total)


def _mixed_mean(sums: Sums) -> Reading:
    if not scores_of(sums).total:
        return Reading(None, whole=0, base=0)
    value, total = SHRUNKEN.of(sums)
    return Reading(value, whole=total, base=total)


def _gave(score: int) -> PublicFigure:
    def of(sums: Sums) -> Reading:
        part, whole = sums.get(f"n{score}") or 0, scores_of(sums).total
        value = honest_percent(part, whole) if whole else None
        return Reading(value, part, whole, whole)

    name, method = _SCORES[score]
    return _rated(f"rating_gave_{score}", name, method, Unit.PERCENT, of)


_HOW_MANY_GAVE = N_("คนที่ให้คะแนนนี้ ÷ คนที่ให้คะแนนทั้งหมด")
_SCORES = {
    5: (N_("ให้ 5 พอใจมากที่สุด"), _HOW_MANY_GAVE),
    4: (N_("ให้ 4 พอใจมาก"), _HOW_MANY_GAVE),
    3: (N_("ให้ 3 พอใจปานกลาง"), _HOW_MANY_GAVE),
    2: (N_("ให้ 2 พอใจน้อย"), _HOW_MANY_GAVE),
    1: (N_("ให้ 1 พอใจน้อยที่สุด"), _HOW_MANY_GAVE),
}


def _said(code: str, name: str, method: str, fact: str) -> PublicFigure:
    def of(sums: Sums) -> Reading:
        part, whole = sums.get(f"{fact}_yes"), added(sums, (f"{fact}_yes", f"{fact}_no"))
        value = honest_percent(part or 0, whole) if whole else None
        return Reading(value, part or 0, whole, whole or 0)

    return _rated(code, name, method, Unit.PERCENT, of)


RATINGS = _rated(
    "ratings",
    N_("คนที่ให้คะแนน"),
    N_("คะแนนจากประชาชนที่เผยแพร่แล้ว ไม่นับที่รอตรวจหรือซ่อน"),
    Unit.COUNT,
    _ratings,
)
RATING_MEAN = _rated(
    "rating_mean", N_("คะแนนเฉลี่ย เต็ม 5"), N_("ผลบวกของคะแนน ÷ คนที่ให้คะแนน"), Unit.SCORE, _plain_mean
)
RATING_SHOWN = _rated(
    "rating_shown",
    N_("คะแนน เต็ม 5"),
    N_("ค่าเฉลี่ยที่ถ่วงด้วยค่าเฉลี่ยทั้งประเทศในช่วงเดียวกัน เพื่อไม่ให้คนไม่กี่คนเปลี่ยนผลมากเกินไป"),
    Unit.SCORE,
    _mixed_mean,
)
SATISFACTION: Sequence[PublicFigure] = (
    RATINGS,
    RATING_MEAN,
    *(_gave(score) for score in sorted(SCORES, reverse=True)),
    _said(
        "rating_in_time",
        N_("บอกว่าเสร็จในเวลาตามคู่มือ"),
        N_("คนที่ตอบว่าใช่ ÷ คนที่ตอบว่าใช่หรือไม่ใช่"),
        "in_time",
    ),
    _said(
        "rating_copies",
        N_("บอกว่าถูกขอสำเนาเอกสารที่ราชการออกให้"),
        N_("คนที่ตอบว่าใช่ ÷ คนที่ตอบว่าใช่หรือไม่ใช่"),
        "asked_for_copies",
    ),
    _said(
        "rating_paid",
        N_("บอกว่าจ่ายมากกว่าที่คู่มือบอก"),
        N_("คนที่ตอบว่าใช่ ÷ คนที่ตอบว่าใช่หรือไม่ใช่"),
        "paid_more",
    ),
)

# ---------------------------------------------------------------- promised against actual

_DONE = ("completed_in_time", "completed_late")


def _sum_of(*names: str, base: tuple[str, ...]) -> Callable[[Sums], Reading]:
    return lambda sums: Reading(added(sums, names), base=added(sums, base))


def _part_of(part: str, whole: tuple[str, ...]) -> Callable[[Sums], Reading]:
    def of(sums: Sums) -> Reading:
        counted, total = sums.get(part) or 0, added(sums, whole)
        value = honest_percent(counted, total) if total else None
        return Reading(value, counted if total else None, total, total)

    return of


def _online(sums: Sums) -> Reading:
    """Return the share of requests that came online; unknown where no report told of any."""
    if sums.get("online_received") is None:
        return Reading(None, base=sums.get("received"))
    return _part_of("online_received", ("received",))(sums)


def _middle(measured: Measured) -> Callable[[Sums], Reading]:
    def of(sums: Sums) -> Reading:
        days = sums.get(measured.value) or {}
        count = sum(days.values())
        return Reading(median(days), whole=count, base=count)

    return of


RECEIVED = _reported(
    "received",
    N_("คำขอที่รับ"),
    N_("คำขอที่รับ ตามรายงานรายเดือนที่หน่วยงานส่งหรือรับรองแล้ว"),
    Unit.COUNT,
    _sum_of("received", base=_DONE),
)
IN_TIME = _reported(
    "completed_in_time_share",
    N_("เสร็จในเวลาที่สัญญา"),
    N_("คำขอที่เสร็จในกำหนด ÷ คำขอที่แล้วเสร็จ ตามรายงานรายเดือน"),
    Unit.PERCENT,
    _part_of("completed_in_time", _DONE),
)
PROMISES: Sequence[PublicFigure] = (
    RECEIVED,
    _reported(
        "completed",
        N_("คำขอที่แล้วเสร็จ"),
        N_("เสร็จในกำหนดรวมกับเสร็จเกินกำหนด ตามรายงานรายเดือน"),
        Unit.COUNT,
        _sum_of(*_DONE, base=_DONE),
    ),
    IN_TIME,
    _reported(
        "online_share",
        N_("รับทางออนไลน์"),
        N_(
            "คำขอที่รับทางออนไลน์ ÷ คำขอที่รับทั้งหมดตามรายงานรายเดือนที่ส่งแล้ว "
            "รวมเรื่องที่ไม่มีช่องทางออนไลน์และเรื่องที่ยกเลิกแล้ว ไม่นับช่องที่เว้นว่าง"
        ),
        Unit.PERCENT,
        _online,
    ),
    _of_receipts(
        "receipts_in_time_share",
        N_("เสร็จในเวลาที่สัญญา ตามใบรับเรื่อง"),
        N_(
            "ใบรับที่เสร็จไม่เกินวันที่สัญญา ÷ ใบรับที่เสร็จ นับเฉพาะคำขอที่ออกใบรับในระบบนี้ "
            "ไม่รวมคำขอที่คืนเพราะขาดเอกสาร เว้นแต่คืนหลังกำหนดโดยไม่ได้บันทึกความบกพร่องไว้ก่อนกำหนด"
        ),
        Unit.PERCENT,
        _part_of("in_time", ("finished",)),
    ),
    *(
        _of_receipts(f"days_{measured.value}", name, method, Unit.DAYS, _middle(measured))
        for measured, name, method in (
            (
                Measured.PROMISED_WORKING,
                N_("สัญญาเป็นวันทำการ: ค่ากลางของวันที่สัญญา"),
                N_("ครึ่งหนึ่งของใบรับที่สัญญาเป็นวันทำการ สัญญาไว้ไม่เกินจำนวนวันทำการนี้"),
            ),
            (
                Measured.TAKEN_WORKING,
                N_("สัญญาเป็นวันทำการ: ค่ากลางของวันที่ใช้จริง"),
                N_("ครึ่งหนึ่งของใบรับที่สัญญาเป็นวันทำการ ใช้จริงไม่เกินจำนวนวันทำการนี้"),
            ),
            (
                Measured.PROMISED_CALENDAR,
                N_("สัญญาเป็นวันปฏิทิน: ค่ากลางของวันที่สัญญา"),
                N_("ครึ่งหนึ่งของใบรับที่สัญญาเป็นวันปฏิทิน สัญญาไว้ไม่เกินจำนวนวันนี้"),
            ),
            (
                Measured.TAKEN_CALENDAR,
                N_("สัญญาเป็นวันปฏิทิน: ค่ากลางของวันที่ใช้จริง"),
                N_("ครึ่งหนึ่งของใบรับที่สัญญาเป็นวันปฏิทิน ใช้จริงไม่เกินจำนวนวันนี้"),
            ),
        )
    ),
)
_NOTICES = ("notices_sent", "notices_missed")
LATE: Sequence[PublicFigure] = (
    PublicFigure(
        "delay_late_share",
        N_("เสร็จเกินกำหนด"),
        N_(
            "เรื่องที่เสร็จหลังวันครบกำหนด ÷ เรื่องที่เสร็จแล้ว ในเรื่องที่หน่วยงานบันทึกไว้เพื่อติดตาม "
            "ไม่รวมคำขอที่คืนในกำหนดเพราะขาดเอกสาร"
        ),
        Unit.PERCENT,
        _part_of("late", ("late", "in_time")),
        Source.REQUESTS,
        (f"{MADE_UP}due",),
    ),
    PublicFigure(
        "notices_kept_share",
        N_("แจ้งเหตุล่าช้าตามงวด"),
        N_("หนังสือแจ้งที่ส่ง ÷ หนังสือแจ้งที่ส่งรวมกับงวดที่ไม่ได้แจ้ง (มาตรา 10 ให้แจ้งทุก 7 วัน)"),
        Unit.PERCENT,
        _part_of("notices_sent", _NOTICES),
        Source.REQUESTS,
        tuple(f"{MADE_UP}{name}" for name in _NOTICES),
    ),
)
