"""What ids and days in an address may look like."""

from __future__ import annotations

from datetime import date

from django.urls import register_converter

LARGEST_ID = 2**31 - 1
"""No id that a program gives is larger: one that is, is refused before it is looked for."""


class RecordId:
    """A permanent number; longer ones than any database key are simply unknown addresses."""

    regex = "[1-9][0-9]{0,14}"

    def to_python(self, value: str) -> int:
        """Return the number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Return the digits."""
        return str(value)


class DistrictCode:
    """The four digits of a district."""

    regex = "[1-9][0-9]{3}"

    def to_python(self, value: str) -> str:
        """Return the code."""
        return value

    def to_url(self, value: str) -> str:
        """Return the code."""
        return value


class ContentHash(DistrictCode):
    """A SHA-256 in hexadecimal digits."""

    regex = "[0-9a-f]{64}"


register_converter(RecordId, "id")


class CalendarDay:
    """A day of the Gregorian calendar; one that does not exist is an unknown address."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        """Return the day; ``ValueError`` means that the address leads nowhere."""
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        """Return the day as year, month and day."""
        return value.isoformat()


register_converter(CalendarDay, "day")
register_converter(DistrictCode, "district")
register_converter(ContentHash, "hash")
