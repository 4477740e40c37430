"""The report of a load: every row or value that could not be used, and what to do about it."""

from __future__ import annotations

import csv
import os
from pathlib import Path

from infogo.core.cells import escaped
from infogo.core.importing import Problems

FILE_NAME = "load-report.csv"
HEADER = ("ขั้น", "ไฟล์", "บรรทัด", "คอลัมน์", "ค่า", "เหตุผล", "วิธีแก้", "ผล")


class LoadReport:
    """The file that whoever keeps the source files reads; one section per step.

    A step that runs again replaces its own lines, so after a resumed load the file is the same
    as after an uninterrupted one. Without problems there is no file.
    """

    def __init__(self, home: Path) -> None:
        """Remember the file below the home folder."""
        self.path = home / FILE_NAME

    def write(self, step: str, problems: Problems) -> None:
        """Replace the lines of a step; the file is swapped whole."""
        lines = [line for line in self._lines() if line[0] != step]
        lines += [
            [escaped(text) for text in (
                step, found.file, str(found.line), found.column, found.value, found.reason,
                found.advice, found.outcome,
            )]
            for found in problems.kept
        ]  # fmt: skip
        if problems.count > len(problems.kept):
            more = f"และอีก {problems.count - len(problems.kept):,} รายการ"
            lines.append([step, "", "", "", "", more, "แก้รายการข้างต้นแล้วโหลดใหม่", ""])
        if not lines:
            self.path.unlink(missing_ok=True)
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self.path.with_suffix(".new")
        # The mark at the start tells spreadsheet programs that the text is UTF-8.
        with fresh.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([HEADER, *lines])
        os.replace(fresh, self.path)  # noqa: PTH105  (a swap, not a move)

    def _lines(self) -> list[list[str]]:
        if not self.path.is_file():
            return []
        with self.path.open(encoding="utf-8-sig", newline="") as file:
            return [line for line in csv.reader(file) if line][1:]
