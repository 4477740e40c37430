"""What an officer typed into a form that could not be taken, given back for her to keep."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.http import HttpRequest

WORTH_KEEPING = 30
"""Characters; less is typed again faster than it is copied."""
_SECRET = re.compile(r"password|secret|token|code|otp", re.IGNORECASE)


def unsent_texts(request: HttpRequest) -> Sequence[str]:
    """Return the longer texts of a form in its order, none of them a secret."""
    return [
        text
        for name, texts in request.POST.lists()
        if not _SECRET.search(name)
        for text in texts
        if len(text) >= WORTH_KEEPING and _is_written(text)
    ]


def _is_written(text: str) -> bool:
    """Whether somebody wrote it; the keys and marks that forms carry are one run of ASCII."""
    return " " in text or not text.isascii()
