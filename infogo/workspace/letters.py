"""Addresses that letters name: the host comes from the settings, never from the request."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse


def public_address(path: str) -> str:
    """Return the address that a letter may name."""
    return f"{settings.INFOGO['PUBLIC_URL']}{path}"


def invitation_link() -> str:
    """Return the address of invitations, with ``{token}`` where the secret goes."""
    path = reverse("office:invitation", args=["TOKEN"])
    return public_address(path).replace("TOKEN", "{token}")
