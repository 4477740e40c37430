"""The citizen's clock: by when it is promised, how that was counted, what to do when it passes.

One page for a receipt that an office gave and for a day that a citizen tells herself; the page
says which of the two it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from infogo.agencies.models import Agency
from infogo.core.dates import BANGKOK, long_date, long_moment, weekday_date, weekday_name
from infogo.core.durations import Duration, DurationUnit, unit_name
from infogo.core.language import current_language, in_language
from infogo.core.public_holidays import holiday_names
from infogo.delays.clock import CountedDay, Promise
from infogo.delays.reckoning import MINUTES, Almanac
from infogo.display.manual_head import manual_address
from infogo.display.whereabouts import Number, numbers
from infogo.manuals.models import Manual
from infogo.points.models import ServicePoint

MOST_DAYS_ONE_BY_ONE = 60
"""Longer counts are told by stretches of days, so that the page stays light."""


class State(StrEnum):
    """How the promise stands today."""

    RUNNING = "running"
    LAST_DAY = "last_day"
    OVER = "over"
    DONE_IN_TIME = "done_in_time"
    DONE_LATE = "done_late"
    RETURNED = "returned"
    RETURNED_LATE = "returned_late"
    VOID = "void"


@dataclass(frozen=True)
class DayLine:
    """One day, or a stretch of days of one kind, of the arithmetic."""

    when: str
    what: str
    counts: bool
    lang: str | None = None


@dataclass(frozen=True)
class Helper:
    """Somebody to call."""

    name: str
    lang: str | None
    phones: Sequence[Number]


@dataclass(frozen=True)
class Counted:
    """The promise in words, with its arithmetic; ``appeal_days`` are those of today's rules."""

    received: str
    promised: str
    edition: int
    edition_href: str
    due: str
    due_on: date
    state: State
    state_words: str
    days: Sequence[DayLine]
    rights: Sequence[str]
    first_notice: str
    appeal_days: int | None


def counted(
    promise: Promise,
    *,
    manual: Manual,
    edition: int,
    almanac: Almanac,
    today: date,
    finished_on: date | None = None,
    is_void: bool = False,
    is_returned: bool = False,
    is_returned_late: bool = False,
) -> Counted:
    """Put a promise into the words of the page's language.

    Raises:
        ValueError: the promise has no due day.
    """
    if promise.due_on is None:
        raise ValueError("a citizen's clock has no open pauses")
    lang = current_language()
    shows_time = promise.due_at is not None
    state = _state(promise.due_on, today, finished_on, is_void=is_void)
    if is_returned and not is_void:
        state = State.RETURNED_LATE if is_returned_late else State.RETURNED
    local_id = None if manual.is_standard else manual.agency_id
    return Counted(
        received=long_moment(promise.received_at, lang)
        if shows_time
        else weekday_date(promise.starts_on, lang),
        promised=promise.length.text(lang),
        edition=edition,
        edition_href=f"{manual_address(manual.procedure_id, local_id)}/v/{edition}",
        due=long_moment(promise.due_at, lang)
        if promise.due_at
        else weekday_date(promise.due_on, lang),
        due_on=promise.due_on,
        state=state,
        state_words=_state_words(state, promise.due_on, today, finished_on),
        days=_days(promise, _holiday_names(promise)),
        rights=_rights(almanac, promise.due_on),
        first_notice=_first_notice(almanac, promise.due_on),
        appeal_days=almanac.book.on(today).appeal_days,
    )


def helpers(manual: Manual, point: ServicePoint | None) -> list[Helper]:
    """Return whom to ask: the counter, then the agency; those without a number are left out."""
    found = []
    if point is not None:
        name, lang = in_language(point.name_th, point.name_en)
        found.append(Helper(name, lang, numbers(point.phones)))
    # Of a manual that is remembered only the names of its agency are sure to be the present ones.
    agency = Agency.objects.get(pk=manual.agency_id)
    name, lang = in_language(agency.name_th, agency.name_en)
    found.append(Helper(name, lang, numbers(agency.phones)))
    return [helper for helper in found if helper.phones]


def _state(due_on: date, today: date, finished_on: date | None, *, is_void: bool) -> State:
    if is_void:
        return State.VOID
    if finished_on is not None:
        return State.DONE_LATE if finished_on > due_on else State.DONE_IN_TIME
    if today > due_on:
        return State.OVER
    return State.LAST_DAY if today == due_on else State.RUNNING


def _state_words(state: State, due_on: date, today: date, finished_on: date | None) -> str:
    days = abs((due_on - today).days)
    if state is State.VOID:
        return _("ใบรับนี้ยกเลิกแล้ว ถามหน่วยงานที่ออกใบรับ")
    if finished_on is not None:
        when = {"date": long_date(finished_on, current_language())}
        if state is State.RETURNED:
            return _("หน่วยงานบันทึกว่าคืนคำขอเมื่อ %(date)s") % when
        if state is State.RETURNED_LATE:
            return _("หน่วยงานบันทึกว่าคืนคำขอเมื่อ %(date)s เกินกำหนด") % when
        if state is State.DONE_LATE:
            return _("หน่วยงานบันทึกว่าเสร็จเมื่อ %(date)s เกินกำหนด") % when
        return _("หน่วยงานบันทึกว่าเสร็จเมื่อ %(date)s ภายในกำหนด") % when
    if state is State.LAST_DAY:
        return _("ครบกำหนดวันนี้")
    if state is State.OVER:
        return ngettext("เลยกำหนดมาแล้ว %(count)d วัน", "เลยกำหนดมาแล้ว %(count)d วัน", days) % {
            "count": days
        }
    return ngettext("เหลืออีก %(count)d วัน", "เหลืออีก %(count)d วัน", days) % {"count": days}


def _rights(almanac: Almanac, due_on: date) -> list[str]:
    """Say what section 10 lets her expect, with the numbers in force on the due day."""
    rules = almanac.book.on(due_on)
    found = []
    if rules.result_notice_days is not None:
        found.append(
            _("เมื่อพิจารณาเสร็จ หน่วยงานต้องแจ้งผลให้คุณภายใน %(days)d วัน")
            % {"days": rules.result_notice_days}
        )
    if rules.delay_notice_interval_days is not None:
        found.append(
            _(
                "ถ้าเลยกำหนดแล้วยังไม่เสร็จ หน่วยงานต้องแจ้งเหตุล่าช้าเป็นหนังสือทุก %(days)d วันจนกว่าจะเสร็จ "
                "และส่งสำเนาให้สำนักงาน ก.พ.ร. ทุกครั้ง"
            )
            % {"days": rules.delay_notice_interval_days}
        )
    found.append(
        _("กำหนดเลื่อนได้เฉพาะเมื่อมีบันทึกว่าเอกสารไม่ครบ คู่มือเขียนไว้ว่าหยุดนับเวลา หรือกฎหมายของเรื่องนั้นให้ขยายเวลา")
    )
    return found


def _first_notice(almanac: Almanac, due_on: date) -> str:
    offset = almanac.book.on(due_on).first_delay_notice_offset_days
    if offset is None:
        return ""
    return weekday_date(due_on + timedelta(days=offset), current_language())


def _holiday_names(promise: Promise) -> Mapping[date, str]:
    """Return the holidays among the days, by their names in the page's language; one query."""
    if not promise.days:
        return {}
    return holiday_names(promise.days[0].on, promise.days[-1].on, current_language())


def _days(promise: Promise, names: Mapping[date, str]) -> list[DayLine]:
    """Tell the arithmetic, day by day or by stretches."""
    lines = _one_by_one(promise, names)
    if len(lines) <= MOST_DAYS_ONE_BY_ONE:
        return [
            DayLine(weekday_date(day.on, current_language()), what, day.counts)
            for day, what in lines
        ]
    return _stretches(lines)


def _one_by_one(promise: Promise, names: Mapping[date, str]) -> list[tuple[CountedDay, str]]:
    in_minutes, number, found = promise.length.unit in MINUTES, 0, []
    for place, day in enumerate(promise.days):
        if day.counts:
            number += 1
        is_last = place == len(promise.days) - 1
        found.append((day, _what(promise, day, names, number, in_minutes, is_last)))
    return found


def _what(
    promise: Promise,
    day: CountedDay,
    names: Mapping[date, str],
    number: int,
    in_minutes: bool,
    is_last: bool,
) -> str:
    if current_language() == "th" and in_minutes:
        return day.why_th
    if not day.counts:
        if day.on == promise.starts_on and not in_minutes:
            return _("วันที่ยื่นครบ ไม่นับ")
        if day.on in names:
            return _("วันหยุดราชการ (%(name)s) ไม่นับ") % {"name": names[day.on]}
        if day.on.weekday() >= 5:
            return _("%(weekday)s ไม่นับ") % {"weekday": weekday_name(day.on, current_language())}
        return _("ไม่เปิดทำการ ไม่นับ")
    if in_minutes:
        return _("นับเวลาทำการ")
    is_working = promise.length.unit is DurationUnit.WORKING_DAY
    unit = unit_name(
        DurationUnit.WORKING_DAY if is_working else DurationUnit.DAY, current_language()
    )
    words = _("นับเป็น%(unit)sที่ %(number)d") % {"unit": unit, "number": number}
    if not is_last:
        return words
    if not is_working and (day.on in names or day.on.weekday() >= 5):
        return _("%(words)s วันสุดท้าย ตรงกับวันหยุดก็นับ") % {"words": words}
    return _("%(words)s วันสุดท้าย") % {"words": words}


def _stretches(lines: Sequence[tuple[CountedDay, str]]) -> list[DayLine]:
    """Put neighbouring days that count together, and those that do not."""
    lang, found, start = current_language(), [], 0
    for place in range(1, len(lines) + 1):
        if place < len(lines) and lines[place][0].counts == lines[start][0].counts:
            continue
        first, last = lines[start], lines[place - 1]
        when = long_date(first[0].on, lang)
        what = first[1]
        if place - 1 > start:
            when = f"{when} – {long_date(last[0].on, lang)}"
            what = f"{first[1]} – {last[1]}" if first[0].counts else _("วันหยุด ไม่นับ")
        found.append(DayLine(when, what, first[0].counts))
        start = place
    return found


def moment_of(day: date, *, after_hours: bool) -> datetime:
    """Return the moment for a day that a citizen tells: as the office opens, or after it closed."""
    return datetime(day.year, day.month, day.day, 23 if after_hours else 8, 30, tzinfo=BANGKOK)


def is_in_minutes(length: Duration) -> bool:
    """Whether a promise runs in minutes or hours, so that a day alone does not say when."""
    return length.unit in MINUTES
