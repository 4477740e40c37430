"""Django's entry for this app."""

from __future__ import annotations

from django.apps import AppConfig


class ChangesConfig(AppConfig):
    """The change feed and webhooks."""

    name = "infogo.changes"
