"""Addresses that letters name: the host comes from the settings, never from the request."""

from __future__ import annotations

from django.urls import reverse

from infogo.display.structured import absolute


def invitation_link() -> str:
    """Return the address of invitations, with ``{token}`` where the secret goes."""
    path = reverse("office:invitation", args=["TOKEN"])
    return absolute(path).replace("TOKEN", "{token}")
