"""No secret is in the repository: what looks like one is an example that opens nothing."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.consistency.source import repository_files, shown

# Written so that this file does not match itself.
KNOWN = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KE[Y]-----\n[A-Za-z0-9+/=\n]{40}"
    r"|\bAKI[A][0-9A-Z]{16}\b"
    r"|\bgh[pousr]_[A-Za-z0-9]{36}\b|\bgithub_pa[t]_\w{40}"
    r"|\bxox[baprs]-[0-9A-Za-z-]{20}"
    r"|\bAIz[a][0-9A-Za-z_-]{35}\b"
    r"|\bey[J][A-Za-z0-9_-]{15,}\.ey[J][A-Za-z0-9_-]{15,}\.[A-Za-z0-9_-]{15,}"
    r"|\big[t]_[0-9a-f]{8}_[A-Za-z0-9_-]{43}\b"
    r"|[a-z]+://[^\s/:@\"'`{}<>$]+:[^\s/@\"'`{}<>$…*]{6,}@(?![^\s]*\.example)[a-z0-9.-]+\.[a-z]{2,}"
)
ASSIGNED = re.compile(
    r"(?i)(?:secret|passwor[d]|api_?key|token|private_key)\w*[\"']?\s*[:=]\s*[\"']([^\s\"']{20,})[\"']"
)
# What stands in quotes behind such a word and opens nothing: its file and why.
OPENS_NOTHING = {
    "tests/changes/test_example.py": "the example of the specification of webhooks",
    "tests/online/release.json": "digests of migrations, some of them called after tokens",
    "tests/line/conftest.py": "the channel secret of LINE's own documentation",
}
LEAST_BITS = 3.5
"""A letter of a text made by chance holds more than this, a word of people less."""


def texts() -> Iterator[tuple[Path, str]]:
    for file in repository_files():
        if file.suffix in {".mo", ".woff2", ".png", ".webp", ".jpg", ".pdf", ".gz", ".ico"}:
            continue
        data = file.read_bytes()
        if b"\x00" not in data[:1000] and len(data) < 3_000_000:
            yield file, data.decode("utf-8", "replace")


def by_chance(text: str) -> bool:
    """Whether a text looks drawn by chance, not written by people."""
    counts = Counter(text)
    bits = -sum(n / len(text) * math.log2(n / len(text)) for n in counts.values())
    is_mixed = bool(re.search(r"\d", text) and re.search(r"[A-Za-z]", text))
    return is_mixed and bits > LEAST_BITS and not re.search(r"[{}<>()\[\]/ ]", text)


def found_in(text: str) -> list[str]:
    known = [match[0][:60] for match in KNOWN.finditer(text)]
    return known + [match[1] for match in ASSIGNED.finditer(text) if by_chance(match[1])]


def test_no_file_holds_a_secret() -> None:
    found = {
        shown(file): secrets
        for file, text in texts()
        if shown(file) not in OPENS_NOTHING and (secrets := found_in(text))
    }
    assert found == {}


def test_no_file_is_a_key_or_a_database() -> None:
    names = re.compile(
        r"(^|/)(\.env(\..*)?|id_(rsa|ed25519|ecdsa)|secret\.key|packs\.key|.*\.(pem|key|p12|pfx|jks"
        r"|kdbx|sqlite3|dump|sql\.gz))$"
    )
    assert [shown(file) for file in repository_files() if names.search(shown(file))] == []


@pytest.mark.parametrize(
    "text",
    [
        "AKI" + "AIOSFODNN7EXAMPL3",
        "ghp" + "_16C7e42F292c6912E7710c838347Ae178B4a",
        "pass" + "word = 'x9Tq2LmV7pRw4ZsK8dFh'",
        "postgres://infogo:" + "k3jh4k5jh34@db.agency.go.th/infogo",
        "-----BEGIN EC PRIVATE " + "KEY-----\n" + "MHcCAQEEIIGVG9yZ2FuaXphdGlvbmFsLXNlY3JldA\nabc",
    ],
)
def test_what_is_a_secret_is_found(text: str) -> None:
    assert found_in(text)
