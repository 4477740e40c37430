"""How an agency stands under section 20 of the E-Act, in words, for its own page and others."""

from __future__ import annotations

from dataclasses import dataclass

from infogo.channels.counting import ANSWER_TH, Answer
from infogo.channels.models import EActDeclaration, Section
from infogo.core.dates import long_date

TAG_OF = {
    Answer.ACCEPTED: "success",
    Answer.WAITING: "info",
    Answer.WRONG_FILE: "error",
    Answer.NOT_ATTACHED: "warning",
    Answer.IN_PROGRESS: "warning",
    Answer.NO_ANSWER: "warning",
}
WHAT = {
    Section.FILING: "ช่องทางที่ประชาชนใช้ติดต่อ",
    Section.INTERNAL: "ระบบอิเล็กทรอนิกส์ภายใน",
}


@dataclass(frozen=True)
class Standing:
    """The answer about one section, in words."""

    section: int
    what: str
    answer: str
    kind: str


def standing(section: int, answer: Answer) -> Standing:
    """Say how one section stands."""
    return Standing(section, WHAT[Section(section)], ANSWER_TH[answer], TAG_OF[answer])


def order_words(declaration: EActDeclaration) -> str:
    """Say which order it is, or when one is expected."""
    if declaration.order_number and declaration.signed_on:
        return f"{declaration.order_number} ลงวันที่ {long_date(declaration.signed_on)}"
    if declaration.expected_on:
        return f"คาดว่าจะออก {long_date(declaration.expected_on)}"
    return ""
