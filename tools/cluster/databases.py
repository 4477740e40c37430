"""PostgreSQL, its streaming replica, and Redis: made once, then only started."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import psycopg
import redis

from tools.cluster.layout import DATABASE, POSTGRES_USER, ROLE, Layout
from tools.cluster.process import NotReadyError
from tools.postgres import programs

SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "shared_buffers": "256MB",
    "max_connections": "100",
    "random_page_cost": "1.1",
    "jit": "off",
    "max_wal_senders": "5",
    "wal_keep_size": "512MB",
    "hot_standby_feedback": "on",
    "log_min_messages": "warning",
}


class ClosedFolderError(Exception):
    """The users of the programs cannot enter the home folder."""


def postgres_command(layout: Layout, name: str, port: int) -> list[str]:
    """Return what runs the server ``name`` (``postgres`` or ``replica``) in the foreground."""
    settings = {**SETTINGS, "port": str(port)}
    options = [word for item in settings.items() for word in ("-c", "=".join(item))]
    return [str(programs() / "postgres"), "-D", str(layout.data(name) / "db"), *options]


def make_primary(layout: Layout) -> None:
    """Make an empty database cluster; does nothing when there is one."""
    folder = layout.data("postgres")
    password = folder / "password"
    if (folder / "db").exists() and not password.exists():
        return
    _folder_for_postgres(layout, folder)
    password.touch(mode=0o600)
    password.write_text(layout.secret("database"))
    if os.geteuid() == 0:
        shutil.chown(password, POSTGRES_USER)
    _run_as_postgres(
        programs() / "initdb", "-D", folder / "db", "-U", ROLE, "--auth=scram-sha-256",
        "--encoding=UTF8", "--locale=C.UTF-8", f"--pwfile={password}",
    )  # fmt: skip
    password.unlink()  # and thereby says that the work is whole


def make_database(layout: Layout) -> None:
    """Make the one database of the running server, once."""
    url = layout.database_url(layout.primary_port).rpartition("/")[0] + "/postgres"
    with psycopg.connect(url, autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
        if known.fetchone() is None:
            connection.execute(f"CREATE DATABASE {DATABASE}")


def make_replica(layout: Layout) -> None:
    """Copy the running primary; does nothing when there is a replica."""
    folder = layout.data("replica")
    if (folder / "db").exists():
        return
    _folder_for_postgres(layout, folder)
    _run_as_postgres(
        programs() / "pg_basebackup", "-D", folder / "copy", "-R", "-X", "stream",
        "--checkpoint=fast", "-h", "127.0.0.1", "-p", layout.primary_port, "-U", ROLE,
        environment={**os.environ, "PGPASSWORD": layout.secret("database")},
    )  # fmt: skip
    (folder / "copy").rename(folder / "db")


def database_answers(layout: Layout, port: int) -> bool:
    """Whether the server at ``port`` takes connections now."""
    url = layout.database_url(port).rpartition("/")[0] + "/postgres"
    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.Error:
        return False
    return True


def redis_command(layout: Layout) -> list[str]:
    """Return what runs Redis in the foreground; its password comes by a file, not by the list."""
    settings = layout.data("redis") / "redis.conf"
    settings.parent.mkdir(exist_ok=True)
    settings.touch(mode=0o600)
    settings.write_text(
        f"bind 127.0.0.1\nport {layout.redis_port}\nrequirepass {layout.secret('redis')}\n"
        f'dir {settings.parent}\nsave ""\nappendonly no\nmaxmemory 128mb\n'
        "maxmemory-policy allkeys-lru\nloglevel warning\n"
    )
    return ["redis-server", str(settings)]


def redis_answers(layout: Layout) -> bool:
    """Whether Redis answers now."""
    try:
        with redis.Redis.from_url(layout.redis_url, socket_timeout=2) as client:
            return bool(client.ping())
    except redis.RedisError:
        return False


def _folder_for_postgres(layout: Layout, folder: Path) -> None:
    """Make an empty folder that belongs to the server."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    if os.geteuid() != 0:
        return
    shutil.chown(folder, POSTGRES_USER, POSTGRES_USER)
    seen = subprocess.run(
        ["runuser", "-u", POSTGRES_USER, "--", "test", "-x", str(folder)], check=False, cwd="/"
    )
    if seen.returncode:
        raise ClosedFolderError(
            f"ผู้ใช้ {POSTGRES_USER} เข้า {layout.home} ไม่ได้ · the user {POSTGRES_USER} cannot enter"
            f" {layout.home}; choose another --home, or open the folders above it (chmod a+x)"
        )


def _run_as_postgres(*command: object, environment: dict[str, str] | None = None) -> None:
    other = POSTGRES_USER if os.geteuid() == 0 else None
    done = subprocess.run(
        [str(word) for word in command],
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd="/",
        env=environment,
        user=other,
        group=other,
        extra_groups=None if other is None else [],
    )
    if done.returncode:
        raise NotReadyError(done.stdout.decode(errors="replace"))
