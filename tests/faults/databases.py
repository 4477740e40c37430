"""A copy of the test's own database for real processes: a file, or one on the same server."""

from __future__ import annotations

import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psycopg
from django.conf import settings
from django.db import connection
from django.test import override_settings

from infogo.search.indexing.index import only_writer
from infogo.search.indexing.indexer import rebuild
from tests.faults.gate import Gate, gate_to


@dataclass(frozen=True)
class Copied:
    """The variables under which processes find the copy, and the gate to its server, if any."""

    variables: dict[str, str]
    gate: Gate | None


@contextmanager
def copied(home: Path) -> Iterator[Copied]:
    """Copy what the test has committed and make an index of it; the copy is gone afterwards."""
    with override_settings(INFOGO={**settings.INFOGO, "INDEX_DIR": home / "index"}), only_writer():
        rebuild()
    own = {
        "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
        "INFOGO_SECRET_KEY": settings.SECRET_KEY,
    }
    if connection.vendor == "sqlite":
        usual = connection.settings_dict["NAME"]
        with (
            closing(sqlite3.connect(usual)) as old,
            closing(sqlite3.connect(home / "db.sqlite3")) as new,
        ):
            old.backup(new)
        yield Copied(own, None)
        return
    told = dict(connection.settings_dict)
    name = f"faults_{uuid4().hex[:12]}"
    connection.close()  # a database that is copied must have no visitor
    server = {
        "host": told["HOST"], "port": told["PORT"] or None, "user": told["USER"],
        "password": told["PASSWORD"] or None, "dbname": "postgres",
    }  # fmt: skip
    with psycopg.connect(**server, autocommit=True) as admin:  # type: ignore[arg-type]
        admin.execute(f'CREATE DATABASE {name} TEMPLATE "{told["NAME"]}"'.encode())
        family, address = _address(told)
        try:
            with gate_to(family, address) as gate:
                who = told["USER"] + (f":{told['PASSWORD']}" if told["PASSWORD"] else "")
                url = f"postgres://{who}@127.0.0.1:{gate.port}/{name}"
                yield Copied({**own, "INFOGO_DATABASE_URL": url}, gate)
        finally:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def _address(told: dict[str, object]) -> tuple[socket.AddressFamily, object]:
    host, port = str(told["HOST"]), int(str(told["PORT"] or 5432))
    if host.startswith("/"):
        return socket.AF_UNIX, f"{host}/.s.PGSQL.{port}"
    return socket.AF_INET, (host or "127.0.0.1", port)
