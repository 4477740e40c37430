"""Why a finding cannot be changed as asked; every text says in Thai what to do."""

from __future__ import annotations


class FindingError(ValueError):
    """It cannot be done as asked; nothing changed. ``field`` is the field that it concerns."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field
