"""Clients that send or take a byte now and then keep nobody waiting.

The web server is started as ``docs/operations.md`` says, with one thread for each process: whoever
holds that thread holds everybody. Slow heads and slow readers never do. A slow body would: only
nginx, which takes a body whole before it passes it on, keeps it away (docs/faults.md).
"""

from __future__ import annotations

import socket
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tools import country
from tools.cluster import free_ports
from tools.cluster.cluster import plain_environment
from tools.cluster.front import nginx_command
from tools.cluster.layout import Layout
from tools.cluster.process import Process
from tools.faults.http import ask, send

SLOW = 40
HEAD = b"POST /slow HTTP/1.1\r\nHost: 127.0.0.1\r\n"
BODY = HEAD + b"Content-Type: text/plain\r\nContent-Length: 100000\r\n\r\nx"
LONG = b"GET /long HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


@pytest.fixture(scope="module")
def ports() -> int:
    return free_ports()


@pytest.fixture(scope="module")
def server(ports: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home: Path = tmp_path_factory.mktemp("slow")
    small = "tests.faults.small:application"
    with country.served(home, application=small, port=ports + 1) as address:
        yield address


@pytest.fixture(scope="module")
def front(server: str, ports: int) -> Iterator[str]:
    """nginx as an installation has it, in front of one server; its second node is away."""
    with tempfile.TemporaryDirectory(prefix="infogo-slow-") as folder:
        home = Path(folder)
        home.chmod(0o755)
        layout = Layout(home, ports)
        layout.make_folders()
        command = nginx_command(layout)
        process = Process(
            name="nginx",
            command=command,
            log=home / "nginx.log",
            is_ready=lambda: ask(layout_url(layout), "/") is not None,
            environment=plain_environment(),
            cwd=layout.data("nginx"),
        )
        try:
            process.start()
            yield layout_url(layout)
        finally:
            process.kill()


def layout_url(layout: Layout) -> str:
    return f"http://127.0.0.1:{layout.port}"


@contextmanager
def _slow(address: str, begun: bytes) -> Iterator[list[socket.socket]]:
    """Hold many connections on which no more comes, and nothing is read."""
    host, _colon, port = urlsplit(address).netloc.partition(":")
    with ExitStack() as held:
        opened = []
        for _one in range(SLOW):
            client = held.enter_context(socket.create_connection((host, int(port)), timeout=10))
            client.sendall(begun)
            opened.append(client)
        yield opened


def _others_are_answered(address: str) -> None:
    for _again in range(3):
        page, form = ask(address, "/"), send(address, "/", {"a": "b"}, {})
        assert page is not None
        assert form is not None
        assert (page.text, form.text) == ("0", "3")


@pytest.mark.parametrize("begun", [HEAD, LONG], ids=["headers", "reading"])
def test_the_server_itself_answers_others_meanwhile(server: str, begun: bytes) -> None:
    with _slow(server, begun) as clients:
        _others_are_answered(server)
        assert all(client.fileno() >= 0 for client in clients)


@pytest.mark.parametrize("begun", [HEAD, BODY, LONG], ids=["headers", "body", "reading"])
def test_behind_nginx_others_are_answered_meanwhile(front: str, begun: bytes) -> None:
    with _slow(front, begun) as clients:
        _others_are_answered(front)
        assert all(client.fileno() >= 0 for client in clients)
