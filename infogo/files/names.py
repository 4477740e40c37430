"""Names of files: Thai kept, everything that could lead or mislead taken away."""

from __future__ import annotations

import re
import unicodedata

LONGEST_STEM = 80
WITHOUT_NAME = "ไฟล์"
_LETTER_OR_MARK = ("L", "M", "N")
_KEPT = frozenset("-_.")
_RUN = re.compile(r"-{2,}")


def safe_stem(name: str) -> str:
    """Return a given name without folders and ending, fit for an address and for any disk.

    Letters, Thai vowels and tone marks, digits, hyphen, underscore and full stop stay; all else,
    invisible characters and those that turn the direction of writing included, becomes a hyphen.
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    stem, dot, _ending = last.rpartition(".")
    kept = "".join(
        char if char in _KEPT or unicodedata.category(char)[0] in _LETTER_OR_MARK else "-"
        for char in (stem if dot else last)
    )
    return _cut(_RUN.sub("-", kept).strip("-._")) or WITHOUT_NAME


def ending_of(name: str) -> str:
    """Return the ending of a name in small letters, without the full stop."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return last.rpartition(".")[2].strip().lower() if "." in last else ""


def _cut(stem: str) -> str:
    """Shorten, but never between a letter and the marks above and below it."""
    at = min(len(stem), LONGEST_STEM)
    while 0 < at < len(stem) and unicodedata.category(stem[at])[0] == "M":
        at -= 1
    return stem[:at].rstrip("-._")
