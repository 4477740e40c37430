"""The real site as an installation runs it: production settings, and nginx that ends TLS."""

from __future__ import annotations

import datetime
import re
import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tools.country import ROOT, free_port, served

HOST = "localhost"
EXAMPLE_HOST = "infogo.example"
"""The host in the files of ``deploy/nginx``; here it becomes ``HOST``."""
DEPLOYED = ROOT / "deploy" / "nginx"
PATIENCE_SECONDS = 20


class NoNginxError(Exception):
    """nginx is not installed, or refuses its configuration."""


@dataclass(frozen=True)
class Site:
    """Where it answers; ``trust`` accepts its certificate and nobody else's."""

    https_port: int
    http_port: int
    node: str
    trust: ssl.SSLContext

    @property
    def address(self) -> str:
        """The address that readers use, without a slash."""
        return f"https://{HOST}:{self.https_port}"

    @property
    def insecure_address(self) -> str:
        """The address without TLS, which only leads on."""
        return f"http://{HOST}:{self.http_port}"

    def client(self) -> httpx.Client:
        """Return a browser that keeps cookies and follows nothing by itself."""
        return httpx.Client(
            base_url=self.address, verify=self.trust, timeout=60, headers={"Accept": "text/html"}
        )


@contextmanager
def production_site(home: Path) -> Iterator[Site]:
    """Serve a prepared folder as production does, but from its own SQLite file.

    Raises:
        NoNginxError: there is no nginx to end TLS.
        RuntimeError: a server did not start.
    """
    with TemporaryDirectory(prefix="infogo-audit-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        https, http = free_port(), free_port()
        context = make_certificate(folder)
        variables = {
            "DJANGO_SETTINGS_MODULE": "tools.audit.settings",
            # The demonstration's second factors are encrypted under it.
            "INFOGO_SECRET_KEY": (home / "secret.key").read_text().strip(),
            # Production asks for one; the settings above put the folder's own file in its place.
            "INFOGO_DATABASE_URL": "postgres://nobody@127.0.0.1/nothing",
            "INFOGO_DEMO_OFFICERS": "0",
            "INFOGO_ALLOWED_HOSTS": f"{HOST},127.0.0.1",
            "INFOGO_PUBLIC_URL": f"https://{HOST}:{https}",
            "INFOGO_MAIL_URL": "smtp://127.0.0.1:9",
            "INFOGO_TRUSTED_PROXIES": "1",
            "INFOGO_LOG_LEVEL": "ERROR",
        }
        port = free_port()
        with (
            served(home, port=port, **variables) as node,
            nginx_before(folder, port=port, https=https, http=http),
        ):
            yield Site(https, http, node, context)


def make_certificate(folder: Path) -> ssl.SSLContext:
    """Write a certificate for ``HOST`` signed by itself, and return what trusts it alone."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = certificate.public_bytes(serialization.Encoding.PEM)
    (folder / "fullchain.pem").write_bytes(pem)
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return ssl.create_default_context(cadata=pem.decode())


def nginx_program() -> str:
    """Return the path of nginx.

    Raises:
        NoNginxError: it is not installed.
    """
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if found is None:
        raise NoNginxError("ไม่มี nginx · no nginx; Debian: apt-get install nginx-light")
    return found


def configuration(folder: Path, *, port: int, https: int, http: int) -> str:
    """Return ``nginx.conf`` as delivered, with nothing changed but places, ports and the host."""
    text = (DEPLOYED / "nginx.conf").read_text(encoding="utf-8")
    moved = {
        "/var/cache/nginx": str(folder / "cache"),
        "/var/log/nginx": str(folder),
        "/etc/ssl/infogo": str(folder),
        "default /etc/nginx/infogo": f"default {folder / 'infogo'}",
        "/run/nginx.pid": str(folder / "nginx.pid"),
        EXAMPLE_HOST: HOST,
    }
    for was, becomes in moved.items():
        text = text.replace(was, becomes)
    text = re.sub(r"^\s*listen \[::\].*\n", "", text, flags=re.M)
    text = re.sub(r"listen 80\b", f"listen 127.0.0.1:{http}", text)
    text = re.sub(r"listen 443\b", f"listen 127.0.0.1:{https}", text)
    text = re.sub(r"listen 127\.0\.0\.1:8090", f"listen 127.0.0.1:{free_port()}", text)
    text = re.sub(r"worker_processes auto", "worker_processes 1", text)
    temporary = "".join(
        f"    {kind}_temp_path {folder / kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    return re.sub(r"^http \{\n", f"http {{\n{temporary}", text, flags=re.M)


@contextmanager
def nginx_before(folder: Path, *, port: int, https: int, http: int) -> Iterator[None]:
    """Run nginx as delivered before a node at ``port``, whether there is one or not.

    The certificate lies in ``folder`` already (``make_certificate``), which others may enter.
    """
    program = nginx_program()
    shutil.copytree(DEPLOYED / "infogo", folder / "infogo")
    (folder / "cache").mkdir()
    (folder / "infogo" / "nodes.conf").write_text(f"server 127.0.0.1:{port};\n")
    written = folder / "nginx.conf"
    written.write_text(configuration(folder, port=port, https=https, http=http))
    command = [program, "-c", str(written), "-e", str(folder / "error.log"), "-g", "daemon off;"]
    running = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        _wait(running, http)
        yield
    finally:
        running.terminate()
        running.communicate(timeout=PATIENCE_SECONDS)


def _wait(running: subprocess.Popen[str], http: int) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if running.poll() is not None:
            raise NoNginxError(running.communicate()[1].strip())
        try:
            httpx.get(f"http://{HOST}:{http}/", timeout=5)
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return
    raise NoNginxError("nginx does not answer")
