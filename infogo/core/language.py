"""The language in which a page or an answer is being made."""

from __future__ import annotations

from django.utils.translation import get_language


def current_language() -> str:
    """Return ``th`` or ``en``: the language of the page being made."""
    return (get_language() or "th")[:2]


def in_language(thai: str, english: str) -> tuple[str, str | None]:
    """Return the text for the page's language and, if it is not in that language, its code.

    English pages show Thai where no English exists, marked as Thai for speech and hyphenation.
    """
    if current_language() == "en":
        return (english, None) if english else (thai, "th")
    return (thai, None)
