"""Addresses that open something to whoever holds them stand in no log."""

from __future__ import annotations

import logging
import re

LOGGERS = ("django.request", "django.security.csrf")
"""Those that name the path of a request which came to nothing."""
_SECRET = re.compile(r"(/office/sign-in/(?:reset|invitation)/|/receipt/)[^/\s]+")
MASKED = r"\1•••"


def without_secret(text: str) -> str:
    """Return a text in which what opens an account is masked."""
    return _SECRET.sub(MASKED, text)


class SecretPathFilter(logging.Filter):
    """Masks secrets in what is logged of a request; lets every line through."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Mask what is to be written."""
        if isinstance(record.args, tuple):
            record.args = tuple(
                without_secret(each) if isinstance(each, str) else each for each in record.args
            )
        return True
