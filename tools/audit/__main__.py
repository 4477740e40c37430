"""Audit the real site: ``python -m tools.audit [HOME] [--short] [--offline-ok] [--only PART…]``.

HOME is a prepared folder; without it the one that benchmarks keep. The site is served from a copy,
because an officer's scan fills in forms. Exit status: 0 all well, 1 something found, 2 a part could
not run.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.audit.dependencies import NoAdvisoriesError, dependency_checks
from tools.audit.headers import header_checks
from tools.audit.officer import NotSignedInError
from tools.audit.report import Check, Part, status, summary
from tools.audit.site import NoNginxError, production_site
from tools.audit.tls import tls_checks
from tools.audit.wapiti import NotScannedError, wapiti_checks
from tools.country import kept_home, served
from tools.probe_api import stateful_checks
from tools.scanners import NoScannerError

COULD_NOT_RUN = (
    *(NoNginxError, NoScannerError, NoAdvisoriesError, NotScannedError, NotSignedInError),
    RuntimeError,  # a server that did not start
)
PARTS = ("headers", "tls", "dependencies", "api", "wapiti")
SHORT = ("headers", "tls")


def main() -> int:
    """Return the exit status."""
    parser = argparse.ArgumentParser(prog="./dev audit", description=__doc__)
    parser.add_argument("home", type=Path, nargs="?")
    parser.add_argument("--short", action="store_true", help="headers and TLS alone, as ./dev test")
    parser.add_argument(
        "--offline-ok", action="store_true", help="a part that could not run is no failure"
    )
    parser.add_argument("--only", nargs="+", choices=PARTS)
    parser.add_argument("--seconds", type=int, default=300, help="longest crawl of one scan")
    asked = parser.parse_args()
    wanted = asked.only or (SHORT if asked.short else PARTS)
    parts: list[Part] = []
    with _copy_of(asked.home or kept_home()) as home:
        if {"headers", "tls"} & set(wanted):
            parts += _production_parts(home, wanted, is_short=asked.short)
        if "dependencies" in wanted:
            parts.append(_part("dependencies", dependency_checks))
        if "api" in wanted:
            parts.append(_part("api, stateful", lambda: stateful_checks(home)))
        if "wapiti" in wanted:
            parts.append(_part("wapiti", lambda: _scanned(home, asked.seconds)))
    print(summary(parts))
    return status(parts, may_be_offline=asked.offline_ok)


def _production_parts(home: Path, wanted: tuple[str, ...], *, is_short: bool) -> list[Part]:
    parts = []
    try:
        with production_site(home) as site:
            if "tls" in wanted:
                parts.append(_part("TLS", lambda: tls_checks(site)))
            if "headers" in wanted:
                looks = lambda: header_checks(site, home, is_short=is_short)  # noqa: E731
                parts.append(_part("headers and cookies", looks))
    except (NoNginxError, RuntimeError) as problem:
        parts.append(Part("headers, TLS", why_not=str(problem)))
    return parts


def _scanned(home: Path, seconds: int) -> Iterator[Check]:
    with served(home, INFOGO_LOG_LEVEL="CRITICAL") as address:
        yield from wapiti_checks(address, seconds=seconds)


def _part(name: str, looks: Callable[[], Iterator[Check]]) -> Part:
    print(f"▸ {name}", flush=True)
    began = time.monotonic()
    checks: list[Check] = []
    why_not = ""
    try:
        checks.extend(looks())
    except COULD_NOT_RUN as problem:
        why_not = str(problem)
    part = Part(name, checks, why_not, time.monotonic() - began)
    print(f"  {part.state.value} ({len(checks):,}, {part.seconds:.0f} s)", flush=True)
    return part


@contextmanager
def _copy_of(home: Path) -> Iterator[Path]:
    with TemporaryDirectory(prefix="infogo-audited-") as folder:
        copy = Path(folder) / "home"
        shutil.copytree(home, copy, symlinks=True)
        yield copy


if __name__ == "__main__":
    sys.exit(main())
