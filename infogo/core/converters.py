"""What an id in an address may look like."""

from __future__ import annotations

from django.urls import register_converter


class RecordId:
    """A permanent number; longer ones than any database key are simply unknown addresses."""

    regex = "[1-9][0-9]{0,14}"

    def to_python(self, value: str) -> int:
        """Return the number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Return the digits."""
        return str(value)


register_converter(RecordId, "id")
