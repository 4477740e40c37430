"""Addresses that somebody wrote down lead out of our network and never into it.

Two parts of the system ask such addresses: the check of links and the sender of webhooks.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest

from infogo.core.outgoing import Asked, Guard, Limits, OutgoingError, Trouble, exchange
from infogo.links.checker import Checker, Outcome
from infogo.links.models import Problem

LIMITS = Limits(silence=2, whole=3)
PUBLIC = "93.184.216.34"
INSIDE = [
    "127.0.0.1",
    "127.255.255.254",
    "10.0.0.8",
    "172.31.255.255",
    "192.168.0.1",
    "100.64.0.1",  # shared by a provider's customers
    "169.254.169.254",  # what clouds tell their machines
    "0.0.0.0",  # noqa: S104  (a machine's own, to connect to)
    "192.0.0.192",
    "192.88.99.1",
    "198.18.0.1",
    "224.0.0.251",
    "255.255.255.255",
    "::",
    "::1",
    "fe80::1%1",
    "fc00::1",
    "fec0::1",
    "ff02::1",
    "fd00:ec2::254",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "::127.0.0.1",
    "::ffff:0:127.0.0.1",
    "64:ff9b::127.0.0.1",
    "64:ff9b::169.254.169.254",
    "64:ff9b:1::127.0.0.1",
    "2002:7f00:1::",  # 127.0.0.1 through a tunnel
    "2001:0:7f00:1::",
    "2001:db8::1",
    "3fff::1",
    "5f00::1",
]
OUTSIDE = [PUBLIC, "203.150.0.1", "2606:4700:4700::1111", "64:ff9b::93.184.216.34"]
# Ways of writing an address of this machine or a cloud's that resolvers understand.
WRITTEN = [
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://127.1/",
    "http://2852039166/latest/meta-data/",
    "http://[::ffff:a9fe:a9fe]/",
    "http://[::ffff:7f00:1]/",
    "http://LOCALHOST/",
    "http://localhost./",
    "http://public.example@127.0.0.1/",
    "http://127.0.0.1:80#@public.example/",
]


@pytest.fixture
def connected(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The addresses to which a connection was tried; none of them is reached."""
    tried: list[str] = []

    def connect(address: tuple[str, int], **_more: object) -> socket.socket:
        tried.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", connect)
    yield tried


def names_lead_to(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> None:
    """Let every name lead to the first of these, the next time to the second, and so on."""
    left = [*answers]

    def look_up(_host: str, port: int, **_more: object) -> list[tuple[object, ...]]:
        found = left.pop(0) if len(left) > 1 else left[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in found]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)


def trouble_of(url: str) -> Trouble | None:
    try:
        exchange(Asked(url, "GET"), Guard(), LIMITS)
    except OutgoingError as problem:
        return problem.trouble
    return None


@pytest.mark.parametrize("address", INSIDE)
def test_a_name_that_leads_inside_is_not_asked(
    address: str, connected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    names_lead_to(monkeypatch, [address])
    assert trouble_of("https://public.example/") is Trouble.INSIDE
    assert connected == []


@pytest.mark.parametrize("address", INSIDE)
def test_one_address_inside_among_public_ones_is_enough(
    address: str, connected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    names_lead_to(monkeypatch, [PUBLIC, address])
    assert trouble_of("https://public.example/") is Trouble.INSIDE
    assert connected == []


@pytest.mark.parametrize("address", OUTSIDE)
def test_a_public_address_is_asked(
    address: str, connected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    names_lead_to(monkeypatch, [address])
    assert trouble_of("https://public.example/") is Trouble.NO_ANSWER
    assert connected == [address]


@pytest.mark.parametrize("url", WRITTEN)
def test_no_way_of_writing_it_leads_inside(url: str, connected: list[str]) -> None:
    assert trouble_of(url) in {Trouble.INSIDE, Trouble.UNKNOWN_HOST, Trouble.MALFORMED}
    assert connected == []


def test_a_name_that_changes_its_mind_is_asked_where_it_was_judged(
    connected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    names_lead_to(monkeypatch, [PUBLIC], ["127.0.0.1"])
    assert trouble_of("http://rebinding.example/") is Trouble.NO_ANSWER
    assert connected == [PUBLIC]
    assert trouble_of("http://rebinding.example/") is Trouble.INSIDE


def test_a_redirect_is_judged_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """From a public site to this machine: the second address is refused before it is asked."""
    with socket.create_server(("127.0.0.1", 0)) as outside:
        asked: list[str] = []

        def connect(address: tuple[str, int], **_more: object) -> socket.socket:
            asked.append(address[0])
            reached = socket.socket()
            reached.settimeout(2)
            reached.connect(outside.getsockname())
            return reached

        answering = threading.Thread(target=_redirect, args=(outside, 2), daemon=True)
        answering.start()
        monkeypatch.setattr(socket, "create_connection", connect)
        names_lead_to(monkeypatch, [PUBLIC], [PUBLIC], ["169.254.169.254"])
        found = Checker(about="https://infogo.example/").check("http://public.example/page")
        answering.join(5)
    assert found == Outcome(Problem.INSIDE)
    assert asked == [PUBLIC, PUBLIC]


def _redirect(server: socket.socket, times: int) -> None:
    """Say that there is no robots.txt, then lead to a name of the inside."""
    for _time in range(times):
        connection, _who = server.accept()
        with connection:
            asked = connection.recv(4096)
            if b"robots.txt" in asked:
                connection.sendall(b"HTTP/1.0 404 Not Found\r\nContent-Length: 0\r\n\r\n")
            else:
                there = b"Location: http://metadata.example/\r\n"
                connection.sendall(b"HTTP/1.0 302 Found\r\n" + there + b"Content-Length: 0\r\n\r\n")


def test_only_ports_of_the_web_are_asked(
    connected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    names_lead_to(monkeypatch, [PUBLIC])
    for port in (22, 25, 5432, 6379, 9200, 11211):
        assert trouble_of(f"http://public.example:{port}/") is Trouble.INSIDE
    assert connected == []


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "gopher://x/_", "ftp://x/", "data:,x", "//x/"]
)
def test_only_the_web_is_asked(url: str, connected: list[str]) -> None:
    assert trouble_of(url) is Trouble.MALFORMED
    assert connected == []


def test_an_address_cannot_add_a_header_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        got: list[bytes] = []
        taking = threading.Thread(target=_take, args=(server, got), daemon=True)
        taking.start()
        port = server.getsockname()[1]
        url = f"http://127.0.0.1:{port}/a\r\nX-Evil:%20yes\r\n\r\nGET /b"
        exchange(Asked(url, "GET"), Guard(allow_loopback=True), LIMITS)
        taking.join(5)
    lines = got[0].decode().split("\r\n")
    assert lines[0].startswith("GET /a") and lines[0].endswith(" HTTP/1.1")
    assert not any(line.lower().startswith("x-evil") for line in lines)


def _take(server: socket.socket, got: list[bytes]) -> None:
    connection, _who = server.accept()
    with connection:
        got.append(connection.recv(4096))
        connection.sendall(b"HTTP/1.0 204 No Content\r\n\r\n")
