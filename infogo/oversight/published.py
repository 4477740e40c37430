"""What everybody may read of the country's figures: read from the rollups, few are never told.

Nothing is counted here. Every function costs a constant number of queries, whatever the size of the
country. A figure of ratings or requests that rests on fewer than the minimum has no value, and so
has every share and mean beside it that rests on the same few.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Q

from infogo.agencies.models import Agency, AgencyStatus
from infogo.geo.models import Province
from infogo.manuals.models import Procedure, ProcedureStatus
from infogo.oversight.coverage import State, groups_in, state_at, total_of
from infogo.oversight.delayed import PROMISES as PROMISED_DAYS
from infogo.oversight.delayed import RECEIPT_SOURCES
from infogo.oversight.events.cells import DelayCell, NoticeCell, ReceiptCell, VolumeCell
from infogo.oversight.events.reading import Source as Cells
from infogo.oversight.events.reading import counted_at, days_of, sums_by, sums_of
from infogo.oversight.figures import Unit
from infogo.oversight.grouping import By, Key
from infogo.oversight.published_events import (
    IN_TIME,
    LATE,
    PROMISES,
    RATING_SHOWN,
    RECEIVED,
    SATISFACTION,
)
from infogo.oversight.published_figures import (
    COVERS,
    DUTIES,
    FRESH,
    POINTS_EXACT,
    STATE_NUMBERS,
    PublicFigure,
    Source,
    Sums,
)
from infogo.oversight.satisfaction import MADE_UP, SCORE_SOURCES, with_prior
from infogo.oversight.slices import Slice, usual
from infogo.oversight.transactions import VOLUME_SOURCES
from infogo.oversight.tree import Tree, tree
from infogo.thai.collate import sort_key

_SIMULATED = Q(is_simulated=True)
REPORTED = (*VOLUME_SOURCES, Cells(VolumeCell, ("rows",), _SIMULATED, MADE_UP))
RECEIPTS = (*RECEIPT_SOURCES, Cells(ReceiptCell, ("finished",), _SIMULATED, MADE_UP))
DELAYED = (
    Cells(DelayCell, ("in_time", "late")),
    Cells(NoticeCell, ("sent", "missed"), prefix="notices_"),
    Cells(DelayCell, ("due",), _SIMULATED, MADE_UP),
    Cells(NoticeCell, ("sent", "missed"), _SIMULATED, f"{MADE_UP}notices_"),
)
_DECIMALS = {Unit.COUNT: 0, Unit.DAYS: 0, Unit.PERCENT: 1, Unit.SCORE: 2}
ROW_FIGURES: Mapping[By, Sequence[PublicFigure]] = {
    By.AGENCY: (RECEIVED, IN_TIME, RATING_SHOWN, POINTS_EXACT),
    By.PLACE: (RECEIVED, IN_TIME, RATING_SHOWN, POINTS_EXACT),
    By.PROCEDURE: (RECEIVED, IN_TIME, RATING_SHOWN),
}
"""The columns of a table of agencies, provinces or services."""


@dataclass(frozen=True)
class Least:
    """Fewer ratings, or finished requests, than this are not told."""

    ratings: int
    requests: int

    def of(self, source: Source) -> int:
        """Return how many a figure of this source has to rest on; records have no least."""
        return {Source.RATINGS: self.ratings, Source.REQUESTS: self.requests}.get(source, 0)


@dataclass(frozen=True)
class Told:
    """A figure with what may be told of it, rounded as pages and files show it.

    ``value`` is ``None`` where nothing is known, or where it rests on too few (``is_few``): then
    ``part`` and ``whole`` are ``None`` too. ``is_simulated`` says that invented rows are in it.
    """

    figure: PublicFigure
    value: float | int | None
    part: int | None
    whole: int | None
    is_few: bool
    is_simulated: bool


@dataclass(frozen=True)
class Section:
    """Figures of one subject; without months they are the state at ``counted_at``."""

    code: str
    told: Sequence[Told]
    counted_at: datetime | None
    first: date | None = None
    last: date | None = None

    @property
    def is_simulated(self) -> bool:
        """Whether any number that it shows has invented rows in it."""
        return any(each.is_simulated and each.value is not None for each in self.told)

    def get(self, code: str) -> Told:
        """Return one of its figures by its code."""
        return next(each for each in self.told if each.figure.code == code)


@dataclass(frozen=True)
class PartRow:
    """The figures of one agency with all below it, one province or one service.

    ``is_ended`` tells that the agency or service is no more: what it did still counts.
    """

    key: Key
    name_th: str
    name_en: str
    told: Sequence[Told]
    is_ended: bool = False


@dataclass(frozen=True)
class Parts:
    """The country divided; ``counted_at`` is the oldest of the counts behind it."""

    by: By
    rows: Sequence[PartRow]
    figures: Sequence[PublicFigure]
    counted_at: datetime | None
    first: date
    last: date

    @property
    def is_simulated(self) -> bool:
        """Whether any number that it shows has invented rows in it."""
        return any(
            each.is_simulated and each.value is not None for row in self.rows for each in row.told
        )


def tell(figure: PublicFigure, sums: Sums, least: Least) -> Told:
    """Return what may be told of a figure."""
    read = figure.of(sums)
    is_simulated = any(sums.get(name) for name in figure.made_up)
    if read.value is None or (read.base is not None and read.base == 0):
        return Told(figure, None, None, None, is_few=False, is_simulated=is_simulated)
    if figure.source != Source.RECORDS and (read.base or 0) < least.of(figure.source):
        return Told(figure, None, None, None, is_few=True, is_simulated=is_simulated)
    decimals = _DECIMALS[figure.unit]
    value = round(read.value, decimals) if decimals else round(read.value)
    return Told(figure, value, read.part, read.whole, is_few=False, is_simulated=is_simulated)


def sections_of(today: date, least: Least) -> Sequence[Section]:
    """Return the figures of the whole country; about thirty queries."""
    known, part = tree(), usual(today)
    state = state_at(part, today)
    numbers = total_of(part, state.month, STATE_NUMBERS, known) if state.counted_at else {}
    found = [
        Section(code, [tell(each, numbers, least) for each in figures], state.counted_at)
        for code, figures in (("covers", COVERS), ("duties", DUTIES), ("fresh", FRESH))
    ]
    days = {each.value: days_of(each, part, known) for each in PROMISED_DAYS}
    for code, figures, cells, subjects, more in (
        ("satisfaction", SATISFACTION, SCORE_SOURCES, ("ratings",), {}),
        ("promises", PROMISES, (*REPORTED, *RECEIPTS), ("volumes", "receipts"), days),
        ("late", LATE, DELAYED, ("delays",), {}),
    ):
        sums = sums_of(cells, part, known, today) | more
        told = [tell(each, sums, least) for each in figures]
        found.append(Section(code, told, counted_at(*subjects), part.first, part.last))
    return found


def parts_of(by: By, today: date, least: Least) -> Parts:
    """Return the country divided into its highest agencies, provinces or services.

    Services are in the order of how many requests they received, those that nothing is told of
    last; about fifteen queries.
    """
    known, part = tree(), usual(today)
    state = None if by == By.PROCEDURE else state_at(part, today)
    sums = _sums_by(by, part, known, today, state)
    figures = ROW_FIGURES[by]
    rows = [
        PartRow(
            name.key,
            name.thai,
            name.english,
            [tell(each, sums.get(name.key, {}), least) for each in figures],
            is_ended=name.is_ended,
        )
        for name in _names(by, sums)
    ]
    if by == By.PROCEDURE:
        rows.sort(key=lambda row: (row.told[0].value is None, -(row.told[0].value or 0)))
    oldest = counted_at("volumes", "ratings")
    if state is not None and oldest is not None:
        oldest = min(oldest, state.counted_at) if state.counted_at else None
    return Parts(by, rows, figures, oldest, part.first, part.last)


def _sums_by(
    by: By, part: Slice, known: Tree, today: date, state: State | None
) -> dict[Key, dict[str, Any]]:
    """Return all sums by group: requests, ratings and, where there is a state, that of points."""
    found: dict[Key, dict[str, Any]] = {}
    rated = sums_by(SCORE_SOURCES, part, by, known, today)
    with_prior(rated, part, known, today)
    groups: list[Mapping[Key, Sums]] = [sums_by(REPORTED, part, by, known, today), rated]
    if state is not None and state.counted_at:
        names = ("points", "points_exact")
        groups.append(groups_in(part, state.month, by, names, known))
    for group in groups:
        for key, sums in group.items():
            found.setdefault(key, {}).update(sums)
    return found


class _Name(NamedTuple):
    """What a group is called."""

    key: Key
    thai: str
    english: str
    is_ended: bool = False


def _names(by: By, sums: Mapping[Key, Sums]) -> list[_Name]:
    """Return the groups in the order of names; those that ended only where there are numbers."""
    columns = ("pk", "name_th", "name_en", "status")
    numbered = Q(pk__in=[key for key in sums if key])
    if by == By.AGENCY:
        tops = Agency.objects.filter(parent=None).order_by("sort_key", "pk")
        agencies = tops.filter(Q(status=AgencyStatus.ACTIVE) | numbered).values_list(*columns)
        return [
            _Name(key, thai, english, status != AgencyStatus.ACTIVE)
            for key, thai, english, status in agencies
        ]
    if by == By.PLACE:
        found = [_Name(*row) for row in Province.objects.values_list(*columns[:3])]
    else:
        active = ProcedureStatus.ACTIVE
        told = Procedure.objects.exclude(status=ProcedureStatus.DRAFT)
        services = told.filter(Q(status=active) | numbered).values_list(*columns)
        found = [
            _Name(key, thai, english, status != active) for key, thai, english, status in services
        ]
    return sorted(found, key=lambda name: sort_key(name.thai))
