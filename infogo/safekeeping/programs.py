"""The programs of PostgreSQL: found on this machine, told the database by its settings."""

from __future__ import annotations

import os
import shutil
import subprocess  # nosec B404
import tempfile
from pathlib import Path

from django.db import connections
from django.db.backends.postgresql.client import DatabaseClient

from infogo.safekeeping.errors import SafekeepingError

INSTALLED = Path("/usr/lib/postgresql")
# What the programs may know beside the database: where ~/.pgpass is, and to speak one language.
PLAIN = {"HOME": str(Path.home()), "PATH": os.defpath, "LC_ALL": "C.UTF-8"}


class ProgramError(SafekeepingError):
    """A program of PostgreSQL is missing, or ended with an error."""


def find(name: str) -> str:
    """Return the newest program of this name: it must not be older than the server.

    Raises:
        ProgramError: it is not installed.
    """
    found = [path for path in INSTALLED.glob(f"*/bin/{name}") if path.exists()]
    if found:
        return str(max(found, key=lambda path: int(path.parent.parent.name)))
    on_path = shutil.which(name)
    if on_path is None:
        raise ProgramError(f"ไม่มีโปรแกรม {name} · not installed (Debian: postgresql-client)")
    return on_path


def connection_environment() -> dict[str, str]:
    """Return the environment in which these programs reach the database in use."""
    settings = connections["default"].settings_dict
    _command, extra = DatabaseClient.settings_to_cmd_args_env(settings, [])
    named = {
        "PGHOST": settings["HOST"],
        "PGPORT": settings["PORT"],
        "PGUSER": settings["USER"],
        "PGDATABASE": settings["NAME"],
    }
    given = {name: str(value) for name, value in named.items() if value}
    return {**PLAIN, **given, **(extra or {}), "PGCONNECT_TIMEOUT": "20"}


def run(
    name: str, *arguments: str, environment: dict[str, str] | None = None, as_user: str = ""
) -> str:
    """Run a program to its end, as another user if that is asked for, and return what it said.

    Raises:
        ProgramError: it failed; the message holds its own.
    """
    # A server that is started goes on holding what it was given to write to: a file, no pipe.
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(  # noqa: S603  # nosec B603
            [find(name), *arguments],
            env=environment or PLAIN,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            user=as_user or None,
            group=as_user or None,
            extra_groups=[] if as_user else None,
        )
        said.seek(0)
        words = said.read().decode("utf-8", errors="replace").strip()
    if done.returncode:
        raise ProgramError(f"{name}: {words or done.returncode}")
    return words
