"""A private PostgreSQL: its own folder, a socket in it, no port, no password, gone afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

INSTALLED = Path("/usr/lib/postgresql")
"""Where Debian puts the programs, in a folder for each version."""
SERVER_USER = "postgres"
"""PostgreSQL refuses to run as root; the package brings this user along."""
ROLE = "infogo"


class NoPostgresError(Exception):
    """There is no PostgreSQL server on this machine."""


def programs() -> Path:
    """Return the folder of the newest server installed.

    Raises:
        NoPostgresError: there is none.
    """
    found = [path for path in INSTALLED.glob("*/bin") if (path / "postgres").exists()]
    if not found:
        raise NoPostgresError(
            "ไม่มี PostgreSQL · no PostgreSQL server; Debian: apt-get install postgresql"
        )
    return max(found, key=lambda path: [int(part) for part in path.parent.name.split(".")])


@contextmanager
def private_cluster(*options: str) -> Iterator[str]:
    """Start an empty cluster and yield the connection string of its one database.

    ``options`` are settings of the server such as ``shared_buffers=256MB``. What is written is
    not made safe against a power cut: the cluster does not outlive the block.

    Raises:
        NoPostgresError: no server is installed.
        subprocess.CalledProcessError: it did not start; a note on the error holds its log.
    """
    programs()
    folder = Path(tempfile.mkdtemp(prefix="infogo-pg-"))
    try:
        with kept_cluster(folder, *options) as dsn:
            yield dsn
    finally:
        shutil.rmtree(folder)


@contextmanager
def kept_cluster(folder: Path, *options: str) -> Iterator[str]:
    """Do the same in a folder that stays, with what was written there before.

    Raises:
        NoPostgresError: no server is installed.
        subprocess.CalledProcessError: it did not start; a note on the error holds its log.
    """
    bin_folder = programs()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.geteuid() == 0:
        shutil.chown(folder, SERVER_USER)
    data = folder / "db"
    if not data.exists():
        _run(bin_folder / "initdb", "-D", data, "-U", ROLE, "--auth=trust", "--encoding=UTF8",
             "--locale=C.UTF-8")  # fmt: skip
    # The path of a socket may have about a hundred letters: it is no part of the folder.
    sockets = Path(tempfile.mkdtemp(prefix="infogo-pg-"))
    if os.geteuid() == 0:
        shutil.chown(sockets, SERVER_USER)
    wanted = ("listen_addresses=", f"unix_socket_directories={sockets}", "fsync=off", *options)
    settings = " ".join(f"-c {setting}" for setting in wanted)
    control = (bin_folder / "pg_ctl", "-s", "-D", data)
    try:
        _run(*control, "start", "-w", "-l", folder / "log", "-o", settings)
    except subprocess.CalledProcessError as problem:
        problem.add_note((folder / "log").read_text(encoding="utf-8", errors="replace"))
        raise
    try:
        yield f"host={sockets} user={ROLE} dbname=postgres"
    finally:
        _run(*control, "stop", "-m", "fast")
        shutil.rmtree(sockets)


def _run(*command: object) -> None:
    words = [str(word) for word in command]
    if os.geteuid() == 0:
        words = ["runuser", "-u", SERVER_USER, "--", *words]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, cwd="/")


@contextmanager
def private_pair() -> Iterator[tuple[str, str]]:
    """Start a primary and a streaming replica; yield the connection strings of both.

    Raises:
        NoPostgresError: no server is installed.
        subprocess.CalledProcessError: one of them did not start.
    """
    folder = Path(tempfile.mkdtemp(prefix="infogo-pg-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, SERVER_USER)
        with private_cluster("wal_level=replica", "max_wal_senders=4", "hot_standby=on") as primary:
            host = primary.split()[0].removeprefix("host=")
            data, bin_folder = folder / "db", programs()
            _run(
                bin_folder / "pg_basebackup", "-h", host, "-U", ROLE, "-D", data, "-R", "-c", "fast"
            )
            settings = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"
            control = (bin_folder / "pg_ctl", "-s", "-D", data)
            _run(*control, "start", "-w", "-l", folder / "log", "-o", settings)
            try:
                yield primary, f"host={folder} user={ROLE} dbname=postgres"
            finally:
                stop_server(data)
    finally:
        shutil.rmtree(folder)


def stop_server(data: Path) -> None:
    """Stop a server at once; does nothing when it does not run."""
    if (data / "postmaster.pid").exists():
        _run(programs() / "pg_ctl", "-s", "-D", data, "stop", "-m", "immediate")
