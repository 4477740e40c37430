"""Whether a library that we use has a published weakness.

The database of advisories is on the network. Where it cannot be asked nothing is known, and that
is said: a list of libraries that nobody looked at is no pass.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from typing import Any

from tools.audit.report import Check
from tools.scanners import ROOT, program

LOCKS = ("base.txt", "dev.txt")
PATIENCE_SECONDS = 300


class NoAdvisoriesError(Exception):
    """The database of advisories could not be asked."""


def dependency_checks() -> Iterator[Check]:
    """Look every locked library up.

    Raises:
        NoScannerError: pip-audit cannot be installed.
        NoAdvisoriesError: it got no answers.
    """
    for lock in LOCKS:
        yield from advisories(_asked(lock), lock)


def _asked(lock: str) -> dict[str, Any]:
    command = [
        *(str(program("pip-audit")), "--format", "json", "--progress-spinner", "off"),
        *("--no-deps", "--disable-pip", "-r", str(ROOT / "requirements" / lock)),
    ]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_SECONDS)
    except subprocess.TimeoutExpired as problem:
        raise NoAdvisoriesError(f"no answer within {PATIENCE_SECONDS} s") from problem
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError as problem:
        raise NoAdvisoriesError(done.stderr.strip()[-500:] or "no answer") from problem
    return answer


def advisories(answer: dict[str, Any], lock: str) -> Iterator[Check]:
    """Read pip-audit's answer.

    Raises:
        NoAdvisoriesError: it looked nothing up.
    """
    rows = answer["dependencies"]
    skipped = [row["name"] for row in rows if "skip_reason" in row]
    if not rows or len(skipped) == len(rows):
        why = rows[0]["skip_reason"] if rows else "no library in the list"
        raise NoAdvisoriesError(f"{lock}: none of {len(rows)} libraries was looked up: {why}")
    for row in rows:
        name = f"{row['name']} {row.get('version', '')} ({lock})"
        if row["name"] in skipped:
            yield Check(name, False, f"was not looked up: {row['skip_reason']}")
            continue
        ids = ", ".join(weakness["id"] for weakness in row["vulns"])
        yield Check(name, not row["vulns"], ids)
