"""Coverage of the country: agencies, points, manuals and how standards are taken up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from infogo.central.pages.table import Dashboard, Headline
from infogo.display.charts import Reading, SeriesChart, series_chart
from infogo.oversight.choices import Dimension
from infogo.oversight.chosen import Chosen, choose
from infogo.oversight.coverage import (
    State,
    groups_in,
    is_of_services,
    months_of,
    numbers_for,
    state_at,
    total_of,
    value_of,
    whole_of,
)
from infogo.oversight.coverage_figures import SHORT
from infogo.oversight.grouping import By, Group, Key, groups_of, read_by, usable, words_of
from infogo.oversight.registry import FIGURES
from infogo.oversight.slices import Slice
from infogo.oversight.summing import Sums
from infogo.oversight.tables import Cell, Column, Row, Table
from infogo.oversight.tree import Tree, tree
from infogo.volumes.months import month_label, short_label

NO_TREND = "กราฟตามเดือนจะแสดงเมื่อส่วนที่เลือกมีการนับตั้งแต่สองเดือนขึ้นไป"
PLACES = (Dimension.PLACE, Dimension.DISTRICT, Dimension.PERIOD)
SERVICES = (Dimension.PLACE, Dimension.DISTRICT, Dimension.TOPIC, Dimension.PERIOD)


@dataclass(frozen=True)
class Room:
    """One page of coverage: its figures in the order of the columns, the first ones headlines.

    ``trend`` is the figure of the chart.
    """

    code: str
    name: str
    lead: str
    figures: Sequence[str]
    headline: Sequence[str]
    trend: str
    divisions: Sequence[By]
    dimensions: Sequence[str]


ROOMS = (
    Room(
        "agencies",
        "หน่วยงาน",
        "หน่วยงานใดยังไม่มีคู่มือ ไม่มีจุดให้บริการ หรือขาดข้อมูลติดต่อ",
        (
            "agencies",
            "agencies_without_manual",
            "agencies_without_point",
            "agencies_incomplete",
            "agencies_broken_link",
            "manuals",
            "points",
        ),
        ("agencies", "agencies_without_manual", "agencies_without_point", "agencies_incomplete"),
        "agencies_without_manual",
        (By.AGENCY, By.PLACE),
        PLACES,
    ),
    Room(
        "points",
        "จุดให้บริการ",
        "จุดใดยังหาไม่เจอบนแผนที่ โทรไม่ได้ หรือยังไม่บอกว่าทำเรื่องใดได้",
        (
            "points",
            "points_exact",
            "points_near",
            "points_unplaced",
            "points_complete",
            "points_no_phone",
            "points_no_address",
            "points_hours_unconfirmed",
            "points_without_manual",
            "points_unchecked",
            "points_broken_link",
            "points_suspended",
            "points_posted",
            "pins",
            "pins_unconfirmed",
        ),
        ("points", "points_exact", "points_complete", "points_without_manual", "pins_unconfirmed"),
        "points_exact",
        (By.AGENCY, By.PLACE),
        PLACES,
    ),
    Room(
        "manuals",
        "คู่มือ",
        "คู่มือใดเก่า ขาดเนื้อหา ไม่มีจุดให้บริการ หรือมีลิงก์เสีย",
        (
            "manuals",
            "manuals_without_point",
            "manuals_unchecked",
            "manuals_incomplete",
            "manuals_sample",
            "manuals_broken_link",
        ),
        ("manuals", "manuals_without_point", "manuals_unchecked", "manuals_incomplete"),
        "manuals_without_point",
        (By.AGENCY, By.PLACE, By.TOPIC, By.PROCEDURE),
        SERVICES,
    ),
    Room(
        "standards",
        "มาตรฐาน สำเนา และออนไลน์",
        "หน่วยงานรับคู่มือมาตรฐานกลางไปใช้อย่างไร ยังขอสำเนาที่ยกเลิกแล้วหรือไม่ ยื่นทางออนไลน์ได้แค่ไหน",
        (
            "manuals",
            "manuals_standard",
            "manuals_followed",
            "manuals_own_sections",
            "manuals_ask_copies",
            "manuals_online",
        ),
        ("manuals", "manuals_followed", "manuals_ask_copies", "manuals_online"),
        "manuals_online",
        (By.AGENCY, By.PLACE, By.TOPIC, By.PROCEDURE),
        SERVICES,
    ),
)
BY_CODE: Mapping[str, Room] = {room.code: room for room in ROOMS}


def address_of(room: Room) -> str:
    """Return the address of a room."""
    return reverse("central:coverage", args=[room.code])


def coverage_page(room: Room, asked: Mapping[str, str], today: date) -> Dashboard:
    """Return a room's dashboard; a constant number of queries, whatever the country's size."""
    known, chosen = tree(), choose(asked, today)
    chosen = within_reach(chosen, room)
    part, state = chosen.slice, state_at(chosen.slice, today)
    by = read_by(asked.get("by", ""), chosen, known, room.divisions)
    total = total_of(part, state.month, numbers_for(room.figures), known)
    trend = _trend(room, part, known)
    return Dashboard(
        title=f"ความครอบคลุม: {room.name}",
        path=address_of(room),
        chosen=chosen,
        lead=room.lead,
        table=_table(room, chosen, by, state, total, known),
        by=by,
        divisions=usable(chosen, known, room.divisions),
        headline=headline_of(room.headline, part, state, known),
        chart=trend,
        notes=() if trend else (NO_TREND,),
        counted_at=state.counted_at,
        rooms=[(each.name, address_of(each)) for each in ROOMS],
        dimensions=room.dimensions,
    )


def within_reach(chosen: Chosen, room: Room) -> Chosen:
    """Drop what this room does not tell apart, and say so."""
    if is_of_services(chosen.slice) and Dimension.TOPIC not in room.dimensions:
        chosen = chosen.without_services("หน้านี้ไม่แยกตามหมวดหรือกระบวนงาน จึงแสดงทุกเรื่อง")
    if chosen.slice.district and is_of_services(chosen.slice):
        chosen = chosen.without_district("ไม่มีตัวเลขของหมวดหรือกระบวนงานรายอำเภอ จึงแสดงทั้งจังหวัด")
    return chosen


def _table(room: Room, chosen: Chosen, by: By, state: State, total: Sums, known: Tree) -> Table:
    part, names = chosen.slice, numbers_for(room.figures)
    sums = groups_in(part, state.month, by, names, known)
    # Where a count was made, a group that has no cell has nothing: that is known.
    none = dict.fromkeys(names, 0) if state.counted_at else None
    path = address_of(room)
    behind = {code: _records_path(code) for code in room.figures}
    rows = [
        Row(
            label=group.label,
            note=group.note,
            href=group.slice.address(path) if group.slice else "",
            cells=_cells(behind, sums.get(group.key, none), group.slice),
        )
        for group in groups_of(chosen, by, known)
        if _is_shown(group, sums)
    ]
    head = words_of(by, part)
    return Table(
        title=f"จำนวน{room.name} แยกราย{head} ณ {month_label(state.month)}",
        head=head,
        columns=[Column(FIGURES[code], SHORT.get(code, "")) for code in room.figures],
        rows=rows,
        total=Row("รวม", _cells(behind, total, part)),
    )


def _is_shown(group: Group, sums: Mapping[Key, Sums]) -> bool:
    """Leave out what ended, what is nowhere, and an agency's own row, where there is nothing."""
    return group.key in sums or (group.slice is not None and not group.note)


def _cells(behind: Mapping[str, str], sums: Sums | None, part: Slice | None) -> list[Cell]:
    """Return the cells of a row; those that count something lead to what they count.

    ``behind`` are the addresses of the records behind each figure.
    """
    cells = []
    for code, path in behind.items():
        value, sources = value_of(code, sums)
        href = part.address(path) if part and sums and sums.get(code) else ""
        cells.append(Cell(value, sources, href))
    return cells


def records_href(code: str, part: Slice) -> str:
    """Return the address of the rows behind a figure."""
    return part.address(_records_path(code))


def _records_path(code: str) -> str:
    return reverse("central:coverage_records", args=[code])


def headline_of(codes: Sequence[str], part: Slice, state: State, known: Tree) -> list[Headline]:
    """Return headline figures against the first count of the period, if there is an older one.

    Two queries.
    """
    names = numbers_for(codes)
    total = total_of(part, state.month, names, known)
    months = months_of(part, names, known)
    older = min((month for month in months if month < state.month), default=None)
    against = short_label(older) if older else ""
    found = []
    for code in codes:
        value, sources = value_of(code, total)
        before, _sources = value_of(code, months[older]) if older else (None, None)
        href = records_href(code, part) if total.get(code) else ""
        found.append(Headline(FIGURES[code], value, sources, before, href, against))
    return found


def _trend(room: Room, part: Slice, known: Tree) -> SeriesChart | None:
    """Return the chart of the room's figure by month; one month is no trend."""
    code = room.trend
    months = months_of(part, numbers_for([code]), known)
    values = {month: value_of(code, sums)[0] for month, sums in months.items()}
    told = [(month, value) for month, value in sorted(values.items()) if value is not None]
    if len(told) < 2:
        return None
    figure = FIGURES[code]
    (first, before), (last, now) = told[0], told[-1]
    first_told = min(values)
    readings = [
        Reading(
            short_label(month).split(),
            f"{month_label(month)} {figure.text(value)}",
            value,
        )
        for month, value in sorted(values.items())
        if month >= first_told
    ]
    top = max(value for _month, value in told)
    summary = (
        f"{figure.name} {figure.text(before)} ใน{month_label(first)} "
        f"เป็น {figure.text(now)} ใน{month_label(last)}"
    )
    scale = [0, 25, 50, 75, 100] if whole_of(code) else [0, max(1.0, top)]
    return series_chart(
        title=f"{figure.name} ตามเดือน", summary=summary, readings=readings, scale=scale
    )
