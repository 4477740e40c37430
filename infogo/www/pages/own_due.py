"""The due day of something that a citizen says she filed; nothing of it is kept.

The address of the page holds the day and our signature over it, so a printed or shared page can
be seen to come from this reckoning. It is her own statement and no receipt of the office.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from infogo.core.dates import BANGKOK, DateInputError
from infogo.core.language import in_language
from infogo.delays.errors import DelayError
from infogo.delays.receipts import Filed, reckon
from infogo.delays.receipts_code import mac, mac_fits
from infogo.delays.reckoning import Almanac
from infogo.display.manual_head import ManualHead, manual_address
from infogo.display.pauses import pause_lines
from infogo.display.structured import absolute
from infogo.manuals.models import Manual
from infogo.www.pages.calendar_file import calendar_file
from infogo.www.pages.due import Counted, Helper, counted, helpers, is_in_minutes, moment_of
from infogo.www.pages.written_day import LONGEST_TYPED, written_day

OLDEST = timedelta(days=5 * 366)
MAC_LETTERS = 6
_TOKEN = re.compile(r"(\d{4})(\d{2})(\d{2})([01])-([0-9A-Z]{6})")


@dataclass(frozen=True)
class Told:
    """What a citizen told: the day, and whether the office was closed by then."""

    on: date
    after_hours: bool = False


@dataclass(frozen=True)
class AskPage:
    """The form; ``total`` is what the manual promises now, empty when it names no time."""

    head: ManualHead
    typed: str
    after_hours: bool
    problem: str


@dataclass(frozen=True)
class OwnDuePage:
    """The result; ``problem`` says why there is none, ``pauses`` what does not count."""

    head: ManualHead
    clock: Counted | None
    problem: str
    pauses: Sequence[str]
    in_minutes: bool
    after_hours: bool
    helpers: Sequence[Helper]
    ask_href: str
    ics_href: str


def read_told(typed: str, *, after_hours: bool, today: date) -> Told:
    """Return what was typed into the form.

    Raises:
        DateInputError: no day, a day ahead, or one too long ago; says what to do.
    """
    if not typed.strip():
        raise DateInputError(_("ใส่วันที่ยื่น เช่น 19 สิงหาคม 2569"))
    day = written_day(typed[:LONGEST_TYPED])
    if day > today:
        raise DateInputError(_("วันที่ยื่นต้องไม่เกินวันนี้"))
    if day < today - OLDEST:
        raise DateInputError(_("วันที่ยื่นนานเกิน 5 ปี ตรวจปี พ.ศ. อีกครั้ง"))
    return Told(day, after_hours)


def token_of(manual: Manual, told: Told) -> str:
    """Return the part of the address that holds what was told, signed."""
    text = f"{told.on:%Y%m%d}{int(told.after_hours)}"
    return f"{text}-{mac(_says(manual, text), MAC_LETTERS)}"


def told_by(manual: Manual, token: str) -> Told | None:
    """Return what an address holds, ``None`` when we did not sign it for this service."""
    found = _TOKEN.fullmatch(token)
    if found is None:
        return None
    says = (_says(manual, token[:9]), _said_before(manual, token[:9]))
    if not any(mac_fits(text, found[5]) for text in says):
        return None
    return Told(date(int(found[1]), int(found[2]), int(found[3])), found[4] == "1")


def own_due_page(manual: Manual, head: ManualHead, told: Told, today: date) -> OwnDuePage:
    """Return the promise for what a citizen told, by the edition in force on that day."""
    almanac, clock, problem, in_minutes = Almanac.read(), None, "", False
    pauses: Sequence[str] = ()
    filed = Filed(moment_of(told.on, after_hours=told.after_hours), told.after_hours)
    try:
        found = reckon(manual, filed, almanac)
    except DelayError:
        problem = _("คู่มือไม่ได้บอกระยะเวลารวม จึงคำนวณวันครบกำหนดไม่ได้ ถามหน่วยงานว่าจะเสร็จเมื่อไร")
    else:
        in_minutes, pauses = is_in_minutes(found.length), pause_lines(found.content)
        clock = counted(
            found.promise,
            manual=manual,
            edition=found.edition.number,
            almanac=almanac,
            today=today,
        )
    local_id = None if manual.is_standard else manual.agency_id
    base = manual_address(manual.procedure_id, local_id)
    return OwnDuePage(
        head=head,
        clock=clock,
        problem=problem,
        pauses=pauses,
        in_minutes=in_minutes,
        after_hours=told.after_hours,
        helpers=helpers(manual, None),
        ask_href=f"{base}/due",
        ics_href=f"{base}/due/{token_of(manual, told)}.ics",
    )


def own_due_ics(manual: Manual, page: OwnDuePage, told: Told) -> str | None:
    """Return the due day for a calendar, ``None`` when there is none."""
    if page.clock is None:
        return None
    name = in_language(manual.procedure.name_th, manual.procedure.name_en)[0]
    token = token_of(manual, told)
    address = absolute(f"{page.ask_href}/{token}")
    return calendar_file(
        uid=f"{token}-{manual.pk}@infogo",
        on=page.clock.due_on,
        title=_("ครบกำหนด: %(service)s") % {"service": name},
        text=_("คำนวณจากวันที่ที่คุณใส่เอง ดูวิธีนับที่ %(address)s") % {"address": address},
        url=address,
        made_at=datetime(told.on.year, told.on.month, told.on.day, tzinfo=BANGKOK),
    )


def _says(manual: Manual, text: str) -> str:
    """Return what is signed: not whose manual it is, for agencies are merged and pages are kept."""
    return f"own {manual.procedure_id} {text}"


def _said_before(manual: Manual, text: str) -> str:
    """Return what was signed at first; such pages are printed and stand in calendars."""
    return f"own {manual.procedure_id} {manual.agency_id} {text}"
