"""Settings of the processes that tests start: static files as they lie in the repository."""

from __future__ import annotations

from config.settings import base
from config.settings.local import *  # noqa: F403  (settings modules extend one another)

STORAGES = {
    **base.STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
