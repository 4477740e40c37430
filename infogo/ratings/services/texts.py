"""Reading what officers write."""

from __future__ import annotations

from infogo.ratings.errors import RatingError


def checked_words(text: str, longest: int, when_empty: str) -> str:
    """Return what was written, trimmed.

    Raises:
        RatingError: nothing was (``when_empty``), or too much.
    """
    said = text.replace("\x00", "").strip()
    if not said:
        raise RatingError(when_empty)
    if len(said) > longest:
        raise RatingError(f"ข้อความยาวเกิน {longest} ตัวอักษร ตัดให้สั้นลง")
    return said
