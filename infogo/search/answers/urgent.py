"""Emergency numbers for who searches for help that is needed now: รถชน, ไฟไหม้, อยากตาย.

Whoever types that into a portal of the government does not want to read a manual first. Only a
search that says just this counts: ขอเงินช่วยไฟไหม้ asks for a service.
"""

from __future__ import annotations

from functools import lru_cache

from infogo.agencies.models import EmergencyNumber
from infogo.search.words.lexicon import urgent_words
from infogo.thai.normalise import normalise
from infogo.thai.segment import terms

_BESIDE = frozenset(
    {
        "ด่วน", "ตอนนี้", "เมื่อกี้", "เพิ่ง", "ช่วย", "ด้วย", "โทร", "เบอร์", "อะไร", "สายด่วน", "แจ้ง", "ใคร",
        "ที่", "ไหน", "ทำ", "ทำไง", "ไง", "ดี", "ยังไง", "อย่างไร", "ต้อง", "ไป", "แล้ว", "ครับ", "ค่ะ",
        "คะ", "นะ", "help", "now", "who", "to", "call", "number", "what", "should", "i", "do",
    }
)  # fmt: skip
"""Words beside what happened."""
LONGEST = 60
"""Letters of what is looked up; a longer text tells a story."""


def urgent_numbers(q: str) -> tuple[str, ...]:
    """Return the numbers to call by who searches for this, the first to call first.

    Empty where nothing is urgent; never raises.
    """
    return _numbers().get(_heart(q), ()) if 0 < len(q) <= LONGEST else ()


def whom_to_call(typed: str, meant: str) -> list[EmergencyNumber]:
    """Return the same of the numbers that are known here, by what was typed or as it was read.

    One query where anybody is to be called, else none.
    """
    wanted = urgent_numbers(typed) or urgent_numbers(meant)
    if not wanted:
        return []
    known = {entry.number: entry for entry in EmergencyNumber.objects.filter(number__in=wanted)}
    return [known[number] for number in wanted if number in known]


@lru_cache(maxsize=1)
def _numbers() -> dict[str, tuple[str, ...]]:
    return {_heart(phrase): numbers for numbers, phrases in urgent_words() for phrase in phrases}


def _heart(text: str) -> str:
    """Return the words that tell what happened in their order, or all where none does."""
    words = terms(normalise(text))
    return "".join([word for word in words if word not in _BESIDE] or words)
