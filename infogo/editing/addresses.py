"""Where a manual or draft is worked on, for notices and links; said once."""

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
    """Return the address at which an agency approves a draft or sends it back."""
    return f"{settings.OFFICE_PATH}drafts/{draft_id}/decide"


def review_page(draft_id: int) -> str:
    """Return the address at which the central agency passes a draft or sends it back."""
    return f"{settings.CENTRAL_PATH}reviews/{draft_id}"


def words_page(manual_id: int) -> str:
    """Return the address of the words of a manual, where proposals are decided."""
    return f"{settings.OFFICE_PATH}manuals/{manual_id}/tags"


def proposals_page() -> str:
    """Return the address at which the central agency sees what became of its proposals."""
    return f"{settings.CENTRAL_PATH}searches/proposals"
