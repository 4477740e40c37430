"""Promised and real times of one service, as far as there is enough to say anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from infogo.core.dates import month_and_year
from infogo.core.durations import unit_name
from infogo.core.language import current_language
from infogo.core.simulation import SIMULATED_TH
from infogo.delays.clock import length_of
from infogo.delays.receipts_times import late_cases, receipt_times
from infogo.display.manual_head import ManualHead
from infogo.manuals.models import Manual
from infogo.manuals.selectors import merged_manual
from infogo.records.figures import reported_months


@dataclass(frozen=True)
class MonthLine:
    """One month of the agencies' reports."""

    month: str
    in_time: int
    late: int
    share: str


@dataclass(frozen=True)
class Reported:
    """Twelve months of reports, summed."""

    months: Sequence[MonthLine]
    finished: int
    share: str
    is_simulated: bool


@dataclass(frozen=True)
class Received:
    """Receipts that were finished, summed."""

    finished: int
    share: str
    median: str
    measured: int
    is_simulated: bool


@dataclass(frozen=True)
class TimesPage:
    """What the page shows; a part that is ``None`` has too little behind it."""

    head: ManualHead
    promised: str
    reported: Reported | None
    received: Received | None
    late: int
    missed_notices: int
    minimum: int
    notice: str


def times_page(manual: Manual, head: ManualHead, today: date) -> TimesPage:
    """Return the page; sources with fewer finished requests than the minimum are left out."""
    minimum = settings.INFOGO["TIMES_MINIMUM"]
    reported = _reported(manual, today, minimum)
    received = _received(manual, today, minimum)
    late = late_cases(manual, today)
    shows_late = late.cases >= minimum
    length = length_of(merged_manual(manual).content)
    is_simulated = (
        (reported is not None and reported.is_simulated)
        or (received is not None and received.is_simulated)
        or (shows_late and late.is_simulated)
    )
    return TimesPage(
        head=head,
        promised=length.text(current_language()) if length else "",
        reported=reported,
        received=received,
        late=late.cases if shows_late else 0,
        missed_notices=late.missed_notices if shows_late else 0,
        minimum=minimum,
        notice=SIMULATED_TH if is_simulated else "",
    )


def share_words(part: int, whole: int) -> str:
    """Say a share in whole percent, rounded so that neither all nor nothing is claimed falsely."""
    percent = round(part * 100 / whole)
    if part < whole:
        percent = min(percent, 99)
    return f"{max(percent, 1) if part else 0}%"


def _reported(manual: Manual, today: date, minimum: int) -> Reported | None:
    """Sum what agencies reported of the last twelve whole months; reports in hand only."""
    told = reported_months(manual, today)
    kept, late = sum(row.in_time for row in told), sum(row.late for row in told)
    if kept + late < max(minimum, 1):
        return None
    lang = current_language()
    return Reported(
        months=[
            MonthLine(
                month_and_year(row.month, lang),
                row.in_time,
                row.late,
                share_words(row.in_time, row.in_time + row.late) if row.in_time + row.late else "–",
            )
            for row in told
        ],
        finished=kept + late,
        share=share_words(kept, kept + late),
        is_simulated=any(row.is_simulated for row in told),
    )


def _received(manual: Manual, today: date, minimum: int) -> Received | None:
    times = receipt_times(manual, today)
    if times is None or times.finished < max(minimum, 1):
        return None
    days = times.median_days
    unit = unit_name(times.unit, current_language(), plural=days != 1)
    return Received(
        finished=times.finished,
        share=share_words(times.in_time, times.finished),
        median=_("ครึ่งหนึ่งเสร็จในวันที่ยื่น")
        if days == 0
        else _("ครึ่งหนึ่งใช้ไม่เกิน %(median)s") % {"median": f"{days:,} {unit}"},
        measured=times.measured,
        is_simulated=times.is_simulated,
    )
