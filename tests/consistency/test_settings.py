"""Production refuses to start half-configured."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.consistency.source import ROOT

COMPLETE = {
    "INFOGO_SECRET_KEY": secrets.token_urlsafe(64),
    "INFOGO_DATABASE_URL": "postgres://infogo@127.0.0.1/infogo",
    "INFOGO_ALLOWED_HOSTS": "infogo.example",
    "INFOGO_PUBLIC_URL": "https://infogo.example",
    "INFOGO_MAIL_URL": "smtp://mail.example",
}


# Runs inside production settings: what a plain and an encrypted request are answered.
ASK = """
import django; django.setup()
from django.test import Client
client = Client(headers={"Host": "infogo.example"})
plain, encrypted = client.get("/robots.txt"), client.get("/robots.txt", secure=True)
print(plain.status_code, plain.headers["Location"])
print(encrypted.status_code, encrypted.headers["Strict-Transport-Security"])
"""


def start(
    module: str, variables: dict[str, str], home: Path, then: str = ""
) -> subprocess.CompletedProcess[str]:
    environment = {name: text for name, text in os.environ.items() if name[:7] != "INFOGO_"}
    settings_module = f"config.settings.{module}"
    environment |= {
        "DJANGO_SETTINGS_MODULE": settings_module,
        "INFOGO_HOME": str(home),
        **variables,
    }
    command = [sys.executable, "-c", f"import {settings_module}\n{then}"]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def test_production_starts_when_complete(tmp_path: Path) -> None:
    assert start("prod", COMPLETE, tmp_path).returncode == 0


def test_production_insists_on_encryption(tmp_path: Path) -> None:
    answered = start("prod", COMPLETE, tmp_path, then=ASK)

    assert answered.stdout.splitlines() == [
        "301 https://infogo.example/robots.txt",
        "200 max-age=31536000; includeSubDomains; preload",
    ], answered.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("INFOGO_SECRET_KEY", ""),
        ("INFOGO_SECRET_KEY", "short"),
        ("INFOGO_SECRET_KEY_FALLBACKS", "short"),
        ("INFOGO_DATABASE_URL", ""),
        ("INFOGO_ALLOWED_HOSTS", "*"),
        ("INFOGO_ALLOWED_HOSTS", ""),
        ("INFOGO_PUBLIC_URL", "http://infogo.example"),
        ("INFOGO_MAIL_URL", "file:"),
        ("INFOGO_MAIL_URL", "pigeon:"),
        ("INFOGO_DEMO_OFFICERS", "1"),
        ("INFOGO_WEBHOOK_LOOPBACK", "1"),
        ("INFOGO_FILES_URL", "s3://key:secret@files.example/bucket?tls=0"),
        ("INFOGO_FILES_URL", "s3://files.example/bucket"),
        ("INFOGO_ACCESS_LOG_DAYS", "30"),
        ("INFOGO_METRICS_NETWORKS", "everybody"),
        ("INFOGO_LOG_FORMAT", "xml"),
        ("INFOGO_OIDC_FILE", "/nowhere.json"),
        ("INFOGO_DEBUG", "1"),
        ("INFOGO_DEBUG", "perhaps"),
    ],
)
def test_production_names_the_variable_that_is_wrong(name: str, value: str, tmp_path: Path) -> None:
    refused = start("prod", {**COMPLETE, name: value}, tmp_path)

    assert refused.returncode != 0
    assert name in refused.stderr.splitlines()[-1]


def test_each_home_folder_gets_its_own_private_key(tmp_path: Path) -> None:
    for home in (tmp_path / "one", tmp_path / "two"):
        assert start("local", {}, home).returncode == 0
    one, two = (tmp_path / home / "secret.key" for home in ("one", "two"))

    assert one.read_text() != two.read_text()
    assert one.stat().st_mode & 0o777 == 0o600


def test_processes_that_begin_at_once_share_one_key(tmp_path: Path) -> None:
    home = tmp_path / "shared"
    with ThreadPoolExecutor() as pool:
        begun = list(pool.map(lambda _one: start("local", {}, home), range(6)))

    assert [one.returncode for one in begun] == [0] * 6, begun[0].stderr
    assert len((home / "secret.key").read_text()) > 50
    assert not list(home.glob(".secret-*"))
