"""Any page of statistics on paper: headline figures, the table, the map and the chart, as PDF."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from infogo.central.pages.province_map import map_of
from infogo.central.pages.table import (
    DOWNWARDS,
    Dashboard,
    Headline,
    address_of,
    definitions_of,
    shown_fact,
    sorted_table,
)
from infogo.core.dates import long_moment
from infogo.core.simulation import SIMULATED_TH
from infogo.display.choropleth import COLOURS, ProvinceMap, map_svg
from infogo.display.paper_charts import chart_svg
from infogo.display.qr import qr_file
from infogo.display.structured import absolute
from infogo.oversight.figures import SMALL
from infogo.oversight.tables import Cell, Row, Table
from infogo.paper.typeset import pdf

TEMPLATE = "figures_table"
MOST_ROWS = 500
"""Rows on paper; beyond it the table would be a book, and its file has it whole."""
WIDE_FROM = 5
"""Tables of this many columns lie across the page."""


def figures_pdf(dashboard: Dashboard, asked: Mapping[str, str], made_at: datetime) -> bytes:
    """Return a dashboard as PDF, its rows in the order that the address asks for.

    Up to a second of processor time for ``MOST_ROWS`` rows of many columns.
    """
    table, chosen = sorted_table(dashboard, asked), dashboard.chosen
    address = absolute(address_of(dashboard, asked))
    code = asked.get("sort", "").removeprefix(DOWNWARDS)
    drawn = map_of(table, dashboard.by, chosen.slice, code)
    shown = table.rows[:MOST_ROWS]
    counted = dashboard.counted_at
    data = {
        "title": dashboard.title,
        "about": f"{chosen.words} · {chosen.period}",
        "lead": dashboard.lead,
        "notice": SIMULATED_TH if dashboard.has_simulated else "",
        "facts": [_fact(headline) for headline in dashboard.headline],
        "caption": table.title,
        "head": [table.head, *(column.head for column in table.columns)],
        "rows": [_row(table, row) for row in shown],
        "total": _row(table, table.total) if table.total else None,
        "is_wide": len(table.columns) >= WIDE_FROM,
        "cut": _cut(table),
        "small": f"ตัวเลขสีเทาที่มี * คิดจากข้อมูลไม่ถึง {SMALL} รายการ ยังสรุปไม่ได้" if table.has_small else "",
        "notes": [*table.notes, *dashboard.notes],
        "map": _map(drawn) if drawn else None,
        "chart": _chart(dashboard),
        "definitions": definitions_of(dashboard),
        "counted": f"นับล่าสุด {long_moment(counted)}" if counted else "",
        "made": f"พิมพ์เมื่อ {long_moment(made_at)}",
        "address": address,
        "qr": qr_file(address).decode(),
    }
    return pdf(TEMPLATE, data, made_at=made_at)


def _cut(table: Table) -> str:
    rows = len(table.rows)
    if rows <= MOST_ROWS:
        return ""
    return f"แสดง {MOST_ROWS} แถวแรกจาก {rows:,} แถว ทั้งหมดอยู่ในไฟล์ Excel และ CSV ของหน้านี้"


def _fact(headline: Headline) -> dict[str, str]:
    fact = shown_fact(headline)
    return {"label": fact.label, "value": fact.value, "note": fact.note}


def _row(table: Table, row: Row) -> dict[str, Any]:
    label = f"{row.label} ({row.note})" if row.note else row.label
    cells = [_cell(table, place, cell) for place, cell in enumerate(row.cells)]
    return {"label": label, "cells": cells}


def _cell(table: Table, place: int, cell: Cell) -> dict[str, Any]:
    figure, is_small = table.columns[place].figure, table.is_small(place, cell)
    counted = figure.sources and cell.sources is not None
    return {
        "text": figure.text(cell.value) + ("*" if is_small else ""),
        "sources": f"จาก {cell.sources:,}" if counted else "",
        "is_faint": is_small or cell.value is None,
    }


def _map(drawn: ProvinceMap) -> dict[str, Any]:
    classes = [
        {
            "colour": COLOURS[each.number - 1],
            "words": f"{each.number}  {each.words} ({each.count} จังหวัด)",
        }
        for each in drawn.classes
    ]
    missing = ", ".join(drawn.missing)
    return {
        "title": drawn.title,
        "picture": map_svg(drawn),
        "summary": drawn.summary,
        "classes": classes,
        "missing": f"ลายเส้นคือไม่มีข้อมูล: {missing}" if missing else "",
        "small": f"คิดจากข้อมูลน้อย ยังสรุปไม่ได้: {', '.join(drawn.small)}" if drawn.small else "",
    }


def _chart(dashboard: Dashboard) -> dict[str, str] | None:
    chart = dashboard.chart
    if chart is None:
        return None
    return {"title": chart.title, "summary": chart.summary, "picture": chart_svg(chart)}
