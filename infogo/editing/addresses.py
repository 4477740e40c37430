"""Where in the workspace a manual or draft is worked on, for notices and links; said once."""

from __future__ import annotations

from django.conf import settings


def manual_page(manual_id: int) -> str:
    """Return the address of a manual's page."""
    return f"{settings.OFFICE_PATH}manuals/{manual_id}"


def standard_change_page(manual_id: int) -> str:
    """Return the address at which an adopting agency decides about a new standard."""
    return f"{settings.OFFICE_PATH}manuals/{manual_id}/standard-change"


def draft_page(draft_id: int) -> str:
    """Return the address of a draft's list of tasks, for its authors."""
    return f"{settings.OFFICE_PATH}drafts/{draft_id}"


def decision_page(draft_id: int) -> str:
    """Return the address at which a draft is approved, passed or sent back."""
    return f"{settings.OFFICE_PATH}drafts/{draft_id}/decide"
