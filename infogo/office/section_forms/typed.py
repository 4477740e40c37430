"""Words that could not be read as what their field wants, kept as they were typed.

They are stored as an object of their own, not as plain text: a text such as "1_000" in a field of
whole satang would otherwise be taken for a number later, and for another one than was meant.
"""

from __future__ import annotations

from enum import Enum
from typing import Any, Final

KEY = "typed"


class Missing(Enum):
    """The one value that says that a key is absent."""

    MISSING = "missing"


MISSING: Final = Missing.MISSING


def typed(words: Any) -> dict[str, Any]:
    """Return words (a text, or the raw pieces of a wider control) as a kept value."""
    return {KEY: words}


def is_typed(value: Any) -> bool:
    """Whether a stored value is words that could not be read."""
    return isinstance(value, dict) and set(value) == {KEY}


def words_of(value: Any) -> Any:
    """Return the words of a kept value."""
    return value[KEY]


def is_blank(value: Any) -> bool:
    """Whether a value read from a form says nothing."""
    return value is MISSING or value is None or value in ("", [], ())
