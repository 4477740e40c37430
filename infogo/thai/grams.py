"""Character trigrams: the part of the index that forgives misspelling."""

from __future__ import annotations

import re

SIZE = 3
_TONE_MARKS = re.compile("[่้๊๋์็]")
_THAI_GAP = re.compile(r"(?<=[\u0E01-\u0E4E])[\s-]+(?=[\u0E01-\u0E4E])")
# Marks that are no letters, so that each character has one place in it only.
_STRETCH = re.compile(r"[^\W_]+(?:[\u0E31\u0E34-\u0E3F\u0E47-\u0E4E][^\W_]*)*")


def grams(normalised: str) -> list[str]:
    """Return the trigrams of a normalised text, without tone marks and without spaces inside Thai.

    A stretch shorter than three characters is returned whole.
    """
    closed = _THAI_GAP.sub("", normalised)
    found: list[str] = []
    for stretch in _STRETCH.findall(_TONE_MARKS.sub("", closed)):
        if len(stretch) <= SIZE:
            found.append(stretch)
        else:
            found.extend(stretch[at : at + SIZE] for at in range(len(stretch) - SIZE + 1))
    return found
