"""Wapiti against the running site: as a stranger, and as an officer who fills in every form.

Its attacks that need a server of its makers are left out: nothing here leaves this machine.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from tools.audit.officer import sign_in
from tools.audit.report import Check
from tools.scanners import program

MODULES = (
    *("backup", "cookieflags", "crlf", "csp", "csrf", "exec", "file", "htaccess", "http_headers"),
    *("ldap", "methods", "permanentxss", "redirect", "shellshock", "sql", "timesql", "upload"),
    "xss",
)
CRAWL_SECONDS, ATTACK_SECONDS = 300, 90
"""The longest crawl, and the longest attack of one module."""
OFFICERS = ("manual-editor", "central-admin")
STARTS = (
    *("/", "/search?q=a", "/plan", "/places", "/receipt", "/embed", "/developers"),
    "/api/v1/search?q=a",
)
OFFICE_STARTS = ("/office/", "/office/manuals", "/office/points", "/central/")
# Signing out, and what ends accounts or rights, would end the scan.
NEVER = ("/office/sign-in/out", "/office/account", "/office/team", "/central/roles")


@dataclass(frozen=True)
class Accepted:
    """A kind of finding that is as it should be, and why."""

    kind: str
    says: str
    why: str


ACCEPTED: Sequence[Accepted] = (
    Accepted(
        "HTTP Secure Headers", "Strict-Transport-Security", "asked by http here; the TLS part looks"
    ),
    Accepted("HttpOnly Flag cookie", "", "asked by http here; the headers part looks"),
    Accepted("Secure Flag cookie", "", "asked by http here; the headers part looks"),
    Accepted(
        "LDAP Injection",
        "",
        "nothing here asks a directory; workbooks and lists that differ each time look like it",
    ),
)


class NotScannedError(Exception):
    """Wapiti did not end well."""


def wapiti_checks(address: str, *, seconds: int = CRAWL_SECONDS) -> Iterator[Check]:
    """Scan the site at ``address``; one check for each attack and each thing it found.

    Raises:
        NoScannerError: wapiti cannot be installed.
        NotScannedError: it did not look at anything.
    """
    yield from _scan("stranger", address, STARTS, "", seconds)
    for who in OFFICERS:
        with httpx.Client(base_url=address, timeout=60) as browser:
            sign_in(browser, who)
            kept = {cookie.name: cookie.value for cookie in browser.cookies.jar}
        cookies = "; ".join(f"{name}={value}" for name, value in kept.items())
        yield from _scan(who, address, OFFICE_STARTS, cookies, seconds)
        with httpx.Client(base_url=address, timeout=60, headers={"Cookie": cookies}) as browser:
            answer = browser.get("/office/")
        is_in = answer.status_code == httpx.codes.OK
        yield Check(f"{who}: was signed in to the end", is_in, str(answer.status_code))


def _scan(
    who: str, address: str, starts: Sequence[str], cookies: str, seconds: int
) -> Iterator[Check]:
    with TemporaryDirectory(prefix="infogo-wapiti-") as name:
        folder = Path(name)
        report = folder / "report.json"
        command = [
            *(str(program("wapiti3", "wapiti")), "-u", f"{address}{starts[0]}"),
            *("-m", ",".join(MODULES), "-f", "json", "-o", str(report), "-v", "0"),
            *("--scope", "domain", "--no-bugreport", "--flush-session"),
            *("--max-scan-time", str(seconds), "--max-attack-time", str(ATTACK_SECONDS)),
            *("--max-links-per-page", "40", "--max-files-per-dir", "12", "-d", "5"),
            *("--max-parameters", "60", "--store-session", str(folder / "session")),
            *("--store-config", str(folder / "config"), "-dr", "1"),
        ]
        for start in starts[1:]:
            command += ["-s", f"{address}{start}"]
        for path in NEVER if cookies else ("/office/*", "/central/*"):
            command += ["-x", f"{address}{path}"]
        if cookies:
            command += ["-C", cookies]
        done = subprocess.run(command, capture_output=True, text=True, cwd=folder)
        if not report.exists():
            raise NotScannedError(f"{who}: {(done.stderr or done.stdout).strip()[-500:]}")
        found = json.loads(report.read_text(encoding="utf-8"))
    pages = int(found["infos"].get("crawled_pages_nbr") or 0)
    yield Check(f"{who}: {pages:,} pages and forms were crawled", pages > 1, "nothing was crawled")
    for module in MODULES:
        yield Check(f"{who}: attack {module}", True)
    yield from findings(who, found)


def findings(who: str, found: dict[str, dict[str, list[dict[str, str]]]]) -> Iterator[Check]:
    """Read wapiti's report: its kinds stand there whether they were tried or not."""
    for group in ("vulnerabilities", "anomalies"):
        for kind, rows in sorted(found[group].items()):
            bad = [row for row in rows if not _is_accepted(kind, row)]
            for row in bad:
                said = " ".join(row["info"].split())
                yield Check(f"{who}: {kind}", False, f"{row['method']} {row['path']}: {said}")


def _is_accepted(kind: str, row: dict[str, str]) -> bool:
    return any(kind == one.kind and one.says in row["info"] for one in ACCEPTED)
