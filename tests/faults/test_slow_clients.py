"""Clients that send or take a byte now and then keep nobody waiting.

The web server is started as ``docs/operations.md`` says, with one thread for each process: whoever
holds that thread holds everybody.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tools import country
from tools.faults.http import ask, send

SLOW = 60
HEAD = b"POST /slow HTTP/1.1\r\nHost: 127.0.0.1\r\n"
BODY = HEAD + b"Content-Type: text/plain\r\nContent-Length: 100000\r\n\r\nx"
LONG = b"GET /long HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home: Path = tmp_path_factory.mktemp("slow")
    with country.served(home, application="tests.faults.small:application") as address:
        yield address


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


@pytest.mark.parametrize("begun", [HEAD, BODY, LONG], ids=["headers", "body", "reading"])
def test_others_are_answered_meanwhile(server: str, begun: bytes) -> None:
    with _slow(server, begun) as clients:
        for _again in range(3):
            assert ask(server, "/").text == "0"  # type: ignore[union-attr]
            answer = send(server, "/", {"a": "b"}, {})
            assert answer is not None
            assert answer.text == "3"
        assert len(clients) == SLOW
        assert all(client.fileno() >= 0 for client in clients)
