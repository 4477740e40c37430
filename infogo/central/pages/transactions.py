"""Dashboards of transactions: volumes, fiscal years side by side, how complete reporting is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from django.urls import reverse

from infogo.central.pages.rooms import (
    Area,
    Look,
    Room,
    dashboard,
    groups_shown,
    look_at,
)
from infogo.central.pages.table import Dashboard
from infogo.core.dates import fiscal_year
from infogo.oversight.choices import Dimension
from infogo.oversight.events.cells import ReportCell, VolumeCell
from infogo.oversight.events.reading import Source, sums_by, sums_of
from infogo.oversight.figures import Direction, Figure, Unit, percent
from infogo.oversight.grouping import By, Key, words_of
from infogo.oversight.measures import Measure, Sums, Told
from infogo.oversight.slices import Slice
from infogo.oversight.tables import Cell, Column, Row, Table
from infogo.oversight.transactions import (
    RECEIVED_SOURCES,
    REPORT_MEASURES,
    REPORT_SOURCES,
    VOLUME_MEASURES,
    VOLUME_SOURCES,
    due_part,
    last_due_month,
    years_of,
)
from infogo.oversight.tree import Tree
from infogo.volumes.months import later, months_of_year, short_label

WITHOUT_SERVICES = (Dimension.PLACE, Dimension.DISTRICT, Dimension.PERIOD)


def _reading(sources: Sequence[Source]) -> dict[str, Any]:
    """Return how a room reads cells."""

    def read_by(part: Slice, by: By, known: Tree, today: date) -> Mapping[Key, Sums]:
        return sums_by(sources, part, by, known, today)

    def read_of(part: Slice, known: Tree, today: date) -> Sums:
        return sums_of(sources, part, known, today)

    return {"read_by": read_by, "read_of": read_of, "subjects": ("volumes",)}


VOLUME_ROOM = Room(
    "central:volumes",
    "ปริมาณ",
    "หน่วยงานและบริการใดรับคำขอเท่าใด เสร็จในกำหนดเท่าใด ทางออนไลน์เท่าใด",
    VOLUME_MEASURES,
    tables=(VolumeCell,),
    rows="central:volume_rows",
    headline=("received", "completed_in_time_share", "online_share", "fees"),
    trend="received",
    **_reading(VOLUME_SOURCES),
)
YEAR_ROOM = Room(
    "central:volumes_years",
    "เทียบปีงบประมาณ",
    "คำขอที่รับในปีงบประมาณล่าสุดกับปีก่อน ๆ และเทียบช่วงเดียวกันของปีก่อน",
    VOLUME_MEASURES[:1],
    tables=(VolumeCell,),
    rows="central:volume_rows",
    divisions=(By.AGENCY, By.PLACE, By.TOPIC, By.PROCEDURE),
    **_reading(RECEIVED_SOURCES),
)
REPORT_ROOM = Room(
    "central:volumes_reporting",
    "ความครบของรายงาน",
    "หน่วยงานใดส่งรายงานทัน ส่งช้า หรือยังไม่ส่ง นับเฉพาะเดือนที่พ้นวันครบกำหนดแล้ว",
    REPORT_MEASURES,
    tables=(ReportCell,),
    rows="central:volume_reports",
    headline=("reports", "filed_share", "filed_late", "unfiled"),
    trend="filed_share",
    scale=(0, 25, 50, 75, 100),
    divisions=(By.AGENCY, By.PLACE, By.MONTH, By.YEAR),
    dimensions=WITHOUT_SERVICES,
    narrow=due_part,
    notes=("พื้นที่คือที่ตั้งของหน่วยงาน",),
    **_reading(REPORT_SOURCES),
)
AREA = Area("ธุรกรรม", (VOLUME_ROOM, YEAR_ROOM, REPORT_ROOM))
MORE = (("ตัวเลขที่น่าสงสัย", "central:volume_doubts"),)


def room_page(room: Room, asked: Mapping[str, str], today: date) -> Dashboard:
    """Return the dashboard of a room."""
    look = look_at(room, asked, today)
    if room is YEAR_ROOM:
        return _years(look)
    return dashboard(AREA, look, more_rooms=MORE)


# ---------------------------------------------------------------- fiscal years

SO_FAR, A_YEAR_BEFORE = "so_far", "year_before"


def _years(look: Look) -> Dashboard:
    """Return three fiscal years beside one another, and the newest against the same months."""
    years = years_of(look.chosen.slice, look.today)
    parts = _parts(look.chosen.slice, years, look.today)
    by_part = {
        name: sums_by(RECEIVED_SOURCES, part, look.by, look.known, look.today)
        for name, part in parts.items()
    }
    keys = {key for sums in by_part.values() for key in sums}
    found: dict[Key, dict[str, Any]] = {
        key: {name: sums.get(key, {}).get("received") for name, sums in by_part.items()}
        for key in keys
    }
    whole = {
        name: sums_of(RECEIVED_SOURCES, part, look.known, look.today)["received"]
        for name, part in parts.items()
    }
    measures = _measures(years, parts)
    head = words_of(look.by, look.part)
    rows = [
        Row(
            group.label,
            _cells(measures, found.get(group.key, {}), group.slice or look.part, parts),
            group.slice.address(look.path) if group.slice else "",
            group.note,
        )
        for group in groups_shown(look, found)
    ]
    table = Table(
        title=f"คำขอที่รับตามปีงบประมาณ ราย{head}",
        head=head,
        columns=[Column(measure.figure) for measure in measures],
        rows=rows,
        total=Row("รวม", _cells(measures, whole, look.part, parts)),
    )
    return dashboard(AREA, look, more_rooms=MORE, table=table)


def _parts(part: Slice, years: Sequence[int], today: date) -> dict[str, Slice]:
    """Return the slices of the years, and of the newest months that are due, twice.

    While no month of the newest year is due, these are those of the year before.
    """
    found = {}
    for year in years:
        months = months_of_year(year)
        found[str(year)] = part.within(first=months[0], last=months[-1])
    due = last_due_month(today)
    months = next(months for year in years if (months := months_of_year(year))[0] <= due)
    last = min(months[-1], due)
    found[SO_FAR] = part.within(first=months[0], last=last)
    found[A_YEAR_BEFORE] = part.within(first=later(months[0], -12), last=later(last, -12))
    return found


def _measures(years: Sequence[int], parts: Mapping[str, Slice]) -> list[Measure]:
    found = [
        Measure(
            Figure(
                f"received_{year}",
                f"ปีงบ {year}",
                f"คำขอที่รับในปีงบประมาณ {year} เท่าที่รายงานแล้ว",
            ),
            partial(_of_year, str(year)),
            "rows",
        )
        for year in years
    ]
    so_far = parts[SO_FAR]
    span = f"{short_label(so_far.first)}–{short_label(so_far.last)}"
    year = fiscal_year(so_far.first)
    figure = Figure(
        "received_change",
        f"เทียบช่วงเดียวกันของปี {year - 1}",
        f"คำขอที่รับใน {span} ลบด้วยของช่วงเดียวกันปีก่อน ต่อของช่วงเดียวกันปีก่อน",
        Unit.PERCENT,
        Direction.NONE,
        "คำขอปีก่อน",
        is_sample=True,
    )
    return [*found, Measure(figure, _against)]


def _of_year(year: str, sums: Sums) -> Told:
    return sums.get(year), None


def _against(sums: Sums) -> Told:
    now, before = sums.get(SO_FAR), sums.get(A_YEAR_BEFORE)
    if now is None or not before:
        return None, before or 0
    return percent(now - before, before), before


def _cells(
    measures: Sequence[Measure], sums: Sums, part: Slice, parts: Mapping[str, Slice]
) -> list[Cell]:
    found, path = [], reverse(YEAR_ROOM.rows)
    for measure in measures:
        value, sources = measure.of(sums)
        year = parts.get(measure.code.removeprefix("received_"))
        href = ""
        if year is not None:
            there = part.within(first=year.first, last=year.last)
            href = there.address(path, show="rows")
        found.append(Cell(value, sources, href))
    return found
