"""Who may be signed in at all."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings

from infogo.accounts.models import Officer


def may_sign_in(officer: Officer) -> bool:
    """Whether this account is open: begun, not left, and a demonstration's only in one."""
    if officer.is_demo and not settings.INFOGO["DEMO_OFFICERS"]:
        return False
    return officer.is_active and officer.left_on is None


class OfficerBackend(AuthenticationBackend):
    """Asked at every sign-in and, for the session's officer, at every request."""

    def user_can_authenticate(self, user: Any) -> bool:
        """Whether this account is open."""
        return may_sign_in(user)
