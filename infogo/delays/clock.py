"""The clock of section 10: by when a complete request must be decided, day by day.

Pure: editions, holidays, pauses and extensions are handed in, nothing is read or written.

Every promise runs in its own unit and is never converted into another one:

- วัน counts calendar days and วันทำการ working days; the day of receipt is not counted and the
  agency's last day counts even on a holiday (Administrative Procedure Act B.E. 2539 s. 64);
- เดือน and ปี end on the corresponding day (Civil and Commercial Code s. 193/5);
- นาที and ชั่วโมง begin at once (s. 193/3) and run in office time, or while the point is open;
- an extension begins on the day after the last one (s. 193/7), in its own unit.

A day inside a pause never counts. A period of months then ends as many calendar days later as the
pauses took out of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil

from infogo.core.calendar import due_date, is_working_day
from infogo.core.dates import BANGKOK, SATURDAY, end_of_day, weekday_name
from infogo.core.durations import WITHIN_A_DAY, Duration, DurationUnit, totals_by_unit, unit_name
from infogo.core.hours import CUSTOMARY_LUNCH, Hours, LunchState, spans_on
from infogo.manuals.content import ManualContent

OFFICE_HOURS = Hours.weekdays(lunch=CUSTOMARY_LUNCH)
"""08:30–12:00 and 13:00–16:30 on working days: when minutes run if a point's hours are unknown."""
FARTHEST_DAYS = 8000
"""How far a count may go before it is given up: longer than the longest promise with its pauses."""
MINUTES_PER_HOUR = 60

_Holidays = Mapping[date, str]


class ClockError(ValueError):
    """A period that cannot be counted; ``str()`` says in Thai why and what to do."""


@dataclass(frozen=True)
class Pause:
    """Days that do not count, first and last included; ``ends_on`` is ``None`` while it lasts.

    ``basis_text`` names what allows it: the defect record of section 8, or a rule of the manual.
    """

    begins_on: date
    ends_on: date | None
    basis_text: str

    def covers(self, day: date) -> bool:
        """Return whether ``day`` is not counted because of this pause."""
        return self.begins_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True)
class Extension:
    """More time that a law gives the agency, in a unit of its own, behind the time there was."""

    length: Duration
    basis_text: str


@dataclass(frozen=True)
class CountedDay:
    """One day of the arithmetic: whether it counts, and why, in words for the page."""

    on: date
    counts: bool
    why_th: str


@dataclass(frozen=True)
class Promise:
    """By when a request must be decided, and how that came about.

    ``due_on`` is ``None`` while an open pause holds the clock; ``held_since`` is its first day.
    ``due_at`` is the minute as well, for promises of minutes or hours only. ``days`` begins with
    the day of receipt and ends with the last day, or with the first one of the open pause.
    """

    received_at: datetime
    starts_on: date
    due_on: date | None
    length: Duration
    days: tuple[CountedDay, ...]
    due_at: datetime | None = None
    held_since: date | None = None


@dataclass(frozen=True)
class _Leg:
    """Where one stretch of time ended: a day, and its minute when it ran in minutes."""

    ends_on: date | None
    ends_at: datetime | None
    days: tuple[CountedDay, ...]
    held_since: date | None = None


def length_of(content: ManualContent) -> Duration | None:
    """Return the whole time that a manual promises, ``None`` when it names none.

    That is the total of the form, or the sum of the steps when each has a time and all of them
    use one unit: "20 นาที + 3 วันทำการ" is not a time that anything could be due by.
    """
    if content.total is not None:
        return content.total
    durations = [step.duration for step in content.steps.items]
    if not durations or None in durations:
        return None
    sums = totals_by_unit(duration for duration in durations if duration)
    return sums[0] if len(sums) == 1 else None


def counts_from(
    moment: datetime, by_channel: bool, holidays: _Holidays, *, hours: Hours | None = None
) -> datetime:
    """Return the moment at which a request counts as received, in Thai time.

    Across a counter that is the moment itself. Through an electronic channel that the agency
    announced (``by_channel``), what comes outside office days and hours counts as received when
    the office opens next (พ.ร.บ.การปฏิบัติราชการทางอิเล็กทรอนิกส์ พ.ศ. 2565 s. 10).

    Raises:
        ValueError: the moment carries no time zone.
        ClockError: the hours never open again.
    """
    local = _thai_time(moment)
    if not by_channel:
        return local
    for offset in range(FARTHEST_DAYS):
        for opens, closes in spans_on(
            hours_of_clock(hours), local.date() + timedelta(days=offset), holidays
        ):
            if local < closes:
                return max(local, opens)
    raise ClockError("เวลาทำการของจุดให้บริการไม่มีวันเปิด ให้แก้เวลาทำการก่อน")


def promise(
    received_at: datetime,
    length: Duration,
    *,
    holidays: _Holidays,
    pauses: Sequence[Pause] = (),
    extensions: Sequence[Extension] = (),
    hours: Hours | None = None,
) -> Promise:
    """Return by when a request whose papers were complete at ``received_at`` must be decided.

    The longest value of a range is what the manual promises. ``hours`` matter for minutes and
    hours only and default to office hours. ``holidays`` must reach beyond the promised time.

    Raises:
        ValueError: ``received_at`` carries no time zone.
        ClockError: a part of a day, a week without opening hours, or absurdly long.
    """
    local = _thai_time(received_at)
    starts_on = local.date()
    count = _Counter(holidays, tuple(pauses), hours_of_clock(hours))
    leg = count.leg(length, starts_on, local, first_word="วันที่รับคำขอครบถ้วน ไม่นับ")
    days = list(leg.days)
    for extension in extensions:
        if leg.ends_on is None:
            break
        leg = count.leg(
            extension.length,
            leg.ends_on,
            leg.ends_at or end_of_day(leg.ends_on),
            prefix=f"ขยายเวลา ({extension.basis_text}) ",
        )
        days += leg.days
    return Promise(local, starts_on, leg.ends_on, length, tuple(days), leg.ends_at, leg.held_since)


def hours_of_clock(hours: Hours | None) -> Hours:
    """Return the hours in which minutes run: a point's own, office hours when they are unknown.

    Where only the lunch break is unknown, the customary one is not counted.
    """
    if hours is None or not hours.known:
        return OFFICE_HOURS
    if hours.lunch.state is LunchState.UNKNOWN and not hours.is_always_open:
        return hours.model_copy(update={"lunch": CUSTOMARY_LUNCH})
    return hours


@dataclass(frozen=True)
class _Counter:
    """Counts stretches of time among the same holidays, pauses and hours."""

    holidays: _Holidays
    pauses: tuple[Pause, ...]
    hours: Hours

    def leg(
        self,
        length: Duration,
        starts_on: date,
        starts_at: datetime,
        *,
        first_word: str = "",
        prefix: str = "",
    ) -> _Leg:
        """Count one stretch after ``starts_on``; a first word explains that day itself."""
        if length.unit in WITHIN_A_DAY:
            return self._minutes(length, starts_at, prefix)
        first = (CountedDay(starts_on, False, first_word),) if first_word else ()
        leg = self._days(length, starts_on, prefix)
        return _Leg(leg.ends_on, None, first + leg.days, leg.held_since)

    def _days(self, length: Duration, starts_on: date, prefix: str) -> _Leg:
        wanted, counts = self._wanted_days(length, starts_on)
        days: list[CountedDay] = []
        counted = 0
        if wanted == 0:
            return _Leg(starts_on, None, ())
        for day in _days_after(starts_on):
            pause = self._pause_on(day)
            if pause is not None:
                days.append(CountedDay(day, False, f"{prefix}หยุดนับ: {pause.basis_text}"))
                if pause.ends_on is None:
                    return _Leg(None, None, tuple(days), pause.begins_on)
            elif not counts(day):
                days.append(CountedDay(day, False, f"{prefix}{self._why_not(day)}"))
            else:
                counted += 1
                word = self._counted_word(day, counted, length.unit, is_last=counted == wanted)
                days.append(CountedDay(day, True, f"{prefix}{word}"))
                if counted == wanted:
                    return _Leg(day, None, tuple(days))
        raise ClockError(f"นับ {length.text()} ไม่จบ ให้ตรวจวันหยุดนับเวลาและระยะเวลาในคู่มือ")

    def _wanted_days(self, length: Duration, starts_on: date) -> tuple[int, Callable[[date], bool]]:
        """Return how many days must count, and which kind of day does."""
        try:
            end = due_date(starts_on, length, self.holidays)
        except (ValueError, OverflowError) as error:
            raise ClockError(
                f"นับวันครบกำหนดของ “{length.text()}” ไม่ได้ ให้แก้ระยะเวลารวมในคู่มือเป็นจำนวนเต็มก่อน"
            ) from error
        if length.unit is DurationUnit.WORKING_DAY:
            return int(length.value_max), lambda day: is_working_day(day, self.holidays)
        return (end.due_on - starts_on).days, lambda day: True

    def _minutes(self, length: Duration, starts_at: datetime, prefix: str) -> _Leg:
        per_unit = MINUTES_PER_HOUR if length.unit is DurationUnit.HOUR else 1
        left = timedelta(minutes=ceil(length.value_max * per_unit))
        moment = starts_at
        days: list[CountedDay] = []
        for day in _days_after(starts_at.date() - timedelta(days=1)):
            pause = self._pause_on(day)
            if pause is not None:
                days.append(CountedDay(day, False, f"{prefix}หยุดนับ: {pause.basis_text}"))
                if pause.ends_on is None:
                    return _Leg(None, None, tuple(days), pause.begins_on)
                continue
            stretches, left = _take(spans_on(self.hours, day, self.holidays), moment, left)
            if stretches:
                days.append(CountedDay(day, True, f"{prefix}{_minutes_word(stretches)}"))
                if not left:
                    return _Leg(day, stretches[-1][1], tuple(days))
            else:
                days.append(CountedDay(day, False, f"{prefix}{self._why_closed(day, moment)}"))
        raise ClockError("เวลาทำการของจุดให้บริการไม่มีวันเปิด ให้แก้เวลาทำการก่อน")

    def _pause_on(self, day: date) -> Pause | None:
        """Return the pause that takes ``day`` out of the count; an open one comes first."""
        covering = [pause for pause in self.pauses if pause.covers(day)]
        return next(
            (pause for pause in covering if pause.ends_on is None),
            covering[0] if covering else None,
        )

    def _why_not(self, day: date) -> str:
        if day in self.holidays:
            return f"วันหยุดราชการ ({self.holidays[day]}) ไม่นับ"
        return f"{weekday_name(day)} ไม่นับ"

    def _why_closed(self, day: date, moment: datetime) -> str:
        if spans_on(self.hours, day, self.holidays) and day == moment.date():
            return "รับคำขอหลังเวลาทำการ ไม่นับ"
        if day in self.holidays or day.weekday() >= SATURDAY:
            return self._why_not(day)
        return "ไม่เปิดทำการ ไม่นับ"

    def _counted_word(self, day: date, number: int, unit: DurationUnit, *, is_last: bool) -> str:
        kind = DurationUnit.WORKING_DAY if unit is DurationUnit.WORKING_DAY else DurationUnit.DAY
        word = f"{unit_name(kind)}ที่ {number:,}"
        if is_last and not is_working_day(day, self.holidays):
            return f"{word} วันสุดท้าย ตรงกับวันหยุดก็นับ เพราะเป็นกำหนดเวลาของหน่วยงาน"
        return f"{word} วันสุดท้าย" if is_last else word


def _take(
    spans: Sequence[tuple[datetime, datetime]], moment: datetime, left: timedelta
) -> tuple[list[tuple[datetime, datetime]], timedelta]:
    """Return the stretches of one day that are used up from ``moment`` on, and what is left.

    Nothing left to take still needs a moment of office time to end in.
    """
    taken: list[tuple[datetime, datetime]] = []
    for opens, closes in spans:
        begins = max(opens, moment)
        if begins >= closes:
            continue
        ends = min(closes, begins + left)
        left -= ends - begins
        taken.append((begins, ends))
        if not left:
            break
    return taken, left


def _minutes_word(stretches: Sequence[tuple[datetime, datetime]]) -> str:
    seconds = sum((ends - begins).total_seconds() for begins, ends in stretches)
    times = " และ ".join(f"{begins:%H:%M}–{ends:%H:%M}" for begins, ends in stretches)
    return f"นับ {seconds / 60:,.0f} นาที ({times} น.)"


def _days_after(day: date) -> Iterator[date]:
    return (day + timedelta(days=n) for n in range(1, FARTHEST_DAYS))


def _thai_time(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a clock needs a moment with a time zone")
    return moment.astimezone(BANGKOK)
