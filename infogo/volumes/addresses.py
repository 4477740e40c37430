"""Where in the workspace reports are worked on, for notices; said once."""

from __future__ import annotations

from datetime import date

from django.conf import settings

from infogo.volumes.months import code_of


def month_page(agency_id: int, month: date) -> str:
    """Return the address of an agency's report of a month."""
    return f"{settings.OFFICE_PATH}volumes/{agency_id}/{code_of(month)}"


def list_page(month: date) -> str:
    """Return the address of the list of agencies in a month."""
    return f"{settings.OFFICE_PATH}volumes/?month={code_of(month)}"
