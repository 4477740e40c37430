"""By when a citizen must file, counted from a day that she tells; nothing of it is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from infogo.core.calendar import Party, due_date
from infogo.core.dates import DateInputError, long_date
from infogo.core.language import current_language
from infogo.display.manual_head import ManualHead, manual_head
from infogo.display.structured import absolute
from infogo.manuals.filing_limits import FilingLimit, filing_limits
from infogo.manuals.models import Manual
from infogo.manuals.selectors import content_here, merged_manual
from infogo.planning.selectors import holidays_after
from infogo.www.pages.calendar_file import Event, calendar
from infogo.www.pages.written_day import LONGEST_TYPED, written_day

OLDEST = timedelta(days=5 * 366)
FARTHEST = timedelta(days=366)
"""A day ahead may be told too: that of a move, or of the end of a card."""


@dataclass(frozen=True)
class Due:
    """The last day, and how it came about; ``href`` is the file for calendars."""

    on: date
    from_day: date
    is_moved: bool
    is_over: bool
    href: str


@dataclass(frozen=True)
class LimitForm:
    """One limit with the day that was told for it, if any; ``problem`` says what to correct."""

    number: int
    limit: str
    since: str
    text: str
    typed: str
    problem: str
    due: Due | None


@dataclass(frozen=True)
class DeadlinePage:
    """All limits of a manual, each with its form."""

    head: ManualHead
    forms: Sequence[LimitForm]

    @property
    def problem(self) -> str:
        """What is wrong with the day that was told."""
        return next((form.problem for form in self.forms if form.problem), "")


def deadline_page(manual: Manual, number: int, typed: str, today: date) -> DeadlinePage:
    """Return the page; ``typed`` is the day told for limit ``number``, empty before that."""
    merged = merged_manual(manual)
    head = manual_head(merged)
    limits = filing_limits(content_here(merged))
    forms = [
        _form(head, at, limit, typed if at == number else "", today)
        for at, limit in enumerate(limits, start=1)
    ]
    return DeadlinePage(head, forms)


def deadline_ics(manual: Manual, number: int, typed: str, now: datetime) -> str | None:
    """Return the last day as a file for calendars, ``None`` when the address tells none."""
    page = deadline_page(manual, number, typed, now.date())
    form = next((form for form in page.forms if form.due), None)
    if form is None or form.due is None:
        return None
    head, due = page.head, form.due
    uid = hashlib.sha256(f"{head.address()} {form.number} {due.from_day}".encode()).hexdigest()
    return calendar(
        [
            Event(
                uid=f"{uid[:24]}@infogo",
                on=due.on,
                title=_("วันสุดท้าย: %(service)s") % {"service": head.title},
                text="\n".join([form.text, head.page_url]),
                url=absolute(head.address()),
            )
        ],
        now,
    )


def _form(head: ManualHead, number: int, limit: FilingLimit, typed: str, today: date) -> LimitForm:
    due, problem = None, ""
    if typed.strip():
        try:
            day = _day(typed, today)
        except DateInputError as wrong:
            problem = str(wrong)
        else:
            due = _due(head, number, limit, day, today)
    return LimitForm(
        number=number,
        limit=limit.limit.text(current_language()),
        since=limit.since,
        text=limit.text,
        typed=long_date(due.from_day, current_language()) if due else typed[:LONGEST_TYPED],
        problem=problem,
        due=due,
    )


def _day(typed: str, today: date) -> date:
    """Return the day that was told, as the form or a link of ours writes it."""
    try:
        day = date.fromisoformat(typed.strip())
    except ValueError:
        day = written_day(typed[:LONGEST_TYPED])
    if not today - OLDEST <= day <= today + FARTHEST:
        raise DateInputError(_("วันที่ต้องไม่เก่ากว่า 5 ปี และไม่เกิน 1 ปีข้างหน้า ตรวจปี พ.ศ. อีกครั้ง"))
    return day


def _due(head: ManualHead, number: int, limit: FilingLimit, day: date, today: date) -> Due:
    holidays = holidays_after(day)
    last = due_date(day, limit.limit, holidays, Party.AGENCY).due_on
    due = due_date(day, limit.limit, holidays, Party.CITIZEN).due_on
    query = f"limit={number}&day={day.isoformat()}"
    return Due(
        on=due,
        from_day=day,
        is_moved=due != last,
        is_over=due < today,
        href=f"{head.address('deadline_ics')}?{query}",
    )
