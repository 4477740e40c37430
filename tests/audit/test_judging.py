"""What the audit makes of what it gets: weak answers are told, and nothing looked at is no pass."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tools.audit.dependencies import NoAdvisoriesError, advisories
from tools.audit.headers import Asked, every_answer, private_answer, public_answer
from tools.audit.report import Check, Part, State, status, summary
from tools.audit.site import DEPLOYED, HOST, configuration
from tools.audit.wapiti import findings

GOOD = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; form-action 'self'; base-uri 'none';"
        " frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=()",
    "strict-transport-security": "max-age=31536000; includeSubDomains",
    "server": "nginx",
    "cache-control": "no-store",
    "x-robots-tag": "noindex",
}


def wrong(asked: Asked, *looks: Any) -> set[str]:
    return {check.what for look in looks for check in look(asked) if not check.is_good}


def answered(status_code: int = 200, **changed: str) -> Asked:
    headers = {name: value for name, value in GOOD.items() if changed.get(name, value)}
    headers |= {name: value for name, value in changed.items() if value}
    return Asked("/x", httpx.Response(status_code, headers=headers))


def test_a_good_answer_passes() -> None:
    assert wrong(answered(), every_answer, private_answer) == set()


@pytest.mark.parametrize("name", sorted(set(GOOD) - {"server", "cache-control", "x-robots-tag"}))
def test_each_header_that_is_missing_is_told(name: str) -> None:
    assert wrong(answered(**{name: ""}), every_answer)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("content-security-policy", "default-src 'self'; script-src 'unsafe-inline'"),
        ("content-security-policy", GOOD["content-security-policy"] + "; img-src *"),
        ("x-frame-options", "SAMEORIGIN"),
        ("server", "nginx/1.22.1"),
        ("x-powered-by", "PHP"),
        ("referrer-policy", "unsafe-url"),
        ("access-control-allow-credentials", "true"),
    ],
)
def test_each_weak_header_is_told(name: str, value: str) -> None:
    assert wrong(answered(**{name: value}), every_answer)


def test_a_server_error_is_told() -> None:
    assert wrong(answered(500), every_answer) == {"/x: no 5xx"}


@pytest.mark.parametrize(
    ("name", "value"),
    [("cache-control", "public"), ("x-cache", "HIT"), ("x-robots-tag", "")],
)
def test_an_officers_page_that_could_be_kept_is_told(name: str, value: str) -> None:
    assert wrong(answered(**{name: value}), private_answer) == {f"/x: {name}"}


def test_a_public_page_that_knows_its_reader_is_told() -> None:
    assert wrong(answered(vary="Cookie"), public_answer) == {"/x: vary"}
    cookie = Asked("/x", httpx.Response(200, headers=[("set-cookie", "a=b")]))
    assert wrong(cookie, public_answer) == {"/x: set-cookie"}


def test_libraries_that_nobody_looked_up_are_no_pass() -> None:
    rows = [{"name": name, "skip_reason": "not found"} for name in ("a", "b")]
    with pytest.raises(NoAdvisoriesError, match="none of 2"):
        list(advisories({"dependencies": rows}, "base.txt"))
    with pytest.raises(NoAdvisoriesError):
        list(advisories({"dependencies": []}, "base.txt"))


def test_a_known_weakness_and_a_library_left_out_are_told() -> None:
    rows = [
        {"name": "a", "version": "1", "vulns": [{"id": "PYSEC-1"}]},
        {"name": "b", "version": "2", "vulns": []},
        {"name": "c", "skip_reason": "not found"},
    ]
    found = {check.what: check for check in advisories({"dependencies": rows}, "base.txt")}
    assert [check.is_good for check in found.values()] == [False, True, False]
    assert found["a 1 (base.txt)"].detail == "PYSEC-1"


def test_what_wapiti_found_is_told_and_what_another_part_looks_at_is_not() -> None:
    def row(info: str) -> dict[str, str]:
        return {"method": "GET", "path": "/", "info": info}

    report: dict[str, Any] = {
        "vulnerabilities": {
            "SQL Injection": [row("by q")],
            "HTTP Secure Headers": [row("Strict-Transport-Security is not set")],
            "Open Redirect": [],
        },
        "anomalies": {"Internal Server Error": [row("by q")]},
    }
    found = [(check.what, check.is_good) for check in findings("x", report)]
    assert found == [
        ("x: SQL Injection", False),
        ("x: Internal Server Error", False),
    ]


def test_a_part_that_could_not_run_fails_unless_that_is_allowed() -> None:
    good = Part("good", [Check("x", True)])
    bad = Part("bad", [Check("x", False, "why")])
    away = Part("away", why_not="no network")
    empty = Part("empty")
    assert [part.state for part in (good, bad, away, empty)] == [
        *(State.PASSED, State.FAILED, State.NOT_RUN, State.NOT_RUN)
    ]
    assert status([good], may_be_offline=False) == 0
    assert status([good, away], may_be_offline=False) == 2
    assert status([good, away], may_be_offline=True) == 0
    assert status([bad, away], may_be_offline=True) == 1
    said = summary([good, bad, away])
    assert "away: could not run: no network" in said
    assert "bad: x: why" in said


def test_the_nginx_that_is_looked_at_is_the_one_delivered(tmp_path) -> None:
    text = configuration(tmp_path, port=1, https=8443, http=8080)
    delivered = (DEPLOYED / "nginx.conf").read_text()
    kept = [line for line in delivered.splitlines() if "ssl_protocols" in line or "ciphers" in line]
    assert kept and all(line in text for line in kept)
    assert "listen 127.0.0.1:8443 ssl" in text and "listen 443" not in text
    assert HOST in text and "infogo.example" not in text
