"""Sayings (ประโยคที่ประชาชนพูด) of services and of articles: how typed ones are read, how many fit."""

from __future__ import annotations

import re
from collections.abc import Iterable

from infogo.thai.normalise import INVISIBLE, normalise

LONGEST_SAYING = 200
MOST_SAYINGS = 120

_LINES = re.compile(r"[\r\n]+")


def split_sayings(typed: str) -> list[str]:
    """Read sentences, one a line, each once, in their order."""
    return distinct(_LINES.split(typed))


def distinct(pieces: Iterable[str]) -> list[str]:
    """Return texts tidied, in their order, those that search reads alike once."""
    found: dict[str, str] = {}
    for piece in pieces:
        # What cannot be seen or printed is taken out as search takes it out.
        seen = (char for char in piece if char not in INVISIBLE)
        tidy = " ".join("".join(c if c.isprintable() else " " for c in seen).split())
        if key := normalise(tidy):
            found.setdefault(key, tidy)
    return list(found.values())
