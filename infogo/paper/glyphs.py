"""Which characters our fonts can show; paper for screen readers refuses all others."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

INSTEAD = "\u25a1"
"""An empty square: something stood here that cannot be printed. Typst brings this one glyph."""
# Letters and signs of Sarabun, and two marks without width that say where a line may end.
_SHOWN = (
    "\n\t\u0020-\u007e\u00a0-\u017e\u0e01-\u0e3a\u0e3f-\u0e5b\u200b\u2010\u2012-\u2015\u2018-\u201a"
    "\u201c-\u201e\u2020-\u2022\u2026\u2030\u2032\u2033\u2039\u203a\u2044\u2060\u20ac\u2122"
    "\u2190-\u2193\u2212\u2248\u2260\u2264\u2265\u25a1"
)
# Signs that people type and that have no place on paper: joiners, selectors, directions, controls.
_WITHOUT_WIDTH = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200c-\u200f\u202a-\u202e\u2066-\u2069"
    "\ufe00-\ufe0f\ufeff]"
)
_SPACES = re.compile("[\u1680\u2000-\u200a\u202f\u205f\u3000]")
_NOT_SHOWN = re.compile(f"[^{_SHOWN}]+")


def printable(text: str) -> str:
    """Return a text with what our fonts cannot show replaced by one square a run."""
    return _NOT_SHOWN.sub(INSTEAD, _SPACES.sub(" ", _WITHOUT_WIDTH.sub("", text)))


def printable_data(value: Any) -> Any:
    """Return data for a template with every text in it fit to be printed."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Mapping):
        return {key: printable_data(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [printable_data(part) for part in value]
    return value
