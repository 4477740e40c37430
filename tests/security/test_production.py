"""Production refuses to start when anything is left insecure, and is strict when it does.

tests/consistency/test_settings.py has the variables without which it does not start at all.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.hashers import check_password, identify_hasher, make_password
from pytest_django import Settings

from config.settings import base
from tests.consistency.source import ROOT
from tests.consistency.test_settings import COMPLETE

# Tries the production settings with many environments in one process.
TRY = """
import json, os, sys
from django.core.exceptions import ImproperlyConfigured
plain = dict(os.environ)
for variables in json.loads(sys.stdin.read()):
    os.environ.clear(); os.environ.update(plain | variables)
    for name in [name for name in sys.modules if name.startswith("config")]:
        del sys.modules[name]
    try:
        from config.settings import prod
    except (ImproperlyConfigured, ValueError) as refusal:
        print(json.dumps(str(refusal)))
    else:
        plainly = (bool, int, str)
        told = {name: value for name, value in vars(prod).items() if isinstance(value, plainly)}
        told["PASSWORD_HASHERS"] = prod.PASSWORD_HASHERS
        print(json.dumps({name: repr(value) for name, value in told.items()}))
"""
INSECURE = [
    ("INFOGO_SECRET_KEY", "a" * 64),
    ("INFOGO_SECRET_KEY", "abcabcabc" * 8),
    ("INFOGO_DATABASE_URL", "sqlite:///x.sqlite3"),
    ("INFOGO_DATABASE_URL", "mysql://infogo@db/infogo"),
    ("INFOGO_ALLOWED_HOSTS", "infogo.example,*"),
    ("INFOGO_ALLOWED_HOSTS", " , "),
    ("INFOGO_PUBLIC_URL", "//infogo.example"),
    ("INFOGO_MAIL_URL", "console:"),
    ("INFOGO_DEBUG", "yes"),
    ("INFOGO_LINE_API", "http://api.line.example"),
    ("INFOGO_TILE_URL", "http://tiles.example/{z}/{x}/{y}.png"),
    ("INFOGO_LOG_LEVEL", "DEBUG"),
    ("INFOGO_LOG_LEVEL", "debug"),
]


def tried(environments: list[dict[str, str]], home: Path) -> list[Any]:
    """Return for each environment why it was refused, or the settings."""
    plain = {name: text for name, text in os.environ.items() if not name.startswith("INFOGO_")}
    done = subprocess.run(
        [sys.executable, "-c", TRY],
        cwd=ROOT,
        env={**plain, "INFOGO_HOME": str(home)},
        input=json.dumps([{**COMPLETE, **variables} for variables in environments]),
        capture_output=True,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    home = tmp_path_factory.mktemp("prod")
    providers = home / "oidc.json"
    provider = {"id": "p", "name": "P", "client_id": "c", "client_secret": "s"}
    providers.write_text(json.dumps([{**provider, "server_url": "http://id.example"}]))
    insecure = [{name: value} for name, value in INSECURE]
    return tried([{}, {"INFOGO_OIDC_FILE": str(providers)}, *insecure], home)


def test_each_insecure_setting_is_refused_by_name(answers: list[Any]) -> None:
    _strict, by_provider, *others = answers
    assert str(by_provider).startswith("INFOGO_OIDC_FILE")
    for (name, value), refusal in zip(INSECURE, others, strict=True):
        assert isinstance(refusal, str), (name, value)
        assert refusal.startswith(name), (name, value, refusal)
        assert value not in refusal or name != "INFOGO_SECRET_KEY"


def test_what_starts_is_strict(answers: list[Any]) -> None:
    expected = {
        "DEBUG": False,
        "SESSION_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_SECURE": True,
        "CSRF_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_SAMESITE": "Strict",
        "SECURE_SSL_REDIRECT": True,
        "SECURE_CONTENT_TYPE_NOSNIFF": True,
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
        "X_FRAME_OPTIONS": "DENY",
        "SESSION_COOKIE_NAME": "__Secure-infogo_office",
        "CSRF_COOKIE_NAME": "__Secure-infogo_office_csrf",
        "SOCIALACCOUNT_STORE_TOKENS": False,
    }
    strict = answers[0]
    assert isinstance(strict, dict), strict
    assert {name: strict[name] for name in expected} == {
        name: repr(value) for name, value in expected.items()
    }
    assert "USE_X_FORWARDED_HOST" not in strict
    assert "Argon2" in strict["PASSWORD_HASHERS"].split(",")[0]
    assert int(strict["SECURE_HSTS_SECONDS"]) >= 31_536_000


def test_production_takes_its_time_and_memory_with_a_password(settings: Settings) -> None:
    """OWASP asks for 19 MiB and two rounds at least; tests pay less, since they pay often."""
    quick = make_password("ประโยคยาวที่จำได้")
    settings.PASSWORD_HASHERS = base.PASSWORD_HASHERS
    _name, kind, version, costs, _salt, _digest = make_password("ประโยคยาวที่จำได้").split("$")
    cost = dict(one.split("=") for one in costs.split(","))

    assert (kind, version) == ("argon2id", "v=19")
    assert int(cost["m"]) >= 19 * 1024
    assert int(cost["t"]) >= 2
    assert check_password("ประโยคยาวที่จำได้", quick)
    assert identify_hasher(quick).must_update(quick)  # and so is replaced at the next sign-in
