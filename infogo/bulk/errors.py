"""Refusals of bulk work: every message is Thai and says what to do."""

from __future__ import annotations


class BulkError(ValueError):
    """An act that is refused; nothing was changed."""


class FileError(BulkError):
    """A file that cannot be used at all."""


class RowRefusedError(BulkError):
    """One row that cannot be applied or undone now; the others go on."""


class CellError(ValueError):
    """A cell that cannot be used: what is wrong with it, and what to write instead."""

    def __init__(self, reason: str, advice: str) -> None:
        super().__init__(reason)
        self.reason, self.advice = reason, advice
