"""Sentences about services that several pages share."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from infogo.core.durations import Duration, DurationUnit
from infogo.core.money import range_text
from infogo.manuals.models import ManualFacts
from infogo.www.filters import current_language, number


def in_language(thai: str, english: str) -> tuple[str, str | None]:
    """Return the text for the page's language and, if it is not in that language, its code.

    English pages show Thai where no English exists, marked as Thai for speech and hyphenation.
    """
    if current_language() == "en":
        return (english, None) if english else (thai, "th")
    return (thai, None)


def fee_text(facts: ManualFacts) -> str:
    """Say what a service costs in a few words: free, one amount, a range, or that it varies."""
    lang = current_language()
    if facts.is_free:
        return _("ไม่มีค่าธรรมเนียม")
    if facts.is_fee_unknown:
        return _("ค่าธรรมเนียม: ไม่มีข้อมูล")
    low, high = facts.fee_low_satang, facts.fee_high_satang
    if low is None or high is None:
        return _("ค่าธรรมเนียมคิดตามกรณี")
    if facts.has_variable_fee:
        # A percentage or a formula comes on top, so the lowest item alone would mislead.
        return _("%(amount)s และส่วนที่คิดตามกรณี") % {"amount": range_text(low, high, lang)}
    if low == 0:
        return _("%(amount)s ตามกรณี") % {"amount": range_text(low, high, lang)}
    if facts.fee_count > 1:
        return _("รายการละ %(amount)s") % {"amount": range_text(low, high, lang)}
    return range_text(low, high, lang)


def promised_time_text(value: Decimal | None, unit: str) -> str:
    """Say the promised total time in its own unit: "ไม่เกิน 15 นาที"."""
    if value is None or not unit:
        return _("ระยะเวลา: ไม่มีข้อมูล")
    duration = Duration.of(value, DurationUnit(unit))
    return _("ไม่เกิน %(duration)s") % {"duration": duration.text(current_language())}


def place_count_text(count: int) -> str:
    """Say at how many points a service is offered."""
    return ngettext("%(count)s แห่ง", "%(count)s แห่ง", count) % {"count": number(count)}


def facts_line(facts: ManualFacts | None, point_count: int) -> Sequence[str]:
    """Return the facts of a service in a list: fee, time, online, places."""
    if facts is None:
        return ()
    line = [fee_text(facts), promised_time_text(facts.duration_value, facts.duration_unit)]
    if facts.is_online:
        line.append(_("ทำออนไลน์ได้"))
    if point_count:
        line.append(place_count_text(point_count))
    return line
