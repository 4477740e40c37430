"""Which programs of Debian's packages a cluster needs, and whether they are here."""

from __future__ import annotations

import shutil
from pathlib import Path

from tools.cluster.front import nginx_program
from tools.postgres import NoPostgresError, programs


def missing_packages() -> list[str]:
    """Return the Debian packages that have to be installed first."""
    missing = []
    try:
        programs()
    except NoPostgresError:
        missing.append("postgresql")
    if shutil.which("redis-server") is None:
        missing.append("redis-server")
    if not Path(nginx_program()).exists():
        missing.append("nginx")
    return missing
