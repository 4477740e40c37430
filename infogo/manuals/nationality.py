"""What a manual says about being a Thai national: who is none should know it before she goes.

No field of a manual says it. Two papers are given to Thai nationals only, by law; everything else
stands in the criteria, in the agency's own words, which are quoted and never read for more.
"""

from __future__ import annotations

from dataclasses import dataclass

from infogo.manuals.content import ManualContent
from infogo.manuals.known_answers import NATIONALITY

NATIONAL_CARD, PASSPORT = "บัตรประจำตัวประชาชน", "หนังสือเดินทาง"
_GIVEN_TO_THAIS = (NATIONAL_CARD, PASSPORT)
"""By section 5 of the law on identity cards, and by the rules on issuing passports."""
_NATIONALITY = "สัญชาติไทย"
_NOT_ASKED_FOR = (
    "ไม่มี", "ไม่ได้", "ไม่ได้มี", "ไม่ถือ", "มิได้", "มิได้มี", "ขอถือ", "ขอกลับคืน", "เสีย", "สละ",
)  # fmt: skip
"""Who has none, asks for it or gives it up: what stands before the word then."""


@dataclass(frozen=True)
class ThaiOnly:
    """Why a service may be for Thai nationals: the paper that it gives, or a criterion as written.

    One of the two is empty.
    """

    paper: str
    criterion: str


def thai_only(content: ManualContent) -> ThaiOnly | None:
    """Return why a service may be for Thai nationals alone; ``None`` where nothing says so.

    A manual that asks of what nationality one is tells by its cases what holds for foreigners.
    """
    if any(question.code == NATIONALITY for question in content.questions):
        return None
    for paper in _GIVEN_TO_THAIS:
        if paper in content.outputs:
            return ThaiOnly(paper, "")
    for criterion in content.criteria.items:
        if _asks_for_it(criterion):
            return ThaiOnly("", criterion)
    return None


def _asks_for_it(criterion: str) -> bool:
    before, *others = criterion.split(_NATIONALITY)
    parts = [before, *others[:-1]] if others else []
    return any(not part.rstrip().endswith(_NOT_ASKED_FOR) for part in parts)
