"""Asking one address whether it opens: politely, and never anything inside our own network.

Names are resolved here and the connection is made to the address that was judged, so that a name
cannot lead outside when it is judged and inside when it is asked. Redirects are judged anew.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from infogo.links.models import Problem

TIMEOUT_SECONDS = 10.0
LONGEST_SECONDS = 30.0
"""Of one exchange: a site that sends a letter every few seconds never times out by itself."""
MOST_REDIRECTS = 5
MOST_ROBOTS_BYTES = 100_000
PORTS = frozenset({80, 443, 8080, 8443})
PERMANENT = frozenset({301, 308})
REDIRECTS = frozenset({301, 302, 303, 307, 308})
GONE = frozenset({404, 410})
UNWELCOME = frozenset({401, 403, 405, 406, 429, 451, 999})
"""Somebody is there but does not like programs; that is no broken link."""
AGENT = "infogo-link-check"

CERTIFICATE_WORDS = {
    "certificate has expired": "ใบรับรองหมดอายุ",
    "self-signed": "ใบรับรองออกเอง เบราว์เซอร์ไม่เชื่อถือ",
    "self signed": "ใบรับรองออกเอง เบราว์เซอร์ไม่เชื่อถือ",
    "unable to get local issuer": "สายใบรับรองไม่ครบ บางเครื่องเปิดไม่ได้",
    "mismatch": "ใบรับรองเป็นของเว็บไซต์ชื่ออื่น",
    "not valid for": "ใบรับรองเป็นของเว็บไซต์ชื่ออื่น",
}


@dataclass(frozen=True)
class Outcome:
    """How an address answered; no ``problem`` means that it opens."""

    problem: Problem | None = None
    code: int | None = None
    moved_to: str = ""
    note: str = ""


class _FailureError(Exception):
    """An exchange that came to nothing, and why."""

    def __init__(self, problem: Problem, note: str = "") -> None:
        super().__init__(problem)
        self.outcome = Outcome(problem, note=note)


@dataclass(frozen=True)
class _Answer:
    code: int
    location: str
    body: bytes = b""


@dataclass
class Checker:
    """Checks addresses one after the other; remembers what the robots.txt of a host says.

    ``about`` is an address at which the owner of a site can read who asks. ``allow_loopback`` is
    for tests alone: it opens this machine, on any port.
    """

    about: str
    allow_loopback: bool = False
    _robots: dict[str, RobotFileParser] = field(default_factory=dict)

    def check(self, url: str) -> Outcome:
        """Ask an address; never raises, whatever answers."""
        try:
            return self._follow(url)
        except _FailureError as failure:
            return failure.outcome

    def _follow(self, url: str) -> Outcome:
        moved_to, at, is_permanent = "", url, True
        for _hop in range(MOST_REDIRECTS + 1):
            if not self._is_welcome(at):
                return Outcome(Problem.UNWELCOME)
            answer = self._exchange(at, "HEAD")
            if answer.code >= 400:  # many sites answer HEAD wrongly
                answer = self._exchange(at, "GET")
            if answer.code not in REDIRECTS or not answer.location:
                return _judged(answer.code, moved_to)
            is_permanent = is_permanent and answer.code in PERMANENT
            at = urljoin(at, answer.location)
            if is_permanent:
                moved_to = at
        return Outcome(Problem.REDIRECTS)

    def _is_welcome(self, url: str) -> bool:
        """Whether the site's robots.txt lets us; a site without one lets everybody."""
        parts = _split(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        rules = self._robots.get(origin)
        if rules is None:
            rules = self._robots[origin] = RobotFileParser()
            answer = self._exchange(f"{origin}/robots.txt", "GET", MOST_ROBOTS_BYTES)
            text = answer.body.decode("utf-8", "replace") if answer.code == 200 else ""
            rules.parse(text.splitlines())
        return rules.can_fetch(AGENT, url)

    def _exchange(self, url: str, method: str, wanted_bytes: int = 0) -> _Answer:
        parts = _split(url)
        port = _port(parts)
        host = parts.hostname or ""
        connection = _connect(parts.scheme, host, port, self._addresses(host, port))
        # Some sites keep sending: the connection is cut when its time is over.
        is_cut = threading.Event()
        cut = threading.Timer(LONGEST_SECONDS, _cut, (connection.sock, is_cut))
        cut.daemon = True
        cut.start()
        try:
            path = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
            connection.putrequest(method, _ascii(path), skip_accept_encoding=True)
            connection.putheader("User-Agent", f"{AGENT}/1.0 (+{self.about})")
            connection.putheader("Accept", "*/*")
            connection.putheader("Connection", "close")
            connection.endheaders()
            response = connection.getresponse()
            body = response.read(wanted_bytes) if wanted_bytes else b""
            if is_cut.is_set():
                raise _FailureError(Problem.NO_ANSWER)
            return _Answer(response.status, _location(response), body)
        except (OSError, http.client.HTTPException, ValueError) as problem:
            raise _FailureError(Problem.NO_ANSWER) from problem
        finally:
            cut.cancel()
            connection.close()

    def _addresses(self, host: str, port: int) -> list[str]:
        """Resolve a name; one address inside a private network among them refuses it."""
        if port not in PORTS and not self.allow_loopback:
            raise _FailureError(Problem.INSIDE)
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as problem:
            raise _FailureError(Problem.UNKNOWN_HOST) from problem
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        if not all(self._is_outside(address) for address in addresses):
            raise _FailureError(Problem.INSIDE)
        return addresses

    def _is_outside(self, address: str) -> bool:
        number = ipaddress.ip_address(address.partition("%")[0])
        number = getattr(number, "ipv4_mapped", None) or number
        if self.allow_loopback and number.is_loopback:
            return True
        return number.is_global and not number.is_multicast


def _judged(code: int, moved_to: str) -> Outcome:
    if code in GONE:
        return Outcome(Problem.NOT_FOUND, code)
    if code in UNWELCOME:
        return Outcome(Problem.UNWELCOME, code)
    if code >= 400:
        return Outcome(Problem.SERVER if code >= 500 else Problem.NOT_FOUND, code)
    return Outcome(None, code, moved_to)


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        is_usable = parts.scheme in {"http", "https"} and bool(parts.hostname)
        is_usable = is_usable and (parts.port or 0) >= 0
    except ValueError as problem:
        raise _FailureError(Problem.MALFORMED) from problem
    if not is_usable:
        raise _FailureError(Problem.MALFORMED)
    return parts


def _port(parts: SplitResult) -> int:
    return parts.port or (443 if parts.scheme == "https" else 80)


def _ascii(path: str) -> str:
    """Return a path as browsers send it: what is no ASCII, and blanks, as escapes."""
    escaped = (f"%{byte:02X}" if byte <= 32 or byte > 126 else chr(byte) for byte in path.encode())
    return "".join(escaped)


def _connect(
    scheme: str, host: str, port: int, addresses: Iterable[str]
) -> http.client.HTTPConnection:
    """Connect to the first of these addresses that answers, and to no other."""
    last: OSError | None = None
    for address in addresses:
        try:
            plain = socket.create_connection((address, port), timeout=TIMEOUT_SECONDS)
        except OSError as problem:
            last = problem
            continue
        connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT_SECONDS)
        connection.sock = plain if scheme == "http" else _encrypted(plain, host)
        return connection
    raise _FailureError(Problem.NO_ANSWER) from last


def _encrypted(plain: socket.socket, host: str) -> ssl.SSLSocket:
    try:
        return ssl.create_default_context().wrap_socket(plain, server_hostname=host)
    except ssl.SSLCertVerificationError as problem:
        plain.close()
        said = problem.verify_message.lower()
        note = next((words for mark, words in CERTIFICATE_WORDS.items() if mark in said), "")
        raise _FailureError(Problem.CERTIFICATE, note) from problem
    except (OSError, ValueError) as problem:
        plain.close()
        raise _FailureError(Problem.NO_ANSWER) from problem


def _location(response: http.client.HTTPResponse) -> str:
    """Return where it leads; sites write Thai as it is, though the header's letters are Latin."""
    written = response.getheader("Location") or ""
    return written.encode("latin-1", "replace").decode("utf-8", "replace")


def _cut(held: socket.socket, is_cut: threading.Event) -> None:
    is_cut.set()
    with suppress(OSError):  # it has just ended by itself
        held.shutdown(socket.SHUT_RDWR)
