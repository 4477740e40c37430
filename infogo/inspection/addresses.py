"""Where cases are worked on, for notices and links; said once."""

from __future__ import annotations

from django.conf import settings


def case_page(case_id: int) -> str:
    """Return the address at which the central agency works on a case."""
    return f"{settings.CENTRAL_PATH}cases/{case_id}"


def answer_page(case_id: int) -> str:
    """Return the address at which an agency reads and answers a case."""
    return f"{settings.OFFICE_PATH}inspections/{case_id}"
