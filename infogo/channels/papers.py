"""The report of section 22 on paper and as a workbook, for a frozen report and for today alike."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from infogo.channels.counting import ANSWER_TH, Figures, Line, table
from infogo.core.cells import escaped
from infogo.core.dates import BANGKOK, long_date, long_moment
from infogo.core.simulation import SIMULATED_TH
from infogo.core.workbook import new_workbook
from infogo.paper.typeset import pdf

TITLE = "รายงานผลการดำเนินการตามมาตรา 20 แห่ง พ.ร.บ.การปฏิบัติราชการทางอิเล็กทรอนิกส์ พ.ศ. 2565"
HEAD = ("ประเภทหน่วยงาน", "จำนวน", "ม. 10 แล้ว", "ร้อยละ", "ม. 16 แล้ว", "ร้อยละ")
MISSING_HEAD = ("หน่วยงาน", "มาตรา 10", "มาตรา 16")
MOST_ON_PAPER = 400
"""Agencies listed on paper; beyond it the list would be a book, and the workbook has it whole."""


@dataclass(frozen=True)
class Report:
    """A report to be written down: its lines at a moment, and the days that it covers."""

    lines: Sequence[Line]
    groups: Sequence[Sequence[str]]
    as_of: datetime
    period: str
    is_simulated: bool
    digest: str = ""

    @property
    def figures(self) -> list[Figures]:
        """The table, the total last."""
        return table(self.lines, self.groups)

    @property
    def missing(self) -> list[Line]:
        """The agencies that have not done both sections, in the order of the table."""
        order = [code for code, _label in self.groups]
        lacking = [line for line in self.lines if not line.is_done]
        return sorted(lacking, key=lambda line: order.index(line.group))


def counting_notes(figures: Sequence[Figures]) -> list[str]:
    """Say how was counted, with what still waits for the central agency."""
    notes = [
        "ดำเนินการแล้ว หมายถึง แนบประกาศหรือคำสั่งแล้ว และส่วนกลางตรวจว่าถูกต้อง",
        "ไม่แนบไฟล์ แนบไฟล์ไม่ถูกต้อง อยู่ระหว่างดำเนินการ หรือไม่ตอบ นับว่ายังไม่ดำเนินการ",
    ]
    if waiting := figures[-1].waiting:
        notes.append(f"อีก {waiting:,} รายการส่งไฟล์แล้ว รอส่วนกลางตรวจ ยังไม่นับว่าดำเนินการแล้ว")
    return notes


def report_pdf(report: Report) -> bytes:
    """Return the report as PDF; the same report gives the same bytes."""
    figures, missing = report.figures, report.missing
    shown = missing[:MOST_ON_PAPER]
    note = (
        f"แสดง {len(shown):,} แห่งแรก รายชื่อทั้งหมดอยู่ในไฟล์ Excel" if len(missing) > len(shown) else ""
    )
    data = {
        "title": TITLE,
        "subtitle": _subtitle(report),
        "notice": SIMULATED_TH if report.is_simulated else "",
        "head": HEAD,
        "rows": [
            {"label": row.label, "cells": _cells(row), "last": row is figures[-1]}
            for row in figures
        ],
        "notes": counting_notes(figures),
        "missing_title": f"หน่วยงานที่ยังไม่ดำเนินการครบ {len(missing):,} แห่ง",
        "missing_note": note,
        "missing_head": MISSING_HEAD,
        "missing": [_missing(line) for line in shown],
        "footer": f"รหัสตรวจสอบ {report.digest[:16]}"
        if report.digest
        else "ตัวเลขสด ยังไม่ปิดรอบรายงาน",
    }
    return pdf("e_act_report", data, made_at=report.as_of)


def report_workbook(report: Report) -> bytes:
    """Return the report as a workbook: the table, who has not done it, and every agency."""
    out = io.BytesIO()
    book = new_workbook(out)
    # A workbook carries the day on which it was made: that of the report, not of the download.
    book.set_properties({"title": TITLE, "created": report.as_of.astimezone(BANGKOK)})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    page = book.add_worksheet("สรุป")
    page.set_column(0, 0, 44)
    page.set_column(1, 5, 13)
    page.write_string(0, 0, TITLE, bold)
    page.write_string(1, 0, _subtitle(report))
    if report.is_simulated:
        page.write_string(2, 0, SIMULATED_TH, bold)
    page.write_row(3, 0, HEAD, bold)
    figures = report.figures
    for number, row in enumerate(figures, start=4):
        page.write_string(number, 0, row.label, bold if row is figures[-1] else None)
        for place, cell in enumerate(_cells(row), start=1):
            # Nobody of nobody has no share: the cell stays empty instead of saying 0 or 100.
            if cell is not None:
                page.write_number(number, place, cell)
    for number, line in enumerate(counting_notes(figures), start=len(figures) + 5):
        page.write_string(number, 0, line)
    labels: dict[str, str] = {}
    for code, label in report.groups:
        labels[code] = label
    _write_agencies(book, "ยังไม่ดำเนินการครบ", report.missing, labels, bold)
    _write_agencies(book, "ทุกหน่วยงาน", report.lines, labels, bold)
    book.close()
    return out.getvalue()


def _write_agencies(
    book: Any, title: str, lines: Sequence[Line], labels: dict[str, str], bold: Any
) -> None:
    page = book.add_worksheet(title)
    page.freeze_panes(1, 1)
    page.set_column(0, 0, 44)
    page.set_column(1, 4, 24)
    page.write_row(0, 0, ("หน่วยงาน", "ประเภท", "จังหวัด", "มาตรา 10", "มาตรา 16"), bold)
    for number, line in enumerate(lines, start=1):
        cells = (
            line.name, labels[line.group], line.province,
            ANSWER_TH[line.filing], ANSWER_TH[line.internal],
        )  # fmt: skip
        for place, text in enumerate(cells):
            page.write_string(number, place, escaped(text))


def _cells(row: Figures) -> list[int | None]:
    return [row.agencies, row.filing, row.filing_percent, row.internal, row.internal_percent]


def _missing(line: Line) -> list[str]:
    return [line.name, ANSWER_TH[line.filing], ANSWER_TH[line.internal]]


def _subtitle(report: Report) -> str:
    return f"{report.period} ข้อมูล ณ {long_moment(report.as_of)}"


def period_words(first: date, last: date) -> str:
    """Say which days a report covers."""
    return f"รอบ {long_date(first)} ถึง {long_date(last)}"
