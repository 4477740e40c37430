"""Asking an address that somebody else wrote down, never one inside our own network.

Names are resolved here and the connection is made to the address that was judged, so that a name
cannot lead outside when it is judged and inside when it is asked. No redirect is followed.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import SplitResult, urlsplit

PORTS = frozenset({80, 443, 8080, 8443})
MOST_ADDRESSES = 4
"""Of one name: each may take the whole time to connect."""

_V6_OF_THE_INTERNET = ipaddress.IPv6Network("2000::/3")
_V6_TUNNELS = tuple(map(ipaddress.IPv6Network, ("2001::/23", "2002::/16", "3fff::/20")))
_V6_OF_V4 = ipaddress.IPv6Network("64:ff9b::/96")
"""Where a network without IPv4 keeps the old addresses; the last four bytes are one of these."""
_V4_SPECIAL = tuple(map(ipaddress.IPv4Network, ("192.0.0.0/24", "192.88.99.0/24")))
"""For protocols, where a cloud tells its machines their secrets too; and relays of tunnels."""

CERTIFICATE_WORDS = {
    "certificate has expired": "ใบรับรองหมดอายุ",
    "self-signed": "ใบรับรองออกเอง เบราว์เซอร์ไม่เชื่อถือ",
    "self signed": "ใบรับรองออกเอง เบราว์เซอร์ไม่เชื่อถือ",
    "unable to get local issuer": "สายใบรับรองไม่ครบ บางเครื่องเปิดไม่ได้",
    "mismatch": "ใบรับรองเป็นของเว็บไซต์ชื่ออื่น",
    "not valid for": "ใบรับรองเป็นของเว็บไซต์ชื่ออื่น",
}


class Trouble(StrEnum):
    """Why an exchange came to nothing."""

    MALFORMED = "malformed"
    INSIDE = "inside"
    UNKNOWN_HOST = "unknown_host"
    NO_ANSWER = "no_answer"
    CERTIFICATE = "certificate"


class OutgoingError(Exception):
    """An exchange that came to nothing, and why; ``note`` names a fault of the certificate."""

    def __init__(self, trouble: Trouble, note: str = "") -> None:
        super().__init__(trouble)
        self.trouble, self.note = trouble, note


@dataclass(frozen=True)
class Limits:
    """How long one exchange may take: ``silence`` between two letters, ``whole`` altogether."""

    silence: float
    whole: float


@dataclass(frozen=True)
class Asked:
    """What is asked of an address; ``most_bytes`` of the answer's body are read."""

    url: str
    method: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    most_bytes: int = 0


@dataclass(frozen=True)
class Answered:
    """What an address answered."""

    code: int
    location: str
    body: bytes = b""


@dataclass(frozen=True)
class Guard:
    """Where we go: to public addresses alone.

    ``allow_loopback`` opens this machine, on any port. ``encrypted`` demands https of every
    address but this machine's own.
    """

    allow_loopback: bool = False
    encrypted: bool = False

    def addresses(self, parts: SplitResult) -> list[str]:
        """Resolve the name of an address; one inside a private network among them refuses it.

        Raises:
            OutgoingError: it is not to be asked, or nobody knows it.
        """
        port = port_of(parts)
        if port not in PORTS and not self.allow_loopback:
            raise OutgoingError(Trouble.INSIDE)
        try:
            found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as problem:
            raise OutgoingError(Trouble.UNKNOWN_HOST) from problem
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        is_plain = self.encrypted and parts.scheme != "https"
        if not all(self._is_allowed(address, is_plain) for address in addresses):
            raise OutgoingError(Trouble.INSIDE)
        return addresses[:MOST_ADDRESSES]

    def _is_allowed(self, address: str, is_plain: bool) -> bool:
        number = _reached(address)
        if self.allow_loopback and number.is_loopback:
            return True
        return _is_of_the_internet(number) and not is_plain


def _reached(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """Return what an address leads to: one of IPv4 may be written as one of IPv6."""
    number = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(number, ipaddress.IPv4Address):
        return number
    if number in _V6_OF_V4:
        return ipaddress.IPv4Address(number.packed[-4:])
    return number.ipv4_mapped or number


def _is_of_the_internet(number: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Whether an address is public and no way around into another network.

    Tunnels and other ways of writing an IPv4 address end in networks that nobody judged here, and
    Python calls most of them global.
    """
    if not number.is_global or number.is_multicast:
        return False
    if isinstance(number, ipaddress.IPv4Address):
        return not any(number in network for network in _V4_SPECIAL)
    is_tunnel = any(number in network for network in _V6_TUNNELS)
    return number in _V6_OF_THE_INTERNET and not is_tunnel


def split(url: str) -> SplitResult:
    """Return the parts of an address of the web.

    Raises:
        OutgoingError: it is none.
    """
    try:
        parts = urlsplit(url)
        is_usable = parts.scheme in {"http", "https"} and bool(parts.hostname)
        is_usable = is_usable and (parts.port or 0) >= 0
    except ValueError as problem:
        raise OutgoingError(Trouble.MALFORMED) from problem
    if not is_usable:
        raise OutgoingError(Trouble.MALFORMED)
    return parts


def port_of(parts: SplitResult) -> int:
    """Return the port of an address, the usual one where it names none."""
    return parts.port or (443 if parts.scheme == "https" else 80)


def exchange(asked: Asked, guard: Guard, limits: Limits) -> Answered:
    """Ask once.

    Raises:
        OutgoingError: nothing came of it.
    """
    parts = split(asked.url)
    connection = _connect(parts, guard.addresses(parts), limits.silence)
    # Some sites keep sending, in the handshake already: they are cut when their time is over.
    is_cut = threading.Event()
    cut = threading.Timer(limits.whole, _cut, (connection, is_cut))
    cut.daemon = True
    cut.start()
    try:
        if parts.scheme == "https":
            _encrypt(connection)
        answer = _asked(connection, parts, asked)
    except (OSError, http.client.HTTPException, ValueError) as problem:
        raise OutgoingError(Trouble.NO_ANSWER) from problem
    finally:
        cut.cancel()
        connection.close()
    if is_cut.is_set():
        raise OutgoingError(Trouble.NO_ANSWER)
    return answer


def _asked(connection: http.client.HTTPConnection, parts: SplitResult, asked: Asked) -> Answered:
    path = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
    connection.putrequest(asked.method, _ascii(path), skip_accept_encoding=True)
    for name, value in asked.headers.items():
        connection.putheader(name, value)
    connection.putheader("Connection", "close")
    if asked.body is not None:
        connection.putheader("Content-Length", str(len(asked.body)))
    connection.endheaders(asked.body)
    response = connection.getresponse()
    body = response.read(asked.most_bytes) if asked.most_bytes else b""
    return Answered(response.status, _location(response), body)


def _ascii(path: str) -> str:
    """Return a path as browsers send it: what is no ASCII, and blanks, as escapes."""
    escaped = (f"%{byte:02X}" if byte <= 32 or byte > 126 else chr(byte) for byte in path.encode())
    return "".join(escaped)


def _connect(
    parts: SplitResult, addresses: Iterable[str], seconds: float
) -> http.client.HTTPConnection:
    """Connect to the first of these addresses that answers, and to no other."""
    host, port = parts.hostname or "", port_of(parts)
    last: OSError | None = None
    for address in addresses:
        try:
            plain = socket.create_connection((address, port), timeout=seconds)
        except OSError as problem:
            last = problem
            continue
        connection = http.client.HTTPConnection(host, port, timeout=seconds)
        connection.sock = plain
        return connection
    raise OutgoingError(Trouble.NO_ANSWER) from last


def _encrypt(connection: http.client.HTTPConnection) -> None:
    encrypted = ssl.create_default_context().wrap_socket(
        connection.sock, server_hostname=connection.host, do_handshake_on_connect=False
    )
    connection.sock = encrypted
    try:
        encrypted.do_handshake()
    except ssl.SSLCertVerificationError as problem:
        said = problem.verify_message.lower()
        note = next((words for mark, words in CERTIFICATE_WORDS.items() if mark in said), "")
        raise OutgoingError(Trouble.CERTIFICATE, note) from problem


def _location(response: http.client.HTTPResponse) -> str:
    """Return where it leads; sites write Thai as it is, though the header's letters are Latin."""
    written = response.getheader("Location") or ""
    return written.encode("latin-1", "replace").decode("utf-8", "replace")


def _cut(connection: http.client.HTTPConnection, is_cut: threading.Event) -> None:
    is_cut.set()
    held = connection.sock
    with suppress(OSError):  # it has just ended by itself
        if held is not None:
            socket.socket.shutdown(held, socket.SHUT_RDWR)
