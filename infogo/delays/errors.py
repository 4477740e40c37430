"""Refusals: nothing was changed, and ``str()`` says in Thai what to do."""

from __future__ import annotations


class DelayError(ValueError):
    """A step that is not possible; ``field`` is the input that it is about, if any."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field
