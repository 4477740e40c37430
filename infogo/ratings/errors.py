"""Refusals: each says what to do. Nothing was changed."""

from __future__ import annotations


class RatingError(ValueError):
    """Something about a rating that is refused; the message is fit for readers."""


class NotRateableError(RatingError):
    """This manual, or this manual at this point, cannot be rated (any more)."""


class FormUsedError(RatingError):
    """Something else was sent by this form before; that stands."""


class NotAllowedError(RatingError):
    """She lacks the right over this rating."""


class WrongStateError(RatingError):
    """Somebody decided meanwhile, or there is nothing to decide."""


class FormForgedError(RatingError):
    """The number of the form was not given out by us."""


class FormExpiredError(RatingError):
    """The form lay open too long."""
