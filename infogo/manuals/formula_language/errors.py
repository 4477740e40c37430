"""What is wrong with a formula, in words for the officer who wrote it."""

from __future__ import annotations


class FormulaError(Exception):
    """A formula that cannot be read or computed; ``str()`` says in Thai where and what to do.

    ``at`` counts the characters of the expression from 0; ``None`` when no place is to blame.
    """

    def __init__(self, message: str, at: int | None = None) -> None:
        where = "" if at is None else f" (ตัวอักษรที่ {at + 1} ของสูตร)"
        super().__init__(f"{message}{where}")
        self.at = at


class MissingError(FormulaError):
    """A formula needs an input that nobody gave; ``code`` names it."""

    def __init__(self, code: str, label: str) -> None:
        super().__init__(f"ยังไม่มีค่าของ {label or code}")
        self.code = code
