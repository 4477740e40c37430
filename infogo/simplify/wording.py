"""Findings in words: what was found, how many it affects, what it would save."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from infogo.core.durations import DurationUnit, unit_name
from infogo.core.money import baht_text
from infogo.simplify.facts import (
    CircleFacts,
    CopyFacts,
    DuplicateFacts,
    Facts,
    Measure,
    OutlierFacts,
    OverFacts,
    PaperFacts,
    PathFacts,
    UnusedFacts,
    facts_from,
)
from infogo.simplify.models import Basis, Finding

MOST_NAMED = 3
UNKNOWN = "ไม่มีข้อมูล"
MEASURES: Mapping[Measure, tuple[str, str]] = {
    Measure.STEPS: ("ขั้นตอน", "ขั้นตอน"),
    Measure.DOCUMENTS: ("เอกสาร", "รายการ"),
    Measure.TIME: ("ระยะเวลา", ""),
    Measure.FEE: ("ค่าธรรมเนียมสูงสุดหนึ่งรายการ", "บาท"),
}
NAMES = {"official": "ชื่อทางราชการ", "everyday": "ชื่อที่ประชาชนเรียก"}


def headline(finding: Finding) -> str:
    """Return in one sentence what was found."""
    facts = facts_from(finding.kind, finding.facts)
    return _WORDS[type(facts)](facts)


def amount(facts: OutlierFacts, value: Decimal) -> str:
    """Return a number of a comparison with its unit: "12 รายการ", "15 วันทำการ", "500 บาท"."""
    if facts.measure is Measure.FEE:
        return baht_text(int(value))
    unit = unit_name(DurationUnit(facts.unit)) if facts.unit else MEASURES[facts.measure][1]
    return f"{plain(value)} {unit}"


def plain(value: Decimal) -> str:
    """Return a number without needless decimals."""
    whole = value.to_integral_value()
    return f"{int(whole):,}" if value == whole else f"{value.normalize():,f}"


def peers_words(facts: OutlierFacts) -> str:
    """Return who is compared."""
    if facts.scope == "agencies":
        return f"หน่วยงานที่ทำเรื่องนี้ {facts.count:,} แห่ง"
    return f"คู่มือมาตรฐานของเรื่องคล้ายกัน {facts.count:,} เรื่อง"


def saving_words(minutes: int | None, satang: int | None) -> str:
    """Return a year's saving: "1,200 ชั่วโมง 84,000 บาทต่อปี"."""
    if minutes is None or satang is None:
        return UNKNOWN
    return f"{hours(minutes):,} ชั่วโมง {baht(satang):,} บาทต่อปี"


def hours(minutes: int) -> int:
    """Return whole hours, halves upwards."""
    return (minutes + 30) // 60


def baht(satang: int) -> int:
    """Return whole baht, halves upwards."""
    return (satang + 50) // 100


def citizens_words(finding: Finding) -> str:
    """Return how many a year are affected and from what that was reckoned."""
    if finding.citizens is None:
        return UNKNOWN
    if finding.basis == Basis.REPORTED:
        return (
            f"{finding.citizens:,} เรื่องต่อปี จากรายงานธุรกรรม {finding.counted_span:,} เดือน "
            f"({finding.counted_total:,} เรื่อง ÷ {finding.counted_span:,} × 12)"
        )
    return (
        f"ราว {finding.citizens:,} ครั้งต่อปีที่เปิดคู่มือ ซึ่งไม่ใช่จำนวนเรื่อง "
        f"({finding.counted_total:,} ครั้ง ÷ {finding.counted_span:,} วัน × 365)"
    )


def citizens_shortly(finding: Finding) -> str:
    """Return the same for lists: the number and what it counts."""
    if finding.citizens is None:
        return "ไม่รู้จำนวนผู้ยื่น"
    if finding.basis == Basis.REPORTED:
        return f"{finding.citizens:,} เรื่องต่อปีจากรายงาน"
    return f"เปิดคู่มือราว {finding.citizens:,} ครั้งต่อปี"


def _named(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMED
    shown = ", ".join(names[:MOST_NAMED])
    return f"{shown} และอีก {more:,} รายการ" if more > 0 else shown


def _outlier(facts: OutlierFacts) -> str:
    return (
        f"{MEASURES[facts.measure][0]} {amount(facts, facts.value)} "
        f"ค่ากลางของ{peers_words(facts)} คือ {amount(facts, facts.median)}"
    )


def _papers(facts: PaperFacts) -> str:
    names = [one.name for one in facts.papers if one.in_register and not one.sometimes]
    return f"ขอเอกสารที่รัฐมีในทะเบียน {len(names):,} รายการ: {_named(names)}"


def _copies(facts: CopyFacts) -> str:
    named = [one for one in facts.demands if one.name]
    if not named:
        return f"ข้อความ {len(facts.demands):,} แห่งดูเหมือนขอสำเนา"
    count = sum(one.copies for one in named)
    return f"ขอสำเนา {count:,} ฉบับ: {_named([one.name for one in named])}"


def _over(facts: OverFacts) -> str:
    sure = [step.over for step in facts.steps if step.over is not None]
    if not sure:
        return f"{len(facts.steps):,} ขั้นตอนอาจเกินเวลามาตรฐาน แต่ใช้หน่วยอื่น ต้องให้คนตรวจ"
    return f"{len(sure):,} ขั้นตอนเกินเวลามาตรฐานรวม {plain(sum(sure, Decimal(0)))} วันทำการ"


def _unused(facts: UnusedFacts) -> str:
    if facts.told:
        opened = f" และไม่มีใครเปิดคู่มือใน {facts.counted_days:,} วัน" if facts.counted_days else ""
        return f"รายงาน {facts.told:,} แถวใน {facts.months:,} เดือนบอกว่าไม่มีผู้ยื่น{opened}"
    return (
        f"ไม่มีใครเปิดคู่มือใน {facts.counted_days:,} วัน และไม่มีใครบอกจำนวน "
        f"ทั้งที่ถามใน {facts.asked:,} รายงาน (ไม่ใช่ 0)"
    )


def _duplicate(facts: DuplicateFacts) -> str:
    if facts.is_equal:
        return f"{NAMES[facts.name]}เขียนเหมือนกัน"
    return f"{NAMES[facts.name]}คล้ายกัน {facts.similarity * 100:.0f} %"


def _path(facts: PathFacts) -> str:
    names = " → ".join(link.name for link in facts.links)
    return f"ต้องทำก่อน {len(facts.links):,} เรื่อง: {names}"


def _circle(facts: CircleFacts) -> str:
    names = list(dict.fromkeys(link.name for link in facts.links))
    return f"{len(names):,} เรื่องรอเอกสารของกันและกัน: {_named(names)}"


_WORDS: Mapping[type[Facts], Callable[..., str]] = {
    OutlierFacts: _outlier,
    PaperFacts: _papers,
    CopyFacts: _copies,
    OverFacts: _over,
    UnusedFacts: _unused,
    DuplicateFacts: _duplicate,
    PathFacts: _path,
    CircleFacts: _circle,
}
