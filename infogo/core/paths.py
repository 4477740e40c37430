"""Addresses of pages whose only variables are numbers, for lists with hundreds of them.

``reverse`` looks each address up again, with all that it may depend on; fifty rows of a list spent
more on their addresses than on their rows.
"""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.translation import get_language

MARK = 900_000_000_000
"""No record has such a number; marks are told apart by their last digits."""


def numbered_path(name: str, *numbers: int) -> str:
    """Return what ``reverse`` does, for an address in which nothing but these numbers varies.

    Numbers must be positive, as ids of records are.

    Raises:
        NoReverseMatch: there is no such address.
    """
    return path_form(name, len(numbers)) % numbers


def path_form(name: str, count: int = 1) -> str:
    """Return such an address with ``%d`` for each of its numbers, in the present language."""
    urlconf = get_urlconf() or settings.ROOT_URLCONF
    return _form(name, count, get_language(), get_script_prefix(), urlconf)


@lru_cache(maxsize=512)
def _form(name: str, count: int, _lang: str | None, _prefix: str, _urlconf: str) -> str:
    """Return the address with ``%d`` for its numbers, in the order in which they are given."""
    marks = [MARK + place for place in range(count)]
    text = reverse(name, args=marks).replace("%", "%%")
    found = sorted(marks, key=lambda mark: text.index(str(mark)))
    if found != marks:
        raise ValueError(f"{name}: its numbers stand in another order than its arguments")
    for mark in marks:
        text = text.replace(str(mark), "%d")
    return text
