"""The rooms and lists of figures in the central workspace, and how tests read them."""

from __future__ import annotations

import csv
import io
from typing import Any

from django.test import Client
from django.urls import reverse

from infogo.accounts.roles import Role
from tests.factories import GrantFactory, OfficerFactory
from tests.office.people import signed_in, with_second_factor

ROOMS = (
    "delays",
    "delays_reasons",
    "delays_promises",
    "satisfaction",
    "satisfaction_sides",
    "satisfaction_changes",
    "satisfaction_unanswered",
    "volumes",
    "volumes_years",
    "volumes_reporting",
)
LISTS = (
    "delay_cases",
    "delay_receipts",
    "ratings",
    "volume_rows",
    "volume_reports",
    "volume_doubts",
)


def analyst() -> Client:
    """Return the browser of an officer who reads figures of the whole country."""
    officer = with_second_factor(OfficerFactory())
    GrantFactory(officer=officer, role=Role.CENTRAL_ANALYST, agency=None)
    return signed_in(officer)


def at(name: str) -> str:
    return reverse(f"central:{name}")


def text_of(answer: Any) -> str:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return str(body.decode())


def lines(client: Client, path: str, **asked: str) -> list[list[str]]:
    answer = client.get(path, {**asked, "format": "csv"})
    assert answer.status_code == 200
    return list(csv.reader(io.StringIO(text_of(answer).removeprefix("\ufeff"))))
