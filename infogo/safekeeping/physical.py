"""A copy of a whole PostgreSQL cluster, from which any later moment can be reached."""

from __future__ import annotations

from pathlib import Path

from django.db import connections

from infogo.safekeeping.errors import DamagedError, SafekeepingError
from infogo.safekeeping.ledger import Ledger, present_ledger
from infogo.safekeeping.programs import ProgramError, connection_environment, run

KIND = "postgresql-base"
BASE = "base"
OWN_MANIFEST = "backup_manifest"


class PhysicalPostgresql:
    """The cluster of the database in use, by ``pg_basebackup``; its role needs REPLICATION."""

    kind = KIND

    def copy(self, folder: Path) -> tuple[Path, Ledger]:
        """Copy the cluster with the log that makes it whole.

        Such a copy is of a span of time: its ledger is of just before, and what was restored from
        it must hold the ledger's heads.
        """
        if connections["default"].vendor != "postgresql":
            raise SafekeepingError("--base ใช้ได้กับ PostgreSQL เท่านั้น · for PostgreSQL only")
        ledger = present_ledger()
        run(
            "pg_basebackup", f"--pgdata={folder / BASE}", "--wal-method=stream",
            "--checkpoint=fast", "--no-password",
            environment=connection_environment(),
        )  # fmt: skip
        return folder / BASE / OWN_MANIFEST, ledger

    def check(self, copy: Path) -> None:
        """Let ``pg_verifybackup`` read every file of the copy."""
        try:
            run("pg_verifybackup", "--quiet", str(copy.parent))
        except ProgramError as problem:
            raise DamagedError(f"{copy.parent}: {problem}") from problem

    def put_back(self, copy: Path) -> None:
        """Refuse: a cluster is not put into a running database."""
        raise SafekeepingError(
            "ชุดนี้กู้ด้วย --at กับ --into · a base backup is restored with --at and --into"
        )
