"""What the nginx of ``deploy/`` offers to whoever asks for TLS, tried with the real program."""

from __future__ import annotations

import socket
import ssl
import warnings
from collections.abc import Iterator

import httpx

from tools.audit.report import Check
from tools.audit.site import HOST, Site

TLS = ssl.TLSVersion
REFUSED = (TLS.TLSv1, TLS.TLSv1_1)
OFFERED = (TLS.TLSv1_2, TLS.TLSv1_3)
EVERY_CIPHER = "ALL:COMPLEMENTOFALL:@SECLEVEL=0"
"""Old and broken ones as well, as an attacker would choose."""
A_YEAR = 31_536_000
PATIENCE_SECONDS = 10


def tls_checks(site: Site) -> Iterator[Check]:
    """Look at protocols, ciphers, names, and the way from http to https."""
    for version in REFUSED:
        refused, said = _is_refused(site, version)
        yield Check(f"{version.name} is refused", refused, said)
    for version in OFFERED:
        refused, said = _is_refused(site, version)
        yield Check(f"{version.name} is offered", not refused, said)
    yield from _cipher_checks(site)
    yield from _connection_checks(site)
    yield from _redirect_checks(site)
    yield from _host_checks(site)


def handshake(
    site: Site, context: ssl.SSLContext, host: str = HOST
) -> tuple[str | None, tuple[str, str, int] | None, str | None]:
    """Return the protocol chosen by ALPN, the cipher and the compression of one connection.

    Raises:
        OSError: no connection came about.
    """
    plain = socket.create_connection(("127.0.0.1", site.https_port), timeout=PATIENCE_SECONDS)
    with plain, context.wrap_socket(plain, server_hostname=host) as secure:
        return secure.selected_alpn_protocol(), secure.cipher(), secure.compression()


def _client(version: ssl.TLSVersion, ciphers: str = EVERY_CIPHER) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    # What is asked here is what the server accepts; who it is, is asked of every page.
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_ciphers(ciphers)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # old versions, on purpose
        context.minimum_version = context.maximum_version = version
    return context


def _is_refused(
    site: Site, version: ssl.TLSVersion, ciphers: str = EVERY_CIPHER
) -> tuple[bool, str]:
    try:
        _alpn, cipher, _compression = handshake(site, _client(version, ciphers))
    except ssl.SSLError as problem:
        return True, problem.reason or str(problem)
    except OSError as problem:
        return True, str(problem)
    return False, cipher[0] if cipher else ""


def _cipher_checks(site: Site) -> Iterator[Check]:
    """Offer one cipher at a time; only those with forward secrecy and authentication may pass."""
    context = _client(TLS.TLSv1_2)
    names = [c["name"] for c in context.get_ciphers() if c["protocol"] != "TLSv1.3"]
    taken = [name for name in names if not _is_refused(site, TLS.TLSv1_2, f"{name}:@SECLEVEL=0")[0]]
    for name in taken:
        is_good = name.startswith("ECDHE-") and ("GCM" in name or "CHACHA20" in name)
        yield Check(f"cipher {name} is a good one", is_good, "no forward secrecy, or no AEAD")
    yield Check(f"some of {len(names)} ciphers are taken", bool(taken), "none was")


def _connection_checks(site: Site) -> Iterator[Check]:
    context = _client(TLS.TLSv1_3)
    context.set_alpn_protocols(["h2", "http/1.1"])
    alpn, _cipher, compression = handshake(site, context)
    yield Check("HTTP/2 is offered", alpn == "h2", str(alpn))
    yield Check("nothing is compressed by TLS", compression is None, str(compression))
    try:
        handshake(site, context, host="elsewhere.example")
    except OSError:
        yield Check("another name gets no certificate", True)
    else:
        yield Check("another name gets no certificate", False, "the handshake succeeded")


def _redirect_checks(site: Site) -> Iterator[Check]:
    answer = httpx.get(f"{site.insecure_address}/search?q=a", timeout=PATIENCE_SECONDS)
    leads = answer.headers.get("location", "")
    is_moved = answer.status_code in {httpx.codes.MOVED_PERMANENTLY, httpx.codes.PERMANENT_REDIRECT}
    yield Check(
        "http leads to the same page by https",
        is_moved and leads.startswith(f"https://{HOST}") and leads.endswith("/search?q=a"),
        f"{answer.status_code} {leads}",
    )
    with site.client() as browser:
        said = browser.get("/").headers.get("strict-transport-security", "")
    parts = dict(part.strip().partition("=")[::2] for part in said.lower().split(";"))
    seconds = parts.get("max-age", "0")
    is_long = seconds.isdecimal() and int(seconds) >= A_YEAR
    yield Check("HSTS for a year", is_long and "includesubdomains" in parts, said or "none")
    yield Check("HSTS said once", "," not in said, said)


def _host_checks(site: Site) -> Iterator[Check]:
    """Whoever comes by another name gets no page, with TLS or without."""
    for host in ("elsewhere.example", f"{HOST}.elsewhere.example", ""):
        for address, trust in ((site.insecure_address, True), (site.address, site.trust)):
            scheme = address.partition(":")[0]
            what = f"{scheme} asked for {host or 'no host'}"
            try:
                answer = httpx.get(
                    address, headers={"Host": host}, verify=trust, timeout=PATIENCE_SECONDS
                )
            except httpx.TransportError:
                yield Check(f"{what}: no answer", True)
                continue
            leads = answer.headers.get("location", "")
            is_good = answer.is_client_error or leads.startswith(f"https://{HOST}")
            yield Check(f"{what}: nothing of ours", is_good, f"{answer} {leads}")
