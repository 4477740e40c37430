"""What is meant by the beginning of a sentence that somebody is typing."""

from __future__ import annotations

from functools import lru_cache

from infogo.search.words.lexicon import stop_words
from infogo.thai.normalise import normalise, written_out
from infogo.thai.segment import raw_words

OFFICE = "สำนักงาน"


def matter_of(typed: str) -> str:
    """Return what is left of a beginning without the words that only lead to its matter.

    อยากหย่ and ``my id exp`` say what they want behind อยาก and ``my``; offices are called without
    สำนักงาน. Empty where there is no such word.
    """
    normalised = normalise(written_out(typed))
    if not normalised.startswith(_leading_words()):
        return ""
    stops = stop_words()
    rest = next((w.start for w in raw_words(normalised) if w.text not in stops), 0)
    matter = normalised[rest:].removeprefix(OFFICE)
    return matter if matter != normalised else ""


@lru_cache(maxsize=1)
def _leading_words() -> tuple[str, ...]:
    return (OFFICE, *sorted(stop_words()))
