"""A new Excel workbook of which no cell is ever a formula."""

from __future__ import annotations

from typing import IO, Any


def new_workbook(target: IO[bytes] | str, *, is_long: bool = False) -> Any:
    """Return a workbook of ``xlsxwriter`` that is written to ``target`` when it is closed.

    A long one keeps a single row in memory, so its cells must be written row by row.
    """
    # A web process makes one now and then; loaded at start it would take 4 MB of each for good.
    import xlsxwriter

    how = {"constant_memory": True} if is_long else {"in_memory": True}
    return xlsxwriter.Workbook(target, {**how, "strings_to_formulas": False})
