"""Addresses of pages about one manual or draft, said once."""

from __future__ import annotations

from django.conf import settings


def manual_link(manual_id: int) -> str:
    """Return the address of a manual's page in the workspace."""
    return f"{settings.OFFICE_PATH}manuals/{manual_id}"


def draft_link(draft_id: int) -> str:
    """Return the address of a draft's list of tasks."""
    return f"{settings.OFFICE_PATH}drafts/{draft_id}"
