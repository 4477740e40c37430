"""The gate of the workspace: every address is closed unless its view is marked open.

The marks stand in the address lists, so reading ``urls.py`` tells who may pass.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, TypeVar

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponseBase

from infogo.accounts.perms import Rights
from infogo.workspace.providers import configured_providers

View = TypeVar("View", bound=Callable[..., HttpResponseBase])

OPEN = "office_open"
DURING_SETUP = "office_during_setup"
LONGEST_SESSION_SECONDS = 12 * 3600
"""A day's work: afterwards an officer signs in again, however busy she was."""
BEGAN = "office_began"
CLOCKS_DIFFER_SECONDS = 600
"""As much may the clocks of nodes differ."""


class OfficeRequest(HttpRequest):
    """A request that passed the gate."""

    rights: Rights


def open_to_all(view: View) -> View:
    """Mark a view that anybody may ask for: signing in, and what belongs to it."""
    setattr(view, OPEN, True)
    return view


def during_setup(view: View) -> View:
    """Mark a view that an officer needs before her second factor is set up."""
    setattr(view, DURING_SETUP, True)
    return view


def is_open(view: Callable[..., Any]) -> bool:
    """Whether a view is marked as open to all."""
    return bool(getattr(view, OPEN, False))


def lacks_second_factor(request: HttpRequest, rights: Rights) -> bool:
    """Whether her rights demand a second factor and this session has none behind it."""
    if not rights.needs_second_factor:
        return False
    if is_mfa_enabled(rights.officer, [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]):
        return False
    return not _came_by_strong_provider(request, rights)


def has_lasted_too_long(request: HttpRequest) -> bool:
    """Whether this session is older than a day's work; a new one begins to count.

    One that began in the future began while a clock was wrong: nobody knows how old it is.
    """
    began = request.session.setdefault(BEGAN, int(time.time()))
    return not -CLOCKS_DIFFER_SECONDS <= time.time() - began <= LONGEST_SESSION_SECONDS


def _came_by_strong_provider(request: HttpRequest, rights: Rights) -> bool:
    """Whether she signed in by a provider that, as configured, asks for two factors itself."""
    strong = {provider.id for provider in configured_providers() if provider.is_second_factor}
    return any(
        record.get("method") == "socialaccount" and record.get("provider") in strong
        for record in get_authentication_records(request, rights.officer)
    )
