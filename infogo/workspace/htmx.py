"""Answers to a page that is open already and asks by itself."""

from __future__ import annotations

from django.http import HttpResponse

TELL = "[data-tell]"
"""Where a page tells its reader what became of a request; the base template has such a place."""


def told_in_page(answer: HttpResponse) -> HttpResponse:
    """Return a fragment that goes where the page tells such things, whoever asked for what."""
    answer.headers["HX-Retarget"] = TELL
    answer.headers["HX-Reswap"] = "innerHTML"
    return answer
