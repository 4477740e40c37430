"""What a manual said at the end of a day, and since when: read out of what was kept, never guessed.

Which edition was in force follows from the moments of publication alone: of those published before
the day ended the last one written. An agency's own sections stand on the standard manual of the
same moment, as they do today. When a manual ended or was taken up again is read from the audit
trail, the only place that knows the moment.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Q

from infogo.core.dates import end_of_day, start_of_day
from infogo.core.models import AuditEntry
from infogo.manuals.models import (
    Manual,
    ManualRevision,
    ManualStatus,
    ProcedureStatus,
)
from infogo.manuals.selectors import SHOWN_STATUSES, MergedManual, merged_editions

ENDING = frozenset({"withdraw", "merge", "retire_manual", "end_agency"})
BEGINNING = frozenset({"adopt", "reopen", "reopen_agency"})


class Standing(StrEnum):
    """Whether citizens could use a manual."""

    NOT_YET = "not_yet"
    IN_FORCE = "in_force"
    ENDED = "ended"


@dataclass(frozen=True)
class Period:
    """A time in which a manual read the same; ``ends`` is empty while it lasts.

    ``number`` is the edition of the manual's own and ``standard_number`` the one of the standard
    manual under it; 0 where there is none.
    """

    begins: datetime | None
    ends: datetime | None
    standing: Standing
    number: int
    standard_number: int


@dataclass(frozen=True)
class Past:
    """A manual at the end of ``day``; ``merged`` is empty unless it was in force.

    ``before`` is the period that the day began with, when it is another one.
    """

    day: date
    period: Period
    before: Period | None
    merged: MergedManual | None


@dataclass(frozen=True)
class History:
    """The periods of a manual, oldest first; the first begins with time itself.

    ``is_end_dated`` is false for a manual that ended without anybody noting when.
    """

    periods: Sequence[Period]
    is_end_dated: bool

    def at(self, moment: datetime) -> Period:
        """Return the period at a moment; what begins at that very moment has not begun."""
        for period in self.periods:
            if period.ends is None or moment <= period.ends:
                return period
        raise AssertionError("the last period never ends")

    @property
    def readable(self) -> Sequence[Period]:
        """The periods in which citizens could read it, newest first."""
        found = [period for period in self.periods if period.standing is Standing.IN_FORCE]
        return found[::-1]


@dataclass(frozen=True)
class _Switch:
    """That something ended or began: the procedure, the agency's manual, or the agency."""

    at: datetime
    target: str
    verb: str


def history_of(manual: Manual) -> History:
    """Return all periods of a manual found by ``find_manual``, in two queries."""
    editions: dict[int, list[tuple[int, datetime]]] = {}
    rows = ManualRevision.objects.filter(
        manual__in=[pk for pk in (manual.pk, manual.standard_id) if pk],
        status__in=SHOWN_STATUSES,
    ).order_by("number")
    for holder, number, at in rows.values_list("manual_id", "number", "published_at"):
        if at is not None:
            editions.setdefault(holder, []).append((number, at))
    own = editions.get(manual.pk, [])
    standard = editions.get(manual.standard_id, []) if manual.standard_id else own
    switches = _switches(manual)
    is_dated = _is_ended(switches, None) or not _is_ended_now(manual)
    moments = sorted({at for _n, at in (*own, *standard)} | {switch.at for switch in switches})
    periods: list[Period] = []
    for begins in (None, *moments):
        standing = Standing.ENDED if not is_dated else _standing(switches, standard, begins)
        state = (
            standing,
            _number(own, begins) if manual.standard_id else 0,
            _number(standard, begins),
        )
        if periods and state == _state(periods[-1]):
            continue
        if periods:
            periods[-1] = Period(periods[-1].begins, begins, *_state(periods[-1]))
        periods.append(Period(begins, None, *state))
    return History(periods, is_dated)


def as_of(manual: Manual, day: date, history: History) -> Past:
    """Return a manual as it was when ``day`` was over in Thailand, in one query."""
    period = history.at(end_of_day(day))
    before = history.at(start_of_day(day))
    merged = None
    if period.standing is Standing.IN_FORCE:
        merged = merged_editions(manual, period.number, period.standard_number)
    return Past(day, period, None if before == period else before, merged)


def _state(period: Period) -> tuple[Standing, int, int]:
    return period.standing, period.number, period.standard_number


def _number(editions: Iterable[tuple[int, datetime]], upto: datetime | None) -> int:
    """Return the last edition among those published by a moment, 0 when there was none."""
    return max((number for number, at in editions if upto is not None and at <= upto), default=0)


def _standing(
    switches: Sequence[_Switch], standard: Sequence[tuple[int, datetime]], upto: datetime | None
) -> Standing:
    if not _number(standard, upto):
        return Standing.NOT_YET
    if _is_ended(switches, upto):
        return Standing.ENDED
    first = next((switch for switch in switches if switch.target == "manual"), None)
    is_adopted_later = first is not None and first.verb == "adopt" and not _is_by(first, upto)
    return Standing.NOT_YET if is_adopted_later else Standing.IN_FORCE


def _is_by(switch: _Switch, upto: datetime | None) -> bool:
    return upto is not None and switch.at <= upto


def _is_ended(switches: Sequence[_Switch], upto: datetime | None) -> bool:
    """Whether the last word about the procedure, the manual or the agency is that it ended.

    Without ``upto`` the whole trail counts.
    """
    last: dict[str, str] = {}
    for switch in switches:
        if upto is None or switch.at <= upto:
            last[switch.target] = switch.verb
    return any(verb in ENDING for verb in last.values())


def _is_ended_now(manual: Manual) -> bool:
    return manual.status == ManualStatus.WITHDRAWN or manual.procedure.status in (
        ProcedureStatus.WITHDRAWN,
        ProcedureStatus.MERGED,
    )


def _switches(manual: Manual) -> list[_Switch]:
    about: Mapping[str, int] = {"procedure": manual.procedure_id}
    if manual.standard_id:
        about = {**about, "manual": manual.pk, "agency": manual.agency_id}
    wanted = Q()
    for target, target_id in about.items():
        wanted |= Q(target=target, target_id=target_id)
    lines = AuditEntry.objects.filter(wanted, verb__in=ENDING | BEGINNING).order_by("number")
    return [_Switch(*row) for row in lines.values_list("at", "target", "verb")]
