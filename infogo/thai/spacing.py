"""Close stray spaces inside Thai words: ``ใบ ขับ ขี่`` → ``ใบขับขี่``."""

from __future__ import annotations

import re

from infogo.thai.segment import words
from infogo.thai.vocabulary import Vocabulary, coverage

LEAST_COVERAGE = 0.5
"""Words made by closing gaps must be known by half, or it was no word that was torn."""

_THAI_GAP = re.compile(r"(?<=[\u0E01-\u0E4E]) +(?=[\u0E01-\u0E4E])")


def joined(normalised: str, vocabulary: Vocabulary) -> str | None:
    """Return the text without its spaces between Thai letters if that makes better words.

    Better means fewer words of which no smaller a share is known. ``None`` when the spaces are
    as they should be, which is the usual case: Thai puts spaces between phrases.
    """
    closed = _THAI_GAP.sub("", normalised)
    if closed == normalised:
        return None
    if len(words(closed)) >= len(words(normalised)):
        return None
    if coverage(closed, vocabulary) < max(LEAST_COVERAGE, coverage(normalised, vocabulary)):
        return None
    return closed
