"""Where channels and declarations are worked on, for notices; said once."""

from __future__ import annotations

from django.conf import settings


def channels_page() -> str:
    """Return the address of the list of one's agencies."""
    return f"{settings.OFFICE_PATH}channels/"


def agency_page(agency_id: int) -> str:
    """Return the address of one agency's channels and declarations."""
    return f"{settings.OFFICE_PATH}channels/{agency_id}"


def declaration_page(declaration_id: int) -> str:
    """Return the address at which the central agency decides about a declaration."""
    return f"{settings.CENTRAL_PATH}e-act/declarations/{declaration_id}"
