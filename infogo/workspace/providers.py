"""The OpenID providers as configured, for pages and rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings


@dataclass(frozen=True)
class ConfiguredProvider:
    """One way of signing in besides our own passwords."""

    id: str
    name: str
    is_second_factor: bool
    end_session_endpoint: str
    end_session_return_parameter: str
    client_id: str

    def end_session_url(self, back: str) -> str:
        """Return the address that ends the provider's own session; empty when it has none."""
        if not self.end_session_endpoint:
            return ""
        query = {self.end_session_return_parameter: back, "client_id": self.client_id}
        return f"{self.end_session_endpoint}?{urlencode(query)}"


def configured_providers() -> list[ConfiguredProvider]:
    """Return the providers of ``INFOGO_OIDC_FILE`` in its order."""
    apps: list[dict[str, Any]] = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]  # type: ignore[assignment]
    return [
        ConfiguredProvider(
            id=app["provider_id"],
            name=app["name"],
            is_second_factor=app["settings"]["is_second_factor"],
            end_session_endpoint=app["settings"]["end_session_endpoint"],
            end_session_return_parameter=app["settings"]["end_session_return_parameter"],
            client_id=app["client_id"],
        )
        for app in apps
    ]


def provider_by_id(provider_id: str) -> ConfiguredProvider | None:
    """Return the provider with an id, if it is configured."""
    return next((found for found in configured_providers() if found.id == provider_id), None)
