"""nginx in front of web nodes, with the very files that an installation uses (``deploy/nginx``)."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.loading import program, wait_until_open
from tools.cluster.front import nginx_command
from tools.cluster.layout import Layout, free_ports

VARIABLES = {"INFOGO_TRUSTED_PROXIES": "1"}
"""What the nodes must be told."""


@contextmanager
def room() -> Iterator[Layout]:
    """Give a folder and ports: that of nginx, and those at which its nodes have to listen."""
    # nginx looks for its pages as a user of its own, who must be let into the folder.
    with tempfile.TemporaryDirectory(prefix="infogo-bench-") as name:
        Path(name).chmod(0o755)
        yield Layout(Path(name), free_ports())


def address_of(layout: Layout) -> str:
    """Return the address of the site, without a slash at its end."""
    return f"http://127.0.0.1:{layout.port}"


@contextmanager
def nginx_before(layout: Layout) -> Iterator[None]:
    """Run nginx until the block ends; the nodes need not listen yet.

    Raises:
        SystemExit: nginx is not installed.
        RuntimeError: it did not start.
    """
    program("nginx")
    server = subprocess.Popen(nginx_command(layout), cwd=layout.data("nginx"))
    try:
        wait_until_open(layout.port, server)
        yield
    finally:
        server.terminate()
        server.wait(timeout=20)
