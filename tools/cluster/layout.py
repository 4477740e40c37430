"""Where everything of a cluster lives: folders, ports, addresses and secrets."""

from __future__ import annotations

import os
import secrets
import socket
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

NODES = (1, 2)
SHARED = ("files", "bulk", "exports", "dumps")
"""Folders of a home that all nodes have together."""
PORTS_NEEDED = 7
ROLE = "infogo"
DATABASE = "infogo"
# The programs of Debian's packages run as these users when root starts them.
POSTGRES_USER = "postgres"
NGINX_USER = "www-data"


@dataclass(frozen=True)
class Layout:
    """The folders below ``home`` and the ports from ``port`` (that of nginx) on."""

    home: Path
    port: int

    @property
    def web_ports(self) -> tuple[int, ...]:
        """Ports of the web servers, in the order of ``NODES``."""
        return tuple(self.port + node for node in NODES)

    @property
    def primary_port(self) -> int:
        """Port of the database that is written to."""
        return self.port + 3

    @property
    def replica_port(self) -> int:
        """Port of the database that follows it."""
        return self.port + 4

    @property
    def redis_port(self) -> int:
        """Port of Redis."""
        return self.port + 5

    @property
    def status_port(self) -> int:
        """Port where nginx tells its numbers, to this machine alone."""
        return self.port + 6

    @property
    def pack_key(self) -> Path:
        """The key that signs district packs, the same on all nodes."""
        return self.home / "packs.key"

    @property
    def logs(self) -> Path:
        """One file for each process."""
        return self.home / "logs"

    def node(self, number: int) -> Path:
        """Return the home folder of a node."""
        return self.home / f"node-{number}"

    def data(self, name: str) -> Path:
        """Return the data folder of ``postgres``, ``replica``, ``redis`` or ``nginx``."""
        return self.home / name

    def database_url(self, port: int) -> str:
        """Return the address of the database that listens at ``port``."""
        password = self.secret("database")
        return f"postgres://{ROLE}:{password}@127.0.0.1:{port}/{DATABASE}"

    @property
    def redis_url(self) -> str:
        """Address of Redis."""
        return f"redis://:{self.secret('redis')}@127.0.0.1:{self.redis_port}/0"

    def secret(self, name: str) -> str:
        """Return a random word that stays the same for this home, readable by its owner only."""
        path = self.home / f"{name}.secret"
        if not path.exists():
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(secrets.token_hex(32))
        return path.read_text()

    def make_folders(self) -> None:
        """Make what is missing; the home folder must be open to the users of the programs."""
        self.home.mkdir(parents=True, exist_ok=True)
        shared = [self.home / name for name in SHARED]
        for folder in (*shared, self.logs, *map(self.node, NODES)):
            folder.mkdir(exist_ok=True)
        for number in NODES:
            for folder in shared:
                link = self.node(number) / folder.name
                if not link.is_symlink():
                    link.symlink_to(folder)
        if not self.pack_key.exists():
            self.pack_key.touch(mode=0o600)
            self.pack_key.write_bytes(_new_key())


def _new_key() -> bytes:
    return ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def taken_ports(first: int) -> list[int]:
    """Return which of ``PORTS_NEEDED`` ports from ``first`` on somebody listens at."""
    return [port for port in range(first, first + PORTS_NEEDED) if not _is_free(port)]


def free_ports() -> int:
    """Return the first of ``PORTS_NEEDED`` ports in a row that nobody listens at.

    Raises:
        OSError: there are none, which no ordinary machine comes to.
    """
    for first in range(18_000, 30_000, PORTS_NEEDED):
        if not taken_ports(first):
            return first
    raise OSError("no free ports")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True
