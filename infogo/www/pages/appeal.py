"""What a citizen can do whose request was refused or returned, and until when; nothing is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from infogo.core.dates import DateInputError, long_date
from infogo.core.language import current_language
from infogo.delays.appeals import COURT_DAYS, last_day
from infogo.display.manual_head import ManualHead, manual_head
from infogo.display.structured import absolute
from infogo.manuals.filing_limits import filing_limits
from infogo.manuals.models import Manual
from infogo.manuals.rule_sets import parameters_on
from infogo.manuals.selectors import content_here, merged_manual
from infogo.planning.selectors import holidays_after
from infogo.www.pages.calendar_file import Event, calendar
from infogo.www.pages.due import Helper, helpers
from infogo.www.pages.written_day import LONGEST_TYPED, written_day

OLDEST = timedelta(days=5 * 366)


@dataclass(frozen=True)
class Deadline:
    """One last day, ``days`` after the letter came; moved when it would have been a holiday."""

    on: date
    days: int
    is_moved: bool
    is_over: bool


@dataclass(frozen=True)
class LastDays:
    """Until when a letter can be contested; ``href`` is the file for calendars.

    Only who has the letter knows whose order it is: ``appeal`` is for those of officers, ``court``
    for those of ministers and committees.
    """

    told_on: date
    appeal: Deadline
    court: Deadline
    href: str

    @property
    def is_over(self) -> bool:
        """Whether nothing can be done any more, whoever made the order."""
        return self.appeal.is_over and self.court.is_over


@dataclass(frozen=True)
class AppealPage:
    """What can be done; ``days`` is the number of the rules in force, empty where they have none.

    They are those of the day of the letter when it was told, of today before that.
    ``court_days`` are for orders of ministers and committees, which go to court at once.
    ``has_filing_limit`` says that the service must be filed within some time, also anew.
    """

    head: ManualHead
    days: int | None
    typed: str
    problem: str
    last: LastDays | None
    has_filing_limit: bool
    court_days: int
    helpers: Sequence[Helper]


def appeal_page(manual: Manual, typed: str, today: date) -> AppealPage:
    """Return the page; ``typed`` is the day on which the letter came, empty before it is told."""
    merged = merged_manual(manual)
    head = manual_head(merged)
    last, problem, told = None, "", None
    if typed.strip():
        try:
            told = _day(typed, today)
        except DateInputError as wrong:
            problem = str(wrong)
    days = parameters_on(told or today).appeal_days
    if told is not None and days is not None:
        last = _last(head, told, days, today)
    elif told is not None:
        problem = _("กฎที่ใช้ในวันนั้นไม่ได้บอกจำนวนวัน ดูกำหนดในหนังสือที่ได้รับ หรือถามหน่วยงาน")
    return AppealPage(
        head=head,
        days=days,
        typed=long_date(told, current_language()) if told else typed[:LONGEST_TYPED],
        problem=problem,
        last=last,
        has_filing_limit=bool(filing_limits(content_here(merged))),
        court_days=COURT_DAYS,
        helpers=helpers(manual, None),
    )


def appeal_ics(manual: Manual, typed: str, now: datetime) -> str | None:
    """Return the last day as a file for calendars, ``None`` when the address tells no day."""
    page = appeal_page(manual, typed, now.date())
    if page.last is None:
        return None
    address = absolute(page.head.address("appeal"))
    named, seen_at = {"service": page.head.title}, {"address": address}
    told = (
        (
            page.last.appeal,
            "",
            _("วันสุดท้ายที่อุทธรณ์ได้: %(service)s") % named,
            _(
                "ใช้เมื่อเจ้าหน้าที่เป็นผู้ออกคำสั่ง และหนังสือไม่ได้บอกไว้เป็นอย่างอื่น "
                "คำนวณจากวันที่ที่คุณใส่เอง ดูสิ่งที่ทำได้ที่ %(address)s"
            )
            % seen_at,
        ),
        (
            page.last.court,
            " court",
            _("วันสุดท้ายที่ฟ้องศาลปกครองได้ (คำสั่งของรัฐมนตรีหรือคณะกรรมการ): %(service)s") % named,
            _(
                "ใช้เมื่อรัฐมนตรีหรือคณะกรรมการเป็นผู้ออกคำสั่ง และหนังสือไม่ได้บอกไว้เป็นอย่างอื่น "
                "คำนวณจากวันที่ที่คุณใส่เอง ดูสิ่งที่ทำได้ที่ %(address)s"
            )
            % seen_at,
        ),
    )
    events = [
        Event(
            uid=f"{_digest(f'{address} {page.last.told_on}{mark}')}@infogo",
            on=each.on,
            title=title,
            text=text,
            url=address,
        )
        for each, mark, title, text in told
        if page.last.is_over or not each.is_over
    ]
    return calendar(events, now)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def _day(typed: str, today: date) -> date:
    """Return the day that was told, as the form or a link of ours writes it."""
    try:
        day = date.fromisoformat(typed.strip())
    except ValueError:
        day = written_day(typed[:LONGEST_TYPED])
    if day > today:
        raise DateInputError(_("วันที่ได้รับหนังสือต้องไม่เกินวันนี้"))
    if day < today - OLDEST:
        raise DateInputError(_("วันที่ได้รับหนังสือนานเกิน 5 ปี ตรวจปี พ.ศ. อีกครั้ง"))
    return day


def _last(head: ManualHead, told_on: date, days: int, today: date) -> LastDays:
    return LastDays(
        told_on=told_on,
        appeal=_deadline(told_on, days, today),
        court=_deadline(told_on, COURT_DAYS, today),
        href=f"{head.address('appeal_ics')}?day={told_on.isoformat()}",
    )


def _deadline(told_on: date, days: int, today: date) -> Deadline:
    found = last_day(told_on, days, holidays_after(told_on))
    return Deadline(found.on, days, found.is_moved, is_over=found.on < today)
