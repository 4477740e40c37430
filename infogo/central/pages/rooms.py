"""Dashboards of what happened: rooms beside one another, each some figures over the same cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import Model
from django.urls import reverse

from infogo.central.pages.table import Dashboard, Headline
from infogo.display.charts import Reading, SeriesChart, series_chart
from infogo.oversight.choices import EVERY_DIMENSION, Dimension
from infogo.oversight.chosen import Chosen, choose
from infogo.oversight.events.reading import counted_at, has_simulated
from infogo.oversight.grouping import By, Group, Key, groups_of, read_by, usable, words_of
from infogo.oversight.measures import Measure, Sums
from infogo.oversight.slices import Slice
from infogo.oversight.tables import Cell, Column, Row, Table
from infogo.oversight.tree import Tree, tree
from infogo.volumes.months import month_label, short_label

OWN, NOWHERE_KEY = "own", "nowhere"
"""Parameters of lists of raw rows: of this agency alone, of no known place."""
ALL_BY = (By.AGENCY, By.PLACE, By.TOPIC, By.PROCEDURE, By.MONTH, By.YEAR)
ReadBy = Callable[[Slice, By, Tree, date], Mapping[Key, Sums]]
ReadOf = Callable[[Slice, Tree, date], Sums]


@dataclass(frozen=True)
class Room:
    """One page: what it is about, its figures, and how their sums are read.

    ``address`` names its address, ``rows`` that of the list of raw rows behind its numbers.
    ``headline`` are codes of figures told first, ``trend`` the one of the chart with the numbers
    at its side. ``tables`` are asked whether any cell was made up, ``subjects`` when they were
    counted. ``narrow`` may take months away that say nothing yet.
    """

    address: str
    name: str
    lead: str
    measures: Sequence[Measure]
    read_by: ReadBy
    read_of: ReadOf
    tables: Sequence[type[Model]]
    subjects: Sequence[str]
    rows: str = ""
    headline: Sequence[str] = ()
    trend: str = ""
    scale: Sequence[float] = ()
    divisions: Sequence[By] = ALL_BY
    dimensions: Sequence[str] = EVERY_DIMENSION
    narrow: Callable[[Slice, date], Slice] | None = None
    notes: Sequence[str] = ()

    def measure(self, code: str) -> Measure:
        """Return one of its figures."""
        return next(each for each in self.measures if each.code == code)


@dataclass(frozen=True)
class Area:
    """Rooms that belong together, under one title."""

    title: str
    rooms: Sequence[Room]

    def links(self, more: Sequence[tuple[str, str]] = ()) -> list[tuple[str, str]]:
        """Return the tabs of the area: its rooms, then other pages of it."""
        return [(room.name, reverse(room.address)) for room in self.rooms] + [
            (name, reverse(address)) for name, address in more
        ]


@dataclass(frozen=True)
class Look:
    """What somebody asked a room for."""

    room: Room
    chosen: Chosen
    by: By
    known: Tree
    today: date

    @property
    def part(self) -> Slice:
        """The slice, as the room counts it."""
        part = self.chosen.slice
        return self.room.narrow(part, self.today) if self.room.narrow else part

    @cached_property
    def path(self) -> str:
        """The address of the room."""
        return reverse(self.room.address)


def look_at(room: Room, asked: Mapping[str, str], today: date) -> Look:
    """Read an address; what the room does not tell apart is dropped, and said."""
    known, chosen = tree(), choose(asked, today)
    if Dimension.TOPIC not in room.dimensions and (chosen.topic or chosen.procedure):
        chosen = chosen.without_services("หน้านี้ไม่แยกตามหมวดหรือกระบวนงาน จึงแสดงทุกเรื่อง")
    by = read_by(asked.get("by", ""), chosen, known, room.divisions)
    return Look(room, chosen, by, known, today)


def dashboard(
    area: Area,
    look: Look,
    *,
    more_rooms: Sequence[tuple[str, str]] = (),
    table: Table | None = None,
    notes: Sequence[str] = (),
) -> Dashboard:
    """Return the page; ``table`` stands in place of the room's own."""
    room, part, known = look.room, look.part, look.known
    sums = room.read_of(part, known, look.today)
    return Dashboard(
        title=area.title if room.name == area.title else f"{area.title}: {room.name}",
        path=look.path,
        chosen=look.chosen,
        lead=room.lead,
        table=table or _table(look, sums),
        by=look.by,
        divisions=usable(look.chosen, known, room.divisions),
        headline=_headline(look, sums),
        chart=_trend(look) if room.trend else None,
        counted_at=counted_at(*room.subjects),
        has_simulated=has_simulated(room.tables, part, known),
        rooms=area.links(more_rooms),
        dimensions=room.dimensions,
        notes=[*room.notes, *notes],
    )


@dataclass(frozen=True)
class Glance:
    """The headline figures of a room without its table."""

    headline: Sequence[Headline]
    counted_at: datetime | None
    has_simulated: bool


def glance_at(room: Room, chosen: Chosen, known: Tree, today: date) -> Glance:
    """Return what a room says first; a few queries, whatever the country's size."""
    look = Look(room, chosen, room.divisions[0], known, today)
    sums = room.read_of(look.part, known, today)
    return Glance(
        _headline(look, sums),
        counted_at(*room.subjects),
        has_simulated(room.tables, look.part, known),
    )


def _table(look: Look, total: Sums) -> Table:
    room, part = look.room, look.part
    sums = room.read_by(part, look.by, look.known, look.today)
    head = words_of(look.by, part)
    return Table(
        title=f"{room.name} ราย{head}",
        head=head,
        columns=[Column(measure.figure) for measure in room.measures],
        rows=[row_of(look, group, sums.get(group.key, {})) for group in groups_shown(look, sums)],
        total=Row("รวม", cells_of(room, total, part)),
        is_ordered=look.by in (By.MONTH, By.YEAR),
    )


def groups_shown(look: Look, sums: Mapping[Key, Any]) -> list[Group]:
    """Return the groups of a table; those of which nothing can be known are left out."""
    counted = replace(look.chosen, slice=look.part)  # with the months that the room counts
    groups = groups_of(counted, look.by, look.known)
    return [group for group in groups if group.key in sums or (group.slice and not group.note)]


def row_of(look: Look, group: Group, sums: Sums) -> Row:
    """Return a row with links into the narrower slice and to the raw rows."""
    cells = cells_of(look.room, sums, group.slice or look.part, _only(look, group))
    href = group.slice.address(look.path) if group.slice else ""
    return Row(group.label, cells, href, group.note)


def _only(look: Look, group: Group) -> dict[str, str]:
    """Return what narrows the raw rows to a group that is no slice of its own."""
    if group.slice is not None:
        return {}
    return {OWN: "1"} if look.by == By.AGENCY else {NOWHERE_KEY: "1"}


def cells_of(
    room: Room, sums: Sums, part: Slice, only: Mapping[str, str] | None = None
) -> list[Cell]:
    """Return the numbers of a row, each with its sources and the way to the rows behind it."""
    found = []
    path = reverse(room.rows) if room.rows else ""
    for measure in room.measures:
        value, sources = measure.of(sums)
        href = ""
        if path and measure.rows:
            href = part.address(path, show=measure.rows, **(only or {}))
        found.append(Cell(value, sources, href))
    return found


def _headline(look: Look, sums: Sums) -> list[Headline]:
    room, part = look.room, look.part
    before = room.read_of(part.before(), look.known, look.today) if room.headline else {}
    found = []
    for code in room.headline:
        measure = room.measure(code)
        value, sources = measure.of(sums)
        then, _sources = measure.of(before)
        href = ""
        if room.rows and measure.rows:
            href = part.address(reverse(room.rows), show=measure.rows)
        found.append(Headline(measure.figure, value, sources, then, href, "ช่วงก่อน"))
    return found


def _trend(look: Look) -> SeriesChart | None:
    """Return the chart of the room's figure by month; one month is no trend."""
    room, part = look.room, look.part
    measure = room.measure(room.trend)
    sums = room.read_by(part, By.MONTH, look.known, look.today)
    values = [(month, *measure.of(sums.get(month, {}))) for month in part.months]
    told = [(month, value) for month, value, _sources in values if value is not None]
    if len(told) < 2:
        return None
    figure = measure.figure
    (first, before), (last, now) = told[0], told[-1]
    readings = [
        Reading(
            short_label(month).split(),
            f"{month_label(month)} {figure.text(value)}",
            value,
            figure.is_small(sources),
        )
        for month, value, sources in values
    ]
    top = max(value for _month, value in told)
    return series_chart(
        title=f"{figure.name} ตามเดือน",
        summary=(
            f"{figure.name} {figure.text(before)} ใน{month_label(first)} "
            f"และ {figure.text(now)} ใน{month_label(last)}"
        ),
        readings=readings,
        scale=room.scale or _scale(top),
    )


def _scale(top: float) -> list[float]:
    """Return round numbers from zero to at least ``top``."""
    size = 1.0
    while size * 5 < top:
        size *= 10
    step = next(size * part for part in (0.2, 0.5, 1.0) if size * part * 5 >= top)
    step = max(1.0, step)
    return [step * number for number in range(6)]
