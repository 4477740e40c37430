"""Refusals: each says what to do. Nothing was changed."""

from __future__ import annotations


class PageReportError(ValueError):
    """Something about a report that is refused; the message is fit for readers."""


class NotAllowedError(PageReportError):
    """She lacks the right over this report."""


class WrongStateError(PageReportError):
    """The report is not in the state that she saw: somebody was faster."""
