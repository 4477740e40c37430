"""A manual as it was on a day: what it said, what differs from today, which edition when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from infogo.core.dates import (
    BANGKOK,
    DateInputError,
    arabic_digits,
    end_of_day,
    long_date,
    long_moment,
)
from infogo.core.language import current_language
from infogo.display.manual_head import ManualHead, manual_head
from infogo.display.manual_words import ManualWords, manual_words
from infogo.display.told_changes import ToldGroup, in_groups, told
from infogo.manuals.models import Manual
from infogo.manuals.past import History, Past, Period, Standing, as_of, history_of
from infogo.manuals.selectors import MergedManual, merged_manual
from infogo.www.pages.versions import VersionRow, version_address
from infogo.www.pages.written_day import written_day

TOLD_IN_SHORT = 12
"""More differences from today than this are left to the page that compares editions."""


@dataclass(frozen=True)
class AskPage:
    """Choosing a day; ``periods`` say which edition was in force when, newest first."""

    head: ManualHead
    periods: Sequence[VersionRow]
    typed: str
    problem: str


@dataclass(frozen=True)
class PastPage:
    """A manual on a day. ``words`` is empty when it was not in force, and ``told`` says why.

    ``groups`` are the differences from today, ``left_out`` how many more there are, and
    ``is_same`` says that there are none. ``note`` tells of a change on that very day.
    """

    ask: AskPage
    day: date
    is_today: bool
    standing: Standing
    words: ManualWords | None
    told: str
    now: str
    groups: Sequence[ToldGroup]
    left_out: int
    is_same: bool
    note: str
    edition: str
    json_href: str

    @property
    def head(self) -> ManualHead:
        """The names and addresses of the manual as it is now."""
        return self.ask.head


def read_day(text: str, today: date) -> date:
    """Return the day that somebody typed: "1 พ.ค. 2569", or 2026-05-01 as addresses have it.

    Raises:
        DateInputError: it cannot be read, or the day has not come.
    """
    typed = " ".join(arabic_digits(text).split())
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        day = written_day(typed)
    if day > today:
        raise DateInputError(
            _("วันนั้นยังไม่ถึง เลือกวันนี้หรือวันที่ผ่านมาแล้ว เช่น %(today)s")
            % {"today": long_date(today, current_language())}
        )
    return day


def day_address(head: ManualHead, day: date, page: str = "on_day") -> str:
    """Return the path of a manual on a day."""
    ids = [head.procedure_id, *([head.agency_id] if head.agency_id else [])]
    name = f"{'local_manual' if head.agency_id else 'manual'}_{page}"
    return reverse(f"www:{name}", args=[*ids, day])


def ask_page(manual: Manual, *, typed: str = "", problem: str = "") -> AskPage:
    """Return the page on which a day is chosen."""
    return _ask(manual, history_of(manual), typed, problem)


def past_page(manual: Manual, day: date, today: date) -> PastPage:
    """Return a manual as it was at the end of ``day``; today stands for this moment."""
    history = history_of(manual)
    past = as_of(manual, day, history)
    present = history.periods[-1]
    now = merged_manual(manual) if present.standing is Standing.IN_FORCE else None
    ask = _ask(manual, history, long_date(day, current_language()), "")
    changes = told(past.merged.content, now.content) if past.merged and now else ()
    return PastPage(
        ask=ask,
        day=day,
        is_today=day == today,
        standing=past.period.standing,
        words=_words(past.merged, past.period) if past.merged else None,
        told=_told(past.period, history),
        now=_now(present, history),
        groups=in_groups(changes[:TOLD_IN_SHORT]),
        left_out=max(0, len(changes) - TOLD_IN_SHORT),
        is_same=bool(past.merged and now and not changes),
        note=_note(past),
        edition=_edition(manual, past.period),
        json_href=day_address(ask.head, day, "on_json"),
    )


def past_data(past: Past, data: dict[str, object] | None) -> dict[str, object]:
    """Return what ``/on/<day>.json`` answers: the standing, since and until when, the manual."""
    period = past.period
    return {
        "on": past.day.isoformat(),
        "standing": period.standing.value,
        "since": period.begins.isoformat() if period.begins else None,
        "until": period.ends.isoformat() if period.ends else None,
        "manual": data,
    }


def head_of(manual: Manual) -> ManualHead:
    """Return the head of a manual that citizens could read at some time."""
    return manual_head(merged_manual(manual))


def _ask(manual: Manual, history: History, typed: str, problem: str) -> AskPage:
    head = head_of(manual)
    rows = [_row(manual, head, history, period) for period in history.readable]
    return AskPage(head, rows, typed, problem)


def _row(manual: Manual, head: ManualHead, history: History, period: Period) -> VersionRow:
    is_now = period is history.periods[-1]
    lang = current_language()
    return VersionRow(
        label=_edition(manual, period),
        href=_address(head, history, period),
        date=period.begins,
        status=_("ใช้อยู่") if is_now else "",
        status_kind="success",
        note="" if is_now or not period.ends else _until(long_moment(period.ends, lang)),
        current=is_now,
    )


def _until(moment: str) -> str:
    return _("ใช้ถึง %(moment)s") % {"moment": moment}


def _address(head: ManualHead, history: History, period: Period) -> str:
    """Return a day on which the period is seen; an edition by its number when no day ends in it."""
    if period.begins is not None:
        day = period.begins.astimezone(BANGKOK).date()
        if history.at(end_of_day(day)) == period:
            return day_address(head, day)
    if head.agency_id and not period.number:
        return reverse("www:manual_version", args=[head.procedure_id, period.standard_number])
    return version_address(head, period.number or period.standard_number)


def _edition(manual: Manual, period: Period) -> str:
    numbers = {"number": period.number, "standard": period.standard_number}
    if manual.is_standard:
        return _("ฉบับที่ %(standard)s") % numbers
    if not period.number:
        return _("คู่มือมาตรฐานกลางฉบับที่ %(standard)s") % numbers
    return _("ฉบับที่ %(number)s ของหน่วยงาน (คู่มือมาตรฐานกลางฉบับที่ %(standard)s)") % numbers


def _words(merged: MergedManual, period: Period) -> ManualWords:
    """Return what it said that day; it is marked as old once it read differently."""
    words = manual_words(merged, 0, adopters=0)
    ends = period.ends
    # What replaced it is told above the page, with what differs.
    edition = replace(words.edition, is_old=ends is not None, superseded_at=None)
    # Counters are known as they are today, so nothing is said of where it was.
    facts = [fact for fact in words.facts if fact.icon != "pin"]
    return replace(words, edition=edition, facts=facts)


def _told(period: Period, history: History) -> str:
    """Say why there is nothing to read on that day; empty when there is."""
    lang = current_language()
    if period.standing is Standing.IN_FORCE:
        return ""
    if period.standing is Standing.NOT_YET:
        if period.ends is None:
            return _("คู่มือนี้ยังไม่เคยเผยแพร่")
        first = long_moment(period.ends, lang)
        return _("วันนั้นคู่มือนี้ยังไม่เริ่มใช้ เริ่มใช้เมื่อ %(moment)s") % {"moment": first}
    if not history.is_end_dated or period.begins is None:
        return _("คู่มือนี้เลิกใช้แล้ว ระบบไม่มีบันทึกว่าเลิกใช้เมื่อใด")
    return _("วันนั้นคู่มือนี้เลิกใช้แล้ว เลิกใช้เมื่อ %(moment)s") % {"moment": long_moment(period.begins, lang)}


def _now(present: Period, history: History) -> str:
    """Say that the manual is no longer in use today; empty when it is."""
    if present.standing is not Standing.ENDED:
        return ""
    if not history.is_end_dated or present.begins is None:
        return _("วันนี้คู่มือนี้เลิกใช้แล้ว")
    return _("วันนี้คู่มือนี้เลิกใช้แล้ว ตั้งแต่ %(moment)s") % {
        "moment": long_moment(present.begins, current_language())
    }


def _note(past: Past) -> str:
    """Tell of a change on that very day; empty when the day began as it ended."""
    begins = past.period.begins
    if past.before is None or begins is None or past.before.standing is Standing.NOT_YET:
        return ""
    return _("คู่มือเปลี่ยนในวันนั้น เมื่อ %(moment)s หน้านี้แสดงคู่มือหลังเปลี่ยน") % {
        "moment": long_moment(begins, current_language())
    }
