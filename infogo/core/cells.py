"""Texts in tables for spreadsheet programs: none of them is ever taken for a formula.

Whoever opens a table of ours did not write what stands in it: a name, a comment or a search may
come from anybody. Every module that writes such a table escapes its texts here; a test counts.
"""

from __future__ import annotations

import re

# What programs take for a formula: the four signs, also in the wide letters of East Asian
# keyboards, and behind blanks, which some programs skip.
_SIGNS = "[=+\\-@\uff0b\uff0d\uff1d\uff20]"
_BLANKS = "[\\s\x00-\x1f\u200b\ufeff]*"
_FORMULA = re.compile(f"'*{_BLANKS}{_SIGNS}")
_ESCAPED = re.compile(f"'+{_BLANKS}{_SIGNS}")


def escaped(text: str) -> str:
    """Return a text for a table; ``unescaped`` gives it back (CSV injection)."""
    return f"'{text}" if _FORMULA.match(text) else text


def unescaped(text: str) -> str:
    """Take away what ``escaped`` put before a text."""
    return text[1:] if _ESCAPED.match(text) else text
