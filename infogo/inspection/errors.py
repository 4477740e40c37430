"""Refusals: every message is Thai, says what is wrong and what to do."""

from __future__ import annotations


class InspectionError(ValueError):
    """A step that is refused; nothing was changed and the message is fit for officers."""


class InspectionFieldError(InspectionError):
    """The same, about one field of the form."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
