"""Settings of the scenes with a replica: tables without the history of their migrations."""

from __future__ import annotations

from config.settings import base
from config.settings.local import *  # noqa: F403  (settings modules extend one another)


class _None(dict[str, None]):
    def __contains__(self, _key: object) -> bool:
        return True

    def __missing__(self, _key: str) -> None:
        return None


MIGRATION_MODULES = _None()
ALLOWED_HOSTS = ["*"]
INFOGO = {**base.INFOGO, "REPLICA_LATE_SECONDS": 3}
