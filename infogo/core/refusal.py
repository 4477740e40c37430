"""Why a change was not made, in words for whoever asked for it; and whether she saw the newest."""

from __future__ import annotations

from collections.abc import Mapping

from infogo.core.upsert import digest

MARK_LENGTH = 16


class RefusalError(Exception):
    """A change that was not made; ``str()`` says in Thai why and what to do.

    ``field`` names the field of the form that it is about, empty when it is about the whole.
    """

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class MovedOnError(RefusalError):
    """Somebody changed the record after it was looked at."""

    def __init__(self) -> None:
        super().__init__("มีคนแก้รายการนี้หลังจากที่คุณเปิดหน้า อ่านค่าล่าสุดข้างล่างแล้วบันทึกอีกครั้ง")


def mark_of(values: Mapping[str, object]) -> str:
    """Return a short text that differs whenever any of these values does."""
    return digest(dict(values))[:MARK_LENGTH]


def require_unchanged(seen: str, values: Mapping[str, object]) -> None:
    """Compare the mark that she looked at with the values as they stand under the lock.

    Raises:
        MovedOnError: they are others by now.
    """
    if seen != mark_of(values):
        raise MovedOnError
