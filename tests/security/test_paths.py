"""Path traversal: no address, code or name reaches a file that is not meant for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

pytestmark = pytest.mark.django_db
CLIMBING = [
    "../secret.key",
    "..%2fsecret.key",
    "%2e%2e/secret.key",
    "%2e%2e%2fsecret.key",
    "..%5csecret.key",
    "%252e%252e%252fsecret.key",
    "....//secret.key",
    "..;/secret.key",
    "..%c0%afsecret.key",
    "..%00/secret.key",
    "/secret.key",
    "%2fsecret.key",
    "file:%2f%2f/secret.key",
    "./../secret.key",
    "x/../../secret.key",
]
# Where names of files stand in addresses.
PLACES = [
    "/static/",
    "/files/1/",
    "/files/",
    "/data/files/",
    "/data/files/20260101/",
    "/data/changes/",
    "/data/schema/",
    "/packs/",
    "/packs/1001/since/",
    "/developers/",
    "/proof/",
    "/category/",
    "/office/files/",
]
SECRET = "nobody may read this"


@pytest.fixture
def secret() -> Path:
    """Return a file of the home folder that nobody may have."""
    path = Path(settings.HOME) / "secret.key"
    path.write_text(SECRET)
    return path


@pytest.mark.parametrize("place", PLACES)
def test_no_address_climbs_out_of_its_folder(place: str, secret: Path) -> None:
    for climbing in (*CLIMBING, *(f"../{one}" for one in CLIMBING)):
        answer = Client().get(f"{place}{climbing}")
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert SECRET.encode() not in body, climbing
        assert answer.status_code in {301, 302, 303, 400, 404, 410}, (climbing, answer.status_code)
