"""Refusals of reports: Thai for officers, English beside it for those who write programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class VolumeError(ValueError):
    """An act that is refused; nothing was changed. ``str()`` says in Thai what to do."""

    def __init__(self, thai: str, english: str) -> None:
        super().__init__(thai)
        self.thai, self.english = thai, english


class NotYoursError(VolumeError):
    """She may not do this with this report."""


class ClosedError(VolumeError):
    """The report is in a state in which this cannot be done."""


@dataclass(frozen=True)
class RowProblem:
    """What is wrong with one value of one row; ``field`` is empty when it is the whole row.

    ``title`` is the service of a row that was told and has to be looked at.
    """

    key: str
    field: str
    thai: str
    english: str
    title: str = ""


class RowsError(VolumeError):
    """Rows that cannot be saved, each with what is wrong."""

    def __init__(self, problems: Sequence[RowProblem]) -> None:
        super().__init__(
            " ".join(problem.thai for problem in problems[:5]),
            " ".join(problem.english for problem in problems[:5]),
        )
        self.problems = tuple(problems)


class MovedOnError(VolumeError):
    """Somebody saved rows after she had opened them: ``keys`` says which, ``by`` who the first."""

    def __init__(self, keys: Sequence[str], by: str) -> None:
        super().__init__(
            f"{by or 'ผู้อื่น'} แก้แถวนี้หลังจากที่คุณเปิดหน้า ตรวจค่าล่าสุดแล้วแก้อีกครั้ง",
            "Somebody changed this row meanwhile; read it again",
        )
        self.keys, self.by = tuple(keys), by
