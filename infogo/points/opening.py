"""Whether a place is open now, in the few words that a badge can hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from infogo.core.dates import BANGKOK, long_date, weekday_date, weekday_name
from infogo.core.hours import Hours, HoursException, OpenStatus, Reason, status_at
from infogo.core.hours_text import lunch_text, week_rows
from infogo.core.language import current_language
from infogo.points.models import MOBILE_UNIT, HoursStatus, PointStatus, ServicePoint
from infogo.points.selectors import holidays_from

CLOSING_SOON = timedelta(minutes=30)
DAYS_NAMED_BY_WEEKDAY = 7
A_DAY = timedelta(days=1)
"""A time further away needs its day."""


class Clock:
    """The moment for which a page tells what is open, in Thai time.

    ``holidays`` are read when the first place asks for them, so a page without places has no
    query for them.
    """

    def __init__(self, now: datetime) -> None:
        """Keep the moment, which must carry a time zone."""
        self.now = now.astimezone(BANGKOK)

    @cached_property
    def holidays(self) -> Mapping[date, str]:
        """Public holidays from today on, named in the page's language."""
        return holidays_from(self.now.date(), current_language())


@dataclass(frozen=True)
class OpenNow:
    """What ``open_badge`` reads: a state (open, closing, closed, unknown) and words."""

    state: str
    text: str
    detail: str = ""


def hours_of(point: ServicePoint, own: Mapping[str, Any] | None = None) -> Hours:
    """Return a point's hours, or those of a counter that has its ``own``."""
    stored = own or point.hours
    return Hours.model_validate(stored) if stored else Hours.unknown()


def with_closure(hours: Hours, point: ServicePoint) -> Hours:
    """Return hours with the days on which their point is closed for a time.

    They are the last of those that differ: whatever else is said of them, nobody comes in.
    """
    if point.status != PointStatus.SUSPENDED:
        return hours
    closed = HoursException(
        first_on=point.suspended_from or date.min,
        last_on=point.suspended_until or date.max,
        note=_("ปิดชั่วคราว"),
    )
    return hours.model_copy(update={"exceptions": (*hours.exceptions, closed)})


def stored_hours(hours: Hours) -> dict[str, Any]:
    """Return hours as points and pins keep them: empty when nothing at all is known."""
    if not hours.known and not hours.text:
        return {}
    return hours.model_dump(mode="json", exclude_defaults=True)


def hours_line(hours: Hours) -> str:
    """Write hours in one line: days and times, public holidays, and what is known of lunch.

    Of hours that nobody could read these are the words that were found.
    """
    if not hours.known:
        return hours.text
    lang = current_language()
    if hours.is_always_open:
        return _("ตลอด 24 ชั่วโมง")
    parts = [f"{row.days} {row.times}" for row in week_rows(hours, lang) if not row.closed]
    if hours.follows_public_holidays:
        parts.append(_("ปิดวันหยุดราชการ"))
    return " · ".join(part for part in (*parts, lunch_text(hours, lang), hours.note) if part)


def open_now(point: ServicePoint, clock: Clock, own: Mapping[str, Any] | None = None) -> OpenNow:
    """Say whether a point (or a counter with its ``own`` hours) is open and what comes next.

    Hours that nobody confirmed are only probable, and the words say so.
    """
    if point.is_suspended_on(clock.now.date()):
        return OpenNow("closed", _("ปิดชั่วคราว"), _until(point))
    hours = with_closure(hours_of(point, own), point)
    status = status_at(hours, clock.now, clock.holidays)
    is_sure = bool(own) or point.hours_status == HoursStatus.CONFIRMED
    # Usual hours of offices say nothing of who goes out on some days only.
    if point.kind == MOBILE_UNIT and (status.open_now is None or not is_sure):
        return OpenNow("unknown", _("ออกหน่วยเป็นรอบ ดูวันและสถานที่ก่อนไป"))
    if status.open_now is None:
        return OpenNow("unknown", _("ไม่มีข้อมูลเวลาทำการ"))
    if status.open_now:
        return _while_open(status, clock.now, is_sure)
    why = _why_closed(status, is_sure)
    if status.reason is Reason.WEEKEND and is_sure and hours.opens_on_weekends:
        why = _("ปิด%(weekday)s") % {"weekday": weekday_name(clock.now.date(), current_language())}
    return OpenNow("closed", why, _opens_next(status, clock.now))


def is_assumed(point: ServicePoint) -> bool:
    """Whether the hours are only what offices of the state usually keep."""
    return point.hours_status == HoursStatus.ASSUMED


def _until(point: ServicePoint) -> str:
    if point.suspended_until is None:
        return ""
    return _("ถึง %(day)s") % {"day": long_date(point.suspended_until, current_language())}


def _while_open(status: OpenStatus, now: datetime, is_sure: bool) -> OpenNow:
    if status.closes_at is None:
        return OpenNow("open", _("เปิดตลอด 24 ชั่วโมง"))
    is_far = status.closes_at - now > A_DAY
    words = {"time": when(status.closes_at, now) if is_far else clock_time(status.closes_at)}
    text = _("เปิดอยู่ ถึง %(time)s") if is_sure else _("น่าจะเปิดอยู่ ถึง %(time)s")
    state = "closing" if status.closes_at - now <= CLOSING_SOON else "open"
    detail = ""
    if status.reopens_at:
        detail = _("พักเที่ยง แล้วเปิดอีกครั้ง %(time)s") % {"time": clock_time(status.reopens_at)}
    elif status.lunch_uncertain:
        detail = _("ช่วงเที่ยงอาจปิดพัก ไม่มีข้อมูลยืนยัน")
    return OpenNow(state, text % words, detail)


def _why_closed(status: OpenStatus, is_sure: bool) -> str:
    if status.reason is Reason.LUNCH:
        return _("พักเที่ยง")
    if status.reason is Reason.HOLIDAY:
        return _("ปิด วันนี้%(holiday)s") % {"holiday": status.holiday_name}
    if status.reason is Reason.EXCEPTION and status.note:
        return _("ปิด: %(note)s") % {"note": status.note}
    if status.reason is Reason.WEEKEND:
        return _("ปิดวันเสาร์อาทิตย์") if is_sure else _("น่าจะปิด วันนี้เป็นวันหยุดสุดสัปดาห์")
    return _("ปิดอยู่") if is_sure else _("น่าจะปิดอยู่")


def _opens_next(status: OpenStatus, now: datetime) -> str:
    if status.opens_next is None:
        return _("ไม่ทราบว่าจะเปิดเมื่อไร")
    return _("เปิดอีกครั้ง %(when)s") % {"when": when(status.opens_next, now)}


def when(moment: datetime, now: datetime) -> str:
    """Say a moment ahead as people do: today, tomorrow, a weekday, or the date."""
    lang = current_language()
    days = (moment.date() - now.date()).days
    if days == 0:
        day = pgettext("moment", "วันนี้")
    elif days == 1:
        day = pgettext("moment", "พรุ่งนี้")
    elif days < DAYS_NAMED_BY_WEEKDAY:
        day = weekday_name(moment.date(), lang)
    else:
        day = weekday_date(moment.date(), lang)
    return f"{day} {clock_time(moment)}"


def clock_time(moment: datetime) -> str:
    """Write a time of day: "08:30 น." or "08:30"."""
    return _("%(time)s น.") % {"time": f"{moment:%H:%M}"}
