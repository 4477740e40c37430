"""A real web server on this machine that answers well and badly."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import unquote

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


class Site(BaseHTTPRequestHandler):
    """What stands at each path; ``asked`` gathers method and path of every request."""

    asked: list[tuple[str, str]]
    robots = ""

    def do_HEAD(self) -> None:
        self.answer(with_body=False)

    def do_GET(self) -> None:
        self.answer(with_body=True)

    def answer(self, *, with_body: bool) -> None:
        type(self).asked.append((self.command, self.path))
        path = self.path.partition("?")[0]
        if path == "/robots.txt":
            self.say(200 if self.robots else 404, body=self.robots)
        elif path == "/slow":
            time.sleep(3)
            self.say(200)
        elif path == "/drip":
            self.drip()
        elif path == "/only-get":
            self.say(405 if self.command == "HEAD" else 200, body="x" * 100 if with_body else "")
        elif path.startswith("/to/"):
            # Written as many sites write it: Thai letters, not their escapes.
            there = unquote(path.removeprefix("/to/")).encode().decode("latin-1")
            self.say(301, location=f"/{there}")
        elif path.startswith("/for-now/"):
            self.say(302, location=f"/{path.removeprefix('/for-now/')}")
        elif path == "/nowhere":
            self.say(302, location="http://[")
        elif path == "/inside":
            self.say(302, location="http://169.254.169.254/latest/")
        elif path.startswith("/code/"):
            self.say(int(path.removeprefix("/code/")))
        else:
            self.say(200, body="ok" if with_body else "")

    def drip(self) -> None:
        """Send a header that never ends, a letter at a time, each sooner than any time limit."""
        with suppress(OSError):
            self.wfile.write(b"HTTP/1.0 200 OK\r\nX-Endless: ")
            for _letter in range(100):
                self.wfile.write(b"x")
                time.sleep(0.1)

    def say(self, code: int, *, location: str = "", body: str = "") -> None:
        self.send_response(code)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(OSError):  # who asked may have gone
            self.wfile.write(body.encode())

    def log_message(self, *_args: object) -> None:
        """Say nothing in the test's output."""


@contextmanager
def site(certificate: Path | None = None, robots: str = "") -> Iterator[tuple[str, type[Site]]]:
    """Serve on a free port; yields the address and what remembers the requests."""
    kind = type("OwnSite", (Site,), {"asked": [], "robots": robots})
    server = ThreadingHTTPServer(("127.0.0.1", 0), kind)
    server.daemon_threads = True
    scheme = "http"
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        scheme = "https"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"{scheme}://127.0.0.1:{server.server_port}", kind
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def own_certificate(folder: Path) -> Path:
    """Write a certificate that nobody vouches for, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    path = folder / "site.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path
