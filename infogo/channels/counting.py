"""How agencies are counted under section 20: pure, so that a frozen report counts the same.

The rule of the first survey: an answer without its file, with a wrong file, still in progress, or
no answer at all is *not done*. A file that nobody has looked at yet is not called done either; it
is counted apart, because it waits for the central agency and not for the agency that sent it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any

from infogo.channels.models import Review


class Answer(StrEnum):
    """What an agency has answered about one section, in the words of the count."""

    ACCEPTED = "accepted"
    WAITING = "waiting"
    WRONG_FILE = "wrong_file"
    NOT_ATTACHED = "not_attached"
    IN_PROGRESS = "in_progress"
    NO_ANSWER = "no_answer"


ANSWER_TH = {
    Answer.ACCEPTED: "ดำเนินการแล้ว",
    Answer.WAITING: "รอส่วนกลางตรวจ",
    Answer.WRONG_FILE: "แนบไฟล์ไม่ถูกต้อง",
    Answer.NOT_ATTACHED: "ไม่แนบไฟล์",
    Answer.IN_PROGRESS: "อยู่ระหว่างดำเนินการ",
    Answer.NO_ANSWER: "ไม่ตอบ",
}
TO_DO = frozenset(Answer) - {Answer.ACCEPTED, Answer.WAITING}
"""Answers after which the agency itself has something to do."""
TOTAL_TH = "รวม"


def answer_of(review: str, *, has_file: bool) -> Answer:
    """Return how a declaration counts."""
    if review == Review.NONE:
        return Answer.WAITING if has_file else Answer.NOT_ATTACHED
    return Answer(review)


@dataclass(frozen=True)
class Line:
    """One agency that the Act applies to; ``group`` is the code of its line in the table."""

    agency_id: int
    name: str
    group: str
    province: str
    filing: Answer
    internal: Answer

    @property
    def is_done(self) -> bool:
        """Whether both sections are done."""
        return self.filing == self.internal == Answer.ACCEPTED

    def frozen(self) -> list[Any]:
        """Return the line as a report keeps it."""
        return [self.agency_id, self.name, self.group, self.province, self.filing, self.internal]


@dataclass(frozen=True)
class Figures:
    """One line of the table. ``waiting`` are answers, of either section, that nobody checked."""

    label: str
    agencies: int
    filing: int
    internal: int
    waiting: int

    @property
    def filing_percent(self) -> int | None:
        """Of a hundred agencies, how many have done section 10; none of nobody."""
        return percent(self.filing, self.agencies)

    @property
    def internal_percent(self) -> int | None:
        """Of a hundred agencies, how many have done section 16; none of nobody."""
        return percent(self.internal, self.agencies)


def percent(part: int, whole: int) -> int | None:
    """Return a share in whole percent, halves upwards; nothing where there is no whole.

    Never 100 as long as one is missing, and never 0 when there is one.
    """
    if not whole:
        return None
    rounded = int((Decimal(part * 100) / whole).quantize(Decimal(1), ROUND_HALF_UP))
    if part < whole:
        rounded = min(rounded, 99)
    return max(rounded, 1) if part else rounded


def table(lines: Iterable[Line], groups: Sequence[Sequence[str]]) -> list[Figures]:
    """Sum the lines by group, in the order of ``groups`` (code, label); the last is the total."""
    by_group: dict[str, list[Line]] = {code: [] for code, _label in groups}
    for line in lines:
        by_group[line.group].append(line)
    found = [_figures(label, by_group[code]) for code, label in groups]
    return [*found, _figures(TOTAL_TH, [line for each in by_group.values() for line in each])]


def thawed(frozen: Iterable[Sequence[Any]]) -> list[Line]:
    """Return the lines that a report keeps."""
    return [
        Line(agency_id, name, group, province, Answer(filing), Answer(internal))
        for agency_id, name, group, province, filing, internal in frozen
    ]


def digest_of(groups: object, lines: object, as_of: str) -> str:
    """Return what tells whether a report is as it was made."""
    text = json.dumps([as_of, groups, lines], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _figures(label: str, lines: Sequence[Line]) -> Figures:
    answers = [answer for line in lines for answer in (line.filing, line.internal)]
    return Figures(
        label=label,
        agencies=len(lines),
        filing=sum(line.filing == Answer.ACCEPTED for line in lines),
        internal=sum(line.internal == Answer.ACCEPTED for line in lines),
        waiting=answers.count(Answer.WAITING),
    )
