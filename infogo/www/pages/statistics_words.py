"""How the public statistics are said: values, what is missing, when counted, what was found."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from infogo.core.dates import long_moment, month_and_year
from infogo.core.language import current_language, in_language
from infogo.display.filters import number
from infogo.oversight.figures import Unit
from infogo.oversight.published import Least, Parts, Section, Told


def text_of(told: Told) -> str:
    """Write a value for readers; "" where there is none."""
    if told.value is None:
        return ""
    if told.figure.unit == Unit.PERCENT:
        return f"{told.value:.0f}%" if told.value in (0, 100) else f"{told.value:.1f}%"
    if told.figure.unit == Unit.SCORE:
        return f"{told.value:.2f}"
    if told.figure.unit == Unit.DAYS:
        return _("%(count)s วัน") % {"count": number(told.value)}
    return number(told.value)


def missing_words(told: Told, least: Least) -> str:
    """Say why a figure has no value; "" where it has one."""
    if told.value is not None:
        return ""
    if told.is_few:
        return _("ไม่ถึง %(count)s") % {"count": number(least.of(told.figure.source))}
    return _("ไม่มีข้อมูล")


def detail_words(told: Told, *, is_short: bool = False) -> str:
    """Say how many stand behind a value; "" where it is a count. ``is_short`` leaves the part."""
    if told.value is None or told.whole is None:
        return ""
    if told.part is not None and not is_short:
        return _("%(part)s จาก %(whole)s") % {
            "part": number(told.part),
            "whole": number(told.whole),
        }
    return _("จาก %(whole)s") % {"whole": number(told.whole)}


def counted_words(counted_at: datetime | None, first: date | None, last: date | None) -> str:
    """Say when something was counted and, of what happened, for which months."""
    lang = current_language()
    words = _("ยังไม่เคยนับ")
    if counted_at is not None:
        words = _("นับเมื่อ %(moment)s") % {"moment": long_moment(counted_at, lang)}
    if first is None or last is None:
        return words
    period = _("ตั้งแต่เดือน%(first)s ถึง%(last)s") % {
        "first": month_and_year(first, lang),
        "last": month_and_year(last, lang),
    }
    return f"{period} {words}"


def findings(sections: Sequence[Section], least: Least) -> list[str]:
    """Return what the numbers say: what there is, what it lacks, whether promises are kept."""
    by_code = {section.code: section for section in sections}
    covers = by_code["covers"]
    if covers.get("manuals").value is None:
        there_is = [_("ยังไม่ได้นับว่ามีหน่วยงาน คู่มือ และจุดให้บริการเท่าไร")]
    else:
        there_is = [_what_there_is(covers), _what_is_sure(covers, by_code["fresh"])]
    return [*filter(None, there_is), _promises_kept(by_code["promises"], least)]


def _what_there_is(covers: Section) -> str:
    return _("ที่นี่มีคู่มือ %(manuals)s ฉบับของ %(agencies)s หน่วยงาน และจุดให้บริการ %(points)s จุด") % {
        "manuals": text_of(covers.get("manuals")),
        "agencies": number(covers.get("agencies_with_manual").part or 0),
        "points": text_of(covers.get("points")),
    }


def _what_is_sure(covers: Section, fresh: Section) -> str:
    """Say how much of it agencies stand by; "" where there is nothing to stand by."""
    told = {
        "verified": fresh.get("manuals_verified"),
        "exact": covers.get("points_exact"),
        "phone": covers.get("points_with_phone"),
    }
    if any(each.value is None for each in told.values()):
        return ""
    return _(
        "หน่วยงานยืนยันเนื้อหาคู่มือแล้ว %(verified)s รู้ตำแหน่งสำนักงานจริง %(exact)s ของจุด "
        "และมีเบอร์โทร %(phone)s ของจุด"
    ) % {name: text_of(each) for name, each in told.items()}


def _promises_kept(promises: Section, least: Least) -> str:
    in_time = promises.get("completed_in_time_share")
    if in_time.value is None:
        return _(
            "ยังบอกไม่ได้ว่าหน่วยงานทำเสร็จในเวลาที่สัญญาหรือไม่ "
            "เพราะยังไม่มีรายงานคำขอที่แล้วเสร็จถึง %(count)s เรื่องใน 12 เดือน"
        ) % {"count": number(least.requests)}
    words = {"share": text_of(in_time), "count": number(in_time.whole or 0)}
    if in_time.is_simulated:
        return (
            _(
                "ข้อมูลจำลอง ไม่ใช่ตัวเลขจริง: คำขอที่แล้วเสร็จใน 12 เดือน %(count)s เรื่อง "
                "เสร็จในเวลาที่สัญญา %(share)s"
            )
            % words
        )
    return _("คำขอที่แล้วเสร็จใน 12 เดือน %(count)s เรื่อง เสร็จในเวลาที่สัญญา %(share)s") % words


def finding_of_parts(parts: Parts) -> str:
    """Return which row keeps its promises least and which most, or that none can be told."""
    known = [(row.told[1].value, row) for row in parts.rows if row.told[1].value is not None]
    if len(known) < 2:
        return _("ยังเทียบไม่ได้ว่าใครทำเสร็จในเวลาที่สัญญามากกว่า เพราะยังมีรายงานไม่พอ")
    low = min(known, key=lambda pair: pair[0] or 0)[1]
    high = max(known, key=lambda pair: pair[0] or 0)[1]
    words = {
        "low": in_language(low.name_th, low.name_en)[0],
        "low_share": text_of(low.told[1]),
        "high": in_language(high.name_th, high.name_en)[0],
        "high_share": text_of(high.told[1]),
    }
    if any(row.told[1].is_simulated for row in (low, high)):
        return (
            _(
                "ข้อมูลจำลอง ไม่ใช่ตัวเลขจริง: เสร็จในเวลาที่สัญญามากที่สุดคือ %(high)s %(high_share)s "
                "น้อยที่สุดคือ %(low)s %(low_share)s"
            )
            % words
        )
    return (
        _("เสร็จในเวลาที่สัญญามากที่สุดคือ %(high)s %(high_share)s น้อยที่สุดคือ %(low)s %(low_share)s") % words
    )
