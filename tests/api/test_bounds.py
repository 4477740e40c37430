"""How large a request may be: body, depth, address, headers; refusals are problems like others."""

from __future__ import annotations

import pytest
from django.test import Client

from infogo.accounts.roles import Role
from infogo.api.limits import LARGEST_BODY, LARGEST_FILE
from tests.accounts.watching import nothing_changes
from tests.api.programs import Program
from tests.factories import GrantFactory

pytestmark = pytest.mark.django_db
PATH = "/api/v1/delays"


@pytest.fixture
def program() -> Program:
    return Program(GrantFactory(role=Role.REPORTER).officer, "report")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("[" * 100_000, "JSON"),
        ("[" * 41 + "]" * 41, "ลึกเกิน 40"),
        ('{"a":' * 41 + "1" + "}" * 41, "ลึกเกิน 40"),
        ('{"reference": "ก\\u0000"}', "NUL"),
        ('{"\\u0000": 1}', "NUL"),
        ('{"reference": "\\ud800"}', "JSON"),
        ("{", "JSON"),
        (b"\xff", "JSON"),
    ],
)
def test_what_is_no_json_of_ours_is_refused(
    program: Program, body: str | bytes, words: str
) -> None:
    with nothing_changes():
        told = program.send("POST", PATH, body, status=400)
    assert words in told["title_th"]
    assert told["status"] == 400


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        (PATH, {"Content-Length": str(LARGEST_BODY + 1)}, 413),
        (PATH, {"Content-Length": "many"}, 413),
        ("/api/v1/office/bulk/points/jobs", {"Content-Length": str(LARGEST_FILE + 1)}, 413),
        (f"/api/v1/agencies?fields={'a' * 16_000}", {}, 414),
        ("/api/v1/agencies", {"X-Much": "a" * 33_000}, 431),
    ],
)
def test_what_is_too_large_is_refused(
    client: Client, path: str, headers: dict[str, str], status: int
) -> None:
    length = headers.pop("Content-Length", "")
    more = {"CONTENT_LENGTH": length} if length else {}
    answer = client.get(path, headers=headers, **more)  # type: ignore[arg-type]
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["title_th"]
